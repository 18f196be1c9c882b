"""Segments over HTTP, and what their editors ask: how many, who, and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.classification.segments import belonging, looked, members
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    ID,
    MAYBE_MOMENT,
    MOMENT,
    NATURAL,
    TEXT,
    YES_NO,
    by_name,
    many,
    maybe,
)
from zhike.engines.connect.schema.parts import (
    members as object_of,
)
from zhike.kernel.errors import Malformed
from zhike.kernel.kinds.link import TOP_ID
from zhike.kernel.spec import ObjectSpec

CONDITION = parts.ref("Condition")
AUDIENCE = Told(
    body=object_of(where=CONDITION, more=False),
    answer=object_of(count=NATURAL, of=NATURAL, words=TEXT, sample=many(by_name(ANY))),
    errors=(403,),
)
EXPLAINED = Told(
    body=object_of(where=CONDITION, more=False),
    answer=object_of(
        words=TEXT, met=YES_NO, parts=many(by_name(ANY)), optional={"how": TEXT, "field": TEXT, "value": ANY}
    ),
    errors=(403, 404),
)
OVERLAP = Told(
    body=object_of(segments=many(ID), more=False),
    answer=object_of(
        segments=many(object_of(id=ID, title=TEXT, count=NATURAL)),
        parts=many(object_of(segments=many(ID), count=NATURAL)),
    ),
    errors=(403, 404),
)
_PASSAGE = object_of(
    id=ID, record=parts.ref("Link"), at=MOMENT, entered=YES_NO,
    values=many(object_of(field=TEXT, label=TEXT, value=ANY)),
)  # fmt: skip
PASSAGES = Told(
    query=(
        parts.parameter("after", ID, "The `next` of the page before."),
        parts.parameter("entered", NATURAL, "1: who came, 0: who went."),
    ),
    answer=object_of(rows=many(_PASSAGE), next=maybe(ID)),
    errors=(403, 404),
)
OF_RECORD = Told(
    answer=object_of(
        rows=many(object_of(id=ID, title=TEXT, kind=TEXT, member=YES_NO, since=MAYBE_MOMENT, where=maybe(CONDITION)))
    ),
    errors=(403, 404),
)
TERMS = Told(
    answer=object_of(
        deeds=many(object_of(code=TEXT, label=TEXT)), sets=many(object_of(**{"in": TEXT, "label": TEXT, "id": ID}))
    ),
    errors=(403,),
)
MEMBERS = Told(
    body=object_of(more=False, optional={"add": many(ID), "remove": many(ID), "codes": many(TEXT)}),
    answer=object_of(added=NATURAL, removed=NATURAL, unknown=NATURAL, unknown_codes=many(TEXT)),
    errors=(403, 404, 409, 422),
    once=True,
)
SNAPSHOT = Told(
    body=object_of(name=TEXT, more=False),
    answer=object_of(id=ID, members=NATURAL),
    status=201, errors=(403, 404, 422), once=True,
)  # fmt: skip


def _records(spec: ObjectSpec) -> bool:
    return not spec.shape.settings


def _segments(spec: ObjectSpec) -> bool:
    return spec.name == "segment"


@of_objects("GET", "/terms", "terms", lambda _: TERMS, only=_records)
def terms(request: HttpRequest, name: str) -> HttpResponse:
    """What a condition may name besides fields and related records: kinds of event, and segments."""
    asked.query(request)
    return answers.value(belonging.terms(asked.actor(request), name))


@of_objects("POST", "/audience", "audience", lambda _: AUDIENCE, only=_records)
def audience(request: HttpRequest, name: str) -> HttpResponse:
    """How many records meet a condition, exactly, and some of them."""
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"where"}))
    return answers.value(looked.audience(actor, name, asked.plain_condition(given.get("where"))))


@of_objects("POST", "/{int:id}/explain", "explain", lambda _: EXPLAINED, only=_records)
def explain(request: HttpRequest, name: str) -> HttpResponse:
    """Why a record meets a condition or does not, part by part."""
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"where"}))
    where = asked.plain_condition(given.get("where"))
    return answers.value(looked.explained(actor, name, where, asked.path_id(request)))


@of_objects("GET", "/{int:id}/segments", "segments", lambda _: OF_RECORD, only=_records)
def of_record(request: HttpRequest, name: str) -> HttpResponse:
    """Which segments a record is in, and which it is not in."""
    asked.query(request)
    return answers.value(belonging.of_record(asked.actor(request), name, asked.path_id(request)))


@general("POST", "/segment_overlap", "segment_overlap", OVERLAP)
def overlap(request: HttpRequest) -> HttpResponse:
    """How many records are in which of two or three segments."""
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"segments"}))
    return answers.value(looked.overlap(actor, _ids(given, "segments")))


@of_objects("GET", "/{int:id}/passages", "passages", lambda _: PASSAGES, only=_segments)
def passages(request: HttpRequest, name: str) -> HttpResponse:
    """Who entered a segment and who left it, the newest first."""
    del name
    given = asked.query(request, frozenset({"after", "entered"}))
    entered = asked.flag(given, "entered") if "entered" in given else None
    after = asked.number(given, "after", least=1)
    return answers.value(looked.passages(asked.actor(request), asked.path_id(request), after=after, entered=entered))


@of_objects("POST", "/{int:id}/members", "members", lambda _: MEMBERS, only=_segments)
def change_members(request: HttpRequest, name: str) -> HttpResponse:
    """Put records into a static segment by id or code, and take others out."""
    del name
    actor, given, segment = asked.actor(request), asked.body(request), asked.path_id(request)
    asked.query(request)
    asked.only(given, frozenset({"add", "remove", "codes"}))
    add, remove, codes = _ids(given, "add"), _ids(given, "remove"), given.get("codes", [])
    if not isinstance(codes, list) or not all(isinstance(one, str) for one in codes):
        raise Malformed("request.wrong_member", name="codes")
    if len(add) + len(remove) + len(codes) > members.MOST:
        raise Malformed("write.too_many", most=members.MOST)

    def work() -> HttpResponse:
        counts = members.change(actor, segment, add, remove)
        unknown: list[str] = []
        if codes:
            more, unknown = members.by_code(actor, segment, codes)
            counts = {key: counts[key] + more[key] for key in counts}
        return answers.value({**counts, "unknown_codes": unknown})

    return once(request, actor, work)


@of_objects("POST", "/{int:id}/snapshot", "snapshot", lambda _: SNAPSHOT, only=_segments)
def snapshot(request: HttpRequest, name: str) -> HttpResponse:
    """A static segment of those who are in this one now."""
    del name
    actor, given, segment = asked.actor(request), asked.body(request), asked.path_id(request)
    asked.query(request)
    asked.only(given, frozenset({"name"}))
    title = given.get("name")
    if not isinstance(title, str):
        raise Malformed("request.wrong_member", name="name")
    return once(request, actor, lambda: answers.value(members.snapshot(actor, segment, title), 201))


def _ids(given: dict[str, Any], name: str) -> list[int]:
    ids = given.get(name, [])
    if not isinstance(ids, list) or not all(
        isinstance(one, int) and not isinstance(one, bool) and 0 < one <= TOP_ID for one in ids
    ):
        raise Malformed("request.wrong_member", name=name)
    return ids
