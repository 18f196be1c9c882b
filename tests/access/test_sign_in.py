"""Signing in as a browser does: sessions that are not fixed or kept, guesses that are counted, doors that are shut."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.sessions.models import Session

from tests.access import company
from tests.access.browser import COOKIE, Browser
from zhike.access.models import Account
from zhike.access.settings import ACCOUNT_RATE_LIMITS

WRONG = "not-the-password-1"
PASSWORD = company.PASSWORD
NEW = "li-bai-drinks-alone"


@pytest.fixture
def made():
    return company.founded()


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


class TestGuesses:
    """A-21."""

    def test_an_account_is_shut_for_a_while_whoever_guesses(self, made):
        for _ in range(10):
            answer = Browser().sign_in(made.email("boss"), WRONG)
        assert codes(answer) == ["too_many_login_attempts"]
        assert codes(Browser().sign_in(made.email("boss"), PASSWORD)) == ["too_many_login_attempts"]

    def test_a_place_is_shut_for_a_while_whomever_it_guesses(self, made):
        browser = Browser()
        for number in range(11):
            answer = browser.sign_in(f"{number}-{made.email('boss')}", WRONG)
        assert codes(answer) == ["too_many_login_attempts"]
        assert codes(browser.sign_in(made.email("boss"), PASSWORD)) == ["too_many_login_attempts"]
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 200

    @pytest.mark.slow
    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Host"])
    def test_headers_do_not_begin_the_count_anew(self, made, header):
        browser = Browser()
        for number in range(10):
            value = f"host-{number}.example.com" if header == "Host" else f"192.0.2.{number}"
            answer = browser.sign_in(made.email("boss"), WRONG, **{header: value})
        assert codes(answer) == ["too_many_login_attempts"]

    @pytest.mark.parametrize("proxies", [1, 2])
    def test_behind_proxies_each_person_is_counted_alone(self, made, settings, proxies):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        proxy = Browser().address
        between = ", 192.0.2.99" * (proxies - 1)
        for number in range(11):  # what the caller writes before it changes nothing
            said = {"X-Forwarded-For": f"198.51.100.{number}, 192.0.2.1{between}"}
            answer = Browser(proxy).sign_in(f"{number}-{made.email('boss')}", WRONG, **said)
        assert codes(answer) == ["too_many_login_attempts"]
        other = {"X-Forwarded-For": f"192.0.2.2{between}"}
        assert Browser(proxy).sign_in(made.email("boss"), PASSWORD, **other).status_code == 200

    def test_what_did_not_come_through_all_proxies_is_counted_by_its_own_address(self, made, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
        answer = Browser().sign_in(made.email("boss"), PASSWORD, **{"X-Forwarded-For": "192.0.2.7"})
        assert answer.status_code == 200

    def test_an_address_that_nobody_has_is_counted_like_one_that_somebody_has(self, made):
        nobody = "nobody-" + made.email("boss")
        somebodys, nobodys = (
            [(one.status_code, one.content) for one in (Browser().sign_in(address, WRONG) for _ in range(7))]
            for address in (made.email("boss"), nobody)
        )
        assert somebodys == nobodys
        assert b"too_many_login_attempts" in nobodys[-1][1]

    def test_the_right_password_in_between_does_not_begin_the_count_anew(self, made):
        for _ in range(4):
            Browser().sign_in(made.email("boss"), WRONG)
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 200
        answers = [codes(Browser().sign_in(made.email("boss"), WRONG)) for _ in range(2)]
        assert answers == [["email_password_mismatch"], ["too_many_login_attempts"]]

    def test_the_limits_are_what_the_tests_take_them_for(self):
        assert ACCOUNT_RATE_LIMITS["login_failed"] == "10/5m/ip,5/5m/key"

    def test_the_work_does_not_tell_whether_there_is_such_an_account(self, made, monkeypatch):
        """One hash each, which takes nearly all of the time; a clock would only see how busy the machine is."""
        hashed = []
        encode = MD5PasswordHasher.encode
        monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(given[1]) or encode(*given))
        made.add("locked")  # never had a password
        for address in (made.email("boss"), made.email("locked"), "nobody-" + made.email("boss")):
            hashed.clear()
            assert codes(Browser().sign_in(address, WRONG)) == ["email_password_mismatch"]
            assert len(hashed) == 1, address


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

    @pytest.mark.parametrize("weak", ["1234567", "password", "iloveyou", "87234987239", "qwertyuiop"])
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
