"""The report of a week: what each object came to, beside the week before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods

WEEKS = 26  # that are kept


def make(actor: Actor) -> None:
    """Keep the report of this week, unless it is there: the first run of a week makes it."""
    today = periods.today(actor.zone)
    monday = today - timedelta(days=today.weekday())
    with db.transaction(actor.tenant_id) as tx:
        tx.execute(
            f"INSERT INTO quality_report (tenant_id, week, told, at) VALUES ({tx.tenant_id}, %s, %s::jsonb, now())"
            " ON CONFLICT (tenant_id, week) DO NOTHING",
            (monday, orjson.dumps(_told(tx, monday)).decode()),
        )
        tx.execute(
            f"DELETE FROM quality_report WHERE tenant_id = {tx.tenant_id} AND week < %s",
            (monday - timedelta(weeks=WEEKS),),
        )


def _told(tx: db.Transaction, monday: date) -> list[dict[str, Any]]:
    """Of each object the newest numbers, and the newest of those before this week."""
    rows = tx.rows(
        "SELECT DISTINCT ON (n.object, n.now) n.object, n.now, n.records, n.score, n.failing"
        " FROM (SELECT object, day, day >= %s AS now, records, score, failing FROM quality_day"
        f" WHERE tenant_id = {tx.tenant_id}) n ORDER BY n.object, n.now, n.day DESC",
        (monday,),
    )
    now = {row[0]: row for row in rows if row[1]}
    before = {row[0]: row for row in rows if not row[1]}
    return [
        {
            "object": name,
            "records": row[2],
            "score": row[3],
            "before": before[name][3] if name in before else None,
            "rules": [
                {"rule": int(rule), "count": count, "before": before[name][4].get(rule, 0) if name in before else None}
                for rule, count in row[4].items()
            ],
        }
        for name, row in now.items()
    ]


def newest(tenant_id: int) -> tuple[date, list[dict[str, Any]]] | None:
    """The report of the last week that has one."""
    with db.transaction(tenant_id) as tx:
        row = tx.one(f"SELECT week, told FROM quality_report WHERE tenant_id = {tenant_id} ORDER BY week DESC LIMIT 1")
    return (row[0], row[1]) if row else None
