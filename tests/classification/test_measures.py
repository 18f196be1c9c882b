"""Measures: computed, followed, asked for like fields, and refused when they make no sense."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.classification.conftest import bought, customer, followed, made, swept
from tests.connect.company import Company, Program
from zhike.kernel import db

TODAY = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))).date()


def ago(days: int) -> str:
    return str(TODAY - dt.timedelta(days=days))


def told(api: Program, one: int, *codes: str) -> list[Any]:
    names = [f"m_{code}" for code in codes]
    where = {"field": "id", "op": "=", "value": one}
    (row,) = api.get("/customers", where=where, columns=",".join(names)).ok()["rows"]
    assert api.get(f"/customers/{one}").ok().items() >= {name: row[name] for name in names}.items()
    return [row[name] for name in names]


def ids(api: Program, where: Any, **more: Any) -> list[int]:
    return [one["id"] for one in api.get("/customers", where=where, **more).ok()["rows"]]


def test_orders_make_measures_within_a_moment(company: Company, api: Program) -> None:
    one = customer(api)
    followed(company)
    assert told(api, one, "orders", "spent", "average_order", "last_order", "since_order") == [
        0,
        "0.00",
        None,
        None,
        None,
    ]
    first = bought(api, one, ago(100), "100.10")
    bought(api, one, ago(40), "50.05")
    bought(api, one, ago(10), "30.00", status="canceled")
    followed(company)
    assert told(api, one, "orders", "spent", "average_order", "interval", "since_order", "rhythm", "orders_90d") == [
        2, "150.15", "75.08", "60.00", 40, "0.67", 1,
    ]  # fmt: skip
    line = made(api, "order_lines", order=first, name="龙井", cost="30.10", quantity=2)
    made(api, "refunds", order=first, at=ago(1), amount="20.10")
    followed(company)
    assert told(api, one, "spent", "margin") == ["130.05", "49.90"]
    api.delete(f"/order_lines/{line}").ok()
    api.delete(f"/orders/{first}").ok()
    followed(company)
    assert told(api, one, "orders", "spent", "margin") == [1, "50.05", None]


def test_an_order_that_goes_to_another_customer_takes_its_measures_along(company: Company, api: Program) -> None:
    one, other = customer(api, "甲"), customer(api, "乙")
    order = bought(api, one, ago(3), "100")
    followed(company)
    changed = api.patch(f"/orders/{order}", {"version": 1, "customer": other}).ok()
    followed(company)
    assert [told(api, each, "orders")[0] for each in (one, other)] == [0, 1]
    api.post(f"/changes/{changed['change_set']}/undo").ok()
    followed(company)
    assert [told(api, each, "orders")[0] for each in (one, other)] == [1, 0]


def test_merged_customers_have_the_orders_of_both_and_part_again(company: Company, api: Program) -> None:
    one, other = customer(api, "甲"), customer(api, "乙")
    bought(api, one, ago(3), "100")
    bought(api, other, ago(2), "11")
    followed(company)
    merged = api.post(f"/customers/{one}/merge", {"from": [other]}).ok()
    followed(company)
    assert told(api, one, "orders", "spent") == [2, "111.00"]
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    followed(company)
    assert [told(api, each, "spent")[0] for each in (one, other)] == ["100.00", "11.00"]


def test_measures_are_asked_for_like_fields(company: Company, api: Program) -> None:
    rich, poor, none = customer(api, "富"), customer(api, "贫"), customer(api, "无")
    bought(api, rich, ago(5), "900")
    bought(api, rich, ago(15), "100")
    bought(api, poor, ago(400), "10")
    followed(company)
    spent = {"field": "m_spent", "op": ">=", "value": 500}
    assert ids(api, spent) == [rich]
    assert set(ids(api, {"not": spent})) == {poor, none}
    assert set(ids(api, {"field": "m_last_order", "op": "empty"})) == {none}
    assert ids(api, {"field": "m_last_order", "op": "within", "value": "30d"}) == [rich]
    assert set(ids(api, {"any": [spent, {"field": "m_since_order", "op": ">", "value": 300}]})) == {rich, poor}
    assert ids(api, {"all": [{"field": "m_orders", "op": "=", "value": 1}, {"field": "name", "value": "贫"}]}) == [poor]
    assert ids(api, {"all": []}, sort="-m_spent") == [rich, poor, none]
    assert ids(api, {"all": []}, sort="m_since_order") == [rich, poor, none]
    page = api.get("/customers", sort="-m_spent", limit=1, columns="m_spent").ok()
    seen = [page["rows"][0]["id"]]
    while page["next"]:
        page = api.get("/customers", sort="-m_spent", limit=1, columns="m_spent", after=page["next"]).ok()
        seen.append(page["rows"][0]["id"])
    assert seen == [rich, poor, none]
    words = api.post("/customers/words", {"where": spent}).ok()["words"]
    assert "累计消费" in words
    (meta,) = (one for one in api.get("/meta").ok()["objects"] if one["name"] == "customer")
    (field,) = (one for one in meta["fields"] if one["name"] == "m_spent")
    assert (field["label"], field["kind"], field["read_only"], field["group"]) == (
        "累计消费",
        "money",
        True,
        "measures",
    )
    order = {"field": "customer.m_spent", "op": ">=", "value": 500}
    assert len(api.get("/orders", where=order).ok()["rows"]) == 2


def test_what_changes_with_time_alone_is_found_each_night(company: Company, api: Program) -> None:
    one = customer(api)
    order = bought(api, one, ago(89), "10")
    followed(company)
    assert told(api, one, "orders_90d") == [1]
    # The tables as they would be two days on.
    with db.transaction(company.tenant) as tx:
        tx.execute(
            f"UPDATE commerce_order SET ordered_at = ordered_at - interval '2 days' WHERE tenant_id = {tx.tenant_id}"
            " AND id = %s",
            (order,),
        )
    followed(company)
    assert told(api, one, "orders_90d") == [1]
    swept(company)
    assert told(api, one, "orders_90d") == [0]


def test_an_administrator_makes_a_measure(company: Company, api: Program) -> None:
    one = customer(api)
    bought(api, one, ago(5), "900", channel="门店")
    bought(api, one, ago(4), "70", channel="网店")
    followed(company)
    shop = {"related": "orders", "measure": "sum:net", "where": {"field": "channel", "value": "门店"}}
    made(api, "measures", name="门店消费", code="in_shop", object="customer", definition=shop)
    made(api, "measures", name="门店占比", code="share", object="customer", definition={"ratio": ["in_shop", "spent"]})
    ways = {"related": "orders", "measure": "distinct:channel"}
    ways_id = made(api, "measures", name="渠道数", code="ways", object="customer", definition=ways)
    assert told(api, one, "in_shop") == [None]
    swept(company)
    assert told(api, one, "in_shop", "share", "ways") == ["900.00", "0.93", 2]
    api.delete(f"/measures/{ways_id}").ok()
    api.get("/customers", columns="m_ways").refused(400)
    sales = company.program(company.colleague("sales"))
    sales.post("/measures", {"name": "x", "code": "x", "object": "customer", "definition": shop}).refused(403)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"object": "role"}, "object", "measure.no_object"),
        ({"code": "A b"}, "code", "measure.code"),
        ({"code": "orders"}, "code", "field.taken"),
        ({"definition": {"related": "nothing"}}, "definition", "condition.unknown_relation"),
        ({"definition": {"related": "orders", "measure": "sum:nothing"}}, "definition", "condition.unknown_field"),
        ({"definition": {"related": "orders", "measure": "sum:number"}}, "definition", "condition.unknown_measure"),
        (
            {"definition": {"related": "orders", "measure": "distinct:amount"}},
            "definition",
            "condition.unknown_measure",
        ),
        ({"definition": {"related": "orders", "within": "soon"}}, "definition", "condition.wrong_span"),
        ({"definition": {"related": "orders", "wher": {}}}, "definition", "condition.unknown_key"),
        ({"definition": {}}, "definition", "measure.unknown_form"),
        ({"definition": {"ratio": ["orders"]}}, "definition", "measure.ratio_of_two"),
        ({"definition": {"ratio": ["orders", "nothing"]}}, "definition", "measure.unknown"),
        ({"definition": {"ratio": ["orders", "last_order"]}}, "definition", "measure.not_a_number"),
        ({"definition": {"since": "orders"}}, "definition", "measure.not_a_moment"),
    ],
)
def test_what_makes_no_sense_is_refused(
    company: Company, api: Program, values: dict[str, Any], field: str, code: str
) -> None:
    good = {"name": "指标", "code": "some", "object": "customer", "definition": {"related": "orders"}}
    refused = api.post("/measures", good | values).refused(422)
    assert refused["fields"][field]["code"] == code
    assert len(refused["fields"][field]["message"]) > 5
