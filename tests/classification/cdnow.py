"""The purchases of CDNOW, as files to import and as a table to compute with."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parents[1] / "data" / "cdnow.txt"
BEGIN = dt.date(1997, 1, 1)


class Purchase(NamedTuple):
    """What one customer bought at one time."""

    customer: str
    number: str
    on: dt.date
    items: int
    amount: Decimal


def purchases(every: int = 1) -> list[Purchase]:
    """Those of all customers, or of every n-th."""
    lines = FILE.read_text("ascii").splitlines()
    return [one for at, line in enumerate(lines, 1) if at % every == 0 for one in _of(f"CD{at:05d}", line)]


def _of(customer: str, line: str) -> Iterator[Purchase]:
    """A line is a customer: of each purchase the days since the one before, the CDs, and the cents."""
    on = BEGIN
    for at, one in enumerate(line.split(","), 1):
        days, items, cents = map(int, one.split())
        on += dt.timedelta(days)
        yield Purchase(customer, f"{customer}-{at}", on, items, Decimal(cents).scaleb(-2))


def customers_file(path: Path, bought: Sequence[Purchase]) -> Path:
    """Who they are: nothing is known of them but a number."""
    names = dict.fromkeys(one.customer for one in bought)
    return _file(path, ["客户编号", "客户名称", "客户类型"], [[one, f"顾客 {one}", "个人"] for one in names])


def orders_file(path: Path, bought: Sequence[Purchase]) -> Path:
    """One sheet of orders that name their customer by number."""
    heads = ["订单号", "客户编号", "下单时间", "订单金额", "订单状态"]
    return _file(path, heads, [[one.number, one.customer, one.on, one.amount, "已完成"] for one in bought])


def lines_file(path: Path, bought: Sequence[Purchase]) -> Path:
    """What is in the orders, which are named by number."""
    heads = ["订单号", "品名", "数量", "金额"]
    return _file(path, heads, [[one.number, "CD", one.items, one.amount] for one in bought])


def _file(path: Path, heads: list[str], rows: list[list[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads)
        writer.writerows(rows)
    return path
