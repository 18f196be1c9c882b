"""What a second step is made of is sealed in the database, opens with the right master key only, and can be renewed."""

import os

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from tests.access import company, second_step
from tests.access.browser import Browser
from tests.masters import holding
from zhike.access.models import Account
from zhike.access.second_step import Adapter, seal_anew
from zhike.kernel.errors import Unable
from zhike.kernel.secrets.master import MasterKey, at_hand


@pytest.fixture
def made():
    return company.founded()


def stored(made, kind="totp"):
    return Authenticator.objects.get(user__email=made.email("boss"), type=kind)


def signs_in(made, code):
    browser = Browser()
    browser.sign_in(made.email("boss"), company.PASSWORD)
    return browser.call("POST", "auth/2fa/authenticate", {"code": code}).status_code == 200


def test_an_apps_secret_and_the_seed_of_codes_are_sealed(made):
    secret = second_step.added(made.email("boss"))
    codes = RecoveryCodes.activate(Account.objects.get(email=made.email("boss"))).generate_codes()
    assert secret not in stored(made).data["secret"]
    assert stored(made).data["secret"].startswith("sealed.")
    assert stored(made, "recovery_codes").data["seed"].startswith("sealed.")
    assert signs_in(made, second_step.code_of(secret))
    assert signs_in(made, codes[0])


def test_the_same_secret_is_sealed_otherwise_each_time_and_a_changed_one_is_refused():
    one, other = Adapter().encrypt("secret"), Adapter().encrypt("secret")
    assert one != other
    assert Adapter().decrypt(one) == Adapter().decrypt(other) == "secret"
    with pytest.raises(Unable):
        Adapter().decrypt(one[:-8] + ("A" * 8 if one[-8:] != "A" * 8 else "B" * 8))


def test_another_master_key_opens_nothing(made):
    secret = second_step.added(made.email("boss"))
    with holding(MasterKey.of(os.urandom(32))), pytest.raises(Unable):
        Adapter().decrypt(stored(made).data["secret"])
    assert Adapter().decrypt(stored(made).data["secret"]) == secret


def test_a_new_master_key_takes_over_and_the_old_one_can_go(made):
    secret = second_step.added(made.email("boss"))
    codes = RecoveryCodes.activate(Account.objects.get(email=made.email("boss"))).generate_codes()
    held, new = at_hand()[0], MasterKey.of(os.urandom(32))
    try:
        with holding(new, held):
            assert seal_anew() >= 2
            assert seal_anew() == 0
        with holding(new):
            assert RecoveryCodes(stored(made, "recovery_codes")).generate_codes() == codes
            assert Adapter().decrypt(stored(made).data["secret"]) == secret
        with holding(new, held):  # whose data keys nobody has wrapped anew
            assert signs_in(made, second_step.code_of(secret))
    finally:
        with holding(held, new):
            seal_anew()


def test_what_is_from_before_is_read_as_it_is_and_sealed_when_the_program_changes(made):
    secret = second_step.added(made.email("boss"))
    old = stored(made)
    old.data["secret"] = secret
    old.save()
    assert signs_in(made, second_step.code_of(secret))
    assert seal_anew() == 1
    assert secret not in stored(made).data["secret"]
    assert Adapter().decrypt(stored(made).data["secret"]) == secret
