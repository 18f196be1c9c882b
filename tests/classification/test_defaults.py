"""What a company begins with, also when its people were faster."""

from __future__ import annotations

from typing import Any

from tests.classification.conftest import bought, customer, followed, made, swept
from tests.connect.company import Program, found


def by_code(api: Program, plural: str) -> dict[str, Any]:
    return {one["code"]: one for one in api.get(f"/{plural}", limit="100").ok()["rows"]}


def test_who_makes_one_first_gets_the_others_as_well(database: None) -> None:
    company = found()
    api = company.program()
    values = {"name": "大额订单数", "code": "large_orders", "object": "customer", "definition": {"related": "orders"}}
    own = made(api, "measures", **values)
    made(api, "schemes", name="自己的", code="own", object="customer", kind="manual")
    swept(company)
    assert {"large_orders", "orders", "spent", "rhythm", "since_followup"} <= by_code(api, "measures").keys()
    assert {"own", "rfm", "abc", "stage", "health"} == by_code(api, "schemes").keys()
    bought(api, customer(api), "2026-01-02", "10")
    followed(company)
    row = api.get("/customers", columns="m_orders,m_large_orders,class_abc").ok()["rows"][0]
    assert (row["m_orders"], row["m_large_orders"]) == (1, 1)
    api.delete(f"/measures/{own}").ok()


def test_a_code_that_is_taken_stays_what_it_is(database: None) -> None:
    """There is no default of that code, nor one that would be made of it; the others come."""
    company = found()
    api = company.program()
    last = {"related": "orders", "measure": "count"}
    made(api, "measures", name="最近", code="last_order", object="customer", definition=last)
    made(api, "schemes", name="阶段", code="stage", object="customer", kind="manual")
    swept(company)
    measures = by_code(api, "measures")
    assert measures["last_order"]["name"] == "最近"
    assert {"orders", "spent", "interval"} <= measures.keys()
    assert not {"since_order", "rhythm"} & measures.keys()
    assert by_code(api, "schemes").keys() == {"stage"}  # the others are made of these


def test_what_was_deleted_does_not_come_back(database: None) -> None:
    company = found()
    api = company.program()
    swept(company)
    api.delete(f"/measures/{by_code(api, 'measures')['spent_180d']['id']}").ok()
    swept(company)
    assert "spent_180d" not in by_code(api, "measures")
