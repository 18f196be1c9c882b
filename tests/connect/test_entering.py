"""Who gets in: tokens, sessions with their CSRF proof, nobody."""

from __future__ import annotations

import orjson
import pytest
from django.conf import settings
from django.test import Client

from tests.connect.company import PASSWORD, Company, Program, found
from zhike.engines.connect.schema import document


def browser(email: str) -> tuple[Client, str]:
    """A browser that has signed in, and its CSRF token."""
    client = Client(enforce_csrf_checks=True)
    client.get("/_allauth/browser/v1/config")
    client.get("/_allauth/browser/v1/auth/session")
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    answer = client.post(
        "/_allauth/browser/v1/auth/login", {"email": email, "password": PASSWORD}, content_type="application/json",
        headers={"X-CSRFToken": token},
    )  # fmt: skip
    assert answer.status_code == 200, answer.content
    return client, client.cookies[settings.CSRF_COOKIE_NAME].value


@pytest.fixture(scope="module")
def home(database: None) -> tuple[Company, Client, str]:
    company = found()
    email = company.program().get("/meta").ok()["me"]["email"]
    return (company, *browser(email))


def send(client: Client, method: str, path: str, body: object = None, token: str | None = None) -> tuple[int, object]:
    headers = {"X-CSRFToken": token} if token else {}
    data = orjson.dumps(body) if body is not None else b""
    answer = client.generic(method, f"/api/v1{path}", data, content_type="application/json", headers=headers)
    return answer.status_code, orjson.loads(answer.content)


def test_a_session_reads_without_and_writes_with_a_csrf_token(home: tuple[Company, Client, str]) -> None:
    company, client, token = home
    status, meta = send(client, "GET", "/meta")
    assert status == 200
    assert meta["me"]["id"] == company.owner  # type: ignore[index]
    for wrong in (None, "x" * 32):
        status, error = send(client, "POST", "/customers", {"name": "伪造"}, wrong)
        assert (status, error["code"]) == (403, "request.csrf")  # type: ignore[index]
    status, made = send(client, "POST", "/customers", {"name": "本人"}, token)
    assert status == 201
    at = f"/customers/{made['id']}"  # type: ignore[index]
    assert send(client, "PATCH", at, {"version": 1, "name": "改"})[0] == 403
    assert send(client, "DELETE", at)[0] == 403
    assert send(client, "PATCH", at, {"version": 1, "name": "改"}, token)[0] == 200
    assert send(client, "DELETE", at, None, token)[0] == 200


def test_every_unsafe_operation_wants_the_csrf_token(home: tuple[Company, Client, str]) -> None:
    _, client, _ = home
    for path, methods in document.document()["paths"].items():
        for method in methods.keys() - {"get"}:
            place = path.removeprefix("/api/v1").replace("{id}", "1").replace("{upload}", "f_x").replace("{key}", "f_x")
            place = (
                place.replace("{person}", "1")
                .replace("{suggestion}", "1")
                .replace("{visitor}", "1")
                .replace("{number}", "1")
            )
            status, error = send(client, method.upper(), place, {})
            assert (status, error["code"]) == (403, "request.csrf"), (method, path)  # type: ignore[index]


def test_a_token_needs_no_csrf_even_beside_a_session(home: tuple[Company, Client, str]) -> None:
    company, client, _ = home
    token = company.program().token
    answer = client.generic(
        "POST", "/api/v1/customers", orjson.dumps({"name": "令牌"}), content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )  # fmt: skip
    assert answer.status_code == 201


def test_a_page_gets_its_csrf_cookie_with_meta(home: tuple[Company, Client, str]) -> None:
    _, client, _ = home
    assert settings.CSRF_COOKIE_NAME in client.get("/api/v1/meta").cookies


def test_every_operation_wants_somebody(database: None) -> None:
    nobody = Program(None)
    for path, methods in document.document()["paths"].items():
        for method, told in methods.items():
            place = path.removeprefix("/api/v1").replace("{id}", "1").replace("{upload}", "f_x").replace("{key}", "f_x")
            place = (
                place.replace("{person}", "1")
                .replace("{suggestion}", "1")
                .replace("{visitor}", "1")
                .replace("{number}", "1")
            )
            answer = nobody.ask(method.upper(), place)
            if told.get("security") != []:
                answer.refused(401)
                assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            else:
                answer.ok()


@pytest.mark.parametrize("token", ["x", "zk_1_" + "x" * 43, "zk_999999_" + "y" * 43, "zk_1_\u00e9", "Bearer"])
def test_a_wrong_token_opens_nothing(database: None, token: str) -> None:
    Program(token).get("/customers").refused(401)


def test_errors_speak_the_language_that_is_asked_for(database: None) -> None:
    assert "sign in" in Program(None, "en-GB,en;q=0.9").get("/meta").refused(401)["message"].lower()
    assert "登录" in Program(None, "zh-CN").get("/meta").refused(401)["message"]
    assert "登录" in Program(None, "fr").get("/meta").refused(401)["message"]
