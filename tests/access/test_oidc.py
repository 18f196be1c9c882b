"""Signing in at a server elsewhere: for people there are, by the address that it has verified or by who it knows."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.access import company, second_step
from tests.access.browser import Browser
from tests.access.elsewhere import Provider, running
from zhike.access import audit, passwords
from zhike.access.models import Account
from zhike.project import environment
from zhike.project.problem import Problem

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of what the provider stands on
BEGIN = "auth/provider/begin"
BACK = "/sign-in?back=1&next=%2Fcustomers"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture(autouse=True)
def told(server: Provider, settings, monkeypatch) -> None:
    """What whoever runs Zhike has set."""
    for name, value in (("ISSUER", server.address), ("CLIENT_ID", "zhike"), ("CLIENT_SECRET", "s"), ("NAME", "公司")):
        monkeypatch.setenv(f"ZHIKE_OIDC_{name}", value)
    settings.OIDC_ISSUER = environment.issuer()
    settings.SOCIALACCOUNT_PROVIDERS = environment.providers()


@pytest.fixture
def made():
    return company.founded()


def begun(browser: Browser, back: str = BACK) -> str:
    answer = browser.call("POST", BEGIN, {"provider": "oidc", "back": back})
    assert answer.status_code == 200, answer.content
    return answer.json()["location"]


def through(server: Provider, subject: str, browser: Browser | None = None, back: str = BACK) -> tuple[Browser, str]:
    """All the way there and back; gives the browser, and where it is sent in the end."""
    browser = browser or Browser()
    returned = urlsplit(server.signs_in(begun(browser, back), subject))
    answer = browser.client.get(f"{returned.path}?{returned.query}")
    assert answer.status_code == 302, answer.content
    return browser, answer["Location"]


def test_the_page_is_told_where_one_can_sign_in(server):
    found = Browser().call("GET", "config").json()["data"]["socialaccount"]["providers"]
    assert [(one["id"], one["name"]) for one in found] == [("oidc", "公司")]


def test_whoever_has_a_verified_address_gets_in_and_is_known_from_then_on(made, server):
    made.add("li")
    server.knows(f"li-{made.tag}", email=made.email("li").upper(), email_verified=True)
    browser, location = through(server, f"li-{made.tag}")
    assert location == BACK
    assert browser.is_in()
    linked = SocialAccount.objects.get(user__email=made.email("li"))
    assert linked.extra_data == {}
    assert f"li-{made.tag}" not in linked.uid
    server.knows(f"li-{made.tag}", email="changed@example.com", email_verified=False)
    assert through(server, f"li-{made.tag}")[0].is_in()
    kinds = [one["kind"] for one in audit.listed(made.actor("boss"))["rows"]]
    assert kinds[:3] == ["sign_in.done", "sign_in.done", "sign_in.linked"]


@pytest.mark.parametrize("claims", [{"email_verified": False}, {}, {"email": None, "email_verified": True}])
def test_an_address_that_is_not_verified_opens_nothing(made, server, claims):
    server.knows(f"boss-{made.tag}", **{"email": made.email("boss"), **claims})
    browser, location = through(server, f"boss-{made.tag}")
    assert not browser.is_in()
    assert "error" in parse_qs(urlsplit(location).query)
    assert not SocialAccount.objects.filter(user__email=made.email("boss")).exists()


def test_a_stranger_makes_no_account(made, server):
    email = f"stranger-{made.tag}@example.com"
    server.knows(f"stranger-{made.tag}", email=email, email_verified=True)
    browser, location = through(server, f"stranger-{made.tag}")
    assert not browser.is_in()
    assert parse_qs(urlsplit(location).query)["error"] == ["permission_denied"]
    assert not Account.objects.filter(email=email).exists()


def test_whoever_is_switched_off_stays_out_also_when_known(made, server):
    made.add("li")
    server.knows(f"off-{made.tag}", email=made.email("li"), email_verified=True)
    assert through(server, f"off-{made.tag}")[0].is_in()
    made.write("person", {"id": made.people["li"], "active": False}, "update")
    browser, location = through(server, f"off-{made.tag}")
    assert not browser.is_in()
    assert "error" in parse_qs(urlsplit(location).query)


def test_the_second_step_is_taken_here_too(made, server):
    made.add("li")
    secret = second_step.added(made.email("li"))
    server.knows(f"step-{made.tag}", email=made.email("li"), email_verified=True)
    browser, location = through(server, f"step-{made.tag}")
    assert location == BACK
    pending = browser.call("GET", "auth/session")
    assert pending.status_code == 401
    assert [one["id"] for one in pending.json()["data"]["flows"] if one.get("is_pending")] == ["mfa_authenticate"]
    assert browser.call("POST", "auth/2fa/authenticate", {"code": second_step.code_of(secret)}).status_code == 200
    assert browser.is_in()


def test_a_new_password_from_the_administrator_ends_the_link(made, server):
    made.add("li")
    server.knows(f"link-{made.tag}", email=made.email("li"), email_verified=True)
    through(server, f"link-{made.tag}")
    passwords.give(made.actor("boss"), made.people["li"])
    server.knows(f"link-{made.tag}", email="another@example.com", email_verified=True)
    assert not through(server, f"link-{made.tag}")[0].is_in()


def test_a_new_address_ends_the_link(made, server):
    made.add("li")
    server.knows(f"move-{made.tag}", email=made.email("li"), email_verified=True)
    through(server, f"move-{made.tag}")
    made.write("person", {"id": made.people["li"], "email": f"new-{made.email('li')}"}, "update")
    assert not through(server, f"move-{made.tag}")[0].is_in()


class TestFlow:
    def test_it_goes_with_a_code_a_state_and_a_challenge(self, server):
        asked = parse_qs(urlsplit(begun(Browser())).query)
        assert asked["response_type"] == ["code"]
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["redirect_uri"] == ["http://testserver/_allauth/oidc/oidc/callback"]
        assert len(asked["state"][0]) >= 16
        assert len(asked["code_challenge"][0]) == 43

    def test_the_answer_is_good_once_and_only_in_the_browser_that_asked(self, made, server):
        server.knows(f"boss-{made.tag}", email=made.email("boss"), email_verified=True)
        mine, other = Browser(), Browser()
        returned = urlsplit(server.signs_in(begun(mine), f"boss-{made.tag}"))
        path = f"{returned.path}?{returned.query}"
        other.client.get(path)
        assert not other.is_in()
        mine.client.get(path)
        assert mine.is_in()
        mine.call("DELETE", "auth/session")
        mine.client.get(path)
        assert not mine.is_in()

    def test_a_code_that_another_browser_was_given_is_refused_by_its_challenge(self, made, server):
        """The code of a victim is put behind one's own state: the verifier does not fit."""
        server.knows(f"boss-{made.tag}", email=made.email("boss"), email_verified=True)
        victim, thief = Browser(), Browser()
        stolen = parse_qs(urlsplit(server.signs_in(begun(victim), f"boss-{made.tag}")).query)["code"][0]
        state = parse_qs(urlsplit(begun(thief)).query)["state"][0]
        answer = thief.client.get(f"/_allauth/oidc/oidc/callback?code={stolen}&state={state}")
        assert "error" in parse_qs(urlsplit(answer["Location"]).query)
        assert not thief.is_in()

    def test_the_signature_is_looked_at(self, made, server, monkeypatch):
        """Signed by another key than those that the server tells, although it came from the server itself."""
        server.knows(f"boss-{made.tag}", email=made.email("boss"), email_verified=True)
        other = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
        monkeypatch.setattr(server, "keys", {"keys": [jwt.algorithms.RSAAlgorithm.to_jwk(other, as_dict=True)]})
        browser, location = through(server, f"boss-{made.tag}")
        assert not browser.is_in()
        assert "error" in parse_qs(urlsplit(location).query)
        monkeypatch.setattr(server, "keys", None)
        assert through(server, f"boss-{made.tag}")[0].is_in()

    @pytest.mark.parametrize(
        "claims",
        [
            {"exp": 1_600_000_000},
            {"exp": None},
            {"aud": "another-client"},
            {"aud": None},
            {"iss": "https://other.example"},
        ],
    )
    def test_a_token_that_is_old_or_for_another_opens_nothing(self, made, server, claims):
        """Each is signed well, by a key that the server tells: it is what the token says that is refused."""
        server.knows(f"boss-{made.tag}", email=made.email("boss"), email_verified=True)
        try:
            server.says(**claims)
            browser, location = through(server, f"boss-{made.tag}")
            assert not browser.is_in()
            assert "error" in parse_qs(urlsplit(location).query)
            server.says(locale="zh")  # signed by the same key, and otherwise right
            assert through(server, f"boss-{made.tag}")[0].is_in()
        finally:
            server.claims, server.keys = {}, None

    def test_no_redirect_of_the_server_is_followed(self, made, server, monkeypatch):
        server.knows(f"boss-{made.tag}", email=made.email("boss"), email_verified=True)
        monkeypatch.setattr(server, "moved", f"{server.address}/.well-known/openid-configuration")
        browser, location = through(server, f"boss-{made.tag}")
        assert not browser.is_in()
        assert "error" in parse_qs(urlsplit(location).query)

    def test_the_document_of_another_issuer_is_refused(self, server, settings):
        settings.OIDC_ISSUER = "https://another.example"
        answer = Browser().call("POST", BEGIN, {"back": BACK})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (503, "sign_in.provider_away")

    @pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:x", 7])
    def test_one_comes_back_to_our_own_pages_only(self, made, server, back):
        server.knows(f"boss-{made.tag}", email=made.email("boss"), email_verified=True)
        assert through(server, f"boss-{made.tag}", back=back)[1] == "/sign-in"

    def test_to_begin_takes_the_csrf_token(self, server):
        assert Browser().call("POST", BEGIN, {"back": BACK}, csrf=False).status_code == 403

    @pytest.mark.parametrize("door", ["auth/provider/redirect", "auth/provider/signup", "auth/provider/token"])
    def test_other_doors_are_shut(self, server, door):
        assert Browser().call("POST", door, {}).status_code == 404


class TestWithout:
    def test_nothing_is_offered(self, settings):
        settings.OIDC_ISSUER, settings.SOCIALACCOUNT_PROVIDERS = "", {}
        browser = Browser()
        assert browser.call("POST", BEGIN, {"back": BACK}).status_code == 404
        assert browser.client.get("/_allauth/oidc/oidc/callback?code=x&state=y").status_code == 404
        assert browser.call("GET", "config").json()["data"]["socialaccount"]["providers"] == []

    def test_a_server_that_is_away_is_told(self, settings, monkeypatch):
        monkeypatch.setenv("ZHIKE_OIDC_ISSUER", "http://localhost:9")
        settings.OIDC_ISSUER = environment.issuer()
        settings.SOCIALACCOUNT_PROVIDERS = environment.providers()
        answer = Browser().call("POST", BEGIN, {"back": BACK})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (503, "sign_in.provider_away")

    def test_one_that_goes_away_before_one_is_back_lets_nobody_in(self, made, server, settings, monkeypatch):
        """A-48: what it has not told is not believed; when it is there again, one gets in."""
        server.knows(made.email("boss"), email=made.email("boss"), email_verified=True)
        browser = Browser()
        returned = urlsplit(server.signs_in(begun(browser), made.email("boss")))
        held = settings.OIDC_ISSUER, settings.SOCIALACCOUNT_PROVIDERS
        monkeypatch.setenv("ZHIKE_OIDC_ISSUER", "http://localhost:9")
        settings.OIDC_ISSUER, settings.SOCIALACCOUNT_PROVIDERS = environment.issuer(), environment.providers()
        answer = browser.client.get(f"{returned.path}?{returned.query}")
        assert (answer.status_code, "error=" in answer["Location"]) == (302, True)
        assert not browser.is_in()
        settings.OIDC_ISSUER, settings.SOCIALACCOUNT_PROVIDERS = held
        assert through(server, made.email("boss"), browser)[0].is_in()

    @pytest.mark.parametrize("wrong", ["http://idp.example", "ftp://idp.example", "idp.example", "https://"])
    def test_only_https_is_taken(self, monkeypatch, wrong):
        monkeypatch.setenv("ZHIKE_OIDC_ISSUER", wrong)
        with pytest.raises(Problem):
            environment.issuer()

    def test_a_client_is_needed(self, monkeypatch):
        monkeypatch.setenv("ZHIKE_OIDC_CLIENT_ID", "")
        with pytest.raises(Problem):
            environment.providers()
