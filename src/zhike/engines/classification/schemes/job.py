"""Publishing a version, and reports: in the background, since all records are looked at."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from zhike.access import tenants
from zhike.engines.classification import locks, uses
from zhike.engines.classification.programmes import drawing
from zhike.engines.classification.schemes import placing, stored
from zhike.engines.classification.schemes.reports import evaluation, review
from zhike.engines.classification.schemes.reports import stored as reports
from zhike.kernel import db, jobs, specs, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Conflict, Fault, Refused

PUBLISH, REPORT = "scheme", "scheme_report"
FOUND = {reports.EVALUATION: evaluation.found, reports.REVIEW: review.found}


def publish(actor: Actor, scheme_id: int, number: int) -> int:
    """Put a version in force, a draft or (to roll back) one that was; gives the job. Errors: NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        locks.define(tx)
        one, version = _ready(tx, actor, scheme_id, number)
        if _under_way(actor, scheme_id):
            raise Conflict("scheme.publishing")
        return _start(actor, one, version)


def draft(actor: Actor, scheme_id: int, raw: Any, note: str) -> stored.Version:
    """Keep what a scheme is to say as its draft. Errors: Malformed with a path, NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        locks.define(tx)
        for number in _under_way(actor, scheme_id):
            if stored.version(tx, scheme_id, number).state == "draft":  # it comes into force as it was published
                raise Conflict("scheme.publishing")
        return stored.draft(tx, actor, stored.scheme(tx, scheme_id), raw, note)


def _under_way(actor: Actor, scheme_id: int) -> list[int]:
    """The versions of a scheme that are being published."""
    return [one["version"] for one in jobs.asked(actor.tenant_id, PUBLISH) if one["scheme"] == scheme_id]


def plan(actor: Actor, scheme_id: int, number: int, at: datetime) -> None:
    """The same at a moment to come. Errors: NotFound, Conflict, Refused."""
    if at <= datetime.now(UTC):
        raise Refused({"at": Fault("scheme.past")})
    with db.transaction(actor.tenant_id) as tx:
        stored.plan(tx, _ready(tx, actor, scheme_id, number)[1], at)


def unplan(actor: Actor, scheme_id: int, number: int) -> None:
    """It does not come into force by itself any more. Errors: NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        version = stored.version(tx, scheme_id, number)
        if version.state != "planned":
            raise Conflict("scheme.not_planned")
        stored.unplan(tx, version)


def publish_due(tenant_id: int) -> None:
    """Begin to publish the versions whose moment has come."""
    with db.transaction(tenant_id) as tx:
        actor = system(tenant_id, via=PUBLISH, zone=tenants.zone(tx))
        for version in stored.due(tx):
            stored.unplan(tx, version)
            _start(actor, stored.scheme(tx, version.scheme_id), version)


def report(actor: Actor, scheme_id: int, kind: str) -> int:
    """Make a report; gives the job. Errors: NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        one = stored.scheme(tx, scheme_id)
        if scheme_id not in stored.published(tx):
            raise Conflict("scheme.not_in_force")
        title = words.say(f"scheme.report.{kind}", actor.language, name=one.label(actor.language))
        return jobs.start(actor, REPORT, title, {"scheme": scheme_id, "kind": kind})


def _ready(tx: db.Transaction, actor: Actor, scheme_id: int, number: int) -> tuple[stored.Scheme, stored.Version]:
    one, version = stored.scheme(tx, scheme_id), stored.version(tx, scheme_id, number)
    if version.state == "published":
        raise Conflict("scheme.in_force")
    if stored.understood(actor, one, version) is None:
        raise Conflict("scheme.not_understood")
    before = stored.published(tx).get(scheme_id)
    kept = {each.code for each in version.classes}
    for each in before.classes if before else ():
        if each.code not in kept and (users := uses.of_class(tx, actor, one.code, one.id, each.code)):
            raise Conflict("scheme.class_used", label=each.label(actor.language), **uses.names(users))
    return one, version


def _start(actor: Actor, one: stored.Scheme, version: stored.Version) -> int:
    title = words.say("scheme.publish", actor.language, name=one.label(actor.language), number=version.number)
    return jobs.start(actor, PUBLISH, title, {"scheme": one.id, "version": version.number})


@jobs.kind(PUBLISH)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """The version comes into force with the classes of all records, in one transaction."""
    tenant_id, asked = handle.actor.tenant_id, handle.params
    with db.transaction(tenant_id) as tx:
        locks.keep(tx)
        actor = system(tenant_id, via=PUBLISH, zone=tenants.zone(tx))
        one, version = stored.scheme(tx, asked["scheme"]), stored.version(tx, asked["scheme"], asked["version"])
        definition = stored.understood(actor, one, version)
        if definition is None:
            raise Conflict("scheme.not_understood")
        cuts = definition.kind.cuts(tx, actor, specs.of(actor, one.object))
        stored.put_in_force(tx, version, cuts)
        moved = placing.place(tx, actor, one, version, definition, cuts).total
        drawing.draw(tx, one.id)
        specs.raise_stamp(tx)
        handle.advance(tx, moved, {"moved": moved}, {})
    return {"scheme": one.id, "version": version.number, "moved": moved}


@jobs.kind(REPORT)
def make_report(handle: jobs.Handle) -> dict[str, Any]:
    """Look at the scheme as a whole, and keep what is found."""
    tenant_id, asked = handle.actor.tenant_id, handle.params
    with db.transaction(tenant_id) as tx:
        actor = system(tenant_id, via=REPORT, zone=tenants.zone(tx))
        one, version = stored.scheme(tx, asked["scheme"]), stored.published(tx).get(asked["scheme"])
        if version is None:
            raise Conflict("scheme.not_in_force")
        kept = reports.keep(tx, one.id, asked["kind"], FOUND[asked["kind"]](tx, actor, one, version))
        handle.advance(tx, 1, {}, {})
    return {"scheme": one.id, "report": kept}
