"""What people do for themselves - their own name, the company that is open - and a first password for a colleague."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.access import identity, passwords, people, sessions, viewing
from zhike.engines.connect import answers, asked
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, general, of_objects
from zhike.engines.connect.schema import parts
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.kinds.link import TOP_ID

ME = parts.ref("Me")
CHANGE = Told(body=parts.ref("MeGiven"), answer=ME, once=True)
COMPANIES = Told(answer=parts.ref("Companies"), errors=(403,))
CHOOSE = Told(body=parts.ref("CompanyGiven"), answer=parts.ref("Company"), errors=(404,))
VIEW = Told(body=parts.ref("ViewGiven"), answer=parts.ref("Link"), errors=(403, 404, 409))
VIEW_END = Told(answer={"type": "object"}, errors=(403,))
PASSWORD = Told(answer=parts.ref("PasswordMade"), status=201, errors=(403, 409, 422))


@general("GET", "/me", "me_get", Told(answer=ME, errors=(403,)))
def show(request: HttpRequest) -> HttpResponse:
    """What you may change of yourself; only in a browser."""
    asked.query(request)
    return _me(request, asked.at_a_page(request))


@general("PATCH", "/me", "me_change", CHANGE)
def change(request: HttpRequest) -> HttpResponse:
    """Change your own name, phone or language; only in a browser."""
    actor, given = asked.at_a_page(request), asked.body(request)
    asked.only(given, people.OWN)
    for name, value in given.items():
        if not isinstance(value, str) and not (value is None and name != "name"):
            raise Malformed("request.wrong_member", name=name)

    def perform() -> HttpResponse:
        people.change_own(actor, given)
        return _me(request, actor)

    return once(request, actor, perform)


@general("GET", "/me/companies", "me_companies", COMPANIES)
def companies(request: HttpRequest) -> HttpResponse:
    """The companies that you can open, and which is open; only in a browser."""
    actor = asked.at_a_page(request)
    asked.query(request)
    found = sessions.choices(sessions.account(request))
    return answers.value(
        {"rows": [{"id": one.id, "name": one.name, "open": one.id == actor.tenant_id} for one in found]}
    )


@general("POST", "/me/company", "me_company", CHOOSE)
def choose(request: HttpRequest) -> HttpResponse:
    """Open another of your companies in this browser; what the page knows of the one before is to be read anew."""
    asked.at_a_page(request)
    given = asked.body(request)
    asked.only(given, frozenset({"company"}))
    company = given.get("company")
    if isinstance(company, bool) or not isinstance(company, int) or not 0 < company <= TOP_ID:
        raise Malformed("request.wrong_member", name="company")
    sessions.choose(request, company)
    found: dict[int, Any] = {one.id: one.name for one in sessions.choices(sessions.account(request))}
    return answers.value({"id": company, "name": found.get(company, ""), "open": True})


@general("POST", "/me/view", "me_view", VIEW)
def view(request: HttpRequest) -> HttpResponse:
    """See the company as a colleague does, only to read; for administrators, only in a browser."""
    actor, given = asked.at_a_page(request), asked.body(request)
    asked.only(given, frozenset({"person"}))
    person = given.get("person")
    if isinstance(person, bool) or not isinstance(person, int) or not 0 < person <= TOP_ID:
        raise Malformed("request.wrong_member", name="person")
    seen = viewing.begin(request, actor, person, identity.person)
    return answers.value({"id": seen.person_id, "title": seen.name})


@general("DELETE", "/me/view", "me_view_end", VIEW_END)
def view_end(request: HttpRequest) -> HttpResponse:
    """Be yourself again."""
    actor = asked.at_a_page(request)
    asked.query(request)
    viewing.end(request, actor)
    return answers.value({})


@of_objects("POST", "/{int:id}/password", "password", lambda _: PASSWORD, only=lambda spec: spec.shape.people)
def password(request: HttpRequest, name: str) -> HttpResponse:
    """Give a colleague a new password, told here and never again; it ends their sessions. For administrators."""
    del name
    actor, person_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    made = passwords.give(actor, person_id)
    return answers.value({"email": made.email, "password": made.password}, 201)


def _me(request: HttpRequest, actor: Actor) -> HttpResponse:
    email = request.email  # type: ignore[attr-defined]
    return answers.value({"id": actor.person_id, "email": email, **people.own(actor)})
