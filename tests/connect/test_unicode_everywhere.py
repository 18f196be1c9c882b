"""Odd text at every way in that is not a record's own: refused, or folded as a record's is (A-40, A-41)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.forms.visitor import Visitor, published, sent
from tests.intake.company import csv, export, upload, work

HALVES = {"NUL": b'"a\\u0000b"', "half": b'"\\ud800"', "half as UTF-8": b'"\xed\xa0\x80"', "no UTF-8": b'"\xff"'}
IDENTITY, OLD, PERMIT = "11010519491231002X", "110105491231002", "810000199408230021"


@pytest.fixture(scope="module")
def company(database: None) -> Company:
    return found()


@pytest.fixture(scope="module")
def api(company: Company) -> Program:
    return company.program()


@pytest.fixture(scope="module")
def bench(company: Company, api: Program, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file on the workbench."""
    path = csv(tmp_path_factory.mktemp("bench") / "a.csv", "客户名称,电话,身份证号\n甲,13800138000,\n乙,12,\n")
    key = upload(api, path).ok(201)["upload"]
    api.post(f"/imports/{key}/check", {"object": "customer"}).ok()
    return str(key)


WAYS: dict[str, tuple[str, str, bytes]] = {
    "recognize": ("POST", "/customers/recognize", b'{"text": %s}'),
    "duplicates": ("POST", "/customers/duplicates", b'{"values": {"name": %s}}'),
    "a name of a field": ("POST", "/customers/duplicates", b'{"values": {%s: 1}}'),
    "join": ("POST", "/customers/join", b'{"handle": %s}'),
    "reason": ("POST", "/customers/join", b'{"handle": "z1.x", "reason": %s}'),
    "scan": ("POST", "/duplicates/scan", b'{"object": %s}'),
    "merge many": ("POST", "/duplicates/merge", b'{"object": "customer", "keep": %s}'),
    "mend": ("PATCH", "/imports/{bench}/rows", b'{"cells": [{"row": 2, "column": 0, "value": %s}]}'),
    "alike": ("POST", "/imports/{bench}/alike", b'{"column": 0, "value": %s, "instead": "x", "row": 2}'),
    "instead": ("POST", "/imports/{bench}/alike", b'{"column": 0, "value": "x", "instead": %s, "row": 2}'),
    "values": ("POST", "/imports/{bench}/values", b'{"plan": {"object": %s}, "column": 0}'),
    "check": ("POST", "/imports/{bench}/check", b'{"object": "customer", "defaults": {"name": %s}}'),
    "rule": ("POST", "/quality_rules", b'{"name": %s, "object": "customer", "where": {"all": []}}'),
    "condition": ("POST", "/quality_rules",
                  b'{"name": "x", "object": "customer", "where": {"field": "name", "op": "is", "value": %s}}'),
    "clean": ("POST", "/customers/clean",
              b'{"operation": "rename", "params": {"field": "name", "names": {"x": %s}}}'),
    "form": ("POST", "/web_forms", b'{"name": %s, "object": "customer", "questions": [{"field": "name"}]}'),
    "answer": ("POST", "/answers/1/accept", b'{"values": {"name": %s}}'),
    "self-service": ("POST", "/self_services", b'{"name": %s, "object": "customer", "fields": {"name": "see"}}'),
    "suggestion rule": ("POST", "/suggestion_rules", b'{"name": %s, "object": "customer", "field": "phone"}'),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_no_text_can_be_is_refused(api: Program, bench: str, way: str) -> None:
    method, path, body = WAYS[way]
    for value in HALVES.values():
        raw = body.replace(b"%s", value)
        api.ask(method, path.format(bench=bench), raw=raw).refused(400)


@pytest.mark.parametrize(
    "query", ["object=%00", "object=%ED%A0%80", "object=customer&after=%00", "object=customer&state=%FF"]
)
@pytest.mark.parametrize("path", ["/duplicates", "/duplicates/sure"])
def test_queries_that_no_text_can_be(api: Program, path: str, query: str) -> None:
    assert api.get(f"{path}?{query}").status == 400


READINGS = {
    "单田芳": "shantianfang", "曾国藩": "zengguofan", "万俟卨": "moqi", "尉迟恭": "yuchigong", "仇英": "qiuying",
    "朴正恩": "piaozhengen", "区大海": "oudahai", "查良镛": "zhaliangyong", "解缙": "xiejin",
}  # fmt: skip


def alike(api: Program, **values: Any) -> list[str]:
    return [one["title"] for one in api.post("/customers/duplicates", {"values": values}).ok()["rows"]]


def test_surnames_are_found_as_they_are_read_and_their_doubles_too(api: Program) -> None:
    for n, name in enumerate(READINGS):
        api.post("/customers", {"name": name, "kind": "person", "phone": f"1390000{n:04d}"}).ok(201)
    for n, (name, typed) in enumerate(READINGS.items()):
        assert name in [one["name"] for one in api.get("/customers", q=typed).ok()["rows"]], name
        full = "".join(chr(ord(digit) + 0xFEE0) for digit in f"1390000{n:04d}")
        assert alike(api, name=name, kind="person", phone=full) == [name]
    # 单 is Shàn in a name: 善 sounds the same, 丹 does not, though both characters are read dān elsewhere.
    same = api.post("/customers/duplicates", {"values": {"name": "善田芳", "kind": "person", "phone": "13900000000"}})
    other = api.post("/customers/duplicates", {"values": {"name": "丹田芳", "kind": "person", "phone": "13900000000"}})
    assert "读音" in same.ok()["rows"][0]["reasons"]
    assert all("读音" not in one["reasons"] for one in other.ok()["rows"])


@pytest.mark.parametrize(
    "typed", ["Cafe\u0301 Société", "ＣＡＦÉ Société", "Café\u200d Société", "\u202eCafé Société", "Café\u00a0Société"]
)
def test_one_name_in_other_characters_is_the_same(api: Program, typed: str) -> None:
    if not api.get("/customers", q="Café Société").ok()["rows"]:
        api.post("/customers", {"name": "Café Société", "phone": "13811110000"}).ok(201)
    assert alike(api, name=typed, phone="１３８１１１１００００") == ["Café Société"]
    assert "Café Société" in [one["name"] for one in api.get("/customers", q=typed).ok()["rows"]]


def test_pasted_text_in_full_width_and_with_hidden_characters(api: Program) -> None:
    text = "姓名：王\u200d小\u202e明\n手机：１３９１２３４５６７８\n身份证号：１１０１０５１９４９１２３１００２Ｘ"
    found_ = {one["field"]: one["value"] for one in api.post("/customers/recognize", {"text": text}).ok()["fields"]}
    assert found_["name"] == "王小明"
    assert found_["phone"] == "+8613912345678"
    assert found_["identity_number"] == IDENTITY


def test_cells_are_mended_in_full_width(api: Program, bench: str) -> None:
    cells = [
        {"row": 3, "column": 1, "value": "１３９１２３４５６７８"},
        {"row": 3, "column": 2, "value": "１１０１０５４９１２３１００２"},
    ]
    told = api.patch(f"/imports/{bench}/rows", {"cells": cells}).ok()
    assert [one["errors"] for one in told["rows"] if one["row"] == 3] == [{}]


def test_a_form_in_full_width(api: Program) -> None:
    _, key = published(api, questions=[{"field": "name"}, {"field": "phone"}, {"field": "identity_number"}])
    visitor = Visitor(key)
    for wrong in ("110105194912310022", "110105194902300021", "81000019940823002X"):
        assert visitor.send({"name": "甲", "phone": "13911223344", "identity_number": wrong}).status_code == 422
    given = {
        "name": "赵\u202e\u200d六",
        "phone": "１３９１１２２３３４４",
        "identity_number": "８１００００１９９４０８２３００２１",
    }
    sent(visitor.send(given))
    (row,) = api.get("/customers", where={"field": "identity_number", "op": "is", "value": PERMIT}).ok()["rows"]
    assert (row["name"], row["phone"]) == ("赵六", "+8613911223344")
    assert visitor.post(b"q.name=%ED%A0%80").status_code == 400
    assert visitor.post(b"q.name=a%00b").status_code == 400


def test_identity_numbers_leave_masked(company: Company, api: Program, tmp_path: Path) -> None:
    """For whoever has no role that shows them: in lists, files, duplicates, pasted text and the inbox."""
    for number in (OLD, PERMIT[:-1] + "1"):
        api.post(
            "/customers", {"name": "孙七", "kind": "person", "identity_number": number, "phone": "13700001111"}
        ).ok(201)
    sales = company.program(company.colleague("manager", department=company.department))
    rows = sales.get("/customers", where={"field": "name", "op": "is", "value": "孙七"}).ok()["rows"]
    assert len(rows) == 2, rows
    assert all("*" in one["identity_number"] and "1949" not in one["identity_number"] for one in rows)
    told = sales.post("/customers/duplicates", {"values": {"name": "孙七", "kind": "person", "phone": "13700001111"}})
    assert IDENTITY not in str(told.body)
    path = export(company, sales, "customers", tmp_path / "a.csv", format="csv", columns=["name", "identity_number"])
    assert IDENTITY not in path.read_text("utf-8-sig")
    assert PERMIT not in path.read_text("utf-8-sig")
    job = work(company, api, api.post("/duplicates/scan", {"object": "customer"}).ok(202)["job"])
    assert job["state"] == "done"
    assert IDENTITY not in str(sales.get("/duplicates", object="customer").body)
