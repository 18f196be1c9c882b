"""Whatever goes out runs nowhere as a formula, and what only looks like one comes back as it was (A-30, A-32)."""

from __future__ import annotations

import csv
import io
import quopri
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import bring, export, listed, refused_rows
from tests.intake.company import csv as table
from tests.intake.test_standard_characters import STANDARD
from zhike.kernel.values import spreadsheet

SIGNS = "=+-@\t\r＝＋－＠"
RISKY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＠x", '=HYPERLINK("http://x")', "'=1", "=cmd|' /C calc'!A0"]
NUMBER = re.compile(r"-[0-9.]+")
PLAIN = ["-12.50", "+8613800138000", "张=敏", "a-b"]


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def texts(raw: bytes) -> list[str]:
    """The cells of a text file that a spreadsheet program would look at."""
    return [cell for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")) for cell in row]


def harmless(raw: bytes) -> None:
    cells = [one for one in texts(raw) if one.lstrip(" \u200b")[:1] in tuple(SIGNS)]
    assert [one for one in cells if one not in PLAIN and not NUMBER.fullmatch(one)] == []


def harmless_workbook(path: Path) -> None:
    for sheet in openpyxl.load_workbook(path).worksheets:
        kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert "f" not in kinds


def field(api: Program, **more: Any) -> None:
    """A field whose words are formulas."""
    row = {"object": "customer", "label_zh": "=1+1", "label_en": "@SUM(A1)", **more}
    api.post("/custom_fields", row).ok(201)


def odd(api: Program) -> None:
    words = {"label_zh": "=cmd()", "label_en": "=cmd()"}
    field(api, code="note", kind="text")
    field(api, code="pick", kind="choice", label_zh="-选", choices=[{"value": "a", **words}])
    field(api, code="worth", kind="money", label_zh="余额", label_en="Balance")


def test_headings_and_words_of_choices_are_no_formulas(company: Company, api: Program, tmp_path: Path) -> None:
    odd(api)
    for n, risky in enumerate(RISKY):
        api.post("/customers", {"name": risky, "code": f"R{n}", "note": risky, "pick": "a", "worth": "-3.5"}).ok(201)
    columns = ["code", "name", "note", "pick", "worth"]
    out = export(company, api, "customers", tmp_path / "a.csv", format="csv", columns=columns, sort="id")
    harmless(out.read_bytes())
    book = export(company, api, "customers", tmp_path / "a.xlsx", columns=columns, sort="id")
    harmless_workbook(book)
    before = listed(api, "customers", *columns)
    for path in (out, book):
        again = bring(company, api, path, object="customer", mode="upsert", match="code")
        assert again["counts"] == {"unchanged": len(RISKY)}, again
    assert listed(api, "customers", *columns) == before
    for language in ("zh-CN", "en"):
        path = tmp_path / "t.xlsx"
        answer = company.program(language=language).get("/customers/template")
        path.write_bytes(answer.raw)
        harmless_workbook(path)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_refused_rows_are_no_formulas(company: Company, api: Program, tmp_path: Path, kind: str) -> None:
    rows = [["客户名称", "电话", "备注", "=1+1"], *([one, "12", one, one] for one in (*RISKY, *PLAIN))]
    if kind == "csv":
        text = io.StringIO(newline="")
        csv.writer(text).writerows(rows)
        path = table(tmp_path / "a.csv", text.getvalue())
    else:
        path = tmp_path / "a.xlsx"
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        for line in book.active.iter_rows():
            for cell in line:
                cell.data_type = "s"
        book.save(path)
    done = bring(company, api, path, object="customer")
    assert done["counts"] == {"refused": len(rows) - 1}
    back = refused_rows(api, done, tmp_path / f"r.{kind}")
    if kind == "csv":
        harmless((tmp_path / "r.csv").read_bytes())
    else:
        harmless_workbook(tmp_path / "r.xlsx")
    phones = [row[1] for row in back[1:]]
    assert phones == ["12"] * (len(rows) - 1)
    assert [spreadsheet.restore(row[2]) for row in back[1:]] == [spreadsheet.restore(row[2]) for row in rows[1:]]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcard4", "vcard3"])
def test_phones_and_negative_numbers_come_back(company: Company, api: Program, tmp_path: Path, kind: str) -> None:
    odd(api)
    row = {"name": "-1 号楼", "kind": "person", "phone": "+8613800138000", "remark": "+86 是区号", "worth": "-1280.50"}
    api.post("/customers", row | {"other_phone": "+14155552671"}).ok(201)
    columns = ["name", "kind", "phone", "other_phone", "remark"] + (["worth"] if "card" not in kind else [])
    more = {} if "card" in kind else {"columns": columns}
    out = export(company, api, "customers", tmp_path / f"a.{kind[:5]}", format=kind, **more)
    other = found()
    fresh = other.program()
    odd(fresh)
    done = bring(other, fresh, out, object="customer")
    assert done["counts"] == {"created": 1}, done
    assert listed(fresh, "customers", *columns) == listed(api, "customers", *columns)


PARTS = [STANDARD[n : n + 50] for n in range(0, len(STANDARD), 50)]


def old_cards(encoding: str) -> bytes:
    """vCard 2.1 as phones of that time write it."""
    cards = []
    for n, part in enumerate(PARTS):
        note = quopri.encodestring(part.encode(encoding), quotetabs=True).replace(b"\n", b"\r\n")
        name = f"第{n}号".encode(encoding)
        told = f"CHARSET={encoding.upper()}".encode()
        cards.append(
            b"BEGIN:VCARD\r\nVERSION:2.1\r\nFN;" + told + b":" + name + b"\r\nNOTE;ENCODING=QUOTED-PRINTABLE;" + told
            + b":" + note + b"\r\nEND:VCARD\r\n"
        )  # fmt: skip
    return b"".join(cards)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_every_character_of_the_standard_in_old_cards(tmp_path: Path, database: None, encoding: str) -> None:
    company = found()
    api = company.program()
    (tmp_path / "a.vcf").write_bytes(old_cards(encoding))
    assert bring(company, api, tmp_path / "a.vcf", object="customer")["counts"] == {"created": len(PARTS)}
    rows = listed(api, "customers", "name", "remark")
    assert [name for name, _ in rows] == [f"第{n}号" for n in range(len(PARTS))]
    assert "".join(remark for _, remark in rows) == STANDARD
    if encoding == "utf-8":
        for version in ("vcard3", "vcard4"):
            out = export(company, api, "customers", tmp_path / "b.vcf", format=version, sort="id")
            other = found()
            assert bring(other, other.program(), out, object="customer")["counts"] == {"created": len(PARTS)}
            assert listed(other.program(), "customers", "name", "remark") == rows
