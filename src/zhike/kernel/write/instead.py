"""Before a record is made: those in the recycle bin that have the same unique value, to be restored instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import scope
from zhike.kernel.secrets import blind
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined
from zhike.kernel.write.draft import Draft, parse

MOST = 3


@dataclass(frozen=True)
class Deleted:
    """A record that could be restored, and the field whose value it shares."""

    id: int
    field: str
    label: str


def restorable(actor: Actor, object_name: str, values: Mapping[str, Any]) -> list[Deleted]:
    """Those that the actor sees and may restore, by the values of a record that is to be made.

    A value that is not right, or that the actor sees masked or not at all, finds nothing. Errors: Forbidden.
    """
    spec = specs.of(actor, object_name)
    for action in ("create", "read", "delete"):
        scope.need(actor, action, spec)
    rights = actor.on(object_name)
    shown = {one.name for one in spec.unique_fields if rights.shows(one.name, one.kind)}
    (draft,) = parse(actor, spec, [{name: value for name, value in values.items() if name in shown}])
    with db.transaction(actor.tenant_id) as tx:
        found = _alike(tx, actor, spec, draft)
        reached = _reached(tx, actor, spec, [record_id for _, record_id in found])
    told = {one: field for field, one in reversed(found) if one in reached}
    return [
        Deleted(one, field.name, field.label(actor.language))
        for one, field in sorted(told.items(), reverse=True)[:MOST]
    ]


def _alike(tx: db.Transaction, actor: Actor, spec: ObjectSpec, draft: Draft) -> list[tuple[FieldSpec, int]]:
    """The deleted records that have a unique value of the draft, the latest first."""
    asked = [one for one in spec.unique_fields if draft.values.get(one.name) is not None]
    deleted = f'FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NOT NULL AND '
    parts = [
        _has(actor, spec, field, draft.values[field.name]).wrapped(f"SELECT {i}, t.id {deleted}")
        for i, field in enumerate(asked)
    ]
    if not parts:
        return []
    statement = joined(parts, " UNION ALL ").wrapped("", " ORDER BY 2 DESC")
    return [(asked[i], record_id) for i, record_id in tx.rows(statement.text, statement.params)]


def _has(actor: Actor, spec: ObjectSpec, field: FieldSpec, value: Any) -> Sql:
    if field.secret:
        return blind.having(vaults.of(actor.tenant_id), spec, field, [value], "t")
    return Sql(f"{field.sql('t')} = %s::{field.kind.pg_type}", (value,))


def _reached(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: list[int]) -> set[int]:
    compiler = Compiler(actor)
    seen = scope.living(actor, spec, "t", "read", compiler, deleted=True)
    may = scope.rows(actor, spec, "t", "delete", compiler)
    statement = joined((seen, may), " AND ").wrapped(f'SELECT t.id FROM "{spec.table}" t WHERE ')
    rows = tx.rows(f"{statement.text} AND t.id = ANY(%s::bigint[])", (*statement.params, ids))
    return {row[0] for row in rows}
