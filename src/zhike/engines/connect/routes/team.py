"""The team of a record: who works on it beside its owner."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from zhike.access import team
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.kernel.errors import Fault, Malformed, Refused
from zhike.kernel.kinds import Context, DateTime
from zhike.kernel.kinds.link import TOP_ID
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad

TEAM = Told(answer=parts.ref("Team"), errors=(403, 404))
CHANGED = Told(body=parts.ref("TeamGiven"), answer=parts.ref("Team"), errors=(403, 404, 422))
LEFT = Told(answer={"type": "object"}, errors=(403, 404))
MEMBERS = frozenset({"person", "may", "until"})


def _has_team(spec: ObjectSpec) -> bool:
    return spec.has_team


@of_objects("GET", "/{int:id}/team", "team", lambda _: TEAM, only=_has_team)
def members(request: HttpRequest, name: str) -> HttpResponse:
    """Who works on a record beside its owner."""
    asked.query(request)
    return _told(request, name)


@of_objects("POST", "/{int:id}/team", "join_team", lambda _: CHANGED, only=_has_team)
def put(request: HttpRequest, name: str) -> HttpResponse:
    """Let a person into the team of a record, or say anew what they may and until when."""
    actor, record_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.query(request)
    asked.only(given, MEMBERS)
    person, may, until = given.get("person"), given.get("may"), given.get("until")
    if isinstance(person, bool) or not isinstance(person, int) or not 0 < person <= TOP_ID:
        raise Malformed("request.wrong_member", name="person")
    if not isinstance(may, str):
        raise Malformed("request.wrong_member", name="may")
    team.put(actor, name, record_id, person, may, None if until is None else _moment(until, actor.zone))
    return _told(request, name)


@of_objects("DELETE", "/{int:id}/team/{int:person}", "leave_team", lambda _: LEFT, only=_has_team)
def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Take a person out of the team of a record; at a page, everybody may leave one."""
    actor, record_id, person = asked.actor(request), asked.path_id(request), asked.path_id(request, "person")
    asked.query(request)
    team.remove(actor, name, record_id, person)
    return answers.value({"id": person})  # and not the team: who has left may not see the record any more


def _moment(raw: Any, zone: ZoneInfo) -> datetime:
    if not isinstance(raw, str):
        raise Malformed("request.wrong_member", name="until")
    try:
        moment: datetime = DateTime().parse(raw, Context(zone=zone))
    except Bad as bad:
        raise Refused({"until": Fault(bad.code, bad.data)}) from bad
    return moment


def _told(request: HttpRequest, name: str) -> HttpResponse:
    found = team.members(asked.actor(request), name, asked.path_id(request))
    return answers.value({"rows": [asdict(one) for one in found]})
