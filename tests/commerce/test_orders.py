"""Orders: what they sum up, and what is refused."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
from django.db import connections

from tests.connect.company import Company, Program, found

AT = "2026-01-02T03:04:05Z"


@pytest.fixture(scope="module")
def company(database: None) -> Company:
    return found()


@pytest.fixture(scope="module")
def api(company: Company) -> Program:
    return company.program()


@pytest.fixture
def customer(api: Program) -> int:
    return int(api.post("/customers", {"name": "云溪茶馆"}).ok(201)["id"])


def made(api: Program, plural: str, **values: Any) -> int:
    return int(api.post(f"/{plural}", values).ok(201)["id"])


def order(api: Program, customer: int, amount: str = "100.00", **more: Any) -> int:
    return made(api, "orders", customer=customer, ordered_at=AT, amount=amount, **more)


def told(api: Program, order_id: int) -> dict[str, Any]:
    record = api.get(f"/orders/{order_id}").ok()
    return {name: record[name] for name in ("items", "cost", "refunded", "net", "margin", "counts")}


def test_an_order_sums_up_its_lines_and_refunds(api: Program, customer: int) -> None:
    one = order(api, customer, "300.00")
    assert told(api, one) == {
        "items": None, "cost": None, "refunded": "0.00", "net": "300.00", "margin": None, "counts": True,
    }  # fmt: skip
    line = made(api, "order_lines", order=one, name="龙井", quantity="2", price="100", cost="80")
    assert api.get(f"/order_lines/{line}").ok()["amount"] == "200.00"
    other = made(api, "order_lines", order=one, name="白茶", quantity="1.5", amount="100", price="90", cost="20.50")
    assert api.get(f"/order_lines/{other}").ok()["amount"] == "100.00"
    refund = made(api, "refunds", order=one, at=AT, amount="40.25")
    assert told(api, one) == {
        "items": "3.500000", "cost": "100.50", "refunded": "40.25", "net": "259.75", "margin": "159.25", "counts": True,
    }  # fmt: skip

    api.patch(f"/refunds/{refund}", {"version": 1, "amount": "10"}).ok()
    api.delete(f"/order_lines/{other}").ok()
    assert told(api, one)["net"] == "290.00"
    assert told(api, one)["items"] == "2.000000"
    second = order(api, customer, "50.00", status="canceled")
    assert told(api, second)["counts"] is False
    api.patch(f"/order_lines/{line}", {"version": 1, "order": second}).ok()
    assert [told(api, each)["items"] for each in (one, second)] == [None, "2.000000"]
    api.post("/order_lines/batch", {"mode": "restore", "rows": [{"id": other}]}).ok()
    assert told(api, one)["items"] == "1.500000"


def test_an_order_keeps_its_version_when_its_lines_change(api: Program, customer: int) -> None:
    one = order(api, customer)
    made(api, "order_lines", order=one, name="龙井", quantity=2)
    api.patch(f"/orders/{one}", {"version": 1, "remark": "加急"}).ok()
    assert told(api, one)["items"] == "2.000000"


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"amount": "-1"}, "amount", "order.negative"),
        ({"ordered_at": str(dt.date.today() + dt.timedelta(days=3))}, "ordered_at", "order.in_future"),
        ({"currency": "USD"}, "rate", "order.rate_missing"),
        ({"currency": "USD", "rate": 0}, "rate", "order.rate"),
        ({"currency": "ZZZ"}, "currency", "choice.unknown"),
        ({"rate": 7}, "currency", "order.currency_missing"),
        ({"customer": 999999}, "customer", "link.not_found"),
        ({"customer": "没有这家公司"}, "customer", "link.not_found"),
        ({"amount": "十二"}, "amount", "number.not_a_number"),
    ],
)
def test_a_wrong_order_is_refused_at_its_field(
    api: Program, customer: int, values: dict[str, Any], field: str, code: str
) -> None:
    refused = api.post("/orders", {"customer": customer, "ordered_at": AT, "amount": "5", **values}).refused(422)
    assert refused["fields"][field]["code"] == code
    assert len(refused["fields"][field]["message"]) > 5


def test_amounts_of_another_currency_are_added_in_our_own(api: Program, customer: int) -> None:
    one = order(api, customer, "100", currency="USD", rate="7.125")
    made(api, "refunds", order=one, at=AT, amount="10")
    assert told(api, one)["net"] == "641.25"


def test_the_same_number_is_the_same_order(api: Program, customer: int) -> None:
    row = {"number": "T-1", "customer": customer, "ordered_at": AT, "amount": "10"}
    sent = [api.post("/orders/batch", {"mode": "upsert", "match": "number", "rows": [row]}).ok() for _ in range(2)]
    assert [one["results"][0]["outcome"] for one in sent] == ["created", "unchanged"]
    other = api.post("/orders/batch", {"mode": "upsert", "match": "number", "rows": [{**row, "amount": "11"}]}).ok()
    assert other["results"][0]["outcome"] == "updated"
    assert api.post("/orders", row).refused(422)["fields"]["number"]["code"] == "field.taken"


def test_no_more_goes_back_than_was_paid(api: Program, customer: int) -> None:
    one, other = order(api, customer, "100"), order(api, customer, "20")
    rows = [{"order": one, "at": AT, "amount": amount} for amount in ("60", "50", "40")]
    rows.append({"order": other, "at": AT, "amount": "20"})
    results = api.post("/refunds/batch", {"mode": "create", "rows": rows}).ok()["results"]
    assert [each["outcome"] for each in results] == ["created", "refused", "created", "created"]
    assert results[1]["errors"]["amount"]["code"] == "refund.above_order"
    assert "40.00" in results[1]["errors"]["amount"]["message"]
    assert told(api, one)["net"] == "0.00"
    first = results[0]["id"]
    api.patch(f"/refunds/{first}", {"version": 1, "amount": "61"}).refused(422)
    api.patch(f"/refunds/{first}", {"version": 1, "amount": "59"}).ok()
    refused = api.patch(f"/orders/{one}", {"version": 1, "amount": "98.99"}).refused(422)
    assert refused["fields"]["amount"]["code"] == "order.below_refunds"
    api.post("/refunds", {"order": one, "at": AT, "amount": "0"}).refused(422)


def test_two_who_refund_the_same_order_at_once(company: Company, api: Program, customer: int) -> None:
    one = order(api, customer, "100")
    outcomes = []

    def refund() -> None:
        answer = company.program().post("/refunds", {"order": one, "at": AT, "amount": "60"})
        outcomes.append(answer.status)
        connections.close_all()

    threads = [threading.Thread(target=refund) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(outcomes) == [201, 422, 422, 422]
    assert told(api, one)["refunded"] == "60.00"


def test_categories_make_no_circle(api: Program) -> None:
    top = made(api, "product_categories", name="茶")
    middle = made(api, "product_categories", name="绿茶", parent=top)
    low = made(api, "product_categories", name="龙井", parent=middle)
    for below in (top, middle, low):
        refused = api.patch(f"/product_categories/{top}", {"version": 1, "parent": below}).refused(422)
        assert refused["fields"]["parent"]["code"] == "category.circle"
    rows = [{"id": low, "parent": None}, {"id": top, "parent": low}]
    both = api.post("/product_categories/batch", {"mode": "update", "rows": rows}).ok()
    assert both["counts"]["updated"] == 2


def test_a_customers_orders_go_and_come_with_it(api: Program, customer: int) -> None:
    one = order(api, customer)
    line = made(api, "order_lines", order=one, name="龙井")
    change = api.delete(f"/customers/{customer}").ok()["change_set"]
    api.get(f"/orders/{one}").refused(404)
    api.get(f"/order_lines/{line}").refused(404)
    api.post(f"/changes/{change}/undo").ok()
    assert told(api, one)["items"] == "1.000000"


def test_what_is_still_to_come_has_not_gone_back(api: Program, customer: int) -> None:
    ahead = str(dt.date.today() + dt.timedelta(days=3))
    told = api.post("/refunds", {"order": order(api, customer, "100"), "at": ahead, "amount": "1"}).refused(422)
    assert told["fields"]["at"]["code"] == "order.in_future"


def test_a_discount_is_a_line_and_a_cost_below_nothing_is_not(api: Program, customer: int) -> None:
    one = order(api, customer, "100")
    made(api, "order_lines", order=one, name="满减", price="-5")
    told = api.post("/order_lines", {"order": one, "name": "龙井", "cost": "-5"}).refused(422)
    assert told["fields"]["cost"]["code"] == "amount.negative"


def test_what_others_use_is_replaced_before_it_goes(api: Program, customer: int) -> None:
    """A product that was bought, and a category that has products, go into another one."""
    top, other = (made(api, "product_categories", name=name) for name in ("茶", "茶叶"))
    low = made(api, "product_categories", name="绿茶", parent=top)
    one, same = (made(api, "products", name=name, category=top) for name in ("龙井", "西湖龙井"))
    line = made(api, "order_lines", order=order(api, customer), name="龙井", product=one)
    told = api.delete(f"/products/{one}").refused(422)["fields"][""]
    assert told["code"] == "record.held"
    assert "1 条“订单明细”" in told["message"]
    assert api.get(f"/products/{one}/related").ok()["lines"]["value"] == 1
    both = api.post("/products/batch", {"mode": "delete", "rows": [{"id": one}, {"id": same}]}).ok()
    assert [each["outcome"] for each in both["results"]] == ["refused", "deleted"]
    api.post("/products/batch", {"mode": "restore", "rows": [{"id": same}]}).ok()
    assert api.delete(f"/product_categories/{top}").refused(422)["fields"][""]["code"] == "record.held"
    merged = api.post(f"/products/{same}/merge", {"from": [one]}).ok()["change_set"]
    assert api.get(f"/order_lines/{line}").ok()["product"]["id"] == same
    api.post(f"/changes/{merged}/undo").ok()
    assert api.get(f"/order_lines/{line}").ok()["product"]["id"] == one
    api.post(f"/product_categories/{other}/merge", {"from": [top]}).ok()
    assert api.get(f"/product_categories/{low}").ok()["parent"]["id"] == other
    api.delete(f"/order_lines/{line}").ok()
    api.delete(f"/products/{one}").ok()
    rows = [{"id": low}, {"id": other}]
    gone = api.post("/product_categories/batch", {"mode": "delete", "rows": rows}).ok()["results"]
    assert [each["outcome"] for each in gone] == ["deleted", "refused"]  # it has a product


def test_a_branch_of_categories_goes_as_a_whole_or_stays(api: Program) -> None:
    """What stays holds what is above it, however far."""
    top = made(api, "product_categories", name="茶")
    middle = made(api, "product_categories", name="绿茶", parent=top)
    low = made(api, "product_categories", name="龙井", parent=middle)
    product = made(api, "products", name="明前龙井", category=low)
    rows = {"mode": "delete", "rows": [{"id": one} for one in (top, middle, low)]}
    told = api.post("/product_categories/batch", rows).ok()["results"]
    assert [each["outcome"] for each in told] == ["refused"] * 3
    api.delete(f"/products/{product}").ok()
    told = api.post("/product_categories/batch", rows).ok()["results"]
    assert [each["outcome"] for each in told] == ["deleted"] * 3
