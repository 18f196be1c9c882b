"""What people do for themselves in a browser, and the first password that an administrator gives."""

from __future__ import annotations

from typing import Any

import orjson
from allauth.mfa.models import Authenticator

from tests.access.browser import Browser
from tests.connect.company import PASSWORD, Answer, Company, Program, found
from zhike.access import passwords, people, tenants
from zhike.access.models import Account


class Page(Program):
    """A signed-in browser that talks to the API."""

    def __init__(self, email: str, password: str = PASSWORD) -> None:
        self.browser = Browser()
        assert self.browser.sign_in(email, password).status_code == 200
        super().__init__(None, http=self.browser.client)

    def ask(self, method: str, path: str, body: Any = None, **more: Any) -> Answer:
        more["headers"] = {"X-CSRFToken": self.browser.client.cookies["zhike_csrf"].value, **more.get("headers", {})}
        return super().ask(method, path, body, **more)

    def changes(self, current: str, new: str) -> Any:
        """What the page on which one sets one's own password sends."""
        body = {"current_password": current, "new_password": new}
        return self.browser.call("POST", "account/password/change", body)


OWN = "li-bai-drinks-alone"


def email_of(company: Company, person: int) -> str:
    email: str = company.program().get(f"/people/{person}").ok()["email"]
    return email


def test_an_administrator_lets_a_colleague_in(fresh: Company) -> None:
    li = fresh.colleague()
    made = fresh.program().post(f"/people/{li}/password").ok(201)
    assert made["email"] == email_of(fresh, li)
    page = Page(made["email"], made["password"])
    page.get("/meta").refused(403, "access.password_to_change")

    again = fresh.program().post(f"/people/{li}/password").ok(201)
    assert again["password"] != made["password"]
    page.get("/meta").refused(401)
    page = Page(made["email"], again["password"])
    assert page.changes(again["password"], OWN).status_code == 200
    assert page.get("/meta").ok()["me"]["id"] == li


def test_a_password_that_was_given_opens_the_page_for_ones_own_and_no_more(fresh: Company) -> None:
    li = fresh.colleague()
    program = fresh.program(li)
    made = fresh.program().post(f"/people/{li}/password").ok(201)
    page = Page(made["email"], made["password"])
    for method, path, body in (
        ("GET", "/meta", None), ("GET", "/customers", None), ("POST", "/customers", {"name": "x"}),
        ("GET", "/me", None), ("PATCH", "/me", {"name": "x"}), ("GET", "/me/companies", None),
        ("POST", "/me/company", {"company": fresh.tenant}), ("POST", "/tokens", {"name": "x"}), ("GET", "/audit", None),
    ):  # fmt: skip
        page.ask(method, path, body).refused(403, "access.password_to_change")
    program.get("/customers").ok()  # what programs were let do before is another matter

    again = Page(made["email"], made["password"])  # nor does signing in once more
    again.get("/meta").refused(403, "access.password_to_change")
    kept = again.changes(made["password"], made["password"])
    assert (kept.status_code, kept.json()["errors"][0]["param"]) == (400, "new_password")
    again.get("/meta").refused(403, "access.password_to_change")
    assert again.changes(made["password"], OWN).status_code == 200
    assert again.get("/meta").ok()["me"]["id"] == li
    page.get("/meta").refused(401)
    Page(made["email"], OWN).get("/meta").ok()


def test_a_password_of_the_operators_or_ones_own_is_not_asked_for_again(fresh: Company) -> None:
    li = fresh.colleague()
    made = fresh.program().post(f"/people/{li}/password").ok(201)
    passwords.set_by_operator(made["email"], OWN)
    Page(made["email"], OWN).get("/meta").ok()
    page = Page(made["email"], OWN)
    assert page.changes(OWN, "du-fu-walks-home-2").status_code == 200
    page.get("/meta").ok()


def test_nobody_else_gives_passwords(fresh: Company) -> None:
    li, ma = fresh.colleague("manager"), fresh.colleague()
    before = Account.objects.get(email=email_of(fresh, ma)).password
    fresh.program(li).post(f"/people/{ma}/password").refused(403, "right.admin_only")
    fresh.program(scopes=("read", "write")).post(f"/people/{ma}/password").refused(403, "right.admin_only")
    found().program().post(f"/people/{ma}/password").refused(404)
    Program(None).post(f"/people/{ma}/password").refused(401)
    fresh.program().post("/people/999999999/password").refused(404)
    assert Account.objects.get(email=email_of(fresh, ma)).password == before


def test_the_account_of_two_companies_is_nobodys_to_open(fresh: Company) -> None:
    other = found()
    email = email_of(other, other.owner)
    shared = tenants.add_person(fresh.actor, name="两边", email=email, roles=("sales",))
    fresh.program().post(f"/people/{shared}/password").refused(409, "account.shared")
    Page(email).get("/meta").ok()  # with the password from before


def test_a_password_that_is_told_once_is_kept_nowhere(fresh: Company) -> None:
    li = fresh.colleague()
    fresh.program().post(f"/people/{li}/password", key="again").refused(400, "idempotency.not_here")


def test_people_change_themselves(fresh: Company) -> None:
    page = Page(email_of(fresh, fresh.owner))
    assert page.get("/me").ok() == {
        "id": fresh.owner, "email": email_of(fresh, fresh.owner), "name": "老板", "phone": None, "language": None,
    }  # fmt: skip
    changed = page.patch("/me", {"name": "周海燕", "phone": "138 0000 7391", "language": "en"}).ok()
    assert (changed["name"], changed["phone"], changed["language"]) == ("周海燕", "+8613800007391", "en")
    assert page.get("/meta").ok()["me"]["name"] == "周海燕"
    assert page.get("/meta").ok()["language"] == "en"
    assert page.patch("/me", {"language": None}).ok()["language"] is None
    assert "phone" in page.patch("/me", {"phone": "12"}).refused(422)["fields"]
    for body in ({"name": None}, {"name": 1}, {"roles": []}, {"email": "x@example.com"}, {"id": 1}):
        page.patch("/me", body).refused(400)
    li = Page(email_of(fresh, colleague := fresh.colleague(password=PASSWORD)))
    assert li.patch("/me", {"name": "李"}).ok()["id"] == colleague  # who may not write people otherwise
    li.patch(f"/people/{colleague}", {"version": 2, "name": "x"}).refused(403)


def test_only_in_a_browser_and_only_from_our_page(fresh: Company) -> None:
    api = fresh.program()
    for method, path in (("GET", "/me"), ("PATCH", "/me"), ("GET", "/me/companies"), ("POST", "/me/company")):
        api.ask(method, path, {} if method != "GET" else None).refused(403, "request.page_only")
    page = Page(email_of(fresh, fresh.owner))
    page.patch("/me", {"name": "x"}, headers={"X-CSRFToken": "wrong"}).refused(403, "request.csrf")


def test_people_of_two_companies_change_between_them(fresh: Company) -> None:
    other, stranger = found(), found()
    email = email_of(other, other.owner)
    here = tenants.add_person(fresh.actor, name="两边", email=email, roles=("sales",))
    page = Page(email)
    before = page.get("/me/companies").ok()["rows"]
    assert {one["id"]: one["open"] for one in before} == {fresh.tenant: True, other.tenant: False}

    assert page.post("/me/company", {"company": other.tenant}).ok()["open"] is True
    assert page.get("/meta").ok()["me"]["id"] == other.owner
    page.post("/me/company", {"company": fresh.tenant}).ok()
    assert page.get("/meta").ok()["me"]["id"] == here
    for body in ({}, {"company": "1"}, {"company": True}, {"company": 0}, {"company": 1, "more": 1}):
        page.post("/me/company", body).refused(400)
    for company in (stranger.tenant, 10**15):
        page.post("/me/company", {"company": company}).refused(404, "tenant.not_found")
    assert page.get("/meta").ok()["me"]["id"] == here
    assert {one.tenant_id for one in people.by_email(email)} == {fresh.tenant, other.tenant}
    assert orjson.dumps(stranger.tenant) not in page.get("/me/companies").raw


def test_a_company_that_gave_a_password_reaches_no_other_by_it(fresh: Company) -> None:
    """An address that one company took first is worth nothing in the company whose colleague has it."""
    thief, email = found(), f"victim{fresh.tenant}@example.com"
    waiting = thief.program().post("/people", {"name": "等着", "email": email}).ok(201)["id"]
    known = thief.program().post(f"/people/{waiting}/password").ok(201)["password"]

    admin = fresh.program()
    roles = [one["id"] for one in admin.get("/roles").ok()["rows"] if one["admin"]]
    colleague = admin.post("/people", {"name": "同事", "email": email, "roles": roles}).ok(201)["id"]
    assert Page(email, known).changes(known, OWN).status_code == 200
    page = Page(email, OWN)
    assert [one["id"] for one in page.get("/me/companies").ok()["rows"]] == [thief.tenant]
    page.post("/me/company", {"company": fresh.tenant}).refused(404, "tenant.not_found")
    assert page.get("/meta").ok()["me"]["id"] == waiting
    admin.post(f"/people/{colleague}/password").refused(409, "account.shared")

    passwords.set_by_operator(email, "given-by-hand-to-the-right-one")
    page.get("/meta").refused(401)
    page = Page(email, "given-by-hand-to-the-right-one")
    assert {one["id"] for one in page.get("/me/companies").ok()["rows"]} == {thief.tenant, fresh.tenant}


def test_an_account_that_was_left_behind_is_given_anew(fresh: Company) -> None:
    thief, email = found(), f"left{fresh.tenant}@example.com"
    waiting = thief.program().post("/people", {"name": "等着", "email": email}).ok(201)
    known = thief.program().post(f"/people/{waiting['id']}/password").ok(201)["password"]
    account = Account.objects.get(email=email)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})
    thief.program().patch(f"/people/{waiting['id']}", {"version": waiting["version"], "email": None}).ok()

    admin = fresh.program()
    colleague = admin.post("/people", {"name": "同事", "email": email}).ok(201)["id"]
    assert Browser().sign_in(email, known).status_code != 200
    made = admin.post(f"/people/{colleague}/password").ok(201)
    assert not Authenticator.objects.filter(user=account).exists()
    page = Page(email, made["password"])
    assert page.changes(made["password"], OWN).status_code == 200
    assert page.get("/meta").ok()["me"]["id"] == colleague
