"""Behaviour that follows from what is written: forms that were sent, and records that live again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhike.access import tenants
from zhike.engines.behaviour import counts, intake, known, people
from zhike.kernel import db, events
from zhike.kernel.actor import system
from zhike.kernel.read import merged

SUBSCRIBER = "behaviour"
SETS = 100  # change sets at a time
FORM = "form"  # through what a record is written when somebody has sent one of our forms


def follow_all() -> None:
    """Of every company."""
    for tenant_id in tenants.ids():
        follow(tenant_id)


@events.follower(SUBSCRIBER)
def follow(tenant_id: int) -> None:
    """Take what was written since the last time."""
    while events.deliver(tenant_id, SUBSCRIBER, _handle, limit=SETS):
        pass


def _handle(tx: db.Transaction, new: list[events.Event]) -> None:
    ours = {one.name for one in people.objects()}
    concerned = [one for one in new if one.object in ours and one.verb in ("create", "restore")]
    if not concerned:
        return
    _forms(tx, [one for one in concerned if one.verb == "create"])
    for one in concerned:
        if one.verb == "restore":
            _live_again(tx, one.object, one.ids)


def _forms(tx: db.Transaction, made: Sequence[events.Event]) -> None:
    """A record that a form made is an event of the kind `form_sent`, if the company takes that."""
    sets = {
        row[0]: (row[1], row[2])
        for row in tx.rows(
            f"SELECT id, at, reason FROM kernel_changeset WHERE tenant_id = {tx.tenant_id} AND via = %s"
            " AND id = ANY(%s::bigint[])",
            (FORM, [one.change_set for one in made]),
        )
    }
    found = [
        _event(one.change_set, one.object, record_id, *sets[one.change_set])
        for one in made
        if one.change_set in sets
        for record_id in one.ids
    ]
    kind = known.of(tx).get(known.FORM_SENT) if found else None
    if kind is None or not kind.active:
        return
    for start in range(0, len(found), intake.MOST):
        intake.take(system(tx.tenant_id, via=SUBSCRIBER), found[start : start + intake.MOST])


def _event(change_set: int, name: str, record_id: int, at: datetime, reason: str | None) -> dict[str, Any]:
    """Delivery may come twice, so the id is made of what happened."""
    who = {"object": name, "id": record_id}
    return {"id": f"form:{change_set}:{record_id}", "kind": known.FORM_SENT, "at": at.isoformat(), "who": who,
            "on": reason}  # fmt: skip


def _live_again(tx: db.Transaction, name: str, ids: Sequence[int]) -> None:
    """Records that went into another and were restored by hand have their events back."""
    rows = tx.rows(
        f"SELECT winner_id FROM kernel_merge WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND loser_id = ANY(%s::bigint[])",
        (name, list(ids)),
    )
    if rows:
        counts.alone(tx)
        winners = {row[0] for row in rows}
        actor = system(tx.tenant_id)
        winners |= {into for one in winners if (into := merged.into(actor, name, one)) is not None}
        counts.anew(tx, name, winners | set(ids))
