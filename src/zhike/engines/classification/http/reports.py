"""Reports of schemes over HTTP, clusters to choose from, how records go through classes, whether programmes paid."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.classification.http.schemes import is_scheme, of_all, seen
from zhike.engines.classification.programmes import drawing, result
from zhike.engines.classification.schemes import groups, job, journeys, stored
from zhike.engines.classification.schemes.reports import mailing
from zhike.engines.classification.schemes.reports import stored as reports
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    ID,
    MOMENT,
    NATURAL,
    NUMBER,
    TEXT,
    YES_NO,
    by_name,
    many,
    maybe,
    members,
    one_of,
)  # fmt: skip
from zhike.kernel import db, read
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

KIND = one_of(reports.KINDS)
_REPORT = members(id=ID, kind=KIND, at=MOMENT, body=by_name(ANY))
REPORTS = Told(
    query=(parts.parameter("about", KIND, "Which sort.", required=True),),
    answer=members(rows=many(members(id=ID, at=MOMENT)), newest=maybe(_REPORT), mailed=YES_NO),
    errors=(403, 404),
)
REPORT = Told(answer=_REPORT, errors=(403, 404))
STARTED = Told(
    body=members(kind=one_of(tuple(job.FOUND)), more=False),
    answer=parts.ref("JobStarted"), status=202, errors=(403, 404, 409), once=True,
)  # fmt: skip
MAIL = Told(body=members(wanted=YES_NO, more=False), answer=members(wanted=YES_NO), errors=(403, 404))
CLUSTERS = Told(
    body=members(measures=many(TEXT), count=NATURAL, more=False),
    answer=members(definition=by_name(ANY), of=NATURAL, sizes=many(NATURAL), stability=NUMBER),
    errors=(403, 404, 409),
)
_WITHIN = members(days=NATURAL, count=NATURAL)
THROUGH = Told(
    query=(
        parts.parameter("first", TEXT, "A class."),
        parts.parameter("then", TEXT, "Another class."),
    ),
    answer=members(
        times=many(
            members(
                **{"class": TEXT}, here=NATURAL, days_here=maybe(NATURAL), left=NATURAL, days_until_left=maybe(NATURAL)
            )
        ),
        months=many(members(month=TEXT, came=NATURAL, went=NATURAL, within=many(_WITHIN))),
    ),
    errors=(403, 404),
)
_SIDE = maybe(members(count=NATURAL, bought=NATURAL, mean=NUMBER))
RESULT = Told(
    answer=members(
        treated=_SIDE, held_out=_SIDE, difference=maybe(members(a_head=NUMBER, low=NUMBER, high=NUMBER, sure=YES_NO))
    ),
    errors=(403, 404),
)


@of_objects("GET", "/{int:id}/reports", "reports", lambda _: REPORTS, only=is_scheme)
def some_reports(request: HttpRequest, name: str) -> HttpResponse:
    """The reports of a sort, the newest first and whole; and whether one gets them by mail."""
    del name
    given = asked.query(request, frozenset({"about"}))
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    kind = given.get("about")
    if kind not in reports.KINDS:
        raise Malformed("request.wrong_member", name="about")
    with db.transaction(actor.tenant_id) as tx:
        rows = reports.some(tx, scheme_id, kind)
        newest = reports.one(tx, scheme_id, rows[0]["id"]) if rows else None
        mailed = mailing.wants(tx, scheme_id, actor.person_id)
    return answers.value({"rows": rows, "newest": newest, "mailed": mailed})


@of_objects("GET", "/{int:id}/reports/{int:number}", "report", lambda _: REPORT, only=is_scheme)
def one_report(request: HttpRequest, name: str) -> HttpResponse:
    """One report."""
    del name
    asked.query(request)
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    with db.transaction(actor.tenant_id) as tx:
        return answers.value(reports.one(tx, scheme_id, asked.path_id(request, "number")))


@of_objects("POST", "/{int:id}/reports", "make_report", lambda _: STARTED, only=is_scheme)
def make_report(request: HttpRequest, name: str) -> HttpResponse:
    """Evaluate a scheme, or review it, in the background."""
    del name
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    given = asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"kind"}))
    kind = given.get("kind")
    if kind not in job.FOUND:
        raise Malformed("request.wrong_member", name="kind")
    return once(request, actor, lambda: answers.value({"job": job.report(actor, scheme_id, str(kind))}, 202))


@of_objects("POST", "/{int:id}/mail", "mail", lambda _: MAIL, only=is_scheme)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """Get the reports of a scheme by mail from now on, or no more."""
    del name
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    given = asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"wanted"}))
    wanted = given.get("wanted")
    if not isinstance(wanted, bool) or actor.person_id is None:
        raise Malformed("request.wrong_member", name="wanted")
    with db.transaction(actor.tenant_id) as tx:
        mailing.want(tx, scheme_id, actor.person_id, wanted=wanted)
    return answers.value({"wanted": wanted})


@of_objects("POST", "/{int:id}/clusters", "clusters", lambda _: CLUSTERS, only=is_scheme)
def clusters(request: HttpRequest, name: str) -> HttpResponse:
    """Find clusters by some measures; the answer has a definition that can be kept as a draft. Nothing is written."""
    del name
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    given = asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"measures", "count"}))
    codes, count = given.get("measures"), given.get("count")
    if not isinstance(codes, list) or not all(isinstance(one, str) for one in codes):
        raise Malformed("request.wrong_member", name="measures")
    if not isinstance(count, int) or isinstance(count, bool):
        raise Malformed("request.wrong_member", name="count")
    with db.transaction(actor.tenant_id) as tx:
        return answers.value(groups.proposed(tx, actor, stored.scheme(tx, scheme_id).object, codes, count))


@of_objects("GET", "/{int:id}/through", "through", lambda _: THROUGH, only=is_scheme)
def through(request: HttpRequest, name: str) -> HttpResponse:
    """How long records stay in each class, and how many of those who came into one were in another since."""
    del name
    given = asked.query(request, frozenset({"first", "then"}))
    actor, scheme_id = seen(request)
    of_all(actor, scheme_id)
    first, then = given.get("first"), given.get("then")
    with db.transaction(actor.tenant_id) as tx:
        months = journeys.conversion(tx, scheme_id, first, then, actor.zone) if first and then else []
        return answers.value({"times": journeys.times(tx, scheme_id), "months": months})


def _is_programme(spec: ObjectSpec) -> bool:
    return spec.name == drawing.OBJECT


@of_objects("GET", "/{int:id}/result", "result", lambda _: RESULT, only=_is_programme)
def programme_result(request: HttpRequest, name: str) -> HttpResponse:
    """What those who took part bought since, against those who were held out, with a 95 percent interval."""
    asked.query(request)
    actor, programme_id = asked.actor(request), asked.path_id(request)
    read.record(actor, name, programme_id)
    with db.transaction(actor.tenant_id) as tx:
        return answers.value(result.found(tx, actor, drawing.one(tx, programme_id)))
