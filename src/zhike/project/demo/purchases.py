"""Three years of orders, with what was in them and what went back."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhike.project.demo import goods, habits, seasons
from zhike.project.demo.goods import GOODS, Good
from zhike.project.demo.habits import Buyer

Row = dict[str, Any]
Put = Callable[[str, list[Row]], list[int]]
BATCH = 5_000
REASONS = ("质量问题", "发错货", "七天无理由", "重复下单", "数量多发", "客户改型号")


@dataclass(frozen=True)
class Bought:
    """An order, and what was in it."""

    buyer: Buyer
    customer: int
    at: datetime
    lines: tuple[tuple[Good, int, float], ...]  # product, how many, at what price

    @property
    def amount(self) -> float:
        """What was to be paid."""
        return round(sum(round(number * price, 2) for _, number, price in self.lines), 2)


def stock(put: Put) -> dict[str, int]:
    """Categories and products; gives the products' ids by code."""
    tops = dict(zip(goods.CATEGORIES, put("product_category", [
        {"name": name, "position": at} for at, name in enumerate(goods.CATEGORIES)
    ]), strict=True))  # fmt: skip
    below = [(name, tops[top]) for top, names in goods.CATEGORIES.items() for name in names]
    ids = put(
        "product_category", [{"name": name, "parent": top, "position": at} for at, (name, top) in enumerate(below)]
    )
    categories = dict(zip([name for name, _ in below], ids, strict=True))
    made = put("product", [_product(one, categories[one.category]) for one in GOODS])
    return dict(zip([one.code for one in GOODS], made, strict=True))


def _product(one: Good, category: int) -> Row:
    row: Row = {
        "name": one.name, "code": one.code, "category": category, "unit": one.unit, "price": one.price,
        "cost": one.cost, "active": one.category != goods.LOST,
    }  # fmt: skip
    if one.category == goods.LOST:
        row["remark"] = "已停产停售，请推荐会议平板。"
    return row


def made(rnd: random.Random, buyers: Sequence[tuple[int, Buyer]], now: datetime) -> list[Bought]:
    """All orders, the oldest first."""
    found = []
    for customer, buyer in buyers:
        for day in buyer.days:
            at = _moment(rnd, day, buyer)
            if at < now and (lines := tuple(_lines(rnd, buyer, day, (now.date() - day).days))):
                found.append(Bought(buyer, customer, at, lines))
    return sorted(found, key=lambda one: (one.at, one.customer))


def _moment(rnd: random.Random, day: date, buyer: Buyer) -> datetime:
    first, last = (10, 23) if buyer.at_home else (9, 18)
    return datetime(day.year, day.month, day.day, rnd.randrange(first, last), rnd.randrange(60), rnd.randrange(60))  # noqa: DTZ001 - the company's time


def _lines(rnd: random.Random, buyer: Buyer, day: date, ago: int) -> list[tuple[Good, int, float]]:
    weights = goods.HOME if buyer.at_home else goods.USUAL
    tastes = {} if buyer.at_home else goods.TASTES.get(buyer.row["industry"], {})
    weighed = [
        weights.get(one.category, 0) * tastes.get(one.category, 1) * goods.wanted(one.category, ago) for one in GOODS
    ]
    several = min(6, 1 + int(rnd.expovariate(1 / (0.35 if buyer.at_home else 2.0))))
    share = seasons.sale(day) if buyer.channel != habits.AGENT else 0.9 if buyer.habit.code == "key" else 1.0
    size = buyer.size * seasons.size(buyer.row["region"])
    return [
        (one, max(1, round(one.usual * (1 if buyer.at_home else size) * rnd.lognormvariate(0, 0.3))),
         round(one.price_then(ago) * share, 2))
        for one in dict.fromkeys(rnd.choices(GOODS, weighed, k=several))
    ]  # fmt: skip


def write(rnd: random.Random, put: Put, bought: Sequence[Bought], products: dict[str, int], now: datetime) -> None:
    """Put them down, with their lines and refunds."""
    numbered: dict[date, int] = {}
    for start in range(0, len(bought), BATCH):
        some = bought[start : start + BATCH]
        rows = [_order(rnd, one, numbered, now) for one in some]
        ids = put("order", rows)
        lines = [
            {**_line(order, line, products), "line_number": f"{row['number']}/{n}"}
            for order, one, row in zip(ids, some, rows, strict=True)
            for n, line in enumerate(one.lines, 1)
        ]
        for at in range(0, len(lines), BATCH):
            put("order_line", lines[at : at + BATCH])
        refunds = (
            _refund(rnd, order, one, now)
            for order, one, row in zip(ids, some, rows, strict=True)
            if row["status"] == "done"
        )
        put("refund", [one for one in refunds if one])


def _order(rnd: random.Random, one: Bought, numbered: dict[date, int], now: datetime) -> Row:
    day = one.at.date()
    numbered[day] = numbered.get(day, 0) + 1
    return {
        "number": f"XS{day:%Y%m%d}{numbered[day]:03d}",
        "customer": one.customer,
        "ordered_at": one.at.isoformat(sep=" "),
        "status": _status(rnd, (now - one.at).days),
        "amount": f"{one.amount:.2f}",
        "channel": one.buyer.channel,
        "person": one.buyer.row["owner"] if one.buyer.channel == habits.AGENT else None,
    }


def _status(rnd: random.Random, ago: int) -> str:
    if rnd.random() < 0.015:
        return "canceled"
    if ago > 12:
        return "done"
    return rnd.choice(("placed", "paid") if ago < 2 else ("paid", "shipped") if ago < 6 else ("shipped", "done"))


def _line(order: int, line: tuple[Good, int, float], products: dict[str, int]) -> Row:
    one, number, price = line
    return {
        "order": order, "product": products[one.code], "name": one.name, "quantity": number, "price": f"{price:.2f}",
        "cost": f"{number * one.cost:.2f}",
    }  # fmt: skip


def _refund(rnd: random.Random, order: int, one: Bought, now: datetime) -> Row | None:
    """What went back: more of what was bought at home, and in the rush of a sale."""
    often = (0.06 if one.buyer.at_home else 0.025) * (1.8 if seasons.sale(one.at.date()) < 1 else 1)
    at = one.at + timedelta(days=rnd.randint(2, 18), minutes=rnd.randrange(300))
    if rnd.random() >= often or at >= now:
        return None
    _, number, price = rnd.choice(one.lines)
    whole = rnd.random() < 0.3
    amount = one.amount if whole else round(rnd.randint(1, number) * price, 2)
    return {"order": order, "at": at.isoformat(sep=" "), "amount": f"{amount:.2f}", "reason": rnd.choice(REASONS)}
