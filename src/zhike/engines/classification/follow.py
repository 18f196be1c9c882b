"""Facts, sets and classes follow what is written, within a second or so: see `kernel.events`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from zhike.access import tenants
from zhike.engines.classification import anew, locks, touched
from zhike.kernel import db, events
from zhike.kernel.actor import Actor, system
from zhike.kernel.events import Event, Touch

SUBSCRIBER = "classification"
SETS = 10  # change sets, or touches, in one transaction
BATCH = 5_000
OWN = ("segment:", "class:")  # what this engine tells others


def follow_all() -> None:
    """Of every company."""
    for tenant_id in tenants.ids():
        follow(tenant_id)


@events.follower(SUBSCRIBER)
def follow(tenant_id: int) -> None:
    """Do what is new since the last time, for a company that was looked at as a whole once."""
    with db.transaction(tenant_id) as tx:
        if not events.begun(tx, SUBSCRIBER):
            return
        actor = system(tenant_id, via=SUBSCRIBER, zone=tenants.zone(tx))
        wanted = anew.objects(tx, actor)

    def written(tx: db.Transaction, new: list[Event]) -> None:
        locks.keep(tx)
        for name, ids in touched.of(tx, actor, new, wanted).items():
            _again(tx, actor, name, ids)

    def changed(tx: db.Transaction, new: list[Touch]) -> None:
        locks.keep(tx)
        foreign = [one for one in new if not one.what.startswith(OWN)]
        for name in {one.object for one in foreign} & set(wanted):
            _again(tx, actor, name, {each for one in foreign if one.object == name for each in one.ids})

    while events.deliver(tenant_id, SUBSCRIBER, written, limit=SETS):
        pass
    while events.deliver_touches(tenant_id, SUBSCRIBER, changed, limit=SETS):
        pass


def _again(tx: db.Transaction, actor: Actor, name: str, ids: Collection[int] | Iterable[int]) -> None:
    ordered = sorted(ids)
    for start in range(0, len(ordered), BATCH):
        anew.some(tx, actor, name, ordered[start : start + BATCH])
