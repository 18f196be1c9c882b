"""A-48: whichever part of the door is away or damaged, nobody gets through it, is told so honestly, and gets in again
when it is back.

Each row of `PARTS` is a part, the ways to break it, and what is then asked through the front door. What is kept in the
process alone - how fast one asks, see `test_pace` - has nothing that could be away; what a file is, is seen from its
bytes, without a service.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import count
from typing import Any

import orjson
import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.http import HttpResponse

from tests.access import second_step
from tests.access.browser import Browser
from tests.connect import broken
from tests.connect.broken import damaged, held, lost, missing, no_master_key, setting, shut
from tests.connect.company import PASSWORD, Company, found
from tests.privacy.conftest import upload
from zhike.access.models import Account
from zhike.engines.connect import storage
from zhike.kernel import registry

CANARY = "金丝雀四八"
PHONE = "13900004848"
GRANTS = {
    "*": {
        "actions": dict.fromkeys(("create", "read", "update", "export", "reveal"), True),
        "scope": {"who": "department_below"},
    },
    "customer": {"fields": {"email": "enter"}, "deny": {"fields": {"wechat": "hidden"}}},
}
FIELDS = registry.declared_object("custom_field").table
_numbers = count()


class Scene:
    """A company, a seller in it with a session, a token and a file, and a colleague with a second step."""

    def __init__(self) -> None:
        company: Company = found()
        self.company, self.tenant = company, company.tenant
        self.admin = company.program()
        self.role = self.admin.post("/roles", {"name": "销售甲", "grants": GRANTS}).ok(201)["id"]
        self.seller, self.other, self.careful = (company.colleague(password=PASSWORD) for _ in range(3))
        for one in (self.seller, self.other):
            self.put("people", one, roles=[self.role], department=company.department)
        self.email, self.careful_email = (
            self.admin.get(f"/people/{one}").ok()["email"] for one in (self.seller, self.careful)
        )
        second_step.added(self.careful_email)
        self.codes = RecoveryCodes.activate(Account.objects.get(email=self.careful_email)).get_unused_codes()
        self.api = company.program(self.seller)
        values = {"name": CANARY, "phone": PHONE, "email": "canary@firm.example"}
        self.customer = self.api.post("/customers", values).ok(201)["id"]
        self.file = upload(self.api, "canary.txt", CANARY)["key"]
        self.sha256 = storage.find(company.actor, str(self.file))[0].sha256
        self.browser = Browser()
        assert self.browser.sign_in(self.email, PASSWORD).status_code == 200
        self.browser.client.raise_request_exception = False
        self.session = self.browser.session
        self.visitor = Browser()
        self.visitor.client.raise_request_exception = False
        self.token = self.admin.get("/tokens", person=self.seller).ok()["rows"][0]["id"]

    def put(self, plural: str, record: int, **values: Any) -> None:
        version = self.admin.get(f"/{plural}/{record}").ok()["version"]
        self.admin.patch(f"/{plural}/{record}", {"version": version, **values}).ok()


@pytest.fixture(scope="module")
def scene(database: None) -> Scene:
    return Scene()


def page(scene: Scene, method: str, path: str, body: object = None) -> HttpResponse:
    token = scene.browser.client.cookies[settings.CSRF_COOKIE_NAME].value
    data = b"" if body is None else orjson.dumps(body)
    headers = {"X-CSRFToken": token}
    return scene.browser.client.generic(method, f"/api/v1{path}", data, "application/json", headers=headers)


def program(scene: Scene, method: str, path: str, body: object = None, **headers: str) -> HttpResponse:
    data = b"" if body is None else orjson.dumps(body)
    sent = {"Authorization": f"Bearer {scene.api.token}", **headers}
    scene.api.http.raise_request_exception = False
    return scene.api.http.generic(method, f"/api/v1{path}", data, "application/json", headers=sent)


def by_page(scene: Scene) -> HttpResponse:
    return page(scene, "GET", "/meta")


def by_token(scene: Scene) -> HttpResponse:
    return program(scene, "GET", "/customers?sort=created_at&columns=name,phone")


def one_by_token(scene: Scene) -> HttpResponse:
    return program(scene, "GET", f"/customers/{scene.customer}")


def made(scene: Scene) -> HttpResponse:
    return program(scene, "POST", "/customers", {"name": f"不成 {next(_numbers)}"})


def made_once(scene: Scene) -> HttpResponse:
    number = next(_numbers)
    return program(scene, "POST", "/customers", {"name": f"不成 {number}"}, **{"Idempotency-Key": f"k{number}"})


def searched(scene: Scene) -> HttpResponse:
    return program(scene, "GET", "/search?q=%E9%87%91%E4%B8%9D%E9%9B%80")


def revealed(scene: Scene) -> HttpResponse:
    return program(scene, "POST", f"/customers/{scene.customer}/reveal", {"field": "email"})


def file(scene: Scene) -> HttpResponse:
    return program(scene, "GET", f"/files/{scene.file}")


def new_token(scene: Scene) -> HttpResponse:
    return page(scene, "POST", "/tokens", {"name": "x"})


def given(scene: Scene) -> HttpResponse:
    """A password for a colleague."""
    scene.admin.http.raise_request_exception = False
    sent = {"Authorization": f"Bearer {scene.admin.token}"}
    return scene.admin.http.post(f"/api/v1/people/{scene.other}/password", headers=sent)


def signed_in(scene: Scene) -> HttpResponse:
    answer = scene.visitor.sign_in(scene.email, PASSWORD)
    if answer.status_code == 200:
        scene.visitor.call("DELETE", "auth/session")
    else:
        assert not scene.visitor.session
    return answer


def stepped(scene: Scene) -> HttpResponse:
    """The second step of a sign-in whose first one is taken; the code stands on paper."""
    browser = Browser()
    browser.client.raise_request_exception = False
    first = browser.sign_in(scene.careful_email, PASSWORD)
    if first.status_code != 401:
        return first
    answer = browser.call("POST", "auth/2fa/authenticate", {"code": scene.codes[0]})
    if answer.status_code == 200:
        scene.codes.pop(0)
    return answer


Ask = Callable[[Scene], HttpResponse]
NOBODY = {(401, "sign_in.needed"), (401, "token.unknown"), (401, "person.inactive")}
UNFIT = {(503, "server.unfit")}
TOKENS, PAGES = (by_token, made), (by_page,)


@dataclass(frozen=True)
class Part:
    """A part of the door: how it breaks, who asks then, and what they may be told. `kept`: memory may stand in."""

    name: str
    ways: tuple[broken.Break, ...]
    asks: tuple[Ask, ...]
    told: frozenset[tuple[int, str]] = frozenset(UNFIT)
    kept: bool = False


def table(name: str, *asks: Ask, kept: bool = False) -> Part:
    """A table that is gone, or may not be read."""
    return Part(name, (lost(name), shut(name)), asks, kept=kept)


def row(name: str, way: broken.Break, asks: tuple[Ask, ...], *told: tuple[int, str], kept: bool = False) -> Part:
    """Something in a row."""
    return Part(name, (way,), asks, frozenset(told), kept=kept)


def role(name: str, grants: str) -> Part:
    """What a role says, which nobody can understand any more."""
    return row(name, damaged("access_role", "grants", grants, ROLE), (by_token, by_page), DAMAGED_ROLE, kept=True)


AUDIT = "access_auditentry"
CUSTOMER = "tenant_id = {tenant} AND id = {customer}"
WRONG_PASSWORD, NOT_HERE = (400, "email_password_mismatch"), (403, "access.address_not_allowed")
ROLE = "tenant_id = {tenant} AND id = {role}"
PERSON = "tenant_id = {tenant} AND person_id = {seller}"
SEALING = "tenant_id = {tenant} AND purpose = 'data'"
WRAPPED = f"'{'x' * 60}'"
RECORD_KEY = "tenant_id = {tenant} AND object = 'customer' AND record_id = {customer}"
OF_APP = "type = 'totp' AND user_id = (SELECT id FROM access_account WHERE email = '{careful_email}')"
DAMAGED_ROLE, GARBLED = (503, "role.damaged"), (503, "secrets.damaged")
COMMON = "django.contrib.auth.password_validation.CommonPasswordValidator"
NO_LIST = [{"NAME": COMMON, "OPTIONS": {"password_list_path": "/nowhere/common"}}]
NO_FILE = tuple(
    no_master_key(spoil)
    for spoil in (lambda one: one.unlink(), lambda one: one.chmod(0o644), lambda one: one.write_text("x"))
)

PARTS = (
    table("access_apitoken", by_token, made, new_token),
    table("access_account", by_token, by_page, signed_in, given),
    table("access_membership", by_token, by_page, signed_in, given),
    table("access_person", by_token, by_page, made),
    table("access_tenant", by_token, by_page),
    table("kernel_stamp", by_token, by_page, made),
    table("access_role", by_token, by_page, made, kept=True),
    table("access_department", by_token, by_page, kept=True),
    table(FIELDS, by_token, made, kept=True),
    table("kernel_teammember", by_token, one_by_token, searched),
    table("django_session", by_page, new_token, signed_in),
    table("mfa_authenticator", by_page, signed_in, given),
    table("usersessions_usersession", signed_in),
    table("socialaccount_socialaccount", given),
    table("access_attempt", signed_in, stepped, given),
    table("access_cache", signed_in),
    Part("audit", (lost(AUDIT), shut(AUDIT, "INSERT")), (signed_in, new_token, given, revealed)),
    table("kernel_idempotency", made_once),
    table("kernel_changeset", made),
    table("kernel_recordkey", by_token, one_by_token, revealed),
    table("kernel_datakey", by_token, made, file, kept=True),
    table("connect_upload", file),
    row("file", broken.without_bytes, (file,), (404, "file.not_found")),
    row("server", broken.away, (by_token, by_page, made, file, signed_in, given), (503, "database.away")),
    row("lock", held("access_person", "lock_timeout"), (by_token, by_page, made), (503, "database.busy")),
    row("time", held("access_person", "statement_timeout"), (by_token, by_page, made), (503, "database.too_slow")),
    row("row security", broken.unseparated, (by_token, by_page, made), *UNFIT),
    row("master key", broken.other_master_key, (by_token, made, file, stepped), (503, "secrets.master_key_missing")),
    Part("key file", NO_FILE, (by_token, made, file), frozenset({(503, "secrets.master_key_unreadable")})),
    row("common passwords", setting("AUTH_PASSWORD_VALIDATORS", NO_LIST), (given,), *UNFIT),
    row("token", damaged("access_apitoken", "hash", "'x'", "tenant_id = {tenant} AND id = {token}"), TOKENS, *NOBODY),
    row("session", damaged("django_session", "session_data", "'x'", "session_key = '{session}'"), PAGES, *NOBODY),
    row("password", damaged("access_account", "password", "'x'", "email = '{email}'"), (signed_in,), WRONG_PASSWORD),
    row("membership", missing("access_membership", PERSON), PAGES, *NOBODY),
    row("app", damaged("mfa_authenticator", "data", "'{\"secret\": \"sealed.x.y\"}'", OF_APP), (stepped,), GARBLED),
    role("role", "'\"x\"'"),
    role("action", "'{\"*\": {\"actions\": {\"read\": \"x\"}}}'"),
    role("denial", "jsonb_set(grants, '{customer,deny,fields,wechat}', '\"hiden\"')"),
    role("rule", "jsonb_set(grants, '{customer,fields,email}', '7')"),
    row("place", damaged("access_role", "addresses", "'10.0.0.0/x'", ROLE), (by_token, by_page), NOT_HERE, kept=True),
    row("data key", damaged("kernel_datakey", "wrapped", WRAPPED, SEALING), (by_token, file), GARBLED, kept=True),
    row("record key", damaged("kernel_recordkey", "key", f"'{'x' * 16}'", RECORD_KEY), (one_by_token,), GARBLED),
    row("sealed value", damaged("customers_customer", "phone", "overlay(phone placing 'AAAA' from 20)", CUSTOMER),
        (by_token, one_by_token), GARBLED),
)  # fmt: skip


def cases() -> Iterator[Any]:
    for part in PARTS:
        for number, way in enumerate(part.ways):
            yield pytest.param(part, way, id=f"{part.name}-{number}")


def told(answer: HttpResponse) -> tuple[int, str]:
    """Status and code of a refusal that says nothing else."""
    text = answer.getvalue().decode(errors="replace")
    for word in (CANARY, PHONE, "Traceback", 'File "', "psycopg", "relation", "SELECT"):
        assert word not in text, text
    body = orjson.loads(text)
    assert answer.status_code < 500 or answer["Content-Type"] == "application/json"
    return answer.status_code, body["code"] if "code" in body else body["errors"][0]["code"]


@pytest.mark.parametrize(("part", "way"), list(cases()))
def test_without_a_part_nobody_gets_through(
    scene: Scene, part: Part, way: broken.Break, caplog: pytest.LogCaptureFixture
) -> None:
    broken.owner("DELETE FROM access_attempt")
    before = scene.admin.get("/customers", q="不成").ok()["count"]["value"]
    for ask in part.asks:
        assert ask(scene).status_code in (200, 201, 202), ask.__name__
    between = scene.admin.get("/customers", q="不成").ok()["count"]["value"]
    caplog.set_level(logging.CRITICAL)
    cookies = copy(scene.browser.client.cookies)
    with way(scene):
        if part.kept:
            broken.forget()
        for ask in part.asks:
            assert told(ask(scene)) in part.told, ask.__name__
    if part.kept:
        broken.forget()
    scene.browser.client.cookies = cookies  # a session that is none takes them away
    assert scene.admin.get("/customers", q="不成").ok()["count"]["value"] == between >= before
    for ask in part.asks:
        answer = ask(scene)
        assert answer.status_code in (200, 201, 202), (ask.__name__, answer.content)
