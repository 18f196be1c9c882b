"""API tokens: one's own, and for administrators those of others."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.access import tokens as access
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel.errors import Malformed

MEMBERS = frozenset({"name", "scopes", "days", "person"})
PERSON = parts.parameter("person", parts.ID, "Whose; default: one's own.")
MADE = Told(
    body=parts.ref("TokenGiven"), status=201, errors=(404, 422),
    answer={"allOf": [parts.ref("Token"), parts.ref("TokenMade")]},
)  # fmt: skip


@general("GET", "/tokens", "tokens_list", Told(query=(PERSON,), answer=parts.ref("Tokens"), errors=(403,)))
def tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens, newest first, without their secrets."""
    actor = asked.actor(request)
    person = asked.number(asked.query(request, frozenset({"person"})), "person", actor.person_id, least=1) or 0
    return answers.value({"rows": access.of_person(actor, person)})


@general("POST", "/tokens", "tokens_create", MADE)
def create(request: HttpRequest) -> HttpResponse:
    """Make a token; its text is told once."""
    actor, given = asked.actor(request), asked.body(request)
    asked.query(request)
    asked.only(given, MEMBERS)
    person, name = given.get("person", actor.person_id), given.get("name")
    scopes, days = given.get("scopes", ["read", "write"]), given.get("days", 365)
    if not isinstance(name, str):
        raise Malformed("request.wrong_member", name="name")
    if not isinstance(scopes, list) or not all(isinstance(one, str) for one in scopes):
        raise Malformed("request.wrong_member", name="scopes")
    for key, value in (("days", days), ("person", person)):
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            raise Malformed("request.wrong_member", name=key)
    if person is None or not 0 < person < 2**63:
        raise Malformed("request.wrong_member", name="person")
    text = access.create(actor, person_id=person, name=name, scopes=scopes, days=days)
    newest = access.of_person(actor, person)[0]
    return answers.value({**{key: getattr(newest, key) for key in newest.__dataclass_fields__}, "token": text}, 201)


@general("DELETE", "/tokens/{int:id}", "tokens_revoke", Told(answer={"type": "object"}, once=True))
def revoke(request: HttpRequest) -> HttpResponse:
    """End a token at once."""
    actor = asked.actor(request)
    asked.query(request)
    token_id = asked.path_id(request)

    def perform() -> HttpResponse:
        access.revoke(actor, token_id)
        return answers.value({"id": token_id})

    return once(request, actor, perform)
