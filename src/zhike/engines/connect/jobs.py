"""What this engine does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.access import tenants
from zhike.engines.connect import leftovers, once


@app.periodic(cron="17 * * * *")
@app.task(queue="jobs", name="zhike.connect.prune", queueing_lock="zhike.connect.prune", pass_context=False)
def prune(timestamp: int) -> None:
    """Forget the idempotency keys of yesterday."""
    del timestamp
    for tenant_id in tenants.ids():
        once.prune(tenant_id)


@app.periodic(cron="41 3 * * *")
@app.task(queue="jobs", name="zhike.connect.sweep", queueing_lock="zhike.connect.sweep", pass_context=False)
def sweep(timestamp: int) -> None:
    """Remove the files of imports and exports that are a month old."""
    del timestamp
    for tenant_id in tenants.ids():
        leftovers.prune(tenant_id)
