"""Bringing the tables up to date, and knowing quickly that they are."""

import hashlib
import importlib
import time
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from psycopg.errors import DeadlockDetected, LockNotAvailable

from zhike.project import database
from zhike.project.console import Advance, silent
from zhike.project.problem import Problem

LOCK_WAIT: Final = "500ms"  # as long others may be kept waiting; less than PostgreSQL takes to look for a deadlock
LOCK_PAUSE: Final = 2.0  # seconds in which they catch up
TRIES: Final = 200


def pending() -> int:
    """How many migrations are not applied."""
    executor = MigrationExecutor(connections["owner"])
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def target() -> str:
    """The newest migrations that there are."""
    return " ".join(sorted(f"{app}.{name}" for app, name in MigrationLoader(None).graph.leaf_nodes()))


def needed() -> bool:
    """Is a migration missing, or has the code changed since roles, rights and policies were last set up?"""
    stamp = _stamp()
    return not stamp.exists() or stamp.read_text("ascii") != _fingerprint() or pending() > 0


def require_known(applied: Mapping[str, Sequence[str]], where: str) -> None:
    """Refuse tables that a newer version has made. Errors: Problem."""
    known = set(MigrationLoader(None).graph.nodes)
    unknown = [f"{app}.{name}" for app, names in applied.items() for name in names if (app, name) not in known]
    if unknown:
        raise Problem("backup_newer", file=where, what=unknown[-1])


def apply(advance: Advance = silent) -> None:
    """Apply what is missing as the owner, then set up rights and policies again; harmless to repeat.

    People may be at work meanwhile. A change of a table that waits behind somebody's long statement would keep all
    others waiting behind itself: after a moment it gives way, and is tried again. Errors: Problem, if that is in vain.
    """
    _stamp().unlink(missing_ok=True)
    database.prepare()
    command = _Command(pending(), advance)
    for left in reversed(range(TRIES)):
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_WAIT])
        try:
            call_command(command, database="owner", verbosity=1, interactive=False, stdout=StringIO())
            break
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            if not left:
                raise Problem("migrate_locked") from error
            time.sleep(LOCK_PAUSE)
    with connections["owner"].cursor() as cursor:
        cursor.execute("RESET lock_timeout")
    importlib.import_module("zhike.project.upkeep").perform(advance)  # needs Django set up
    _stamp().write_text(_fingerprint(), "ascii")


class _Command(migrate.Command):
    """Django's own, telling how far it is."""

    def __init__(self, total: int, advance: Advance) -> None:
        super().__init__()
        self.total, self.advance, self.applied = total, advance, 0

    def migration_progress_callback(
        self,
        action: str,
        migration: Migration | Any = None,  # noqa: ARG002 - Django's signature
        fake: bool = False,  # noqa: ARG002
    ) -> None:
        if action == "apply_success":
            self.applied += 1
            self.advance(self.applied, self.total)


def _stamp() -> Path:
    return Path(settings.HOME) / "run" / "migrated"


def _fingerprint() -> str:
    """A short sum of the code and the database it was applied to."""
    source = Path(settings.ROOT) / "src" / "zhike"
    total = hashlib.sha256(repr(sorted(settings.DATABASES["owner"].items(), key=str)).encode())
    for place in sorted(source.rglob("*.py")):
        stat = place.stat()
        total.update(f"{place.relative_to(source)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return total.hexdigest()
