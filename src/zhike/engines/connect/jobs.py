"""What this engine does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.access import tenants
from zhike.engines.connect import once


@app.periodic(cron="17 * * * *")
@app.task(queue="jobs", name="zhike.connect.prune", queueing_lock="zhike.connect.prune", pass_context=False)
def prune(timestamp: int) -> None:
    """Forget the idempotency keys of yesterday."""
    del timestamp
    for tenant_id in tenants.ids():
        once.prune(tenant_id)
