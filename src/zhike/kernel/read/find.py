"""The ids that a condition means, for bulk edits and exports."""

from __future__ import annotations

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read.page import Query, selection


def find_ids(actor: Actor, object_name: str, query: Query, action: str, most: int) -> list[int]:
    """Up to `most` + 1 ids of records on which the actor may do `action`, oldest id first."""
    spec = specs.of(actor, object_name)
    where = selection(actor, spec, query, Compiler(actor), action)
    statement = where.wrapped(f'SELECT t.id FROM "{spec.table}" t WHERE ', f" ORDER BY t.id LIMIT {most + 1}")
    with db.transaction(actor.tenant_id) as tx:
        return [row[0] for row in tx.rows(statement.text, statement.params)]
