"""Seeing a masked value whole: a right of its own, counted, and written down for the owner of the record to read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import orjson

from zhike.access import audit
from zhike.kernel import db, read, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Forbidden, Malformed, NotFound, Refused, TooMany
from zhike.kernel.read import columns, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql, joined

KIND = "secret.revealed"
LONGEST_REASON = 300
PAGE = 50
HOUR = 3600  # seconds


@dataclass(frozen=True)
class Revealed:
    """One time that somebody looked."""

    id: int
    at: str
    by: dict[str, Any] | None
    object: str
    label: str
    record: dict[str, Any]
    field: str
    field_label: str
    reason: str | None


def reveal(actor: Actor, name: str, record_id: int, field: str, reason: str) -> Any:
    """The value of a field that the actor sees masked.

    Errors: NotFound, Forbidden, Malformed for a field that is not masked, Refused without a reason, TooMany.
    """
    spec = specs.of(actor, name)
    read.record(actor, name, record_id)
    scope.need(actor, "reveal", spec)
    if field not in columns.masked(actor, spec):
        raise Malformed("reveal.not_masked", field=field[:60])
    if field in actor.on(name).shut:
        raise Forbidden("reveal.denied", field=spec.fields[field].label(actor.language))
    if not read.reaches(actor, name, record_id, "reveal"):
        raise Forbidden("right.out_of_scope")
    asked = actor.on(name).reveal
    if asked.reason and not reason.strip():
        raise Refused({"reason": Fault("reveal.reason_missing")})
    if len(reason) > LONGEST_REASON:
        raise Refused({"reason": Fault("text.too_long", {"max": LONGEST_REASON, "length": len(reason)})})
    with db.transaction(actor.tenant_id) as tx:
        _count(tx, actor, asked.hourly)
        value = orjson.loads(read.record(_unmasked(actor, name, field), name, record_id))[field]
        told = {"object": name, "record": record_id, "field": field, "reason": reason.strip() or None}
        audit.note(actor.tenant_id, KIND, audit.Asked.by(actor), **told)
    return value


def _unmasked(actor: Actor, name: str, field: str) -> Actor:
    rights = actor.on(name)
    seen = replace(rights, masked=rights.masked - {field}, clear=rights.clear | {field})
    return replace(actor, rights={**actor.rights, name: seen})


def _count(tx: db.Transaction, actor: Actor, hourly: int) -> None:
    """Refuse when there were as many in the last hour as there may be; those who look at once wait for each other."""
    tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.reveal.{actor.person_id}",))
    row = tx.one(
        f"SELECT count(*) FROM access_auditentry WHERE tenant_id = {tx.tenant_id} AND kind = %s AND person_id = %s"
        " AND at > now() - interval '1 hour'",
        (KIND, actor.person_id),
    )
    if row and row[0] >= hourly:
        raise TooMany("reveal.too_many", most=hourly, seconds=HOUR)


def listed(actor: Actor, *, after: int | None = None) -> dict[str, Any]:
    """Who looked at what, newest first: of the records that the actor owns; an administrator sees all."""
    people = registry.people()
    name = people.fields[people.title].sql("p")
    whose = Sql("TRUE") if actor.admin else _owned(actor)
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT e.id, e.at, e.person_id, {name}, e.data FROM access_auditentry e"
            f' LEFT JOIN "{people.table}" p ON p.tenant_id = {tx.tenant_id} AND p.id = e.person_id'
            f" WHERE e.tenant_id = {tx.tenant_id} AND e.kind = %s AND (%s::bigint IS NULL OR e.id < %s)"
            f" AND {whose.text} ORDER BY e.id DESC LIMIT {PAGE + 1}",
            (KIND, after, after, *whose.params),
        )
    found = [_told(actor, *row) for row in rows[:PAGE]]
    return {"rows": found, "next": str(found[-1].id) if len(rows) > PAGE else None}


def _owned(actor: Actor) -> Sql:
    """Of objects that have owners: the records of the actor."""
    parts = [
        Sql(
            f"(e.data->>'object' = '{spec.name}' AND EXISTS (SELECT 1 FROM \"{spec.table}\" t WHERE"
            f" t.tenant_id = {actor.tenant_id} AND t.id = (e.data->>'record')::bigint"
            f" AND {spec.fields[spec.owner].sql('t')} = %s))",
            (actor.person_id,),
        )
        for spec in specs.all_of(actor).values()
        if spec.owner and not spec.shape.settings
    ]
    return joined(parts, " OR ").wrapped("(", ")") if parts else Sql("FALSE")


def _told(actor: Actor, entry: int, at: Any, person: int | None, title: str | None, data: dict[str, Any]) -> Revealed:
    spec: ObjectSpec | None = specs.all_of(actor).get(data["object"])
    field = spec.fields.get(data["field"]) if spec else None
    try:
        record = read.title(actor, data["object"], data["record"]) if spec else f"#{data['record']}"
    except (NotFound, Forbidden):
        record = f"#{data['record']}"
    return Revealed(
        id=entry,
        at=at.isoformat(),
        by=None if person is None else {"id": person, "title": title},
        object=data["object"],
        label=spec.label(actor.language) if spec else data["object"],
        record={"id": data["record"], "title": record},
        field=data["field"],
        field_label=field.label(actor.language) if field else data["field"],
        reason=data.get("reason"),
    )
