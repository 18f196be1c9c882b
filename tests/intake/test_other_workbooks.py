"""What comes out of .xls, .ods and pages is what comes out of the same workbook as .xlsx."""

import datetime as dt
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlwt

from tests.connect.company import found
from tests.intake import build, convert, ledger
from tests.intake.company import bring, listed
from tests.intake.convert import DAY
from tests.intake.test_bad_files import code_of, refusal
from tests.intake.test_xlsx import read
from zhike.engines.intake import sheets
from zhike.engines.intake.table import CellFault, Merge

WRITERS: dict[str, Callable[[Path, Path], Path]] = {"xls": convert.xls, "ods": convert.ods, "html": convert.page}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return convert.without_formulas(ledger.workbook(tmp_path_factory.mktemp("ledger") / "台账.xlsx"))


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_the_same_rows_and_merges(source: Path, tmp_path: Path, kind: str) -> None:
    path = WRITERS[kind](tmp_path / f"a.{kind}", source)
    told, other = sheets.inspect(source), sheets.inspect(path)
    assert (other.kind, other.named_otherwise) == (kind, False)
    assert [one.name for one in other.sheets] == [one.name for one in told.sheets]
    for one, same in zip(told.sheets, other.sheets, strict=True):
        assert same.survey.merges == one.survey.merges
        assert [(number, trimmed(cells)) for number, cells in read(path, one.name)] == [
            (number, trimmed(cells)) for number, cells in read(source, one.name)
        ]
        assert read(path, one.name, after=100) == read(path, one.name)[-len(read(path, one.name, after=100)) :]


def trimmed(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] in (None, ""):
        cells = cells[:-1]
    return cells


@pytest.mark.parametrize("kind", WRITERS)
def test_they_go_in_as_a_workbook_does(database: None, source: Path, tmp_path: Path, kind: str) -> None:
    company, other = found(), found()
    path = WRITERS[kind](tmp_path / "台账.xls", source)
    told = sheets.inspect(path)
    assert (told.kind, len(told.sheets)) == (kind, 3)
    columns = ("code", "name", "phone", "other_phone", "region", "address", "remark")
    for one, at in ((source, company), (path, other)):
        sheet = sheets.inspect(one).sheets[0].name
        done = bring(at, at.program(), one, object="customer", sheet=sheet)
        assert (done["state"], done["counts"]["skipped"]) == ("done", 1)
    first, second = (listed(one.program(), "customers", *columns) for one in (company, other))
    assert len(first) > 120
    assert second == first


def workbook(path: Path, write: Callable[[Any], None], **more: Any) -> Path:
    book = xlwt.Workbook(**more)
    write(book.add_sheet("客户"))
    book.save(str(path))
    return path


def test_old_workbooks_in_all_shapes(tmp_path: Path) -> None:
    def write(sheet: Any) -> None:
        for column, value in enumerate(["李𠮷", 15255229565, 1280.5, True, -0.1, 1e19, 7, 8, 9]):
            sheet.write(3, column, value)
        sheet.write(3, 9, dt.date(1900, 1, 1), DAY)
        sheet.write(3, 10, dt.time(18, 30), xlwt.easyxf(num_format_str="h:mm"))
        sheet.write(3, 11, 1.0625, xlwt.easyxf(num_format_str="[h]:mm:ss"))
        sheet.row(3).set_cell_error(12, "#DIV/0!")

    path = workbook(tmp_path / "a.xls", write)
    row = ["李𠮷", 15255229565, 1280.5, True, -0.1, 1e19, 7, 8, 9, dt.date(1900, 1, 1), dt.time(18, 30), "25:30:00"]
    assert read(path) == [(4, [*row, CellFault("cell.error", "#DIV/0!")])]
    assert read(path, after=4) == []


def test_long_texts_and_many_of_them(tmp_path: Path) -> None:
    """The table of texts goes on over many records, cut wherever they end."""
    texts = [("长文本" * 5000 + "ascii" * 300)[n * 7 : n * 7 + 11_000] for n in range(40)]
    path = workbook(tmp_path / "a.xls", lambda sheet: [sheet.write(n, 0, one) for n, one in enumerate(texts)])
    assert [cells for _, cells in read(path)] == [[one] for one in texts]


def test_cells_in_any_order(tmp_path: Path) -> None:
    def write(sheet: Any) -> None:
        for row in range(50):
            sheet.write(row, 0, row)

    path = workbook(tmp_path / "a.xls", write)
    data = path.read_bytes()
    # the first and the last row change their numbers
    swapped = data.replace(struct.pack("<HHHH", 0x27E, 10, 0, 0), struct.pack("<HHHH", 0x27E, 10, 49, 0), 1)
    at = swapped.rfind(struct.pack("<HHHH", 0x27E, 10, 49, 0))
    assert at > 0
    path.write_bytes(swapped[: at + 4] + struct.pack("<H", 0) + swapped[at + 6 :])
    assert [number for number, _ in read(path)] == list(range(1, 51))


def test_a_formula_with_a_text(tmp_path: Path) -> None:
    """Its text stands in the record behind it; xlwt writes none, so the records are made by hand."""
    formula = struct.pack("<HHHHHH3HHIH", 0x06, 22, 0, 0, 0, 0, 0, 0, 0xFFFF, 0, 0, 0)
    text = "结果".encode("utf-16-le")
    string = struct.pack("<HHHB", 0x207, 3 + len(text), 2, 1) + text
    fault = struct.pack("<HHHHHH3HHIH", 0x06, 22, 0, 1, 0, 2, 7, 0, 0xFFFF, 0, 0, 0)
    path = workbook(tmp_path / "a.xls", lambda sheet: [sheet.write(n, 2, n + 0.123456) for n in range(20)])
    data = path.read_bytes()
    at = data.index(struct.pack("<HHHH", 0x203, 14, 0, 2))
    stuffed = data[:at] + formula + string + fault + data[at : at + 18] + struct.pack("<HH", 0x0A, 0)
    path.write_bytes(stuffed + data[len(stuffed) :])
    assert read(path) == [(1, ["结果", CellFault("cell.error", "#DIV/0!"), 0.123456])]


def test_hostile_old_workbooks(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xls", lambda sheet: [sheet.write(n, 0, f"第{n}行") for n in range(2000)])
    data = path.read_bytes()
    bad = {
        "file.truncated": [data[:600], data[: len(data) // 2], data[:-5000]],
        "file.damaged": [
            data[:512] + b"\xff" * 600 + data[1112:],
            data.replace(struct.pack("<HHHH", 0xFD, 10, 5, 0), struct.pack("<HHHH", 0xFD, 10, 5, 9999)),
        ],
        "file.encrypted": [data.replace(struct.pack("<HH", 0x42, 2), struct.pack("<HH", 0x2F, 2), 1)],
    }
    for code, files in bad.items():
        for number, content in enumerate(files):
            path.write_bytes(content)
            assert (number, code_of(path)) in ((number, code), (number, "file.damaged"), (number, "file.other_kind"))
    chain = bytearray(data)
    table = 512 * (struct.unpack_from("<I", data, 76)[0] + 1)
    for sector in range(64):
        struct.pack_into("<I", chain, table + 4 * sector, 0)  # every sector is followed by the first one
    path.write_bytes(chain)
    assert refusal(path) in ("file.damaged", "file.truncated")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "step"),
    [("xls", 37), ("ods", 97), *(pytest.param(kind, 3, marks=pytest.mark.soak) for kind in ("xls", "ods"))],
)
def test_spoilt_bytes_are_read_or_refused(tmp_path: Path, kind: str, step: int) -> None:
    build.workbook(tmp_path / "a.xlsx", 客户=[["编号", "名称"], *([n, f"第{n}"] for n in range(30))])
    path = WRITERS[kind](tmp_path / f"a.{kind}", tmp_path / "a.xlsx")
    good = path.read_bytes()
    for at in range(0, len(good), step):
        for other in (0, 0xFF, good[at] ^ 0x41):
            path.write_bytes(good[:at] + bytes([other]) + good[at + 1 :])
            try:
                told = sheets.inspect(path)
                for one in told.sheets:
                    read(path, one.name if told.kind != "text" else None)
            except sheets.IntakeError:
                continue


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_directory_that_points_before_the_file(tmp_path: Path, kind: str) -> None:
    build.workbook(tmp_path / "a.xlsx", 客户=[["编号", "名称"], [1, "甲"]])
    path = tmp_path / "a.xlsx" if kind == "xlsx" else WRITERS[kind](tmp_path / "a.ods", tmp_path / "a.xlsx")
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\5\6") + 16  # where the end of the directory says that it begins
    struct.pack_into("<I", data, end, struct.unpack_from("<I", data, end)[0] + 5_000)
    path.write_bytes(data)
    assert refusal(path) == "file.damaged"


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
    '<office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/>'
    "</style:style></office:automatic-styles>"
    '<office:body><office:spreadsheet><table:table table:name="客户">{}</table:table></office:spreadsheet>'
    "</office:body></office:document-content>"
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def ods(path: Path, rows: str, **more: str) -> Path:
    return build.pack(path, {"mimetype": TYPE, "content.xml": ODS.format(rows), **more})


def test_open_documents_in_all_shapes(tmp_path: Path) -> None:
    cells = (
        '<table:table-cell office:value-type="currency" office:value="1280.50"><text:p>¥1,280</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="1899-05-01"><text:p>x</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2024-05-01T09:30:00"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT26H30M00S"/>'
        '<table:table-cell office:value-type="time" office:time-value="PT09H05M00S"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>批注</text:p></office:annotation>'
        '<text:p>两<text:s text:c="2"/><text:span>段</text:span></text:p><text:p>文字</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
        ' calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/>'
        '<table:covered-table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="boolean" office:boolean-value="true" table:number-columns-repeated="2"/>'
    )
    rows = (
        '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/>'
        f'</table:table-row><table:table-header-rows><table:table-row table:number-rows-repeated="2">{cells}'
        "</table:table-row></table:table-header-rows></table:table>"
        '<table:table table:name="藏" table:style-name="ta2"><table:table-row>'
        '<table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="7"/></table:table-row>'
    )
    row = [
        1280.5, dt.date(1899, 5, 1), dt.datetime(2024, 5, 1, 9, 30), "26:30:00", dt.time(9, 5), "两  段\n文字",
        CellFault("cell.error", "#N/A"), CellFault("cell.uncalculated", "1+1"), None, None, True, True,
    ]  # fmt: skip
    path = ods(tmp_path / "a.ods", rows)
    assert read(path) == [(4, row), (5, row)]
    assert read(path, after=4) == [(5, row)]
    told = sheets.inspect(path)
    assert [(one.name, one.hidden, one.survey.rows) for one in told.sheets] == [("客户", False, 2), ("藏", True, 1)]
    assert [one.survey.merges for one in told.sheets] == [(), (Merge(1, 0, 2, 0),)]


CELL = '<table:table-cell {} office:value-type="float" office:value="1"/>'
HIGH = 'table:number-rows-repeated="900000000"'
WIDE = 'table:number-columns-repeated="16384"'
HOSTILE = {
    "sheet.too_many_rows": f"<table:table-row {HIGH}>{CELL.format('')}</table:table-row>",
    "sheet.too_many_columns": f"<table:table-row>{CELL.format(WIDE)}</table:table-row>",
    "file.damaged": '<table:table-row table:number-rows-repeated="x"/>',
    "cell.too_long": "<table:table-row><table:table-cell><text:p>"
    + '<text:s text:c="999999999"/>' * 2000
    + "</text:p></table:table-cell></table:table-row>",
    "row.too_long": f'<table:table-row table:x="{"0" * 17_000_000}"/>',
}


@pytest.mark.parametrize("code", HOSTILE)
def test_hostile_open_documents(tmp_path: Path, code: str) -> None:
    assert refusal(ods(tmp_path / "a.ods", HOSTILE[code])) == code


def test_open_documents_that_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha">]>' + ODS.format("")
    assert code_of(build.pack(tmp_path / "a.ods", {"mimetype": TYPE, "content.xml": bomb})) == "file.document_type"
    locked = (
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    assert code_of(ods(tmp_path / "b.ods", "", **{"META-INF/manifest.xml": locked})) == "file.encrypted"
    text = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ODS.format("")}
    assert code_of(build.pack(tmp_path / "c.ods", text)) == "file.other_kind"
    path = ods(tmp_path / "d.ods", "<table:table-row/>")
    path.write_bytes(path.read_bytes()[:-60])
    assert code_of(path) == "file.truncated"


def test_a_million_equal_rows_take_no_memory(tmp_path: Path) -> None:
    rows = f'<table:table-row table:number-rows-repeated="1000000">{CELL.format("")}</table:table-row>'
    assert refusal(ods(tmp_path / "a.ods", rows)) is None


def test_tables_of_a_page(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<!DOCTYPE html><title>页</title><script>var a = '<table><tr><td>no</td></tr></table>'</script>"
        "<table><tr><td><table><caption>x</caption><TR><TH rowspan=2>甲<TH colspan='2'>乙 &amp; 丙"
        "<tr><td>1<br>2<td>&nbsp;3&nbsp;\n 4</table></td></tr></table>",
        "utf-8",
    )
    (only,) = sheets.inspect(path).sheets
    assert only.survey.merges == (Merge(1, 0, 2, 0), Merge(1, 1, 1, 2))
    assert read(path) == [(1, ["甲", "乙 & 丙"]), (2, [None, "1\n2", "3\n4"])]


HOSTILE_PAGES = {
    "a comment without end": "<table><tr><td>1</td></tr><!--" + "-" * 5_000_000,
    "tags without end": "<table><tr><td>1" + "<a " * 2_000_000,
    "tables in tables": "<table><tr><td>" * 100_000,
    "wide": "<table><tr>" + "<td colspan=1000>1" * 1000,
    "declarations": "<table>" + "<!" * 500_000,
}


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_hostile_pages(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.html").write_text(HOSTILE_PAGES[name])
    assert refusal(tmp_path / "a.html") is not None


def test_what_a_spreadsheet_puts_on_the_clipboard(tmp_path: Path) -> None:
    path = tmp_path / "粘贴.txt"
    path.write_text('编号\t名称\t备注\r\n1\t甲\t"两行\r\n""话"""\r\n2\t5" 屏幕\t\r\n', "utf-8")
    assert read(path) == [
        (1, ["编号", "名称", "备注"]), (2, ["1", "甲", '两行\r\n"话"']), (3, ["2", '5" 屏幕', ""]),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("delimiter", ["\t", ","])
def test_text_with_tabs_in_every_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        ["客户名称", "电话", "备注"],
        *([f"深圳第{n}公司", f"1380000{n:04d}", "老客户，需回访"] for n in range(40)),
    ]
    path = tmp_path / "a.tsv"
    path.write_bytes("\r\n".join(delimiter.join(one) for one in lines).encode(encoding))
    assert [cells for _, cells in read(path)] == lines


def test_traditional_characters_in_big5(tmp_path: Path) -> None:
    lines = [["客戶名稱", "電話"], *([f"臺北第{n}貿易股份有限公司", f"0911{n:06d}"] for n in range(40))]
    path = tmp_path / "a.tsv"
    path.write_bytes("\r\n".join("\t".join(one) for one in lines).encode("big5"))
    assert [cells for _, cells in read(path)] == lines
