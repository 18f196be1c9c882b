"""Purchases of an odd shape: none at all, all alike, nearly all by one. Classes stay sensible, numbers finite."""

from __future__ import annotations

from typing import Any

import orjson

from tests.classification.conftest import bought, customer, followed, made, swept
from tests.classification.test_measures import ago
from tests.classification.test_schemes import ABC, classes, published, scheme
from tests.connect.company import Company, Program

RFM = {
    "classes": ABC, "recency": "last_order", "frequency": "orders", "monetary": "spent",
    "groups": [{"class": "A", "r": [4, 5], "f": [4, 5], "m": [4, 5]}, {"class": "B", "m": [3, 5]}], "otherwise": "C",
}  # fmt: skip
PARETO = {
    "classes": ABC, "measure": "spent",
    "bands": [{"class": "A", "share": 50}, {"class": "B", "share": 80}, {"class": "C", "share": 100}],
}  # fmt: skip
TITLE = "客户价值"
MEASURES = (
    "orders", "spent", "average_order", "margin", "first_order", "last_order", "interval", "orders_90d", "spent_90d",
    "since_order", "rhythm",
)  # fmt: skip


def scores(api: Program, names: str) -> list[int]:
    """What our scheme, and none of those that are there from the beginning, scores each customer."""
    found = {row["name"]: row["id"] for row in api.get("/customers", columns="name").ok()["rows"]}
    told = [api.get(f"/customers/{found[name]}/classes").ok()["rows"] for name in names]
    return [now["score"] for rows in told for row in rows if (now := row["now"]) and row["scheme"]["title"] == TITLE]


def facts(api: Program, name: str) -> dict[str, Any]:
    answer = api.get("/customers", columns=",".join(["name", *(f"m_{one}" for one in MEASURES)]))
    assert b"NaN" not in answer.raw
    assert b"Infinity" not in answer.raw
    (row,) = (one for one in orjson.loads(answer.raw)["rows"] if one["name"] == name)
    return {one: row[f"m_{one}"] for one in MEASURES}


def test_nobody_has_bought_anything(company: Company, api: Program) -> None:
    customer(api, "甲")
    followed(company)
    for code, kind, definition in (("tried", "rfm", RFM), ("shares", "abc", PARETO)):
        one = scheme(api, code, kind=kind)
        number = api.post(f"/schemes/{one}/draft", {"definition": definition}).ok()["number"]
        tried = api.post(f"/schemes/{one}/versions/{number}/try")
        assert b"NaN" not in tried.raw
        assert tried.ok()["cuts"] == {}
        published(company, api, one, definition)
    told = facts(api, "甲")
    assert [told[one] for one in ("orders", "orders_90d", "spent", "spent_90d")] == [0, 0, "0.00", "0.00"]
    rest = ("average_order", "first_order", "last_order", "interval", "since_order", "rhythm")
    assert [told[one] for one in rest] == [None] * 6
    assert classes(api, "tried") == {"甲": None}


def test_there_is_not_even_a_customer(company: Company, api: Program) -> None:
    published(company, api, scheme(api, "tried", kind="rfm"), RFM)
    swept(company)
    assert classes(api, "tried") == {}


def test_one_order_alone_has_no_interval(company: Company, api: Program) -> None:
    bought(api, customer(api, "甲"), ago(3), "10")
    other = customer(api, "乙")
    for _ in range(2):  # on the same day, at the same moment
        bought(api, other, ago(3), "0")
    followed(company)
    assert facts(api, "甲")["interval"] is None
    told = facts(api, "乙")
    assert (told["interval"], told["spent"], told["average_order"]) == ("0.00", "0.00", "0.00")
    assert told["rhythm"] is None  # three days are no multiple of nothing


def test_all_are_alike(company: Company, api: Program) -> None:
    names = "甲乙丙丁戊己庚"
    for name in names:
        bought(api, customer(api, name), ago(30), "100")
    followed(company)
    published(company, api, scheme(api, "tried", kind="rfm"), RFM)
    assert scores(api, names) == [111] * len(names)
    assert set(classes(api, "tried").values()) == {"C"}


def test_equals_are_never_parted_by_a_cut(company: Company, api: Program) -> None:
    """Nine of twelve have bought once, for the same: no quantile may stand between them."""
    names = "甲乙丙丁戊己庚辛壬癸子丑"
    for at, name in enumerate(names):
        one = customer(api, name)
        for n in range(1 if at < 9 else at - 6):
            bought(api, one, ago(200 - at + n), "50" if at < 9 else "80")
    followed(company)
    published(company, api, scheme(api, "tried", kind="rfm"), RFM)
    found = scores(api, names)
    assert {one % 100 for one in found[:9]} == {11}
    assert [one // 10 % 10 for one in found[9:]] == [4, 5, 5]
    assert sorted(one // 100 for one in found) == [one // 100 for one in found]


def test_one_customer_has_half_of_it_all(company: Company, api: Program) -> None:
    giant = customer(api, "巨")
    for n in range(20):
        bought(api, giant, ago(n + 1), "1000")
    for at, name in enumerate("甲乙丙丁戊己庚辛壬癸"):
        one = customer(api, name)
        for n in range(2):
            bought(api, one, ago(10 + 3 * at + n), str(1000 - 10 * at))
    followed(company)
    published(company, api, scheme(api, "tried", kind="rfm"), RFM)
    published(company, api, scheme(api, "shares", kind="abc"), PARETO)
    assert classes(api, "tried")["巨"] == "A"
    assert list(classes(api, "tried").values()).count("A") < 4
    pareto = classes(api, "shares")
    assert [name for name, found in pareto.items() if found == "A"] == ["巨"]
    assert {pareto[name] for name in "甲乙"} == {"B"}
    assert pareto["癸"] == "C"


def test_what_was_given_back_or_canceled_counts_for_nothing(company: Company, api: Program) -> None:
    one, other = customer(api, "甲"), customer(api, "乙")
    order = bought(api, one, ago(5), "100")
    made(api, "refunds", order=order, at=ago(1), amount="100")
    bought(api, other, ago(5), "100", status="canceled")
    followed(company)
    assert (facts(api, "甲")["spent"], facts(api, "甲")["orders"]) == ("0.00", 1)
    assert (facts(api, "乙")["spent"], facts(api, "乙")["orders"], facts(api, "乙")["last_order"]) == ("0.00", 0, None)
    published(company, api, scheme(api, "shares", kind="abc"), PARETO)
    assert set(classes(api, "shares").values()) <= {"C", None}
