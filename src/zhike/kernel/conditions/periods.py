"""Relative dates as half-open ranges of days, in the tenant's zone; weeks start on Monday."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Range = tuple[date, date]  # from, up to and without


def today(zone: ZoneInfo) -> date:
    """The day it is now in a zone."""
    return datetime.now(zone).date()


def shift(day: date, amount: int, unit: str) -> date:
    """The day so many days, weeks, months or years on; a month's end stays a month's end."""
    if unit in "dw":
        return day + timedelta(days=amount * (7 if unit == "w" else 1))
    months = day.year * 12 + day.month - 1 + amount * (12 if unit == "y" else 1)
    year, month = divmod(months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no such month: {year}-{month + 1}")


def moved(text: str, now: date) -> date:
    """The day that `-30d`, `+7d`, `3m` mean."""
    return shift(now, int(text[:-1]), text[-1])


def first_of_last(span: str, now: date) -> date:
    """The first of the last `30d`, `4w`, `3m` ..., today included."""
    return moved("-" + span, now) + timedelta(days=1)


def of(name: str, now: date) -> Range:
    """The range that a word such as `this_month` means on the day `now`."""
    which, _, unit = name.partition("_")
    if not unit:
        start = now + timedelta(days={"today": 0, "yesterday": -1, "tomorrow": 1}[name])
        return start, start + timedelta(days=1)
    step, length = {"week": ("w", 1), "month": ("m", 1), "quarter": ("m", 3), "year": ("y", 1)}[unit]
    start = {
        "week": now - timedelta(days=now.weekday()),
        "month": now.replace(day=1),
        "quarter": date(now.year, (now.month - 1) // 3 * 3 + 1, 1),
        "year": date(now.year, 1, 1),
    }[unit]
    start = shift(start, {"last": -length, "this": 0, "next": length}[which], step)
    return start, shift(start, length, step)


def moment(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a day in a zone, in UTC."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
