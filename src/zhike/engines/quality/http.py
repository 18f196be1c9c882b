"""Data quality over HTTP: the score of a record for whoever sees it, all numbers for whom `shown.sees` says."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ID,
    MAYBE_MOMENT,
    MAYBE_NUMBER,
    NATURAL,
    TEXT,
    YES_NO,
    many,
    maybe,
    members,
    one_of,
)
from zhike.engines.quality import mailing, run, shown
from zhike.engines.quality.cleaning import job, operations
from zhike.engines.quality.objects.quality_rule import DIMENSIONS
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

NUMBER = {"type": "number"}
_PART = {
    "rule": ID, "label": TEXT, "dimension": one_of(DIMENSIONS), "dimension_label": TEXT, "weight": NATURAL,
    "definition": TEXT,
}  # fmt: skip
RECORD = Told(
    answer=members(
        score=maybe(NATURAL), at=MAYBE_MOMENT, looked_at=MAYBE_MOMENT, parts=many(members(**_PART)), others=NATURAL
    ),
    errors=(403, 404),
)
_RULE = members(**_PART, count=maybe(NATURAL), gain=NUMBER, where=parts.ref("Condition"))
_OBJECT = members(
    object=TEXT, label=TEXT, records=NATURAL, score=MAYBE_NUMBER, at=MAYBE_MOMENT,
    dimensions=many(members(dimension=one_of(DIMENSIONS), label=TEXT, score=NUMBER)), rules=many(_RULE),
    trend=many(members(day=TEXT, records=NATURAL, score=NUMBER)),
)  # fmt: skip
_WEEK = members(
    week=TEXT,
    objects=many(
        members(
            object=TEXT, label=TEXT, records=NATURAL, score=NUMBER, before=MAYBE_NUMBER,
            rules=many(members(label=TEXT, count=NATURAL, before=maybe(NATURAL))),
        )
    ),
)  # fmt: skip
COMPANY = Told(
    answer=members(objects=many(_OBJECT), report=maybe(_WEEK), running=YES_NO, mailed=maybe(YES_NO)), errors=(403,)
)
MAIL = Told(body=members(more=False, wanted=YES_NO), answer=members(wanted=YES_NO), errors=(403,))
RUN = Told(answer=parts.ref("JobStarted"), status=202, errors=(403, 409), once=True)


CLEAN = Told(
    body=members(
        operation=one_of(tuple(operations.OPERATIONS)), params={"type": "object"}, more=False,
        optional={"where": maybe(parts.ref("Condition")), "preview": YES_NO},
    ),
    answer=parts.ref("JobStarted"), status=202, errors=(403,), once=True,
)  # fmt: skip


def _scored(spec: ObjectSpec) -> bool:
    return not spec.shape.settings


@of_objects("GET", "/{int:id}/quality", "quality", lambda _: RECORD, only=_scored)
def of_record(request: HttpRequest, name: str) -> HttpResponse:
    """How good a record was when it was last looked at, and which rules it broke."""
    asked.query(request)
    return answers.value(shown.of_record(asked.actor(request), name, asked.path_id(request)))


@general("GET", "/quality", "quality_company", COMPANY)
def of_company(request: HttpRequest) -> HttpResponse:
    """How good the records are, object by object: score, trend, and the rules by what mending them brings."""
    asked.query(request)
    actor = asked.actor(request)
    mailed = mailing.wants(actor.tenant_id, actor.person_id) if settings.SENDS_MAIL else None
    return answers.value({**shown.of_company(actor), "mailed": mailed})


@general("POST", "/quality/mail", "quality_mail", MAIL)
def mail(request: HttpRequest) -> HttpResponse:
    """Get the report of each week by mail, or no more."""
    actor = asked.actor(request)
    shown.of_company(actor)  # whoever gets it may see it
    given = asked.body(request)
    asked.only(given, frozenset({"wanted"}))
    wanted = given.get("wanted")
    if not isinstance(wanted, bool):
        raise Malformed("request.wrong_member", name="wanted")
    if actor.person_id is not None:
        mailing.want(actor.tenant_id, actor.person_id, wanted=wanted)
    return answers.value({"wanted": wanted})


@general("POST", "/quality/run", "quality_run", RUN)
def look(request: HttpRequest) -> HttpResponse:
    """Look at all records now, in the background."""
    actor = asked.actor(request)
    asked.query(request)
    shown.of_company(actor)  # whoever asks may know what comes of it
    return once(request, actor, lambda: answers.value({"job": run.start(actor)}, 202))


@of_objects("POST", "/clean", "clean", lambda _: CLEAN, only=_scored)
def clean(request: HttpRequest, name: str) -> HttpResponse:
    """Clean every record that a condition means, in the background; with `preview` only show what would change."""
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"operation", "params", "where", "preview"}))
    params, preview = given.get("params"), given.get("preview", False)
    if not isinstance(params, dict):
        raise Malformed("request.wrong_member", name="params")
    if not isinstance(preview, bool):
        raise Malformed("request.wrong_member", name="preview")
    where = asked.plain_condition(given.get("where"))
    wanted = {"operation": given.get("operation"), "params": params}
    return once(
        request, actor, lambda: answers.value({"job": job.start(actor, name, wanted, where, preview=preview)}, 202)
    )
