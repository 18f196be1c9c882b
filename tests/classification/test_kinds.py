"""Stages, clusters and classes by hand; the schemes that a company begins with; why a record is where it is."""

from __future__ import annotations

from typing import Any

import pytest

from tests.classification.conftest import bought, customer, followed, swept
from tests.classification.schemes import ABC, BIG, TWO, classes, default, of_scheme, published, rules, scheme
from tests.classification.test_measures import ago
from tests.connect.company import Company, Program


def test_stages_follow_what_customers_buy(company: Company, api: Program) -> None:
    stage = default(api, "stage")
    customer(api, "潜在")
    for name, days in (("首购", [9]), ("复购", [50, 9]), ("忠诚", [200, 140, 70, 9]), ("沉睡", [190]), ("流失", [400])):
        one = customer(api, name)
        for day in days:
            bought(api, one, ago(day), "100")
    followed(company)
    expected = {
        "潜在": "potential", "首购": "first", "复购": "repeat", "忠诚": "loyal", "沉睡": "dormant", "流失": "lost",
    }  # fmt: skip
    assert classes(api, "stage") == expected
    lost = next(row["id"] for row in api.get("/customers", columns="name").ok()["rows"] if row["name"] == "流失")
    bought(api, lost, ago(1), "80")
    followed(company)
    told = of_scheme(api, lost, stage)
    assert told["now"]["class"] == "won_back"
    assert [each["class"] for each in told["before"]] == ["lost"]
    for _ in range(3):  # more than the condition of that stage allows, but one stays there for 30 days
        bought(api, lost, ago(0), "80")
    followed(company)
    assert classes(api, "stage")["流失"] == "won_back"


def test_whoever_comes_late_is_told_of(company: Company, api: Program) -> None:
    """A loyal customer whose orders are gone falls: their owner gets a task."""
    one = customer(api, "老客")
    orders = [bought(api, one, ago(day), "100") for day in (200, 140, 70, 9)]
    followed(company)
    assert classes(api, "stage")["老客"] == "loyal"
    for order in orders[1:]:
        api.delete(f"/orders/{order}").ok()
    followed(company)
    assert classes(api, "stage")["老客"] == "dormant"
    tasks = api.get("/tasks", columns="title,customer,owner").ok()["rows"]
    assert [(row["customer"]["id"], row["owner"]["id"]) for row in tasks] == [(one, company.owner)]
    assert "忠诚" in tasks[0]["title"]
    assert "沉睡" in tasks[0]["title"]


def test_a_play_makes_a_task_and_a_new_version_makes_none(company: Company, api: Program) -> None:
    play = {"class": "big", "title": "当面拜访", "content": "带样品", "task": True, "days": 5}
    old = customer(api, "早就大")
    bought(api, old, ago(3), "900")
    followed(company)
    one = scheme(api)
    published(company, api, one, rules(500) | {"plays": [play]})
    assert api.get("/tasks").ok()["rows"] == []
    assert of_scheme(api, old, one)["plays"] == [{"title": "当面拜访", "content": "带样品", "task": True}]
    new = customer(api, "刚变大")
    bought(api, new, ago(1), "800")
    followed(company)
    (task,) = api.get("/tasks", columns="title,customer,due_on").ok()["rows"]
    assert (task["customer"]["id"], task["due_on"]) == (new, ago(-5))
    assert task["title"].startswith("当面拜访")


def test_clusters_are_proposed_kept_and_followed(company: Company, api: Program) -> None:
    for n in range(12):
        often, seldom = customer(api, f"常客{n}"), customer(api, f"稀客{n}")
        for day in range(5):
            bought(api, often, ago(10 + 7 * day + n % 3), str(40 + n))
        bought(api, seldom, ago(150 + n), str(900 + 10 * n))
    followed(company)
    one = scheme(api, kind="cluster")
    asked = {"measures": ["orders", "average_order"], "count": 2}
    found = api.post(f"/schemes/{one}/clusters", asked).ok()
    assert found["of"] == 24
    assert found["sizes"] == [12, 12]
    assert found["stability"] == 1
    assert len({each["zh"] for each in found["definition"]["classes"]}) == 2
    published(company, api, one, found["definition"])
    placed = classes(api)
    assert len({placed[f"常客{n}"] for n in range(12)}) == len({placed[f"稀客{n}"] for n in range(12)}) == 1
    assert placed["常客0"] != placed["稀客0"]
    again = api.post(f"/schemes/{one}/clusters", asked).ok()
    assert again == found
    told = of_scheme(api, api.get("/customers", where={"field": "name", "value": "常客0"}).ok()["rows"][0]["id"], one)
    assert {each["field"]: each["value"] for each in told["why"]} == {"m_orders": 5, "m_average_order": 40}


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"measures": [], "count": 2}, 400, "scheme.cluster_measures"),
        ({"measures": ["last_order"], "count": 2}, 400, "scheme.cluster_measures"),
        ({"measures": ["orders"], "count": 40}, 400, "scheme.cluster_count"),
        ({"measures": ["orders"], "count": 2}, 409, "scheme.too_few"),
        ({"measures": ["orders"]}, 400, "request.wrong_member"),
    ],
)
def test_clusters_that_cannot_be(company: Company, api: Program, asked: Any, status: int, code: str) -> None:
    customer(api, "孤例")
    followed(company)
    api.post(f"/schemes/{scheme(api, kind='cluster')}/clusters", asked).refused(status, code)


def test_trying_shows_overlaps_and_gaps(company: Company, api: Program) -> None:
    for name, amount in (("大", "900"), ("中", "300"), ("小", "10")):
        bought(api, customer(api, name), ago(3), amount)
    followed(company)
    some = {"field": "m_spent", "op": ">=", "value": 100}
    definition = {"classes": ABC, "rules": [{"class": "A", "where": BIG}, {"class": "B", "where": some}]}
    one = scheme(api)
    api.post(f"/schemes/{one}/draft", {"definition": definition}).ok()
    tried = api.post(f"/schemes/{one}/versions/1/try").ok()
    assert {each["to"]: each["count"] for each in tried["moves"]} == {"A": 1, "B": 1, None: 1}
    assert [each["count"] for each in tried["parts"]] == [1, 2]
    assert tried["overlap"] == 1
    assert tried["never"] == ["C"]


def test_two_versions_side_by_side(company: Company, api: Program) -> None:
    for name, amount in (("大", "900"), ("中", "600"), ("小", "10")):
        bought(api, customer(api, name), ago(3), amount)
    followed(company)
    one = scheme(api)
    published(company, api, one, rules(500))
    api.post(f"/schemes/{one}/draft", {"definition": rules(800)}).ok()
    tried = api.post(f"/schemes/{one}/versions/2/try", against=1).ok()
    assert {(each["from"], each["to"]): each["count"] for each in tried["moves"]} == {
        ("big", "big"): 1, ("big", "small"): 1, ("small", "small"): 1,
    }  # fmt: skip
    assert [each["record"]["title"] for each in tried["sample"]] == ["中"]


def test_the_weighted_mean_of_the_digits_can_make_groups(company: Company, api: Program) -> None:
    for n in range(5):
        bought(api, customer(api, f"客{n}"), ago(100 - 10 * n), str(10 * (n + 1)))
    followed(company)
    measures = {"recency": "last_order", "frequency": "orders", "monetary": "spent"}
    groups = [{"class": "A", "total": [4, 5]}, {"class": "B", "total": [2, 3]}]
    more = {"groups": groups, "weights": [1, 0, 1], "otherwise": "C"}
    published(company, api, scheme(api, kind="rfm"), {"classes": ABC, **measures, **more})
    assert classes(api) == {"客0": "C", "客1": "B", "客2": "B", "客3": "A", "客4": "A"}


def test_why_a_record_is_in_its_class(company: Company, api: Program) -> None:
    one = customer(api, "甲")
    bought(api, one, ago(9), "600")
    followed(company)
    made = scheme(api)
    published(company, api, made, rules(500))
    (part,) = of_scheme(api, one, made)["why"]
    assert (part["met"], part["class"], part["label"]) == (True, "big", "大客户")
    health = of_scheme(api, one, default(api, "health"))
    assert sum(each["points"] for each in health["why"] if each["met"]) == health["now"]["score"]
    rfm = of_scheme(api, one, default(api, "rfm"))
    assert [each["value"] for each in rfm["why"]][1:] == [1, 600]


def test_a_class_is_put_by_hand_until_a_moment(company: Company, api: Program) -> None:
    one = customer(api, "关系户")
    made = scheme(api)
    api.post(f"/schemes/{made}/override", {"record": one}).refused(409, "scheme.not_in_force")
    published(company, api, made, rules(500))
    wish = {"record": one, "class": "big", "reason": "集团总部指定", "until": f"{ago(-30)}T00:00:00+08:00"}
    for change, field in (({"class": "huge"}, "class"), ({"reason": " "}, "reason"), ({"until": None}, "until")):
        assert set(api.post(f"/schemes/{made}/override", wish | change).refused(422)["fields"]) == {field}
    past = {"until": f"{ago(1)}T00:00:00+08:00"}
    assert set(api.post(f"/schemes/{made}/override", wish | past).refused(422)["fields"]) == {"until"}
    api.post(f"/schemes/{made}/override", wish | {"record": 10**9}).refused(404)
    assert api.post(f"/schemes/{made}/override", wish).ok() == {"state": "done"}
    swept(company)
    told = of_scheme(api, one, made)
    assert told["now"]["class"] == "big"
    assert (told["now"]["override"]["reason"], told["now"]["override"]["by"]["id"]) == ("集团总部指定", company.owner)
    assert [each["class"] for each in told["before"]] == ["small"]
    api.post(f"/schemes/{made}/override", {"record": one, "class": None}).ok()
    told = of_scheme(api, one, made)
    assert (told["now"]["class"], told["now"]["override"]) == ("small", None)
    assert [each["class"] for each in told["before"]] == ["big", "small"]


def test_whoever_may_only_look_at_schemes_can_ask_for_a_class(company: Company, api: Program) -> None:
    made = scheme(api, kind="manual")
    published(company, api, made, {"classes": TWO, "approval": True, "otherwise": "small"})
    asking = company.colleague()
    role = next(row for row in api.get("/roles").ok()["rows"] if row["code"] == "sales")
    grants = role["grants"] | {"scheme": {"scope": "all", "actions": {"read": True, "update": False}}}
    api.patch(f"/roles/{role['id']}", {"version": role["version"], "grants": grants}).ok()
    sales = company.program(asking)
    one = int(sales.post("/customers", {"name": "我的客户"}).ok(201)["id"])
    followed(company)
    wish = {"record": one, "class": "big", "reason": "年框已签"}
    assert sales.post(f"/schemes/{made}/override", wish).ok() == {"state": "waiting"}
    (asked,) = api.get(f"/schemes/{made}/requests").ok()["rows"]
    sales.post(f"/schemes/{made}/requests/{asked['id']}/answer", {"accept": True}).refused(403, None)
    api.post(f"/schemes/{made}/requests/{asked['id']}/answer", {"accept": False}).ok()
    assert classes(api) == {"我的客户": "small"}
    assert api.get(f"/schemes/{made}/requests").ok()["rows"] == []


def test_classes_by_hand_want_somebody_to_agree(company: Company, api: Program) -> None:
    made = scheme(api, kind="manual")
    published(company, api, made, {"classes": TWO, "approval": True, "otherwise": "small"})
    company_of = company.colleague()
    sales = company.program(company_of)
    one = int(sales.post("/customers", {"name": "我的客户"}).ok(201)["id"])
    followed(company)
    assert classes(api) == {"我的客户": "small"}
    wish = {"record": one, "class": "big", "reason": "年框已签"}
    assert sales.post(f"/schemes/{made}/override", wish).ok() == {"state": "waiting"}
    assert classes(api) == {"我的客户": "small"}
    (asked,) = api.get(f"/schemes/{made}/requests").ok()["rows"]
    assert (asked["record"]["id"], asked["class"], asked["by"]["id"]) == (one, "big", company_of)
    sales.post(f"/schemes/{made}/requests/{asked['id']}/answer", {"accept": True}).refused(422, None)
    api.post(f"/schemes/{made}/requests/{asked['id']}/answer", {"accept": True}).ok()
    api.post(f"/schemes/{made}/requests/{asked['id']}/answer", {"accept": True}).refused(404, "scheme.no_request")
    assert classes(api) == {"我的客户": "big"}
    swept(company)
    assert classes(api) == {"我的客户": "big"}
    assert of_scheme(api, one, made)["now"]["override"]["by"]["id"] == company_of
    other = customer(api, "别人的")
    sales.post(f"/schemes/{made}/override", wish | {"record": other}).refused(404)


def test_what_others_go_by_stays(company: Company, api: Program) -> None:
    one = scheme(api)
    published(company, api, one, rules(500))
    where = {"field": "class_value", "op": "is", "value": "big"}
    segment = int(api.post("/segments", {"name": "大客户群", "object": "customer", "where": where}).ok(201)["id"])
    refused = api.delete(f"/schemes/{one}").refused(422)
    assert refused["fields"][""]["code"] == "scheme.used"
    assert [each["id"] for each in api.get(f"/schemes/{one}/uses").ok()["rows"]] == [segment]
    without = {"classes": [TWO[1]], "rules": [{"class": "small", "where": BIG}]}
    number = api.post(f"/schemes/{one}/draft", {"definition": without}).ok()["number"]
    api.post(f"/schemes/{one}/versions/{number}/publish").refused(409, "scheme.class_used")
    api.delete(f"/segments/{segment}").ok()
    api.post(f"/schemes/{one}/versions/{number}/publish").ok(202)
    api.delete(f"/schemes/{one}").ok()
