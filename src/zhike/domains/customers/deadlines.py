"""Until when a person's request is to be answered."""

from __future__ import annotations

import datetime as dt

from zhike.kernel.values import workdays

# PIPL art. 50 says "in time". 15 working days are the most that an app may promise (App 违法违规收集使用个人信息行为
# 认定方法, 2019, part 6); GB/T 35273-2020, 8.7, says 30 days. GDPR art. 12(3): one month, and two more with a reason.
TERMS = ("working_15", "days_30")
FRIDAY = 4


def due(received: dt.date, term: str) -> dt.date:
    """The last day of a term that begins with the day after. Of a year whose holidays are not out, weekdays count."""
    if term == "days_30":
        return received + dt.timedelta(days=30)
    day, left = received, 15
    while left:
        day += dt.timedelta(days=1)
        known = workdays.day(day)
        left -= known.work if known else day.weekday() <= FRIDAY
    return day
