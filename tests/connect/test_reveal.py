"""Masked values seen whole: by whom a role lets, with a reason, so many an hour, and written down for the owner."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.connect.company import Company, Program
from tests.intake import company as intake

NUMBER, PHONE = "11010519491231002X", "+8613800138000"
READ = {"read": True, "export": True}


def person(company: Company, api: Program, actions: dict[str, Any], fields: dict[str, str], **more: Any) -> Program:
    """Somebody whose one role says this of customers."""
    grants = {"customer": {"actions": {**READ, **actions}, "scope": "all", "fields": fields, **more}}
    role = api.post("/roles", {"name": "看", "grants": grants}).ok(201)["id"]
    made = company.colleague()
    version = api.get(f"/people/{made}").ok()["version"]
    api.patch(f"/people/{made}", {"version": version, "roles": [role]}).ok()
    return company.program(made)


@pytest.fixture
def customer(api: Program) -> int:
    given = {"name": "张三", "kind": "person", "identity_number": NUMBER, "phone": "13800138000"}
    return int(api.post("/customers", given).ok(201)["id"])


def test_who_may_looks_and_it_is_written_down(company: Company, api: Program, customer: int) -> None:
    clerk = person(company, api, {"reveal": True}, {"phone": "masked"}, reveal={"reason": True})
    path = f"/customers/{customer}/reveal"
    assert clerk.get(f"/customers/{customer}").ok()["phone"] == "138****8000"
    for reason in ({}, {"reason": None}, {"reason": "  "}):
        told = clerk.post(path, {"field": "phone", **reason}).refused(422)
        assert told["fields"]["reason"]["code"] == "reveal.reason_missing"
    assert clerk.post(path, {"field": "phone", "reason": "回访"}).ok() == {"value": PHONE}
    assert clerk.post(path, {"field": "identity_number", "reason": "核对证件"}).ok() == {"value": NUMBER}
    assert clerk.get(f"/customers/{customer}").ok()["phone"] == "138****8000"
    mine = [one for one in api.get("/reveals").ok()["rows"] if one["record"]["id"] == customer]
    assert [(one["field"], one["field_label"], one["reason"]) for one in mine] == [
        ("identity_number", "身份证号码", "核对证件"),
        ("phone", "电话", "回访"),
    ]
    assert mine[0]["record"] == {"id": customer, "title": "张三"}
    assert clerk.get("/reveals").ok()["rows"] == []  # the records are not theirs
    entries = api.get("/audit", kinds="secret.revealed").ok()["rows"]
    assert {"object": "customer", "record": customer, "field": "phone", "reason": "回访"} in [
        one["data"] for one in entries
    ]


def test_the_owner_of_a_record_reads_who_looked(company: Company, api: Program) -> None:
    owner = company.colleague("sales")
    theirs = api.post("/customers", {"name": "李四", "phone": "13800138000", "owner": owner}).ok(201)["id"]
    clerk = person(company, api, {"reveal": True}, {"phone": "masked"})
    clerk.post(f"/customers/{theirs}/reveal", {"field": "phone"}).ok()
    told = company.program(owner).get("/reveals").ok()["rows"]
    assert [(one["record"]["id"], one["field"]) for one in told] == [(theirs, "phone")]


def test_who_may_not(company: Company, api: Program, customer: int) -> None:
    path = f"/customers/{customer}/reveal"
    blind = person(company, api, {}, {"phone": "masked"})
    blind.post(path, {"field": "phone"}).refused(403, "right.missing")
    near = person(company, api, {"reveal": "own"}, {"phone": "masked"})
    near.post(path, {"field": "phone"}).refused(403, "right.out_of_scope")
    denied = person(company, api, {"reveal": True}, {"phone": "masked"}, deny={"actions": {"reveal": True}})
    denied.post(path, {"field": "phone"}).refused(403, "right.missing")
    may = person(company, api, {"reveal": True}, {"phone": "hidden", "wechat": "write"})
    for field in ("phone", "wechat", "name", "nothing"):
        may.post(path, {"field": field}).refused(400, "reveal.not_masked")
    may.post("/customers/999999999/reveal", {"field": "identity_number"}).refused(404)
    may.post(path, {"field": "identity_number", "reason": "x" * 301}).refused(422)
    for body in ({}, {"field": 1}, {"field": "identity_number", "reason": 1}, {"field": "identity_number", "x": 1}):
        may.post(path, body).refused(400)


def test_so_many_an_hour(company: Company, api: Program, customer: int) -> None:
    clerk = person(company, api, {"reveal": True}, {}, reveal={"hourly": 3})
    path = f"/customers/{customer}/reveal"
    for _ in range(3):
        clerk.post(path, {"field": "identity_number"}).ok()
    answer = clerk.post(path, {"field": "identity_number"})
    answer.refused(429, "reveal.too_many")
    assert answer.headers["Retry-After"] == "3600"


@pytest.mark.parametrize("rule", [{"reason": 1}, {"hourly": 0}, {"hourly": 1001}, {"hourly": True}, {"often": 1}, []])
def test_rules_that_are_none(api: Program, rule: Any) -> None:
    grants = {"customer": {"actions": READ, "reveal": rule}}
    error = api.post("/roles", {"name": "错", "grants": grants}).refused(422)
    assert error["fields"]["grants"]["code"] == "role.wrong_reveal"


def test_meta_says_how_one_may_look(company: Company, api: Program) -> None:
    clerk = person(company, api, {"reveal": True}, {}, reveal={"reason": True, "hourly": 5})
    told = next(one for one in clerk.get("/meta").ok()["objects"] if one["name"] == "customer")
    assert told["reveal"] == {"reason": True, "hourly": 5}
    assert (told["rights"]["reveal"], told["rights"]["export_secrets"]) == (True, False)
    assert [one["name"] for one in told["fields"] if one["secret"]] == [
        "phone", "other_phone", "email", "identity_number",
    ]  # fmt: skip


@pytest.mark.parametrize("scope", [None, True, "own"])
def test_what_is_sealed_leaves_whole_by_a_right_of_its_own(
    company: Company, api: Program, tmp_path: Path, scope: Any
) -> None:
    """Row by row: whoever has it for their own records gets the others' masked."""
    clerk = person(company, api, {"create": True, **({"export_secrets": scope} if scope else {})}, {})
    mine = clerk.post("/customers", {"name": f"我的{scope}", "phone": "13800138000"}).ok(201)["id"]
    other = api.post("/customers", {"name": f"别人的{scope}", "phone": "13900139000"}).ok(201)["id"]
    where = {"field": "id", "op": "between", "value": [mine, other]}
    place = intake.export(
        company, clerk, "customers", tmp_path / "out.xlsx", where=where, sort="id", columns=["name", "phone"]
    )
    book = openpyxl.load_workbook(place)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    whole = {None: (False, False), True: (True, True), "own": (True, False)}[scope]
    assert [row[1] for row in rows[1:]] == [
        "138 0013 8000" if whole[0] else "138****8000",
        "139 0013 9000" if whole[1] else "139****9000",
    ]
    about = dict(book.worksheets[-1].iter_rows(values_only=True))
    assert book.sheetnames[-1] == "文件说明"
    assert about["行数"] == 2
    assert about["含加密内容的明文"] == ("是" if scope else "否")
    assert str(mine) in str(about["条件"])
