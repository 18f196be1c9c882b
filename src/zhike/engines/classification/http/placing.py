"""Classes by hand over HTTP: putting a record into a class, and agreeing to that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.classification.http.schemes import is_scheme, moment, seen
from zhike.engines.classification.schemes import overrides, stored
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ID,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    MOMENT,
    TEXT,
    YES_NO,
    many,
    maybe,
    members,
    one_of,
)
from zhike.kernel import db
from zhike.kernel.errors import Fault, Malformed, Refused

_REQUEST = members(
    **{
        "id": ID, "record": parts.ref("Link"), "class": TEXT, "reason": TEXT, "until": MAYBE_MOMENT,
        "by": maybe(parts.ref("Link")), "at": MOMENT,
    }
)  # fmt: skip
OVERRIDE = Told(
    body=members(
        more=False, optional={"record": ID, "class": MAYBE_TEXT, "reason": TEXT, "until": MAYBE_MOMENT}
    ),
    answer=members(state=one_of(("done", "waiting"))),
    errors=(403, 404, 409, 422), once=True,
)  # fmt: skip
REQUESTS = Told(answer=members(rows=many(_REQUEST)), errors=(403, 404))
ANSWER = Told(
    body=members(accept=YES_NO, more=False, optional={"note": TEXT}),
    answer=members(accept=YES_NO),
    errors=(403, 404, 409, 422), once=True,
)  # fmt: skip


@of_objects("POST", "/{int:id}/override", "override", lambda _: OVERRIDE, only=is_scheme)
def override(request: HttpRequest, name: str) -> HttpResponse:
    """Put a record into a class, with a reason and until when; without a class what was put by hand ends."""
    del name
    actor, scheme_id = seen(request)
    given = asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"record", "class", "reason", "until"}))
    record, code, reason = given.get("record"), given.get("class"), given.get("reason", "")
    if not isinstance(record, int) or isinstance(record, bool) or record < 1:
        raise Malformed("request.wrong_member", name="record")
    if code is not None and not isinstance(code, str):
        raise Malformed("request.wrong_member", name="class")
    if not isinstance(reason, str):
        raise Malformed("request.wrong_member", name="reason")
    until = moment(given, "until", actor.zone) if given.get("until") is not None else None
    wish = overrides.Wish(record, code or None, reason, until)
    return once(request, actor, lambda: answers.value({"state": overrides.put(actor, scheme_id, wish)}))


@of_objects("GET", "/{int:id}/requests", "requests", lambda _: REQUESTS, only=is_scheme)
def requests(request: HttpRequest, name: str) -> HttpResponse:
    """What was asked for and waits for an answer."""
    del name
    asked.query(request)
    actor, scheme_id = seen(request)
    with db.transaction(actor.tenant_id) as tx:
        return answers.value({"rows": overrides.waiting(tx, actor, scheme_id)})


@of_objects("POST", "/{int:id}/requests/{int:number}/answer", "answer_request", lambda _: ANSWER, only=is_scheme)
def answer_request(request: HttpRequest, name: str) -> HttpResponse:
    """Agree to a request, or do not."""
    del name
    actor, scheme_id = seen(request, change=True)
    given = asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"accept", "note"}))
    accept, note, number = given.get("accept"), given.get("note", ""), asked.path_id(request, "number")
    if not isinstance(accept, bool) or not isinstance(note, str):
        raise Malformed("request.wrong_member", name="note" if isinstance(accept, bool) else "accept")
    if len(note) > stored.LONGEST:
        raise Refused({"note": Fault("scheme.text", {"most": stored.LONGEST})})

    def work() -> HttpResponse:
        overrides.answer(actor, scheme_id, number, accept=accept, note=note)
        return answers.value({"accept": accept})

    return once(request, actor, work)
