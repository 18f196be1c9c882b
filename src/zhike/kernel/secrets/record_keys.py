"""The keys of records: made when something is first sealed for a record, emptied when its person is erased.

An empty key stands for what is erased: it opens nothing, and no other takes its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import orjson

from zhike.kernel import db


def sql(tenant_id: int, object_name: str, alias: str) -> str:
    """SQL that gives the key of a row of `alias`, or NULL."""
    return (
        f"(SELECT rk.key FROM kernel_recordkey rk WHERE rk.tenant_id = {tenant_id} AND rk.object = '{object_name}'"
        f" AND rk.record_id = {alias}.id)"
    )


def of(tx: db.Transaction, object_name: str, ids: Iterable[int]) -> dict[int, bytes]:
    """The keys of those records that have one."""
    rows = tx.rows(
        f"SELECT record_id, key FROM kernel_recordkey WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[])",
        (object_name, list(ids)),
    )
    return {record_id: bytes(key) for record_id, key in rows}


def put(tx: db.Transaction, object_name: str, new: Sequence[tuple[int, bytes]]) -> bool:
    """Keep the keys of records; False when one of them has got another in the meantime."""
    if not new:
        return True
    done = tx.execute(
        "INSERT INTO kernel_recordkey (tenant_id, object, record_id, key)"
        f" SELECT {tx.tenant_id}, %s, s.i, decode(s.k, 'hex') FROM json_to_recordset(%s::json) AS s(i bigint, k text)"
        " ON CONFLICT DO NOTHING",
        (object_name, orjson.dumps([{"i": record_id, "k": key.hex()} for record_id, key in new]).decode()),
    )
    return done.rowcount == len(new)


ERASED = b""


def destroy(tx: db.Transaction, object_name: str, ids: Iterable[int]) -> int:
    """Let nobody ever open again what was sealed for these records, nor seal anything more; how many they are."""
    return tx.execute(
        "INSERT INTO kernel_recordkey AS k (tenant_id, object, record_id, key)"
        f" SELECT {tx.tenant_id}, %s, s.id, ''::bytea FROM unnest(%s::bigint[]) AS s(id)"
        " ON CONFLICT (tenant_id, object, record_id) DO UPDATE SET key = excluded.key",
        (object_name, list(ids)),
    ).rowcount


def forget(tx: db.Transaction, object_name: str, ids: Iterable[int]) -> None:
    """Drop the keys of records that are gone for good. That somebody was erased is known for ever: backups go by it."""
    tx.execute(
        f"DELETE FROM kernel_recordkey WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[]) AND key <> ''",
        (object_name, list(ids)),
    )
