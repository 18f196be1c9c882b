"""What a day is in mainland China: worked, off, a holiday, a weekend worked to make up for one (调休).

The rule is the yearly notice of the General Office of the State Council (国务院办公厅关于部分节假日安排的通知),
under the Regulation on Public Holidays (全国年节及纪念日放假办法). It comes out late in the year before and follows
no formula, so its days are a table: PyPI chinesecalendar. Of a year that the table does not hold nothing is known, not
even that its Mondays are worked.

The notice of a year may still move the last days of December before it (2018-12-31 was off by that of 2019).
"""

import datetime as dt
from calendar import isleap
from typing import NamedTuple

import chinese_calendar
from chinese_calendar.constants import Holiday

SATURDAY = 5


class Day(NamedTuple):
    """A day that is known."""

    on: dt.date
    work: bool
    holiday: str = ""  # which it belongs to, or makes up for: the English name, as the table has it

    @property
    def plain(self) -> bool:
        """Whether it is what anybody takes it for: Monday to Friday are worked, and there is no holiday."""
        return not self.holiday and self.work == (self.on.weekday() < SATURDAY)

    @property
    def made_up(self) -> bool:
        """Whether it is a weekend that is worked."""
        return self.work and self.on.weekday() >= SATURDAY


def day(on: dt.date) -> Day | None:
    """What a day is; None when its year is not in the table."""
    try:
        off, holiday = chinese_calendar.get_holiday_detail(on)
    except NotImplementedError:
        return None
    return Day(on, work=not off, holiday=holiday or "")


def special(year: int) -> list[Day] | None:
    """The days of a year that are not plain, in their order; None when the year is not in the table."""
    first = dt.date(year, 1, 1)
    if day(first) is None:
        return None
    days = (day(first + dt.timedelta(days=number)) for number in range(isleap(year) + 365))
    return [one for one in days if one and not one.plain]


def title(holiday: str, lang: str = "zh-CN") -> str:
    """A holiday's name: ``春节``, ``Spring Festival``."""
    return str(Holiday(holiday).chinese) if lang.startswith("zh") else holiday
