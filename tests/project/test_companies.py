"""Founding a company at the terminal, and which one a command means."""

import itertools
import re
from pathlib import Path

import pytest
from django.test import Client

from tests.access.browser import Browser
from tests.project.running import Up, free_port, zhike
from zhike.kernel.errors import Busy
from zhike.project import cli, companies
from zhike.project.commands import describe
from zhike.project.problem import Problem

_numbers = itertools.count(1)


def found(email: str | None = None) -> companies.Made:
    email = email or f"Boss{next(_numbers)}@terminal.example.com"
    return companies.found(name="终端公司", email=email, owner="老板", zone="Asia/Shanghai", language="zh-CN")


def test_its_owner_signs_in_with_what_is_printed(database: None) -> None:
    made = found()
    assert made.password is not None
    assert Browser().sign_in(made.email, made.password).status_code == 200


def test_an_account_that_is_known_keeps_its_password(database: None) -> None:
    first = found()
    again = found(first.email)
    assert again.tenant != first.tenant
    assert again.password is None
    assert Browser().sign_in(first.email, first.password or "").status_code == 200


@pytest.mark.parametrize(("given", "word"), [({"name": " "}, "name"), ({"zone": "Mars/Base"}, "time zone")])
def test_what_is_no_company(database: None, given: dict[str, str], word: str) -> None:
    plain = {"name": "x", "email": "x@terminal.example.com", "owner": "x", "zone": "Asia/Shanghai", "language": "en"}
    with pytest.raises(Problem, match=word):
        companies.found(**(plain | given))


def test_a_command_means_the_only_company_or_the_one_it_names(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made = found()
    assert companies.meant(made.tenant) == made.tenant
    with pytest.raises(Problem, match="--tenant"):
        companies.meant(10**9)
    monkeypatch.setattr(companies.people, "companies", lambda: [companies.people.Company(7, "一家")])
    assert companies.meant(None) == 7
    monkeypatch.setattr(companies.people, "companies", list)
    with pytest.raises(Problem, match="company create"):
        companies.meant(None)


def test_what_the_kernel_says_is_a_sentence_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def away() -> None:
        raise Busy("database.away")

    monkeypatch.setattr(describe, "ready", away)
    for language, sentence in (("C.UTF-8", "The database cannot be reached"), ("zh_CN.UTF-8", "数据库暂时无法连接")):
        monkeypatch.setenv("LC_ALL", language)
        assert cli.main(["describe", "customer"]) == 1
        assert sentence in capsys.readouterr().err.replace("\n", "")


def test_only_our_own_name_is_answered(database: None, settings: pytest.FixtureRequest) -> None:
    settings.ALLOWED_HOSTS = ["crm.example"]
    client = Client(headers={"Accept-Language": "en"})
    for path in ("/api/v1/customers", "/api/v1/openapi.json", "/_allauth/browser/v1/config"):
        answer = client.get(path, headers={"Host": "evil.example"})
        assert answer.status_code == 400
        assert answer.json()["code"] == "request.wrong_host"
        assert "ZHIKE_HOSTS" in answer.json()["message"]
        assert client.get(path, headers={"Host": "crm.example"}).status_code in (200, 401)
    assert client.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200


@pytest.mark.slow
def test_the_first_steps_of_an_installation(tmp_path: Path) -> None:
    home = tmp_path / "home"
    up = Up(home, free_port()).ready()
    assert "There is no company yet" in up.said
    made = zhike(home, "company", "create", "--name", "海通", "--owner-email", "boss@first.example.com")
    assert made.returncode == 0, made.stderr
    assert "boss@first.example.com" in made.stdout
    assert re.search(r"password [a-z2-9]{4}(-[a-z2-9]{4}){2}$", made.stdout, re.MULTILINE)
    assert zhike(home, "describe", "customer").returncode == 0
    wrong = zhike(home, "describe", "customer", "--tenant", "9")
    assert (wrong.returncode, wrong.stderr.strip()) == (1, "Choose the company with --tenant: 1 (海通)")
    again = zhike(home, "company", "create", "--name", "二店", "--owner-email", "boss@first.example.com")
    assert "as before" in again.stdout
    assert up.stop() == 0
    assert "2 (二店)" in zhike(home, "describe", "customer").stderr
