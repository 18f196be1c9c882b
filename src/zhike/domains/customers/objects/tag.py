"""A word that marks records."""

from __future__ import annotations

from zhike.kernel import declare, kinds


class Tag(declare.Object):
    """A tag that the company has agreed on, with its colour."""

    name = kinds.Text(max_length=40, title=True, unique=True)
    color = kinds.Choice("gray", "teal", "blue", "green", "amber", "red", "violet", default="gray")
    remark = kinds.Text(max_length=200, null=True, blank=True)

    class Shape(declare.Shape):
        plural = "tags"
        position = 50
        icon = "tag"
        columns = ("name", "color", "remark")
        sort = "name"
