"""What data quality does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.engines.quality import follow, run


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
