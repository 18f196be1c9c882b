"""When a source is read next."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

UNITS = ("minute", "hour", "day")
MOST = {"minute": 1440, "hour": 168, "day": 31}
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")
MIDNIGHT = time(0, 0)


def time_of(text: str) -> time | None:
    """07:30 as a time of the day; None if it is none."""
    found = _TIME.fullmatch(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


def after(moment: datetime, zone: ZoneInfo, every: int, unit: str, at: str | None) -> datetime:
    """The next time after a moment: so many minutes or hours later, or so many days later at a time of the day."""
    if unit != "day":
        return moment + timedelta(**{f"{unit}s": every})
    local = moment.astimezone(zone)
    return datetime.combine(local.date() + timedelta(days=every), time_of(at or "") or MIDNIGHT, zone)


def first(moment: datetime, zone: ZoneInfo, unit: str, at: str | None) -> datetime:
    """The first time, of a source that was saved at a moment: at once, or when its time of the day comes."""
    if unit != "day":
        return moment
    local = moment.astimezone(zone)
    today = datetime.combine(local.date(), time_of(at or "") or MIDNIGHT, zone)
    return today if today >= local else today + timedelta(days=1)
