"""Events of web sites: from their origins, with consent, and of nobody whom the server has not named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from django.core import signing
from django.test import Client

from tests.behaviour.sending import customer, did, kinds, meeting
from tests.connect.company import Company, Program, found
from zhike.engines.behaviour import identity, limits, public

ORIGIN, VISITOR = "https://www.example.com", "v" * 24
Sent = Callable[..., Any]


@pytest.fixture
def site(api: Program) -> int:
    row = {"name": "官网", "origins": f"{ORIGIN}\nhttps://m.example.com:8443"}
    return int(api.post("/tracking_sites", row).ok(201)["id"])


@pytest.fixture
def path(api: Program, site: int) -> str:
    return str(api.get(f"/tracking_sites/{site}/snippet").ok()["path"])


def sent(path: str, *, origin: str | None = ORIGIN, method: str = "POST", raw: bytes | None = None, **more: Any) -> Any:
    headers = more.pop("headers", {}) | ({"Origin": origin} if origin else {})
    at = dt.datetime.now(dt.UTC).isoformat()
    body = {"visitor": VISITOR, "sent_at": at, "consent": True, "events": [happened("a")]} | more
    data = orjson.dumps(body) if raw is None else raw
    return Client().generic(method, path, data, content_type="text/plain", headers=headers)


def happened(key: str, kind: str = "page_view", **more: Any) -> dict[str, Any]:
    return {"id": key, "kind": kind, "at": dt.datetime.now(dt.UTC).isoformat(), "on": f"{ORIGIN}/x"} | more


def test_a_page_sends_and_its_visitor_identifies_themselves(company: Company, api: Program, path: str) -> None:
    one = customer(api)
    answer = sent(path, events=[happened("a"), happened("b", "dance"), {"id": "c"}, "x"])
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == ORIGIN
    assert not answer.cookies
    told = answer.json()
    assert (told["taken"], [row["index"] for row in told["errors"]]) == (1, [1, 2, 3])
    assert sent(path).json()["repeated"] == 1
    token = api.post(f"/customers/{one}/identity").ok(201)["token"]
    assert sent(path, events=[], identity=token).status_code == 200
    assert kinds(api, one) == ["page_view"]
    assert meeting(api, did("page_view")) == [one]
    other = api.post(f"/customers/{customer(api)}/identity").ok(201)["token"]
    assert sent(path, events=[], identity=other).status_code == 409
    assert sent(path, events=[], identity=other, visitor="w" * 24).status_code == 200


def test_nobody_claims_to_be_somebody(company: Company, api: Program, path: str) -> None:
    one = customer(api)
    elsewhere = found()
    theirs = elsewhere.program().post(f"/customers/{customer(elsewhere.program())}/identity").ok(201)["token"]
    forged = signing.dumps([company.tenant, "customer", one], salt="other")
    gone = identity.token(company.tenant, ("customer", 987654321))[0]
    for token in (theirs, forged, gone, "x", "", 7, "x" * 900):
        assert sent(path, identity=token).status_code == 422, token
    assert kinds(api, one) == []


def test_nothing_is_taken_from_whom_it_must_not_be(api: Program, site: int, path: str) -> None:
    assert sent(path, origin="https://evil.example.com").status_code == 404
    assert sent(path, origin=None).status_code == 404
    assert sent("/t/1-1-aaaaaaaaaaaa").status_code == 404
    assert sent(path[:-1] + ("a" if path[-1] != "a" else "b")).status_code == 404
    for more in ({"consent": False}, {"consent": None}, {"headers": {"DNT": "1"}}, {"headers": {"Sec-GPC": "1"}}):
        assert sent(path, **more).status_code == 204
    assert sent(path).json()["taken"] == 1
    asked = sent(path, method="OPTIONS", raw=b"")
    assert (asked.status_code, asked.headers["Access-Control-Allow-Origin"]) == (204, ORIGIN)
    assert sent(path, method="GET", raw=b"").status_code == 405
    api.patch(f"/tracking_sites/{site}", {"version": 1, "active": False}).ok()
    assert sent(path).status_code == 404


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        (b"", 400), (b"[]", 400), (b"\xff", 400), (b'{"more": 1, "consent": true}', 400), (b" " * 60_001, 413),
        (b'{"consent": true, "visitor": "short"}', 400), (b'{"consent": true, "visitor": 7}', 400),
        (b'{"consent": true, "visitor": "%s", "events": 7}' % (b"v" * 24), 400),
        (b'{"consent": true, "visitor": "%s", "sent_at": "x"}' % (b"v" * 24), 422),
    ],
)  # fmt: skip
def test_what_no_page_sends(path: str, raw: bytes, status: int) -> None:
    assert sent(path, raw=raw).status_code == status


def test_whoever_sends_too_fast_waits(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FROM_AN_ADDRESS", 3)
    limits.forget()
    assert [sent(path, events=[]).status_code for _ in range(4)] == [200, 200, 200, 429]


def test_the_script_is_small_and_the_snippet_names_it(api: Program, site: int) -> None:
    answer = Client().get("/t.js")
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.content == public.SCRIPT
    assert len(public.SCRIPT) < 5_000
    told = api.get(f"/tracking_sites/{site}/snippet").ok()
    assert 'src="http://testserver/t.js"' in told["script"]
    assert 'data-consent="wait"' in told["script"]
    for origins in ("", "example.com", "https://Example.com", "https://a.example/x", "https://a.example\n*"):
        assert api.post("/tracking_sites", {"name": "x", "origins": origins}).status == 422
