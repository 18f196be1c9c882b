"""How often a form was seen, begun and sent on each day: numbers alone, nothing about who it was."""

from __future__ import annotations

from typing import Any, Literal

from zhike.kernel import db

KEPT = "2 years"


def add(tx: db.Transaction, form_id: int, zone: str, what: Literal["seen", "started", "sent"]) -> None:
    """One more today, by the company's clock."""
    tx.execute(
        f'INSERT INTO forms_count AS c (tenant_id, form_id, "on", seen, started, sent) VALUES ({tx.tenant_id}, %s,'
        ' (now() AT TIME ZONE %s)::date, %s, %s, %s) ON CONFLICT (tenant_id, form_id, "on") DO UPDATE SET'
        " seen = c.seen + excluded.seen, started = c.started + excluded.started, sent = c.sent + excluded.sent",
        (form_id, zone, *(int(what == one) for one in ("seen", "started", "sent"))),
    )


def listed(tx: db.Transaction, form_id: int, days: int) -> list[dict[str, Any]]:
    """The last days on which there was something, newest first."""
    rows = tx.rows(
        f'SELECT "on", seen, started, sent FROM forms_count WHERE tenant_id = {tx.tenant_id} AND form_id = %s'
        " ORDER BY 1 DESC LIMIT %s",
        (form_id, days),
    )
    return [{"on": on.isoformat(), "seen": seen, "started": began, "sent": sent} for on, seen, began, sent in rows]


def prune(tx: db.Transaction) -> None:
    """Forget what is old."""
    tx.execute(f"DELETE FROM forms_count WHERE tenant_id = {tx.tenant_id} AND \"on\" < now() - interval '{KEPT}'")
