"""Events: subscribers read the journal in the order of commit, each with its own cursor.

The journal is the outbox. A change set carries the id of its transaction; what is read are change sets of transactions
older than every one still running, so that none can appear behind a cursor. Delivery is at least once: the cursor moves
in the subscriber's own transaction, after its work.

What engines keep beside the records is not in the journal. When such facts change, they `touch` the records: an outbox
of its own, read in the same way, whose rows go after some days.

Followers are woken when a transaction that wrote either is committed; the clock is the safety net.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zhike.kernel import db
from zhike.kernel.sql import Sql

LAST = 2**63 - 1  # behind every change set of a transaction
BEGINNING = -(2**63) + 1  # before every transaction: those of a restored backup have numbers below 0
TOUCHED_DAYS = 7  # that touches are kept
TOUCHED = 10_000  # records in one of many


@dataclass(frozen=True, kw_only=True)
class Event:
    """A set of records of one object to which the same happened."""

    change_set: int
    object: str
    verb: str  # create, update, delete, restore
    ids: tuple[int, ...]
    fields: frozenset[str]  # changed, in an update


@dataclass(frozen=True)
class Touch:
    """Records of one object beside which an engine has changed something."""

    object: str
    what: str  # the engine's word for it, such as behaviour
    ids: tuple[int, ...]


Handler = Callable[[db.Transaction, list[Event]], None]
TouchHandler = Callable[[db.Transaction, list[Touch]], None]
Follow = Callable[[int], object]  # does what is new for a tenant
_followers: dict[str, Follow] = {}


def follower(name: str) -> Callable[[Follow], Follow]:
    """Register what is to be called soon after each transaction that changed something, with the tenant's id.

    Calls come one at a time in each worker, and several changes may mean one call.
    """

    def mark(follow: Follow) -> Follow:
        _followers[name] = follow
        return follow

    return mark


def followers() -> Iterator[Follow]:
    """All that was registered, by name."""
    for name in sorted(_followers):
        yield _followers[name]


def touch(tx: db.Transaction, what: str, object_name: str, ids: Sequence[int]) -> None:
    """Tell whoever follows that something beside these records has changed."""
    if ids:
        tx.execute(
            "INSERT INTO kernel_touch (tenant_id, xid, object, what, ids, at)"
            f" VALUES ({tx.tenant_id}, pg_current_xact_id()::text::bigint, %s, %s, %s::bigint[], now())",
            (object_name, what, db.bigints(ids)),
        )
        tx.wakes = True


def touching(tx: db.Transaction, what: str, object_name: str, rows: str) -> Sql:
    """The same as a part of a statement (`WITH ... AS (this)`): of the records (`record_id`) in its part `rows`.

    Whoever runs it sets `tx.wakes` when there were any.
    """
    return Sql(
        "INSERT INTO kernel_touch (tenant_id, xid, object, what, ids, at)"
        f" SELECT {tx.tenant_id}, pg_current_xact_id()::text::bigint, %s, %s, array_agg(r.record_id), now()"
        f" FROM (SELECT record_id, row_number() OVER () / {TOUCHED} AS part FROM {rows}) r GROUP BY r.part",
        (object_name, what),
    )


def forget_touches(tx: db.Transaction) -> None:
    """Drop those that are old: whoever has not read them by now looks at everything anew."""
    tx.execute(
        f"DELETE FROM kernel_touch WHERE tenant_id = {tx.tenant_id} AND at < now() - interval '{TOUCHED_DAYS} days'"
    )


def deliver(tenant_id: int, subscriber: str, handle: Handler, *, limit: int = 200) -> int:
    """Give the next change sets to a subscriber; how many there were. The handler's error moves nothing."""
    return _deliver(
        tenant_id, subscriber, "kernel_changeset", lambda tx, ids: handle(tx, _events(tx, ids)), limit=limit
    )


def deliver_touches(tenant_id: int, subscriber: str, handle: TouchHandler, *, limit: int = 200) -> int:
    """Give the next touches to a subscriber, as `deliver` does."""
    return _deliver(
        tenant_id, f"{subscriber}:touched", "kernel_touch", lambda tx, ids: handle(tx, _touches(tx, ids)), limit=limit
    )


def _deliver(
    tenant_id: int, subscriber: str, table: str, handle: Callable[[db.Transaction, list[int]], None], *, limit: int
) -> int:
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
        found = tx.rows(
            f'SELECT xid, id FROM "{table}" WHERE tenant_id = {tenant_id}'
            " AND (xid, id) > (%s::bigint, %s::bigint)"
            " AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint ORDER BY xid, id LIMIT %s",
            (*cursor, limit),
        )
        if not found:
            return 0
        handle(tx, [row[1] for row in found])
        tx.execute(
            f"UPDATE kernel_subscription SET xid = %s, change_set_id = %s WHERE tenant_id = {tenant_id} AND name = %s",
            (*found[-1], subscriber),
        )
        return len(found)


def begin_now(tx: db.Transaction, subscriber: str, *, anew: bool = True) -> None:
    """Let a subscriber begin with what is not yet visible to this transaction: the rest it sees in the tables.

    A transaction that is under way may be both: it is better told of twice than not at all. Without `anew`, one that
    has begun before goes on from where it is. Holds for the journal and for touches.
    """
    known = "DO UPDATE SET xid = excluded.xid, change_set_id = excluded.change_set_id" if anew else "DO NOTHING"
    for name in (subscriber, f"{subscriber}:touched"):
        tx.execute(
            "INSERT INTO kernel_subscription (tenant_id, name, xid, change_set_id)"
            f" VALUES ({tx.tenant_id}, %s, pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, {LAST})"
            f" ON CONFLICT (tenant_id, name) {known}",
            (name,),
        )


def begun(tx: db.Transaction, subscriber: str) -> bool:
    """Whether a subscriber has ever begun to read."""
    return (
        tx.one(f"SELECT 1 FROM kernel_subscription WHERE tenant_id = {tx.tenant_id} AND name = %s", (subscriber,))
        is not None
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


def _touches(tx: db.Transaction, touches: list[int]) -> list[Touch]:
    rows = tx.rows(
        f"SELECT object, what, ids FROM kernel_touch WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[])"
        " ORDER BY xid, id",
        (touches,),
    )
    return [Touch(object=row[0], what=row[1], ids=tuple(row[2])) for row in rows]
