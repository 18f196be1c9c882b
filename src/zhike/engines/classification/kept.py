"""What a statement over all records found, kept. The statement with its values is the key: it says whose rights it
goes by.

For 300 times as long as it took, at most ten minutes, it is taken for what there is, so that no question takes more
than a third of a percent of the server's time and a small company always sees what there is now. After that it is
still told, with its moment, to whoever would rather see something at once and look again meanwhile.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.sql import Sql

TIMES, MOST, LEAST = 300, 600, 10  # so many times as long, and seconds
DAYS = 2  # that it is told at all
Rows = list[list[Any]]


@dataclass(frozen=True)
class Moment:
    """When something was found, and whether it is time to look again."""

    at: datetime
    over: bool = False


def rows(tx: db.Transaction, asked: Sql, *, anew: bool = False) -> tuple[Rows, Moment]:
    """The rows of a statement, whose values JSON knows, and when they were found; `anew` looks again."""
    key = hashlib.sha256(f"{asked.text}\n{asked.params!r}".encode()).hexdigest()[:40]
    if not anew and (known := _known(tx, key)):
        return known
    tx.roomy()
    begun = time.perf_counter()
    found: Rows = [list(row) for row in tx.rows(asked.text, asked.params)]
    seconds = min(MOST, TIMES * (time.perf_counter() - begun))
    at = datetime.now(UTC)
    if seconds >= LEAST:
        _keep(tx, key, found, (at, at + timedelta(seconds=seconds)))
    return found, Moment(at)


def _known(tx: db.Transaction, key: str) -> tuple[Rows, Moment] | None:
    row = tx.one(
        "SELECT a.rows, a.at, a.until <= now() FROM classification_analysis a"
        f" WHERE a.tenant_id = {tx.tenant_id} AND a.key = %s AND a.at > now() - interval '{DAYS} days'",
        (key,),
    )
    return (row[0], Moment(row[1], row[2])) if row else None


def _keep(tx: db.Transaction, key: str, found: Rows, lasts: tuple[datetime, datetime]) -> None:
    tx.execute(
        f"INSERT INTO classification_analysis (tenant_id, key, rows, at, until) VALUES ({tx.tenant_id}, %s, %s::jsonb,"
        " %s, %s) ON CONFLICT (tenant_id, key)"
        " DO UPDATE SET rows = excluded.rows, at = excluded.at, until = excluded.until",
        (key, orjson.dumps(found).decode(), *lasts),
    )
    own = f"classification_analysis a WHERE a.tenant_id = {tx.tenant_id}"
    old = f"{own} AND a.at < now() - interval '{DAYS} days'"
    tx.execute(f"DELETE FROM {own} AND a.key IN (SELECT a.key FROM {old} FOR UPDATE SKIP LOCKED)")
