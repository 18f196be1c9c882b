"""A company to test with, and a program that talks to it over HTTP."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import orjson
from django.test import Client

from zhike.access import tenants, tokens
from zhike.kernel.actor import Actor, system

_numbers = itertools.count(1)
PASSWORD = "correct horse battery"


@dataclass
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: Any
    raw: bytes

    def ok(self, status: int = 200) -> Any:
        """The body, if the status is the one expected."""
        assert self.status == status, f"{self.status}: {self.raw[:2000].decode(errors='replace')}"
        return self.body

    def refused(self, status: int, code: str | None = None) -> Any:
        """The error, if it is the one expected."""
        error = self.ok(status)
        assert set(error) >= {"code", "message", "fields"}
        assert error["message"] != error["code"], f"{error['code']} has no words"
        if code is not None:
            assert error["code"] == code, error
        return error


@dataclass
class Program:
    """Talks to the API with a token (or, without one, as nobody)."""

    token: str | None
    language: str | None = None
    http: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, raw: bytes | None = None,
        kind: str = "application/json", headers: dict[str, str] | None = None, **query: Any,
    ) -> Answer:  # fmt: skip
        """Any request."""
        sent = dict(headers or {})
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if self.language:
            sent["Accept-Language"] = self.language
        if key:
            sent["Idempotency-Key"] = key
        text = urlencode({name: orjson.dumps(one) if isinstance(one, dict) else one for name, one in query.items()})
        data = raw if raw is not None else b"" if body is None else orjson.dumps(body)
        address = f"/api/v1{path}" + (f"?{text}" if text else "")
        answer = self.http.generic(method, address, data, content_type=kind, headers=sent)
        content = answer.getvalue()
        made = answer.headers.get("Content-Type", "")
        return Answer(
            answer.status_code,
            orjson.loads(content) if made == "application/json" and content else None,
            answer.headers,
            content,
        )

    def get(self, path: str, **more: Any) -> Answer:
        return self.ask("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.ask("POST", path, body, **more)

    def patch(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.ask("PATCH", path, body, **more)

    def delete(self, path: str, **more: Any) -> Answer:
        return self.ask("DELETE", path, **more)


@dataclass
class Company:
    """A tenant with its owner."""

    tenant: int
    owner: int
    department: int
    actor: Actor  # the system itself

    def program(self, person: int | None = None, **more: Any) -> Program:
        """A program that acts as a person, the owner unless told otherwise."""
        scopes = more.pop("scopes", ("read", "write", "admin"))
        token = tokens.create(self.actor, person_id=person or self.owner, name="test", scopes=scopes)
        return Program(token, **more)

    def colleague(self, role: str = "sales", **more: Any) -> int:
        """One more person."""
        number = next(_numbers)
        return tenants.add_person(
            self.actor,
            name=f"同事{number}",
            email=f"colleague{number}.{self.tenant}@example.com",
            roles=(role,),
            **more,
        )


def found() -> Company:
    """A new company."""
    number = next(_numbers)
    made = tenants.create_tenant(
        f"测试公司{number}", owner_email=f"owner{number}@example.com", owner_name="老板", password=PASSWORD
    )
    return Company(made.tenant, made.person, made.department, system(made.tenant))
