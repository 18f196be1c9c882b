"""Schemes over HTTP: versions, what one would do, putting it in force, and who was where when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from zhike.engines.classification.schemes import job, past, stored, trying
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    MOMENT,
    NATURAL,
    TEXT,
    WHOLE,
    by_name,
    many,
    maybe,
    members,
    one_of,
)
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Malformed, Refused
from zhike.kernel.read import find, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad, when

_VERSION = members(
    number=NATURAL, state=one_of(stored.STATES), definition=by_name(ANY), cuts=by_name(ANY), note=TEXT, at=MOMENT,
    by=maybe(parts.ref("Link")), publish_at=MAYBE_MOMENT, published_at=MAYBE_MOMENT, retired_at=MAYBE_MOMENT,
)  # fmt: skip
_MOVE = members(**{"from": MAYBE_TEXT, "to": MAYBE_TEXT, "count": NATURAL})
_MOVER = members(**{"record": parts.ref("Link"), "from": MAYBE_TEXT, "to": MAYBE_TEXT, "score": maybe(WHOLE)})
VERSIONS = Told(answer=members(rows=many(_VERSION)), errors=(403, 404))
DRAFT = Told(
    body=members(definition=by_name(ANY), more=False, optional={"note": TEXT}),
    answer=_VERSION,
    errors=(403, 404, 409, 422),
)
_PART = members(**{"words": TEXT, "class": MAYBE_TEXT, "points": maybe(WHOLE), "count": NATURAL})
TRIED = Told(
    query=(parts.parameter("against", NATURAL, "Another version to compare with, not what is in force."),),
    answer=members(
        cuts=by_name(ANY), moves=many(_MOVE), sample=many(_MOVER), never=many(TEXT), parts=many(_PART), overlap=NATURAL
    ),
    errors=(403, 404, 409),
)
PUBLISHED = Told(
    query=(parts.parameter("at", TEXT, "A moment to come; at once if nothing is said."),),
    answer=members(job=maybe(parts.ID), publish_at=MAYBE_MOMENT),
    status=202, errors=(403, 404, 409, 422), once=True,
)  # fmt: skip
UNPLANNED = Told(answer=members(number=NATURAL), errors=(403, 404, 409))
MOVES = Told(
    query=(
        parts.parameter("first", TEXT, "A moment.", required=True),
        parts.parameter("last", TEXT, "A later one.", required=True),
    ),
    answer=members(rows=many(_MOVE)),
    errors=(403, 404),
)
CLASSES = Told(answer=members(rows=many(by_name(ANY))), errors=(403, 404))


def is_scheme(spec: ObjectSpec) -> bool:
    return spec.name == stored.OBJECT


def seen(request: HttpRequest, *, change: bool = False) -> tuple[Actor, int]:
    """Who asks, and the scheme, which they see and may change. Errors: NotFound, Refused."""
    actor, scheme_id = asked.actor(request), asked.path_id(request)
    read.record(actor, stored.OBJECT, scheme_id)
    if change and not find.reaches(actor, stored.OBJECT, scheme_id, "update"):
        raise Refused({"": Fault("right.out_of_scope")})
    return actor, scheme_id


def of_all(actor: Actor, scheme_id: int) -> None:
    """Numbers of all records, and some of them, are for those who see each. Errors: Forbidden."""
    with db.transaction(actor.tenant_id) as tx:
        name = stored.scheme(tx, scheme_id).object
    scope.need_whole(actor, specs.of(actor, name))


def _told(actor: Actor, one: stored.Version) -> dict[str, Any]:
    moments = {name: getattr(one, name) for name in ("at", "publish_at", "published_at", "retired_at")}
    plain = {name: getattr(one, name) for name in ("number", "state", "definition", "cuts", "note")}
    by = None if one.by_id is None else {"id": one.by_id, "title": read.title(actor, "person", one.by_id)}
    return plain | {"by": by} | {name: moment and moment.isoformat() for name, moment in moments.items()}


@of_objects("GET", "/{int:id}/versions", "versions", lambda _: VERSIONS, only=is_scheme)
def versions(request: HttpRequest, name: str) -> HttpResponse:
    """The versions of a scheme, the newest first."""
    del name
    asked.query(request)
    actor, scheme_id = seen(request)
    with db.transaction(actor.tenant_id) as tx:
        return answers.value({"rows": [_told(actor, one) for one in stored.versions(tx, scheme_id)]})


@of_objects("POST", "/{int:id}/draft", "draft", lambda _: DRAFT, only=is_scheme)
def draft(request: HttpRequest, name: str) -> HttpResponse:
    """Keep what a scheme is to say as its draft."""
    del name
    actor, scheme_id = seen(request, change=True)
    given = asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"definition", "note"}))
    note = given.get("note", "")
    if not isinstance(note, str):
        raise Malformed("request.wrong_member", name="note")
    if len(note) > stored.LONGEST:
        raise Refused({"note": Fault("scheme.text", {"most": stored.LONGEST})})
    try:
        made = job.draft(actor, scheme_id, given.get("definition"), note)
    except Malformed as error:
        fault = Fault(error.code, error.data)
        raise Refused({"definition": fault, f"definition.{error.data['path']}": fault}) from error
    return answers.value(_told(actor, made))


@of_objects("POST", "/{int:id}/versions/{int:number}/try", "try", lambda _: TRIED, only=is_scheme)
def try_(request: HttpRequest, name: str) -> HttpResponse:
    """What a version would do to the classes of all records, against now or another version; nothing is written."""
    del name
    given = asked.query(request, frozenset({"against"}))
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    against = asked.number(given, "against", least=1)
    with db.transaction(actor.tenant_id) as tx:
        version = stored.version(tx, scheme_id, asked.path_id(request, "number"))
        other = stored.version(tx, scheme_id, against) if against else None
        return answers.value(trying.tried(tx, actor, stored.scheme(tx, scheme_id), version, other))


@of_objects("POST", "/{int:id}/versions/{int:number}/publish", "publish", lambda _: PUBLISHED, only=is_scheme)
def publish(request: HttpRequest, name: str) -> HttpResponse:
    """Put a version in force, a draft or one that was before: in the background, or at a moment."""
    del name
    actor, scheme_id = seen(request, change=True)
    given = asked.query(request, frozenset({"at"}))
    number = asked.path_id(request, "number")
    at = moment(given, "at", actor.zone) if "at" in given else None

    def work() -> HttpResponse:
        if at is None:
            return answers.value({"job": job.publish(actor, scheme_id, number), "publish_at": None}, 202)
        job.plan(actor, scheme_id, number, at)
        return answers.value({"job": None, "publish_at": at.isoformat()}, 202)

    return once(request, actor, work)


@of_objects("POST", "/{int:id}/versions/{int:number}/unplan", "unplan", lambda _: UNPLANNED, only=is_scheme)
def unplan(request: HttpRequest, name: str) -> HttpResponse:
    """Do not publish a version at the moment that was said."""
    del name
    asked.query(request)
    actor, scheme_id = seen(request, change=True)
    number = asked.path_id(request, "number")
    job.unplan(actor, scheme_id, number)
    return answers.value({"number": number})


@of_objects("GET", "/{int:id}/moves", "moves", lambda _: MOVES, only=is_scheme)
def moves(request: HttpRequest, name: str) -> HttpResponse:
    """How many records were in which class at one moment and in which at a later one."""
    del name
    given = asked.query(request, frozenset({"first", "last"}))
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    first, last = (moment(given, each, actor.zone) for each in ("first", "last"))
    if first > last:
        raise Malformed("request.wrong_member", name="last")
    with db.transaction(actor.tenant_id) as tx:
        found = past.moves(tx, scheme_id, first, last)
    return answers.value({"rows": [{"from": was, "to": to, "count": number} for was, to, number in found]})


@of_objects("GET", "/{int:id}/classes", "classes", lambda _: CLASSES, only=lambda spec: not spec.shape.settings)
def classes(request: HttpRequest, name: str) -> HttpResponse:
    """The classes of a record by each scheme, now and before."""
    asked.query(request)
    actor, record_id = asked.actor(request), asked.path_id(request)
    read.record(actor, name, record_id)
    with db.transaction(actor.tenant_id) as tx:
        return answers.value({"rows": past.of_record(tx, actor, name, record_id)})


def moment(given: Mapping[str, Any], name: str, zone: ZoneInfo) -> datetime:
    """A moment that a request names. Errors: Malformed."""
    try:
        return when.parse_datetime(given.get(name) or "", zone=zone)
    except Bad as bad:
        raise Malformed("request.wrong_member", name=name) from bad
