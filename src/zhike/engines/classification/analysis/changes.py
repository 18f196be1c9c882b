"""Who buys more than before, and who less: the last quarter of a year against the one before it."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification.analysis.card import Asked, Json, lacking, money, told
from zhike.engines.classification.analysis.purchases import QUARTER
from zhike.kernel.conditions import periods
from zhike.kernel.read import titles
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

MOST = 10
TWICE = "180d"


def changes(one: Asked) -> Json:
    """Those whose purchases of the last 90 days are the most above, or below, those of the 90 days before."""
    if (lack := lacking(one)) or (pays := one.pays) is None:
        return lack or {}
    now = periods.today(one.actor.zone)
    start, middle = (
        periods.moment(periods.first_of_last(span, now), one.actor.zone) for span in (TWICE, QUARTER)
    )  # fmt: skip
    compiler = joining(one.actor)
    at, amount = pays.column("at", "o"), f"{pays.column('amount', 'o')}::float8"
    end = periods.moment(periods.moved("+1d", now), one.actor.zone)
    sums = (
        Sql(
            f"SELECT {pays.column('who', 'o')} AS id, coalesce(sum({amount}) FILTER (WHERE {at} < %s), 0) AS before,"
            f' coalesce(sum({amount}) FILTER (WHERE {at} >= %s), 0) AS after FROM "{pays.other.table}" o WHERE ',
            (middle, middle),
        )
        + pays.held(compiler, "o")
        + Sql(f" AND {at} >= %s AND {at} < %s GROUP BY 1", (start, end))
    )
    rows, when = one.rows(
        sums.wrapped("WITH s AS MATERIALIZED (", ") ")
        + _most(one, Sql("s.after > s.before ORDER BY s.after - s.before DESC"))
        + Sql(" UNION ALL ")
        + _most(one, Sql("s.after < s.before ORDER BY s.after - s.before"))
    )
    return told(
        when,
        risers=[_told(row) for row in rows if row[3] > row[2]],
        fallers=[_told(row) for row in rows if row[3] < row[2]],
    )


def _most(one: Asked, which: Sql) -> Sql:
    """Some of those that the reader sees, with the sums `s`."""
    title = titles.sql(one.actor, one.spec, "t")
    columns = f'(SELECT t.id, {title}, s.before, s.after FROM s JOIN "{one.spec.table}" t ON t.id = s.id'
    held = one.living(joining(one.actor))
    return held.wrapped(f"{columns} WHERE ", " AND ") + which.wrapped("", f", t.id LIMIT {MOST})")


def _told(row: list[Any]) -> Json:
    record, title, before, after = row
    return {
        "record": {"id": record, "title": title or f"#{record}"},
        "before": money(before), "after": money(after), "change": money(after - before),
    }  # fmt: skip
