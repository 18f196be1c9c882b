"""What a statement found, kept for a while. The statement with its values is the key: it says whose rights it goes by.

It is kept for 300 times as long as it took, at most ten minutes, so that no question takes more than a third of a
percent of the server's time and a small company always sees what there is now.
"""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.sql import Sql

TIMES, MOST, LEAST = 300, 600, 10  # so many times as long, and seconds
MEMORY = "64MB"  # in which the records of a large company are sorted and grouped
Rows = list[list[Any]]


def rows(tx: db.Transaction, asked: Sql, *, anew: bool = False) -> tuple[Rows, datetime]:
    """The rows of a statement, whose values JSON knows, and when they were found; `anew` looks again."""
    key = hashlib.sha256(f"{asked.text}\n{asked.params!r}".encode()).hexdigest()[:40]
    if not anew and (known := _known(tx, key)):
        return known
    tx.execute(f"SET LOCAL work_mem = '{MEMORY}'")  # for the rest of this transaction, which is a card's
    begun = time.perf_counter()
    found: Rows = [list(row) for row in tx.rows(asked.text, asked.params)]
    seconds = min(MOST, TIMES * (time.perf_counter() - begun))
    at = datetime.now(UTC)
    if seconds >= LEAST:
        _keep(tx, key, found, (at, at + timedelta(seconds=seconds)))
    return found, at


def _known(tx: db.Transaction, key: str) -> tuple[Rows, datetime] | None:
    row = tx.one(
        f"SELECT a.rows, a.at FROM classification_analysis a WHERE a.tenant_id = {tx.tenant_id} AND a.key = %s"
        " AND a.until > now()",
        (key,),
    )
    return (row[0], row[1]) if row else None


def _keep(tx: db.Transaction, key: str, found: Rows, lasts: tuple[datetime, datetime]) -> None:
    tx.execute(
        f"INSERT INTO classification_analysis (tenant_id, key, rows, at, until) VALUES ({tx.tenant_id}, %s, %s::jsonb,"
        " %s, %s) ON CONFLICT (tenant_id, key)"
        " DO UPDATE SET rows = excluded.rows, at = excluded.at, until = excluded.until",
        (key, orjson.dumps(found).decode(), *lasts),
    )
    own = f"classification_analysis a WHERE a.tenant_id = {tx.tenant_id}"
    tx.execute(  # what is over; rows that another card is about to replace are its own
        f"DELETE FROM {own} AND a.key IN (SELECT a.key FROM {own} AND a.until < now() FOR UPDATE SKIP LOCKED)"
    )
