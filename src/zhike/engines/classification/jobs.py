"""What classification does by itself, by the clock."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from zhike.access import tenants
from zhike.engines.classification import follow, run
from zhike.engines.classification.schemes import job
from zhike.engines.classification.schemes.reports import mailing
from zhike.kernel import db

_FOLLOW, _NIGHTLY = "zhike.classification.follow", "zhike.classification.nightly"
_MINUTELY = "zhike.classification.minutely"


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name=_FOLLOW, queueing_lock=_FOLLOW, lock=_FOLLOW, pass_context=False)
def follow_writes(timestamp: int) -> None:
    """What the followers that are woken have missed."""
    del timestamp
    follow.follow_all()


@app.periodic(cron="7 0 * * *")
@app.task(queue="jobs", name=_NIGHTLY, queueing_lock=_NIGHTLY, pass_context=False)
def nightly(timestamp: int) -> None:
    """Look at everything: what changes with time alone, and what no event told of."""
    del timestamp
    run.start_all()


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name=_MINUTELY, queueing_lock=_MINUTELY, lock=_MINUTELY, pass_context=False)
def by_the_clock(timestamp: int) -> None:
    """Publish the versions whose moment has come, and mail reports to those who want them."""
    del timestamp
    for tenant_id in tenants.ids():
        job.publish_due(tenant_id)
        with db.transaction(tenant_id) as tx:
            waiting = mailing.waiting(tx) if settings.SENDS_MAIL else []
        for scheme_id, person_id, report_id in waiting:
            with suppress(AlreadyEnqueued):
                one = mail_report.configure(queueing_lock=f"scheme-report-{tenant_id}-{scheme_id}-{person_id}")
                one.defer(tenant_id=tenant_id, scheme_id=scheme_id, person_id=person_id, report_id=report_id)


@app.task(
    queue="jobs", name="zhike.classification.report_mail",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError}),
)  # fmt: skip
def mail_report(tenant_id: int, scheme_id: int, person_id: int, report_id: int) -> None:
    """Mail a report of a scheme to one person."""
    mailing.send(tenant_id, scheme_id, person_id, report_id)
