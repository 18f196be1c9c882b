"""Seeing masked values whole, and who did."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse

from zhike.access import reveal
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

REVEAL = Told(body=parts.ref("RevealAsked"), answer=parts.ref("RevealAnswer"), errors=(403, 404, 422))
LIST = Told(query=(parts.AFTER_ID,), answer=parts.ref("Reveals"))


def _has_secrets(spec: ObjectSpec) -> bool:
    return not spec.shape.settings


@of_objects("POST", "/{int:id}/reveal", "reveal", lambda _: REVEAL, only=_has_secrets)
def whole(request: HttpRequest, name: str) -> HttpResponse:
    """The value of a field that one sees masked. It is written down who looked at what, when and why."""
    actor, record_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    asked.query(request)
    asked.only(given, frozenset({"field", "reason"}))
    field, reason = given.get("field"), given.get("reason")
    if not isinstance(field, str):
        raise Malformed("request.wrong_member", name="field")
    if reason is not None and not isinstance(reason, str):
        raise Malformed("request.wrong_member", name="reason")
    return answers.value({"value": reveal.reveal(actor, name, record_id, field, reason or "")})


@general("GET", "/reveals", "reveals", LIST)
def listed(request: HttpRequest) -> HttpResponse:
    """Who looked at masked values of the records one owns, newest first; an administrator sees all of it."""
    actor = asked.actor(request)
    after = asked.number(asked.query(request, frozenset({"after"})), "after")
    found = reveal.listed(actor, after=after)
    return answers.value({**found, "rows": [asdict(one) for one in found["rows"]]})
