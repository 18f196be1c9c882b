"""Asking to be let into the team of a record that one met at entry and may not see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from zhike.access import team
from zhike.engines.duplicates import entry, telling
from zhike.engines.duplicates import layout as layouts
from zhike.kernel import db, read, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from zhike.kernel.read import Query, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

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
    found: list[db.Row] = []
    with db.transaction(actor.tenant_id) as tx:
        for spec in specs.all_of(actor).values():
            if layouts.of(spec) is not None:
                found += _of_object(tx, actor, spec)
        found = sorted(found, reverse=True)[:MOST]
        titles = {name: _titles(actor, name, found) for name in {row[1] for row in found}}
    return [_shown(actor, row, titles[row[1]]) for row in found]


def _of_object(tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> list[db.Row]:
    """Those for records of one object, the newest first."""
    people = registry.people()
    theirs = Sql("r.person_id = %s", (actor.person_id,))
    if actor.may("update", spec.name):  # whoever may change a record says who is in its team
        changed = scope.living(actor, spec, "t", "update", Compiler(actor))
        theirs += changed.wrapped(
            f""" OR (r.state = 'waiting' AND EXISTS (SELECT 1 FROM "{spec.table}" t WHERE t.id = r.record_id AND """,
            "))",
        )
    statement = theirs.wrapped(
        f"SELECT r.id, r.object, r.record_id, r.person_id, {people.fields[people.title].sql('p')}, r.reason, r.at,"
        f' r.state FROM duplicates_joinrequest r JOIN "{people.table}" p ON p.tenant_id = {tx.tenant_id}'
        f" AND p.id = r.person_id WHERE r.tenant_id = {tx.tenant_id} AND r.object = '{spec.name}' AND (",
        f") ORDER BY r.id DESC LIMIT {MOST}",
    )
    return tx.rows(statement.text, statement.params)


def _titles(actor: Actor, name: str, rows: Sequence[db.Row]) -> dict[int, str]:
    """How the records are called that the actor sees."""
    if not actor.may("read", name):
        return {}
    title = specs.of(actor, name).title
    ids = tuple({row[2] for row in rows if row[1] == name})
    found = map(orjson.loads, read.page(actor, name, Query(ids=ids, columns=(title,), limit=MOST, count=False)).rows)
    return {one["id"]: str(one[title] or f"#{one['id']}") for one in found}


def _shown(actor: Actor, row: db.Row, titles: Mapping[int, str]) -> dict[str, Any]:
    request_id, name, record_id, person_id, person, reason, at, state = row
    mine = person_id == actor.person_id
    seen = not mine or record_id in titles
    return {
        "id": request_id,
        "object": name,
        "record": {"id": record_id, "title": titles.get(record_id, f"#{record_id}")} if seen else None,
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
