"""Which backups are kept: grandfather, father, son. `7d,4w,12m` keeps the last one of each of seven days, four weeks
and twelve months, counted back from the newest; the newest is always kept.

A backup's name carries its moment in UTC, and only such names are ever looked at or removed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from zhike.project.problem import Problem

_NAME: Final = re.compile(r"zhike-(\d{8}T\d{6}Z)\.backup")
_MOMENT: Final = "%Y%m%dT%H%M%SZ"
_SPANS: Final = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_LEAST: Final = timedelta(hours=1)
# What makes two backups be of the same hour, day, week, month, year.
_SAME: Final[dict[str, Callable[[datetime], object]]] = {
    "h": lambda at: (at.date(), at.hour),
    "d": lambda at: at.date(),
    "w": lambda at: at.isocalendar()[:2],
    "m": lambda at: (at.year, at.month),
    "y": lambda at: at.year,
}


def name_of(at: datetime) -> str:
    """The name of a backup made at a moment."""
    return f"zhike-{at.astimezone(UTC).strftime(_MOMENT)}.backup"


def moment(name: str) -> datetime | None:
    """When the backup of this name was made; None for what is none of ours."""
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:
        return None


def span(text: str) -> timedelta:
    """How often: `12h`, `1d`, `1w`. Errors: Problem."""
    found = re.fullmatch(r"([1-9]\d{0,2})([hdw])", text.strip())
    if not found or int(found[1]) * _SPANS[found[2]] < _LEAST:
        raise Problem("backup_every", text=text)
    return int(found[1]) * _SPANS[found[2]]


def rules(text: str) -> list[tuple[int, str]]:
    """How many of which: `7d,4w,12m`. Errors: Problem."""
    made = []
    for part in text.split(","):
        found = re.fullmatch(r"([1-9]\d{0,2})([hdwmy])", part.strip())
        if not found:
            raise Problem("backup_keep", text=text)
        made.append((int(found[1]), found[2]))
    return made


def to_remove(names: Collection[str], kept: Sequence[tuple[int, str]]) -> list[str]:
    """Those backups that no rule keeps, oldest first."""
    ours = sorted(((at, name) for name in names if (at := moment(name))), reverse=True)
    stay = {name for _, name in ours[:1]}
    for many, unit in kept:
        last_of: dict[object, str] = {}
        for at, name in ours:
            last_of.setdefault(_SAME[unit](at), name)
        stay.update(list(last_of.values())[:many])
    return [name for _, name in reversed(ours) if name not in stay]
