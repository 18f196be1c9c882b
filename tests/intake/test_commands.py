"""`./zhike import` and `./zhike export`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, found
from tests.intake import books, ledger
from zhike.engines.intake import batches, importing, sheets
from zhike.kernel.write import Result
from zhike.project import files
from zhike.project.commands import export, import_
from zhike.project.problem import Problem


def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database of the tests is the one that the commands find, and they speak Chinese."""

    @contextmanager
    def ready() -> Iterator[None]:
        yield

    monkeypatch.setattr(import_, "ready", ready)
    monkeypatch.setattr(export, "ready", ready)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")


@pytest.fixture
def company(database: None, monkeypatch: pytest.MonkeyPatch) -> Company:
    at_hand(monkeypatch)
    return found()


def run(module: object, *words: str) -> int:
    parser = argparse.ArgumentParser()
    module.arguments(parser)  # type: ignore[attr-defined]
    return module.run(parser.parse_args(words))  # type: ignore[attr-defined,no-any-return]


def names(company: Company) -> list[str]:
    rows = company.program().get("/customers", columns="name", sort="id", limit=500).ok()["rows"]
    return [row["name"] for row in rows]


def test_the_ledger_goes_in(company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = ledger.workbook(tmp_path / "台账.xlsx", customers=60)
    told = ("--object", "customer", "--sheet", "客户", "--tenant", str(company.tenant))
    assert run(import_, str(path), *told, "--dry-run") == 1
    assert "试运行" in capsys.readouterr().out
    assert names(company) == []
    assert run(import_, str(path), *told) == 1
    said = capsys.readouterr().out
    assert f"新建: {len(names(company))}" in said
    beside = tmp_path / "台账 客户 未导入的行.xlsx"
    assert len(list(sheets.open_table(beside).rows())) == 60 - len(names(company)) + 1


def test_columns_are_named_by_heading_or_letter(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("甲,乙,编号\n一,二,A1\n", "utf-8")
    told = (
        "--object",
        "customer",
        "--tenant",
        str(company.tenant),
        "--map",
        "乙=name",
        "--map",
        "A=remark",
        "--map",
        "C=",
    )
    assert run(import_, str(path), *told) == 0
    rows = company.program().get("/customers", columns="name,remark,code").ok()["rows"]
    assert [(row["name"], row["remark"], row["code"] == "A1") for row in rows] == [("二", "一", False)]


def test_a_key_that_no_column_has_is_refused(company: Company, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称\n甲\n", "utf-8")
    told = ("--object", "customer", "--tenant", str(company.tenant), "--mode", "upsert")
    for more in (("--match", "code"), ("--match", "code", "--dry-run"), ("--match", "code", "--map", "A=name"), ()):
        with pytest.raises(Problem, match="没有一列对应"):
            run(import_, str(path), *told, *more)
    assert names(company) == []
    assert run(import_, str(path), *told, "--match", "name") == 0
    assert names(company) == ["甲"]


def test_a_stopped_import_goes_on(
    company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "编号,名称,电话\n" + "".join(f"A{n},第{n}号,{'x' if n % 4 == 0 else ''}\n" for n in range(10)), "utf-8"
    )
    told = (str(path), "--object", "customer", "--tenant", str(company.tenant))
    monkeypatch.setattr(batches, "ROWS", 3)
    write, calls = importing.write, iter(range(100))

    def stopped(*given: Any, **more: Any) -> Result:
        if next(calls) == 2:
            raise KeyboardInterrupt
        return write(*given, **more)

    monkeypatch.setattr(importing, "write", stopped)
    with pytest.raises(KeyboardInterrupt):
        run(import_, *told)
    said = capsys.readouterr()
    assert "--after 7" in said.err
    assert "未导入: 2" in said.out
    assert len(names(company)) == 4
    assert run(import_, *told, "--after", "7", "--dry-run") == 1
    assert run(import_, *told, "--after", "7") == 1
    assert names(company) == [f"第{n}号" for n in (1, 2, 3, 5, 6, 7, 9)]
    back = [path.with_name(f"a 未导入的行{more}.csv") for more in ("", " 8")]
    assert [len(list(sheets.open_table(one).rows())) for one in back] == [3, 2]
    for wrong in ("-1", "x"):
        with pytest.raises(SystemExit):
            run(import_, *told, "--after", wrong)


def test_an_export_that_fails_leaves_what_was_there(company: Company, tmp_path: Path) -> None:
    company.program().post("/customers", {"name": "李𠮷"}).ok(201)
    path = tmp_path / "a.csv"
    told = ("--object", "customer", "--to", str(path), "--columns", "name", "--tenant", str(company.tenant))
    for before in (None, "先前的"):
        if before:
            path.write_text(before, "utf-8")
        with pytest.raises(Problem, match="写不出"):
            run(export, *told, "--encoding", "gbk")
        assert [one.read_text("utf-8") for one in tmp_path.iterdir()] == ([before] if before else [])
    assert run(export, *told, "--encoding", "gb18030") == 0
    assert path.read_text("gb18030").split() == ["客户名称", "李𠮷"]


def test_a_file_comes_out(company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    api = company.program()
    for name in ("甲", "乙"):
        api.post("/customers", {"name": name}).ok(201)
    who = company.program(company.owner)
    email = who.get("/meta").ok()["me"]["email"]
    path = tmp_path / "a.csv"
    told = ("--object", "customer", "--to", str(path), "--columns", "name", "--sort=-name", "--person", email)
    assert run(export, *told, "--where", '{"field": "name", "op": "is_not", "value": "丙"}') == 0
    assert path.read_text("utf-8-sig").split() == ["客户名称", "乙", "甲"]
    assert "已导出 2 行" in capsys.readouterr().out


def test_what_is_wrong_is_said_in_a_sentence(company: Company, tmp_path: Path) -> None:
    tenant = ("--tenant", str(company.tenant))
    path = tmp_path / "a.csv"
    path.write_text("名称\n甲\n", "utf-8")
    cases = {
        "没有文件": (import_, str(tmp_path / "none.csv"), "--object", "customer", *tenant),
        "没有可导入的对象": (import_, str(path), "--object", "nothing", *tenant),
        "看不懂 --map": (import_, str(path), "--object", "customer", "--map", "x", *tenant),
        "没有名为": (import_, str(path), "--object", "customer", "--map", "x=name", *tenant),
        "--tenant": (import_, str(path), "--object", "customer"),
        "不是正确的 JSON": (export, "--object", "customer", "--to", "a.csv", "--where", "{", *tenant),
        "不支持导出格式": (export, "--object", "customer", "--to", "a.pdf", *tenant),
    }
    for words, (module, *told) in cases.items():
        with pytest.raises(Problem) as caught:
            run(module, *told)
        assert words in str(caught.value)
    with pytest.raises(Problem):
        files.acting("nobody@example.com", None)


def test_linked_sheets_go_in(company: Company, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    people = books.customers(3)
    people[3][2] = "不是电话"
    path = books.book(tmp_path / "台账.xlsx", 客户=people, 联系人=books.contacts("K1", "K2", "K3"))
    told = (str(path), "--linked", "--tenant", str(company.tenant))
    assert run(import_, *told, "--dry-run") == 1
    tried = capsys.readouterr().out
    assert names(company) == []
    assert run(import_, *told) == 1
    said = capsys.readouterr().out
    assert said.count("新建: 2") == tried.count("新建: 2") == 2
    assert len(names(company)) == 2
    beside = tmp_path / "台账 未导入的行.xlsx"
    assert [len(list(sheets.open_table(beside, one).rows())) for one in ("客户", "联系人")] == [2, 2]
    with pytest.raises(Problem, match="--sheet"):
        run(import_, *told, "--sheet", "客户")
    with pytest.raises(SystemExit):
        run(import_, *told, "--object", "customer")
