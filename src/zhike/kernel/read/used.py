"""The tags that records have, for those who type the next one."""

from __future__ import annotations

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.kinds import Tags
from zhike.kernel.read import columns, scope
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, like

LATEST, MOST = 20_000, 50  # records that are looked at, tags that are shown


def used_tags(actor: Actor, object_name: str, field_name: str | None, part: str = "") -> list[tuple[str, int]]:
    """Tags with `part` in them and how often the latest records have them. Errors: Malformed, Forbidden."""
    spec = specs.of(actor, object_name)
    scope.need(actor, "read", spec)
    field = _field(actor, spec, field_name)
    if field is None:
        return []
    living = scope.living(actor, spec, "t", "read", Compiler(actor))
    latest = living.wrapped(
        f'SELECT {field.sql("t")} AS tags FROM "{spec.table}" t WHERE ',
        f" ORDER BY t.updated_at DESC, t.id DESC LIMIT {LATEST}",
    )
    statement = latest.wrapped("SELECT u.tag, count(*) FROM (", ") l CROSS JOIN LATERAL unnest(l.tags) AS u(tag)")
    if part.strip():
        statement += Sql(" WHERE u.tag ILIKE %s", (f"%{like(part.strip())}%",))
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(statement.text + f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST}", statement.params)
    return [(row[0], row[1]) for row in rows]


def _field(actor: Actor, spec: ObjectSpec, name: str | None) -> FieldSpec | None:
    fields = [one for one in columns.visible(actor, spec) if isinstance(one.kind, Tags)]
    if name is None:
        return fields[0] if fields else None
    for one in fields:
        if one.name == name:
            return one
    raise Malformed("read.unknown_column", column=name[:60])
