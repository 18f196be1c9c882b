"""What classification does by itself, by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from zhike.engines.classification import follow, run

_FOLLOW, _NIGHTLY = "zhike.classification.follow", "zhike.classification.nightly"


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
