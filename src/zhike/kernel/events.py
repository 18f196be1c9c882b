"""Events: subscribers read the journal in the order of commit, each with its own cursor.

The journal is the outbox. A change set carries the id of its transaction; what is read are change sets of transactions
older than every one still running, so that none can appear behind a cursor. Delivery is at least once: the cursor moves
in the subscriber's own transaction, after its work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhike.kernel import db

LAST = 2**63 - 1  # behind every change set of a transaction
BEGINNING = -(2**63) + 1  # before every transaction: those of a restored backup have numbers below 0


@dataclass(frozen=True, kw_only=True)
class Event:
    """A set of records of one object to which the same happened."""

    change_set: int
    object: str
    verb: str  # create, update, delete, restore
    ids: tuple[int, ...]
    fields: frozenset[str]  # changed, in an update


Handler = Callable[[db.Transaction, list[Event]], None]


def deliver(tenant_id: int, subscriber: str, handle: Handler, *, limit: int = 200) -> int:
    """Give the next change sets to a subscriber; how many there were. The handler's error moves nothing."""
    with db.transaction(tenant_id) as tx:
        tx.execute(
            "INSERT INTO kernel_subscription (tenant_id, name, xid, change_set_id)"
            f" VALUES ({tenant_id}, %s, {BEGINNING}, 0) ON CONFLICT DO NOTHING",
            (subscriber,),
        )
        cursor = tx.one(
            f"SELECT xid, change_set_id FROM kernel_subscription WHERE tenant_id = {tenant_id} AND name = %s"
            " FOR UPDATE",
            (subscriber,),
        )
        assert cursor is not None
        sets = tx.rows(
            f"SELECT xid, id FROM kernel_changeset WHERE tenant_id = {tenant_id}"
            " AND (xid, id) > (%s::bigint, %s::bigint)"
            " AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY xid, id LIMIT %s",
            (*cursor, limit),
        )
        if not sets:
            return 0
        handle(tx, _events(tx, [row[1] for row in sets]))
        tx.execute(
            f"UPDATE kernel_subscription SET xid = %s, change_set_id = %s WHERE tenant_id = {tenant_id} AND name = %s",
            (*sets[-1], subscriber),
        )
        return len(sets)


def begin_now(tx: db.Transaction, subscriber: str, *, anew: bool = True) -> None:
    """Let a subscriber begin with what is not yet visible to this transaction: the rest it sees in the tables.

    A transaction that is under way may be both: it is better told of twice than not at all. Without `anew`, one that
    has begun before goes on from where it is.
    """
    known = "DO UPDATE SET xid = excluded.xid, change_set_id = excluded.change_set_id" if anew else "DO NOTHING"
    tx.execute(
        "INSERT INTO kernel_subscription (tenant_id, name, xid, change_set_id)"
        f" VALUES ({tx.tenant_id}, %s, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, {LAST})"
        f" ON CONFLICT (tenant_id, name) {known}",
        (subscriber,),
    )


def _events(tx: db.Transaction, change_sets: list[int]) -> list[Event]:
    rows = tx.rows(
        "SELECT change_set_id, object, verb, array_agg(DISTINCT i.id ORDER BY i.id), array_agg(DISTINCT k.name)"
        " FILTER (WHERE k.name IS NOT NULL), min(c.id)"
        " FROM kernel_change c LEFT JOIN LATERAL jsonb_object_keys(c.after) AS k(name) ON TRUE"
        " CROSS JOIN LATERAL unnest(coalesce(c.ids, ARRAY[c.record_id])) AS i(id)"
        f" WHERE c.tenant_id = {tx.tenant_id} AND c.change_set_id = ANY(%s::bigint[])"
        " GROUP BY change_set_id, object, verb, CASE WHEN verb = 'update' THEN c.record_id END"
        " ORDER BY array_position(%s::bigint[], change_set_id), min(c.id)",
        (change_sets, change_sets),
    )
    return [
        Event(change_set=row[0], object=row[1], verb=row[2], ids=tuple(row[3]), fields=frozenset(row[4] or ()))
        for row in rows
    ]
