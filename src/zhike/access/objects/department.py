"""A part of the company. Departments form a tree, along which rights reach downwards."""

from __future__ import annotations

from zhike.access import tree
from zhike.kernel import declare, kinds
from zhike.kernel.errors import Fault


class Department(declare.Object):
    """A department: who leads it, and what it stands under."""

    name = kinds.Text(max_length=80, title=True, search=1)
    parent = kinds.Link("access.Department", backlink="children", null=True, blank=True)
    manager = kinds.Person(null=True, blank=True)
    position = kinds.Integer(default=0)  # among its siblings

    class Shape(declare.Shape):
        icon = "sitemap"
        columns = ("name", "parent", "manager")
        sort = "position"
        settings = True

    @declare.rule("parent")
    def it_does_not_stand_under_itself(self) -> declare.Verdict:
        """The tree has no circle."""
        circle = self.id and self.parent and self.id in tree.upwards(self.parent)
        return Fault("department.circle") if circle else None
