"""Scores follow what is written, by the events: of the records themselves, and of those that they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhike.access import tenants
from zhike.engines.quality import rules, run, score
from zhike.kernel import db, events, specs
from zhike.kernel.actor import Actor, system
from zhike.kernel.read import verdicts

SETS = 50  # change sets at a time


def follow_all() -> None:
    """Of every company that was scored once."""
    for tenant_id in tenants.ids():
        follow(tenant_id)


def follow(tenant_id: int) -> None:
    """Score anew what was written since the last time. Repeats are found at the next run."""
    if not _was_run(tenant_id):
        return
    actor = system(tenant_id, via=run.KIND)
    ruled = rules.by_object(actor)

    def handle(tx: db.Transaction, new: list[events.Event]) -> None:
        for name, ids in touched(tx, actor, ruled, new).items():
            score.some(tx, actor, name, ruled[name], sorted(ids))

    while events.deliver(tenant_id, run.SUBSCRIBER, handle, limit=SETS):
        pass


def touched(
    tx: db.Transaction, actor: Actor, ruled: Mapping[str, Sequence[rules.Rule]], new: Sequence[events.Event]
) -> dict[str, set[int]]:
    """The records with rules that these events may have made better or worse, by object."""
    written: dict[str, set[int]] = {}
    for event in new:
        written.setdefault(event.object, set()).update(event.ids)
    found = {name: set(ids) for name, ids in written.items() if name in ruled}
    known = specs.all_of(actor)
    for name, ids in written.items():
        for link in known[name].link_fields if name in known else ():
            if link.to and link.to in ruled and link.kind.family != "list":
                found.setdefault(link.to, set()).update(verdicts.led_to(tx, actor, link, sorted(ids)))
    return found


def _was_run(tenant_id: int) -> bool:
    with db.transaction(tenant_id) as tx:
        return tx.one(f"SELECT 1 FROM quality_day WHERE tenant_id = {tenant_id} LIMIT 1") is not None
