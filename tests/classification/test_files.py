"""Measures, segments, orders and their lines in files, at the command line: from one company into another, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.classification.conftest import bought, customer, followed, made, run_jobs, swept
from tests.connect.company import Company, Program, found
from tests.intake.test_commands import at_hand, run
from zhike.project.commands import export, import_


@pytest.fixture(autouse=True)
def ready(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at_hand(monkeypatch)


def out(company: Company, name: str, path: Path, columns: str) -> None:
    """Export."""
    told = ("--object", name, "--to", str(path), "--columns", columns, "--tenant", str(company.tenant))
    assert run(export, *told) == 0


def into(company: Company, name: str, path: Path, match: str) -> int:
    """Import; 1 when rows were refused."""
    told = ("--object", name, "--mode", "upsert", "--match", match, "--tenant", str(company.tenant))
    return run(import_, str(path), *told)


def by_name(api: Program, plural: str) -> dict[str, Any]:
    return {one["name"]: one for one in api.get(f"/{plural}", limit="200").ok()["rows"]}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_definitions_go_from_one_company_to_another(tmp_path: Path, ending: str) -> None:
    company, other = found(), found()
    api, there = company.program(), other.program()
    definition = {"related": "orders", "within": "30d", "where": {"field": "channel", "op": "is", "value": "门店"}}
    made(api, "measures", name="门店订单", code="in_shop", object="customer", definition=definition)
    where = {"all": [{"field": "m_in_shop", "op": ">=", "value": 1}]}
    made(api, "segments", name="常来门店", object="customer", where=where)
    measures, segments = tmp_path / f"measures.{ending}", tmp_path / f"segments.{ending}"
    out(company, "measure", measures, "name,code,object,definition")
    out(company, "segment", segments, "name,object,where")
    assert into(other, "measure", measures, "code") == 0
    assert into(other, "segment", segments, "name") == 0
    assert by_name(there, "measures")["门店订单"]["definition"] == definition
    assert by_name(there, "segments")["常来门店"]["where"] == where
    swept(other)
    assert "累计消费" in by_name(there, "measures")  # what it begins with has come as well
    bought(there, customer(there), "2026-01-02", "10", channel="门店")
    run_jobs(other, there)
    followed(other)
    assert there.get("/customers", columns="m_in_shop").ok()["rows"][0]["m_in_shop"] == 0


def test_what_is_no_definition_is_refused_with_its_reason(tmp_path: Path) -> None:
    company = found()
    path = tmp_path / "a.csv"
    path.write_text(
        '名称（中文）,代码,对象,定义\n好,good,customer,"{""related"": ""orders""}"\n坏,bad,customer,每月订单\n'
    )
    assert into(company, "measure", path, "code") == 1
    assert set(by_name(company.program(), "measures")) == {"好"}
    (told,) = (each for each in tmp_path.iterdir() if each != path)
    assert "不是导出文件中的定义格式" in told.read_text("utf-8-sig")


def test_lines_come_back_as_what_they_are(tmp_path: Path) -> None:
    company = found()
    api = company.program()
    order = bought(api, customer(api), "2026-01-02", "100", number="A-1")
    for n, name in enumerate("甲乙", 1):
        made(api, "order_lines", order=order, name=name, quantity=n, line_number=f"A-1/{n}")
    orders, lines = tmp_path / "orders.csv", tmp_path / "lines.csv"
    out(company, "order", orders, "number,customer,ordered_at,status,amount,currency,rate")
    out(company, "order_line", lines, "")  # as in the list
    assert into(company, "order", orders, "number") == 0
    assert into(company, "order_line", lines, "line_number") == 0
    assert api.get(f"/orders/{order}").ok()["items"] == "3.000000"
    assert [api.get(f"/{plural}").ok()["count"]["value"] for plural in ("orders", "order_lines")] == [1, 2]


def test_lines_are_numbered_where_an_import_goes_on(tmp_path: Path) -> None:
    company = found()
    api = company.program()
    bought(api, customer(api), "2026-01-02", "100", number="A-1")
    path = tmp_path / "lines.csv"
    path.write_text("订单号,品名,数量\nA-1,甲,1\nA-1,乙,1\nA-1,丙,1\n")
    told = ("--object", "order_line", "--tenant", str(company.tenant))
    assert run(import_, str(path), *told, "--after", "3") == 0
    assert run(import_, str(path), *told) == 1  # the last one is there
    rows = api.get("/order_lines", columns="name,line_number", sort="line_number").ok()["rows"]
    assert [(one["name"], one["line_number"]) for one in rows] == [("甲", "A-1/1"), ("乙", "A-1/2"), ("丙", "A-1/3")]


def test_lines_that_are_found_by_id_keep_their_numbers(tmp_path: Path) -> None:
    company = found()
    api = company.program()
    order = bought(api, customer(api), "2026-01-02", "100", number="A-1")
    one = made(api, "order_lines", order=order, name="甲", line_number="4021-7")
    path = tmp_path / "lines.csv"
    out(company, "order_line", path, "id,order,name,quantity")
    path.write_text(path.read_text("utf-8-sig").replace("1.000000", "5"))
    told = ("--object", "order_line", "--mode", "update", "--tenant", str(company.tenant))
    assert run(import_, str(path), *told) == 0
    line = api.get(f"/order_lines/{one}").ok()
    assert (line["line_number"], line["quantity"]) == ("4021-7", "5.000000")
