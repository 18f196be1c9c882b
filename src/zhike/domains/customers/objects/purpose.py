"""What a person can agree to."""

from __future__ import annotations

from zhike.kernel import declare, kinds


class Purpose(declare.Object):
    """A purpose that consent is asked for, as the company words it."""

    name = kinds.Text(max_length=60, title=True, unique=True)
    basis = kinds.Choice("consent", "contract", "law", "interest", default="consent")
    remark = kinds.Text(max_length=300, null=True, blank=True)

    class Shape(declare.Shape):
        plural = "purposes"
        position = 60
        icon = "list-check"
        columns = ("name", "basis", "remark")
        sort = "name"
