"""What the project does by itself, by the clock."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from zhike.project.backup import run

_NAME = "zhike.project.backup"


@app.periodic(cron="*/5 * * * *")
@app.task(queue="jobs", name=_NAME, queueing_lock=_NAME, lock=_NAME, pass_context=False)
def backup(timestamp: int) -> None:
    """Make the backup whose time has come."""
    del timestamp
    run.when_due(Path(settings.HOME))
