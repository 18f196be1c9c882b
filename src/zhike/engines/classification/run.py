"""A run over all records: at first, each night for what changes with time alone, and when measures change."""

from __future__ import annotations

from typing import Any

from zhike.access import tenants
from zhike.engines.classification import anew, follow, locks
from zhike.engines.classification.analysis import ahead
from zhike.engines.classification.measures import defaults, slots
from zhike.engines.classification.schemes import anew as classes
from zhike.engines.classification.schemes import defaults as default_schemes
from zhike.engines.classification.schemes.reports import run as reports
from zhike.kernel import db, events, jobs, specs, statistics, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.conditions import periods

KIND = slots.RUN
BATCH = 50_000


def start(actor: Actor) -> int | None:
    """Put a run into the queue unless one waits there; gives its id."""
    if any(not one.get("begun") for one in jobs.asked(actor.tenant_id, KIND)):
        return None
    return jobs.start(actor, KIND, words.say("classification.run", actor.language), {})


def start_all() -> None:
    """A run of every company."""
    for tenant_id in tenants.ids():
        start(system(tenant_id))


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Do it, object by object; after a crash from where it was."""
    tenant_id = handle.actor.tenant_id
    with db.transaction(tenant_id) as tx:
        actor = system(tenant_id, via=KIND, zone=tenants.zone(tx))
    if not handle.progress:
        defaults.make(actor)
        with db.transaction(tenant_id) as tx:
            default_schemes.make(tx, actor)
        with db.transaction(tenant_id) as tx:
            events.begin_now(tx, follow.SUBSCRIBER, anew=False)
            handle.advance(tx, 0, {}, {"done": [], "object": "", "last": 0, "changed": 0})
    with db.transaction(tenant_id) as tx:
        names = anew.objects(tx, actor)
    for name in names:
        if name not in handle.progress["done"]:
            _object(handle, actor, name)
    for name in names:
        ahead.find(actor, name)
    return {}


def _object(handle: jobs.Handle, actor: Actor, name: str) -> None:
    if handle.progress["object"] != name:
        with db.transaction(actor.tenant_id) as tx:
            handle.advance(tx, 0, {}, {"object": name, "last": 0, "changed": 0})
    while True:
        with db.transaction(actor.tenant_id) as tx:
            last, records = _next(tx, actor, name, handle.progress["last"])
            if last is not None:
                locks.keep(tx)
                changed = anew.measures_between(tx, actor, name, (handle.progress["last"], last))
                changed += handle.progress["changed"]
                handle.advance(tx, records, {}, {"last": last, "changed": changed})
                continue
            tx.execute(
                f"UPDATE classification_slot SET computed_at = now() WHERE tenant_id = {tx.tenant_id} AND object = %s",
                (name,),
            )
            break
    _known("classification_facts", handle.progress["changed"])
    with db.transaction(actor.tenant_id) as tx:
        found = anew.segments(tx, actor, name)
    for one in found:  # each in a transaction of its own: others wait for the oldest that is under way
        with db.transaction(actor.tenant_id) as tx:
            locks.keep(tx)
            anew.segment(tx, actor, name, one)
    with db.transaction(actor.tenant_id) as tx:
        schemes = [scheme.id for scheme, _ in classes.in_force(tx, name)]
    for scheme_id in schemes:
        _classes(actor, name, scheme_id)
    with db.transaction(actor.tenant_id) as tx:
        handle.advance(tx, 0, {}, {"done": [*handle.progress["done"], name]})


def _classes(actor: Actor, name: str, scheme_id: int) -> None:
    """By the version that is in force by now."""
    moved = 0
    with db.transaction(actor.tenant_id) as tx:
        locks.keep(tx)
        for scheme, version in classes.in_force(tx, name):
            if scheme.id == scheme_id:
                due = _due(actor, scheme.every)
                moves = classes.all_of(tx, actor, scheme, version, cut=due or not version.cuts)
                moved = moves.total
                if due:
                    reports.keep(tx, scheme, version, moves)
    _known("classification_place", moved)


def _known(table: str, written: int) -> None:
    """What comes next is planned by what was written just now."""
    if written >= statistics.MANY:
        statistics.refresh(table)


def _due(actor: Actor, every: str) -> bool:
    """Whether values are cut anew today: each day, on Mondays, or on the first of the month."""
    day = periods.today(actor.zone)
    return {"day": True, "week": day.weekday() == 0, "month": day.day == 1}.get(every, False)


def _next(tx: db.Transaction, actor: Actor, name: str, after: int) -> tuple[int | None, int]:
    """The last id of the next batch, deleted records included, and how many there are."""
    table = specs.of(actor, name).table
    row = tx.one(
        f'SELECT max(b.id), count(*) FROM (SELECT t.id FROM "{table}" t WHERE t.tenant_id = {tx.tenant_id}'
        f" AND t.id > %s ORDER BY t.id LIMIT {BATCH}) b",
        (after,),
    )
    assert row is not None
    return row[0], row[1]
