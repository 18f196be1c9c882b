"""Looking through a colleague's eyes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.access.browser import Browser
from tests.connect.company import PASSWORD, Company, Program
from zhike.access import passwords


def ask(browser: Browser, method: str, path: str, body: Any = None) -> Any:
    """A request of the page."""
    headers = {"X-CSRFToken": browser.client.cookies["zhike_csrf"].value}
    data = "" if body is None else json.dumps(body)
    return browser.client.generic(method, f"/api/v1{path}", data, "application/json", headers=headers)


@pytest.fixture
def boss(company: Company, api: Program) -> Browser:
    """The owner at a page."""
    email = api.get("/meta").ok()["me"]["email"]
    passwords.set_by_administrator(company.actor, company.owner, PASSWORD)
    browser = Browser()
    assert browser.sign_in(email, PASSWORD).status_code == 200
    return browser


def test_one_sees_what_they_see_and_changes_nothing(company: Company, api: Program, boss: Browser) -> None:
    seller = company.colleague()
    mine = api.post("/customers", {"name": "老板的"}).ok(201)["id"]
    theirs = api.post("/customers", {"name": "他的", "owner": seller}).ok(201)["id"]
    assert ask(boss, "POST", "/me/view", {"person": seller}).json()["id"] == seller
    meta = ask(boss, "GET", "/meta").json()["me"]
    assert (meta["id"], meta["viewer"], meta["admin"]) == (seller, company.owner, False)
    assert ask(boss, "GET", f"/customers/{mine}").status_code == 404
    read = ask(boss, "GET", f"/customers/{theirs}").json()
    for method, path, body in (
        ("PATCH", f"/customers/{theirs}", {"version": read["version"], "remark": "x"}),
        ("POST", "/customers", {"name": "x"}),
        ("POST", "/customers/export", {}),
        ("POST", "/tokens", {"name": "x"}),
        ("PATCH", "/me", {"name": "x"}),
        ("DELETE", f"/customers/{theirs}", None),
    ):
        refused = ask(boss, method, path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "view_as.only_looking"), path
    assert ask(boss, "GET", "/audit").status_code == 403
    assert ask(boss, "DELETE", "/me/view").status_code == 200
    assert ask(boss, "GET", "/meta").json()["me"]["viewer"] is None
    ask(boss, "GET", f"/customers/{mine}").json()
    kinds = [
        (one["kind"], one["by"]["id"], one["data"])
        for one in api.get("/audit", kinds="view_as.begun,view_as.ended").ok()["rows"]
    ]
    assert kinds[:2] == [
        ("view_as.ended", company.owner, {"person": seller}),
        ("view_as.begun", company.owner, {"person": seller}),
    ]


def test_who_may_and_whom(company: Company, api: Program, boss: Browser) -> None:
    api.post("/me/view", {"person": company.colleague()}).refused(403, "request.page_only")
    assert ask(boss, "POST", "/me/view", {"person": company.owner}).json()["code"] == "view_as.oneself"
    assert ask(boss, "POST", "/me/view", {"person": 10**9}).status_code == 404
    assert ask(boss, "POST", "/me/view", {"person": "1"}).status_code == 400
    assert ask(boss, "POST", "/me/view", {}).status_code == 400
    left = company.colleague()
    version = api.get(f"/people/{left}").ok()["version"]
    ask(boss, "POST", "/me/view", {"person": left})
    api.patch(f"/people/{left}", {"version": version, "active": False}).ok()
    assert ask(boss, "GET", "/meta").json()["me"]["id"] == company.owner  # whoever has left has no eyes
    assert ask(boss, "POST", "/me/view", {"person": left}).json()["code"] == "person.inactive"


def test_only_administrators_do(company: Company, api: Program) -> None:
    seller = company.colleague(password=PASSWORD)
    email = api.get(f"/people/{seller}").ok()["email"]
    browser = Browser()
    assert browser.sign_in(email, PASSWORD).status_code == 200
    refused = ask(browser, "POST", "/me/view", {"person": company.owner})
    assert (refused.status_code, refused.json()["code"]) == (403, "right.admin_only")
