"""Whether an actor sees a record that holds a file; then they may have the file, too."""

from __future__ import annotations

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.kinds import File
from zhike.kernel.read import columns, scope
from zhike.kernel.sql import Sql, joined


def holds_file(actor: Actor, key: str) -> bool:
    """Looks at every file field of every object that the actor reads, in one statement."""
    compiler = Compiler(actor)
    parts = []
    for spec in specs.all_of(actor).values():
        fields = [one for one in columns.visible(actor, spec) if isinstance(one.kind, File)]
        if fields and actor.may("read", spec.name):
            holding = joined([Sql(f"({one.sql('t')} ->> 'key') = %s", (key,)) for one in fields], " OR ")
            where = scope.living(actor, spec, "t", "read", compiler) + holding.wrapped(" AND (", ")")
            parts.append(where.wrapped(f'EXISTS (SELECT 1 FROM "{spec.table}" t WHERE ', ")"))
    if not parts:
        return False
    statement = joined(parts, " OR ").wrapped("SELECT ")
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(statement.text, statement.params)
    return bool(row and row[0])
