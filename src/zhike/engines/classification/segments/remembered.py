"""Sums over what hangs on records, remembered while somebody edits a condition on them.

Who types 200 asks for 2, 20 and 200, and then adds another condition: the sums are the same each time, and to find them
takes most of a count. The statement with its values is the key: it says whose rights it goes by.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.beside import Sums
from zhike.kernel.conditions.counted import MEETS
from zhike.kernel.sql import Sql

SECONDS = 60
MOST = 4_000_000  # sums that a process remembers: 64 MB


@dataclass(frozen=True)
class _Found:
    """Ids and their sums (NaN for one that is not known), and when they were found."""

    ids: NDArray[np.int64]
    values: NDArray[np.float64]
    at: float


_known: dict[tuple[int, str, str], _Found] = {}
_lock = threading.Lock()


def sums(actor: Actor) -> Sums:
    """Those of the actor's company."""

    def meeting(asked: Sql, op: str, value: float) -> Sequence[int]:
        found = _of(actor.tenant_id, asked)
        ids: list[int] = found.ids[MEETS[op](found.values, value)].tolist()
        return ids

    return meeting


def _of(tenant_id: int, asked: Sql) -> _Found:
    key, now = (tenant_id, asked.text, repr(asked.params)), time.monotonic()
    with _lock:
        known = _known.get(key)
    if known is not None and now - known.at < SECONDS:
        return known
    statement = asked.wrapped("SELECT array_agg(s.id), array_agg(s.x) FROM (", ") s")
    with db.transaction(tenant_id) as tx:
        ids, values = tx.one(statement.text, statement.params) or (None, None)
    found = _Found(np.array(ids or (), np.int64), np.array(values or (), np.float64), now)
    with _lock:
        _known[key] = found
        _forget(now)
    return found


def _forget(now: float) -> None:
    """What is too old, and the oldest of what is too much."""
    for key in [key for key, one in _known.items() if now - one.at >= SECONDS]:
        del _known[key]
    while len(_known) > 1 and sum(len(one.ids) for one in _known.values()) > MOST:
        del _known[min(_known, key=lambda key: _known[key].at)]
