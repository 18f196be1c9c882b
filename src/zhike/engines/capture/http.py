"""Capture over HTTP: recognising a record in pasted text, of which nothing is kept, and deciding on suggestions."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.capture import decide, recognize
from zhike.engines.capture.reading.read import LONGEST
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema.parts import ANY, ID, MAYBE_MOMENT, MOMENT, NATURAL, TEXT, many, maybe, members
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

_SURE = {"type": "number", "minimum": 0, "maximum": 1}
_FOUND = members(
    field=TEXT, value=ANY, raw=TEXT, confidence=_SURE, **{"from": NATURAL, "to": NATURAL}
)  # fmt: skip
RECOGNIZE = Told(
    body=members(text={"type": "string", "maxLength": LONGEST}, more=False),
    answer=members(fields=many(_FOUND), rest=TEXT),
    errors=(403, 413, 422),
)
_SOURCE = members(object=TEXT, label=TEXT, id=ID, at=MAYBE_MOMENT)
_SUGGESTED = {
    "id": ID, "field": TEXT, "label": TEXT, "value": ANY, "raw": TEXT, "before": ANY, "confidence": _SURE, "at": MOMENT,
    "source": maybe(_SOURCE),
}  # fmt: skip
_RECORD = members(object=TEXT, id=ID, title=TEXT)
SUGGESTIONS = Told(answer=members(rows=many(members(**_SUGGESTED))), errors=(403, 404))
WAITING = Told(answer=members(rows=many(members(record=_RECORD, **_SUGGESTED))))
ACCEPT = Told(answer=members(change_set=maybe(ID)), errors=(403, 404, 409, 422), once=True)
IGNORE = Told(answer=members(), errors=(403, 404, 409), once=True)


def _about_people(spec: ObjectSpec) -> bool:
    return bool(spec.shape.personal)


@of_objects("POST", "/recognize", "recognize", lambda _: RECOGNIZE, only=lambda spec: not spec.shape.settings)
def recognized(request: HttpRequest, name: str) -> HttpResponse:
    """What pasted text tells for the fields of a new record, with how sure that is; nothing is saved."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"text"}))
    source = given.get("text")
    if not isinstance(source, str):
        raise Malformed("request.wrong_member", name="text")
    return answers.value(recognize.recognize(actor, name, source))


@general("GET", "/suggestions", "suggestions_list", WAITING)
def listed(request: HttpRequest) -> HttpResponse:
    """The newest suggestions for one's own records, at most 50."""
    asked.query(request)
    return answers.value({"rows": decide.waiting(asked.actor(request))})


@of_objects("GET", "/{int:id}/suggestions", "suggestions", lambda _: SUGGESTIONS, only=_about_people)
def suggested(request: HttpRequest, name: str) -> HttpResponse:
    """Values for a record that were learned from what happened, with their source; none for who may not change it."""
    asked.query(request)
    return answers.value({"rows": decide.of_record(asked.actor(request), name, asked.path_id(request))})


_ONE = "/{int:id}/suggestions/{int:suggestion}"


@of_objects("POST", f"{_ONE}/accept", "suggestion_accept", lambda _: ACCEPT, only=_about_people)
def accepted(request: HttpRequest, name: str) -> HttpResponse:
    """Write a suggested value into its record; the change set undoes it."""
    actor, record_id, number = _asked(request)
    return once(request, actor, lambda: answers.value({"change_set": decide.accept(actor, name, record_id, number)}))


@of_objects("POST", f"{_ONE}/ignore", "suggestion_ignore", lambda _: IGNORE, only=_about_people)
def ignored(request: HttpRequest, name: str) -> HttpResponse:
    """Refuse a suggested value: it does not come again."""
    actor, record_id, number = _asked(request)

    def perform() -> HttpResponse:
        decide.ignore(actor, name, record_id, number)
        return answers.value({})

    return once(request, actor, perform)


def _asked(request: HttpRequest) -> tuple[Actor, int, int]:
    asked.query(request)
    return asked.actor(request), asked.path_id(request), asked.path_id(request, "suggestion")
