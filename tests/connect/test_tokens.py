"""Tokens over HTTP."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections

from tests.connect.company import Company, Program
from zhike.kernel import read


def test_a_token_is_made_used_and_revoked(fresh: Company) -> None:
    api = fresh.program()
    made = api.post("/tokens", {"name": "报表", "scopes": ["read"], "days": 30}).ok(201)
    reader = Program(made["token"])
    reader.get("/customers").ok()
    reader.post("/customers", {"name": "x"}).refused(403)
    rows = api.get("/tokens").ok()["rows"]
    assert rows[0]["name"] == "报表"
    assert rows[0]["hint"] == made["token"][-4:]
    assert all("token" not in one for one in rows)
    api.delete(f"/tokens/{made['id']}").ok()
    reader.get("/customers").refused(401, "token.revoked")


def test_tokens_of_others_are_the_administrators(fresh: Company) -> None:
    api, person = fresh.program(), fresh.colleague("sales")
    seller = fresh.program(person, scopes=("read", "write"))
    assert len(api.get("/tokens", person=person).ok()["rows"]) == 1
    seller.get("/tokens", person=fresh.owner).refused(403)
    seller.post("/tokens", {"name": "更多"}).refused(403)
    seller.delete(f"/tokens/{api.get('/tokens').ok()['rows'][0]['id']}").refused(404)
    api.post("/tokens", {"name": "x", "person": 999_999_999}).refused(404)


def test_tokens_that_are_not_understood(api: Program) -> None:
    for body in (
        {},
        {"name": ""},
        {"name": 1},
        {"name": "x", "scopes": []},
        {"name": "x", "scopes": ["all"]},
        {"name": "x", "scopes": "read"},
        {"name": "x", "days": 0},
        {"name": "x", "days": "1"},
        {"name": "x", "days": 10**9},
        {"name": "x", "person": 0},
        {"name": "x", "more": 1},
        {"name": "x" * 81},
    ):
        assert api.post("/tokens", body).status in (400, 422), body
    api.get("/tokens", person=0).refused(400)


def test_requests_with_one_token_do_not_wait_for_each_other(
    fresh: Company, monkeypatch: pytest.MonkeyPatch, database: None
) -> None:
    """Once a minute a request notes that the token is used; a slow one must not hold the others up with it."""
    api = fresh.program()
    real, slow, go_on = read.page, threading.Event(), threading.Event()

    def page(*given: Any) -> Any:
        if not slow.is_set():
            slow.set()
            assert go_on.wait(20)
        return real(*given)

    def ask() -> int:
        try:
            return Program(api.token).get("/customers").status
        finally:
            connections.close_all()

    monkeypatch.setattr(read, "page", page)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(ask)
        assert slow.wait(20)
        try:
            assert pool.submit(ask).result(timeout=5) == 200
            used = api.get("/tokens").ok()["rows"][0]["last_used_at"]
            assert used is not None
        finally:
            go_on.set()
        assert first.result(timeout=20) == 200
