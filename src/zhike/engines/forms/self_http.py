"""Self-service over HTTP for those who keep the records: links to them, and the corrections that wait."""

from __future__ import annotations

from django.conf import settings
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
    YES_NO,
    many,
    members,
)
from zhike.engines.forms import correcting, jobs, self_links
from zhike.kernel.actor import system
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

_CORRECTION = members(
    id=ID, object=TEXT, record=members(id=ID, title=TEXT), field=TEXT, before=ANY, after=ANY, at=MOMENT
)
CORRECTIONS = Told(query=(AFTER_ID,), answer=members(rows=many(_CORRECTION), next=MAYBE_TEXT))
DECIDED = Told(body=members(more=False), answer=members(id=ID), errors=(403, 404, 409, 422))
LINK = Told(
    body=members(more=False, optional={"send": YES_NO}), answer=members(sent=YES_NO, link=MAYBE_TEXT, until=MOMENT),
    errors=(403, 404, 409), status=201,
)  # fmt: skip
REVOKED = Told(answer=members(links=NATURAL), errors=(403, 404))


def _personal(spec: ObjectSpec) -> bool:
    return bool(spec.shape.personal)


@of_objects("POST", "/{int:id}/self-service", "self_service", lambda _: LINK, only=_personal)
def make_link(request: HttpRequest, name: str) -> HttpResponse:
    """A link with which somebody sees and corrects their own record, sent to them by e-mail or else told."""
    actor, record_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset({"send"}))
    if not isinstance(given.get("send", True), bool):
        raise Malformed("request.wrong_member", name="send")
    link_id, until = self_links.make(actor, name, record_id)
    send = given.get("send", True) and settings.SENDS_MAIL
    everything = system(actor.tenant_id, via=self_links.VIA)
    sent = bool(send and self_links.address_of(everything, name, record_id))
    site = f"{request.scheme}://{request.get_host()}"
    if sent:
        jobs.send_self_link.defer(
            tenant_id=actor.tenant_id, object_name=name, record_id=record_id, link_id=link_id, site=site
        )
    self_links.noted(actor, name, record_id, sent=sent)
    link = None if sent else f"{site}{self_links.PATH}{self_links.token(actor.tenant_id, link_id)}"
    return told.value({"sent": sent, "link": link, "until": until.isoformat()}, 201)


@of_objects("DELETE", "/{int:id}/self-service", "self_service_end", lambda _: REVOKED, only=_personal)
def end_links(request: HttpRequest, name: str) -> HttpResponse:
    """End the open links to a record."""
    asked.query(request)
    return told.value({"links": self_links.revoke(asked.actor(request), name, asked.path_id(request))})


@general("GET", "/corrections", "corrections_list", CORRECTIONS)
def waiting(request: HttpRequest) -> HttpResponse:
    """What people want corrected in their own records, of those that one may change."""
    given = asked.query(request, frozenset({"after"}))
    return told.value(correcting.listed(asked.actor(request), asked.number(given, "after")))


@general("POST", "/corrections/{int:id}/accept", "corrections_accept", DECIDED)
def take_over(request: HttpRequest) -> HttpResponse:
    """Take a correction over into the record."""
    return _decided(request, accept=True)


@general("POST", "/corrections/{int:id}/refuse", "corrections_refuse", DECIDED)
def leave(request: HttpRequest) -> HttpResponse:
    """Leave the record as it is."""
    return _decided(request, accept=False)


def _decided(request: HttpRequest, *, accept: bool) -> HttpResponse:
    actor, correction_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.only(given, frozenset())
    return told.value(correcting.decide(actor, correction_id, accept=accept))
