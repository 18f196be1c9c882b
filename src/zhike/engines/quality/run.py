"""A run over all records of a company: a job with progress, each night and whenever somebody asks for it."""

from __future__ import annotations

from typing import Any

from zhike.access import tenants
from zhike.engines.quality import defaults, repeats, report, rules, score
from zhike.kernel import db, events, jobs, specs, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.conditions import api
from zhike.kernel.errors import Conflict
from zhike.kernel.read.find import count
from zhike.kernel.read.page import Query

KIND, SUBSCRIBER = "quality", "quality"
BATCH = 20_000


def start(actor: Actor) -> int:
    """Put a run into the queue; gives its job. Errors: Conflict while one is under way."""
    if jobs.asked(actor.tenant_id, KIND):
        raise Conflict("quality.running")
    return jobs.start(actor, KIND, words.say("quality.run", actor.language), {})


def start_all() -> None:
    """A run of every company that has none under way; the rules of one that never had any are made before."""
    for tenant_id in tenants.ids():
        if not jobs.asked(tenant_id, KIND):
            start(system(tenant_id))


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Do it, object by object; after a crash from where it was."""
    tenant_id = handle.actor.tenant_id
    actor = system(tenant_id, via=KIND, zone=handle.actor.zone)
    if not handle.progress:
        defaults.make(actor)
        _begin(handle, actor)
    for name, its_rules in sorted(rules.by_object(actor).items()):
        if name not in handle.progress["done"]:
            _object(handle, actor, name, its_rules)
    _forget_others(actor, set(handle.progress["done"]))
    report.make(actor)
    return {}


def _begin(handle: jobs.Handle, actor: Actor) -> None:
    """What is written from now on follows by the events; what was before is looked at now."""
    ruled = rules.by_object(actor)
    handle.expect(sum(count(actor, name, Query(), "read") for name in ruled))
    with db.transaction(actor.tenant_id) as tx:
        events.begin_now(tx, SUBSCRIBER)
        handle.advance(tx, 0, {}, {"done": [], "object": "", "last": 0})


def _object(handle: jobs.Handle, actor: Actor, name: str, its_rules: list[rules.Rule]) -> None:
    if handle.progress["object"] != name:
        with db.transaction(actor.tenant_id) as tx:
            for about, field in sorted(_repeats(actor, name, its_rules)):
                repeats.refresh(tx, actor, about, field)
            handle.advance(tx, 0, {}, {"object": name, "last": 0})
    while True:
        with db.transaction(actor.tenant_id) as tx:
            step = score.batch(tx, actor, name, its_rules, after=handle.progress["last"], most=BATCH)
            if step.last is not None:
                handle.advance(tx, step.records, {"scored": step.records}, {"last": step.last})
                continue
            score.total(tx, actor, name, its_rules)
            handle.advance(tx, 0, {}, {"done": [*handle.progress["done"], name]})
            return


def _repeats(actor: Actor, name: str, its_rules: list[rules.Rule]) -> set[tuple[str, str]]:
    spec = specs.of(actor, name)
    return {
        one for rule in its_rules for one in repeats.named(api.parse(actor, spec, rule.fault, rule=True), name)
    }  # fmt: skip


def _forget_others(actor: Actor, done: set[str]) -> None:
    """An object whose last rule is gone has no scores."""
    with db.transaction(actor.tenant_id) as tx:
        for name in specs.all_of(actor).keys() - done:
            score.forget(tx, name)
