"""What makes a record good or bad."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.kernel import db, declare, kinds, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Fault, Malformed, Refused

DIMENSIONS = ("complete", "valid", "fresh", "unique")


class QualityRule(declare.Object):
    """One thing that records of an object should be, told by a condition. It is shown where a record is not."""

    name = kinds.Text(max_length=60, title=True)
    name_en = kinds.Text(max_length=100, null=True, blank=True)
    object = kinds.Text(max_length=60)
    dimension = kinds.Choice(*DIMENSIONS, default="complete")
    where = kinds.Json()  # a condition, such as {"field": "region", "op": "empty"} or {"in": "repeated:phone"}
    meets = kinds.Choice("faulty", "fine", default="faulty")  # what a record is that meets it
    weight = kinds.Integer(default=1)
    active = kinds.Boolean(default=True)

    class Shape(declare.Shape):
        plural = "quality_rules"
        icon = "list-check"
        columns = ("name", "object", "dimension", "weight", "active", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("object")
    def it_is_of_records(self) -> declare.Verdict:
        """Settings are nobody's records."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        unknown = spec is None or spec.shape.settings
        return Fault("quality_rule.no_object", {"object": str(self.object)[:60]}) if unknown else None

    @declare.rule("weight")
    def it_weighs_something(self) -> declare.Verdict:
        """From 1 to 100, so that one rule does not hide all others."""
        return None if 1 <= (self.weight or 0) <= 100 else Fault("quality_rule.weight", {"least": 1, "most": 100})

    @staticmethod
    @declare.after
    def it_is_understood(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """And says something: a rule that every record breaks tells nothing."""
        rows = tx.rows(
            f'SELECT object, "where" FROM quality_qualityrule WHERE tenant_id = {tx.tenant_id}'
            " AND id = ANY(%s::bigint[]) AND deleted_at IS NULL",
            (list(ids),),
        )
        for name, where in rows:
            if where in ({}, {"all": []}):
                raise Refused({"where": Fault("quality_rule.everything")})
            try:
                api.parse(actor, specs.of(actor, name), where, rule=True)
            except Malformed as error:
                raise Refused({"where": Fault(error.code, error.data)}) from error
