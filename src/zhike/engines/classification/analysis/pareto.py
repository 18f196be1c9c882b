"""Who brings how much: the share of what was paid by the share of those who paid, the largest first."""

from __future__ import annotations

from zhike.engines.classification.analysis.card import Asked, Json, lacking, money, told
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

POINTS = 50
TOP = 20  # percent


def pareto(one: Asked, within: str | None) -> Json:
    """The curve of all who paid more than nothing, its Gini coefficient, and what the first fifth brings.

    A point stands at an amount: all who paid at least that, so that equals are never parted and a list can show them.
    Between points it is straight. Gini as in Cowell, Measuring Inequality: 2 * sum(i * x) / (n * sum(x)) - (n + 1) / n.
    """
    if (lack := lacking(one)) or (pays := one.pays) is None:
        return lack or {}
    compiler = joining(one.actor)
    paid = pays.value(compiler, "sum:amount", within)
    inner = one.over(Sql(f"{paid} AS x"), compiler).wrapped(
        "WITH p AS MATERIALIZED (SELECT q.x, row_number() OVER (ORDER BY q.x) AS i FROM (", ") q WHERE q.x > 0),"
    )
    rows, at = one.rows(
        inner
        + Sql(
            " a AS (SELECT count(*) AS n, sum(x) AS whole, sum(x * i) AS weighted FROM p),"
            " c AS (SELECT array_agg(DISTINCT p.x ORDER BY p.x) AS cuts FROM p WHERE p.i = ANY(ARRAY("
            f"SELECT a.n - ceil(a.n * k / {POINTS}.0)::bigint + 1 FROM a, generate_series(1, {POINTS}) AS k))),"
            " b AS (SELECT width_bucket(p.x, c.cuts) AS at, count(*) AS n, sum(p.x) AS x FROM p, c GROUP BY 1)"
            " SELECT c.cuts[b.at], sum(b.n) OVER w::float8, sum(b.x) OVER w::float8, a.n, a.whole, a.weighted"
            " FROM b, c, a WINDOW w AS (ORDER BY b.at DESC) ORDER BY b.at DESC"
        )
    )
    if not rows:
        return told(at, points=[], count=0, paid=0.0, gini=None, top=TOP, top_share=None)
    _, _, _, number, whole, weighted = rows[0]
    points = [
        {
            "least": money(least), "count": int(count), "of_count": count / number, "of_paid": min(1.0, upto / whole),
            "where": pays.where("sum:amount", ">=", least, within),
        }
        for least, count, upto, *_ in rows
    ]  # fmt: skip
    return told(
        at, points=points, count=number, paid=money(whole), top=TOP, top_share=_share(points, TOP / 100),
        gini=max(0.0, 2 * weighted / (number * whole) - (number + 1) / number),
    )  # fmt: skip


def _share(points: list[Json], part: float) -> float:
    """The curve at a share of those who paid."""
    x = y = 0.0
    for one in points:
        if one["of_count"] >= part:
            return float(y + (one["of_paid"] - y) * (part - x) / (one["of_count"] - x))
        x, y = one["of_count"], one["of_paid"]
    return 1.0
