"""A template that is filled in goes in without mapping by hand, whichever program saved it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.connect.company import Company, Program, found
from tests.intake import convert
from tests.intake.company import bring, listed, preview, upload, work
from zhike.engines.intake import sheets
from zhike.kernel import registry, specs


@pytest.fixture(scope="module")
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def template(api: Program, plural: str, path: Path, language: str = "zh-CN") -> Path:
    answer = replace(api, language=language).get(f"/{plural}/template")
    assert answer.status == 200
    path.write_bytes(answer.raw)
    return path


def fill(path: Path, *rows: dict[str, object]) -> Path:
    """As a person does: below the example, by the headings."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    headings = {str(cell.value).rstrip("*"): cell.column for cell in sheet[1]}
    for number, row in enumerate(rows, 3):
        for heading, value in row.items():
            sheet.cell(number, headings[heading], value)
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_heading_finds_its_field(company: Company, api: Program, tmp_path: Path, language: str) -> None:
    for spec in registry.declared():
        path = template(api, spec.plural, tmp_path / f"{spec.plural}.xlsx", language)
        (head, *_) = [list(cells) for _, cells in sheets.open_table(path).rows()]
        shown = preview(api, upload(api, path).ok(201)["upload"], object=spec.name)
        assert shown["header_row"] == 1, spec.name
        labels = {one.label(language): one.name for one in specs.of(company.actor, spec.name).own_fields}
        assert {one["header"]: one["field"] for one in shown["columns"]} == {
            one: labels[str(one).rstrip("*")] for one in head
        }
        assert shown["rows"] == []  # the example is none


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_a_filled_template_goes_in(tmp_path: Path, kind: str, database: None) -> None:
    company = found()
    api = company.program()
    path = fill(
        template(api, "customers", tmp_path / "客户.xlsx"),
        {
            "客户名称": "甲公司",
            "客户类型": "企业",
            "电话": "13900010001",
            "阶段": "已接触",
            "下次跟进": dt.date(2026, 3, 1),
        },
        {"客户名称": "王五", "客户类型": "个人", "生日": "1990-05-12", "标签": "重点、老客户"},
    )
    if kind != "xlsx":
        path = {"ods": convert.ods, "xls": convert.xls}[kind](tmp_path / f"客户.{kind}", path)
    first = sheets.inspect(path).sheets[0].name
    done = bring(company, api, path, object="customer", sheet=first)
    assert done["counts"] == {"created": 2, "skipped": 1}, done
    rows = listed(api, "customers", "name", "kind", "phone", "tags")
    assert rows == [["甲公司", "organization", "+8613900010001", None], ["王五", "person", None, ["重点", "老客户"]]]


def test_an_empty_template_brings_nothing(company: Company, api: Program, tmp_path: Path) -> None:
    key = upload(api, template(api, "customers", tmp_path / "a.xlsx")).ok(201)["upload"]
    done = work(company, api, api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"])
    assert (done["state"], done["counts"]) == ("done", {"skipped": 1})


def test_what_the_sheet_offers(company: Company, api: Program, tmp_path: Path) -> None:
    answer = replace(api, language="en").get("/contacts/template")
    assert "Contact%20import%20template.xlsx" in answer.headers["Content-Disposition"] or (
        'filename="Contact import template.xlsx"' in answer.headers["Content-Disposition"]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(answer.raw)).worksheets[0]
    headings = {str(cell.value): cell for cell in sheet[1]}
    assert "Name*" in headings
    assert headings["Name*"].comment.text.startswith("Required")
    assert all(cell.comment and "For example" in cell.comment.text for cell in sheet[1])
    (sex,) = [one for one in sheet.data_validations.dataValidation if headings["Sex"].column_letter in str(one.sqref)]
    assert sex.formula1 == '"Male,Female"'
    assert str(sheet.cell(2, 1).value).startswith("[Example] ")
    assert sheet.column_dimensions[headings["Phone"].column_letter].width >= 14


def test_a_long_list_stands_on_a_hidden_sheet(database: None, tmp_path: Path) -> None:
    company = found()
    api = company.program()
    choices = [{"value": f"o{n}", "label_zh": f"选项,{n}"} for n in range(60)]
    given = {"object": "customer", "code": "level", "kind": "choice", "label_zh": "档次", "choices": choices}
    api.post("/custom_fields", given).ok(201)
    path = template(api, "customers", tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert [one.sheet_state for one in book.worksheets] == ["visible", "hidden"]
    assert "选项,59" in {cell.value for cell in book.worksheets[1]["A"]} | {
        cell.value for cell in book.worksheets[1]["B"]
    }
    done = bring(company, api, fill(path, {"客户名称": "甲", "档次": "选项,7"}), object="customer")
    assert done["counts"] == {"created": 1, "skipped": 1}
    assert listed(api, "customers", "level") == [["o7"]]


def test_only_what_one_may_write(company: Company, tmp_path: Path) -> None:
    all_ = {"actions": dict.fromkeys(("create", "read", "update", "import"), True), "scope": "all"}
    grants = {"customer": {**all_, "fields": {"email": "hidden", "phone": "read"}}}
    owner = company.program()
    role = owner.post("/roles", {"name": "录入", "grants": grants}).ok(201)["id"]
    person = company.colleague()
    owner.patch(f"/people/{person}", {"version": owner.get(f"/people/{person}").ok()["version"], "roles": [role]}).ok()
    api = company.program(person)
    head = openpyxl.load_workbook(template(api, "customers", tmp_path / "a.xlsx")).worksheets[0][1]
    labels = {str(cell.value) for cell in head}
    assert "客户名称*" in labels
    assert not labels & {"邮箱", "电话", "创建时间"}
    assert api.get("/contacts/template").status in (403, 404)
    api.get("/customers/template", language="xx").refused(400, "request.wrong_member")
    sheet = openpyxl.load_workbook(io.BytesIO(api.get("/customers/template", language="en").raw)).worksheets[0]
    assert "Customer name*" in {cell.value for cell in sheet[1]}
