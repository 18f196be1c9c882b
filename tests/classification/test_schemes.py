"""Schemes: drafts, what they would do, publishing, classes that follow, and who was where when."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.classification.conftest import bought, customer, followed, made, run_jobs, swept
from tests.classification.schemes import ABC, BIG, TWO, classes, of_scheme, published, rules, scheme
from tests.classification.test_measures import ago, ids
from tests.connect.company import Company, Program


def test_a_scheme_is_tried_published_followed_and_rolled_back(company: Company, api: Program) -> None:
    rich, poor = customer(api, "富"), customer(api, "贫")
    bought(api, rich, ago(9), "600")
    bought(api, poor, ago(9), "100")
    followed(company)
    one = scheme(api)
    number = api.post(f"/schemes/{one}/draft", {"definition": rules(500)}).ok()["number"]
    tried = api.post(f"/schemes/{one}/versions/{number}/try").ok()
    assert {(each["from"], each["to"]): each["count"] for each in tried["moves"]} == {
        (None, "big"): 1,
        (None, "small"): 1,
    }
    api.get("/customers", columns="class_value").refused(400)
    assert published(company, api, one, rules(500)) == 1
    assert classes(api) == {"富": "big", "贫": "small"}
    before = dt.datetime.now(dt.UTC).isoformat()
    bought(api, poor, ago(1), "400")
    followed(company)
    assert classes(api) == {"富": "big", "贫": "big"}
    assert set(ids(api, {"field": "class_value", "op": "is", "value": "big"})) == {rich, poor}
    now = dt.datetime.now(dt.UTC).isoformat()
    moves = api.get(f"/schemes/{one}/moves", first=before, last=now).ok()["rows"]
    assert {(each["from"], each["to"]): each["count"] for each in moves} == {("big", "big"): 1, ("small", "big"): 1}

    assert published(company, api, one, rules(550)) == 2
    assert classes(api) == {"富": "big", "贫": "small"}
    told = of_scheme(api, poor, one)
    assert told["now"]["class"] == "small"
    assert [each["class"] for each in told["before"]] == ["big", "small"]
    api.post(f"/schemes/{one}/versions/2/publish").refused(409, "scheme.in_force")
    api.post(f"/schemes/{one}/versions/1/publish").ok(202)
    run_jobs(company, api)
    assert classes(api) == {"富": "big", "贫": "big"}
    states = {each["number"]: each["state"] for each in api.get(f"/schemes/{one}/versions").ok()["rows"]}
    assert states == {1: "published", 2: "retired"}


def test_points_add_up_and_bands_cut_them(company: Company, api: Program) -> None:
    for name, amount in (("甲", "600"), ("乙", "100"), ("丙", "0")):
        bought(api, customer(api, name), ago(5), amount)
    followed(company)
    definition = {
        "classes": ABC,
        "points": [
            {"where": BIG, "points": 50},
            {"where": {"field": "m_orders", "op": ">=", "value": 1}, "points": 30},
            {"where": {"field": "m_spent", "op": "=", "value": 0}, "points": -20},
        ],
        "bands": [{"class": "A", "from": 80}, {"class": "B", "from": 20}, {"class": "C", "from": 0}],
    }
    published(company, api, scheme(api, kind="score"), definition)
    assert classes(api) == {"甲": "A", "乙": "B", "丙": "C"}


def test_abc_by_the_share_of_the_whole(company: Company, api: Program) -> None:
    for name, amount in (("大", "900"), ("中", "60"), ("小", "40"), ("无", "")):
        one = customer(api, name)
        if amount:
            bought(api, one, ago(5), amount)
    followed(company)
    bands = [{"class": "A", "share": 80}, {"class": "B", "share": 95}, {"class": "C", "share": 100}]
    published(company, api, scheme(api, kind="abc"), {"classes": ABC, "measure": "spent", "bands": bands})
    assert classes(api) == {"大": "A", "中": "B", "小": "C", "无": "C"}


def test_rfm_cuts_at_quantiles_and_keeps_equals_together(company: Company, api: Program) -> None:
    for n in range(10):
        one = customer(api, f"客{n}")
        for _ in range(1 if n < 6 else n - 4):
            bought(api, one, ago(100 - 10 * n), str(10 * (n + 1)))
    customer(api, "没买过")
    followed(company)
    groups = [{"class": "A", "r": [4, 5], "f": [4, 5]}, {"class": "B", "r": [3, 5]}]
    measures = {"recency": "last_order", "frequency": "orders", "monetary": "spent"}
    definition = {"classes": ABC, **measures, "bands": 5, "groups": groups, "otherwise": "C"}
    one = scheme(api, "own_rfm", kind="rfm")
    published(company, api, one, definition)
    found = classes(api, "own_rfm")
    assert found["没买过"] is None
    assert [found[f"客{n}"] for n in range(10)] == ["C", "C", "C", "C", "B", "B", "A", "A", "A", "A"]
    told = of_scheme(api, ids(api, {"field": "name", "value": "客0"})[0], one)
    assert told["now"]["score"] == 111
    swept(company)
    assert classes(api, "own_rfm") == found


def test_without_any_data_there_are_no_classes(company: Company, api: Program) -> None:
    customer(api, "甲")
    followed(company)
    measures = {"recency": "last_order", "frequency": "orders", "monetary": "spent"}
    groups = [{"class": "A", "r": [1, 5]}]
    published(company, api, scheme(api, kind="rfm"), {"classes": ABC, **measures, "groups": groups})
    assert classes(api) == {"甲": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"classes": []}, "scheme.classes"),
        ({"classes": [{"code": "a"}]}, "scheme.class_named"),
        ({"classes": [*TWO, TWO[0]]}, "scheme.class_twice"),
        ({"rules": []}, "scheme.list"),
        ({"rules": [{"class": "huge", "where": BIG}]}, "scheme.unknown_class"),
        ({"rules": [{"class": "big", "where": {"field": "nothing"}}]}, "condition.unknown_field"),
        ({"otherwise": "huge"}, "scheme.unknown_class"),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused(company: Company, api: Program, change: Any, code: str) -> None:
    refused = api.post(f"/schemes/{scheme(api)}/draft", {"definition": rules(500) | change}).refused(422)
    assert refused["fields"]["definition"]["code"] == code


def test_a_scheme_is_called_by_its_name_in_the_readers_language(company: Company, api: Program) -> None:
    one = made(api, "schemes", name="客户价值", name_en="Worth", code="worth", object="customer", kind="rules")
    bare = made(api, "schemes", name="客户规模", code="size", object="customer", kind="rules")
    for scheme_id in (one, bare):
        made(api, "programmes", name="优惠", scheme=scheme_id, in_class="big")
    read = {"columns": "scheme", "sort": "id"}
    titles = [row["scheme"]["title"] for row in api.get("/programmes", **read).ok()["rows"]]
    assert titles == ["客户价值", "客户规模"]
    english = Program(api.token, "en")
    assert [row["scheme"]["title"] for row in english.get("/programmes", **read).ok()["rows"]] == ["Worth", "客户规模"]
    named = {each["name"]: each["title_in"] for each in english.get("/meta").ok()["objects"]}
    assert (named["scheme"], named["customer"]) == ("name_en", None)
