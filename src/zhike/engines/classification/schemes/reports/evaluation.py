"""How good a scheme is: does it separate those who buy from those who do not, is it stable, covered and balanced.

Where a scheme is old enough, the classes are those of some time ago and the purchases those since: what it is worth as
a forecast. A scheme that is younger is looked at with the purchases of a year before, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import log
from typing import Any

from zhike.engines.classification import purchases
from zhike.engines.classification.purchases import Purchases
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec

Json = dict[str, Any]
AHEAD, LEAST_AHEAD, BACK = timedelta(days=90), timedelta(days=30), timedelta(days=365)
SMALL = 0.01  # share below which a class is small
ORDERED = ("score", "abc")  # kinds whose classes go from the best to the worst
ENOUGH = 50  # records below which nothing is said of separation


@dataclass(frozen=True)
class Row:
    """A class: how many, how many of them bought, more than once, and for how much; and had bought before."""

    code: str | None
    count: int
    buyers: int
    again: int
    spent: float
    squares: float
    before: int
    lost: int  # bought before, and not since


def found(tx: db.Transaction, actor: Actor, one: Scheme, version: Version) -> Json:
    """The evaluation of the version that is in force."""
    spec = specs.of(actor, one.object)
    bought = purchases.of(actor, spec)
    since, ahead = _since(tx, one)
    rows = _rows(tx, one, spec, bought, since, ahead=ahead)
    placed = [row for row in rows if row.code is not None]
    order = [each.code for each in version.classes]
    placed.sort(key=lambda row: order.index(row.code) if row.code in order else len(order))
    ordered = one.kind in ORDERED
    return {
        "version": version.number,
        "since": since.isoformat(),
        "ahead": ahead,
        "classes": [_class(row, rows) for row in placed],
        "separation": separation(placed, ordered=ordered) if bought else None,
        "stability": _stability(tx, one, sum(row.count for row in placed)),
        "coverage": _coverage(rows),
        "balance": balance([row.count for row in placed], len(order)),
    }


def _since(tx: db.Transaction, one: Scheme) -> tuple[datetime, bool]:
    """From when on purchases are looked at, and whether the classes are older than these."""
    row = tx.one(
        f"SELECT min(v.published_at) FROM classification_version v WHERE v.tenant_id = {tx.tenant_id}"
        " AND v.scheme_id = %s",
        (one.id,),
    )
    now = datetime.now(UTC)
    if row and row[0] is not None and now - row[0] >= LEAST_AHEAD:
        return max(row[0], now - AHEAD), True
    return now - BACK, False


def _rows(
    tx: db.Transaction, one: Scheme, spec: ObjectSpec, bought: Purchases | None, since: datetime, *, ahead: bool
) -> list[Row]:
    own = f"tenant_id = {tx.tenant_id} AND scheme_id = {one.id}"
    then = (  # the class at that moment, or now
        f"coalesce((SELECT s.class FROM classification_stay s WHERE s.{own.replace(' AND ', ' AND s.')}"
        " AND s.record_id = t.id AND s.since <= %s AND s.ended > %s LIMIT 1), CASE WHEN p.since <= %s THEN p.class END)"
        if ahead
        else "p.class"
    )
    params: list[Any] = [since, since, since] if ahead else []
    if bought is not None:
        sums = (
            f"SELECT {bought.who} AS who, count(*) FILTER (WHERE {bought.at} >= %s) AS n,"
            f" coalesce(sum({bought.amount}) FILTER (WHERE {bought.at} >= %s), 0)::float8 AS spent,"
            f" count(*) FILTER (WHERE {bought.at} < %s) AS before FROM {bought.source} WHERE {bought.living}"
            f" GROUP BY {bought.who}"
        )
        params += [since, since, since]
    else:
        sums = "SELECT NULL::bigint AS who, 0 AS n, 0::float8 AS spent, 0 AS before WHERE FALSE"
    rows = tx.rows(
        f"SELECT x.class, count(*), count(*) FILTER (WHERE x.n > 0), count(*) FILTER (WHERE x.n > 1),"
        " coalesce(sum(x.spent), 0), coalesce(sum(x.spent ^ 2), 0), count(*) FILTER (WHERE x.before > 0),"
        " count(*) FILTER (WHERE x.before > 0 AND coalesce(x.n, 0) = 0)"
        f" FROM (SELECT {then} AS class, o.n, o.spent, o.before"
        f' FROM "{spec.table}" t LEFT JOIN classification_place p ON p.{own.replace(" AND ", " AND p.")}'
        f" AND p.record_id = t.id LEFT JOIN ({sums}) o ON o.who = t.id"
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL) x GROUP BY x.class",
        params,
    )
    return [Row(*row) for row in rows]


def _class(row: Row, rows: Sequence[Row]) -> Json:
    whole, spent = sum(each.count for each in rows), sum(each.spent for each in rows)
    mean, all_mean = row.spent / row.count, spent / whole if whole else 0.0
    return {
        "class": row.code,
        "count": row.count,
        "share": row.count / whole,
        "spent": round(row.spent, 2),
        "share_of_spent": row.spent / spent if spent else None,
        "a_head": round(mean, 2),
        "lift": round(mean / all_mean, 3) if all_mean else None,
        "buyers": row.buyers / row.count,
        "again": row.again / row.buyers if row.buyers else None,
        "lost": row.lost / row.before if row.before else None,
    }


def separation(rows: Sequence[Row], *, ordered: bool) -> Json | None:
    """Of the classes of a scheme, the best first; None if there is too little to say anything.

    `gini`: of the curve of cumulated spending over cumulated records, class by class; where the classes have an order,
    in theirs (below 0 it is the wrong way round), and else those first that spend most. `explained`: the share of the
    variance of spending that lies between the classes (eta squared). `in_order`: whether each class spends more a head
    than the next; None where there is no order.
    """
    count, spent = sum(row.count for row in rows), sum(row.spent for row in rows)
    if len(rows) < 2 or count < ENOUGH or spent <= 0:
        return None
    rows = rows if ordered else sorted(rows, key=lambda row: -row.spent / row.count)
    mean = spent / count
    whole = sum(row.squares for row in rows) - count * mean**2
    between = sum(row.count * (row.spent / row.count - mean) ** 2 for row in rows)
    heads = [row.spent / row.count for row in rows]
    curve, area, reached = [(0.0, 0.0)], 0.0, 0.0
    for row in rows:
        step, then = row.count / count, reached + row.spent / spent
        area += step * (reached + then) / 2
        reached = then
        curve.append((curve[-1][0] + step, reached))
    return {
        "gini": round(2 * area - 1, 4),
        "explained": round(between / whole, 4) if whole > 0 else None,
        "in_order": all(a >= b for a, b in pairwise(heads)) if ordered else None,
        "curve": [[round(x, 4), round(y, 4)] for x, y in curve],
    }


def _stability(tx: db.Transaction, one: Scheme, placed: int) -> Json:
    """Of the last 90 days: the share of records that moved, and that went back to where they came from."""
    since = datetime.now(UTC) - AHEAD
    row = tx.one(
        "SELECT count(DISTINCT s.record_id), count(DISTINCT s.record_id) FILTER (WHERE EXISTS (SELECT 1"
        f" FROM classification_stay b WHERE b.tenant_id = {tx.tenant_id} AND b.scheme_id = {one.id}"
        " AND b.record_id = s.record_id AND b.ended = s.since AND b.class = s.next_class))"
        f" FROM classification_stay s WHERE s.tenant_id = {tx.tenant_id} AND s.scheme_id = {one.id} AND s.ended > %s",
        (since,),
    )
    moved, back = row or (0, 0)
    return {
        "moved": moved,
        "back": back,
        "share_moved": moved / placed if placed else None,
        "share_back": back / placed if placed else None,
    }


def _coverage(rows: Sequence[Row]) -> Json:
    whole, none = sum(row.count for row in rows), sum(row.count for row in rows if row.code is None)
    return {"of": whole, "without": none, "share": 1 - none / whole if whole else None}


def balance(counts: Sequence[int], classes: int) -> Json:
    """How evenly records lie in the classes: `even` is Shannon's entropy over its most, 1 when all are as large."""
    whole = sum(counts)
    shares = [count / whole for count in counts if count]
    entropy = -sum(one * log(one) for one in shares)
    return {
        "largest": max(shares, default=None),
        "small": sum(1 for one in shares if one < SMALL) + classes - len(shares),
        "even": round(entropy / log(classes), 3) if classes > 1 and shares else None,
    }
