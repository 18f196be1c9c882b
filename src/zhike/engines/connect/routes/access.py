"""Who may do what, and why: for an object, and for one record of it."""

from __future__ import annotations

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse

from zhike.access import effect, identity, why
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.kernel import read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Forbidden, Malformed, NotFound, Unauthenticated
from zhike.kernel.kinds.link import TOP_ID
from zhike.kernel.read import scope

PERSON = parts.parameter("person", parts.ID, "Whose rights; one's own when absent. Administrators ask about anybody.")
ROLE = "role"
EFFECT = Told(body=parts.ref("EffectAsked"), answer=parts.ref("Effect"), errors=(403, 404, 422))
ACCESS = Told(query=(PERSON,), answer=parts.ref("Access"), errors=(403, 404, 409))


@of_objects("GET", "/access", "access", lambda _: ACCESS)
def of_object(request: HttpRequest, name: str) -> HttpResponse:
    """What a person may do with an object, and by which roles and rules."""
    return _access(request, name, None)


@of_objects("GET", "/{int:id}/access", "record_access", lambda _: ACCESS)
def of_record(request: HttpRequest, name: str) -> HttpResponse:
    """What a person may do with a record, and by which roles and rules."""
    record_id = asked.path_id(request)
    read.record(asked.actor(request), name, record_id)  # whoever asks sees it
    return _access(request, name, record_id)


@of_objects("POST", "/{int:id}/effect", "effect", lambda _: EFFECT, only=lambda spec: spec.name == ROLE)
def of_change(request: HttpRequest, name: str) -> HttpResponse:
    """What a change of a role's rights would do to the people who have it."""
    actor, role_id = asked.actor(request), asked.path_id(request)
    scope.need(actor, "update", specs.of(actor, name))
    read.record(actor, name, role_id)  # whoever asks sees it
    asked.query(request)
    given = asked.body(request)
    asked.only(given, frozenset({"grants", "admin"}))
    admin, grants = given.get("admin", False), given.get("grants")
    if not isinstance(admin, bool):
        raise Malformed("request.wrong_member", name="admin")
    if grants is not None and not isinstance(grants, dict):
        raise Malformed("request.wrong_member", name="grants")
    found = effect.of_role(actor, role_id, admin=admin, given=grants)
    return answers.value(asdict(found))


def _access(request: HttpRequest, name: str, record_id: int | None) -> HttpResponse:
    asking = asked.actor(request)
    person = _person(asking, asked.number(asked.query(request, frozenset({"person"})), "person"))
    return answers.value(
        {
            "person": {"id": person.person_id, "title": person.name},
            "actions": [asdict(one) for one in why.actions(asking, person, name, record_id)],
            "fields": [asdict(one) for one in why.fields(asking, person, name)],
        }
    )


def _person(asking: Actor, person_id: int | None) -> Actor:
    if person_id is None or person_id == asking.person_id:
        return asking
    if not asking.admin:
        raise Forbidden("right.admin_only")
    if not 0 < person_id <= TOP_ID:
        raise NotFound("person.not_found")
    try:
        return identity.person(asking.tenant_id, person_id)
    except Unauthenticated as error:  # of the person, not of whoever asks
        raise Conflict(error.code) from error
