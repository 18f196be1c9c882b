"""A way of looking at a list that somebody wants to come back to."""

from __future__ import annotations

from typing import Any, ClassVar

from zhike.kernel import declare, kinds, registry
from zhike.kernel.errors import Fault


class SavedView(declare.Object):
    """Filter, columns, sort and layout of one object's list under a name; private, or shared with others."""

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60, index=True)
    visibility = kinds.Choice("private", "department", "all", default="private")
    state = kinds.Json(null=True, blank=True)  # what the list page keeps: where, sort, columns, view, group
    position = kinds.Integer(default=0)

    class Shape(declare.Shape):
        icon = "bookmark"
        columns = ("name", "object", "visibility", "created_by", "updated_at")
        sort = "position"
        visible: ClassVar[dict[str, Any]] = {
            "any": [
                {"field": "created_by", "op": "is", "value": "me"},
                {"field": "visibility", "op": "is", "value": "all"},
                {
                    "all": [
                        {"field": "visibility", "op": "is", "value": "department"},
                        {"field": "created_by", "op": "is", "value": "my_department"},
                    ]
                },
            ]
        }
        changeable: ClassVar[dict[str, Any]] = {"field": "created_by", "op": "is", "value": "me"}

    @declare.rule("object")
    def it_is_of_an_object(self) -> declare.Verdict:
        """A view of nothing could not be opened."""
        known = any(one.name == self.object for one in registry.declared())
        return None if known else Fault("saved_view.no_object", {"object": str(self.object)[:60]})
