"""Signing in as a browser does: sessions that are not fixed or kept, doors that are shut."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session

from tests.access import company
from tests.access.browser import COOKIE, Browser
from zhike.access import passwords
from zhike.access.models import Account

WRONG = "not-the-password-1"
PASSWORD = company.PASSWORD
START = datetime(2026, 11, 2, 8, tzinfo=UTC)
NEW = "li-bai-drinks-alone"


@pytest.fixture
def made():
    return company.founded()


def asks(browser):
    """What the API says to a page: status, and code of the error."""
    answer = browser.client.get("/api/v1/meta")
    return answer.status_code, answer.json().get("code")


def codes(answer):
    return [one["code"] for one in answer.json().get("errors", ())]


def test_the_right_password_opens(made):
    browser = Browser()
    assert not browser.is_in()
    answer = browser.sign_in(made.email("boss"), PASSWORD)
    assert answer.status_code == 200
    assert answer.json()["data"]["user"]["email"] == made.email("boss")
    assert browser.is_in()
    assert Account.objects.get(email=made.email("boss")).last_login is not None


def test_the_case_of_the_address_does_not_matter(made):
    assert Browser().sign_in(f" {made.email('boss').upper()} ", PASSWORD).status_code == 200


def test_a_wrong_password_does_not(made):
    browser = Browser()
    answer = browser.sign_in(made.email("boss"), WRONG)
    assert answer.status_code == 400
    assert codes(answer) == ["email_password_mismatch"]
    assert not browser.is_in()


def test_sign_in_needs_the_csrf_token(made):
    browser = Browser()
    assert browser.sign_in(made.email("boss"), PASSWORD, csrf=False).status_code == 403
    assert browser.sign_in(made.email("boss"), PASSWORD).status_code == 200
    assert browser.call("DELETE", "auth/session", csrf=False).status_code == 403


class TestSessions:
    def test_the_id_changes_at_sign_in(self, made):
        """A-20: an id that somebody put into the browser before is worth nothing after."""
        browser = Browser()
        browser.client.cookies[COOKIE] = "a" * 32
        browser.sign_in(made.email("boss"), PASSWORD)
        assert browser.session
        assert browser.session != "a" * 32
        fixed = Browser()
        fixed.client.cookies[COOKIE] = "a" * 32
        assert not fixed.is_in()

    def test_a_real_session_from_before_is_worth_nothing_after(self, made):
        other = company.founded()
        browser = Browser()
        browser.sign_in(other.email("boss"), PASSWORD)
        planted = browser.session
        browser.call("DELETE", "auth/session")
        browser.client.cookies[COOKIE] = planted
        browser.sign_in(made.email("boss"), PASSWORD)
        assert browser.is_in()
        assert browser.session != planted

    def test_signing_out_ends_the_session_on_the_server(self, made):
        browser, copy = Browser(), Browser()
        browser.sign_in(made.email("boss"), PASSWORD)
        copy.client.cookies[COOKIE] = browser.session
        assert copy.is_in()
        assert browser.call("DELETE", "auth/session").status_code == 401
        assert not browser.is_in()
        assert not copy.is_in()
        assert not Session.objects.filter(session_key=copy.session).exists()

    def test_a_new_password_ends_all_others(self, made):
        here, there = Browser(), Browser()
        for one in (here, there):
            one.sign_in(made.email("boss"), PASSWORD)
        before = here.session
        body = {"current_password": PASSWORD, "new_password": NEW}
        assert here.call("POST", "account/password/change", body).status_code == 200
        assert here.is_in()
        assert here.session != before
        assert not there.is_in()
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 400
        assert Browser().sign_in(made.email("boss"), NEW).status_code == 200

    def test_the_others_can_be_seen_and_ended(self, made):
        here, there = Browser(), Browser()
        for one in (here, there):
            one.sign_in(made.email("boss"), PASSWORD)
        listed = here.call("GET", "auth/sessions").json()["data"]
        assert len(listed) == 2
        others = [one["id"] for one in listed if not one["is_current"]]
        assert here.call("DELETE", "auth/sessions", {"sessions": others}).status_code == 200
        assert here.is_in()
        assert not there.is_in()

    def test_nobody_ends_the_session_of_another(self, made):
        mine, theirs = Browser(), Browser()
        mine.sign_in(made.email("boss"), PASSWORD)
        theirs.sign_in(company.founded().email("boss"), PASSWORD)
        listed = theirs.call("GET", "auth/sessions").json()["data"]
        mine.call("DELETE", "auth/sessions", {"sessions": [one["id"] for one in listed]})
        assert theirs.is_in()

    def test_one_that_is_not_used_ends(self, made):
        browser = Browser()
        with time_machine.travel(START, tick=False) as clock:
            browser.sign_in(made.email("boss"), PASSWORD)
            for _ in range(3):  # used every two days
                clock.shift(48 * 3600)
                assert asks(browser) == (200, None)
            clock.shift(72 * 3600 + 1)
            assert asks(browser) == (401, "sign_in.over")
            assert asks(browser) == (401, "sign_in.needed")

    def test_one_that_lasts_ends_whatever_is_done(self, made):
        browser = Browser()
        with time_machine.travel(START, tick=False) as clock:
            browser.sign_in(made.email("boss"), PASSWORD)
            for _ in range(6):
                clock.shift(56 * 3600)
                assert asks(browser) == (200, None)
            clock.shift(3600)
            assert asks(browser)[0] == 401

    def test_a_request_seldom_writes_its_session(self, made):
        browser = Browser()
        browser.sign_in(made.email("boss"), PASSWORD)
        asks(browser)
        before = Session.objects.get(session_key=browser.session).session_data
        asks(browser)
        assert Session.objects.get(session_key=browser.session).session_data == before

    def test_whoever_is_switched_off_is_out_and_stays_out(self, made):
        made.add("li", password=PASSWORD)
        browser = Browser()
        browser.sign_in(made.email("li"), PASSWORD)
        made.write("person", {"id": made.people["li"], "active": False}, "update")
        assert not browser.is_in()
        again = Browser()
        assert codes(again.sign_in(made.email("li"), WRONG)) == ["email_password_mismatch"]
        assert codes(again.sign_in(made.email("li"), PASSWORD)) == ["account_inactive"]
        assert not again.is_in()
        made.write("person", {"id": made.people["li"], "active": True}, "update")
        assert again.sign_in(made.email("li"), PASSWORD).status_code == 200


class TestShutDoors:
    @pytest.mark.slow
    @pytest.mark.parametrize(
        "path",
        [
            "auth/signup", "account/email", "account/phone", "auth/email/verify", "auth/email/verify/resend",
            "auth/phone/verify", "auth/phone/verify/resend", "auth/password/request", "auth/password/reset",
        ],
    )  # fmt: skip
    @pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
    def test_nobody_adds_an_account_or_an_address_by_themselves(self, made, method, path):
        browser = Browser()
        browser.sign_in(made.email("boss"), PASSWORD)
        accounts = Account.objects.count()
        body = {"email": f"new-{made.email('boss')}", "password": PASSWORD, "primary": True}
        assert browser.call(method, path, body).status_code == 404
        assert Account.objects.count() == accounts

    def test_the_page_is_told_that_there_is_no_sign_up(self):
        assert Browser().call("GET", "config").json()["data"]["account"]["is_open_for_signup"] is False

    @pytest.mark.parametrize(("language", "word"), [("en", "administrator"), ("zh-CN", "管理员")])
    def test_asking_for_a_new_password_by_mail_leads_to_the_administrator(self, made, language, word):
        """Zhike sends no mail; whether there is such an account is not told either."""
        for email in (made.email("boss"), "nobody-" + made.email("boss")):
            body = {"email": email}
            answer = Browser().call("POST", "auth/password/request", body, **{"Accept-Language": language})
            assert answer.status_code == 404
            assert codes(answer) == ["sign_in.closed"]
            assert word in answer.json()["errors"][0]["message"]

    def test_a_token_opens_nothing_here(self, made):
        """A header that is meant for the API takes neither the session nor the CSRF check away."""
        browser, bearer = Browser(), {"Authorization": "Bearer x"}
        assert browser.call("GET", "auth/session", **bearer).status_code == 401
        assert browser.sign_in(made.email("boss"), PASSWORD, csrf=False, **bearer).status_code == 403
        assert browser.sign_in(made.email("boss"), PASSWORD, **bearer).status_code == 200
        assert browser.call("GET", "auth/session", **bearer).status_code == 200

    @pytest.mark.parametrize(
        ("method", "path"),
        [
            ("POST", "auth/login"), ("DELETE", "auth/session"), ("DELETE", "auth/sessions"),
            ("POST", "auth/reauthenticate"), ("POST", "auth/2fa/authenticate"), ("POST", "auth/2fa/reauthenticate"),
            ("POST", "auth/webauthn/login"), ("POST", "auth/webauthn/authenticate"), ("POST", "auth/provider/begin"),
            ("POST", "account/password/change"), ("POST", "account/authenticators/totp"),
            ("DELETE", "account/authenticators/totp"), ("POST", "account/authenticators/recovery-codes"),
            ("POST", "account/authenticators/webauthn"), ("DELETE", "account/authenticators/webauthn"),
            ("PUT", "account/authenticators/webauthn"),
        ],
    )  # fmt: skip
    def test_every_change_here_takes_the_csrf_token(self, made, method, path):
        """A-20."""
        browser = Browser()
        browser.sign_in(made.email("boss"), PASSWORD)
        assert browser.call(method, path, {}, csrf=False).status_code == 403
        assert browser.is_in()

    @pytest.mark.parametrize("long", ["短句也可以是密码，只要够长就行", "a" * 30 + " B-9 " + "z" * 60])
    def test_a_long_password_of_any_letters_is_taken_as_it_is(self, made, long):
        passwords.set_by_operator(made.email("boss"), long)
        assert Browser().sign_in(made.email("boss"), long).status_code == 200
        for other in (long[:-1], long.swapcase() if long.swapcase() != long else f"{long}x"):
            assert codes(Browser().sign_in(made.email("boss"), other)) == ["email_password_mismatch"]

    @pytest.mark.parametrize(
        "weak",
        ["1234567", "password", "iloveyou", "87234987239", "qwertyuiop", "Zhike@2026", "知客123456!", "crm-20261122"],
    )
    def test_a_weak_password_is_refused(self, made, weak):
        browser = Browser()
        browser.sign_in(made.email("boss"), PASSWORD)
        body = {"current_password": PASSWORD, "new_password": weak}
        assert browser.call("POST", "account/password/change", body).status_code == 400


def test_the_page_speaks_the_language_that_is_asked_for(made):
    answer = Browser().sign_in(made.email("boss"), WRONG, **{"Accept-Language": "zh-CN"})
    assert any("\u4e00" <= letter <= "\u9fff" for letter in answer.json()["errors"][0]["message"])
    answer = Browser().sign_in(made.email("boss"), WRONG, **{"Accept-Language": "en"})
    assert answer.json()["errors"][0]["message"].isascii()
