"""Tokens over HTTP."""

from __future__ import annotations

from tests.connect.company import Company, Program


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
