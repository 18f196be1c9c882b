"""Behaviour over HTTP: events in for whoever may import records of people, events of a record for whoever sees it."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from zhike.engines.behaviour import given, identity, intake, people, shown, sites, visitors
from zhike.engines.behaviour.given import Wrong
from zhike.engines.connect import answers, asked, errors
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    ID,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    MOMENT,
    NATURAL,
    TEXT,
    YES_NO,
    by_name,
    many,
    maybe,
    members,
)
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed, Refused
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec

LARGEST = 8 * 1024 * 1024  # bytes of a batch
MOST_ROWS = 200  # of a page
# Not as a moment: what is none costs its event, not the batch.
_AT = {**TEXT, "description": "A moment with its zone (RFC 3339)."}
_FAULT = members(code=TEXT, message=TEXT)
_WHO = members(optional={"object": TEXT, "id": ID, "code": TEXT, "visitor": TEXT}, more=False)
_EVENT = members(
    id=TEXT, kind=TEXT, at=_AT, who=_WHO, more=False,
    optional={"on": {"anyOf": [members(object=TEXT, id=ID, more=False), TEXT]}, "properties": by_name(ANY)},
)  # fmt: skip
BATCH = Told(
    body=members(events={**many(_EVENT), "maxItems": intake.MOST}, optional={"sent_at": MOMENT}, more=False),
    answer=members(
        counts=members(taken=NATURAL, repeated=NATURAL, refused=NATURAL),
        errors=many(members(index=NATURAL, id=MAYBE_TEXT, fields=by_name(_FAULT))),
    ),
    errors=(403, 413), once=True,
)  # fmt: skip
IDENTIFY = Told(
    body=members(visitor=TEXT, who=_WHO, more=False), answer=members(object=TEXT, id=ID, joined=YES_NO),
    errors=(403, 404, 409, 422), once=True,
)  # fmt: skip
_ROW = members(
    key=TEXT, at=MOMENT, kind=MAYBE_TEXT, label=MAYBE_TEXT,
    on={"anyOf": [members(object=TEXT, id=ID), TEXT, {"type": "null"}]}, properties=by_name(ANY), visitor=YES_NO,
)  # fmt: skip
EVENTS = Told(
    query=(
        parts.EMPTY_PAGE_CURSOR, parts.limit(MOST_ROWS, shown.PAGE),
        parts.parameter("kinds", TEXT, "Codes of kinds, with commas between; all without it."),
    ),
    answer=members(rows=many(_ROW), next=MAYBE_TEXT), errors=(403, 404),
)  # fmt: skip
_VISITOR = members(
    id=ID, key=TEXT, via=TEXT, joined_at=MOMENT, by=maybe(ID), split_at=MAYBE_MOMENT, seen_at=MOMENT
)  # fmt: skip
VISITORS = Told(answer=members(rows=many(_VISITOR)), errors=(403, 404))
SPLIT = Told(answer=members(rows=many(_VISITOR)), errors=(403, 404), once=True)
TOKEN = Told(answer=members(token=TEXT, until=MOMENT), status=201, errors=(403, 404))
SNIPPET = Told(answer=members(public_id=TEXT, path=TEXT, script=TEXT), errors=(403, 404))


def _personal(spec: ObjectSpec) -> bool:
    return bool(spec.shape.personal)


def _need_import(actor: Actor, name: str) -> None:
    """What comes in as events comes in for records of people. Errors: Forbidden."""
    scope.need(actor, "import", specs.of(actor, name))


@general("POST", "/events/batch", "events_batch", BATCH)
def batch(request: HttpRequest) -> HttpResponse:
    """Take behaviour events, at most 1,000: each is stored once, by its id; what is wrong with one costs no other."""
    actor = asked.actor(request)
    body = asked.body(request, most=LARGEST, nul=True)
    _need_import(actor, people.default())
    asked.only(body, frozenset({"events", "sent_at"}))
    raw = body.get("events")
    if not isinstance(raw, list):
        raise Malformed("request.wrong_member", name="events")
    if len(raw) > intake.MOST:
        raise Malformed("behaviour.too_many", most=intake.MOST)
    try:
        sent_at = given.moment(body["sent_at"], "sent_at") if body.get("sent_at") is not None else None
    except Wrong as wrong:
        raise Refused({wrong.field: wrong.fault}) from wrong
    nul = b"\\u0000" in request.body
    return once(
        request, actor, lambda: answers.value(_told(actor, raw, intake.take(actor, raw, sent_at=sent_at, nul=nul)))
    )


def _told(actor: Actor, raw: list[Any], taken: intake.Taken) -> dict[str, Any]:
    return {
        "counts": {"taken": taken.new, "repeated": taken.before, "refused": len(taken.wrong)},
        "errors": [
            {"index": index, "id": _id(raw[index]), "fields": errors.faults({name: fault}, actor.language)}
            for index, (name, fault) in sorted(taken.wrong.items())
        ],
    }


def _id(raw: Any) -> str | None:
    """The id of an event, as far as it can be told back."""
    said = raw.get("id") if isinstance(raw, dict) else None
    return said[: given.LONGEST_ID].replace("\0", "?") if isinstance(said, str) else None


@general("POST", "/events/identify", "events_identify", IDENTIFY)
def identify(request: HttpRequest) -> HttpResponse:
    """Say who a visitor is: what they did and do counts for that record. One who is joined to another is refused."""
    actor = asked.actor(request)
    body = asked.body(request)
    _need_import(actor, people.default())
    asked.only(body, frozenset({"visitor", "who"}))
    key = body.get("visitor")
    if not isinstance(key, str) or not given.VISITOR.fullmatch(key):
        raise Malformed("behaviour.wrong_visitor")
    try:
        who = given.who(body.get("who"), frozenset(one.name for one in people.objects()), people.default())
    except Wrong as wrong:
        raise Refused({wrong.field: wrong.fault}) from wrong
    if who.object is None:
        raise Malformed("behaviour.wrong_who")
    _need_import(actor, who.object)

    def perform() -> HttpResponse:
        with db.transaction(actor.tenant_id) as tx:
            record = people.named(tx, actor, who)
            joined = visitors.join(tx, actor, key, record)
        return answers.value({"object": record[0], "id": record[1], "joined": joined})

    return once(request, actor, perform)


@of_objects("GET", "/{int:id}/events", "events", lambda _: EVENTS, only=_personal)
def of_record(request: HttpRequest, name: str) -> HttpResponse:
    """What the person behind a record did, the latest first."""
    query = asked.query(request, frozenset({"after", "limit", "kinds"}))
    limit = asked.number(query, "limit", shown.PAGE, least=1, most=MOST_ROWS) or shown.PAGE
    page = shown.of_record(
        asked.actor(request), name, asked.path_id(request), after=query.get("after"),
        codes=asked.names(query, "kinds"), limit=limit,
    )  # fmt: skip
    return answers.value(page)


@of_objects("GET", "/{int:id}/visitors", "visitors", lambda _: VISITORS, only=_personal)
def visitors_of_record(request: HttpRequest, name: str) -> HttpResponse:
    """The visitors who are or were taken for the person behind a record."""
    asked.query(request)
    return answers.value(shown.listed(asked.actor(request), name, asked.path_id(request)))


@of_objects("POST", "/{int:id}/visitors/{int:visitor}/split", "visitors_split", lambda _: SPLIT, only=_personal)
def split(request: HttpRequest, name: str) -> HttpResponse:
    """A visitor is not this person: what they did counts for the record no more."""
    actor = asked.actor(request)
    asked.query(request)
    record_id, visitor = asked.path_id(request), asked.path_id(request, "visitor")

    def perform() -> HttpResponse:
        with db.transaction(actor.tenant_id) as tx:
            found = people.one(tx, actor, name, record_id)
            read.record(actor, name, found, action="update")
            visitors.split(tx, actor, name, found, visitor)
        return answers.value(shown.listed(actor, name, found))

    return once(request, actor, perform)


@of_objects("POST", "/{int:id}/identity", "identity", lambda _: TOKEN, only=_personal)
def identity_token(request: HttpRequest, name: str) -> HttpResponse:
    """A token with which a web site tells our script who its visitor is; good for a day."""
    actor = asked.actor(request)
    asked.query(request)
    _need_import(actor, name)
    with db.transaction(actor.tenant_id) as tx:
        found = people.one(tx, actor, name, asked.path_id(request))
    text, until = identity.token(actor.tenant_id, (name, found))
    return answers.value({"token": text, "until": until}, 201)


@of_objects("GET", "/{int:id}/snippet", "snippet", lambda _: SNIPPET, only=lambda spec: spec.name == "tracking_site")
def snippet(request: HttpRequest, name: str) -> HttpResponse:
    """What a site puts into its pages."""
    actor, site_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    site = orjson.loads(read.record(actor, name, site_id))
    public = sites.public_id(actor.tenant_id, site_id)
    source = f"{request.scheme}://{request.get_host()}/t.js"
    consent = ' data-consent="wait"' if site["needs_consent"] else ""
    script = f'<script async src="{source}" data-site="{public}"{consent}></script>'
    return answers.value({"public_id": public, "path": f"/t/{public}", "script": script})
