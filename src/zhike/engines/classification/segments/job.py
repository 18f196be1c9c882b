"""Finding the members of a segment anew, after somebody has changed what it says."""

from __future__ import annotations

from typing import Any

from zhike.access import tenants
from zhike.engines.classification import locks
from zhike.engines.classification.segments import defined, membership
from zhike.kernel import db, jobs
from zhike.kernel.actor import system


@jobs.kind(defined.JOB)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Of the segment, and of those that are made of it."""
    tenant_id, wanted = handle.actor.tenant_id, handle.params["segment"]
    counts: dict[str, int] = {}
    with db.transaction(tenant_id) as tx:
        locks.keep(tx)
        actor = system(tenant_id, via=defined.JOB, zone=tenants.zone(tx))
        one = defined.of(tx).get(wanted)
        concerned = {wanted}
        for each, node in defined.dynamic(tx, actor, one.object) if one else ():
            if each.id in concerned or concerned & set(defined.named(each.where)):
                concerned.add(each.id)
                entered, left = membership.refresh(tx, actor, each, node)
                counts = {"entered": entered, "left": left} if each.id == wanted else counts
        handle.advance(tx, sum(counts.values()), counts, {})
    return {"segment": wanted, **counts}
