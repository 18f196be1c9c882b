"""What the project does by itself, by the clock."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from zhike.project.backup import run

_NAME = "zhike.project.backup"
_KEYS = "zhike.project.backup_keys"


@app.periodic(cron="*/5 * * * *")
@app.task(queue="jobs", name=_NAME, queueing_lock=_NAME, lock=_NAME, pass_context=False)
def backup(timestamp: int) -> None:
    """Make the backup whose time has come."""
    del timestamp
    run.when_due(Path(settings.HOME))


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name=_KEYS, queueing_lock=_KEYS, lock=_KEYS, pass_context=False)
def backup_keys(timestamp: int) -> None:
    """Let erasures take effect in the backups."""
    del timestamp
    run.when_erased(Path(settings.HOME))
