"""Delimited text: what separates the columns, quotes, line ends, and where a reader goes on."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhike.engines.intake import sheets
from zhike.engines.intake.errors import IntakeError

# The cases that the csv-spectrum collection made well known, with values of our own.
CASES: dict[str, tuple[str, list[list[str]]]] = {
    "simple": ("编号,名称,城市\n1,甲,深圳\n", [["编号", "名称", "城市"], ["1", "甲", "深圳"]]),
    "comma in quotes": ('a,b\n"深圳市,南山区",2\n', [["a", "b"], ["深圳市,南山区", "2"]]),
    "line end in quotes": ('a,b\n"一\n二",2\n3,4\n', [["a", "b"], ["一\n二", "2"], ["3", "4"]]),
    "CR LF in quotes": ('a,b\r\n"一\r\n二",2\r\n', [["a", "b"], ["一\r\n二", "2"]]),
    "quotes in quotes": ('a,b\n1,"他说 ""好"""\n', [["a", "b"], ["1", '他说 "好"']]),
    "JSON in a cell": ('k,v\n1,"{""type"": ""Point""}"\n', [["k", "v"], ["1", '{"type": "Point"}']]),
    "quote within a plain cell": ('a,b\n6" 管,2\n', [["a", "b"], ['6" 管', "2"]]),
    "empty cells": ('a,b,c\n1,"",""\n2,,\n', [["a", "b", "c"], ["1", "", ""], ["2", "", ""]]),
    "no line end at the end": ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    "CR LF": ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    "old Mac": ("a,b\r1,2\r", [["a", "b"], ["1", "2"]]),
    "mixed line ends": ("a,b\r\n1,2\n3,4\r5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
    "other line separators are text": ("a,b\n一\u2028二,\x0b\n", [["a", "b"], ["一\u2028二", "\x0b"]]),
    "semicolons": ("a;b;c\n1,5;2,5;x\n2,5;3;y\n", [["a", "b", "c"], ["1,5", "2,5", "x"], ["2,5", "3", "y"]]),
    "tabs": ("a\tb\n1,2\t3\n", [["a", "b"], ["1,2", "3"]]),
    "bars": ("a|b|c\n1|2|x, y\n", [["a", "b", "c"], ["1", "2", "x, y"]]),
    "one column": ("姓名\n张敏\n李强\n", [["姓名"], ["张敏"], ["李强"]]),
    "separator named": ("sep=;\na;b\n1;2\n", [["a", "b"], ["1", "2"]]),
    "ragged": ("a,b,c\n1\n1,2,3,4\n", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
}


def read(path: Path, encoding: str | None = None, after: int = 0) -> list[tuple[int, list[object]]]:
    table = sheets.open_table(path, encoding=encoding)
    return [(number, list(cells)) for number, cells in table.rows(after)]


@pytest.mark.parametrize(("text", "rows"), CASES.values(), ids=CASES)
def test_cases(tmp_path: Path, text: str, rows: list[list[str]]) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode())
    assert [cells for _, cells in read(tmp_path / "a.csv")] == rows


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n\n"一\n二",2\n,,\n3,4\n', "utf-8")
    rows = [(1, ["a", "b"]), (3, ["一\n二", "2"]), (5, ["3", "4"])]
    assert read(tmp_path / "a.csv") == rows
    for after in range(7):
        assert read(tmp_path / "a.csv", after=after) == [one for one in rows if one[0] > after]


def test_the_delimiter_is_guessed_with_a_confidence_and_can_be_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a;b,c;d\n1;2,3;4\n", "utf-8")
    found = sheets.inspect(tmp_path / "a.csv")
    assert (found.delimiter, 0.5 < found.delimiter_confidence < 1) == (";", True)
    table = sheets.open_table(tmp_path / "a.csv", delimiter=",")
    assert [list(cells) for _, cells in table.rows()] == [["a;b", "c;d"], ["1;2", "3;4"]]


def test_an_open_quote_says_in_which_row_it_began(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b\n1,2\n3,"乙\n4,5\n6,7\n', "utf-8")
    with pytest.raises(IntakeError) as caught:
        read(tmp_path / "a.csv")
    assert (caught.value.code, caught.value.data) == ("file.open_quote", {"row": 3})


def test_nul_bytes_stay_in_their_cell(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("编号,名称\n1,甲\0\n".encode() + "2,乙\n".encode() * 100)
    rows = read(tmp_path / "a.csv")
    assert rows[1] == (2, ["1", "甲\0"])
    assert len(rows) == 102


TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=12)


@pytest.mark.slow
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.lists(TEXT, min_size=2, max_size=4).filter(lambda row: any(row)), min_size=1, max_size=6),
    after=st.integers(0, 7),
    encoding=st.sampled_from(("utf-8", "gb18030", "utf-16-le")),
)
def test_what_csv_wrote_comes_back(tmp_path: Path, rows: list[list[str]], after: int, encoding: str) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    (tmp_path / "a.csv").write_bytes(buffer.getvalue().encode(encoding))
    table = sheets.open_table(tmp_path / "a.csv", encoding=encoding, delimiter=",")
    assert [list(cells) for _, cells in table.rows(after)] == rows[after:]
