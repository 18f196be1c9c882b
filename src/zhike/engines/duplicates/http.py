"""Duplicates over HTTP: while a record is typed, the work list, and asking to join."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked, strict
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    ID,
    MAYBE_TEXT,
    MOMENT,
    NATURAL,
    TEXT,
    YES_NO,
    by_name,
    many,
    maybe,
    members,
    one_of,
)
from zhike.engines.duplicates import bulk, decisions, entry, joining, layout, scan, worklist
from zhike.engines.duplicates.linkage.find import LIKELY
from zhike.kernel import read, specs
from zhike.kernel.errors import Malformed, NotFound
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad, when
from zhike.kernel.write.draft import is_handle

CHANCE = {"type": "number", "minimum": 0, "maximum": 1}
_MATCH = members(
    id=maybe(ID), title=TEXT, subtitle=TEXT, owner=MAYBE_TEXT, visible=YES_NO, probability=CHANCE, reasons=TEXT,
    handle=MAYBE_TEXT, blocked=YES_NO,
)  # fmt: skip
_PAIR = members(first=ID, second=ID, probability=CHANCE, reasons=TEXT)
_GROUP = members(
    id=ID, object=TEXT, probability=CHANCE, until=MAYBE_TEXT, at=MOMENT, size=NATURAL, records=many(by_name(ANY)),
    pairs=many(_PAIR),
)  # fmt: skip
_DECISION = members(at=MOMENT, by=maybe(parts.ref("Link")), size=NATURAL, records=many(by_name(ANY)))
_STATUS = members(
    object=TEXT, label=TEXT, compared=many(TEXT), at=MAYBE_TEXT, seconds=parts.MAYBE_NUMBER, records=maybe(NATURAL),
    open=NATURAL, later=NATURAL,
)  # fmt: skip
_REQUEST = members(
    id=ID, object=TEXT, record=maybe(parts.ref("Link")), person=parts.ref("Link"), reason=TEXT, at=MOMENT, state=TEXT,
    mine=YES_NO,
)  # fmt: skip
_OBJECT = parts.parameter("object", TEXT, "The object.", required=True)
_LEAST = parts.parameter("least", {**CHANCE, "default": LIKELY}, "Groups that are at least so probable.")
_STATE = parts.parameter("state", {**one_of(worklist.STATES), "default": "open"}, "later: those that are put off.")
_AFTER = re.compile(r"(0\.\d{1,20}|1\.0|\d\.\d{1,20}e-\d\d),(\d{1,18})")
DONE = members(ok=YES_NO)


def _compared(spec: ObjectSpec) -> bool:
    return layout.of(spec) is not None


def _object(request: HttpRequest, given: object) -> str:
    if not isinstance(given, str) or given not in specs.all_of(asked.actor(request)):
        raise Malformed("request.wrong_member", name="object")
    return given


def _least(text: str | None, default: float) -> float:
    if text is None:
        return default
    if not re.fullmatch(r"[01](\.\d{1,6})?", text, re.ASCII) or not float(text) <= 1:
        raise Malformed("request.not_a_number", name="least")
    return float(text)


def _moment(name: str, given: object) -> datetime:
    if not isinstance(given, str):
        raise Malformed("request.wrong_member", name=name)
    try:
        return when.parse_datetime(given, zone=ZoneInfo("UTC"))
    except Bad as bad:
        raise Malformed("request.wrong_member", name=name) from bad


def _entry(_: ObjectSpec) -> Told:
    # As it is being typed: what is wrong, or missing, is passed over.
    return Told(
        body=members(values=by_name(ANY), more=False, optional={"id": maybe(ID)}),
        answer=members(rows=many(_MATCH)),
        errors=(403, 404),
    )


@of_objects("POST", "/duplicates", "duplicates", _entry, only=_compared)
def while_typed(request: HttpRequest, name: str) -> HttpResponse:
    """Records that one being typed is probably the same as."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"values", "id"}))
    values, but = given.get("values"), given.get("id")
    if not isinstance(values, dict):
        raise Malformed("request.wrong_member", name="values")
    if but is not None and not is_handle(but):
        raise Malformed("request.wrong_member", name="id")
    spec = specs.of(actor, name)
    scope.need(actor, "create" if but is None else "update", spec)
    if but is not None and not read.reaches(actor, name, but, "update"):
        raise NotFound("record.not_found")
    row = strict.row(actor, spec, {key: one for key, one in values.items() if key not in ("id", "version")}, new=True)
    return answers.value({"rows": entry.look(actor, name, row, but=but)})


@of_objects(
    "GET",
    "/{int:id}/duplicates",
    "group",
    lambda _: Told(answer=members(group=maybe(_GROUP)), errors=(404,)),
    only=_compared,
)
def of_record(request: HttpRequest, name: str) -> HttpResponse:
    """The group of records that one is probably the same as; null when it is in none."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    scope.need(actor, "read", specs.of(actor, name))
    if not read.reaches(actor, name, record_id, "read"):
        raise NotFound("record.not_found")
    group = worklist.of_record(actor, name, record_id)
    return answers.value({"group": worklist.one(actor, group) if group else None})


JOIN = Told(
    body=members(handle=TEXT, more=False, optional={"reason": TEXT}), answer=members(request=ID), status=201,
    errors=(404, 409),
)  # fmt: skip


@of_objects("POST", "/join", "join", lambda _: JOIN, only=_compared)
def join(request: HttpRequest, name: str) -> HttpResponse:
    """Ask to be let into the team of a record that was met at entry."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"handle", "reason"}))
    handle, reason = given.get("handle"), given.get("reason", "")
    if not isinstance(handle, str):
        raise Malformed("request.wrong_member", name="handle")
    if not isinstance(reason, str):
        raise Malformed("request.wrong_member", name="reason")
    return answers.value({"request": joining.ask(actor, name, handle, reason)}, 201)


@general(
    "GET", "/duplicates", "duplicates_list",
    Told(
        query=(_OBJECT, _STATE, _LEAST, parts.limit(50, 20), parts.EMPTY_PAGE_CURSOR),
        answer=members(groups=many(_GROUP), next=MAYBE_TEXT, total=NATURAL), errors=(403,),
    ),
)  # fmt: skip
def groups(request: HttpRequest) -> HttpResponse:
    """Groups of records that are probably the same, the surest first."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"object", "state", "least", "limit", "after"}))
    state, after = given.get("state", "open"), given.get("after")
    if state not in worklist.STATES:
        raise Malformed("request.wrong_member", name="state")
    found = _AFTER.fullmatch(after) if after else None
    if after and not found:
        raise Malformed("read.bad_cursor")
    limit = asked.number(given, "limit", 20, least=1) or 20
    if limit > 50:
        raise Malformed("read.bad_limit", most=50)
    return answers.value(
        worklist.listed(
            actor, _object(request, given.get("object")), state=state, least=_least(given.get("least"), LIKELY),
            limit=limit, after=(float(found[1]), int(found[2])) if found else None,
        )
    )  # fmt: skip


@general("GET", "/duplicates/status", "duplicates_status", Told(answer=members(rows=many(_STATUS))))
def status(request: HttpRequest) -> HttpResponse:
    """Of each object that is compared: the last scan, and how many groups wait."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value({"rows": worklist.status(actor)})


@general("GET", "/duplicates/{int:id}", "duplicates_get", Told(answer=_GROUP, errors=(403, 404)))
def one(request: HttpRequest) -> HttpResponse:
    """A group with all its records."""
    actor, group_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    return answers.value(worklist.one(actor, group_id))


DIFFERENT = Told(
    body=members(more=False, optional={"records": many(ID)}), answer=members(at=MOMENT), errors=(403, 404, 422),
    once=True,
)  # fmt: skip


@general("POST", "/duplicates/{int:id}/different", "duplicates_different", DIFFERENT)
def different(request: HttpRequest) -> HttpResponse:
    """Say that records of a group, or all of it, are not the same. The moment names the decision."""
    actor, group_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"records"}))
    ids = given.get("records", [])
    if not isinstance(ids, list) or not all(is_handle(each) for each in ids):
        raise Malformed("request.wrong_member", name="records")

    def perform() -> HttpResponse:
        return answers.value({"at": decisions.decide(actor, group_id, ids).isoformat()})

    return once(request, actor, perform)


@general(
    "GET", "/duplicates/decisions", "duplicates_decisions",
    Told(
        query=(_OBJECT, parts.limit(50, 20), parts.parameter("after", MOMENT, "The `next` of the page before.")),
        answer=members(decisions=many(_DECISION), next=maybe(MOMENT)), errors=(403,),
    ),
)  # fmt: skip
def decided(request: HttpRequest) -> HttpResponse:
    """What was called different, the newest first."""
    actor, given = asked.actor(request), asked.query(request, frozenset({"object", "limit", "after"}))
    limit = asked.number(given, "limit", 20, least=1) or 20
    if limit > 50:
        raise Malformed("read.bad_limit", most=50)
    name, after = _object(request, given.get("object")), given.get("after")
    return answers.value(decisions.listed(actor, name, limit=limit, before=_moment("after", after) if after else None))


UNDO = Told(body=members(object=TEXT, at=MOMENT, more=False), answer=DONE, errors=(403, 404), once=True)


@general("POST", "/duplicates/decisions/undo", "duplicates_decisions_undo", UNDO)
def reconsidered(request: HttpRequest) -> HttpResponse:
    """Take back that records are different: they are compared anew."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"object", "at"}))
    name, at = _object(request, given.get("object")), _moment("at", given.get("at"))

    def perform() -> HttpResponse:
        decisions.undo(actor, name, at)
        return answers.value({"ok": True})

    return once(request, actor, perform)


LATER = Told(body=members(until=MAYBE_TEXT, more=False), answer=DONE, errors=(403, 404), once=True)


@general("POST", "/duplicates/{int:id}/later", "duplicates_later", LATER)
def later(request: HttpRequest) -> HttpResponse:
    """Put a group off until a day (null: it is back at once)."""
    actor, group_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"until"}))
    raw = given.get("until")
    try:
        until = None if raw is None else when.parse_date(raw)
    except Bad as bad:
        raise Malformed("request.wrong_member", name="until") from bad

    def perform() -> HttpResponse:
        worklist.put_off(actor, group_id, until)
        return answers.value({"ok": True})

    return once(request, actor, perform)


SCAN = Told(
    body=members(object=TEXT, more=False), answer=parts.ref("JobStarted"), status=202, errors=(403, 409), once=True
)


@general("POST", "/duplicates/scan", "duplicates_scan", SCAN)
def scanned(request: HttpRequest) -> HttpResponse:
    """Compare all records of an object, in the background."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"object"}))
    name = _object(request, given.get("object"))
    return once(request, actor, lambda: answers.value({"job": scan.start(actor, name)}, 202))


@general(
    "GET", "/duplicates/sure", "duplicates_sure",
    Told(query=(_OBJECT, _LEAST), answer=members(groups=NATURAL), errors=(403,)),
)  # fmt: skip
def sure(request: HttpRequest) -> HttpResponse:
    """How many groups are sure enough to be merged without looking."""
    actor, given = asked.actor(request), asked.query(request, frozenset({"object", "least"}))
    return answers.value(
        bulk.count(actor, _object(request, given.get("object")), _least(given.get("least"), bulk.LEAST))
    )


MERGE = Told(
    body=members(object=TEXT, more=False, optional={"least": CHANCE, "keep": one_of(tuple(bulk.KEEP))}),
    answer=parts.ref("JobStarted"), status=202, errors=(403, 409), once=True,
)  # fmt: skip


@general("POST", "/duplicates/merge", "duplicates_merge", MERGE)
def merge(request: HttpRequest) -> HttpResponse:
    """Merge every group that is at least so sure, in the background."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"object", "least", "keep"}))
    name, keep, least = (
        _object(request, given.get("object")),
        given.get("keep", "complete"),
        given.get("least", bulk.LEAST),
    )
    if isinstance(least, bool) or not isinstance(least, int | float):
        raise Malformed("request.wrong_member", name="least")
    if not isinstance(keep, str):
        raise Malformed("request.wrong_member", name="keep")
    return once(request, actor, lambda: answers.value({"job": bulk.start(actor, name, float(least), keep)}, 202))


@general("GET", "/join_requests", "join_requests_list", Told(answer=members(rows=many(_REQUEST))))
def requests(request: HttpRequest) -> HttpResponse:
    """Who asks to be let into the team of a record: what waits for one's answer, and what one has asked oneself."""
    actor = asked.actor(request)
    asked.query(request)
    return answers.value({"rows": joining.listed(actor)})


ANSWER = Told(body=members(accept=YES_NO, more=False), answer=DONE, errors=(404, 409), once=True)


@general("POST", "/join_requests/{int:id}", "join_requests_answer", ANSWER)
def answered(request: HttpRequest) -> HttpResponse:
    """Let somebody into the team, or refuse."""
    actor, request_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"accept"}))
    accept: Any = given.get("accept")
    if not isinstance(accept, bool):
        raise Malformed("request.wrong_member", name="accept")

    def perform() -> HttpResponse:
        joining.answer(actor, request_id, accept=accept)
        return answers.value({"ok": True})

    return once(request, actor, perform)
