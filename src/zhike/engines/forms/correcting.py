"""Corrections of one's own record: what is asked for at once is written, what needs approval waits, each by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from zhike.engines.forms import self_links
from zhike.engines.forms.self_links import NOW, SEEN, Opened
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Malformed, NotFound, Refused
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import columns
from zhike.kernel.secrets import vault
from zhike.kernel.spec import FieldSpec
from zhike.kernel.values import Bad
from zhike.kernel.write import write

PLACE = b"correction"
QUESTION = "q."
PAGE = 50


@dataclass
class Asked:
    """What somebody wants their record to say."""

    values: dict[str, Any] = field(default_factory=dict)  # of the fields that they changed
    faults: dict[str, Fault] = field(default_factory=dict)


def shown(link: Opened) -> dict[str, Any]:
    """The record as its person sees it. Errors: self_links.Over when it is gone."""
    try:
        found: dict[str, Any] = orjson.loads(read.record(link.actor, link.spec.name, link.record_id))
    except NotFound as error:
        raise self_links.Over from error
    return found


def asked(link: Opened, raw: Mapping[str, Sequence[str]]) -> Asked:
    """What was changed on the page. Errors: Malformed for what the page does not ask."""
    fields = {one.name: one for one in link.fields() if link.rules[one.name] != SEEN}
    known = {QUESTION + name for name in fields} | {"lang"}
    wrong = next((name for name in raw if name not in known), None)
    if wrong is not None:
        raise Malformed("request.unknown_member", name=wrong[:60])
    now, found = shown(link), Asked()
    for name, one in fields.items():
        given = [text for text in raw.get(QUESTION + name, ()) if text.strip()]
        _take(link, one, given, now.get(name), found)
    return found


def _take(link: Opened, one: FieldSpec, given: list[str], now: Any, found: Asked) -> None:
    kind, masked = one.kind.kind, one.name in columns.masked(link.actor, link.spec)
    if len(given) > 1 and kind != "choices":
        raise Malformed("request.repeated_parameter", name=one.name)
    if kind == "boolean":
        value: Any = bool(given)
        now = bool(now)
    elif not given:
        if masked or now in (None, []):  # nothing was typed over what is shown in part
            return
        if one.required or not one.nullable:
            found.faults[one.name] = Fault("field.missing")
            return
        value = None
    else:
        try:
            parsed = one.kind.parse(given if kind == "choices" else given[0], specs.context(link.actor, link.spec))
            value = one.kind.dump(parsed)
            now = (
                now
                if masked or now is None
                else one.kind.dump(one.kind.parse(now, specs.context(link.actor, link.spec)))
            )
        except Bad as bad:
            found.faults[one.name] = Fault(bad.code, bad.data)
            return
    if masked or value != now:
        found.values[one.name] = value


def correct(tx: db.Transaction, link: Opened, values: Mapping[str, Any]) -> bool:
    """Take the corrections and use the link up; whether some of them wait for somebody."""
    at_once = {name: value for name, value in values.items() if link.rules[name] == NOW}
    waiting = {name: value for name, value in values.items() if link.rules[name] != NOW}
    if at_once and not _written(link, at_once):
        waiting |= at_once  # the record does not take them: whoever looks at them sees why
    for name, value in waiting.items():
        sealed = vault.of(tx.tenant_id).own.seal(PLACE, orjson.dumps(value).decode())
        tx.execute(
            "INSERT INTO forms_correction (tenant_id, link_id, object, record_id, field, value, state, at)"
            f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, 'waiting', now())",
            (link.id, link.spec.name, link.record_id, name, sealed),
        )
    self_links.use(tx, link.id)
    return bool(waiting)


def _written(link: Opened, values: Mapping[str, Any]) -> bool:
    why = Why(reason=f"self-service {link.id}")
    try:
        result = write(link.actor, link.spec.name, [{"id": link.record_id, **values}], mode="update", why=why)
    except (Conflict, Refused, Malformed):
        return False
    return not result.refused


def listed(actor: Actor, after: int | None) -> dict[str, Any]:
    """Corrections that wait, newest first, of records that the actor may change."""
    names = [one.name for one in specs.all_of(actor).values() if one.shape.personal and actor.may("update", one.name)]
    beyond, given = ("", []) if after is None else (" AND id < %s", [after])
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT id, object, record_id, field, value, at FROM forms_correction WHERE tenant_id = {tx.tenant_id}"
            f" AND state = 'waiting' AND object = ANY(%s::text[]){beyond} ORDER BY id DESC LIMIT {PAGE + 1}",
            (names, *given),
        )
        found = [told for row in rows[:PAGE] if (told := _told(tx, actor, row)) is not None]
    return {"rows": found, "next": str(rows[PAGE - 1][0]) if len(rows) > PAGE else None}


def _told(tx: db.Transaction, actor: Actor, row: db.Row) -> dict[str, Any] | None:
    """A correction beside what stands there; None when the actor may not change the record or see the field."""
    correction_id, name, record_id, field_name, sealed, at = row
    spec = specs.of(actor, name)
    one = next((field for field in columns.visible(actor, spec) if field.name == field_name), None)
    if one is None or not read.reaches(actor, name, record_id, "update"):
        return None
    value = orjson.loads(vault.of(tx.tenant_id).own.open(PLACE, sealed))
    masked = field_name in columns.masked(actor, spec)
    record = orjson.loads(read.record(actor, name, record_id))
    return {
        "id": correction_id,
        "object": name,
        "record": {"id": record_id, "title": read.title(actor, name, record_id)},
        "field": field_name,
        "before": record.get(field_name),
        "after": columns.masked_value(one, value) if masked else value,
        "at": at.isoformat(),
    }


def decide(actor: Actor, correction_id: int, *, accept: bool) -> dict[str, Any]:
    """Take a correction over, in the actor's name, or leave it. Errors: NotFound, Forbidden, Conflict, Refused."""
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            "SELECT id, object, record_id, field, value, at, state, link_id FROM forms_correction"
            f" WHERE tenant_id = {tx.tenant_id} AND id = %s FOR UPDATE",
            (correction_id,),
        )
        if row is None or (row[6] == "waiting" and _told(tx, actor, row[:6]) is None):
            raise NotFound("record.not_found")
        if row[6] != "waiting":
            raise Conflict("answer.decided")
        _, name, record_id, field_name, sealed, _, _, link_id = row
        if accept:
            value = orjson.loads(vault.of(tx.tenant_id).own.open(PLACE, sealed))
            changed = [{"id": record_id, field_name: value}]
            result = write(actor, name, changed, mode="update", why=Why(reason=f"self-service {link_id}"))
            if result.refused:
                raise Refused(result.refused[0].faults)
        tx.execute(
            "UPDATE forms_correction SET state = %s, value = NULL, decided_at = now(), decided_by = %s"
            f" WHERE tenant_id = {tx.tenant_id} AND id = %s",
            ("accepted" if accept else "refused", actor.person_id, correction_id),
        )
    return {"id": correction_id}
