"""Whether a programme paid: what those who took part bought since, against those who were held out.

The interval is Welch's (The generalization of Student's problem, Biometrika 34, 1947); the quantile of t after the
expansion 26.7.5 of Abramowitz and Stegun, Handbook of Mathematical Functions, 1964.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Any

from zhike.engines.classification import purchases
from zhike.engines.classification.programmes.drawing import Programme
from zhike.engines.classification.schemes import stored
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.read import scope

LEAST = 30  # records a side, below which nothing is said
LEVEL = 0.95


@dataclass(frozen=True)
class Side:
    """Those who took part, or who were held out: how many, how many bought, and what a head, with its variance."""

    count: int
    bought: int
    mean: float
    variance: float

    def told(self) -> dict[str, Any]:
        """As JSON."""
        return {"count": self.count, "bought": self.bought, "mean": round(self.mean, 2)}


def found(tx: db.Transaction, actor: Actor, one: Programme) -> dict[str, Any]:
    """The two sides and the difference a head. Errors: Forbidden for those who do not see all records."""
    spec = specs.of(actor, stored.scheme(tx, one.scheme_id).object)
    bought = purchases.of(actor, spec)
    scope.need_whole(actor, spec)
    if bought is not None:
        scope.need_whole(actor, bought.spec)
    if bought is None:
        return {"treated": None, "held_out": None, "difference": None}
    rows = tx.rows(
        "SELECT x.held_out, count(*), count(*) FILTER (WHERE x.n > 0), avg(x.spent)::float8,"
        " coalesce(var_samp(x.spent), 0)::float8 FROM (SELECT d.record_id, d.held_out, count(o.id) AS n,"
        f" coalesce(sum({bought.amount}), 0) AS spent FROM classification_drawn d"
        f' JOIN "{spec.table}" t ON t.tenant_id = {tx.tenant_id} AND t.id = d.record_id AND t.deleted_at IS NULL'
        f" LEFT JOIN {bought.source} ON {bought.living} AND {bought.who} = d.record_id AND {bought.at} >= d.at"
        f" AND {bought.at} < coalesce(%s, now()) WHERE d.tenant_id = {tx.tenant_id} AND d.programme_id = %s"
        " GROUP BY d.record_id, d.held_out) x GROUP BY x.held_out",
        (one.ends_at, one.id),
    )
    sides = {row[0]: Side(*row[1:]) for row in rows}
    treated, held = sides.get(False), sides.get(True)
    return {
        "treated": treated.told() if treated else None,
        "held_out": held.told() if held else None,
        "difference": welch(treated, held) if treated and held else None,
    }


def welch(a: Side, b: Side) -> dict[str, Any] | None:
    """The difference of two means with its interval; None if one side is too small."""
    if min(a.count, b.count) < LEAST:
        return None
    u, v = a.variance / a.count, b.variance / b.count
    difference = a.mean - b.mean
    if u + v == 0:  # nobody bought, or all the same
        return {
            "a_head": round(difference, 2),
            "low": round(difference, 2),
            "high": round(difference, 2),
            "sure": False,
        }
    freedom = (u + v) ** 2 / (u**2 / (a.count - 1) + v**2 / (b.count - 1))
    margin = quantile(freedom) * sqrt(u + v)
    low, high = difference - margin, difference + margin
    return {"a_head": round(difference, 2), "low": round(low, 2), "high": round(high, 2), "sure": low > 0 or high < 0}


def quantile(freedom: float) -> float:
    """The quantile of t that leaves half of what LEVEL leaves above it, to three digits from 20 degrees on."""
    z = NormalDist().inv_cdf((1 + LEVEL) / 2)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / freedom + second / freedom**2
