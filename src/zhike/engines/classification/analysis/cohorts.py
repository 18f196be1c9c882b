"""How many come back: by the month of the first purchase, and the months since."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from zhike.engines.classification.analysis.card import Asked, Json, told, without
from zhike.engines.classification.analysis.purchases import Purchases
from zhike.kernel.conditions import periods
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

MOST = 24  # cohorts


@dataclass(frozen=True)
class Month:
    """From its first day to its last."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


def months(today: dt.date) -> list[Month]:
    """Those that are looked at, up to the one that it is."""
    this = today.replace(day=1)
    starts = [periods.shift(this, at, "m") for at in range(1 - MOST, 2)]
    return [Month(first, then - dt.timedelta(days=1)) for first, then in pairwise(starts)]


def cohorts(one: Asked) -> Json:
    """Of those who bought for the first time in a month, how many bought in it and in each month since."""
    if one.purchases is None or not one.purchases.seen():
        return without("rights" if one.purchases else "purchases")
    some = months(periods.today(one.actor.zone))
    rows, at = one.rows(_statement(one, one.purchases, some))
    found = {(row[0], month): n for row in rows for month, n in enumerate(row[1:])}
    return told(
        at,
        months=[{"month": str(month), "where": one.purchases.bought(*_days(month))} for month in some],
        rows=[
            {
                "month": str(month),
                "size": found[at, at],
                "where": _first_in(one.purchases, month),
                "counts": [found.get((at, later), 0) for later in range(at, MOST)],
            }
            for at, month in enumerate(some)
            if found.get((at, at))
        ],
    )


def _days(month: Month) -> tuple[str, str]:
    return month.first.isoformat(), month.last.isoformat()


def _first_in(bought: Purchases, month: Month) -> Json:
    first, last = _days(month)
    return {"all": [bought.where("min:at", ">=", first), bought.where("min:at", "<=", last)]}


def _statement(one: Asked, bought: Purchases, some: list[Month]) -> Sql:
    """A row a cohort: its month, by the place among those that are looked at, and how many bought in each of these."""
    starts = [periods.moment(month.first, one.actor.zone) for month in some]
    end = periods.moment(some[-1].last + dt.timedelta(days=1), one.actor.zone)
    compiler = joining(one.actor)
    first, at = bought.value(compiler, "min:at"), bought.column("at", "o")
    cohort = one.over(
        _month(first, starts).wrapped("t.id, ", " AS cohort"),
        compiler,
        Sql(f"{first} >= %s AND {first} < %s", (starts[0], end)),
    )
    bought_in = (  # a bit a month, so that there is one row a record however often it buys
        Sql(f"SELECT {bought.column('who', 'o')} AS id,")
        + _month(at, starts).wrapped(" bit_or(1 << ", ")")
        + Sql(f' AS months FROM "{bought.other.table}" o WHERE ')
        + bought.held(compiler, "o")
        + Sql(f" AND {at} >= %s AND {at} < %s GROUP BY 1", (starts[0], end))
    )
    counts = ", ".join(f"count(*) FILTER (WHERE m.months & {1 << month} <> 0)" for month in range(len(some)))
    return (
        cohort.wrapped("WITH c AS MATERIALIZED (", "), ")
        + bought_in.wrapped("m AS MATERIALIZED (", ") ")
        + Sql(f"SELECT c.cohort, {counts} FROM c JOIN m ON m.id = c.id GROUP BY 1 ORDER BY 1")
    )


def _month(moment: str, starts: list[dt.datetime]) -> Sql:
    """The place of a moment's month among those that begin at these; PostgreSQL finds it sooner of numbers."""
    return Sql(
        f"(width_bucket(date_part('epoch', {moment}), %s::float8[]) - 1)", ([one.timestamp() for one in starts],)
    )
