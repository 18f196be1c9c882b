"""What the privacy desk does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.engines.privacy import retention


@app.periodic(cron="23 2 * * *")
@app.task(queue="jobs", name="zhike.privacy.retain", queueing_lock="zhike.privacy.retain", pass_context=False)
def retain(timestamp: int) -> None:
    """Do what the retention rules say."""
    del timestamp
    retention.run_all()
