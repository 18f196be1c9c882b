"""Whatever is written in whatever order: what is kept follows it, and is what looking at all records finds."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.classification.conftest import followed, made, run_jobs, swept
from tests.classification.schemes import TWO, published
from tests.connect.company import Company, Program, found

TODAY = dt.datetime.now(dt.UTC).date()
MEASURES = (
    "orders",
    "spent",
    "average_order",
    "margin",
    "first_order",
    "last_order",
    "interval",
    "orders_90d",
    "rhythm",
)
SEGMENTS: tuple[Any, ...] = (
    {"all": [{"field": "m_spent", "op": ">=", "value": 100}, {"field": "m_orders_90d", "op": ">=", "value": 1}]},
    {"related": "orders", "measure": "sum:net", "where": {"field": "counts", "op": "is", "value": True},
     "within": "90d", "op": ">=", "value": 50},
    {"not": {"related": "orders", "where": {"related": "lines", "op": ">=", "value": 1}, "op": ">=", "value": 1}},
)  # fmt: skip
SCHEMES: dict[str, Any] = {
    "rules": {
        "classes": TWO, "rules": [{"class": "big", "where": {"field": "m_margin", "op": ">", "value": 60}}],
        "otherwise": "small",
    },
    "score": {
        "classes": TWO, "bands": [{"class": "big", "from": 5}, {"class": "small", "from": 1}],
        "points": [{"where": {"field": "m_orders", "op": ">=", "value": 1}, "points": 2},
                   {"where": {"field": "m_average_order", "op": ">", "value": 90}, "points": 3}],
    },
    "rfm": {
        "classes": TWO, "recency": "last_order", "frequency": "orders", "monetary": "spent", "bands": 3,
        "cuts": {"r": [1.6e9, 1.7e9], "f": [2, 3], "m": [50, 200]}, "groups": [{"class": "big", "m": [2, 3]}],
        "otherwise": "small",
    },
}  # fmt: skip
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "customer",
                "order",
                "order",
                "order",
                "edit",
                "cancel",
                "refund",
                "unrefund",
                "drop",
                "back",
                "move",
                "line",
                "unline",
                "leave",
                "return",
                "merge",
                "undo",
                "undo",
                "follow",
                "follow",
            )
        ),
        st.integers(0, 40),
        st.integers(0, 40),
        st.integers(0, 400),
    ),
    min_size=5,
    max_size=30,
)


@dataclass
class Shop:
    """What was made so far, living or not; a step that the company refuses is no step."""

    company: Company
    api: Program
    ids: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    changes: list[int] = field(default_factory=list)

    def one(self, plural: str, n: int) -> int | None:
        some = self.ids[plural]
        return some[n % len(some)] if some else None

    def make(self, plural: str, **values: Any) -> None:
        told = self.api.post(f"/{plural}", values)
        self._noted(told)
        if told.status == 201:
            self.ids[plural].append(told.body["id"])

    def change(self, plural: str, n: int, **values: Any) -> None:
        one = self.api.get(f"/{plural}/{self.one(plural, n) or 0}")
        if one.status == 200:
            path = f"/{plural}/{one.body['id']}"
            self._noted(self.api.patch(path, {"version": one.body["version"], **values}))

    def gone(self, plural: str, n: int) -> None:
        self._noted(self.api.delete(f"/{plural}/{self.one(plural, n) or 0}"))

    def back(self, plural: str, n: int) -> None:
        rows = [{"id": one} for one in [self.one(plural, n)] if one]
        self._noted(self.api.post(f"/{plural}/batch", {"mode": "restore", "rows": rows}))

    def merge(self, n: int, m: int) -> None:
        one, other = self.one("customers", n), self.one("customers", m)
        self._noted(self.api.post(f"/customers/{one}/merge", {"from": [other]}))

    def undo(self, n: int) -> None:
        if self.changes:
            self._noted(self.api.post(f"/changes/{self.changes[-1 - n % len(self.changes)]}/undo"))

    def _noted(self, told: Any) -> None:
        assert told.status < 500
        if told.status < 300 and told.body.get("change_set"):
            self.changes.append(told.body["change_set"])


def at(days: int) -> str:
    return f"{TODAY - dt.timedelta(days=days)}T01:30:00Z"


DO: dict[str, Callable[[Shop, int, int, int], None]] = {
    "customer": lambda shop, n, m, d: shop.make("customers", name=f"客户{n}"),
    "order": lambda shop, n, m, d: shop.make(
        "orders", customer=shop.one("customers", n), ordered_at=at(d), amount=str(7 * m),
        **({"currency": "USD", "rate": "7.125"} if m % 5 == 0 else {}),
    ),
    "edit": lambda shop, n, m, d: shop.change("orders", n, amount=str(11 * m), ordered_at=at(d)),
    "cancel": lambda shop, n, m, d: shop.change("orders", n, status="canceled" if m % 2 else "paid"),
    "refund": lambda shop, n, m, d: shop.make("refunds", order=shop.one("orders", n), at=at(0), amount=str(m)),
    "unrefund": lambda shop, n, m, d: shop.gone("refunds", n),
    "drop": lambda shop, n, m, d: shop.gone("orders", n),
    "back": lambda shop, n, m, d: shop.back("orders", n),
    "move": lambda shop, n, m, d: shop.change("orders", n, customer=shop.one("customers", m)),
    "line": lambda shop, n, m, d: shop.make(
        "order_lines", order=shop.one("orders", n), name="龙井", **({"cost": str(m)} if m % 3 else {})
    ),
    "unline": lambda shop, n, m, d: shop.gone("order_lines", n),
    "leave": lambda shop, n, m, d: shop.gone("customers", n),
    "return": lambda shop, n, m, d: shop.back("customers", n),
    "merge": lambda shop, n, m, d: shop.merge(n, m),
    "undo": lambda shop, n, m, d: shop.undo(n),
    "follow": lambda shop, n, m, d: followed(shop.company),
}  # fmt: skip


def opened() -> Shop:
    company = found()
    api = company.program()
    swept(company)
    for n, where in enumerate(SEGMENTS):
        made(api, "segments", name=f"分群{n}", object="customer", where=where)
    run_jobs(company, api)
    for kind, definition in SCHEMES.items():
        one = made(api, "schemes", name=kind, code=f"by_{kind}", object="customer", kind=kind, every="never")
        published(company, api, one, definition)
    shop = Shop(company, api)
    for n in range(3):
        shop.make("customers", name=f"老客户{n}")
    return shop


def rows(api: Program, plural: str, **more: Any) -> list[dict[str, Any]]:
    return list(api.get(f"/{plural}", limit="500", **more).ok()["rows"])


def kept(shop: Shop) -> dict[int, dict[str, Any]]:
    """By customer, its measures, segments and classes."""
    names = [*(f"m_{code}" for code in MEASURES), *(f"class_by_{kind}" for kind in SCHEMES), "class_stage"]
    told = {row["id"]: {**row, "in": []} for row in rows(shop.api, "customers", columns=",".join(names))}
    for each in rows(shop.api, "segments"):
        for row in rows(shop.api, "customers", columns="id", where={"in": f"segment:{each['id']}"}):
            told[row["id"]]["in"].append(each["id"])
    return told


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def reckoned(api: Program) -> dict[int, tuple[int, Decimal, Decimal | None]]:
    """By customer, from what lies in the tables: how many orders, for how much, with which margin."""
    back: dict[int, Decimal] = defaultdict(Decimal)
    for one in rows(api, "refunds"):
        back[one["order"]["id"]] += Decimal(one["amount"])
    costs: dict[int, list[Decimal]] = defaultdict(list)
    for one in rows(api, "order_lines"):
        if one["cost"] is not None:
            costs[one["order"]["id"]].append(Decimal(one["cost"]))
    nets: dict[int, list[tuple[Decimal, Decimal | None]]] = defaultdict(list)
    for one in rows(api, "orders", columns="customer,amount,rate,status"):
        if one["status"] != "canceled":
            net = cents((Decimal(one["amount"]) - back[one["id"]]) * Decimal(one["rate"] or 1))
            cost = costs[one["id"]]
            nets[one["customer"]["id"]].append((net, net - sum(cost) if cost else None))
    return {
        one["id"]: (len(some), sum((net for net, _ in some), Decimal()), _sum([margin for _, margin in some]))
        for one in rows(api, "customers", columns="id")
        for some in [nets[one["id"]]]
    }


def _sum(margins: list[Decimal | None]) -> Decimal | None:
    """Of nothing 0, and of what nobody knows unknown."""
    known = [one for one in margins if one is not None]
    return sum(known, Decimal()) if known or not margins else None


def lived(steps: list[tuple[str, int, int, int]]) -> None:
    shop = opened()
    for name, n, m, days in steps:
        DO[name](shop, n, m, days)
    followed(shop.company)
    told = kept(shop)
    measured = {
        one: (row["m_orders"], Decimal(row["m_spent"]), None if row["m_margin"] is None else Decimal(row["m_margin"]))
        for one, row in told.items()
    }
    assert measured == reckoned(shop.api)
    swept(shop.company)
    assert kept(shop) == told


CALM = settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)


@pytest.mark.slow
@settings(CALM, max_examples=6)
@given(steps=STEPS)
def test_what_follows_is_what_a_look_at_all_finds(database: None, steps: list[tuple[str, int, int, int]]) -> None:
    lived(steps)


@pytest.mark.soak
@settings(CALM, max_examples=150)
@given(steps=STEPS)
def test_it_is_so_for_long(database: None, steps: list[tuple[str, int, int, int]]) -> None:
    lived(steps)
