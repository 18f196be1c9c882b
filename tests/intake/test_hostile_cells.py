"""Cells made to keep a program busy: what a careless expression would turn over for years takes a moment."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake import build
from zhike.engines.intake import evidence

SECONDS = 60  # for what takes a second or two; with an expression of the bad kind it is minutes to years

# In a process of its own, which can be ended: `re` keeps the interpreter to itself.
WORK = """
import sys
from zoneinfo import ZoneInfo
from zhike.engines.intake import cells, evidence, headers, sniff, synonyms
from zhike.engines.intake.xlsx import styles, text as xml
from zhike.kernel.values import (Bad, birthday, boolean, choice, code, credit_code, email, empty, identity_number,
                                 number, phone, region, spreadsheet, tags, text, url, when)

zone, skipping = ZoneInfo("Asia/Shanghai"), headers.Skipping(headers.build([(1, ["名称", "电话"])], (), (1,)))
READERS = {
    "values": [
        text.parse, text.parse_long, text.fold, text.is_blank, phone.parse, when.parse_date, birthday.parse, url.parse,
        lambda cell: when.parse_datetime(cell, zone=zone), number.parse_integer, number.parse_decimal, email.parse,
        number.parse_money, birthday.is_lunar, region.parse, region.parse_region, tags.parse, boolean.parse, code.parse,
        identity_number.parse, credit_code.parse, spreadsheet.neutralise, spreadsheet.restore, empty.is_empty,
        lambda cell: choice.parse(cell, {}), phone.split,
    ],
    "headings": [
        evidence.shapes, lambda cell: evidence.look([cell]), synonyms.folded, headers.tidy,
        lambda cell: skipping.reason([cell]), styles.of_format, xml.plain, cells._unquoted,
        lambda cell: cells._digits(cell, "phone"),
    ],
}[sys.argv[1]]
PIECES = [*" \\t\\n-./,;:()['\\"=+@%_019ex路区省村", "13800138000 / ", "138 0013 8000/", "公司(", "\\u3000", "\\u200b",
          "(a", "\\u0301\\u0316", "闰", "蒙古", "自治", "农历", "&#x", "_x0041_", "1,", "a.", "a-", "http://", "{"]
for piece in PIECES:
    for start, end in (("", "\\nx"), ("1", "微信"), ("字", "!")):
        cell = start + piece * (int(sys.argv[2]) // len(piece)) + end
        for read in READERS:
            try:
                read(cell)
            except Bad:
                pass
"""


def in_time(program: str, *words: str) -> None:
    """Runs a program and fails if it does not come to an end."""
    subprocess.run(
        [sys.executable, "-c", program, *words], check=True, timeout=SECONDS, env={"PYTHONPATH": ":".join(sys.path)}
    )


@pytest.mark.slow
@pytest.mark.parametrize("readers", ["values", "headings"])
def test_crafted_cells_take_no_longer_than_others(readers: str) -> None:
    in_time(WORK, readers, "6000")


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["\t", "\u0301\u0316", "[", "(", "路"])
def test_cells_of_half_a_million_characters(piece: str) -> None:
    in_time(
        "import sys; from zhike.kernel.values import text; from zhike.engines.intake import evidence, synonyms;"
        "from zhike.engines.intake.xlsx import styles\n"
        "for read in (text.parse, text.parse_long, text.fold, evidence.shapes, synonyms.folded, styles.of_format):"
        " read('字' + sys.argv[1] * (500_000 // len(sys.argv[1])) + '\\nx')".replace("sys.argv[1]", repr(piece))
    )


def test_numbers_one_after_another_are_looked_at_once() -> None:
    numbers = " / ".join(["13800138000"] * 14)
    in_time(f"from zhike.engines.intake import evidence; evidence.shapes({numbers + ' 微信'!r})")
    assert evidence.shapes("138 0013 8000 / 139-0013-8000、+86 13700137000")[0] == "mobile"
    assert evidence.shapes(numbers)[0] == "mobile"


def test_blanks_before_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b" " * 65_000 + "编号,名称\n1,甲\n".encode())
    in_time(f"from pathlib import Path; from zhike.engines.intake import sheets; sheets.inspect(Path({str(path)!r}))")


def test_a_number_format_without_end(tmp_path: Path) -> None:
    styles = f'<numFmts><numFmt numFmtId="164" formatCode="{"[" * 1_000_000}"/></numFmts>'
    path = build.xlsx(tmp_path / "a.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', styles=styles)
    in_time(
        "from pathlib import Path; from zhike.engines.intake import sheets;"
        f"list(sheets.open_table(Path({str(path)!r})).rows())"
    )
