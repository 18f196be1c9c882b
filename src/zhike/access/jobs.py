"""What access does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.access import attempts, audit, tenants
from zhike.kernel.write import purge


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name="zhike.access.seal", queueing_lock="zhike.access.seal", pass_context=False)
def seal(timestamp: int) -> None:
    """Seal what was written in the last minute."""
    del timestamp
    for tenant_id in tenants.ids():
        audit.seal(tenant_id)


@app.periodic(cron="23 * * * *")
@app.task(queue="jobs", name="zhike.access.prune", queueing_lock="zhike.access.prune", pass_context=False)
def prune(timestamp: int) -> None:
    """Forget the failed attempts of yesterday."""
    del timestamp
    attempts.prune()


@app.periodic(cron="23 3 * * *")
@app.task(queue="jobs", name="zhike.access.purge", queueing_lock="zhike.access.purge", pass_context=False)
def purge_old(timestamp: int) -> None:
    """Purge what has been in the recycle bins for too long."""
    del timestamp
    for tenant_id in tenants.ids():
        purge.sweep(tenant_id)
