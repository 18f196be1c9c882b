"""Measures of a record as people read them, and what keeps a measure from being taken away."""

from __future__ import annotations

from typing import Any

from tests.classification.conftest import bought, customer, followed, made, run_jobs, swept
from tests.classification.test_measures import TODAY, ago, told
from tests.connect.company import Company, Program


def of_record(api: Program, one: int) -> dict[str, Any]:
    return {row["code"]: row for row in api.get(f"/customers/{one}/measures").ok()["rows"]}


def test_each_tells_its_value_its_meaning_its_rows_and_its_months(company: Company, api: Program) -> None:
    one, other = customer(api, "甲"), customer(api, "乙")
    bought(api, one, ago(200), "100")
    bought(api, one, ago(3), "40.50")
    bought(api, one, ago(2), "7", status="canceled")
    bought(api, other, ago(3), "999")
    followed(company)
    answer = api.get(f"/customers/{one}/measures").ok()
    assert answer["months"][-1] == f"{TODAY:%Y-%m}"
    rows = {row["code"]: row for row in answer["rows"]}
    spent = rows["spent"]
    assert (spent["label"], spent["kind"], spent["value"]) == ("累计消费", "money", "140.50")
    assert "订单" in spent["definition"]
    assert sum(spent["series"]) == 140.5
    assert sum(rows["orders"]["series"]) == 2
    assert rows["average_order"]["series"].count(None) >= 10
    assert rows["last_order"]["series"] is None
    assert not spent["by_time"]
    assert rows["since_order"]["by_time"]
    assert rows["spent_90d"]["by_time"]
    assert spent["computed_at"] is not None
    for code, number in (("spent", 2), ("orders_90d", 1), ("since_order", 2), ("rhythm", 2)):
        door = rows[code]["rows"]
        assert len(api.get(f"/{door['plural']}", where=door["where"]).ok()["rows"]) == number
    english = company.program(language="en").get(f"/customers/{one}/measures").ok()["rows"]
    assert {row["code"]: row["definition"] for row in english}["since_order"] == "days from Last order until today"


def test_who_does_not_see_the_rows_sees_no_measure_of_them(company: Company, api: Program) -> None:
    one = customer(api)
    bought(api, one, ago(3), "40")
    followed(company)
    grants = {
        "customer": {"actions": {"read": True}, "scope": "all"},
        "order": {"actions": {"read": True}, "scope": "all", "fields": {"margin": "hidden"}},
    }
    less = made(api, "roles", name="看客", code="viewer", grants=grants)
    viewer = company.program(company.colleague("viewer"))
    seen = of_record(viewer, one)
    assert "spent" in seen
    assert "margin" not in seen
    assert "last_followup" not in seen
    assert "m_margin" not in viewer.get(f"/customers/{one}").ok()
    viewer.get("/customers", where={"field": "m_margin", "op": ">", "value": 0}).refused(400, "condition.unknown_field")
    told = {each["name"]: each for each in viewer.get(f"/customers/{one}/access").ok()["fields"]}
    assert told["m_margin"]["seen"] == "hidden"
    assert "毛利" in told["m_margin"]["reasons"][0]["words"]
    assert "跟进记录" in told["m_since_followup"]["reasons"][0]["words"]
    assert "m_spent" not in told
    version = api.get(f"/roles/{less}").ok()["version"]
    del grants["order"]
    api.patch(f"/roles/{less}", {"version": version, "grants": grants}).ok()
    assert of_record(viewer, one) == {}
    assert not [name for name in viewer.get(f"/customers/{one}").ok() if name.startswith("m_")]


def test_what_people_did_makes_measures(company: Company, api: Program) -> None:
    one = customer(api)
    made(api, "event_kinds", name="看过价目", code="saw_prices")
    definition = {"did": "saw_prices", "measure": "count", "within": "30d"}
    made(api, "measures", name="近30天看价", code="saw_30d", object="customer", definition=definition)
    made(
        api,
        "measures",
        name="看价天数",
        code="days",
        object="customer",
        definition={"did": "saw_prices", "measure": "days"},
    )
    last = {"did": "saw_prices", "measure": "last"}
    made(api, "measures", name="最近看价", code="last_saw", object="customer", definition=last)
    made(api, "measures", name="距看价", code="since_saw", object="customer", definition={"since": "last_saw"})
    swept(company)
    assert told(api, one, "saw_30d", "days", "last_saw", "since_saw") == [0, 0, None, None]
    events = [
        {"id": f"e{n}", "kind": "saw_prices", "at": f"{ago(days)}T04:00:00Z", "who": {"id": one}}
        for n, days in enumerate((40, 3, 3, 2))
    ]
    assert api.post("/events/batch", {"events": events}).ok()["counts"]["taken"] == 4
    followed(company)
    counted = told(api, one, "saw_30d", "days", "since_saw")
    assert counted == [3, 3, 2]
    row = of_record(api, one)["saw_30d"]
    assert "看过价目" in row["definition"]
    assert (row["series"], row["rows"]) == (None, None)
    assert sum(of_record(api, one)["days"]["series"]) == 3
    wrong = {"name": "x", "code": "x", "object": "customer", "definition": {"did": "saw_prices", "measure": "sum:x"}}
    assert api.post("/measures", wrong).refused(422)["fields"]["definition"]["code"] == "condition.unknown_measure"


def test_a_measure_that_others_use_stays(company: Company, api: Program) -> None:
    (last,) = (one for one in api.get("/measures", limit=100).ok()["rows"] if one["code"] == "last_order")
    used = api.get(f"/measures/{last['id']}/uses").ok()["rows"]
    assert {"measure", "scheme"} == {one["object"] for one in used}
    assert api.delete(f"/measures/{last['id']}").refused(422)["fields"][""]["code"] == "measure.used"
    paid = {"related": "orders", "measure": "sum:net", "within": "30d"}
    own = made(api, "measures", name="近 30 天消费", code="paid", object="customer", definition=paid)
    swept(company)
    assert api.get(f"/measures/{own}/uses").ok()["rows"] == []
    where = {"all": [{"not": {"field": "m_paid", "op": ">=", "value": 5}}]}
    rich = made(api, "segments", name="大客户", object="customer", where=where)
    view = made(api, "saved_views", name="按消费", object="customer", state={"sort": "-m_paid,name"})
    through = {"related": "orders", "where": {"field": "customer.m_paid", "op": ">", "value": 3}}
    measure = {"name": "x", "code": "x", "object": "customer", "definition": through}
    assert api.post("/measures", measure).refused(422)["fields"]["definition"]["code"] == "measure.of_kept"
    draft = {"classes": [{"code": "a", "zh": "甲"}], "measure": "paid", "bands": [{"class": "a", "share": 100}]}
    scheme = made(api, "schemes", name="按金额", code="by_paid", object="customer", kind="abc")
    api.post(f"/schemes/{scheme}/draft", {"definition": draft}).ok()
    used = api.get(f"/measures/{own}/uses").ok()["rows"]
    assert {(one["object"], one["id"]) for one in used} == {
        ("segment", rich), ("saved_view", view), ("scheme", scheme),
    }  # fmt: skip
    fault = api.delete(f"/measures/{own}").refused(422)["fields"][""]
    assert fault["code"] == "measure.used"
    assert "大客户" in fault["message"]
    off = {"version": 1, "active": False}
    assert api.patch(f"/measures/{own}", off).refused(422)["fields"][""]["code"] == "measure.used"
    for plural, one in (("segments", rich), ("saved_views", view), ("schemes", scheme)):
        api.delete(f"/{plural}/{one}").ok()
    api.patch(f"/measures/{own}", off).ok()
    api.get("/customers", columns="m_paid").refused(400)


def test_a_segment_that_a_rule_uses_stays(company: Company, api: Program) -> None:
    some = made(api, "segments", name="某些", object="customer", where={"field": "name", "value": "甲"})
    run_jobs(company, api)
    rules = {"classes": [{"code": "a", "zh": "甲"}], "rules": [{"class": "a", "where": {"in": f"segment:{some}"}}]}
    scheme = made(api, "schemes", name="规则", code="rules", object="customer", kind="rules")
    api.post(f"/schemes/{scheme}/draft", {"definition": rules | {"otherwise": None}}).ok()
    assert api.delete(f"/segments/{some}").refused(422)["fields"][""]["code"] == "segment.used"
    (use,) = api.get(f"/segments/{some}/uses").ok()["rows"]
    assert (use["object"], use["title"], use["plural"]) == ("scheme", "规则", "schemes")
    api.delete(f"/schemes/{scheme}").ok()
    api.delete(f"/segments/{some}").ok()


def test_what_a_definition_would_come_to(company: Company, api: Program) -> None:
    one = customer(api)
    bought(api, one, ago(5), "900", channel="门店")
    followed(company)
    shop = {"related": "orders", "measure": "sum:net", "where": {"field": "channel", "value": "门店"}}
    answer = api.post("/measures/try", {"object": "customer", "definition": shop}).ok()
    assert answer["kind"] == "money"
    assert answer["sample"] == [{"record": {"id": one, "title": "云溪茶馆"}, "value": "900.00"}]
    for definition, value in (({"since": "last_order"}, 5), ({"related": "orders", "measure": "distinct:channel"}, 1)):
        (row,) = api.post("/measures/try", {"object": "customer", "definition": definition}).ok()["sample"]
        assert row["value"] == value
    last = {"related": "orders", "measure": "max:ordered_at"}
    (row,) = api.post("/measures/try", {"object": "customer", "definition": last}).ok()["sample"]
    assert row["value"].startswith(ago(5))
    fault = api.post("/measures/try", {"object": "customer", "definition": {"since": "none"}}).refused(422)
    assert fault["fields"]["definition"]["code"] == "measure.unknown"
    (spent,) = (one for one in api.get("/measures", limit=100).ok()["rows"] if one["code"] == "spent")
    details = api.get(f"/measures/{spent['id']}/details").ok()
    assert (details["understood"], details["kind"], details["by_time"]) == (True, "money", False)
    assert details["computed_at"]
    sales = company.program(company.colleague("sales"))
    sales.post("/measures/try", {"object": "customer", "definition": shop}).refused(403)


def test_what_conditions_may_name(company: Company, api: Program) -> None:
    tea = made(api, "segments", name="茶", object="customer", where={"field": "industry", "value": "茶"})
    made(api, "event_kinds", name="看过价目", code="saw_prices")
    terms = api.get("/customers/terms").ok()
    assert terms["sets"] == [{"in": f"segment:{tea}", "label": "茶", "id": tea}]
    assert terms["deeds"] == [{"code": "saw_prices", "label": "看过价目"}]
    assert api.get("/orders/terms").ok() == {"deeds": [], "sets": []}


def test_which_segments_a_record_is_in(company: Company, api: Program) -> None:
    one = customer(api, "甲", industry="茶")
    tea = made(api, "segments", name="茶", object="customer", where={"field": "industry", "value": "茶"})
    wine = made(api, "segments", name="酒", object="customer", where={"field": "industry", "value": "酒"})
    run_jobs(company, api)
    rows = api.get(f"/customers/{one}/segments").ok()["rows"]
    assert [(row["id"], row["member"], row["since"] is None) for row in rows] == [
        (tea, True, False), (wine, False, True),
    ]  # fmt: skip
