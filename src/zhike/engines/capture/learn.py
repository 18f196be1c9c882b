"""From what happens to suggestions: what is written of a person tells a new phone, an address, a position."""

from __future__ import annotations

import re
from typing import Any

import orjson

from zhike.access import tenants
from zhike.engines.capture import decide, fields, kept
from zhike.engines.capture.fields import Filled
from zhike.engines.capture.reading import read as reading
from zhike.kernel import db, events, read, specs
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import NotFound
from zhike.kernel.events import Event
from zhike.kernel.read import Query
from zhike.kernel.spec import ObjectSpec

SUBSCRIBER = "capture.suggestions"
MOST_AT_ONCE = 100  # records of one event: more are an import of what was, not something that happens
_CONTACTS = 200  # people of a company who are looked for in a text
_SURE = 0.8
_ROLES = frozenset(
    (
        "phone",
        "email",
        "url",
        "region",
        "birthday",
        "wechat",
        "qq",
        "fax",
        "address",
        "position",
        "department",
        "postcode",
    )
)
_ADDED = frozenset(("phone", "email"))  # a second one is news, too, as long as there is room
_CHANGED = re.compile(
    r"新(?:的)?(?:手机|电话|号码?|邮箱|微信|地址|职务|职位|办公)|换(?:了|成|号|到|手机|电话|岗)|改(?:成|为|了|用)"
    r"|搬(?:到|了|家)|变更|更换|升(?:任|职|为)|\bnew (?:phone|number|mobile|e-?mail|address|office|position|title)"
    r"|\b(?:has |have )?(?:changed|moved)\b|\bnow (?:at|on)\b",
    re.IGNORECASE,
)


def run_all() -> None:
    """Learn from what happened in every company since the last time."""
    for tenant_id in tenants.ids():
        run(tenant_id)


def run(tenant_id: int) -> None:
    """The same for one company."""
    while events.deliver(tenant_id, SUBSCRIBER, _hear, limit=50):
        pass


def _hear(tx: db.Transaction, some: list[Event]) -> None:
    actor = system(tx.tenant_id, via="suggestion")
    known = specs.all_of(actor)
    for event in some:
        spec = known.get(event.object)
        if spec is None:
            continue
        if event.verb in ("erase", "purge"):
            kept.forget(tx, event.object, event.ids)
        elif texts := _news(event, spec):
            for record_id in event.ids:
                _learn(tx, actor, spec, record_id, texts)


def _news(event: Event, spec: ObjectSpec) -> list[str]:
    """The texts that somebody has just written; none for what is not read."""
    texts = _texts(spec) if len(event.ids) <= MOST_AT_ONCE else []
    told = event.verb == "create" or (event.verb == "update" and event.fields & set(texts))
    return texts if told else []


def _texts(spec: ObjectSpec) -> list[str]:
    """The long texts of what stands in the timeline of another record; of other objects none."""
    return [one.name for one in spec.own_fields if one.kind.kind == "long_text"] if spec.shape.timeline else []


def _learn(tx: db.Transaction, actor: Actor, spec: ObjectSpec, record_id: int, texts: list[str]) -> None:
    """Suggestions from one record, for the one whom it tells of."""
    try:
        row = orjson.loads(read.record(actor, spec.name, record_id))
    except NotFound:  # deleted since
        return
    text = "\n".join(row[name] for name in texts if row.get(name))[: reading.LONGEST]
    target = _target(actor, spec, row, text) if text.strip() else None
    if target is None:
        return
    to, target_id = target
    try:
        now = orjson.loads(read.record(actor, to.name, target_id))
    except NotFound:
        return
    page = reading.read(text)
    sure = [one for one in page.found if one.role in _ROLES and one.confidence >= _SURE]
    for one in fields.fill(actor, to, sure):
        name = _field(actor, to, now, one, changed=_CHANGED.search(text) is not None)
        if name is None:
            continue
        first, last = page.plain.span(one.finding.start, one.finding.end)
        made = kept.put(
            tx, (to.name, target_id), name, one.field.kind, one.value, text[first:last], one.confidence,
            (spec.name, record_id),
        )  # fmt: skip
        if made:
            decide.by_rule(tx, actor, to, target_id, made, blank=now.get(name) in (None, ""))


def _target(actor: Actor, spec: ObjectSpec, row: dict[str, Any], text: str) -> tuple[ObjectSpec, int] | None:
    """Whom a record tells of: the person it names as such, the only one of their people named in the text, or they."""
    linked: list[tuple[ObjectSpec, int]] = []
    for field in spec.link_fields:
        if field.kind.kind == "link" and field.to and isinstance(link := row.get(field.name), dict):
            to = specs.of(actor, field.to)
            if to.shape.personal:
                linked.append((to, link["id"]))
    whole = next((one for one in linked if not one[0].shape.follows), None)
    direct = next((one for one in linked if one[0].shape.follows), None)
    if direct or whole is None:
        return direct
    named = _named(actor, *whole, text)
    return whole if not named else named[0] if len(named) == 1 else None


def _named(actor: Actor, spec: ObjectSpec, record_id: int, text: str) -> list[tuple[ObjectSpec, int]]:
    """The people of a company whose names stand in a text."""
    found = []
    for back in spec.backlinks.values():
        other = specs.of(actor, back.object)
        if not (other.shape.personal and other.shape.follows == back.field):
            continue
        where = {"field": back.field, "op": "is", "value": record_id}
        query = Query(where=where, columns=(other.title,), limit=_CONTACTS, count=False)
        people = map(orjson.loads, read.page(actor, other.name, query).rows)
        found += [(other, one["id"]) for one in people if _named_in(one.get(other.title), text)]
    return found


def _named_in(name: object, text: str) -> bool:
    return isinstance(name, str) and len(name) > 1 and name in text


def _field(actor: Actor, spec: ObjectSpec, now: dict[str, Any], one: Filled, *, changed: bool) -> str | None:
    """The field that a value is news for; None when it is none, or would push out what nobody called changed."""
    role = fields.role(one.field)
    alike = [other for other in fields.writable(actor, spec) if fields.role(other) == role]
    held = [now.get(other.name) for other in alike]
    if one.value in held:
        return None
    if changed:
        return alike[0].name
    free = [other.name for other, value in zip(alike, held, strict=True) if value in (None, "")]
    return free[0] if free and (role in _ADDED or len(free) == len(alike)) else None
