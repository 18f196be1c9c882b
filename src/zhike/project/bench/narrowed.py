"""What rights cost: the same list for the owner and for a colleague whose role narrows rows and masks fields."""

from __future__ import annotations

import json
from statistics import median

from zhike.access import identity, tenants, tokens
from zhike.kernel import read
from zhike.kernel.actor import Actor, system
from zhike.kernel.write import write
from zhike.project.bench import client, show
from zhike.project.bench.client import ROUNDS, SECONDS, Get
from zhike.project.bench.figures import Figure
from zhike.project.bench.lists import LIST
from zhike.project.bench.stage import Stage

ROLE = "bench: narrowed"
GRANTS = {
    "customer": {
        "actions": {"read": True},
        "scope": {"who": "department", "where": {"field": "stage", "op": "is_not", "value": "lost"}},
        "fields": {"phone": "masked", "email": "masked", "industry": "masked"},
    }
}


def measure(stage: Stage) -> list[Figure]:
    """Eight clients of each in turn: the department's customers that are not lost, three fields masked."""
    actor = _colleague(stage)
    token = tokens.create(system(actor.tenant_id), person_id=actor.person_id or 0, name="bench")
    with show.step("list pages, 8 clients, with a narrowing role"):
        ratios, ours, owners = [], [], []
        for _ in range(ROUNDS):
            ours.append(client.run(Get(stage.port, token, [LIST]), 8, seconds=SECONDS))
            owners.append(client.run(Get(stage.port, stage.token, [LIST]), 8, seconds=SECONDS))
            ratios.append(ours[-1].rate / owners[-1].rate)
    beside = (
        f"{median(one.rate for one in ours):,.0f} pages/s; as owner {median(one.rate for one in owners):,.0f}/s"
        "; a department, a condition, three masked fields"
    )
    what = "list page with a role that narrows and masks, against the owner's"
    return [Figure(what=what, value=median(ratios), unit="x", floor=0.6, aim=0.9, least=True, beside=beside)]


def _colleague(stage: Stage) -> Actor:
    """Somebody in the owner's department, with that role."""
    acting = system(stage.actor.tenant_id)
    me = json.loads(read.record(acting, "person", stage.actor.person_id or 0))
    role = write(acting, "role", [{"name": ROLE, "grants": GRANTS}], all_or_nothing=True).rows[0].id or 0
    person = tenants.add_person(acting, name="同事", roles=(role,), department=me["department"]["id"])
    return identity.person(acting.tenant_id, person)
