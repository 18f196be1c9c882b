"""How far suggestions are trusted."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.capture import fields
from zhike.kernel import db, declare, kinds, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused


class SuggestionRule(declare.Object):
    """What becomes of suggestions for a field when nobody looks at them; without a rule each waits for a person."""

    name = kinds.Text(max_length=60, title=True)
    object = kinds.Text(max_length=60)
    field = kinds.Text(max_length=60)
    trust = kinds.Choice("ask", "blank", "replace", default="ask")

    class Shape(declare.Shape):
        plural = "suggestion_rules"
        icon = "bolt"
        columns = ("name", "object", "field", "trust", "updated_at")
        sort = "name"
        settings = True

    @staticmethod
    @declare.after
    def there_is_such_a_field(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
        """Of a person or company whom records tell of, and of a kind that texts tell."""
        rows = tx.rows(
            f"SELECT object, field FROM capture_suggestionrule WHERE tenant_id = {tx.tenant_id}"
            " AND id = ANY(%s::bigint[]) AND deleted_at IS NULL",
            (list(ids),),
        )
        for name, field in rows:
            spec = specs.all_of(actor).get(name)
            if spec is None or not spec.shape.personal:
                raise Refused({"object": Fault("suggestion_rule.no_object", {"object": name[:60]})})
            known = spec.fields.get(field)
            if known is None or not fields.role(known):
                raise Refused({"field": Fault("suggestion_rule.no_field", {"field": field[:60]})})
