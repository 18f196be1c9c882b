"""Suggestions as they are kept: sealed by the key of the record that they are for, so that they go with the person."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.kinds import Kind
from zhike.kernel.secrets import blind, record_keys
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.secrets.vault import RECORD_KEY, Lock
from zhike.kernel.sql import Sql

_PLACE = b"capture.suggestion"
_COLUMNS = "id, object, record_id, field, value, raw, confidence, source_object, source_id, at"


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One that waits, opened."""

    id: int
    object: str
    record_id: int
    field: str
    value: Any  # as JSON
    raw: str
    confidence: float
    source_object: str
    source_id: int
    at: Any


def put(
    tx: db.Transaction,
    target: tuple[str, int],
    field: str,
    kind: Kind,
    value: Any,
    raw: str,
    confidence: float,
    source: tuple[str, int],
) -> int | None:
    """Keep a suggestion; its id, or None when the same was made before, or the person is erased."""
    object_name, record_id = target
    lock = _lock(tx, object_name, record_id, make=True)
    if lock is None:
        return None
    known = vaults.of(tx.tenant_id).blind(f"suggested {kind.kind}={blind.same(kind, str(value))}")
    row = tx.one(
        "INSERT INTO capture_suggestion (tenant_id, object, record_id, field, value, raw, known, confidence,"
        " source_object, source_id, state, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'waiting', now())"
        " ON CONFLICT (tenant_id, object, record_id, known) DO NOTHING RETURNING id",
        (
            object_name, record_id, field, lock.seal(_PLACE, orjson.dumps(value).decode()), lock.seal(_PLACE, raw),
            known, confidence, *source,
        ),
    )  # fmt: skip
    return row[0] if row else None


def _lock(tx: db.Transaction, object_name: str, record_id: int, *, make: bool = False) -> Lock | None:
    """What seals for a record; None for one that is erased, or has no key and is to get none."""
    key = record_keys.of(tx, object_name, [record_id]).get(record_id)
    if key is None and make:
        record_keys.put(tx, object_name, [(record_id, os.urandom(RECORD_KEY))])
        key = record_keys.of(tx, object_name, [record_id]).get(record_id)
    return vaults.of(tx.tenant_id).of(key) if key else None


def of_record(tx: db.Transaction, object_name: str, record_id: int) -> list[Suggestion]:
    """Those that wait for a record, newest first."""
    rows = tx.rows(
        f"SELECT {_COLUMNS} FROM capture_suggestion WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = %s AND state = 'waiting' ORDER BY id DESC",
        (object_name, record_id),
    )
    lock = _lock(tx, object_name, record_id) if rows else None
    return [_opened(lock, row) for row in rows] if lock else []


def waiting(tx: db.Transaction, object_name: str, records: Sql, most: int) -> list[tuple[int, str, int]]:
    """Id, object and record of the newest that wait for some records, which a SELECT gives."""
    statement = records.wrapped(
        f"SELECT id, object, record_id FROM capture_suggestion WHERE tenant_id = {tx.tenant_id}"
        f" AND state = 'waiting' AND object = '{object_name}' AND record_id IN (",
        f") ORDER BY id DESC LIMIT {int(most)}",
    )
    return tx.rows(statement.text, statement.params)


def one(tx: db.Transaction, object_name: str, record_id: int, suggestion_id: int) -> Suggestion | None:
    """One that waits, held until the transaction ends."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM capture_suggestion WHERE tenant_id = {tx.tenant_id} AND id = %s AND object = %s"
        " AND record_id = %s AND state = 'waiting' FOR UPDATE",
        (suggestion_id, object_name, record_id),
    )
    lock = _lock(tx, object_name, record_id) if row else None
    return _opened(lock, row) if row and lock else None


def _opened(lock: Lock, row: db.Row) -> Suggestion:
    return Suggestion(
        id=row[0], object=row[1], record_id=row[2], field=row[3], value=orjson.loads(lock.open(_PLACE, row[4])),
        raw=lock.open(_PLACE, row[5]), confidence=row[6], source_object=row[7], source_id=row[8], at=row[9],
    )  # fmt: skip


def decide(tx: db.Transaction, suggestion_id: int, state: str, person: int | None, change_set: int | None) -> None:
    """Note what became of one."""
    tx.execute(
        "UPDATE capture_suggestion SET state = %s, decided_at = now(), decided_by = %s, change_set_id = %s"
        f" WHERE tenant_id = {tx.tenant_id} AND id = %s",
        (state, person, change_set, suggestion_id),
    )


def forget(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> None:
    """Drop all that is for these records, or from them: their person is erased, or they are gone for good."""
    for which in ("object = %s AND record_id", "source_object = %s AND source_id"):
        tx.execute(
            f"DELETE FROM capture_suggestion WHERE tenant_id = {tx.tenant_id} AND {which} = ANY(%s::bigint[])",
            (object_name, list(ids)),
        )
