"""What somebody has called different: it stays so until it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations
from typing import Any

from zhike.engines.duplicates import follow, worklist
from zhike.engines.duplicates.layout import Layout
from zhike.kernel import db, registry
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, NotFound, Refused


def decide(actor: Actor, group_id: int, ids: Sequence[int]) -> datetime:
    """Say that some records of a group, or all when none are named, are not the same as any other of it.

    The moment names the decision: `undo` takes it. Errors: NotFound, Forbidden, Refused.
    """
    with db.transaction(actor.tenant_id) as tx:
        layout, members = worklist.locked(tx, actor, group_id)
        if strange := set(ids) - set(members):
            raise Refused({"records": Fault("duplicates.not_in_group", {"id": min(strange)})})
        if len(members) > worklist.MOST:  # what nobody has seen is not decided
            raise Refused({"records": Fault("duplicates.too_many", {"most": worklist.MOST})})
        some = set(ids or members)
        pairs = [pair for pair in combinations(sorted(members), 2) if some.intersection(pair)]
        rows = tx.rows(
            "INSERT INTO duplicates_pair"
            " (tenant_id, object, first_id, second_id, probability, reasons, different, by_id, at)"
            f" SELECT {tx.tenant_id}, %s, s.a, s.b, 0, '{{}}', TRUE, %s, now() FROM unnest(%s::bigint[], %s::bigint[])"
            " AS s(a, b) ON CONFLICT (tenant_id, object, first_id, second_id)"
            " DO UPDATE SET different = TRUE, by_id = excluded.by_id, at = excluded.at RETURNING at",
            (layout.spec.name, actor.person_id, [pair[0] for pair in pairs], [pair[1] for pair in pairs]),
        )
        follow.again(tx, layout, members)  # of copies only the pairs with the first were known
    at: datetime = rows[0][0]
    return at


def listed(actor: Actor, object_name: str, *, limit: int, before: datetime | None) -> dict[str, Any]:
    """The decisions about an object, the newest first: those of which the actor sees every living record.

    A page may hold fewer than `limit`, and `next` lead on all the same. Errors: Forbidden, Malformed.
    """
    layout, people = worklist.layout_of(actor, object_name), registry.people()
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT d.at, p.id, {people.fields[people.title].sql('p')} FROM (SELECT at, max(by_id) AS by_id"
            f" FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s AND different"
            " AND (%s::timestamptz IS NULL OR at < %s) GROUP BY at ORDER BY at DESC LIMIT %s) d"
            f' LEFT JOIN "{people.table}" p ON p.tenant_id = {tx.tenant_id} AND p.id = d.by_id ORDER BY d.at DESC',
            (object_name, before, before, limit + 1),
        )
        about = _about(tx, layout, [row[0] for row in rows[:limit]])
        records = worklist.records(actor, object_name, sorted({one for ids in about.values() for one in ids}))
    found = [
        {
            "at": at.isoformat(),
            "by": person_id and {"id": person_id, "title": person},
            "size": len(about[at]),
            "records": [records[one] for one in about[at][: worklist.SHOWN]],
        }
        for at, person_id, person in rows[:limit]
        if len(about.get(at, ())) > 1 and records.keys() >= set(about[at])
    ]
    return {"decisions": found, "next": rows[limit - 1][0].isoformat() if len(rows) > limit else None}


def undo(actor: Actor, object_name: str, at: datetime) -> None:
    """Take a decision back: its records are compared anew. Errors: NotFound, Forbidden, Malformed."""
    layout = worklist.layout_of(actor, object_name)
    with db.transaction(actor.tenant_id) as tx:
        living = _about(tx, layout, [at]).get(at, [])
        rows = tx.rows(
            f"DELETE FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s AND different AND at = %s"
            " RETURNING first_id, second_id",
            (object_name, at),
        )
        if not rows or not worklist.records(actor, object_name, living).keys() >= set(living):
            raise NotFound("duplicates.no_decision")
        follow.again(tx, layout, sorted({one for row in rows for one in row}))


def _about(tx: db.Transaction, layout: Layout, moments: Sequence[datetime]) -> dict[datetime, list[int]]:
    """The living records that decisions are about."""
    rows = tx.rows(
        "SELECT p.at, array_agg(DISTINCT t.id ORDER BY t.id) FROM duplicates_pair p"
        f' JOIN "{layout.spec.table}" t ON t.tenant_id = {tx.tenant_id} AND t.id IN (p.first_id, p.second_id)'
        f" AND t.deleted_at IS NULL WHERE p.tenant_id = {tx.tenant_id} AND p.object = %s AND p.different"
        " AND p.at = ANY(%s::timestamptz[]) GROUP BY p.at",
        (layout.spec.name, list(moments)),
    )
    return {row[0]: row[1] for row in rows}
