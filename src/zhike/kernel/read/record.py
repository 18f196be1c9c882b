"""One record."""

from __future__ import annotations

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import NotFound
from zhike.kernel.read import columns, scope, titles


def record(actor: Actor, object_name: str, record_id: int, *, action: str = "read", deleted: bool = False) -> str:
    """A record as JSON text, with every field that the actor sees. Errors: NotFound, Forbidden."""
    spec = specs.of(actor, object_name)
    compiler = Compiler(actor)
    where = scope.living(actor, spec, "t", action, compiler, deleted=deleted)
    shown = columns.shown(actor, spec, columns.visible(actor, spec), "t", compiler)
    statement = shown.columns.wrapped("SELECT ", f' FROM "{spec.table}" t') + shown.joins + where.wrapped(" WHERE ")
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(statement.text + " AND t.id = %s", (*statement.params, record_id))
    if row is None:
        raise NotFound("record.not_found")
    return shown.text(row[0], row[1])


def title(actor: Actor, object_name: str, record_id: int) -> str:
    """The title of a record, or its number when there is none to see."""
    spec = specs.of(actor, object_name)
    if not (spec.shape.people or actor.may("read", object_name)):
        return f"#{record_id}"
    compiler = Compiler(actor)
    seen = scope.rows(actor, spec, "t", "read", compiler) if not spec.shape.people else None
    where = seen.wrapped(" AND ") if seen else None
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f'SELECT {titles.sql(actor, spec, "t")} FROM "{spec.table}" t WHERE t.tenant_id = {actor.tenant_id}'
            f" AND t.id = %s{where.text if where else ''}",
            (record_id, *(where.params if where else ())),
        )
    return str(row[0]) if row and row[0] else f"#{record_id}"
