"""Where the id of a record leads that went into another one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

FARTHEST = 20  # merges one after the other that are followed


@dataclass(frozen=True)
class Merge:
    """What one change set merged."""

    object: str
    winner: int
    losers: tuple[int, ...]
    team: tuple[int, ...]  # people whom it let into the winner's team


def into(actor: Actor, object_name: str, record_id: int) -> int | None:
    """The record that one is part of now; None if it went into none."""
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            "WITH RECURSIVE way (id, n) AS (SELECT %s::bigint, 0 UNION ALL SELECT m.winner_id, w.n + 1 FROM way w"
            f" JOIN kernel_merge m ON m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.loser_id = w.id"
            f" WHERE w.n < {FARTHEST}) SELECT id FROM way ORDER BY n DESC LIMIT 1",
            (record_id, object_name),
        )
    return int(row[0]) if row and row[0] != record_id else None


def ancestors(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> list[int]:
    """The records that went into some others, in one step or several; those that live again are left out."""
    rows = tx.rows(
        "WITH RECURSIVE way (id, n) AS (SELECT unnest(%s::bigint[]), 0 UNION ALL SELECT m.loser_id, w.n + 1 FROM way w"
        f" JOIN kernel_merge m ON m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.winner_id = w.id"
        f' JOIN "{spec.table}" t ON t.tenant_id = {tx.tenant_id} AND t.id = m.loser_id AND t.deleted_at IS NOT NULL'
        f" WHERE w.n < {FARTHEST}) SELECT DISTINCT id FROM way WHERE n > 0 ORDER BY id",
        (list(ids), spec.name),
    )
    return [row[0] for row in rows]


def by(tx: db.Transaction, change_set: int) -> Merge | None:
    """What a change set merged, if it is a merge and not undone."""
    rows = tx.rows(
        "SELECT object, winner_id, array_agg(loser_id ORDER BY loser_id), min(team) FROM kernel_merge"
        f" WHERE tenant_id = {tx.tenant_id} AND change_set_id = %s GROUP BY object, winner_id",
        (change_set,),
    )
    return Merge(rows[0][0], rows[0][1], tuple(rows[0][2]), tuple(rows[0][3])) if rows else None


def apart(tx: db.Transaction, merge: Merge, change_set: int) -> None:
    """Forget a merge that is undone: the old ids are records again, and the winner's team is as it was."""
    tx.execute(f"DELETE FROM kernel_merge WHERE tenant_id = {tx.tenant_id} AND change_set_id = %s", (change_set,))
    tx.execute(
        f"DELETE FROM kernel_teammember WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = %s"
        " AND person_id = ANY(%s::bigint[])",
        (merge.object, merge.winner, list(merge.team)),
    )


def forget(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> None:
    """Forget what went into records that are purged; what a purged record went into still knows its id."""
    tx.execute(
        f"DELETE FROM kernel_merge WHERE tenant_id = {tx.tenant_id} AND object = %s AND winner_id = ANY(%s::bigint[])",
        (object_name, list(ids)),
    )
