"""A shop with purchases of two years by chance, and what an independent reckoning in Python makes of them."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.connect.company import Company, Program

CHINA = dt.timezone(dt.timedelta(hours=8))
TODAY = dt.datetime.now(CHINA).date()
INDUSTRIES = ("零售", "制造", None)
REGIONS = ("440305", "440100", "310115", None)


@dataclass
class Order:
    """One that was made."""

    customer: int
    at: dt.datetime
    amount: Decimal
    rate: Decimal
    canceled: bool
    id: int = 0
    refunded: Decimal = Decimal(0)

    @property
    def day(self) -> dt.date:
        return self.at.astimezone(CHINA).date()

    @property
    def net(self) -> Decimal:
        return ((self.amount - self.refunded) * self.rate).quantize(Decimal("0.01"), ROUND_HALF_UP)


@dataclass
class Shop:
    """What there is, as far as `of` lets it be seen."""

    customers: dict[int, dict[str, Any]] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)

    def only(self, sees: Callable[[dict[str, Any]], bool]) -> Shop:
        """The same for somebody who sees only some customers, with all they bought."""
        customers = {number: one for number, one in self.customers.items() if sees(one)}
        return Shop(customers, [one for one in self.orders if one.customer in customers])

    def bought(self) -> dict[int, list[Order]]:
        """What counts, by customer, in its order."""
        found: dict[int, list[Order]] = defaultdict(list)
        for one in sorted(self.orders, key=lambda each: each.at):
            if one.customer in self.customers and not one.canceled:
                found[one.customer].append(one)
        return found

    def paid(self) -> list[float]:
        """What each buyer paid, the largest first."""
        sums = [float(sum(one.net for one in some)) for some in self.bought().values()]
        return sorted((one for one in sums if one > 0), reverse=True)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


def within(order: Order, days: int) -> bool:
    """In the last days, today included."""
    return ago(days - 1) <= order.day <= TODAY


def gini(values: list[float]) -> float:
    """By its first definition: half the mean difference of all pairs, by the mean."""
    n, mean = len(values), sum(values) / len(values)
    return sum(abs(a - b) for a in values for b in values) / (2 * n * n * mean)


def opened(company: Company, api: Program, owners: tuple[int, ...] = ()) -> Shop:
    """The shop, in the company."""
    chance, shop = random.Random(7), Shop()
    rows = [
        {
            "name": f"客户{n:02}", "industry": INDUSTRIES[n % 3], "region": REGIONS[n % 4],
            "tags": ["重点"] if n % 5 == 0 else [], **({"owner": owners[n % len(owners)]} if owners else {}),
        }
        for n in range(30)
    ]  # fmt: skip
    for row, number in zip(rows, _made(api, "customers", rows), strict=True):
        shop.customers[number] = row
    shop.orders = list(_orders(chance, list(shop.customers)))
    told = [_told(one) for one in shop.orders]
    for one, number in zip(shop.orders, _made(api, "orders", told), strict=True):
        one.id = number
    refunded = [one for one in shop.orders if not one.canceled][::9]
    for at, one in enumerate(refunded):
        one.refunded = one.amount if at == 0 else (one.amount / 3).quantize(Decimal("0.01"))
    _made(
        api, "refunds", [{"order": one.id, "at": f"{TODAY}T00:00:00Z", "amount": str(one.refunded)} for one in refunded]
    )
    gone, lost = list(shop.customers)[3], shop.orders[5]
    api.delete(f"/customers/{gone}").ok()
    if lost.customer != gone:
        api.delete(f"/orders/{lost.id}").ok()
    shop.orders.remove(lost)
    del shop.customers[gone]
    return shop


def _orders(chance: random.Random, customers: list[int]) -> Iterator[Order]:
    for n, customer in enumerate(customers):
        for _ in range(0 if n % 7 == 6 else chance.randint(1, 9)):
            day = ago(chance.choice((chance.randint(0, 185), chance.randint(0, 700))))
            at = dt.datetime.combine(day, dt.time(chance.randint(0, 23), chance.randint(0, 59)), CHINA)
            at = min(at, dt.datetime.now(CHINA).replace(microsecond=0))
            amount = Decimal(chance.choice((100, 250, chance.randint(10, 90000) / 100))).quantize(Decimal("0.01"))
            rate = Decimal("7.13") if chance.random() < 0.2 else Decimal(1)
            yield Order(customer, at, amount, rate, chance.random() < 0.15)


def _told(one: Order) -> dict[str, Any]:
    currency = {"currency": "USD", "rate": str(one.rate)} if one.rate != 1 else {}
    status = "canceled" if one.canceled else "paid"
    return {
        "customer": one.customer, "ordered_at": one.at.isoformat(), "amount": str(one.amount), "status": status,
        **currency,
    }  # fmt: skip


def _made(api: Program, plural: str, rows: list[dict[str, Any]]) -> list[int]:
    told = api.post(f"/{plural}/batch", {"mode": "create", "rows": rows, "all_or_nothing": True}).ok()
    return [int(one["id"]) for one in told["results"]]
