"""Asking to be let into the team of a record that one met at entry and may not see."""

from __future__ import annotations

from typing import Any

from zhike.access import team
from zhike.engines.duplicates import entry, telling
from zhike.engines.duplicates import layout as layouts
from zhike.kernel import db, read, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Forbidden, Malformed, NotFound

LONGEST = 500
MOST = 50
HOURLY = 20  # requests of one person


def ask(actor: Actor, object_name: str, handle: str, reason: str) -> int:
    """Ask for a record; gives the request. Errors: Malformed, NotFound, Forbidden, Conflict."""
    record_id = telling.meant(actor, object_name, handle)
    if len(reason) > LONGEST:
        raise Malformed("request.wrong_member", name="reason")
    with db.transaction(actor.tenant_id) as tx:
        layout = layouts.of(specs.of(actor, object_name))
        if layout is None or not any(one.join for one in entry.rules(tx, actor, object_name)):
            raise Forbidden("duplicates.no_joining")
        told = telling.records(tx, actor, layout, [record_id])
        if record_id not in told:
            raise NotFound("record.not_found")
        tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.join.{actor.person_id}",))
        waiting, lately = tx.rows(
            "SELECT count(*) FILTER (WHERE state = 'waiting' AND object = %s AND record_id = %s),"
            " count(*) FILTER (WHERE at > now() - interval '1 hour') FROM duplicates_joinrequest"
            f" WHERE tenant_id = {tx.tenant_id} AND person_id = %s",
            (object_name, record_id, actor.person_id),
        )[0]
        if told[record_id].visible or waiting:
            raise Conflict("duplicates.asked_already")
        if lately >= HOURLY:
            raise Conflict("duplicates.asked_too_often", most=HOURLY)
        row = tx.one(
            "INSERT INTO duplicates_joinrequest (tenant_id, object, record_id, person_id, reason, at, state)"
            f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, now(), 'waiting') RETURNING id",
            (object_name, record_id, actor.person_id, reason.strip()),
        )
    assert row is not None
    return int(row[0])


def listed(actor: Actor) -> list[dict[str, Any]]:
    """The requests that wait for this actor: for records that they may change; and those that they made themselves."""
    people = registry.people()
    title = people.fields[people.title].sql("p")
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT r.id, r.object, r.record_id, r.person_id, {title}, r.reason, r.at, r.state"
            f' FROM duplicates_joinrequest r JOIN "{people.table}" p ON p.tenant_id = {tx.tenant_id}'
            f" AND p.id = r.person_id WHERE r.tenant_id = {tx.tenant_id}"
            " AND (r.state = 'waiting' OR r.person_id = %s) ORDER BY r.id DESC LIMIT 500",
            (actor.person_id,),
        )
        found = [_shown(actor, row) for row in rows]
    return [one for one in found if one is not None][:MOST]


def _shown(actor: Actor, row: db.Row) -> dict[str, Any] | None:
    request_id, name, record_id, person_id, person, reason, at, state = row
    if name not in specs.all_of(actor):
        return None
    mine = person_id == actor.person_id
    decides = not mine and state == "waiting" and _decides(actor, name, record_id)
    if not (mine or decides):
        return None
    seen = decides or (actor.may("read", name) and read.reaches(actor, name, record_id, "read"))
    return {
        "id": request_id,
        "object": name,
        "record": {"id": record_id, "title": read.title(actor, name, record_id)} if seen else None,
        "person": {"id": person_id, "title": person},
        "reason": reason,
        "at": at.isoformat(),
        "state": state,
        "mine": mine,
    }


def answer(actor: Actor, request_id: int, *, accept: bool) -> None:
    """Let somebody into the team, to read and to change; or refuse. Errors: NotFound, Conflict."""
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f"SELECT object, record_id, person_id, state FROM duplicates_joinrequest WHERE tenant_id = {tx.tenant_id}"
            " AND id = %s FOR UPDATE",
            (request_id,),
        )
        if row is None or not _decides(actor, row[0], row[1]):
            raise NotFound("duplicates.no_request")
        if row[3] != "waiting":
            raise Conflict("duplicates.answered_already")
        if accept:
            team.put(actor, row[0], row[1], row[2], "update", None)
        tx.execute(
            "UPDATE duplicates_joinrequest SET state = %s, by_id = %s, answered_at = now()"
            f" WHERE tenant_id = {tx.tenant_id} AND id = %s",
            ("accepted" if accept else "refused", actor.person_id, request_id),
        )


def _decides(actor: Actor, name: str, record_id: int) -> bool:
    """Whoever may change a record says who is in its team."""
    return actor.may("update", name) and read.reaches(actor, name, record_id, "update")
