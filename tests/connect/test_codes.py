"""Codes by rules of the tenant: in the whole company and in its departments, with a check digit, and numbered anew."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.connect.company import Company, Program
from tests.intake.company import work

YEAR = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).year


@pytest.fixture
def company(fresh: Company) -> Company:
    """A company of each test alone."""
    return fresh


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def rule(api: Program, pattern: str, **more: object) -> dict[str, Any]:
    return api.post("/code_rules", {"object": "customer", "pattern": pattern, **more}).ok(201)


def made(api: Program, name: str = "恒远机械", **more: object) -> dict[str, Any]:
    return api.post("/customers", {"name": name, **more}).ok(201)


def code(api: Program, record: int) -> str:
    return api.get(f"/customers/{record}").ok()["code"]


def renumber(company: Company, api: Program, *, preview: bool = False) -> dict[str, Any]:
    body = {"operation": "renumber", "params": {"field": "code"}, "where": {"all": []}, "preview": preview}
    return work(company, api, api.post("/customers/clean", body).ok(202)["job"])


def branch(api: Program, name: str, parent: int | None = None) -> int:
    return int(api.post("/departments", {"name": name, "parent": parent}).ok(201)["id"])


def test_a_rule_of_the_company_goes_before_the_declared_pattern(api: Program) -> None:
    assert made(api)["code"] == f"C{YEAR}000001"
    number = rule(api, "KH-{seq:5}")
    assert [made(api)["code"], made(api)["code"]] == ["KH-00001", "KH-00002"]
    api.delete(f"/code_rules/{number['id']}").ok()
    assert made(api)["code"] == f"C{YEAR}000002"


def test_the_department_nearest_to_the_owner_says_how_its_records_are_numbered(company: Company, api: Program) -> None:
    south = branch(api, "华南")
    shenzhen = branch(api, "深圳", south)
    west = branch(api, "西南")
    people = {}
    for name, department in (("south", south), ("shenzhen", shenzhen), ("west", west)):
        people[name] = company.colleague("sales")
        seen = api.get(f"/people/{people[name]}").ok()
        api.patch(f"/people/{people[name]}", {"version": seen["version"], "department": department}).ok()
    rule(api, "HN{seq:4}", department=south)
    rule(api, "X{seq:4}")
    codes = [made(api, owner=people[name])["code"] for name in ("south", "shenzhen", "west")]
    assert codes == ["HN0001", "HN0002", "X0001"]
    rule(api, "SZ{seq:4}", department=shenzhen)
    rows = [{"name": f"批{at}", "owner": people[name]} for at, name in enumerate(("shenzhen", "south", "west"))]
    api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()
    new = api.get("/customers", columns="name,code", sort="id").ok()["rows"][-3:]
    assert [one["code"] for one in new] == ["SZ0001", "HN0003", "X0002"]


def test_the_newest_rule_holds(api: Program) -> None:
    rule(api, "A{seq}")
    newer = rule(api, "B{seq}")
    assert made(api)["code"] == "B0001"
    api.delete(f"/code_rules/{newer['id']}").ok()
    assert made(api)["code"] == "A0001"


@pytest.mark.parametrize(
    ("wrong", "field", "fault"),
    [
        ({"pattern": "KH"}, "pattern", "code.no_seq"),
        ({"pattern": "{check}{seq}"}, "pattern", "code.check_not_last"),
        ({"pattern": "KH{seq}{when}"}, "pattern", "code.unknown_part"),
        ({"object": "contact"}, "object", "code_rule.no_object"),
        ({"object": "nothing"}, "object", "code_rule.no_object"),
        ({"department": 999_999}, "department", "link.not_found"),
    ],
)
def test_what_is_no_rule_is_refused(api: Program, wrong: dict[str, Any], field: str, fault: str) -> None:
    told = api.post("/code_rules", {"object": "customer", "pattern": "KH{seq}", **wrong})
    assert told.refused(422)["fields"][field]["code"] == fault


def test_a_mistyped_code_is_told_by_its_check_digit(api: Program) -> None:
    rule(api, "KH{seq:5}{check}")
    given = made(api)["code"]
    assert given.startswith("KH00001")
    assert len(given) == 8
    wrong = "KH00002" + str((int(made(api)["code"][-1]) + 1) % 10)
    assert api.post("/customers", {"name": "误", "code": wrong}).refused(422)["fields"]["code"]["code"] == "code.check"
    assert made(api, code="老-17")["code"] == "老-17"  # of another form, such as of the system before
    swapped = "KH00010" + given[-1]
    assert (
        api.post("/customers", {"name": "误", "code": swapped}).refused(422)["fields"]["code"]["code"] == "code.check"
    )


def test_numbering_anew_is_seen_first_and_undone(company: Company, api: Program) -> None:
    kept = [made(api, name)["id"] for name in ("甲方", "乙方", "丙方")]
    old = [code(api, one) for one in kept]
    rule(api, "KH{seq:4}")
    fits = made(api, "已有", code="KH0002")
    seen = renumber(company, api, preview=True)
    assert [code(api, one) for one in kept] == old
    assert seen["counts"]["would_change"] == 3
    shown = [one["fields"]["code"] for one in seen["result"]["sample"]]
    done = renumber(company, api)
    assert [(one["before"], one["after"]) for one in shown] == list(
        zip(old, [code(api, one) for one in kept], strict=True)
    )
    assert code(api, fits["id"]) == "KH0002"
    assert len({code(api, one) for one in kept}) == 3
    assert renumber(company, api, preview=True)["counts"]["would_change"] == 0
    work(company, api, api.post(f"/jobs/{done['id']}/undo").ok(202)["job"])
    assert [code(api, one) for one in kept] == old


def test_a_code_of_before_still_leads_to_its_record(company: Company, api: Program) -> None:
    record = made(api, "恒远机械")
    other = made(api, "广州嘉禾")
    rule(api, "KH{seq:4}")
    renumber(company, api)
    now = code(api, record["id"])
    assert now != record["code"]
    assert [one["id"] for one in api.get("/search", q=record["code"]).ok()["rows"]] == [record["id"]]
    assert [one["id"] for one in api.get("/customers", q=record["code"].lower()).ok()["rows"]] == [record["id"]]
    rows = [{"code": record["code"], "industry": "机械"}, {"code": now, "industry": "电子"}]
    told = api.post("/customers/batch", {"mode": "update", "match": "code", "rows": rows}).ok()
    assert [one["outcome"] for one in told["results"]] == ["updated", "refused"]  # both mean one record
    assert api.get(f"/customers/{record['id']}").ok()["industry"] == "机械"
    contact = api.post("/contacts", {"name": "张三", "customer": other["code"]}).ok(201)
    assert contact["customer"]["id"] == other["id"]


def test_the_code_of_a_merged_record_leads_to_the_one_that_stayed(company: Company, api: Program) -> None:
    kept, gone = made(api, "恒远机械"), made(api, "恒远")
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    assert [one["id"] for one in api.get("/search", q=gone["code"]).ok()["rows"]] == [kept["id"]]
    again = made(api, "总公司")
    outer = api.post(f"/customers/{again['id']}/merge", {"from": [kept["id"]]}).ok()
    assert [one["id"] for one in api.get("/search", q=gone["code"]).ok()["rows"]] == [again["id"]]
    assert [one["id"] for one in api.get("/search", q=kept["code"]).ok()["rows"]] == [again["id"]]
    api.post(f"/changes/{outer['change_set']}/undo").ok()
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert [one["id"] for one in api.get("/search", q=gone["code"]).ok()["rows"]] == [gone["id"]]
    api.delete(f"/customers/{gone['id']}").ok()
    assert api.get("/search", q=gone["code"]).ok()["rows"] == []


def test_rules_are_the_administrators(company: Company) -> None:
    theirs = company.program(company.colleague("sales"))
    assert theirs.post("/code_rules", {"object": "customer", "pattern": "A{seq}"}).status == 403


def test_a_former_code_tells_nothing_of_what_is_not_seen(company: Company, api: Program) -> None:
    mine = made(api, "秘密客户")
    rule(api, "KH{seq:4}")
    renumber(company, api)
    theirs = company.program(company.colleague("sales"))
    assert theirs.get("/search", q=mine["code"]).ok()["rows"] == []
    told = theirs.post("/contacts", {"name": "张三", "customer": mine["code"]})
    assert told.refused(422)["fields"]["customer"]["code"] == "link.not_found"
