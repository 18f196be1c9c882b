"""How busy a day is: sales days, holidays, week-ends, and how the regions of the demo company do."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from lunar_python import Lunar

QUIET = ((date(2000, 10, 1), date(2000, 10, 7)), (date(2000, 5, 1), date(2000, 5, 5)))  # of any year: offices are shut
# By the first two digits of the region: how much busier it is now than two years ago, and how large its orders are.
REGIONS = {
    "44": (1.2, 1.3), "11": (1.0, 1.25), "31": (1.05, 1.3), "33": (1.3, 1.1), "51": (1.9, 0.9), "61": (1.7, 0.8),
    "42": (1.1, 0.9), "32": (0.6, 1.0),
}  # fmt: skip


@cache
def new_year(year: int) -> date:
    """The first day of the lunar year."""
    day = Lunar.fromYmd(year, 1, 1).getSolar()
    return date(day.getYear(), day.getMonth(), day.getDay())


@cache
def busy(day: date, *, at_home: bool) -> float:
    """How much is bought on a day, of people at home or of offices; an ordinary working day is 1."""
    return (_home if at_home else _office)(day, (day - new_year(day.year)).days)


def _office(day: date, after_new_year: int) -> float:
    if -6 <= after_new_year <= 10 or any(first <= day.replace(year=2000) <= last for first, last in QUIET):
        return 0.08
    factor = 0.12 if day.weekday() >= 5 else 1.0
    if (day.month == 6 and 5 <= day.day <= 18) or (day.month == 11 and day.day <= 11):
        factor *= 1.6
    if day.month == 12 and day.day <= 25:  # budgets that would lapse
        factor *= 1.6
    return factor * (1.15 if day.month in (3, 9) else 1.0)


def _home(day: date, after_new_year: int) -> float:
    if -3 <= after_new_year <= 8:
        return 0.25
    factor = 1.3 if day.weekday() >= 5 else 1.0
    if day.month == 11 and day.day <= 11:
        factor *= 7 if day.day in (1, 11) else 3
    elif day.month == 6 and day.day <= 18:
        factor *= 6 if day.day in (1, 18) else 2.4
    elif day.month == 12 and day.day == 12:
        factor *= 3
    return factor * (1.6 if -20 <= after_new_year <= -8 else 1.0)


def sale(day: date) -> float:
    """What part of the price is paid on a day."""
    if day.month == 11 and day.day <= 11:
        return 0.88
    return 0.92 if (day.month == 6 and day.day <= 18) or (day.month == 12 and day.day == 12) else 1.0


def trend(region: str | None, ago: int) -> float:
    """How a region does so many days ago, beside how it does now."""
    grown = REGIONS.get((region or "")[:2], (1.0, 1.0))[0]
    return float(1 / grown ** (min(ago, 730) / 730))


def size(region: str | None) -> float:
    """How large the orders of a region are."""
    return REGIONS.get((region or "")[:2], (1.0, 1.0))[1]


def days(today: date, count: int) -> list[date]:
    """So many days, the last of them today."""
    return [today - timedelta(days=ago) for ago in range(count - 1, -1, -1)]
