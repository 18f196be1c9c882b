"""What access does by itself, by the clock."""

from __future__ import annotations

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from zhike.access import attempts, audit, tenants
from zhike.access.audit import anchors
from zhike.kernel import db, events
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
    """Forget the failed attempts of yesterday, and what followers of events have read long ago."""
    del timestamp
    attempts.prune()
    for tenant_id in tenants.ids():
        with db.transaction(tenant_id) as tx:
            events.forget_touches(tx)


@app.periodic(cron="23 3 * * *")
@app.task(queue="jobs", name="zhike.access.purge", queueing_lock="zhike.access.purge", pass_context=False)
def purge_old(timestamp: int) -> None:
    """Purge what has been in the recycle bins for too long."""
    del timestamp
    for tenant_id in tenants.ids():
        purge.sweep(tenant_id)


@app.periodic(cron="7 4 * * *")
@app.task(
    queue="jobs", name="zhike.access.anchor", queueing_lock="zhike.access.anchor", pass_context=False,
    retry=RetryStrategy(max_attempts=5, linear_wait=300, retry_exceptions={OSError}),
)  # fmt: skip
def anchor(timestamp: int) -> None:
    """Keep the last seal of each company elsewhere, as far as the settings say where."""
    del timestamp
    if not (settings.AUDIT_ANCHOR_FILE or settings.AUDIT_ANCHOR_MAIL):
        return
    found = [anchors.taken(tenant_id) for tenant_id in tenants.ids()]
    if settings.AUDIT_ANCHOR_FILE:
        anchors.keep(settings.AUDIT_ANCHOR_FILE, found)
    if settings.AUDIT_ANCHOR_MAIL:
        anchors.mail(settings.AUDIT_ANCHOR_MAIL, found)
