"""Roll-ups: fields of a record that sum up the records that hang on it, such as what the lines of an order cost.

They follow every write of those records in the same transaction. They are in no journal, as they say nothing that the
journal of those records does not tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import FieldSpec, ObjectSpec

MEASURES = ("sum", "count")


def follow(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int], former: Iterable[tuple[str, int]] = ()
) -> None:
    """Sum up anew what these records hang on, and what they hung on before: (name of the link, id)."""
    before = set(former)
    for link in spec.link_fields:
        parent = specs.of(actor, link.to or "") if link.kind.family == "link" else None
        fields = of(parent, spec, link) if parent else []
        if parent and fields:
            rows = tx.rows(
                f'SELECT DISTINCT {link.sql("t")} FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id}'
                f" AND t.id = ANY(%s::bigint[]) AND {link.sql('t')} IS NOT NULL",
                (db.bigints(ids),),
            )
            found = {row[0] for row in rows} | {parent_id for name, parent_id in before if name == link.name}
            refresh(tx, parent, spec, link, fields, sorted(found))


def of(parent: ObjectSpec, spec: ObjectSpec, link: FieldSpec) -> list[FieldSpec]:
    """The fields of `parent` that sum up what hangs on it by this link."""
    names = {one.name for one in parent.backlinks.values() if (one.object, one.field) == (spec.name, link.name)}
    return [one for one in parent.own_fields if one.kind.rollup and one.kind.rollup[0] in names]


def refresh(
    tx: db.Transaction, parent: ObjectSpec, spec: ObjectSpec, link: FieldSpec, fields: Sequence[FieldSpec],
    ids: Sequence[int],
) -> None:  # fmt: skip
    """The statement. The parents are locked before it looks: who comes second sees what the first has done.

    Not against those who only link to them: two who add a line each would wait for each other.
    """
    if not ids:
        return
    wanted = db.bigints(ids)
    tx.execute(
        f'SELECT p.id FROM "{parent.table}" p WHERE p.tenant_id = {tx.tenant_id} AND p.id = ANY(%s::bigint[])'
        " ORDER BY p.id FOR NO KEY UPDATE OF p",
        (wanted,),
    )
    sums = ", ".join(f"{_measured(one, spec)} AS n{n}" for n, one in enumerate(fields))
    sets = ", ".join(f'"{one.column}" = s.n{n}' for n, one in enumerate(fields))
    was = ", ".join(one.sql("p") for one in fields)
    now = ", ".join(f"s.n{n}" for n in range(len(fields)))
    tx.execute(
        f'UPDATE "{parent.table}" p SET {sets} FROM (SELECT i.id, {sums} FROM unnest(%s::bigint[]) AS i(id)'
        f' LEFT JOIN "{spec.table}" t ON t.tenant_id = {tx.tenant_id} AND {link.sql("t")} = i.id'
        " AND t.deleted_at IS NULL GROUP BY i.id) s"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.id = s.id AND ({was}) IS DISTINCT FROM ({now})",
        (wanted,),
    )


def _measured(field: FieldSpec, spec: ObjectSpec) -> str:
    assert field.kind.rollup is not None
    _, measure, name = field.kind.rollup
    if measure == "count":
        return "count(t.id)"
    total = f"sum({spec.fields[name].sql('t')})"
    return total if field.nullable else f"coalesce({total}, 0)"
