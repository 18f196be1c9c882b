"""Forms over HTTP for those who keep them: where a form is found, how it does, and the inbox of its answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers as told
from zhike.engines.connect import asked
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema.parts import (
    AFTER_ID,
    ANY,
    ID,
    MAYBE_TEXT,
    MOMENT,
    NATURAL,
    TEXT,
    by_name,
    many,
    maybe,
    members,
    one_of,
    parameter,
    ref,
    whole,
)
from zhike.engines.forms import answers, counts, inbox, self_http, versions
from zhike.kernel import db, read
from zhike.kernel.errors import Malformed
from zhike.kernel.kinds.link import TOP_ID

FORM = "web_form"
DAYS = 90
SHOWN = tuple(one for one in answers.STATES if one != "unconfirmed")
_DAY = members(on=TEXT, seen=NATURAL, started=NATURAL, sent=NATURAL)
PAGE = Told(
    answer=members(public_id=TEXT, path=TEXT, script=TEXT, days=many(_DAY)),
    query=(parameter("days", {**whole(1, DAYS), "default": 30}, "Of how many days the numbers are."),),
    errors=(403, 404),
)
_ANSWER = members(
    id=ID, form=members(id=ID, title=TEXT), version=NATURAL, object=TEXT, state=one_of(SHOWN), reason=MAYBE_TEXT,
    record=maybe(ID), at=MOMENT, values=by_name(ANY), sources=by_name(TEXT), wording=MAYBE_TEXT,
    faults=by_name(ref("Fault")),
)  # fmt: skip
LIST = Told(
    query=(
        AFTER_ID,
        parameter("state", TEXT, "States, with commas; those that wait for a decision unless told."),
        parameter("form", whole(1, 10**18 - 1), "Of one form."),
    ),
    answer=members(rows=many(_ANSWER), next=MAYBE_TEXT),
    errors=(403,),
)
ONE = Told(answer=_ANSWER, errors=(403, 404))
ACCEPT = Told(
    body=members(more=False, optional={"values": by_name(ANY)}), answer=members(record=ID), errors=(403, 404, 409, 422)
)
ATTACH = Told(
    body=members(more=False, record=ID, optional={"fields": many(TEXT), "values": by_name(ANY)}),
    answer=members(record=ID), errors=(403, 404, 409, 422),
)  # fmt: skip
DROP = Told(body=members(more=False), answer={"type": "object"}, errors=(403, 404, 409))


@of_objects("GET", "/{int:id}/page", "page", lambda _: PAGE, only=lambda spec: spec.name == FORM)
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Where a form is found, and how often it was seen, begun and sent on each of the last days."""
    actor, form_id = asked.actor(request), asked.path_id(request)
    given = asked.query(request, frozenset({"days"}))
    days = asked.number(given, "days", 30, least=1) or 30
    if days > DAYS:
        raise Malformed("request.not_a_number", name="days")
    read.record(actor, name, form_id)  # whoever asks sees it
    with db.transaction(actor.tenant_id) as tx:
        public_id = versions.address(tx, form_id)
        found = counts.listed(tx, form_id, days)
    body = {"public_id": public_id, "path": f"/f/{public_id}", "script": f"/f/{public_id}/embed.js", "days": found}
    return told.value(body)


@general("GET", "/answers", "answers_list", LIST)
def listed(request: HttpRequest) -> HttpResponse:
    """Answers of forms, newest first; for whoever may import records of their objects."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"after", "state", "form"}))
    states = asked.names(given, "state") or answers.OPEN
    for one in states:
        if one not in SHOWN:
            raise Malformed("answer.unknown_state", known=", ".join(SHOWN))
    form, after = asked.number(given, "form", least=1), asked.number(given, "after")
    return told.value(inbox.listed(actor, states, form, after))


@general("GET", "/answers/{int:id}", "answers_get", ONE)
def one(request: HttpRequest) -> HttpResponse:
    """An answer."""
    asked.query(request)
    return told.value(inbox.one(asked.actor(request), asked.path_id(request)))


@general("POST", "/answers/{int:id}/accept", "answers_accept", ACCEPT)
def accept(request: HttpRequest) -> HttpResponse:
    """Write an answer as a new record, with values of one's own in place of those sent."""
    actor, answer_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"values"}))
    values = given.get("values", {})
    if not isinstance(values, dict):
        raise Malformed("request.wrong_member", name="values")
    return told.value({"record": inbox.accept(actor, answer_id, values)})


@general("POST", "/answers/{int:id}/attach", "answers_attach", ATTACH)
def attach(request: HttpRequest) -> HttpResponse:
    """Put chosen values of an answer into a record that is there, with values of one's own in place of those sent."""
    actor, answer_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"record", "fields", "values"}))
    record, fields, values = given.get("record"), given.get("fields", []), given.get("values", {})
    if isinstance(record, bool) or not isinstance(record, int) or not 0 < record <= TOP_ID:
        raise Malformed("request.wrong_member", name="record")
    if not isinstance(fields, list) or not all(isinstance(name, str) for name in fields):
        raise Malformed("request.wrong_member", name="fields")
    if not isinstance(values, dict):
        raise Malformed("request.wrong_member", name="values")
    inbox.attach(actor, answer_id, record, fields, values)
    return told.value({"record": record})


@general("POST", "/answers/{int:id}/drop", "answers_drop", DROP)
def drop(request: HttpRequest) -> HttpResponse:
    """Forget what somebody sent."""
    actor, answer_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset())
    inbox.drop(actor, answer_id)
    return told.value({"id": answer_id})


__all__ = ["accept", "attach", "drop", "listed", "one", "page", "self_http"]
