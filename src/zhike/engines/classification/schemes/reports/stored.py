"""Reports as they are stored."""

from __future__ import annotations

from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.errors import NotFound

Json = dict[str, Any]
RUN, EVALUATION, REVIEW = "run", "evaluation", "review"
KINDS = (RUN, EVALUATION, REVIEW)
KEPT = 100  # of a kind that are kept of a scheme
PAGE = 50


def keep(tx: db.Transaction, scheme_id: int, kind: str, body: Json) -> int:
    """Keep one; the oldest of many go."""
    row = tx.one(
        "INSERT INTO classification_report (tenant_id, scheme_id, kind, at, body)"
        f" VALUES ({tx.tenant_id}, %s, %s, now(), %s::jsonb) RETURNING id",
        (scheme_id, kind, orjson.dumps(body).decode()),
    )
    assert row is not None
    tx.execute(
        f"DELETE FROM classification_report WHERE tenant_id = {tx.tenant_id} AND scheme_id = %s AND kind = %s AND id <="
        f" (SELECT r.id FROM classification_report r WHERE r.tenant_id = {tx.tenant_id} AND r.scheme_id = %s"
        f" AND r.kind = %s ORDER BY r.id DESC OFFSET {KEPT} LIMIT 1)",
        (scheme_id, kind, scheme_id, kind),
    )
    return int(row[0])


def some(tx: db.Transaction, scheme_id: int, kind: str) -> list[Json]:
    """When the reports of a kind were made, the newest first."""
    rows = tx.rows(
        f"SELECT r.id, r.at FROM classification_report r WHERE r.tenant_id = {tx.tenant_id} AND r.scheme_id = %s"
        f" AND r.kind = %s ORDER BY r.id DESC LIMIT {PAGE}",
        (scheme_id, kind),
    )
    return [{"id": row[0], "at": row[1].isoformat()} for row in rows]


def one(tx: db.Transaction, scheme_id: int, report_id: int) -> Json:
    """One report. Errors: NotFound."""
    row = tx.one(
        f"SELECT r.id, r.kind, r.at, r.body FROM classification_report r WHERE r.tenant_id = {tx.tenant_id}"
        " AND r.scheme_id = %s AND r.id = %s",
        (scheme_id, report_id),
    )
    if row is None:
        raise NotFound("scheme.no_report")
    return {"id": row[0], "kind": row[1], "at": row[2].isoformat(), "body": row[3]}
