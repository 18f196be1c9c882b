"""Visitors: browsers of which nobody knows whose they are, until somebody identifies themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from zhike.engines.behaviour import counts, people
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, NotFound


@dataclass(frozen=True)
class Visitor:
    """A visitor, and the record they are joined to now."""

    id: int
    record: people.Record | None


def met(tx: db.Transaction, keys: Iterable[str]) -> dict[str, Visitor]:
    """The visitors of these keys; who was never seen is one from now on."""
    wanted = sorted(set(keys))
    if not wanted:
        return {}
    found = _known(tx, wanted)
    new = [one for one in wanted if one not in found]
    if new:
        tx.execute(
            f"INSERT INTO behaviour_visitor (tenant_id, key, at) SELECT {tx.tenant_id}, k, now()"
            " FROM unnest(%s::text[]) AS k ON CONFLICT (tenant_id, key) DO NOTHING",
            (new,),
        )
        found |= _known(tx, new)
    return found


def _known(tx: db.Transaction, keys: list[str]) -> dict[str, Visitor]:
    rows = tx.rows(
        f"SELECT key, id, object, record_id FROM behaviour_visitor WHERE tenant_id = {tx.tenant_id}"
        " AND key = ANY(%s::text[])",
        (keys,),
    )
    return {row[0]: Visitor(row[1], (row[2], row[3]) if row[2] else None) for row in rows}


def join(tx: db.Transaction, actor: Actor, key: str, record: people.Record) -> bool:
    """Take a visitor for a record: all they did and do counts for it. False if that was known.

    Errors: Conflict when they are taken for somebody else: that is split first, or the browser is another visitor now.
    """
    counts.alone(tx)
    visitor = met(tx, [key])[key]
    if visitor.record is not None:
        if people.lead(tx, actor, [visitor.record])[visitor.record] == record:
            return False
        raise Conflict("behaviour.joined")
    name, record_id = record
    tx.execute(
        f"UPDATE behaviour_visitor SET object = %s, record_id = %s WHERE tenant_id = {tx.tenant_id} AND id = %s",
        (name, record_id, visitor.id),
    )
    tx.execute(
        "INSERT INTO behaviour_join (tenant_id, visitor_id, object, record_id, via, by_id, at)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, now())",
        (visitor.id, name, record_id, actor.via, actor.person_id),
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
