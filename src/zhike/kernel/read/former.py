"""Codes that records had, and those of records that went into them: whoever has such a code at hand finds the record.

A record that has the code now goes before the one that had it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zhike.kernel import db
from zhike.kernel.spec import ObjectSpec

_INTO = (
    " ON CONFLICT (tenant_id, object, code) DO UPDATE SET record_id = excluded.record_id,"
    " change_set_id = excluded.change_set_id"
)


def find(tx: db.Transaction, spec: ObjectSpec, codes: Collection[str]) -> dict[str, int]:
    """The living records to which those of the words lead that are former codes. It is not asked who may see them."""
    living = f'"{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND t.id = w.id'
    rows = tx.rows(
        "WITH RECURSIVE way (code, id) AS (SELECT f.code, f.record_id FROM kernel_formercode f"
        f" WHERE f.tenant_id = {tx.tenant_id} AND f.object = %s AND f.code = ANY(%s::text[])"
        " UNION SELECT w.code, m.winner_id FROM way w"
        f" JOIN kernel_merge m ON m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.loser_id = w.id"
        f" WHERE NOT EXISTS (SELECT 1 FROM {living}))"
        f" SELECT w.code, w.id FROM way w WHERE EXISTS (SELECT 1 FROM {living})",
        (spec.name, list(codes), spec.name),
    )
    return dict(rows)


def lost(tx: db.Transaction, spec: ObjectSpec, codes: Sequence[tuple[str, int]], change_set: int) -> None:
    """Remember codes that records (code, id) have just lost."""
    given, ids = zip(*codes, strict=True)
    tx.execute(
        "INSERT INTO kernel_formercode (tenant_id, object, code, record_id, change_set_id)"
        f" SELECT {tx.tenant_id}, %s, l.code, l.id, {int(change_set)}"
        " FROM unnest(%s::text[], %s::bigint[]) AS l(code, id)" + _INTO,
        (spec.name, list(given), list(ids)),
    )


def merged(tx: db.Transaction, spec: ObjectSpec, losers: Sequence[int], winner: int, change_set: int) -> None:
    """Let the codes of records that went into another one lead there, until `apart`."""
    for field in spec.code_fields:
        sql = field.sql("t")
        tx.execute(
            "INSERT INTO kernel_formercode (tenant_id, object, code, record_id, change_set_id)"
            f' SELECT {tx.tenant_id}, %s, {sql}, {int(winner)}, {int(change_set)} FROM "{spec.table}" t'
            f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[]) AND {sql} IS NOT NULL" + _INTO,
            (spec.name, list(losers)),
        )


def apart(tx: db.Transaction, change_set: int) -> None:
    """Forget the codes that a merge brought, which is undone."""
    tx.execute(f"DELETE FROM kernel_formercode WHERE tenant_id = {tx.tenant_id} AND change_set_id = %s", (change_set,))
