"""A-21: guesses at passwords and codes are counted, by whom and from where; nobody shuts others out for long."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import signing
from django.db import connections

from tests.access import company, second_step
from tests.access.browser import Browser
from zhike.access import address, attempts, audit, devices, guesses, passwords
from zhike.kernel.errors import TooMany

WRONG = "not-the-password-1"
PASSWORD = company.PASSWORD
TOO_MANY = ["sign_in.too_many"]
MISMATCH = ["email_password_mismatch"]


@pytest.fixture
def made():
    return company.founded()


def codes(answer):
    return [one["code"] for one in answer.json().get("errors", ())]


def execute(statement: str, *given: object, alias: str = "default") -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement, given)


def passes(seconds: int) -> None:
    """Time goes by for all that is counted."""
    execute("UPDATE access_attempt SET at = at - %s * interval '1 second', until = until - %s * interval '1 second'",
            seconds, seconds)  # fmt: skip


@contextmanager
def lost(table: str) -> Iterator[None]:
    """The store is gone for a while."""
    execute(f"ALTER TABLE {table} RENAME TO lost", alias="owner")
    try:
        yield
    finally:
        execute(f"ALTER TABLE lost RENAME TO {table}", alias="owner")


def known(email: str) -> Browser:
    """A browser that the account has signed in with before."""
    browser = Browser()
    assert browser.sign_in(email, PASSWORD).status_code == 200
    browser.call("DELETE", "auth/session")
    return browser


class TestCounting:
    def test_an_account_is_shut_for_a_while_whoever_guesses(self, made):
        answers = [Browser().sign_in(made.email("boss"), WRONG) for _ in range(11)]
        assert [one.status_code for one in answers] == [400] * 10 + [429]
        assert codes(answers[-1]) == TOO_MANY
        assert 0 < int(answers[-1]["Retry-After"]) <= 60
        assert codes(Browser().sign_in(made.email("boss"), PASSWORD)) == TOO_MANY

    def test_at_one_place_an_account_is_shut_sooner_and_others_are_not(self, made):
        made.add("li", password=PASSWORD)
        browser = Browser()
        answers = [codes(browser.sign_in(made.email("boss"), WRONG)) for _ in range(6)]
        assert answers == [MISMATCH] * 5 + [TOO_MANY]
        assert codes(browser.sign_in(made.email("boss"), PASSWORD)) == TOO_MANY
        assert browser.sign_in(made.email("li"), PASSWORD).status_code == 200
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 200

    def test_a_place_is_shut_for_a_while_whomever_it_guesses(self, made):
        browser = Browser()
        for number in range(11):
            answer = browser.sign_in(f"{number}-{made.email('boss')}", WRONG)
        assert codes(answer) == TOO_MANY
        assert codes(browser.sign_in(made.email("boss"), PASSWORD)) == TOO_MANY
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 200

    def test_of_ipv6_a_whole_network_is_one_place(self, made):
        for number in range(11):
            browser = Browser(f"2001:db8:{made.tenant % 0xFFFF:x}:1::{number + 1:x}")
            answer = browser.sign_in(f"{number}-{made.email('boss')}", WRONG)
        assert codes(answer) == TOO_MANY

    def test_each_failure_more_means_to_wait_twice_as_long(self, made):
        waits = []
        for _ in range(guesses.ACCOUNT.free - 1):
            Browser().sign_in(made.email("boss"), WRONG)
        for _ in range(6):
            assert codes(Browser().sign_in(made.email("boss"), WRONG)) == MISMATCH
            waits.append(int(Browser().sign_in(made.email("boss"), WRONG)["Retry-After"]))
            passes(waits[-1])
        assert [round(one / 10) * 10 for one in waits] == [60, 120, 240, 480, 900, 900]

    def test_hammering_makes_the_wait_no_longer(self, made):
        for _ in range(20):
            Browser().sign_in(made.email("boss"), WRONG)
        passes(60)
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 200

    def test_failures_are_forgotten_in_time(self, made):
        for _ in range(9):
            Browser().sign_in(made.email("boss"), WRONG)
        passes(attempts.FORGOTTEN + 1)
        answers = [codes(Browser().sign_in(made.email("boss"), WRONG)) for _ in range(10)]
        assert answers == [MISMATCH] * 10

    def test_many_at_once_are_counted_as_many(self, made):
        """Each is counted before its password is looked at."""

        def guess(number: int) -> int:
            try:
                return Browser().sign_in(made.email("boss"), WRONG).status_code
            finally:
                connections["default"].close()

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(guess, range(16)))
        assert (answers.count(400), answers.count(429)) == (10, 6)

    def test_the_right_password_in_between_does_not_begin_the_count_anew(self, made):
        for _ in range(9):
            Browser().sign_in(made.email("boss"), WRONG)
        assert Browser().sign_in(made.email("boss"), PASSWORD).status_code == 200
        answers = [codes(Browser().sign_in(made.email("boss"), WRONG)) for _ in range(2)]
        assert answers == [MISMATCH, TOO_MANY]

    def test_what_counts_no_longer_is_removed(self, made):
        Browser().sign_in(made.email("boss"), WRONG)
        passes(25 * 3600)
        attempts.prune()
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access_attempt WHERE at < now() - interval '1 day'")
            assert cursor.fetchone() == (0,)


class TestOthers:
    """Nobody shuts others out of their account for long."""

    def test_a_browser_that_has_signed_in_before_is_not_shut_out_by_strangers(self, made):
        own = known(made.email("boss"))
        for _ in range(11):
            answer = Browser().sign_in(made.email("boss"), WRONG)
        assert codes(answer) == TOO_MANY
        assert own.sign_in(made.email("boss"), PASSWORD).status_code == 200

    def test_nor_by_those_at_its_own_address(self, made):
        own = known(made.email("boss"))
        for _ in range(6):
            answer = Browser(own.address).sign_in(made.email("boss"), WRONG)
        assert codes(answer) == TOO_MANY
        assert own.sign_in(made.email("boss"), PASSWORD).status_code == 200

    def test_but_its_own_guesses_are_counted(self, made):
        own = known(made.email("boss"))
        answers = [codes(own.sign_in(made.email("boss"), WRONG)) for _ in range(6)]
        assert answers == [MISMATCH] * 5 + [TOO_MANY]

    def test_a_browser_is_known_to_its_own_account_alone(self, made):
        made.add("li", password=PASSWORD)
        for _ in range(10):
            Browser().sign_in(made.email("boss"), WRONG)
        assert codes(known(made.email("li")).sign_in(made.email("boss"), PASSWORD)) == TOO_MANY

    def test_a_made_up_name_is_not_known(self, made):
        for _ in range(10):
            Browser().sign_in(made.email("boss"), WRONG)
        forged = Browser()
        mark = devices._mark(made.email("boss"))
        forged.client.cookies[devices.NAME] = signing.dumps(["x", [mark]], salt="another")
        assert codes(forged.sign_in(made.email("boss"), PASSWORD)) == TOO_MANY

    def test_the_cookie_goes_to_sign_in_only_and_no_script_reads_it(self, made):
        cookie = known(made.email("boss")).client.cookies[devices.NAME]
        assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/_allauth/", True, "Lax")
        assert made.email("boss") not in cookie.value

    def test_a_new_password_from_the_administrator_opens_again(self, made):
        made.add("li", password=PASSWORD)
        for _ in range(11):
            answer = Browser().sign_in(made.email("li"), WRONG)
        assert codes(answer) == TOO_MANY
        given = passwords.give(made.actor("boss"), made.people["li"])
        assert Browser().sign_in(made.email("li"), given.password).status_code == 200


class TestPlaces:
    @pytest.mark.slow
    @pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Host"])
    def test_headers_do_not_begin_the_count_anew(self, made, header):
        browser = Browser()
        for number in range(11):
            value = f"host-{number}.example.com" if header == "Host" else f"192.0.2.{number}"
            answer = browser.sign_in(f"{number}-{made.email('boss')}", WRONG, **{header: value})
        assert codes(answer) == TOO_MANY

    @pytest.mark.parametrize("proxies", [1, 2])
    def test_behind_proxies_each_person_is_counted_alone(self, made, settings, proxies):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        proxy, person, other = Browser().address, Browser().address, Browser().address
        between = ", 192.0.2.99" * (proxies - 1)
        for number in range(11):  # what the caller writes before it changes nothing
            said = {"X-Forwarded-For": f"198.51.100.{number}, {person}{between}"}
            answer = Browser(proxy).sign_in(f"{number}-{made.email('boss')}", WRONG, **said)
        assert codes(answer) == TOO_MANY
        said = {"X-Forwarded-For": f"{other}{between}"}
        assert Browser(proxy).sign_in(made.email("boss"), PASSWORD, **said).status_code == 200

    def test_what_did_not_come_through_all_proxies_is_counted_by_its_own_address(self, made, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
        browser = Browser()
        for number in range(11):
            said = {"X-Forwarded-For": f"192.0.2.{number}"}
            answer = browser.sign_in(f"{number}-{made.email('boss')}", WRONG, **said)
        assert codes(answer) == TOO_MANY

    @pytest.mark.parametrize(
        ("proxies", "forwarded", "found"),
        [
            (0, "192.0.2.7", "10.0.0.1"),
            (1, "192.0.2.7", "192.0.2.7"),
            (1, "198.51.100.1, 192.0.2.7", "192.0.2.7"),
            (1, "192.0.2.7:4711", "192.0.2.7"),
            (1, "[2001:db8::7]:4711", "2001:db8::7"),
            (1, "2001:db8::7", "2001:db8::7"),
            (1, "::ffff:192.0.2.7", "192.0.2.7"),
            (1, "nonsense", "10.0.0.1"),
            (1, "", "10.0.0.1"),
            (2, "192.0.2.7", "10.0.0.1"),
        ],
    )
    def test_whose_address_it_is(self, settings, proxies, forwarded, found):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
        request = company.request()
        request.META |= {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": forwarded}
        assert address.of(request) == found


class TestNothingIsTold:
    def test_an_address_that_nobody_has_is_counted_like_one_that_somebody_has(self, made):
        nobody = "nobody-" + made.email("boss")
        somebodys, nobodys = (
            [(one.status_code, one.content) for one in (Browser().sign_in(email, WRONG) for _ in range(12))]
            for email in (made.email("boss"), nobody)
        )
        assert somebodys == nobodys
        assert b"sign_in.too_many" in nobodys[-1][1]

    def test_the_work_does_not_tell_whether_there_is_such_an_account(self, made, monkeypatch):
        """One hash each, which takes nearly all of the time; a clock would only see how busy the machine is."""
        hashed = []
        encode = MD5PasswordHasher.encode
        monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *given: hashed.append(given[1]) or encode(*given))
        made.add("locked")  # never had a password
        for email in (made.email("boss"), made.email("locked"), "nobody-" + made.email("boss")):
            hashed.clear()
            assert codes(Browser().sign_in(email, WRONG)) == MISMATCH
            assert len(hashed) == 1, email


class TestMore:
    def test_codes_of_a_second_step_are_counted(self, made):
        """Whoever has the password guesses from wherever; a browser that was in before has tries of its own."""
        own = known(made.email("boss"))
        secret = second_step.added(made.email("boss"))
        answers = []
        for number in range(6):
            browser = Browser()
            browser.sign_in(made.email("boss"), PASSWORD)
            answers.append(browser.call("POST", "auth/2fa/authenticate", {"code": f"{number:05}x"}))
        assert [codes(one) for one in answers] == [["incorrect_code"]] * 5 + [TOO_MANY]
        code = {"code": second_step.code_of(secret)}
        assert codes(browser.call("POST", "auth/2fa/authenticate", code)) == TOO_MANY
        assert not browser.is_in()
        own.sign_in(made.email("boss"), PASSWORD)
        assert own.call("POST", "auth/2fa/authenticate", {"code": second_step.code_of(secret)}).status_code == 200
        assert own.is_in()

    def test_a_code_is_good_once(self, made):
        secret = second_step.added(made.email("boss"))
        code = {"code": second_step.code_of(secret)}
        first, second = Browser(), Browser()
        for one in (first, second):
            one.sign_in(made.email("boss"), PASSWORD)
        assert first.call("POST", "auth/2fa/authenticate", code).status_code == 200
        assert codes(second.call("POST", "auth/2fa/authenticate", code)) == ["incorrect_code"]

    def test_an_administrator_cannot_give_passwords_without_end(self, made):
        made.add("li", password=PASSWORD)
        for _ in range(guesses.GIVEN.free):
            passwords.give(made.actor("boss"), made.people["li"])
        with pytest.raises(TooMany):
            passwords.give(made.actor("boss"), made.people["li"])

    @pytest.mark.parametrize("table", ["access_attempt", "access_cache"])
    def test_without_the_counts_nobody_gets_in(self, made, table):
        """A-48: they are part of the door."""
        browser = Browser()
        browser.client.raise_request_exception = False
        with lost(table):
            assert browser.sign_in(made.email("boss"), PASSWORD).status_code >= 429
            assert not browser.is_in()
        assert browser.sign_in(made.email("boss"), PASSWORD).status_code == 200

    def test_without_the_counts_no_second_step_is_taken(self, made):
        secret = second_step.added(made.email("boss"))
        browser = Browser()
        browser.client.raise_request_exception = False
        browser.sign_in(made.email("boss"), PASSWORD)
        with lost("access_attempt"):
            code = {"code": second_step.code_of(secret)}
            assert browser.call("POST", "auth/2fa/authenticate", code).status_code == 503
            assert not browser.is_in()

    def test_the_shutting_stands_in_the_audit_trail_once(self, made):
        for _ in range(14):
            Browser().sign_in(made.email("boss"), WRONG)
        found = audit.listed(made.actor("boss"), kinds=("sign_in.shut", "sign_in.failed"))["rows"]
        assert [one["kind"] for one in found] == ["sign_in.shut", *["sign_in.failed"] * 10]
        assert found[0]["data"] == {"seconds": 60}

    def test_a_wrong_code_stands_there_too(self, made):
        second_step.added(made.email("boss"))
        browser = Browser()
        browser.sign_in(made.email("boss"), PASSWORD)
        browser.call("POST", "auth/2fa/authenticate", {"code": "00000x"})
        found = audit.listed(made.actor("boss"), kinds=("second_step.failed", "sign_in.done"))["rows"]
        assert [one["kind"] for one in found] == ["second_step.failed"]
