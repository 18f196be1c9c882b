"""The lunar calendar of 1900 to 2100.

The table is the one the Hong Kong Observatory publishes (as kept by PyPI borax 4.1.3, MIT), a year a number: bit 16
says that the leap month has 30 days, bits 15 to 4 that months 1 to 12 have, bits 3 to 0 which month has a leap month
after it. Libraries that compute the calendar put the new moons of September 2089 and August 2097 a day earlier; the
table that calendars are printed from wins.
"""

import datetime as dt
from functools import lru_cache
from typing import NamedTuple

FIRST, LAST = 1900, 2100
_NEW_YEAR = dt.date(1900, 1, 31)
_YEARS = """
04bd8 04ae0 0a570 054d5 0d260 0d950 16554 056a0 09ad0 055d2 04ae0 0a5b6 0a4d0 0d250 1d255 0b540 0d6a0 0ada2
095b0 14977 04970 0a4b0 0b4b5 06a50 06d40 1ab54 02b60 09570 052f2 04970 06566 0d4a0 0ea50 16a95 05ad0 02b60
186e3 092e0 1c8d7 0c950 0d4a0 1d8a6 0b550 056a0 1a5b4 025d0 092d0 0d2b2 0a950 0b557 06ca0 0b550 15355 04da0
0a5b0 14573 052b0 0a9a8 0e950 06aa0 0aea6 0ab50 04b60 0aae4 0a570 05260 0f263 0d950 05b57 056a0 096d0 04dd5
04ad0 0a4d0 0d4d4 0d250 0d558 0b540 0b6a0 195a6 095b0 049b0 0a974 0a4b0 0b27a 06a50 06d40 0af46 0ab60 09570
04af5 04970 064b0 074a3 0ea50 06b58 05ac0 0ab60 096d5 092e0 0c960 0d954 0d4a0 0da50 07552 056a0 0abb7 025d0
092d0 0cab5 0a950 0b4a0 0baa4 0ad50 055d9 04ba0 0a5b0 15176 052b0 0a930 07954 06aa0 0ad50 05b52 04b60 0a6e6
0a4e0 0d260 0ea65 0d530 05aa0 076a3 096d0 04afb 04ad0 0a4d0 1d0b6 0d250 0d520 0dd45 0b5a0 056d0 055b2 049b0
0a577 0a4b0 0aa50 1b255 06d20 0ada0 14b63 09370 049f8 04970 064b0 168a6 0ea50 06b20 1a6c4 0aae0 092e0 0d2e3
0c960 0d557 0d4a0 0da50 05d55 056a0 0a6d0 055d4 052d0 0a9b8 0a950 0b4a0 0b6a6 0ad50 055a0 0aba4 0a5b0 052b0
0b273 06930 07337 06aa0 0ad50 14b55 04b60 0a570 054e4 0d260 0e968 0d520 0daa0 16aa6 056d0 04ae0 0a9d4 0a4d0
0d150 0f252 0d520
"""
_TABLE = [int(year, 16) for year in _YEARS.split()]


class Lunar(NamedTuple):
    """A day of the lunar calendar."""

    year: int
    month: int
    day: int
    is_leap: bool = False


def leap_month(year: int) -> int:
    """The month that has a leap month after it, or 0."""
    return _TABLE[year - FIRST] & 15


def days_in_month(year: int, month: int, *, is_leap: bool = False) -> int:
    """29 or 30; 0 if the year has no such leap month."""
    info = _TABLE[year - FIRST]
    if is_leap:
        return (29 + (info >> 16)) if info & 15 == month else 0
    return 29 + (info >> (16 - month) & 1)


@lru_cache(maxsize=256)
def _months(year: int) -> list[tuple[int, bool, dt.date]]:
    """Month, whether it is a leap month, first day."""
    start = _NEW_YEAR if year == FIRST else _year_end(year - 1)
    months = []
    for month in range(1, 13):
        for is_leap in (False, True):
            if days := days_in_month(year, month, is_leap=is_leap):
                months.append((month, is_leap, start))
                start += dt.timedelta(days=days)
    return months


def _year_end(year: int) -> dt.date:
    month, is_leap, start = _months(year)[-1]
    return start + dt.timedelta(days=days_in_month(year, month, is_leap=is_leap))


def to_solar(lunar: Lunar) -> dt.date:
    """The day of the common calendar. The lunar day must exist."""
    start = next(start for month, leap, start in _months(lunar.year) if (month, leap) == (lunar.month, lunar.is_leap))
    return start + dt.timedelta(days=lunar.day - 1)


def from_solar(day: dt.date) -> Lunar:
    """The lunar day. Known from 31 January 1900 to the end of the lunar year 2100."""
    year = day.year if day.year <= LAST and _months(day.year)[0][2] <= day else day.year - 1
    month, is_leap, start = next(entry for entry in reversed(_months(year)) if entry[2] <= day)
    return Lunar(year, month, (day - start).days + 1, is_leap)
