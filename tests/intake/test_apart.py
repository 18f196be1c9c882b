"""A large file is read by a process of its own, and what comes in is what comes in of a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.connect.company import Company, found
from tests.intake.company import bring, csv, listed, refused_rows
from zhike.engines.intake import working

ROWS = 5_000


def ledger(path: Path) -> Path:
    """Some rows have an impossible phone, some the phone of another row, one is repeated far below."""
    rows = [f"第{n}号贸易有限公司,{phone(n)}" for n in range(ROWS)]
    return csv(path, "\n".join(["名称,电话", *rows, rows[1]]))


def phone(n: int) -> str:
    if n % 97 == 0:
        return "不是电话"
    return f"138{n - 1 if n % 501 == 0 else n:08d}"


@pytest.mark.parametrize("mode", ["create", "upsert"])
def test_the_same_comes_in(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    path = ledger(tmp_path / "customers.csv")
    plan = {"object": "customer", "mode": mode} | ({"match": "name"} if mode == "upsert" else {})

    def outcome(company: Company, name: str) -> tuple[object, ...]:
        api = company.program()
        done = bring(company, api, path, **plan)
        assert done["state"] == "done", done
        return done["counts"], refused_rows(api, done, tmp_path / name), listed(api, "customers", "name", "phone")

    here = outcome(found(), "here.csv")
    monkeypatch.setattr(working, "MANY", 0)
    assert outcome(found(), "apart.csv") == here
    assert here[0]["created"] > ROWS * 0.9  # type: ignore[index]
    assert here[0]["refused"] > ROWS // 97  # type: ignore[index]
