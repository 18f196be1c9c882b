"""What a list shows goes out as a file, and comes back unchanged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import bring, export, work
from zhike.engines.intake import exporting, sheets
from zhike.kernel import jobs

ROWS: list[dict[str, Any]] = [
    {
        "name": "=李𠮷&co", "code": "00123", "kind": "person", "phone": "13800138000", "other_phone": "0755-26543210",
        "email": "a@b.cn", "region": "440305", "address": "-1 号楼", "sex": "female", "birthday": "lunar:1990-06-01",
        "tags": ["母婴", "VIP 客户"], "since": "2022-10-14", "remark": "一\n二，\"三\"",
        "credit_code": "91110000600037341L", "industry": "@零售", "stage": "negotiating",
    },
    {"name": "+甲公司", "code": "KH2", "phone": "+1 415-555-2671", "birthday": "--05-12", "remark": "\t=cmd"},
    {"name": "乙", "code": "KH3"},
]  # fmt: skip
COLUMNS = [
    "name", "code", "kind", "stage", "owner", "phone", "other_phone", "email", "region", "address", "sex", "birthday",
    "tags", "since", "remark", "credit_code", "industry",
]  # fmt: skip


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    program = company.program()
    for row in ROWS:
        program.post("/customers", row).ok(201)
    return program


def read(path: Path) -> list[list[Any]]:
    return [list(cells) for _, cells in sheets.open_table(path).rows()]


@pytest.mark.parametrize(("kind", "encoding"), [("xlsx", None), ("csv", "utf-8-sig"), ("csv", "gb18030")])
def test_what_goes_out_comes_back(
    company: Company, api: Program, tmp_path: Path, kind: str, encoding: str | None
) -> None:
    path = export(
        company, api, "customers", tmp_path / f"a.{kind}", columns=COLUMNS, format=kind, encoding=encoding, sort="id"
    )
    before = api.get("/customers", columns=",".join(COLUMNS), sort="id").ok()["rows"]
    assert len(read(path)) == 4
    again = bring(company, api, path, object="customer", mode="upsert", match="code")
    assert again["counts"] == {"unchanged": 3}, again
    other = found()
    fresh = other.program()
    done = bring(other, fresh, path, object="customer")
    assert done["counts"] == {"created": 3}, done
    after = fresh.get("/customers", columns=",".join(COLUMNS), sort="id").ok()["rows"]
    for one, two in zip(before, after, strict=True):
        assert {name: one[name] for name in COLUMNS if name != "owner"} == {
            name: two[name] for name in COLUMNS if name != "owner"
        }


def test_exactly_what_the_list_shows(company: Company, api: Program, tmp_path: Path) -> None:
    where = {"field": "code", "op": "starts", "value": "KH"}
    path = export(company, api, "customers", tmp_path / "a.xlsx", columns=["code", "name"], where=where, sort="-code")
    assert read(path) == [["客户编号", "客户名称"], ["KH3", "乙"], ["KH2", "+甲公司"]]
    path = export(company, api, "customers", tmp_path / "a.xlsx", columns=["code"], q="甲公司")
    assert read(path) == [["客户编号"], ["KH2"]]


def test_words_and_types(company: Company, api: Program, tmp_path: Path) -> None:
    path = export(company, api, "customers", tmp_path / "a.xlsx", columns=COLUMNS, sort="id")
    first = dict(zip(*read(path)[:2], strict=False))
    assert (first["客户类型"], first["阶段"], first["负责人"]) == ("个人", "洽谈中", "老板")
    assert (first["省市区"], first["标签"]) == ("广东省深圳市南山区", "母婴、VIP 客户")
    sheet = openpyxl.load_workbook(path).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "d", "n"}
    assert sheet.title == "客户"


def test_many_pages(company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PAGE", 2)
    path = export(company, api, "customers", tmp_path / "a.csv", columns=["code"], sort="code", format="csv")
    assert read(path) == [["客户编号"], ["00123"], ["KH2"], ["KH3"]]


def test_a_record_that_is_edited_meanwhile_stays_in_the_file(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "PAGE", 1)
    oldest = api.get("/customers", sort="updated_at", limit=1).ok()["rows"][0]
    advance = jobs.Handle.advance

    def edit(handle: jobs.Handle, *told: Any) -> None:
        if not edited:  # it goes to the top of the list, which the export has passed
            change = {"version": oldest["version"], "industry": "后来改的"}
            edited.append(api.patch(f"/customers/{oldest['id']}", change).ok())
        advance(handle, *told)

    edited: list[Any] = []
    monkeypatch.setattr(jobs.Handle, "advance", edit)
    path = export(company, api, "customers", tmp_path / "a.csv", columns=["code", "industry"], format="csv")
    assert edited
    assert sorted(read(path)[1:]) == [["00123", "'@零售"], ["KH2", ""], ["KH3", ""]]


@pytest.mark.parametrize(
    "given", [{"columns": ""}, {"columns": "name"}, {"columns": [1]}, {"deleted": "yes"}, {"deleted": 1}, {"sort": 1}]
)
def test_what_is_not_as_told_is_refused(api: Program, given: dict[str, Any]) -> None:
    api.post("/customers/export", {"format": "csv", **given}).refused(400, "request.wrong_member")


def test_an_export_is_canceled(company: Company, api: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "PAGE", 1)
    job = api.post("/customers/export", {"columns": ["name"]}).ok(202)["job"]
    advance = jobs.Handle.advance

    def cancel(handle: jobs.Handle, *told: Any) -> None:
        jobs.cancel(company.actor, handle.id)
        advance(handle, *told)

    monkeypatch.setattr(jobs.Handle, "advance", cancel)
    assert work(company, api, job)["state"] == "canceled"
    assert api.get(f"/jobs/{job}/file").status == 404


def test_only_records_that_may_leave_are_in_the_file(company: Company, api: Program, tmp_path: Path) -> None:
    grants = {"customer": {"actions": {"read": True, "export": "own", "create": True}, "scope": "all"}}
    role = api.post("/roles", {"name": "出口", "grants": grants}).ok(201)
    person = company.colleague("sales")
    version = api.get(f"/people/{person}").ok()["version"]
    api.patch(f"/people/{person}", {"version": version, "roles": [role["id"]]}).ok()
    seller = company.program(person)
    seller.post("/customers", {"name": "自己的", "code": "Z1"}).ok(201)
    assert seller.get("/customers").ok()["count"]["value"] == 4
    job = seller.post("/customers/export", {"columns": ["code"], "format": "csv"}).ok(202)["job"]
    assert seller.get(f"/jobs/{job}").ok()["total"] == 1
    done = work(company, seller, job)
    assert done["result"]["rows"] == 1
    (tmp_path / "a.csv").write_bytes(seller.get(f"/jobs/{job}/file").raw)
    assert read(tmp_path / "a.csv") == [["客户编号"], ["Z1"]]


def test_gbk_fails_loudly(company: Company, api: Program) -> None:
    job = api.post("/customers/export", {"columns": ["name"], "format": "csv", "encoding": "gbk"}).ok(202)["job"]
    done = work(company, api, job)
    assert (done["state"], done["error"]["code"]) == ("failed", "export.not_in_encoding")
    assert "𠮷" in done["error"]["message"]


def test_who_may(company: Company, api: Program) -> None:
    seller = company.program(company.colleague("sales"))
    answer = seller.post("/customers/export", {"columns": ["name"]})
    rights = {one["name"]: one["rights"] for one in seller.get("/meta").ok()["objects"]}["customer"]
    assert answer.status == (202 if rights["export"] else 403)
    if rights["export"]:
        done = work(company, seller, answer.body["job"])
        assert done["result"]["rows"] == 0  # none of these are theirs
    nobody = Program(None)
    nobody.post("/customers/export", {}).refused(401)


def test_what_is_not_understood(api: Program) -> None:
    api.post("/customers/export", {"format": "pdf"}).refused(400, "export.unknown_format")
    api.post("/customers/export", {"format": ""}).refused(400, "export.unknown_format")
    api.post("/customers/export", {"encoding": ""}).refused(422, "encoding.unknown")
    api.post("/customers/export", {"format": "csv", "encoding": "latin-1"}).refused(422, "encoding.unknown")
    api.post("/customers/export", {"columns": ["nothing"]}).refused(400)
    api.post("/customers/export", {"columns": 5}).refused(400)
    api.post("/customers/export", {"where": {"field": "nothing", "op": "is", "value": 1}}).refused(400)
    api.post("/customers/export", {"more": 1}).refused(400)
