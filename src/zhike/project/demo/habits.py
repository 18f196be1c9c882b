"""How the customers of the demo company buy: each at their own rhythm, and some no more."""

from __future__ import annotations

import random
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from zhike.project.demo import seasons

Row = dict[str, Any]
Span = tuple[int, int]
DAYS = 1095  # three years, of which there are orders
AGENT, SHOP, MARKET, STORE = "业务员", "官网商城", "天猫旗舰店", "门店"


@dataclass(frozen=True, kw_only=True)
class Habit:
    """A way of buying. Spans are days, before today or between two orders."""

    code: str
    share: int  # of a hundred customers
    since: Span = (0, 0)
    every: Span = (0, 0)  # working days between two orders
    even: float = 4.0  # the larger, the more regular
    most: int = 1000
    ended: Span | None = None
    paused: tuple[Span, Span] | None = None  # from, to
    size: float = 1.0


NEVER = Habit(code="never", share=19)
HABITS = (
    NEVER,
    Habit(code="once", share=12, since=(1090, 70), every=(1, 2), most=1),
    Habit(code="new", share=7, since=(62, 7), every=(8, 25), most=3),
    Habit(code="fresh", share=3, since=(6, 1), every=(3, 8), most=2),
    Habit(code="regular", share=18, since=(1400, 120), every=(9, 24), even=9),
    Habit(code="now and then", share=16, since=(1400, 100), every=(35, 80), even=3),
    Habit(code="key", share=3, since=(1900, 700), every=(3, 6), size=2.4),
    Habit(code="asleep", share=10, since=(1400, 400), every=(10, 28), even=8, ended=(140, 50)),
    Habit(code="gone", share=9, since=(1600, 800), every=(10, 30), ended=(760, 300)),
    Habit(code="back", share=4, since=(1800, 800), every=(10, 24), paused=((380, 300), (70, 25))),
)


@dataclass(frozen=True)
class Buyer:
    """A customer, and the days on which they buy."""

    row: Row
    habit: Habit
    days: tuple[date, ...]
    channel: str
    size: float

    @property
    def at_home(self) -> bool:
        """Whether it is a person."""
        return bool(self.row["kind"] == "person")


def buyer(rnd: random.Random, row: Row, today: date) -> Buyer:
    """How a customer buys; the row learns since when it is one, and that it is won or lost."""
    habit = rnd.choices(HABITS, [one.share for one in HABITS])[0]
    at_home = row["kind"] == "person"
    if at_home and habit.code == "key":
        habit = next(one for one in HABITS if one.code == "regular")
    channel = rnd.choices((SHOP, MARKET, STORE), (4, 5, 1))[0] if at_home else rnd.choices((AGENT, SHOP), (7, 3))[0]
    first = today - timedelta(days=_between(rnd, habit.since))
    found = tuple(_days(rnd, habit, row, first, today)) if habit is not NEVER else ()
    if found:
        row["since"] = str(first - timedelta(days=rnd.randrange(20)))
        row["stage"] = "lost" if habit.code == "gone" else "dealing"
    elif row["stage"] == "dealing":
        row["stage"] = "negotiating"
    return Buyer(row, habit, found, channel, habit.size * rnd.lognormvariate(0, 0.45))


def _days(rnd: random.Random, habit: Habit, row: Row, begin: date, today: date) -> list[date]:
    """One order after the other, in a time that goes by quickly on busy days and stands still on holidays."""
    at_home = row["kind"] == "person"
    first = (today - begin).days
    last = _between(rnd, habit.ended) if habit.ended else 0
    calendar = seasons.days(today, first + 1)
    passed = list(
        accumulate(
            seasons.busy(day, at_home=at_home) * seasons.trend(row["region"], first - at)
            for at, day in enumerate(calendar)
        )
    )
    pause = tuple(_between(rnd, one) for one in habit.paused) if habit.paused else (0, 0)
    every = rnd.uniform(*habit.every) * (2.5 if at_home else 1)
    at, found = rnd.random(), list[date]()
    while len(found) < habit.most and (place := bisect_left(passed, at)) < len(calendar):
        ago = first - place
        if ago < last:
            break
        if ago <= DAYS and not pause[1] < ago < pause[0]:
            found.append(calendar[place])
        at += max(rnd.gammavariate(habit.even, every / habit.even), 0.3)
    return found


def _between(rnd: random.Random, span: Span) -> int:
    return rnd.randint(min(span), max(span))
