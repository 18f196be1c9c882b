"""How sources do, for the administrators who keep them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from zhike.engines.intake.sources import kept
from zhike.kernel import db, read, registry, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import NotFound

_STATES = """SELECT s.id, k.next_at, k.last_at, k.running_at IS NOT NULL OR k.asked_at IS NOT NULL, k.outcome, k.error,
    k.failures, k.template->>'object', coalesce(NOT (t.mapping = k.template->'mapping'
    AND coalesce(t.details, 'null'::jsonb) = k.template->'details'), TRUE), h.header, s.updated_by_id
    FROM intake_importsource s
    JOIN intake_sourcestate k ON k.tenant_id = {tenant} AND k.source = s.id
    LEFT JOIN intake_importtemplate t ON t.tenant_id = {tenant} AND t.id = s.template_id AND t.deleted_at IS NULL
    LEFT JOIN intake_sourcekey h ON h.tenant_id = {tenant} AND h.source = s.id
    WHERE s.tenant_id = {tenant} AND s.deleted_at IS NULL ORDER BY s.id"""
_RUNS = """SELECT r.at, r.outcome, r.name, r.error, r.job, j.state, j.counts FROM intake_sourcerun r
    LEFT JOIN kernel_job j ON j.tenant_id = {tenant} AND j.id = r.job
    WHERE r.tenant_id = {tenant} AND r.source = %s ORDER BY r.number DESC LIMIT 50"""


def states(actor: Actor) -> list[dict[str, Any]]:
    """All sources: when each is read next, and how the last time went."""
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(_STATES.format(tenant=tx.tenant_id))
        people = _people(actor, {row[10] for row in rows if row[10]})
    return [
        {
            "id": row[0], "next_at": _moment(row[1]), "last_at": _moment(row[2]), "running": row[3], "outcome": row[4],
            "error": _error(actor, row[5]), "failures": row[6], "object": row[7], "template_changed": row[8],
            "header": row[9], "person": people.get(row[10]),
        }
        for row in rows
    ]  # fmt: skip


def runs(actor: Actor, source: int) -> list[dict[str, Any]]:
    """What was taken from a source, and what went wrong, newest first."""
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(_RUNS.format(tenant=tx.tenant_id), (source,))
    return [
        {
            "at": _moment(at), "outcome": outcome, "name": name, "error": _error(actor, error),
            "job": job if state else None, "state": state, "counts": counts or {},
        }
        for at, outcome, name, error, job, state, counts in rows
    ]  # fmt: skip


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _error(actor: Actor, sealed: str | None) -> dict[str, str] | None:
    found = kept.error_of(actor.tenant_id, sealed)
    return {"code": found.code, "message": words.say(found.code, actor.language, **found.data)} if found else None


def _people(actor: Actor, ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    found: dict[int, dict[str, Any]] = {}
    for one in ids:
        try:
            found[one] = {"id": one, "title": read.title(actor, registry.people().name, one)}
        except NotFound:  # they have left
            found[one] = {"id": one, "title": None}
    return found
