"""What comes out of an .xlsx, whichever program wrote it."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.intake import build
from zhike.engines.intake import sheets
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.table import CellFault, Merge

STYLES = (
    '<numFmts count="3"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>'
    '<numFmt numFmtId="171" formatCode="0.00&quot;年&quot;"/><numFmt numFmtId="172" formatCode="[h]:mm:ss"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="171"/>'
    '<xf numFmtId="20"/><xf numFmtId="172"/></cellXfs>'
)


def read(path: Path, sheet: str | None = None, after: int = 0, **limits: int) -> list[tuple[int, list[object]]]:
    table = sheets.open_table(path, sheet, limits=Limits(**limits))
    try:
        return [(number, list(cells)) for number, cells in table.rows(after)]
    finally:
        table.close()


def test_values_of_openpyxl_keep_their_types(tmp_path: Path) -> None:
    row = ["李𠮷", 15255229565, 1280.5, True, dt.date(2022, 10, 14), dt.datetime(2026, 9, 3, 12, 33), None, "a\nb"]
    path = build.workbook(tmp_path / "a.xlsx", 客户=[["姓名"], row])
    assert read(path) == [(1, ["姓名"]), (2, row)]


@pytest.mark.parametrize("constant_memory", [True, False], ids=["inline strings", "shared strings"])
def test_xlsxwriter(tmp_path: Path, constant_memory: bool) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"constant_memory": constant_memory})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ['<客户> & "co"', "  两边有空格  ", "_x000D_", "line\r\nend", -3.25, 1e19])
    sheet.write_formula(1, 0, "=1+1", None, 2)
    sheet.write_boolean(1, 1, False)
    sheet.write_blank(1, 2, None, book.add_format({"bold": True}))
    book.close()
    first, second = read(tmp_path / "a.xlsx")
    assert first[1][:3] == ['<客户> & "co"', "  两边有空格  ", "_x000D_"]
    assert first[1][4:] == [-3.25, 1e19]
    assert second == (2, [2, False])


def test_formatted_runs_are_joined_and_readings_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("张", TextBlock(InlineFont(b=True), "敏"), "先生")
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [(1, ["张敏先生"])]
    path = build.xlsx(
        tmp_path / "b.xlsx", '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c></row>',
        strings='<si/><si><r><t>東</t></r><r><t>京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr/></si>',
    )  # fmt: skip
    assert read(path) == [(1, ["東京", None])]


def test_dates_by_style_and_calendar(tmp_path: Path) -> None:
    values = (
        (1, "44848"),
        (2, "44848.5"),
        (3, "44848"),
        (4, "44848"),
        (5, "0.75"),
        (6, "1.0625"),
        (1, "60"),
        (1, "61"),
    )
    row = "".join(f'<c r="{chr(65 + n)}1" s="{style}"><v>{value}</v></c>' for n, (style, value) in enumerate(values))
    path = build.xlsx(tmp_path / "a.xlsx", f'<row r="1">{row}</row>', styles=STYLES)
    day = dt.date(2022, 10, 14)
    moment = dt.datetime(2022, 10, 14, 12)
    assert read(path)[0][1] == [day, moment, day, 44848, dt.time(18), "25:30:00", 60, dt.date(1900, 3, 1)]
    path = build.xlsx(
        tmp_path / "b.xlsx", '<row r="1"><c r="A1" s="1"><v>43386</v></c></row>', styles=STYLES,
        settings='<workbookPr date1904="1"/>',
    )  # fmt: skip
    assert read(path)[0][1] == [day]


def test_formulas_give_what_was_calculated(tmp_path: Path) -> None:
    path = build.xlsx(
        tmp_path / "a.xlsx",
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
        '<c r="C1" t="e"><f>VLOOKUP(1,A:B,2)</f><v>#N/A</v></c><c r="D1"><f>HYPERLINK("http://x","y")</f><v /></c>'
        '<c r="E1" t="str"><f>IF(1,"","")</f><v></v></c><c r="F1" t="e"><v>#REF!</v></c>'
        '<c r="G1"><f t="shared" si="0"/><v>7</v></c></row>',
    )
    assert read(path)[0][1] == [
        2, "ab", CellFault("cell.error", "#N/A"), CellFault("cell.uncalculated", 'HYPERLINK("http://x","y")'), None,
        CellFault("cell.error", "#REF!"), 7,
    ]  # fmt: skip


ODD = {
    "prefix": '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
    '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c r="C1"><x:v>3</x:v></x:c></x:row>'
    "</x:sheetData></x:worksheet>",
    "no references": "<row><c t='inlineStr'><is><t>甲</t></is></c><c/><c><v>3</v></c></row>",
    "single quotes, other order": "<row spans='1:3' r='1'><c t='inlineStr' r='A1'><is><t>甲</t></is></c>"
    "<c r='C1'><v>3</v></c></row>",
    "comment and CDATA": '<row r="1"><!-- x --><c r="A1" t="inlineStr"><is><t><![CDATA[甲]]></t></is></c>'
    '<c r="C1"><v>3</v></c></row>',
    "indented": '\n <row r="1" >\n  <c r="A1" t="inlineStr"><is><t>甲</t></is></c>\n  <c r="C1"><v>3</v></c>'
    "\n </row>\n",
    "cells out of order": '<row r="1"><c r="C1"><v>3</v></c><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>',
    "empty rows before": '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>3</v></c></row>'
    '<row r="2"/><row r="3"></row>',
}


@pytest.mark.parametrize("sheet", ODD.values(), ids=ODD)
def test_odd_but_legal_xml(tmp_path: Path, sheet: str) -> None:
    assert read(build.xlsx(tmp_path / "a.xlsx", sheet)) == [(1, ["甲", None, 3])]


def test_parts_in_utf16(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = dict(build.parts('<row r="1"><c r="A1" t="str"><v>甲</v></c></row>'))
    name = "xl/worksheets/sheet1.xml"
    content[name] = str(content[name]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(build.pack(tmp_path / "a.xlsx", content)) == [(1, ["甲"])]


def test_rows_keep_their_numbers_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    path = build.workbook(tmp_path / "a.xlsx", 客户=[["a"], [], [None, 0], [False], [None]])
    assert read(path) == [(1, ["a"]), (3, [None, 0]), (4, [False])]
    assert read(path, after=1) == [(3, [None, 0]), (4, [False])]
    assert read(path, after=4) == []


def test_sheets_by_name_and_the_hidden_ones_last(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "隐藏"
    book.active.sheet_state = "hidden"
    book.active["A1"] = 1
    book.create_sheet("客户")["A1"] = 2
    book.create_chartsheet("图")
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [(1, [2])]
    assert read(tmp_path / "a.xlsx", "隐藏") == [(1, [1])]
    assert [(one.name, one.hidden) for one in sheets.inspect(tmp_path / "a.xlsx").sheets] == [
        ("隐藏", True),
        ("客户", False),
    ]
    with pytest.raises(IntakeError) as caught:
        read(tmp_path / "a.xlsx", "没有")
    assert (caught.value.code, caught.value.data["known"]) == ("sheet.unknown", "隐藏、客户")


def test_survey_counts_rows_and_finds_merges(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for n in range(5000):
        book.active.append([f"客户{n}", "x" * 50])
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("B10:B12")
    book.save(tmp_path / "a.xlsx")
    survey = sheets.inspect(tmp_path / "a.xlsx").sheets[0].survey
    assert survey.rows == 5000
    assert survey.merges == (Merge(1, 0, 1, 1), Merge(10, 1, 12, 1))


def test_values_merged_over_rows_are_repeated(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["公司", "联系人"], ["甲", "张"], [None, "李"], [None, "王"], ["乙", "赵"]):
        book.active.append(row)
    book.active.merge_cells("A2:A4")
    book.save(tmp_path / "a.xlsx")
    table = sheets.open_table(tmp_path / "a.xlsx")
    rows = [list(cells) for _, cells in sheets.fill_down(table.rows(), table.survey().merges)]
    assert rows == [["公司", "联系人"], ["甲", "张"], ["甲", "李"], ["甲", "王"], ["乙", "赵"]]


def test_shared_strings_beyond_memory_come_from_a_file(tmp_path: Path) -> None:
    rows = [[f"客户{n % 3000}", f"备注 {n}"] for n in range(6000)]
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    assert [cells for _, cells in read(tmp_path / "a.xlsx", strings_in_memory=100_000)] == rows


CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t&<>'\"𠮷😀_x"), max_size=20),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.none(),
    st.datetimes(dt.datetime(1901, 1, 1), dt.datetime(2200, 1, 1)).map(lambda one: one.replace(microsecond=0)),
)


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELLS, max_size=6), min_size=1, max_size=8))
def test_quick_and_thorough_ways_agree_with_each_other_and_openpyxl(tmp_path: Path, rows: list[list[object]]) -> None:
    rows = [[None if value == "" or str(value).startswith("=") else value for value in row] for row in rows]
    path = build.workbook(tmp_path / "a.xlsx", 客户=rows)
    quick = read(path)
    content: dict[str, str | bytes] = {}
    with build.zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content[name] = archive.read(name)
    sheet = "xl/worksheets/sheet1.xml"
    content[sheet] = bytes(content[sheet]).replace(b"<c r=", b"<c  r=").replace(b"<row ", b"<row\n")  # type: ignore[arg-type]
    thorough = read(build.pack(tmp_path / "b.xlsx", content))
    assert quick == thorough
    expected = {
        number: [_shown(value) for value in row]
        for number, row in enumerate(openpyxl.load_workbook(path).active.iter_rows(values_only=True), 1)
        if any(value is not None for value in row)
    }
    assert {number: [_shown(value) for value in cells] for number, cells in quick} == {
        number: _trimmed(cells) for number, cells in expected.items()
    }


def _shown(value: object) -> object:
    return float(f"{value:.15g}") if isinstance(value, float) else value


def _trimmed(cells: list[object]) -> list[object]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells
