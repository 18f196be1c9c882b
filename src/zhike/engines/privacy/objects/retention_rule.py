"""How long records are kept."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.kernel import db, declare, kinds, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Fault, Malformed, Refused


class RetentionRule(declare.Object):
    """What becomes, each night, of the records of an object that meet a condition."""

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60)
    where = kinds.Json()  # a condition, such as {"field": "updated_at", "op": "<", "value": "-3y"}
    action = kinds.Choice("delete", "erase", default="delete")
    active = kinds.Boolean(default=False)

    class Shape(declare.Shape):
        plural = "retention_rules"
        icon = "clock"
        columns = ("name", "object", "action", "active", "updated_at")
        sort = "name"
        settings = True

    @declare.rule("object", "action")
    def it_can_be_done(self) -> declare.Verdict:
        """Only people are erased, and settings are nobody's records."""
        spec = next((one for one in registry.declared() if one.name == self.object), None)
        if spec is None or spec.shape.settings:
            return Fault("retention_rule.no_object", {"object": str(self.object)[:60]})
        return Fault("retention_rule.no_person") if self.action == "erase" and not spec.shape.personal else None

    @staticmethod
    @declare.after
    def its_condition_is_understood(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """And says something: a rule that means every record is a mistake."""
        rows = tx.rows(
            f'SELECT object, "where" FROM privacy_retentionrule WHERE tenant_id = {tx.tenant_id}'
            " AND id = ANY(%s::bigint[]) AND deleted_at IS NULL",
            (list(ids),),
        )
        for name, where in rows:
            if where in ({}, {"all": []}):
                raise Refused({"where": Fault("retention_rule.everything")})
            try:
                api.parse(actor, specs.of(actor, name), where, rule=True)
            except Malformed as error:
                raise Refused({"where": Fault(error.code, error.data)}) from error
