"""Backups as they are asked for: by a person, or by the clock; with what may then go."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import psycopg

from zhike.project import console, master_key
from zhike.project.backup import keep, places, plan
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
