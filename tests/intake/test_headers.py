"""Where the headings are, and which rows are no records."""

from pathlib import Path

import pytest

from tests.intake import ledger, targets
from zhike.engines.intake import headers, mapping, sheets
from zhike.engines.intake.table import Cell, Merge, Row

KNOWN = mapping.knows(targets.CUSTOMERS)


def rows(*lines: list[Cell]) -> list[Row]:
    return [(number, line) for number, line in enumerate(lines, 1) if any(cell is not None for cell in line)]


def labels(proposal: headers.Proposal) -> list[str]:
    return [one.label for one in proposal.columns]


def test_titles_above_and_two_lines_merged_into_each_other(tmp_path: Path) -> None:
    table = sheets.open_table(ledger.workbook(tmp_path / "a.xlsx"), "客户")
    head = [row for row in table.rows() if row[0] <= 60]
    found = headers.propose(head, table.survey().merges, KNOWN)
    assert found.rows == (3, 4)
    assert labels(found) == [
        "客户编号", "客户名称/公司名称", "客户名称/简称", "联系方式/联系人", "联系方式/手机/电话", "联系方式/邮箱",
        "地址/省", "地址/市", "地址/详细地址", "行业", "建档日期", "备注",
    ]  # fmt: skip
    assert [(one.code, one.row) for one in found.reasons] == [
        ("title", 1), ("title", 2), ("headings", 3), ("headings_below", 4),
    ]  # fmt: skip
    assert headers.propose(head, (), KNOWN) == found  # as from a .csv, which has no merges


@pytest.mark.parametrize("sheet", ["联系人", "跟进记录"])
def test_a_plain_first_row(tmp_path: Path, sheet: str) -> None:
    table = sheets.open_table(ledger.workbook(tmp_path / "a.xlsx"), sheet)
    found = headers.propose([row for row in table.rows() if row[0] <= 60], table.survey().merges)
    assert found.rows == (1,)
    assert found.columns[0].label == "客户编号"


def test_english_headings() -> None:
    found = headers.propose(rows(["customer_id", "date", "amount"], ["00001", "1997-01-01", "11.77"]))
    assert (found.rows, labels(found)) == ((1,), ["customer_id", "date", "amount"])


def test_no_headings_at_all() -> None:
    found = headers.propose(rows(["KH1", "甲公司", "13800138000"], ["KH2", "乙公司", "13800138001"]))
    assert found.rows == ()
    assert found.last == 0
    assert labels(found) == ["(A)", "(B)", "(C)"]
    assert [(one.code, one.row) for one in found.reasons] == [("no_headings", 1)]


def test_vertically_merged_headings_beside_divided_ones() -> None:
    head = rows(
        ["编号", "名称", "联系方式", None],
        [None, None, "手机", "邮箱"],
        ["KH1", "甲公司", "13800138000", "a@b.cn"],
        ["KH2", "乙公司", "13800138001", "b@b.cn"],
    )
    merges = (Merge(1, 0, 2, 0), Merge(1, 1, 2, 1), Merge(1, 2, 1, 3))
    found = headers.propose(head, merges)
    assert (found.rows, labels(found)) == ((1, 2), ["编号", "名称", "联系方式/手机", "联系方式/邮箱"])


def test_the_first_row_of_data_is_not_taken_for_a_second_line() -> None:
    head = rows(["编号", "名称", "城市", "备注"], ["KH1", "甲", None, "好"], ["KH2", None, "西安", None])
    assert headers.propose(head, (), KNOWN).rows == (1,)


def test_duplicate_blank_and_broken_headings() -> None:
    head = rows(["电话", "电话", None, "联系\n地址", " Full  Name "], ["1", "2", "3", "4", "5"], [None, None, "x"])
    assert labels(headers.build(head, (), (1,))) == ["电话", "电话 (2)", "(C)", "联系地址", "Full Name"]


def test_blank_columns_are_left_out() -> None:
    head = rows([None, "编号", None, "名称"], [None, "1", None, "甲"])
    found = headers.build(head, (), (1,))
    assert [(one.index, one.label) for one in found.columns] == [(1, "编号"), (3, "名称")]


def test_another_row_can_be_chosen() -> None:
    head = rows(["a", "b"], ["编号", "名称"], ["1", "甲"])
    assert labels(headers.build(head, (), (2,))) == ["编号", "名称"]
    assert headers.build(head, (), (2,)).last == 2


SKIPPED: list[tuple[list[Cell], str | None]] = [
    (["合计", None, "共1254家", None], "total"),
    (["合 计：", None, 3, 120.5], "total"),
    ([None, "小计", 100, 200], "total"),
    (["Grand Total", None, "1,280.00", None], "total"),
    (["共 1254 家", None, None, None], "total"),
    (["制表人：张敏", None, None, "审核：李强"], "note"),
    (["编号", "名称", "金额", "备注"], "headings_again"),
    (["KH1", "合计贸易有限公司", 100, None], None),
    (["总参", "某单位", None, "备注"], None),
    (["合计", "是一家公司", "13800138000", "甲"], None),
    (["注", "甲", 1, "乙"], None),
    (["编号", None, None, None], None),
    ([None, None, 5, None], None),
]


@pytest.mark.parametrize(("cells", "reason"), SKIPPED, ids=[str(cells) for cells, _ in SKIPPED])
def test_rows_that_are_no_records(cells: list[Cell], reason: str | None) -> None:
    found = headers.build(rows(["编号", "名称", "金额", "备注"]), (), (1,))
    assert headers.Skipping(found).reason(cells) == reason


def test_the_total_of_the_ledger_is_skipped(tmp_path: Path) -> None:
    table = sheets.open_table(ledger.workbook(tmp_path / "a.xlsx"), "客户")
    head = [row for row in table.rows() if row[0] <= 60]
    found = headers.propose(head, table.survey().merges, KNOWN)
    skipping = headers.Skipping(found)
    assert [number for number, cells in table.rows(found.last) if skipping.reason(cells)] == [205]


def test_letters() -> None:
    assert [headers.letters(index) for index in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
