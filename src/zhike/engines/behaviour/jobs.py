"""What behaviour does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.access import tenants
from zhike.engines.behaviour import follow, forgetting, known, months
from zhike.kernel import db


@app.periodic(cron="23 2 * * *")
@app.task(queue="jobs", name="zhike.behaviour.daily", queueing_lock="zhike.behaviour.daily", pass_context=False)
def daily(timestamp: int) -> None:
    """Make the months to come, drop those that are over, and forget what each kind no longer keeps."""
    del timestamp
    for number, tenant_id in enumerate(tenants.ids()):
        with db.transaction(tenant_id) as tx:
            if number == 0:
                months.keep_up(tx)  # all companies' events lie in the same
            known.of(tx)
        forgetting.old(tenant_id)


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name="zhike.behaviour.follow", queueing_lock="zhike.behaviour.follow", pass_context=False)
def follow_writes(timestamp: int) -> None:
    """Take what the worker was not woken for."""
    del timestamp
    follow.follow_all()
