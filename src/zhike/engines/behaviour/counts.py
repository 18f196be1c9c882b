"""How often the person behind each record did what on which day: kept with the events, for conditions to ask.

A record's numbers are those of its own events, of the visitors who are joined to it, and of the records that went into
it. What comes in is added; when somebody is joined, split, merged or erased, the numbers of the records concerned are
counted anew from the events. The two must not happen at once, so intake shares a lock that counting takes alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from zhike.engines.behaviour import people
from zhike.kernel import db, events

WHAT = "behaviour"  # as touches call it
Day = tuple[str, int, int, str]  # object, record, kind, day


def adding(tx: db.Transaction) -> None:
    """Wait for whoever counts anew, and keep others from it until the end of this transaction."""
    tx.execute("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", (f"{tx.tenant_id}.behaviour",))


def alone(tx: db.Transaction) -> None:
    """Wait for all who add, and keep everybody else out until the end of this transaction."""
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.behaviour",))


def add(tx: db.Transaction, new: Mapping[Day, int]) -> None:
    """Add to the numbers, in one order, so that nobody waits for somebody who waits for them."""
    if not new:
        return
    ordered = sorted(new)
    names, records, kinds, days = zip(*ordered, strict=True)
    numbers = db.bigints(new[one] for one in ordered)
    tx.execute(
        f"INSERT INTO behaviour_count AS c (tenant_id, object, record_id, kind_id, day, n) SELECT {tx.tenant_id},"
        " g.* FROM unnest(%s::text[], %s::bigint[], %s::bigint[], %s::date[], %s::int[]) AS g"
        " ON CONFLICT (tenant_id, object, record_id, kind_id, day) DO UPDATE SET n = c.n + excluded.n",
        (f"{{{','.join(names)}}}", db.bigints(records), db.bigints(kinds), f"{{{','.join(days)}}}", numbers),
    )


def anew(tx: db.Transaction, object_name: str, ids: Iterable[int]) -> None:
    """Count the numbers of some records from the events, and tell whoever follows."""
    wanted = sorted(set(ids))
    for one in wanted:
        _anew(tx, object_name, one)
    events.touch(tx, WHAT, object_name, wanted)


def _anew(tx: db.Transaction, object_name: str, record_id: int) -> None:
    parts = people.parts(tx, object_name, record_id)
    tx.execute(
        f"DELETE FROM behaviour_count WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = %s",
        (object_name, record_id),
    )
    tx.execute(
        "INSERT INTO behaviour_count (tenant_id, object, record_id, kind_id, day, n)"
        f" SELECT {tx.tenant_id}, %s, %s, e.kind_id, e.day, count(*) FROM ("
        f"SELECT o.kind_id, o.day FROM behaviour_event o WHERE o.tenant_id = {tx.tenant_id} AND o.object = %s"
        " AND o.record_id = ANY(%s::bigint[])"
        f" UNION ALL SELECT w.kind_id, w.day FROM behaviour_event w WHERE w.tenant_id = {tx.tenant_id}"
        " AND w.visitor = ANY(%s::uuid[])"
        ") e GROUP BY e.kind_id, e.day",
        (object_name, record_id, object_name, parts, visitors_of(tx, object_name, parts)),
    )


def visitors_of(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> list[UUID]:
    """The visitors who are joined to some records now, as their events name them."""
    rows = tx.rows(
        f"SELECT mark FROM behaviour_visitor WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[]) ORDER BY mark",
        (object_name, list(ids)),
    )
    return [row[0] for row in rows]


def after_merge(tx: db.Transaction, object_name: str, winner: int, losers: Sequence[int]) -> None:
    """Records went into another, or came out of it again: their events go with them."""
    if any(one.name == object_name for one in people.objects()):
        alone(tx)
        anew(tx, object_name, [winner, *losers])
