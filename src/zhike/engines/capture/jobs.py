"""What capture does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.engines.capture import learn


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name="zhike.capture.learn", queueing_lock="zhike.capture.learn", pass_context=False)
def learn_all(timestamp: int) -> None:
    """Make suggestions from what happened since the last minute."""
    del timestamp
    learn.run_all()
