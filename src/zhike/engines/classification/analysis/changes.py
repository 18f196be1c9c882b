"""Who buys more than before, and who less: the last quarter of a year against the one before it."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification.analysis.card import Asked, Json, lacking, money, told
from zhike.engines.classification.analysis.purchases import QUARTER
from zhike.kernel.read import titles
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

MOST = 10
TWICE = "180d"
PENNY = 0.005  # less is not money but what sums of fractions leave


def changes(one: Asked) -> Json:
    """Those whose purchases of the last 90 days are the most above, or below, those of the 90 days before."""
    if (lack := lacking(one)) or (pays := one.pays) is None:
        return lack or {}
    compiler = joining(one.actor)
    after, both = (pays.value(compiler, "sum:amount", span) for span in (QUARTER, TWICE))
    columns = Sql(f"t.id, {both} - {after} AS before, {after} AS after")
    moved = one.over(columns, compiler, Sql(f"abs({both} - 2 * {after}) >= {PENNY}"))
    title = titles.sql(one.actor, one.spec, "t")
    rows, when = one.rows(
        moved.wrapped("WITH s AS MATERIALIZED (", "), m AS (")
        + _most("s.after > s.before ORDER BY s.after - s.before DESC")
        + Sql(" UNION ALL ")
        + _most("s.after < s.before ORDER BY s.after - s.before")
        + Sql(
            f') SELECT m.id, {title} AS title, m.before, m.after FROM m JOIN "{one.spec.table}" t'
            f" ON t.tenant_id = {one.actor.tenant_id} AND t.id = m.id ORDER BY abs(m.after - m.before) DESC, m.id"
        )
    )
    return told(
        when,
        risers=[_told(row) for row in rows if row[3] > row[2]],
        fallers=[_told(row) for row in rows if row[3] < row[2]],
    )


def _most(which: str) -> Sql:
    """Those at one end of the sums `s`."""
    return Sql(f"(SELECT s.id, s.before, s.after FROM s WHERE {which}, s.id LIMIT {MOST})")


def _told(row: list[Any]) -> Json:
    record, title, before, after = row
    return {
        "record": {"id": record, "title": title or f"#{record}"},
        "before": money(before), "after": money(after), "change": money(after - before),
    }  # fmt: skip
