"""The master key of a site and the data keys of its companies, as an operator handles them."""

import base64
import itertools
import os
import stat
from functools import partial
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.db import connections
from django.test import override_settings

from zhike.access import second_step
from zhike.access.models import Account
from zhike.kernel import db
from zhike.kernel.actor import system
from zhike.kernel.secrets import master, vault
from zhike.kernel.secrets.master import MasterKey
from zhike.kernel.write import write
from zhike.project import companies, keys, master_key
from zhike.project.problem import Problem

_numbers = itertools.count(1)


@pytest.fixture
def tenant(database: None) -> int:
    email = f"keys{next(_numbers)}@terminal.example.com"
    return companies.found(name="密钥公司", email=email, owner="老板", zone="Asia/Shanghai", language="zh-CN").tenant


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in master_key.GIVEN:
        monkeypatch.delenv(name, raising=False)


def silent(done: int, total: int) -> None:
    assert 0 < done <= total


def test_the_first_start_makes_a_key_for_its_owner_alone(tmp_path: Path) -> None:
    (made,) = master_key.load(tmp_path / "new")
    place = tmp_path / "new" / "master.key"
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert master_key.just_made() == place
    assert master_key.load(tmp_path / "new") == (made,)
    place.chmod(0o640)
    with pytest.raises(Problem, match="chmod 600"):
        master_key.load(tmp_path / "new")


def test_a_key_comes_from_the_environment_a_file_or_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (MasterKey.of(os.urandom(32)) for _ in range(2))
    file = tmp_path / "key"
    file.write_text(f"# two\n{one.written}\n{other.written}\n")
    file.chmod(0o600)
    monkeypatch.setenv("ZHIKE_MASTER_KEY_COMMAND", f"cat {file}")
    assert master_key.load(tmp_path) == (one, other)
    monkeypatch.setenv("ZHIKE_MASTER_KEY_FILE", str(file))
    assert master_key.load(tmp_path) == (one, other)
    monkeypatch.setenv("ZHIKE_MASTER_KEY", other.written)
    assert master_key.load(tmp_path) == (other,)
    assert not (tmp_path / "master.key").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ZHIKE_MASTER_KEY", "secret", "Base64"),
        ("ZHIKE_MASTER_KEY", base64.b64encode(b"short").decode(), "Base64"),
        ("ZHIKE_MASTER_KEY_FILE", "/nowhere/at/all", "/nowhere/at/all"),
        ("ZHIKE_MASTER_KEY_COMMAND", "false", "false"),
        ("ZHIKE_MASTER_KEY_COMMAND", "no-such-program", "no-such-program"),
    ],
)
def test_what_is_no_key_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Problem, match=said):
        master_key.load(tmp_path)


def test_a_start_without_the_key_is_refused(tenant: int) -> None:
    keys.require()
    here = master.at_hand()[0].key_id
    with override_settings(ZHIKE_MASTER_KEYS=lambda: (MasterKey.of(os.urandom(32)),)):
        master.read_again()
        with pytest.raises(Problem, match=here):
            keys.require()
    master.read_again()


def customers(tenant: int) -> set[int | None]:
    """The data keys that phones of the company are sealed by."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT phone FROM customers_customer WHERE tenant_id = %s", [tenant])
        return {vault.version_of(phone) for (phone,) in cursor.fetchall()}


@pytest.mark.soak
def test_rotation_goes_on_where_it_was_broken_off(tenant: int) -> None:
    rows = [{"name": f"客户{n}", "phone": f"138{n:08d}"} for n in range(1200)]
    assert not write(system(tenant), "customer", rows).refused
    told = [line for line in keys.status() if f" {tenant}" in line]
    assert len(told) == 1

    class Broken(Exception):
        pass

    def break_off(done: int, total: int) -> None:
        raise Broken

    with pytest.raises(Broken):
        keys.rotate(tenant, break_off)
    assert customers(tenant) == {1, 2}
    assert "200" in next(line for line in keys.status() if f" {tenant}" in line)
    keys.rotate(tenant, silent)
    assert customers(tenant) == {2}
    keys.rotate(tenant, silent)
    assert customers(tenant) == {3}


def test_a_new_master_key_wraps_what_the_old_one_did(tenant: int, tmp_path: Path) -> None:
    """On a home of its own, with the key of the other companies beside it."""
    before = master.at_hand()
    place = tmp_path / "master.key"
    place.write_text(before[0].written)
    place.chmod(0o600)
    try:
        with override_settings(HOME=tmp_path, ZHIKE_MASTER_KEYS=partial(master_key.load, tmp_path)):
            master.read_again()
            sealed = second_step.Adapter().encrypt("JBSWY3DP")
            account = Account.objects.create(email=f"{tenant}-key@example.com", password="!")
            step = Authenticator.objects.create(user=account, type="totp", data={"secret": sealed})
            keys.renew_master()
            new = master.at_hand()[0]
            step.refresh_from_db()
            assert f".{new.key_id}." in step.data["secret"]
            assert [one.key_id for one in master.at_hand()] == [new.key_id, before[0].key_id]
            assert keys.in_use() == [new.key_id]
            place.write_text(new.written)
            master.read_again()
            keys.require()
            vault.forget(tenant)
            assert vault.of(tenant).current == 1
            assert second_step.Adapter().decrypt(step.data["secret"]) == "JBSWY3DP"
            place.write_text(f"{before[0].written}\n{new.written}")
            keys.renew_master()
    finally:
        master.read_again()
        vault.forget(tenant)
    assert keys.in_use() == [before[0].key_id]
    with db.transaction(tenant) as tx:
        kinds = tx.rows(f"SELECT kind FROM access_auditentry WHERE tenant_id = {tenant} AND kind LIKE 'keys%%'")
    assert kinds == [("keys.wrapped",), ("keys.wrapped",)]


def test_several_keys_given_from_outside_need_no_new_one(tenant: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIKE_MASTER_KEY", master.at_hand()[0].written)
    with pytest.raises(Problem, match="next line"):
        keys.renew_master()
