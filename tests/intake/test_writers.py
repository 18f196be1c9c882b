"""Files that we write: they come back as they were, and no cell is ever run."""

import csv
import datetime as dt
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhike.engines.intake import headers, refused, sheets, writers
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.table import CellFault
from zhike.engines.intake.writers import OutColumn
from zhike.engines.intake.xlsx import output
from zhike.kernel.values import spreadsheet

STANDARD = "".join((Path(__file__).parent.parent / "data" / "standard_characters.txt").read_text("utf-8").split())
COLUMNS = [
    OutColumn(label="名称"), OutColumn(label="金额", shape="money"), OutColumn(label="建档日期", shape="date"),
    OutColumn(label="时间", shape="datetime"),
]  # fmt: skip
RISKY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠1", "'=1", '=HYPERLINK("x")']


def read(path: Path, encoding: str | None = None) -> list[list[object]]:
    return [list(cells) for _, cells in sheets.open_table(path, encoding=encoding).rows()]


def test_a_workbook_keeps_types(tmp_path: Path) -> None:
    row = ["李𠮷 & <甲>", Decimal("1280.50"), dt.date(2022, 10, 14), dt.datetime(2026, 9, 3, 12, 33, 5)]
    old = ["旧", Decimal("-0.01"), dt.date(1899, 1, 1), None]
    assert writers.write_xlsx(tmp_path / "a.xlsx", "客户", COLUMNS, iter([row, old])) == 2
    assert read(tmp_path / "a.xlsx") == [
        ["名称", "金额", "建档日期", "时间"], [row[0], 1280.5, *row[2:]], ["旧", -0.01, "1899-01-01"],
    ]  # fmt: skip
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("客户", "A2", "A1:D3")
    formats = ["@", "#,##0.00", r"yyyy\-mm\-dd", r"yyyy\-mm\-dd\ hh:mm:ss"]
    assert [sheet.cell(2, n).number_format for n in range(1, 5)] == formats


def test_numbers_with_more_digits_than_a_spreadsheet_keeps_are_text(tmp_path: Path) -> None:
    values = [440301199001011234, Decimal("1234567890.123456789"), 123456789012345, float("inf")]
    columns = [OutColumn(label=str(n), shape="number") for n in range(4)]
    writers.write_xlsx(tmp_path / "a.xlsx", "x", columns, [values])
    assert read(tmp_path / "a.xlsx")[1] == ["440301199001011234", "1234567890.123456789", 123456789012345, "inf"]


def test_nothing_is_a_formula_in_a_workbook(tmp_path: Path) -> None:
    writers.write_xlsx(tmp_path / "a.xlsx", "x", [OutColumn(label="=1+1")], [[one] for one in RISKY])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    cells = [sheet.cell(n, 1) for n in range(2, len(RISKY) + 2)]
    assert {one.data_type for one in cells} == {"s"}
    assert all(one.quotePrefix for one in cells[:5])
    assert [row[0] for row in read(tmp_path / "a.xlsx")[1:]] == RISKY
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_nothing_is_a_formula_in_text(tmp_path: Path) -> None:
    plain = ["-12.50", "+8613800138000", "-1,280.00", "甲", "张=敏"]
    writers.write_csv(tmp_path / "a.csv", [OutColumn(label="@x")], [[one] for one in (*RISKY, *plain)])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        written = [row[0] for row in csv.reader(file)]
    assert all(one.startswith("'") for one in written[: len(RISKY) + 1])
    assert written[len(RISKY) + 1 :] == plain
    assert [spreadsheet.restore(one) for one in written] == ["@x", *RISKY, *plain]


def test_numbers_and_dates_in_text(tmp_path: Path) -> None:
    row = [None, Decimal("-1280.50"), dt.date(2022, 10, 14), dt.datetime(2026, 9, 3, 12, 33, 5)]
    writers.write_csv(tmp_path / "a.csv", COLUMNS, [row])
    assert (tmp_path / "a.csv").read_bytes() == (
        b"\xef\xbb\xbf" + "名称,金额,建档日期,时间\r\n,-1280.50,2022-10-14,2026-09-03 12:33:05\r\n".encode()
    )


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_all_standard_characters_go_out_and_come_back(tmp_path: Path, encoding: str) -> None:
    rows = [[one, STANDARD[n : n + 50]] for n, one in enumerate(STANDARD)]
    writers.write_csv(tmp_path / "a.csv", [OutColumn(label="字"), OutColumn(label="串")], rows, encoding)
    assert read(tmp_path / "a.csv", encoding)[1:] == rows
    assert sheets.inspect(tmp_path / "a.csv").encodings[0].encoding == encoding


def test_all_standard_characters_in_a_workbook(tmp_path: Path) -> None:
    writers.write_xlsx(tmp_path / "a.xlsx", "字", [OutColumn(label="字")], [[one] for one in STANDARD])
    assert "".join(str(row[0]) for row in read(tmp_path / "a.xlsx")[1:]) == STANDARD


def test_gbk_says_which_characters_it_lacks(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        writers.write_csv(tmp_path / "a.csv", [OutColumn(label="字")], ([one] for one in STANDARD), "gbk")
    assert (caught.value.code, caught.value.data["count"]) == ("export.not_in_encoding", 276)
    with pytest.raises(IntakeError) as caught:
        writers.write_csv(tmp_path / "a.csv", [OutColumn(label="字")], [["甲"], ["𠮷䶮"], ["乙"]], "gbk")
    assert caught.value.data["characters"] == "𠮷䶮"
    assert writers.write_csv(tmp_path / "a.csv", [OutColumn(label="字")], [["甲"]], "gbk") == 1
    assert (tmp_path / "a.csv").read_bytes() == "字\r\n甲\r\n".encode("gbk")
    with pytest.raises(IntakeError) as caught:
        writers.write_csv(tmp_path / "a.csv", [], [], "latin-1")
    assert caught.value.code == "encoding.unknown"


def test_more_rows_than_a_sheet_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(output, "ROWS", 4)
    count = writers.write_xlsx(tmp_path / "a.xlsx", "客户/2026", [OutColumn(label="n")], ([n] for n in range(7)))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert count == 7
    assert {one.title: [row[0] for row in one.iter_rows(values_only=True)] for one in book} == {
        "客户 2026": ["n", 0, 1, 2], "客户 2026 (2)": ["n", 3, 4, 5], "客户 2026 (3)": ["n", 6],
    }  # fmt: skip


def test_a_text_that_no_cell_can_hold(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        writers.write_xlsx(tmp_path / "a.xlsx", "x", [OutColumn(label="n")], [["x" * 32_768]])
    assert (caught.value.code, caught.value.data["row"]) == ("export.cell_too_long", 2)
    assert writers.write_csv(tmp_path / "a.csv", [OutColumn(label="n")], [["x" * 32_768]]) == 1


TEXT = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=15) | st.sampled_from(RISKY)


@pytest.mark.slow
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=5))
def test_any_text_comes_back(tmp_path: Path, rows: list[tuple[str, str]]) -> None:
    columns = [OutColumn(label="a"), OutColumn(label="b")]
    writers.write_xlsx(tmp_path / "a.xlsx", "x", columns, rows)
    assert read(tmp_path / "a.xlsx")[1:] == [list(row) for row in rows]
    writers.write_csv(tmp_path / "a.csv", columns, rows)
    back = [[spreadsheet.restore(str(cell)) for cell in row] for row in read(tmp_path / "a.csv", "utf-8")[1:]]
    assert back == [list(row) for row in rows]


LABELS = {"reason": "原因", "row": "原行号"}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_refused_rows_come_back_with_their_reasons(tmp_path: Path, ending: str) -> None:
    rows = [(2, ["KH1", "甲", 5]), (4, ["KH2", CellFault("cell.error", "#N/A")]), (7, ["KH3", "\udcff丙", 7.5])]
    found = headers.build([(1, ["编号", "名称", "金额"])], (), (1,))
    path = tmp_path / f"a.{ending}"
    reasons = iter([(2, "编号：已存在"), (3, "没有这一行"), (4, "名称：必填"), (7, "名称：字节不符")])
    assert refused.write(path, found.columns, rows, reasons, LABELS, delimited=ending == "csv") == 3
    back = read(path)
    assert back[0] == ["编号", "名称", "金额", "原因", "原行号"]
    assert [[str(cell) if cell is not None else "" for cell in row] for row in back[1:]] == [
        ["KH1", "甲", "5", "编号：已存在", "2"], ["KH2", "#N/A", "", "名称：必填", "4"],
        ["KH3", "\\xff丙", "7.5", "名称：字节不符", "7"],
    ]  # fmt: skip


def test_refused_rows_stop_reading_when_there_are_no_more(tmp_path: Path) -> None:
    def rows() -> Iterator[tuple[int, list[object]]]:
        yield 2, ["KH1"]
        yield 3, ["KH2"]
        raise AssertionError("read on")

    found = headers.build([(1, ["编号"])], (), (1,))
    assert refused.write(tmp_path / "a.csv", found.columns, rows(), iter([(2, "x")]), LABELS, delimited=True) == 1  # type: ignore[arg-type]


WRITER = """
import re, sys
from pathlib import Path
from zhike.engines.intake import writers
rows = ([f"KH{n:07d}", f"深圳市{n}号科技有限公司", n, "备注"] for n in range(100_000))
columns = [writers.OutColumn(label=one) for one in "甲乙丙丁"]
(writers.write_xlsx(Path(sys.argv[1]), "x", columns, rows) if sys.argv[1].endswith("xlsx")
 else writers.write_csv(Path(sys.argv[1]), columns, rows))
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
def test_memory_does_not_grow_with_the_rows(tmp_path: Path, name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WRITER, str(tmp_path / name)], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )  # fmt: skip
    assert int(done.stdout) < 60
