"""Who is in a segment: found by set, and kept with who entered and who left, when, and by which values."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

from zhike.engines.classification.segments.defined import Segment, leaves
from zhike.kernel import db, events, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.conditions.tree import Node, Test
from zhike.kernel.read.page import joining, source
from zhike.kernel.sql import Sql, joined

AT_MOST = 20  # values that are kept of a move


def refresh(
    tx: db.Transaction, actor: Actor, one: Segment, node: Node, ids: Sequence[int] | None = None
) -> tuple[int, int]:
    """Find who of these records is in a dynamic segment, of all if None; how many entered and left.

    The first time, whoever is in it has not entered: it is they by whom it begins.
    """
    first = not _found(tx, one)
    held = f"classification_member m WHERE m.tenant_id = {tx.tenant_id} AND m.segment_id = {one.id}"
    compiler = joining(actor) if ids is None else Compiler(actor, apart=True)
    which = Sql("") if ids is None else Sql(" AND t.id = ANY(%s::bigint[])", (db.bigints(ids),))
    these = Sql("") if ids is None else Sql(" AND m.record_id = ANY(%s::bigint[])", (db.bigints(ids),))
    spec = specs.of(actor, one.object)
    meets = compiler.compile(node, "t")
    living = Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND ")
    now = source(spec, compiler).wrapped("WITH now AS MATERIALIZED (SELECT t.id FROM ") + living + meets + which
    statement = (
        now
        + Sql(
            "), entered AS (INSERT INTO classification_member (tenant_id, segment_id, record_id, since)"
            f" SELECT {tx.tenant_id}, {one.id}, n.id, now() FROM now n WHERE NOT EXISTS (SELECT 1 FROM {held}"
            " AND m.record_id = n.id) ON CONFLICT DO NOTHING RETURNING record_id),"
            f" gone AS (DELETE FROM {held}"
        )
        + these
        + Sql(" AND NOT EXISTS (SELECT 1 FROM now n WHERE n.id = m.record_id) RETURNING m.record_id)")
    )
    told = "SELECT record_id, TRUE FROM entered UNION ALL SELECT record_id, FALSE FROM gone"
    with tx.over_all() if ids is None else nullcontext():
        moved = tx.rows(f"{statement.text} {'SELECT count(*) FROM entered' if first else told}", statement.params)
    if first:
        _begin(tx, one)
        return moved[0][0], 0
    entered, left = [row[0] for row in moved if row[1]], [row[0] for row in moved if not row[1]]
    note(tx, actor, one, node, entered, left)
    return len(entered), len(left)


def note(
    tx: db.Transaction, actor: Actor, one: Segment, node: Node | None, entered: Sequence[int], left: Sequence[int]
) -> None:
    """Keep who entered and who left, and tell whoever follows."""
    for ids, how in ((entered, True), (left, False)):
        if ids:
            values = _values(actor, node)
            statement = (
                Sql(
                    "INSERT INTO classification_passage (tenant_id, segment_id, record_id, at, entered, because)"
                    f" SELECT {tx.tenant_id}, {one.id}, i.id, now(), %s, (SELECT ",
                    (how,),
                )
                + values
                + Sql(
                    f' FROM "{specs.of(actor, one.object).table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.id = i.id)'
                    " FROM unnest(%s::bigint[]) AS i(id)",
                    (db.bigints(ids),),
                )
            )
            tx.execute(statement.text, statement.params)
            events.touch(tx, one.set, one.object, ids)


def _values(actor: Actor, node: Node | None) -> Sql:
    """SQL of the values that decide, by field: as far as they tell nothing of a person by themselves."""
    compiler = Compiler(actor)
    found: dict[str, Sql] = {}
    for leaf in leaves(node) if node is not None else ():
        if isinstance(leaf, Test) and len(leaf.path) == 1 and not leaf.field.personal and not leaf.field.secret:
            value = leaf.field.kind.json_sql(compiler.value(leaf.field, "t"))
            found[leaf.field.name] = Sql(f"'{leaf.field.name}', {value}")
    if not found:
        return Sql("'{}'::jsonb")
    return joined(list(found.values())[:AT_MOST], ", ").wrapped("jsonb_build_object(", ")")


def _found(tx: db.Transaction, one: Segment) -> bool:
    """Whether its members were found before."""
    row = tx.one(f"SELECT 1 FROM classification_found WHERE tenant_id = {tx.tenant_id} AND segment_id = %s", (one.id,))
    return row is not None


def _begin(tx: db.Transaction, one: Segment) -> None:
    tx.execute(
        f"INSERT INTO classification_found (tenant_id, segment_id, at) VALUES ({tx.tenant_id}, %s, now())"
        " ON CONFLICT DO NOTHING",
        (one.id,),
    )
