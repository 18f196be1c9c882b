"""How many records of each kind hang on one record."""

from __future__ import annotations

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import scope
from zhike.kernel.sql import Sql, joined

BOUND = 1000


def related(actor: Actor, object_name: str, record_id: int) -> dict[str, dict[str, object]]:
    """Counts by relation name, each up to a bound, in one statement."""
    spec = specs.of(actor, object_name)
    compiler = Compiler(actor)
    names, parts = [], []
    for backlink in spec.backlinks.values():
        if not actor.may("read", backlink.object):
            continue
        other = specs.of(actor, backlink.object)
        where = scope.living(actor, other, "r", "read", compiler)
        where += Sql(f" AND {other.fields[backlink.field].sql('r')} = %s LIMIT {BOUND + 1}", (record_id,))
        parts.append(where.wrapped(f'(SELECT count(*) FROM (SELECT 1 FROM "{other.table}" r WHERE ', ") b)"))
        names.append(backlink.name)
    if not parts:
        return {}
    statement = joined(parts, ", ").wrapped("SELECT ")
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(statement.text, statement.params) or ()
    return {name: {"value": min(value, BOUND), "exact": value <= BOUND} for name, value in zip(names, row, strict=True)}
