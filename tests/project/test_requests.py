"""What every request passes: headers, language, and what only browsers need."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory
from django.urls import path

from zhike.project import browsers, language, urls


def say(request: HttpRequest) -> HttpResponse:
    session = "session" if hasattr(request, "session") else "no session"
    return HttpResponse(f"{request.LANGUAGE_CODE} {session} {request.user.is_authenticated}")  # type: ignore[attr-defined]


@pytest.fixture
def client() -> Client:
    return Client(enforce_csrf_checks=True)


class Urls:
    urlpatterns = [path("api/v1/say", say), path("say", say), *urls.urlpatterns]


@pytest.fixture(autouse=True)
def with_view(settings):
    settings.ROOT_URLCONF = Urls


def test_a_browser_has_a_session_and_must_send_the_csrf_token(client: Client) -> None:
    assert client.get("/api/v1/say").content == b"zh-hans session False"
    assert client.post("/api/v1/say").status_code == 403
    request = RequestFactory().get("/")
    token = get_token(request)
    client.cookies["zhike_csrf"] = request.META["CSRF_COOKIE"]
    assert client.post("/api/v1/say", headers={"X-CSRFToken": token}).status_code == 200


def test_a_program_with_a_token_has_neither(client: Client) -> None:
    headers = {"Authorization": "Bearer abc"}
    assert client.get("/api/v1/say", headers=headers).content == b"zh-hans no session False"
    assert client.post("/api/v1/say", headers=headers).status_code == 200


def test_a_token_never_acts_with_the_session_of_a_cookie(client: Client) -> None:
    client.cookies["zhike_session"] = "whatever"
    assert client.get("/api/v1/say", headers={"Authorization": "bearer abc"}).content == b"zh-hans no session False"
    assert not browsers.has_token(RequestFactory().get("/", headers={"Authorization": "Basic abc"}))


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", "zh-hans"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("en-GB,en;q=0.9,zh;q=0.8", "en"),
        ("fr, en;q=0.5", "en"),
        ("zh-TW", "zh-hans"),
        ("de", "zh-hans"),
        ("en;q=x, *", "zh-hans"),
    ],
)
def test_the_language_is_the_best_of_ours(accepted: str, chosen: str) -> None:
    assert language.choose(accepted) == chosen


def test_data_can_never_run_as_a_page(client: Client) -> None:
    answer = client.get("/api/v1/say")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "script-src 'self'" in client.get("/say")["Content-Security-Policy"]
