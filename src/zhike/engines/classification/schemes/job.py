"""Publishing a version: in the background, as it concerns every record."""

from __future__ import annotations

from typing import Any

from zhike.access import tenants
from zhike.engines.classification.schemes import placing, stored
from zhike.kernel import db, jobs, specs, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Conflict

JOB = "scheme"


def publish(actor: Actor, scheme_id: int, number: int) -> int:
    """Put a version in force, a draft or (to roll back) one that was; gives the job. Errors: NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        one, version = stored.scheme(tx, scheme_id), stored.version(tx, scheme_id, number)
        if version.state == "published":
            raise Conflict("scheme.in_force")
        if stored.understood(actor, one, version) is None:
            raise Conflict("scheme.not_understood")
        title = words.say("scheme.publish", actor.language, name=one.label(actor.language), number=number)
        return jobs.start(actor, JOB, title, {"scheme": scheme_id, "version": number})


@jobs.kind(JOB)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """The version comes into force with the classes of all records, in one transaction."""
    tenant_id, asked = handle.actor.tenant_id, handle.params
    with db.transaction(tenant_id) as tx:
        actor = system(tenant_id, via=JOB, zone=tenants.zone(tx))
        one, version = stored.scheme(tx, asked["scheme"]), stored.version(tx, asked["scheme"], asked["version"])
        definition = stored.understood(actor, one, version)
        if definition is None:
            raise Conflict("scheme.not_understood")
        cuts = definition.kind.cuts(tx, actor, specs.of(actor, one.object))
        stored.put_in_force(tx, version, cuts)
        moved = placing.place(tx, actor, one, version, definition, cuts)
        specs.raise_stamp(tx)
        handle.advance(tx, moved, {"moved": moved}, {})
    return {"scheme": one.id, "version": version.number, "moved": moved}
