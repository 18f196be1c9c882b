"""Import sources over HTTP, beside their declaration: how they do, reading one now, and what lets us in."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema.parts import (
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
    one_of,
    ref,
)
from zhike.engines.intake import jobs
from zhike.engines.intake.objects.import_source import NAME
from zhike.engines.intake.sources import address, kept, reading, shown
from zhike.engines.intake.sources.reach import Secret
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}")
_VALUE = re.compile(r"[\x21-\x7e]([\x20-\x7e]{0,3998}[\x21-\x7e])?")
# What the connection itself says, or what would lead it elsewhere.
_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "accept-encoding", "user-agent"})
_STATE = members(
    id=ID, next_at=MAYBE_MOMENT, last_at=MAYBE_MOMENT, running=YES_NO, outcome=maybe(one_of(kept.OUTCOMES)),
    error=maybe(ref("Fault")), failures=NATURAL, object=TEXT, template_changed=YES_NO, header=MAYBE_TEXT,
    person=maybe(ref("Link")),
)  # fmt: skip
STATUS = Told(
    answer=members(rows=many(_STATE), folders=YES_NO, mail=YES_NO),
    errors=(403,),
)
_RUN = members(
    at=MOMENT, outcome=one_of(kept.OUTCOMES), name=MAYBE_TEXT, error=maybe(ref("Fault")), job=maybe(ID),
    state=MAYBE_TEXT, counts=by_name(NATURAL),
)  # fmt: skip
RUNS = Told(answer=members(rows=many(_RUN)), errors=(403, 404))
NOW = Told(body=members(more=False), answer={"type": "object"}, status=202, errors=(403, 404))
LET_IN = Told(
    body=members(more=False, header=MAYBE_TEXT, value=MAYBE_TEXT), answer=members(header=MAYBE_TEXT),
    errors=(403, 404, 422),
)  # fmt: skip


def _only(spec: ObjectSpec) -> bool:
    return spec.name == NAME


def _changing(request: HttpRequest, name: str) -> tuple[Actor, int]:
    """Who asks, and for which source, if they may change it. Errors: Forbidden, NotFound."""
    actor, source = asked.actor(request), asked.path_id(request)
    read.record(actor, name, source)
    scope.need(actor, "update", specs.of(actor, name))
    return actor, source


@of_objects("GET", "/status", "status", lambda _: STATUS, only=_only)
def status(request: HttpRequest, name: str) -> HttpResponse:
    """When each source is read next, and how the last time went."""
    actor = asked.actor(request)
    asked.query(request)
    scope.need(actor, "read", specs.of(actor, name))
    rows = shown.states(actor)
    return answers.value({"rows": rows, "folders": bool(settings.IMPORT_FOLDER), "mail": bool(settings.SENDS_MAIL)})


@of_objects("GET", "/{int:id}/runs", "runs", lambda _: RUNS, only=_only)
def runs(request: HttpRequest, name: str) -> HttpResponse:
    """The files that were taken from a source, and what went wrong, newest first."""
    actor, source = asked.actor(request), asked.path_id(request)
    asked.query(request)
    read.record(actor, name, source)
    return answers.value({"rows": shown.runs(actor, source)})


@of_objects("POST", "/{int:id}/run", "run", lambda _: NOW, only=_only)
def run(request: HttpRequest, name: str) -> HttpResponse:
    """Read a source now; what is new in it becomes an import."""
    actor, source = _changing(request, name)
    asked.only(asked.body(request), frozenset())
    with db.transaction(actor.tenant_id) as tx:
        kept.ask(tx, source)
        jobs.begin(actor.tenant_id, source)
    return answers.value({}, 202)


@of_objects("POST", "/{int:id}/header", "header", lambda _: LET_IN, only=_only)
def let_in(request: HttpRequest, name: str) -> HttpResponse:
    """Keep a header that lets us in at the address of a source; nobody sees its value again. null: forget it."""
    actor, source = _changing(request, name)
    given = asked.body(request)
    asked.only(given, frozenset({"header", "value"}))
    secret = _secret(actor, source, given)
    with db.transaction(actor.tenant_id) as tx:
        kept.let_in(tx, source, secret)
    return answers.value({"header": secret.header if secret else None})


def _secret(actor: Actor, source: int, given: dict[str, Any]) -> Secret | None:
    header, value = given.get("header"), given.get("value")
    if header is None and value is None:
        return None
    if not isinstance(header, str) or not _HEADER.fullmatch(header) or header.lower() in _OURS:
        raise Refused({"header": Fault("import_source.header")})
    if not isinstance(value, str) or not _VALUE.fullmatch(value):
        raise Refused({"value": Fault("import_source.header_value")})
    origin = address.parse(reading.place_of(actor.tenant_id, source)).origin
    return Secret(origin=origin, header=header, value=value)
