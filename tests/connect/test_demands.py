"""What a role asks before it lets anybody do anything: a second step at sign-in, certain addresses."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.access import second_step
from tests.access.browser import Browser
from tests.connect.company import PASSWORD, Company, Program, found
from zhike.access import identity, passwords, tenants
from zhike.access.models import Membership

HERE, ELSEWHERE = "127.0.0.1", "198.51.100.7"


def ask(browser: Browser, method: str, path: str, body: Any = None) -> Any:
    """A request of the page."""
    headers = {"X-CSRFToken": browser.client.cookies["zhike_csrf"].value}
    data = "" if body is None else json.dumps(body)
    return browser.client.generic(method, f"/api/v1{path}", data, "application/json", headers=headers)


class Seller:
    """A colleague with a role of their own, a page and a program."""

    def __init__(self, company: Company, api: Program, **asked: Any) -> None:
        self.api = api
        self.role = api.post("/roles", {"name": f"role {company.colleague()}", "grants": GRANTS}).ok(201)
        self.person = company.colleague()
        self.email = api.get(f"/people/{self.person}").ok()["email"]
        self.password = PASSWORD
        passwords.set_by_administrator(company.actor, self.person, PASSWORD)
        self.program = company.program(self.person)
        version = api.get(f"/people/{self.person}").ok()["version"]
        api.patch(f"/people/{self.person}", {"version": version, "roles": [self.role["id"]]}).ok()
        self.asks(**asked)

    def asks(self, **asked: Any) -> None:
        version = self.api.get(f"/roles/{self.role['id']}").ok()["version"]
        self.api.patch(f"/roles/{self.role['id']}", {"version": version, **asked}).ok()

    def page(self, address: str | None = None) -> Browser:
        browser = Browser(address)
        browser.sign_in(self.email, self.password)
        return browser


GRANTS = {"*": {"actions": {"create": True, "read": True, "update": True}, "scope": "all"}}
NEEDED = (403, "access.second_step_needed")
NOT_HERE = (403, "access.address_not_allowed")


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


class TestSecondStep:
    def test_without_one_there_is_nothing_but_to_set_it_up(self, fresh: Company) -> None:
        seller = Seller(fresh, fresh.program(), second_step=True)
        page = seller.page()
        for method, path, body in (
            ("GET", "/meta", None),
            ("GET", "/customers", None),
            ("POST", "/customers", {"name": "x"}),
            ("GET", "/me", None),
            ("POST", "/tokens", {"name": "x"}),
        ):
            assert told(ask(page, method, path, body)) == NEEDED, path
        assert page.call("POST", "auth/reauthenticate", {"password": seller.password}).status_code == 200
        offered = page.call("GET", "account/authenticators/totp")
        secret = offered.json()["meta"]["secret"]
        code = {"code": second_step.code_of(secret)}
        assert page.call("POST", "account/authenticators/totp", code).status_code == 200
        assert ask(page, "GET", "/meta").status_code == 200
        assert ask(page, "POST", "/customers", {"name": "x"}).status_code == 201

    def test_whoever_has_one_takes_it_at_sign_in(self, fresh: Company) -> None:
        seller = Seller(fresh, fresh.program(), second_step=True)
        secret = second_step.added(seller.email)
        page = seller.page()
        assert ask(page, "GET", "/meta").status_code == 401
        page.call("POST", "auth/2fa/authenticate", {"code": second_step.code_of(secret)})
        assert ask(page, "GET", "/meta").status_code == 200

    def test_another_company_can_be_opened(self, fresh: Company) -> None:
        seller, other = Seller(fresh, fresh.program(), second_step=True), found()
        tenants.add_person(other.actor, name="两边", email=seller.email, roles=("sales",))
        Membership.objects.filter(tenant_id=other.tenant).update(confirmed=True)  # as the operator would
        page = seller.page()
        assert told(ask(page, "GET", "/meta")) == NEEDED
        rows = ask(page, "GET", "/me/companies").json()["rows"]
        assert {one["id"]: one["open"] for one in rows} == {fresh.tenant: True, other.tenant: False}
        assert ask(page, "POST", "/me/company", {"company": other.tenant}).status_code == 200
        assert ask(page, "GET", "/meta").status_code == 200

    def test_turning_it_off_leads_back(self, fresh: Company) -> None:
        seller = Seller(fresh, fresh.program(), second_step=True)
        secret = second_step.added(seller.email)
        page = seller.page()
        page.call("POST", "auth/2fa/authenticate", {"code": second_step.code_of(secret)})
        page.call("POST", "auth/reauthenticate", {"password": seller.password})
        assert page.call("DELETE", "account/authenticators/totp").status_code == 200
        assert told(ask(page, "GET", "/meta")) == NEEDED

    def test_setting_it_up_ends_the_sessions_that_began_without(self, fresh: Company) -> None:
        seller = Seller(fresh, fresh.program())
        here, there = seller.page(), seller.page()
        assert ask(there, "GET", "/meta").status_code == 200
        here.call("POST", "auth/reauthenticate", {"password": seller.password})
        secret = here.call("GET", "account/authenticators/totp").json()["meta"]["secret"]
        code = {"code": second_step.code_of(secret)}
        assert here.call("POST", "account/authenticators/totp", code).status_code == 200
        assert ask(here, "GET", "/meta").status_code == 200
        assert ask(there, "GET", "/meta").status_code == 401

    def test_it_holds_from_the_next_request_on_and_for_that_role_only(self, fresh: Company) -> None:
        seller, other = Seller(fresh, fresh.program()), Seller(fresh, fresh.program())
        page, others = seller.page(), other.page()
        assert ask(page, "GET", "/meta").status_code == 200
        seller.asks(second_step=True)
        assert told(ask(page, "GET", "/meta")) == NEEDED
        assert ask(others, "GET", "/meta").status_code == 200
        seller.asks(second_step=False)
        assert ask(page, "GET", "/meta").status_code == 200

    def test_tokens_and_background_work_go_on(self, fresh: Company) -> None:
        seller = Seller(fresh, fresh.program(), second_step=True)
        seller.program.get("/customers").ok()
        assert identity.person(fresh.tenant, seller.person).may("read", "customer")


class TestAddresses:
    @pytest.mark.parametrize(
        ("allowed", "address", "let_in"),
        [
            ("10.0.0.0/8", None, True),
            ("203.0.113.0/24", None, False),
            ("203.0.113.0/24\n\n 10.0.0.0/8 ", None, True),
            ("2001:db8::/32", "2001:db8:1::5", True),
            ("2001:db8::/32", "2001:db9::5", False),
            ("2001:db8::5", "2001:db8::5", True),
            ("198.51.100.7", "198.51.100.7", True),
            ("198.51.100.7", "::ffff:198.51.100.7", True),
            ("0.0.0.0/0", "2001:db8::5", False),
            ("", None, True),
        ],
    )
    def test_a_page_is_had_from_there_only(self, fresh: Company, allowed: str, address: str, let_in: bool) -> None:
        seller = Seller(fresh, fresh.program(), addresses=allowed or None)
        answer = ask(seller.page(address), "GET", "/meta")
        assert answer.status_code == 200 if let_in else told(answer) == NOT_HERE

    def test_so_is_a_token(self, fresh: Company) -> None:
        seller = Seller(fresh, fresh.program(), addresses="203.0.113.0/24")
        error = seller.program.get("/customers").refused(403, "access.address_not_allowed")
        assert HERE in error["message"]
        seller.asks(addresses=HERE)
        seller.program.get("/customers").ok()

    def test_what_a_header_says_is_nothing_without_a_proxy_of_ours(self, fresh: Company, settings) -> None:
        seller = Seller(fresh, fresh.program(), addresses=ELSEWHERE)
        said = {"X-Forwarded-For": ELSEWHERE}
        seller.program.get("/customers", headers=said).refused(403, "access.address_not_allowed")
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        seller.program.get("/customers", headers=said).ok()
        said = {"X-Forwarded-For": f"{ELSEWHERE}, 203.0.113.9"}
        seller.program.get("/customers", headers=said).refused(403, "access.address_not_allowed")

    def test_of_two_roles_each_asks_for_itself(self, fresh: Company) -> None:
        api = fresh.program()
        seller = Seller(fresh, api, addresses="10.0.0.0/8\n127.0.0.0/8")
        other = api.post("/roles", {"name": "second", "grants": GRANTS, "addresses": "203.0.113.0/24"}).ok(201)["id"]
        version = api.get(f"/people/{seller.person}").ok()["version"]
        api.patch(f"/people/{seller.person}", {"version": version, "roles": [seller.role["id"], other]}).ok()
        seller.program.get("/customers").refused(403, "access.address_not_allowed")

    @pytest.mark.parametrize(
        "wrong", ["10.0.0.0/33", "10.0.0.1/8", "office", "10.0.0.0/8, 11.0.0.0/8", "2001:db8::/200"]
    )
    def test_what_is_no_network_is_refused(self, fresh: Company, wrong: str) -> None:
        error = fresh.program().post("/roles", {"name": "x", "addresses": f"10.0.0.0/8\n{wrong}"}).refused(422)
        assert error["fields"]["addresses"]["code"] == "role.wrong_network"

    def test_too_many_are_refused(self, fresh: Company) -> None:
        lines = "\n".join(f"10.0.{n}.0/24" for n in range(101))
        error = fresh.program().post("/roles", {"name": "x", "addresses": lines}).refused(422)
        assert error["fields"]["addresses"]["code"] == "role.too_many_networks"

    def test_nobody_shuts_themselves_out(self, fresh: Company) -> None:
        api = fresh.program()
        mine = next(one for one in api.get("/roles").ok()["rows"] if one["admin"])
        change = {"version": mine["version"], "addresses": "203.0.113.0/24"}
        error = api.patch(f"/roles/{mine['id']}", change).refused(422)
        assert error["fields"]["addresses"]["code"] == "role.own_address"
        assert HERE in error["fields"]["addresses"]["message"]
        other = api.post("/roles", {"name": "x", "addresses": "203.0.113.0/24"}).ok(201)["id"]
        me = api.get(f"/people/{fresh.owner}").ok()
        roles = {"version": me["version"], "roles": [mine["id"], other]}
        assert (
            api.patch(f"/people/{fresh.owner}", roles).refused(422)["fields"]["addresses"]["code"] == "role.own_address"
        )
        api.patch(f"/roles/{mine['id']}", {**change, "addresses": f"203.0.113.0/24\n{HERE}"}).ok()
        api.get("/customers").ok()

    def test_whoever_runs_the_server_opens_it_again(self, fresh: Company, settings) -> None:
        seller = Seller(fresh, fresh.program(), addresses="203.0.113.0/24")
        seller.program.get("/customers").refused(403)
        settings.ANY_ADDRESS = True
        identity._resolved.cache_clear()  # as after a start
        seller.program.get("/customers").ok()


def test_both_are_changes_of_the_role_in_the_journal(fresh: Company) -> None:
    seller = Seller(fresh, fresh.program(), second_step=True, addresses=HERE)
    seen = fresh.program().get(f"/roles/{seller.role['id']}/history").ok()["rows"][0]["fields"]
    assert {one["name"] for one in seen} >= {"second_step", "addresses"}
