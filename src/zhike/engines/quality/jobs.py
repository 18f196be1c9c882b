"""What data quality does by itself, by the clock."""

from __future__ import annotations

from contextlib import suppress

from django.conf import settings
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from zhike.access import tenants
from zhike.engines.quality import follow, mailing, run
from zhike.kernel import db


@app.periodic(cron="11 1 * * *")
@app.task(queue="jobs", name="zhike.quality.nightly", queueing_lock="zhike.quality.nightly", pass_context=False)
def nightly(timestamp: int) -> None:
    """Score all records of all companies."""
    del timestamp
    run.start_all()


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name="zhike.quality.follow", queueing_lock="zhike.quality.follow", pass_context=False)
def follow_writes(timestamp: int) -> None:
    """Score anew what was written in the last minute."""
    del timestamp
    follow.follow_all()


@app.periodic(cron="17 * * * *")
@app.task(queue="jobs", name="zhike.quality.reports", queueing_lock="zhike.quality.reports", pass_context=False)
def mail_reports(timestamp: int) -> None:
    """Have the newest report of each company mailed to those who want it and do not have it."""
    del timestamp
    for tenant_id in tenants.ids() if settings.SENDS_MAIL else ():
        with db.transaction(tenant_id) as tx:
            people = mailing.waiting(tx)
        for person_id in people:
            with suppress(AlreadyEnqueued):
                one = mail_report.configure(queueing_lock=f"quality-report-{tenant_id}-{person_id}")
                one.defer(tenant_id=tenant_id, person_id=person_id)


@app.task(
    queue="jobs", name="zhike.quality.report_mail",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError}),
)  # fmt: skip
def mail_report(tenant_id: int, person_id: int) -> None:
    """Mail the newest report to one person."""
    mailing.send(tenant_id, person_id)
