"""The audit trail at the terminal."""

import itertools
import json
from pathlib import Path

import pytest
from django.db import connections

from zhike.project import companies, trail
from zhike.project.problem import Problem

_numbers = itertools.count(1)


@pytest.fixture
def tenant(database: None) -> int:
    email = f"trail{next(_numbers)}@terminal.example.com"
    return companies.found(name="审计公司", email=email, owner="老板", zone="Asia/Shanghai", language="zh-CN").tenant


def silent(done: int, total: int) -> None:
    assert done <= total


def test_out_and_back(tenant: int, tmp_path: Path) -> None:
    trail.export(tenant, str(tmp_path / "trail.jsonl"))
    lines = [json.loads(one) for one in (tmp_path / "trail.jsonl").read_text("utf-8").splitlines()]
    assert {"change", "password.given"} <= {one["entry"] for one in lines}
    trail.anchor(tenant, str(tmp_path / "anchor"))
    found = trail.verify(tenant, str(tmp_path / "anchor"), silent)
    assert found.broken is None
    assert found.entries == len(lines)
    assert json.loads((tmp_path / "anchor").read_text())["hash"] == found.hash


def test_a_change_of_the_past_is_named(tenant: int, tmp_path: Path) -> None:
    trail.anchor(tenant, str(tmp_path / "anchor"))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE access_auditentry SET kind = 'sign_in.done' WHERE tenant_id = %s", [tenant])
    found = trail.verify(tenant, None, silent)
    assert found.broken is not None
    assert (found.broken.number, found.broken.what) == (1, "digest")


@pytest.mark.parametrize("text", ["", "[]", '{"tenant": 1}', '{"tenant": "x", "number": 1, "hash": "a"}'])
def test_what_is_no_anchor(tenant: int, tmp_path: Path, text: str) -> None:
    (tmp_path / "anchor").write_text(text)
    with pytest.raises(Problem, match="audit anchor"):
        trail.verify(tenant, str(tmp_path / "anchor"), silent)
    with pytest.raises(Problem, match="audit anchor"):
        trail.verify(tenant, str(tmp_path / "nowhere"), silent)


def test_where_nothing_can_be_written(tenant: int, tmp_path: Path) -> None:
    for write in (trail.export, trail.anchor):
        with pytest.raises(Problem, match="nowhere"):
            write(tenant, str(tmp_path / "nowhere" / "file"))


def test_an_anchor_of_another_company(tenant: int, tmp_path: Path) -> None:
    (tmp_path / "anchor").write_text(json.dumps({"tenant": tenant + 1, "number": 1, "hash": "a"}))
    with pytest.raises(Problem, match=str(tenant + 1)):
        trail.verify(tenant, str(tmp_path / "anchor"), silent)
