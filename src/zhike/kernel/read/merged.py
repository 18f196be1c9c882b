"""Where the id of a record leads that went into another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

# (transaction, object, the record that stays, those that go into it or come out of it again)
Hook = Callable[[db.Transaction, str, int, Sequence[int]], None]
_after: list[Hook] = []


@dataclass(frozen=True)
class Merge:
    """What one change set merged."""

    object: str
    winner: int
    losers: tuple[int, ...]
    team: tuple[int, ...]  # people whom it let into the winner's team


def after(hook: Hook) -> None:
    """Have a function called when records were merged or such a merge was undone, in the same transaction: engines
    keep things beside them.
    """
    _after.append(hook)


def tell(tx: db.Transaction, object_name: str, winner: int, losers: Sequence[int]) -> None:
    """Call those who asked for it."""
    for hook in _after:
        hook(tx, object_name, winner, losers)


def into(actor: Actor, object_name: str, record_id: int) -> int | None:
    """The record that one is part of now, the first on its way that lives; None if it went into none."""
    spec = specs.of(actor, object_name)
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            "WITH RECURSIVE way (id, n) AS (SELECT %s::bigint, 0 UNION ALL SELECT m.winner_id, w.n + 1 FROM way w"
            f" JOIN kernel_merge m ON m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.loser_id = w.id"
            f' WHERE NOT EXISTS (SELECT 1 FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.id = w.id'
            # Records that were restored by hand may have gone into each other, all around.
            " AND t.deleted_at IS NULL)) CYCLE id SET again USING trail SELECT id FROM way ORDER BY n DESC LIMIT 1",
            (record_id, object_name),
        )
    return int(row[0]) if row and row[0] != record_id else None


def ancestors(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> list[int]:
    """The records that went into some others, in one step or several; those that live again are left out."""
    rows = tx.rows(
        "WITH RECURSIVE way (id) AS (SELECT unnest(%s::bigint[]) UNION SELECT m.loser_id FROM way w"
        f" JOIN kernel_merge m ON m.tenant_id = {tx.tenant_id} AND m.object = %s AND m.winner_id = w.id"
        f' JOIN "{spec.table}" t ON t.tenant_id = {tx.tenant_id} AND t.id = m.loser_id AND t.deleted_at IS NOT NULL'
        ") SELECT id FROM way WHERE id <> ALL(%s::bigint[]) ORDER BY id",
        (list(ids), spec.name, list(ids)),
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
    tell(tx, merge.object, merge.winner, merge.losers)


def forget(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> None:
    """Forget what went into records that are purged; what a purged record went into still knows its id."""
    tx.execute(
        f"DELETE FROM kernel_merge WHERE tenant_id = {tx.tenant_id} AND object = %s AND winner_id = ANY(%s::bigint[])",
        (object_name, list(ids)),
    )
