"""Visitors: browsers of which nobody knows whose they are, until somebody identifies themselves."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from zhike.engines.behaviour import counts, people
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, NotFound


def mark(key: str) -> str:
    """How events name a visitor: without looking anything up, as most visitors are never known."""
    return blake2b(key.encode(), digest_size=16).hexdigest()


def known(tx: db.Transaction, marks: Iterable[str]) -> dict[str, people.Record]:
    """Those of some visitors who are joined to a record now."""
    rows = tx.rows(
        f"SELECT mark, object, record_id FROM behaviour_visitor WHERE tenant_id = {tx.tenant_id}"
        " AND mark = ANY(%s::uuid[]) AND object IS NOT NULL",
        (f"{{{','.join(marks)}}}",),
    )
    return {row[0].hex: (row[1], row[2]) for row in rows}


def join(tx: db.Transaction, actor: Actor, key: str, record: people.Record) -> bool:
    """Take a visitor for a record: all they did and do counts for it. False if that was known.

    Errors: Conflict when they are taken for somebody else: that is split first, or the browser is another visitor now.
    """
    counts.alone(tx)
    own, (name, record_id) = mark(key), record
    before = known(tx, [own]).get(own)
    if before is not None:
        if people.lead(tx, actor, [before])[before] == record:
            return False
        raise Conflict("behaviour.joined")
    row = tx.one(
        "INSERT INTO behaviour_visitor AS v (tenant_id, mark, key, object, record_id, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, now()) ON CONFLICT (tenant_id, mark)"
        " DO UPDATE SET object = excluded.object, record_id = excluded.record_id RETURNING id",
        (own, key, name, record_id),
    )
    assert row is not None
    tx.execute(
        "INSERT INTO behaviour_join (tenant_id, visitor_id, object, record_id, via, by_id, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, now())",
        (row[0], name, record_id, actor.via, actor.person_id),
    )
    counts.anew(tx, name, [record_id])
    return True


def split(tx: db.Transaction, actor: Actor, object_name: str, record_id: int, visitor_id: int) -> None:
    """Take a visitor for nobody again: what they did no longer counts for the record. Errors: NotFound."""
    counts.alone(tx)
    parts = people.parts(tx, object_name, record_id)
    done = tx.execute(
        f"UPDATE behaviour_visitor SET object = NULL, record_id = NULL WHERE tenant_id = {tx.tenant_id} AND id = %s"
        " AND object = %s AND record_id = ANY(%s::bigint[])",
        (visitor_id, object_name, parts),
    )
    if not done.rowcount:
        raise NotFound("behaviour.not_joined")
    tx.execute(
        f"UPDATE behaviour_join SET split_at = now(), split_by_id = %s WHERE tenant_id = {tx.tenant_id}"
        " AND visitor_id = %s AND split_at IS NULL",
        (actor.person_id, visitor_id),
    )
    counts.anew(tx, object_name, [record_id])


def history(tx: db.Transaction, object_name: str, record_id: int) -> list[dict[str, Any]]:
    """Who was and is taken for a record, the latest first."""
    rows = tx.rows(
        "SELECT j.visitor_id, v.key, j.via, j.at, j.by_id, j.split_at, v.at FROM behaviour_join j"
        f" JOIN behaviour_visitor v ON v.tenant_id = {tx.tenant_id} AND v.id = j.visitor_id"
        f" WHERE j.tenant_id = {tx.tenant_id} AND j.object = %s AND j.record_id = ANY(%s::bigint[])"
        " ORDER BY j.id DESC LIMIT 200",
        (object_name, people.parts(tx, object_name, record_id)),
    )
    names = ("id", "key", "via", "joined_at", "by", "split_at", "seen_at")
    return [dict(zip(names, (row[0], f"…{row[1][-6:]}", *row[2:]), strict=True)) for row in rows]
