"""Who was in which class when: of one record, and of all between two dates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from zhike.engines.classification.schemes import stored, why
from zhike.engines.classification.schemes.definition import Class
from zhike.kernel import db, read, registry
from zhike.kernel.actor import Actor

Json = dict[str, Any]


def of_record(tx: db.Transaction, actor: Actor, object_name: str, record_id: int) -> list[Json]:
    """The classes of a record: now, with score, since when and whether by hand, and what they were before."""
    found = []
    published = stored.published(tx)
    for one in stored.schemes(tx, object_name).values():
        version = published.get(one.id)
        labels = _labels(tx, one.id)
        now = tx.one(
            "SELECT p.class, p.score, p.since, p.until, p.reason, p.by_id FROM classification_place p"
            f" WHERE p.tenant_id = {tx.tenant_id} AND p.scheme_id = %s AND p.record_id = %s",
            (one.id, record_id),
        )
        before = tx.rows(
            "SELECT s.class, s.since, s.ended, s.next_class FROM classification_stay s"
            f" WHERE s.tenant_id = {tx.tenant_id} AND s.scheme_id = %s AND s.record_id = %s"
            " ORDER BY s.id DESC LIMIT 50",
            (one.id, record_id),
        )
        found.append(
            {
                "scheme": {"id": one.id, "title": one.label(actor.language)},
                "kind": one.kind,
                "now": _now(actor, labels, now) if now else None,
                "why": why.of_record(tx, actor, one, version, record_id) if version else None,
                "plays": _plays(actor, one, version, now[0]) if version and now else [],
                "before": [
                    {
                        **_named(actor, labels, code),
                        "since": since.isoformat(),
                        "ended": ended.isoformat(),
                        "next": then,
                    }
                    for code, since, ended, then in before
                ],
            }
        )
    return found


def _now(actor: Actor, labels: dict[str, Class], row: db.Row) -> Json:
    code, score, since, until, reason, by_id = row
    return {
        **_named(actor, labels, code),
        "score": score,
        "since": since.isoformat(),
        "override": _by_hand(actor, until, reason, by_id),
    }


def _plays(actor: Actor, one: stored.Scheme, version: stored.Version, code: str) -> list[Json]:
    """What is to be done with records of a class."""
    definition = stored.understood(actor, one, version)
    return [
        {"title": each.title, "content": each.content, "task": each.task}
        for each in (definition.plays if definition else ())
        if each.code == code
    ]


def _by_hand(actor: Actor, until: datetime | None, reason: str | None, by_id: int | None) -> Json | None:
    """Who put a record there, why and until when, while that lasts."""
    if reason is None or (until is not None and until <= datetime.now(UTC)):
        return None
    by = {"id": by_id, "title": read.title(actor, registry.people().name, by_id)} if by_id else None
    return {"until": until and until.isoformat(), "reason": reason, "by": by}


def _labels(tx: db.Transaction, scheme_id: int) -> dict[str, Class]:
    """The classes that any version of a scheme had; the newest word for each."""
    found: dict[str, Class] = {}
    for version in stored.versions(tx, scheme_id):
        for one in version.classes:
            found.setdefault(one.code, one)
    return found


def _named(actor: Actor, labels: dict[str, Class], code: str | None) -> Json:
    one = labels.get(code or "")
    return {"class": code, "label": one.label(actor.language) if one else code, "color": one.color if one else None}


def moves(
    tx: db.Transaction, scheme_id: int, first: datetime, last: datetime
) -> list[tuple[str | None, str | None, int]]:
    """How many records were in which class at one moment and at a later one: (then, later, count).

    Who has not moved since the first moment is in the same class at both; only the others' stays are looked at.
    """
    tenant, own = tx.tenant_id, int(scheme_id)
    stay = (
        f"(SELECT s.class FROM classification_stay s WHERE s.tenant_id = {tenant} AND s.scheme_id = {own}"
        " AND s.record_id = r.record_id AND s.since <= %s AND s.ended > %s LIMIT 1)"
    )
    place = (
        f"(SELECT p.class FROM classification_place p WHERE p.tenant_id = {tenant} AND p.scheme_id = {own}"
        " AND p.record_id = r.record_id AND p.since <= %s)"
    )
    rows = tx.rows(
        "WITH r AS (SELECT DISTINCT s.record_id FROM classification_stay s"
        f" WHERE s.tenant_id = {tenant} AND s.scheme_id = {own} AND s.ended > %s),"
        f" x AS (SELECT coalesce({stay}, {place}) AS a, coalesce({stay}, {place}) AS b FROM r"
        " UNION ALL SELECT CASE WHEN p.since <= %s THEN p.class END, p.class FROM classification_place p"
        f" WHERE p.tenant_id = {tenant} AND p.scheme_id = {own} AND p.since <= %s"
        " AND NOT EXISTS (SELECT 1 FROM r WHERE r.record_id = p.record_id))"
        " SELECT a, b, count(*) FROM x WHERE a IS NOT NULL OR b IS NOT NULL GROUP BY a, b ORDER BY a, b",
        (first, first, first, first, last, last, last, first, last),
    )
    return [(row[0], row[1], row[2]) for row in rows]
