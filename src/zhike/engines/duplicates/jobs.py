"""What this engine does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.access import tenants
from zhike.engines.duplicates import follow

_FOLLOW, _LEARN = "zhike.duplicates.follow", "zhike.duplicates.learn"


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name=_FOLLOW, queueing_lock=_FOLLOW, lock=_FOLLOW, pass_context=False)
def compare(timestamp: int) -> None:
    """Compare what was written in the last minute with all there is."""
    del timestamp
    for tenant_id in tenants.ids():
        follow.follow(tenant_id)


@app.periodic(cron="41 1 * * *")
@app.task(queue="jobs", name=_LEARN, queueing_lock=_LEARN, pass_context=False)
def learn(timestamp: int) -> None:
    """Scan anew where that is due."""
    del timestamp
    for tenant_id in tenants.ids():
        follow.when_due(tenant_id)
