"""The count while a condition is edited: sums over orders equal a reckoning in Python, and what the list says."""

from __future__ import annotations

import operator
from statistics import mean
from typing import Any

import pytest

from tests.classification import shop as shops
from tests.classification.conftest import followed, made
from tests.classification.shop import TODAY, Shop, within
from tests.connect.company import Company, Program
from zhike.engines.classification.segments import remembered

OPS = {"=": operator.eq, "!=": operator.ne, ">": operator.gt, ">=": operator.ge, "<": operator.lt, "<=": operator.le}
OF = {"count": len, "sum:net": sum, "avg:net": mean, "min:net": min, "max:net": max}


@pytest.fixture
def shop(company: Company, api: Program) -> Shop:
    found = shops.opened(company, api, (company.owner, company.colleague("sales")))
    followed(company)
    return found


def asked(measure: str, op: str, value: float) -> Any:
    such = {"related": "orders", "measure": measure, "within": "365d", "op": op, "value": value}
    return {**such, "where": {"field": "counts", "value": True}}


def reckoned(shop: Shop, measure: str, op: str, value: float) -> int:
    """Of what nobody bought the number and the sum are 0, and the rest is not known: it differs from any value."""
    found = 0
    for number in shop.customers:
        bought = [float(one.net) for one in shop.bought().get(number, ()) if within(one, 365)]
        if bought or measure in ("count", "sum:net"):
            found += OPS[op](OF[measure](bought), value)
        else:
            found += op == "!="
    return found


@pytest.mark.parametrize("measure", OF)
def test_sums_are_those_of_python_and_of_the_list(api: Program, shop: Shop, measure: str) -> None:
    for op in OPS:
        for value in (0, 2, 300.5):
            if measure == "count" and value != int(value):
                continue
            where = asked(measure, op, value)
            told = api.post("/customers/audience", {"where": where}).ok()
            assert told["count"] == reckoned(shop, measure, op, value), (op, value)
            assert told["of"] == len(shop.customers)
            count = api.get("/customers", where=where, limit=1).ok()["count"]["value"]
            other = api.get("/customers", where={"not": where}, limit=1).ok()["count"]["value"]
            assert (count, other) == (told["count"], told["of"] - told["count"])
            within_any = {"any": [where, {"field": "name", "value": "nobody"}]}
            assert api.post("/customers/audience", {"where": within_any}).ok()["count"] == told["count"]


def test_sums_are_remembered_for_a_while_and_each_by_the_rights_of_who_asks(
    company: Company, api: Program, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = asked("sum:net", ">=", 1)
    before = api.post("/customers/audience", {"where": where}).ok()["count"]
    customer = made(api, "customers", name="刚来的")
    made(api, "orders", customer=customer, ordered_at=f"{TODAY}T00:00:00+08:00", amount="10")
    assert api.post("/customers/audience", {"where": where}).ok()["count"] == before
    mine = company.program(company.colleague("sales")).post("/customers/audience", {"where": where}).ok()
    assert mine["of"] < len(shop.customers)
    monkeypatch.setattr(remembered, "SECONDS", 0)
    assert api.post("/customers/audience", {"where": where}).ok()["count"] == before + 1
