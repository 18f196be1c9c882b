"""Orders come in from files as they are: without a customer, below zero, too late, twice, in other currencies."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake import books
from tests.intake.company import bring, csv, listed, refused_rows

HEAD = "订单号,客户编号,下单时间,订单金额,币种,汇率"
BY_NUMBER = {"object": "order", "mode": "upsert", "match": "number"}
AHEAD = str(dt.date.today() + dt.timedelta(days=40))


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    api = company.program()
    api.post("/customers", {"name": "云溪茶馆", "code": "K1"}).ok(201)
    return api


def orders(company: Company, api: Program, folder: Path, *rows: str) -> Any:
    """The job of a file of orders."""
    return bring(company, api, csv(folder / "orders.csv", "\n".join([HEAD, *rows]) + "\n"), **BY_NUMBER)


def test_an_order_comes_before_its_customer(company: Company, api: Program, tmp_path: Path) -> None:
    """It is refused with its reason, and the file of what was refused goes in once the customer is there."""
    done = orders(company, api, tmp_path, "A-1,K1,2026-01-02,10,,", "A-2,K2,2026-01-03,20,,")
    assert done["counts"] == {"created": 1, "refused": 1}
    back = refused_rows(api, done, tmp_path / "refused.xlsx")
    assert back[1][0] == "A-2"
    assert back[1][-2].startswith("客户")
    api.post("/customers", {"name": "后来的客户", "code": "K2"}).ok(201)
    again = bring(company, api, tmp_path / "refused.xlsx", **BY_NUMBER)
    assert again["counts"] == {"created": 1}
    assert [[number, customer["title"]] for number, customer in listed(api, "orders", "number", "customer")] == [
        ["A-1", "云溪茶馆"], ["A-2", "后来的客户"],
    ]  # fmt: skip


def test_the_sheet_of_orders_stands_before_that_of_customers(company: Company, api: Program, tmp_path: Path) -> None:
    head = ["订单号", "老系统ID", "下单时间", "订单金额"]
    sold = [head, *([f"B-{n}", f"K{1 + n % 3}", "2026-02-03", 10 * n] for n in range(1, 7))]
    lines = [["订单号", "品名", "数量", "金额"], *([f"B-{1 + n % 6}", "龙井", n, 5 * n] for n in range(1, 13))]
    path = books.book(tmp_path / "a.xlsx", 订单=sold, 明细=lines, 客户=books.customers(3))
    key = books.sent(api, path)
    assert [one["plan"]["object"] for one in books.told(api, key).values()] == ["order", "order_line", "customer"]
    done = books.bring(company, api, key)
    assert done["counts"] == {"created": 3 + 6 + 12}
    assert sorted(listed(api, "orders", "number", "items")) == [
        [f"B-{n}", f"{2 * n + 4 if n > 1 else 18}.000000"] for n in range(1, 7)
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A-1,K1,2026-01-02,-5,,", "不能为负"),
        (f"A-1,K1,{AHEAD},5,,", "在将来"),
        ("A-1,K1,2026-01-02,5,USD,", "汇率"),
        ("A-1,K1,2026-01-02,5,贝壳,", "币种"),
        ("A-1,K1,2026-02-30,5,,", "下单时间"),
        ("A-1,,2026-01-02,5,,", "客户"),
        ("A-1,K1,2026-01-02,,,", "订单金额"),
    ],
)
def test_a_wrong_row_is_refused_with_its_reason(
    company: Company, api: Program, tmp_path: Path, row: str, reason: str
) -> None:
    done = orders(company, api, tmp_path, row, "A-2,K1,2026-01-02,0,,")
    assert done["counts"] == {"created": 1, "refused": 1}  # nothing to pay is an order, too
    assert reason in refused_rows(api, done, tmp_path / "refused.xlsx")[1][-2]


def test_amounts_of_several_currencies_are_added_in_our_own(company: Company, api: Program, tmp_path: Path) -> None:
    done = orders(
        company, api, tmp_path,
        "A-1,K1,2026-01-02,100,USD,7.2", "A-2,K1,2026-01-02,100,,", "A-3,K1,2026-01-02,1000,JPY,0.05",
    )  # fmt: skip
    assert done["counts"] == {"created": 3}
    assert [row[0] for row in listed(api, "orders", "net")] == ["720.00", "100.00", "50.00"]


def test_a_number_twice_in_a_file_with_different_content(company: Company, api: Program, tmp_path: Path) -> None:
    """Which of the two is right only a person knows: the first stands, the second comes back with its reason."""
    done = orders(company, api, tmp_path, "A-1,K1,2026-01-02,10,,", "A-1,K1,2026-01-02,99,,", "A-2,K1,2026-01-02,5,,")
    assert done["counts"] == {"created": 2, "refused": 1}
    assert "订单号" in refused_rows(api, done, tmp_path / "refused.xlsx")[1][-2]
    assert listed(api, "orders", "number", "amount") == [["A-1", "10.00"], ["A-2", "5.00"]]
    rows = [{"number": "A-3", "customer": "K1", "ordered_at": "2026-01-02", "amount": n} for n in (1, 2)]
    sent = api.post("/orders/batch", {"mode": "upsert", "match": "number", "rows": rows}).ok()["results"]
    assert [one["outcome"] for one in sent] == ["created", "refused"]


def test_more_goes_back_than_was_paid(company: Company, api: Program, tmp_path: Path) -> None:
    orders(company, api, tmp_path, "A-1,K1,2026-01-02,100,,")
    rows = ["退款单号,订单号,退款时间,退款金额,退款原因", "R-1,A-1,2026-01-05,60,坏了", "R-2,A-1,2026-01-06,60,又坏了"]
    plan = {"object": "refund", "mode": "upsert", "match": "number"}
    done = bring(company, api, csv(tmp_path / "refunds.csv", "\n".join(rows) + "\n"), **plan)
    assert done["counts"] == {"created": 1, "refused": 1}
    assert "40.00" in refused_rows(api, done, tmp_path / "refused.xlsx")[1][-2]
    assert bring(company, api, tmp_path / "refunds.csv", **plan)["counts"] == {"unchanged": 1, "refused": 1}
    assert listed(api, "orders", "net") == [["40.00"]]


LINES = ["订单号,品名,数量,金额", "A-1,龙井,1,50", "A-2,普洱,1,60", "A-1,龙井,2,90", "A-1,碧螺春,1,30"]
NUMBERS = ["A-1/1", "A-1/2", "A-1/3", "A-2/1"]


def lines(company: Company, api: Program, folder: Path, rows: list[str], **plan: Any) -> Any:
    return bring(company, api, csv(folder / "lines.csv", "\n".join(rows) + "\n"), object="order_line", **plan)


def test_the_same_lines_twice_are_the_same_lines(company: Company, api: Program, tmp_path: Path) -> None:
    """An export has no number for a line: it is known by its order and by which of its lines it is."""
    orders(company, api, tmp_path, "A-1,K1,2026-01-02,170,,", "A-2,K1,2026-01-03,60,,")
    assert lines(company, api, tmp_path, LINES)["counts"] == {"created": 4}
    assert sorted(row[0] for row in listed(api, "order_lines", "line_number")) == NUMBERS
    again = lines(company, api, tmp_path, LINES)
    assert again["counts"] == {"refused": 4}
    assert "明细编号" in refused_rows(api, again, tmp_path / "refused.xlsx")[1][-2]
    by_number = {"mode": "upsert", "match": "line_number"}
    assert lines(company, api, tmp_path, LINES, **by_number)["counts"] == {"unchanged": 4}
    newer = [*LINES[:3], "A-1,龙井,3,135", "A-1,碧螺春,1,30", "A-2,红茶,1,5"]
    assert lines(company, api, tmp_path, newer, **by_number)["counts"] == {"unchanged": 3, "updated": 1, "created": 1}
    assert sorted(listed(api, "orders", "number", "items")) == [["A-1", "5.000000"], ["A-2", "2.000000"]]


def test_lines_have_the_numbers_of_their_file(company: Company, api: Program, tmp_path: Path) -> None:
    """The shop's own number, or the number of the line within its order."""
    orders(company, api, tmp_path, "A-1,K1,2026-01-02,170,,", "A-2,K1,2026-01-03,60,,")
    rows = ["订单号,行号,品名,数量", "A-1,2,龙井,1", "A-1,1,普洱,1", "A-2,1,普洱,1", "A-2,4021-88,红茶,1"]
    plan = {"mode": "upsert", "match": "line_number"}
    assert lines(company, api, tmp_path, rows, **plan)["counts"] == {"created": 4}
    assert sorted(row[0] for row in listed(api, "order_lines", "line_number")) == ["4021-88", "A-1/1", "A-1/2", "A-2/1"]
    mixed = [rows[0], *reversed(rows[1:])]
    assert lines(company, api, tmp_path, mixed, **plan)["counts"] == {"unchanged": 4}


def test_a_book_of_orders_and_lines_twice(company: Company, api: Program, tmp_path: Path) -> None:
    """The second time all of it is there already: nothing is doubled."""
    sold = [
        ["订单号", "客户编号", "下单时间", "订单金额"],
        ["C-1", "K1", "2026-02-03", 10],
        ["C-2", "K1", "2026-02-04", 20],
    ]
    of_them = [["订单号", "品名", "数量"], ["C-1", "龙井", 1], ["C-2", "龙井", 2], ["C-2", "普洱", 3]]
    path = books.book(tmp_path / "a.xlsx", 订单=sold, 明细=of_them)
    assert books.bring(company, api, books.sent(api, path))["counts"] == {"created": 5}
    assert books.bring(company, api, books.sent(api, path))["counts"] == {"refused": 5}
    assert sorted(listed(api, "orders", "number", "items")) == [["C-1", "1.000000"], ["C-2", "5.000000"]]
