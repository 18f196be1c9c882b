"""Backups as they are asked for: by a person, or by the clock; with what may then go."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg

from zhike.project import console, environment, master_key
from zhike.project.backup import bring, keep, line, places, plan, snapshot
from zhike.project.backup.make import MEGABYTE, Made, make
from zhike.project.console import Advance
from zhike.project.problem import Problem

log: Final = logging.getLogger(__name__)


def once(home: Path, address: str, kept: str, advance: Advance = console.silent) -> tuple[Made, list[str]]:
    """A backup, and the names of older ones that went after it was found to be good. Errors: Problem."""
    made = make(master_key.load(home)[0], home, address, advance)
    return made, thin(address, kept)


def thin(address: str, kept: str) -> list[str]:
    """Remove what the rules do not keep; without rules nothing goes."""
    if not kept:
        return []
    place = places.place(address)
    gone = keep.to_remove([name for name, _ in place.list()], keep.rules(kept))
    for name in gone:
        place.remove(name)
    return gone


def when_due(home: Path) -> None:
    """What the clock asks for, every few minutes. That it failed is noted, and tried again in an hour."""
    found = plan.read(home)
    now = datetime.now(UTC)
    if not found.due(now):
        return
    found = replace(found, tried=now.isoformat())
    try:
        made, gone = once(home, found.to, found.keep)
    except (Problem, OSError, psycopg.Error) as problem:
        log.error("backup to %s failed: %s", found.to, problem)  # noqa: TRY400 - the sentence says it all
        plan.write(home, replace(found, failed=str(problem)))
        return
    plan.write(home, replace(found, made=made.name, failed=""))
    log.warning("backup %s: %d MB in %.0f s; removed: %s", made.name, made.size // MEGABYTE, made.seconds, gone)


def when_erased(home: Path) -> None:
    """Let erasures take effect in the backups, every minute: rewrite the key files that do not have them yet.

    One that cannot be rewritten is told of and tried again in ten minutes, until it was, or is gone.
    """
    known, now = line.read(home), datetime.now(UTC)
    if known is None:
        return
    with snapshot.connect(environment.server()) as connection:
        owed = [
            address
            for address, kept in known.places.items()
            if not kept.rests(now) and (kept.failed or bring.owed(connection, kept))
        ]
    for address in owed:
        _rewrite(home, address)


def _rewrite(home: Path, address: str) -> None:
    with line.turn(home):
        try:
            with snapshot.still(environment.server()) as connection:
                bring.after_erasure(home, address, connection)
        except (Problem, OSError, psycopg.Error) as problem:
            log.error("erasures have not reached the backups in %s: %s", address, problem)  # noqa: TRY400
            line.failed(home, address, str(problem))
