"""A small company, new for each test, and the ways in which a test acts as its people."""

import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from zhike.access import identity, tenants
from zhike.kernel import read
from zhike.kernel.actor import Actor, system
from zhike.kernel.write import write

PASSWORD = "kun-peng-9-wan-li"
_numbers = itertools.count(time.time_ns())


@dataclass
class Company:
    """A tenant with departments and people, by name."""

    tenant: int
    owner: int
    departments: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    tag: str = ""

    @property
    def system(self) -> Actor:
        return system(self.tenant)

    def actor(self, name: str) -> Actor:
        """A person as they are now."""
        return identity.person(self.tenant, self.people[name])

    def email(self, name: str) -> str:
        return f"{name}-{self.tag}@example.com"

    def add(self, name: str, *, roles: tuple[str, ...] = ("sales",), department: str | None = None, **more: Any) -> int:
        more.setdefault("email", self.email(name))
        place = self.departments.get(department or "")
        self.people[name] = tenants.add_person(self.system, name=name, roles=roles, department=place, **more)
        return self.people[name]

    def write(self, name: str, row: dict[str, Any], mode: str = "create", **more: Any) -> int:
        result = write(self.system, name, [row], mode=mode, all_or_nothing=True, **more)
        assert not result.refused, result.refused
        return result.rows[0].id or 0

    def customer(self, name: str, owner: str | None) -> int:
        return self.write("customer", {"name": name, "owner": self.people[owner] if owner else None})


def founded(**more: Any) -> Company:
    """A company with an owner, whose name is `boss`."""
    tag = format(next(_numbers), "x")
    made = tenants.create_tenant(
        f"公司 {tag}", owner_email=f"boss-{tag}@example.com", owner_name="boss", password=PASSWORD, **more
    )
    return Company(made.tenant, made.person, {"": made.department}, {"boss": made.person}, tag)


def staffed() -> Company:
    """Two departments, one of them with a team below it, and people in all of them.

    sales ── team        li, ma in sales; wu in team; xu in service; an is nowhere
    service
    """
    company = founded()
    for name, parent in (("sales", ""), ("team", "sales"), ("service", "")):
        company.departments[name] = company.write("department", {"name": name, "parent": company.departments[parent]})
    for name, department in (("li", "sales"), ("ma", "sales"), ("wu", "team"), ("xu", "service"), ("an", None)):
        company.add(name, department=department)
    return company


def rows(actor: Actor, name: str = "customer", **query: Any) -> list[dict[str, Any]]:
    """A list as the actor sees it."""
    return json.loads(read.page(actor, name, read.Query(**query)).json())["rows"]


def request(*, token: str | None = None, session: SessionStore | None = None, language: str = "") -> HttpRequest:
    """A request as identity sees it."""
    made = HttpRequest()
    made.META = {"HTTP_ACCEPT_LANGUAGE": language}
    if token is not None:
        made.META["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    made.session = session if session is not None else SessionStore()
    return made
