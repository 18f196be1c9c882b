"""How long records stay in a class, and how many go from one to another, by the month in which they came into it."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from zhike.kernel import db

Json = dict[str, Any]
DAYS = (30, 60, 90, 180, 365)
MONTHS = 24
MEDIAN = "percentile_disc(0.5) WITHIN GROUP (ORDER BY x.days)"


def times(tx: db.Transaction, scheme_id: int) -> list[Json]:
    """Of each class: how many are in it and for how many days, and how many left it and after how many (medians)."""
    own = f"tenant_id = {tx.tenant_id} AND scheme_id = %s"
    rows = tx.rows(
        f"SELECT x.class, count(*) FILTER (WHERE x.here), {MEDIAN} FILTER (WHERE x.here),"
        f" count(*) FILTER (WHERE NOT x.here), {MEDIAN} FILTER (WHERE NOT x.here)"
        " FROM (SELECT class, TRUE AS here, extract(day FROM now() - since)::int AS days"
        f" FROM classification_place WHERE {own} UNION ALL SELECT class, FALSE, extract(day FROM ended - since)::int"
        f" FROM classification_stay WHERE {own}) x GROUP BY x.class",
        (scheme_id, scheme_id),
    )
    return [
        {"class": row[0], "here": row[1], "days_here": row[2], "left": row[3], "days_until_left": row[4]}
        for row in rows
    ]


def conversion(tx: db.Transaction, scheme_id: int, first: str, then: str, zone: ZoneInfo) -> list[Json]:
    """By month of coming into a class for the first time: how many came, and how many were in the other since."""
    own = f"tenant_id = {tx.tenant_id} AND scheme_id = %s"
    within = ", ".join(f"count(*) FILTER (WHERE b.then - b.at < interval '{days} days')" for days in DAYS)
    rows = tx.rows(
        f"WITH s AS (SELECT record_id, class, since FROM classification_stay WHERE {own} UNION ALL"
        f" SELECT record_id, class, since FROM classification_place WHERE {own}),"
        " a AS (SELECT s.record_id, min(s.since) AS at FROM s WHERE s.class = %s GROUP BY s.record_id),"
        " b AS (SELECT a.record_id, a.at, min(s.since) AS then FROM a LEFT JOIN s ON s.record_id = a.record_id"
        " AND s.class = %s AND s.since >= a.at GROUP BY a.record_id, a.at)"
        f" SELECT to_char(b.at AT TIME ZONE %s, 'YYYY-MM'), count(*), count(b.then), {within} FROM b GROUP BY 1"
        f" ORDER BY 1 DESC LIMIT {MONTHS}",
        (scheme_id, scheme_id, first, then, str(zone)),
    )
    return [
        {
            "month": row[0],
            "came": row[1],
            "went": row[2],
            "within": [{"days": days, "count": count} for days, count in zip(DAYS, row[3:], strict=True)],
        }
        for row in rows
    ]
