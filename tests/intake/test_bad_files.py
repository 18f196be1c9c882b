"""Files that mean harm, or are broken: each is refused with a code, quickly and in little memory."""

import json
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.intake import build
from zhike.engines.intake import sheets
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits

SECONDS, MEGABYTES = 5, 512

# Reads a whole file in a process of its own: code of the refusal, seconds of CPU, most memory in megabytes.
READER = """
import json, re, sys, time
from pathlib import Path
from zhike.engines.intake import sheets
from zhike.engines.intake.errors import IntakeError
start = time.process_time()
code, rows = None, 0
try:
    found = sheets.inspect(Path(sys.argv[1]))
    table = sheets.open_table(Path(sys.argv[1]), found.sheets[0].name if found.kind == "xlsx" else None)
    for _ in table.rows():
        rows += 1
except IntakeError as error:
    code = error.code
seconds = time.process_time() - start
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(json.dumps([code, rows, seconds, peak]))
"""


def refusal(path: Path) -> str | None:
    """The code by which a file is refused, within the bounds of time and memory."""
    found = subprocess.run(
        [sys.executable, "-c", READER, str(path)], capture_output=True, text=True, check=True, timeout=60,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    code, _, seconds, megabytes = json.loads(found.stdout)
    assert seconds <= SECONDS
    assert megabytes <= MEGABYTES
    return code


def code_of(path: Path, name: str | None = None, **limits: int) -> str:
    """The code by which reading a whole file ends."""
    with pytest.raises(IntakeError) as caught:
        read_all(path, name, Limits(**limits))
    return caught.value.code


def read_all(path: Path, name: str | None, limits: Limits) -> None:
    found = sheets.inspect(path, name=name, limits=limits)
    for one in found.sheets:
        table = sheets.open_table(path, one.name if found.kind == "xlsx" else None, limits=limits)
        try:
            assert list(table.rows())
        finally:
            table.close()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
OTHERS: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.csv", b"", "file.empty"),
    "empty xlsx": ("a.xlsx", b"", "file.empty"),
    "only a mark": ("a.csv", b"\xef\xbb\xbf\r\n\r\n", "file.empty"),
    "empty zip": ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "file.empty"),
    "picture": ("a.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "file.other_kind"),
    "PDF": ("a.csv", b"%PDF-1.7\n1 0 obj", "file.other_kind"),
    "HTML": ("a.xls", b"\r\n<html><p>no table</p></html>", "file.other_kind"),
    "HTML with an empty table": ("a.xls", b"<html><table><tr><td></td></tr></table></html>", "file.no_sheets"),
    "XML of Excel 2003": ("a.xls", b'<?xml version="1.0"?><Workbook/>', "file.other_kind"),
    "beginning of old Excel": ("a.xls", OLE[:300], "file.truncated"),
    "old Word": ("a.xls", OLE + "WordDocument".encode("utf-16-le"), "file.other_kind"),
    "password": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
    "prose called xlsx": ("a.xlsx", "这不是表格，只是一句话。\n".encode(), "file.wrong_ending"),
    "binary called csv": ("a.csv", bytes(range(256)) * 50, "file.not_text"),
    "NUL after NUL": ("a.csv", b"a,b\n" + b"\0" * 5000, "file.not_text"),
    "quote left open": ("a.csv", '编号,名称\n1,"甲\n2,乙\n3,丙\n'.encode(), "file.open_quote"),
    "half of a UTF-16 character": ("a.csv", b"\xff\xfea\0,\0b\0\n\0\x00\xd8,\0b\0\n\0", "file.undecodable"),
}


@pytest.mark.parametrize(("name", "content", "code"), OTHERS.values(), ids=OTHERS)
def test_what_is_no_table(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert code_of(tmp_path / name) == code


def test_what_a_file_really_is_is_said(tmp_path: Path) -> None:
    kinds = {
        "word/document.xml": "Word", "ppt/presentation.xml": "PowerPoint", "xl/workbook.bin": ".xlsb",
        "photo.jpg": "ZIP",
    }  # fmt: skip
    for part, kind in kinds.items():
        with pytest.raises(IntakeError) as caught:
            sheets.inspect(build.pack(tmp_path / "a.xlsx", {part: "x"}))
        assert caught.value.data == {"kind": kind}


def test_a_good_table_behind_the_wrong_ending_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("编号,名称,城市\n1,甲,深圳\n2,乙,成都\n", "utf-8")
    found = sheets.inspect(path)
    assert (found.kind, found.named_otherwise, found.sheets[0].survey.rows) == ("text", True, 3)
    build.workbook(tmp_path / "b.csv", 客户=[["编号"], ["1"]])
    found = sheets.inspect(tmp_path / "b.csv")
    assert (found.kind, found.named_otherwise, found.sheets[0].survey.rows) == ("xlsx", True, 2)


def truncated(path: Path) -> Path:
    data = build.workbook(path, 客户=[["编号", n] for n in range(2000)]).read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def garbled(path: Path) -> Path:
    data = bytearray(build.workbook(path, 客户=[["编号", n] for n in range(2000)]).read_bytes())
    at = data.find(b"xl/worksheets/sheet1.xml") + 400
    data[at : at + 200] = b"\xaa" * 200
    path.write_bytes(data)
    return path


ROW = '<row r="{0}"><c r="A{0}"><v>1</v></c></row>'
BILLION = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
SHEET = f'<worksheet {build.MAIN}><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
GOOD = build.parts(ROW.format(1), strings="")
BAD: dict[str, tuple[dict[str, str], str]] = {
    "part missing": ({"xl/workbook.xml": GOOD["xl/workbook.xml"]}, "file.no_sheets"),
    "sheet missing": ({k: v for k, v in GOOD.items() if "sheet1" not in k}, "file.part_missing"),
    "not XML": (build.parts("<worksheet><sheetData><row><c></row></sheetData>"), "file.damaged"),
    "ends within the rows": (build.parts(f"<worksheet {build.MAIN}><sheetData>" + ROW.format(1)), "file.damaged"),
    "entity bomb": (build.parts(BILLION + SHEET), "file.document_type"),
    "entity from outside": (build.parts(OUTSIDE + SHEET), "file.document_type"),
    "entity bomb in the strings": (GOOD | {"xl/sharedStrings.xml": BILLION + "<sst></sst>"}, "file.document_type"),
    "entity bomb in the workbook": (GOOD | {"xl/workbook.xml": BILLION + "<workbook/>"}, "file.document_type"),
    "climbing name": (GOOD | {"../../etc/cron.d/x": "x"}, "file.unsafe_name"),
    "absolute name": (GOOD | {"/etc/x": "x"}, "file.unsafe_name"),
    "row without a number": (build.parts('<row r="x"><c r="A1"><v>1</v></c></row>'), "file.damaged"),
    "row of ten thousand digits": (build.parts(f'<row r="{"9" * 10_000}"><c><v>1</v></c></row>'), "file.damaged"),
    "no column": (build.parts('<row r="1"><c r="!1"><v>1</v></c></row>'), "file.damaged"),
    "column of many letters": (build.parts(f'<row r="1"><c r="{"Z" * 10_000}1"><v>1</v></c></row>'), "file.damaged"),
    "column in Han": (build.parts('<row r="1"><c r="甲1"><v>1</v></c></row>'), "file.damaged"),
    "string before the first": (
        build.parts('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>', strings="<si><t>x</t></si>"),
        "file.damaged",
    ),
    "string that is no number": (
        build.parts('<row r="1"><c r="A1" t="s"><v>x</v></c></row>', strings=""),
        "file.damaged",
    ),
    "format without a number": (
        build.parts(ROW.format(1), styles='<numFmts><numFmt numFmtId="x" formatCode="0"/></numFmts>'),
        "file.damaged",
    ),
    "style without a number": (
        build.parts(ROW.format(1), styles='<cellXfs><xf numFmtId="x"/></cellXfs>'),
        "file.damaged",
    ),
    "no such string": (build.parts('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', strings=""), "file.damaged"),
}


@pytest.mark.parametrize(("parts", "code"), BAD.values(), ids=BAD)
def test_broken_and_hostile_workbooks(tmp_path: Path, parts: dict[str, str], code: str) -> None:
    assert code_of(build.pack(tmp_path / "a.xlsx", dict(parts))) == code


@pytest.mark.parametrize("how", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_a_compression_that_the_format_does_not_have(tmp_path: Path, how: int) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", how) as archive:
        for name, text in GOOD.items():
            archive.writestr(name, text)
    assert code_of(tmp_path / "a.xlsx") == "file.damaged"
    data = bytearray((tmp_path / "a.xlsx").read_bytes())
    data[60:90] = b"\xaa" * 30
    (tmp_path / "a.xlsx").write_bytes(data)
    assert code_of(tmp_path / "a.xlsx") == "file.damaged"


def test_merges_with_absurd_numbers_are_no_merges(tmp_path: Path) -> None:
    digits = "9" * 10_000
    sheet = f'<worksheet {build.MAIN}><sheetData>{ROW.format(1)}</sheetData><mergeCells><mergeCell ref="A1:B{digits}"/>'
    path = build.xlsx(tmp_path / "a.xlsx", sheet + "</mergeCells></worksheet>")
    assert sheets.inspect(path).sheets[0].survey.merges == ()


SPOILT = ("", "x", "!", "-1", "9" * 30, "nan", "甲", "&#0;")


@pytest.mark.slow
def test_whatever_stands_in_place_of_a_value_is_read_or_refused(tmp_path: Path) -> None:
    cells = (
        '<c r="A1" s="1"><v>44848</v></c><c r="B1" t="s"><v>0</v></c><c r="C1" t="d"><v>2024-01-01</v></c>'
        '<c r="D1" t="inlineStr"><is><t>x</t></is></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1"><f>1+1</f></c>'
    )
    good = build.parts(
        f'<row r="1" spans="1:3">{cells}</row>', strings="<si><t>x</t></si>",
        styles='<numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>',
    )  # fmt: skip
    for part, text in good.items():
        for match in re.finditer(r'(?<=")[^"<>]*(?=")|(?<=>)[^<>]+(?=<)', text):
            for other in SPOILT:
                path = build.pack(
                    tmp_path / "a.xlsx", {**good, part: text[: match.start()] + other + text[match.end() :]}
                )
                try:
                    read_all(path, None, Limits())
                except IntakeError:
                    continue
                except AssertionError:  # it is read, and has no rows
                    continue


def test_truncated_and_garbled(tmp_path: Path) -> None:
    assert code_of(truncated(tmp_path / "a.xlsx")) == "file.truncated"
    assert code_of(garbled(tmp_path / "a.xlsx")) == "file.damaged"


def test_sizes_that_lie_give_no_more_than_they_say(tmp_path: Path) -> None:
    assert code_of(build.lying_sizes(tmp_path / "a.xlsx")) in ("file.damaged", "file.bomb")


def test_parts_that_share_their_bytes(tmp_path: Path) -> None:
    build.bomb(tmp_path / "a.xlsx", megabytes=20)
    data = (tmp_path / "a.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        start = archive.start_dir
    end = data.rfind(b"PK\x05\x06")
    entry = data[start:end]
    many = 50
    tail = bytearray(data[end:])
    tail[8:12] = (many * 5).to_bytes(2, "little") * 2
    tail[12:16] = (len(entry) * many).to_bytes(4, "little")
    (tmp_path / "a.xlsx").write_bytes(data[:start] + entry * many + tail)
    assert code_of(tmp_path / "a.xlsx") in ("file.bomb", "file.damaged")


@pytest.mark.slow
def test_a_directory_of_millions_of_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for n in range(20_000):
            archive.writestr(f"{n}", "")
    assert refusal(tmp_path / "a.xlsx") == "file.bomb"


@pytest.mark.slow
def test_bombs(tmp_path: Path) -> None:
    build.bomb(tmp_path / "a.xlsx", megabytes=300)
    assert refusal(tmp_path / "a.xlsx") == "file.bomb"
    build.bomb(tmp_path / "b.xlsx", megabytes=60)  # below the size at which the ratio counts: one cell of 60 MB
    assert refusal(tmp_path / "b.xlsx") in ("row.too_long", "cell.too_long")


@pytest.mark.slow
def test_a_bomb_of_shared_strings(tmp_path: Path) -> None:
    path = build.pack(
        tmp_path / "a.xlsx",
        build.parts(ROW.format(1), strings="<si><t>" + "x" * 60_000_000 + "</t></si>") | {"x": "x"},
    )
    assert refusal(path) == "cell.too_long"
    path = build.xlsx(tmp_path / "b.xlsx", ROW.format(1), strings="<si><r><t>" + "<x/>" * 20_000_000)
    assert refusal(path) in ("cell.too_long", "file.bomb")


@pytest.mark.slow
def test_a_cell_of_200_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write("编号,名称\n1,".encode())
        for _ in range(200):
            file.write(b"x" * (1 << 20))
        file.write(b"\n2,b\n")
    assert refusal(path) == "row.too_long"
    with path.open("wb") as file:
        file.write('编号,名称\n1,"'.encode())
        for _ in range(200 * 1024):
            file.write(b"x" * 1023 + b"\n")
        file.write(b'"\n2,b\n')
    assert refusal(path) == "cell.too_long"


def test_five_thousand_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join(f"列{n}" for n in range(5000)) + "\n", "utf-8")
    assert refusal(tmp_path / "a.csv") == "sheet.too_many_columns"
    build.workbook(tmp_path / "a.xlsx", 客户=[[f"列{n}" for n in range(5000)]])
    assert refusal(tmp_path / "a.xlsx") == "sheet.too_many_columns"


def test_a_sheet_that_says_it_has_17_billion_cells(tmp_path: Path) -> None:
    sheet = f'<worksheet {build.MAIN}><dimension ref="A1:XFD1048576"/><sheetData>{{}}</sheetData></worksheet>'
    path = build.xlsx(tmp_path / "a.xlsx", sheet.format(ROW.format(1)))
    assert sheets.inspect(path).sheets[0].survey.rows == 1
    far = ROW.format(1) + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refusal(build.xlsx(tmp_path / "b.xlsx", sheet.format(far))) == "sheet.too_many_columns"
    down = ROW.format(1) + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    assert refusal(build.xlsx(tmp_path / "c.xlsx", sheet.format(down))) is None
    wide = ROW.format(1) + '<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="3"/></row>'
    assert refusal(build.xlsx(tmp_path / "d.xlsx", sheet.format(wide))) is None


def test_too_many_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a\n" * 11, "utf-8")
    assert code_of(tmp_path / "a.csv", rows=10) == "sheet.too_many_rows"
    build.workbook(tmp_path / "a.xlsx", 客户=[["a"]] * 11)
    assert code_of(tmp_path / "a.xlsx", rows=10) == "sheet.too_many_rows"
    assert code_of(tmp_path / "a.xlsx", file_bytes=100) == "file.too_large"


def test_a_row_of_the_odd_form_without_end(tmp_path: Path) -> None:
    path = build.xlsx(tmp_path / "a.xlsx", '<row r="1">' + "<c/>" * 5_000_000 + "</row>")
    assert refusal(path) in ("row.too_long", "file.bomb")


@pytest.mark.slow
def test_many_rows_that_are_only_formatted(tmp_path: Path) -> None:
    blank = "".join(f'<row r="{n}" ht="15" customHeight="1"/>' for n in range(2, 600_000))
    path = build.xlsx(tmp_path / "a.xlsx", ROW.format(1) + blank + ROW.format(600_001))
    assert refusal(path) is None


@pytest.mark.slow
def test_nothing_is_refused_slowly_at_the_beginning(tmp_path: Path) -> None:
    build.bomb(tmp_path / "a.xlsx", megabytes=200)
    start = time.process_time()
    assert code_of(tmp_path / "a.xlsx") == "file.bomb"
    assert time.process_time() - start < 0.5
