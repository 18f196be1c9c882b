"""What is forgotten: with a person who is erased, with a record that is purged, and after a kind's time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from zhike.engines.behaviour import counts, known, people
from zhike.kernel import db
from zhike.kernel.actor import system
from zhike.kernel.read import merged
from zhike.kernel.spec import ObjectSpec

CHUNK = 20_000  # events that are deleted in one transaction


def forget(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> None:
    """Forget all that the people behind records did, and what they did as visitors."""
    if not _ours(object_name):
        return
    counts.alone(tx)
    _delete(tx, object_name, ids)
    others = {into for one in ids if (into := merged.into(system(tx.tenant_id), object_name, one)) is not None}
    counts.anew(tx, object_name, others - set(ids))


def before_purge(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> None:
    """A record that goes takes its events along, unless it went into one that stays: that has them for good."""
    if not _ours(spec.name):
        return
    counts.alone(tx)
    actor, alone = system(tx.tenant_id), []
    for one in ids:
        into = merged.into(actor, spec.name, one)
        if into is None or into in ids:
            alone.append(one)
        else:
            _hand_over(tx, spec.name, one, into)
    if alone:
        _delete(tx, spec.name, alone)


def _ours(object_name: str) -> bool:
    return any(one.name == object_name for one in people.objects())


def _hand_over(tx: db.Transaction, object_name: str, record_id: int, into: int) -> None:
    """Its numbers are the other's already."""
    for table in ("behaviour_event", "behaviour_visitor", "behaviour_join"):
        tx.execute(
            f"UPDATE {table} SET record_id = %s WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = %s",
            (into, object_name, record_id),
        )
    _numbers(tx, object_name, [record_id])


def _delete(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> None:
    visitors = counts.visitors_of(tx, object_name, ids)
    tx.execute(
        f"DELETE FROM behaviour_event WHERE tenant_id = {tx.tenant_id} AND visitor = ANY(%s::uuid[])", (visitors,)
    )
    for table in ("behaviour_event", "behaviour_join", "behaviour_visitor"):
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = ANY(%s::bigint[])",
            (object_name, list(ids)),
        )
    _numbers(tx, object_name, ids)


def _numbers(tx: db.Transaction, object_name: str, ids: Sequence[int]) -> None:
    tx.execute(
        f"DELETE FROM behaviour_count WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[])",
        (object_name, list(ids)),
    )


def old(tenant_id: int) -> int:
    """Forget the events and numbers of days that each kind no longer keeps; how many events that were."""
    with db.transaction(tenant_id) as tx:
        row = tx.one(f"SELECT zone FROM access_tenant WHERE id = {int(tenant_id)}")
        kinds = known.there(tx)
    assert row is not None
    today = datetime.now(ZoneInfo(row[0])).date()
    return sum(_old(tenant_id, one, today - timedelta(days=one.days)) for one in kinds.values())


def _old(tenant_id: int, kind: known.Kind, first: date) -> int:
    """Those before a day, the numbers with them: a part in each transaction."""
    total = 0
    while True:
        with db.transaction(tenant_id) as tx:
            done = tx.execute(
                "WITH gone AS (SELECT e.month, e.key FROM behaviour_event e"
                f" WHERE e.tenant_id = {tenant_id} AND e.kind_id = %s AND e.day < %s::date"
                " AND e.month < %s::date + interval '2 days' LIMIT %s)"
                f" DELETE FROM behaviour_event d USING gone g WHERE d.tenant_id = {tenant_id}"
                " AND d.month = g.month AND d.key = g.key",
                (kind.id, first, first, CHUNK),
            ).rowcount
            if done < CHUNK:
                tx.execute(
                    f"DELETE FROM behaviour_count WHERE tenant_id = {tenant_id} AND kind_id = %s AND day < %s::date",
                    (kind.id, first),
                )
        total += done
        if done < CHUNK:
            return total
