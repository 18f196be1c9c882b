"""The ids that a condition means, for bulk edits and exports, and how many they are."""

from __future__ import annotations

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.beside import Sums
from zhike.kernel.read.page import Query, joining, selection, source
from zhike.kernel.sql import Sql


def find_ids(actor: Actor, object_name: str, query: Query, action: str, most: int, *, after: int = 0) -> list[int]:
    """Up to `most` + 1 ids of records on which the actor may do `action`, oldest id first, all beyond `after`."""
    spec = specs.of(actor, object_name)
    compiler = joining(actor)
    where = selection(actor, spec, query, compiler, action)
    if after:
        where += Sql(" AND t.id > %s", (after,))
    records = source(spec, compiler).wrapped("SELECT t.id FROM ", " WHERE ")
    statement = records + where.wrapped("", f" ORDER BY t.id LIMIT {most + 1}")
    with db.transaction(actor.tenant_id) as tx:
        return [row[0] for row in tx.rows(statement.text, statement.params)]


def reaches(actor: Actor, object_name: str, record_id: int, action: str) -> bool:
    """Whether the actor may do `action` to this very record."""
    mine = Query(where={"field": "id", "op": "=", "value": record_id})
    return bool(find_ids(actor, object_name, mine, action, 0))


def count_and_some(
    actor: Actor, object_name: str, query: Query, action: str, most: int, sums: Sums | None = None
) -> tuple[int, list[int]]:
    """How many records `find_ids` means in all, and the ids of any of them: what costs is done once.

    As an aggregate, which parallel workers share: to hand all ids on to where they are counted took half as long again.
    """
    spec = specs.of(actor, object_name)
    compiler = joining(actor, sums)
    where = selection(actor, spec, query, compiler, action)
    columns = f"SELECT count(*), coalesce((array_agg(t.id))[1:{most}], '{{}}') FROM "
    statement = source(spec, compiler).wrapped(columns, " WHERE ") + where
    with db.transaction(actor.tenant_id) as tx:
        tx.roomy()
        row = tx.one(statement.text, statement.params)
    return (int(row[0]), row[1]) if row else (0, [])


def count(actor: Actor, object_name: str, query: Query, action: str) -> int:
    """How many records `find_ids` means in all, however many they are."""
    statement = counting(actor, object_name, query, action)
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(statement.text, statement.params)
    return int(row[0]) if row else 0


def counting(actor: Actor, object_name: str, query: Query, action: str) -> Sql:
    """The SELECT of that number."""
    spec = specs.of(actor, object_name)
    compiler = joining(actor)
    where = selection(actor, spec, query, compiler, action)
    return source(spec, compiler).wrapped("SELECT count(*) FROM ", " WHERE ") + where
