"""A set of records of one object."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.classification.segments import defined
from zhike.kernel import db, declare, kinds, registry
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault


class Segment(declare.Object):
    """Records that meet a condition (dynamic), or were chosen by hand (static).

    One that loses its condition keeps who is in it; one that gets a condition keeps those who meet it.
    """

    name = kinds.Text(max_length=80, title=True, search=1)
    object = kinds.Text(max_length=60)
    where = kinds.Json(null=True, blank=True)  # a condition; of a static one none
    kind = kinds.Choice(
        "dynamic", "static", default="static", derived=True, colors={"dynamic": "teal", "static": "gray"}
    )
    remark = kinds.LongText(null=True, blank=True)

    class Shape(declare.Shape):
        plural = "segments"
        position = 70
        nav, icon = "marketing", "users-group"
        columns = ("name", "kind", "object", "created_by", "updated_at")

    @declare.rule("object")
    def it_is_of_records(self) -> declare.Verdict:
        """Settings are nobody's records; and a segment stays of what it is."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        if spec is None or spec.shape.settings:
            return Fault("segment.no_object", {"object": str(self.object)[:60]})
        was = getattr(self, "old", None)  # the record as it stands, where there is one
        return Fault("segment.fixed") if was and was.get("object") != self.object else None

    @declare.derived("kind", "where")
    def by_condition_or_by_hand(self) -> str:
        """Whoever gives a condition wants it followed."""
        return "dynamic" if self.where else "static"

    @staticmethod
    @declare.after
    def it_is_understood(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Its condition can be asked, and does not lead back to itself; its members are found anew."""
        defined.settle(tx, actor, ids)
