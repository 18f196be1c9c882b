"""Definitions as nobody should write them: each is refused at its place, and none costs what others have."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connections

from tests.classification.conftest import bought, customer, followed, made, run_jobs, swept
from tests.classification.schemes import TWO, classes, published, rules, scheme
from tests.connect.company import Company, Program
from zhike.engines.classification import run
from zhike.kernel import jobs
from zhike.kernel.actor import system

HERE = {"field": "m_orders", "op": ">=", "value": 1}
MINE = {"any": [HERE, {"not": {"field": "owner", "op": "one_of", "value": ["me"]}}]}
RULES = {"classes": TWO, "rules": [{"class": "big", "where": HERE}]}
RFM = {
    "classes": TWO, "recency": "last_order", "frequency": "orders", "monetary": "spent",
    "groups": [{"class": "big", "r": [1, 5]}],
}  # fmt: skip
STAGES = {"classes": TWO, "stages": [{"class": "big", "where": HERE}]}
SCORE = {"classes": TWO, "bands": [{"class": "big", "from": 1}]}
NEAR = {
    "classes": TWO, "measures": ["orders"], "scales": [{"middle": 0, "width": 1e-300, "log": False}],
    "middles": [{"class": "big", "at": [0]}, {"class": "small", "at": [1]}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "definition", "at", "code"),
    [
        ("rules", {**RULES, "rules": [{"class": [], "where": HERE}]}, "rules.0.class", "scheme.unknown_class"),
        ("rules", {**RULES, "otherwise": ["big"]}, "otherwise", "scheme.unknown_class"),
        ("rules", {**RULES, "alarm": [["big"]]}, "alarm.0", "scheme.unknown_class"),
        ("rules", {**RULES, "othrwise": "big"}, "othrwise", "scheme.unknown_member"),
        ("rules", {**RULES, "rules": [{"class": "big", "where": HERE, "if": 1}]}, "rules.0.if",
         "scheme.unknown_member"),
        ("rules", {**RULES, "rules": [{"class": "big", "where": MINE}]}, "rules.0.any.1.not.value",
         "classification.whoever_asks"),
        ("rules", {**RULES, "classes": [{"code": "big", "zh": ["大"]}]}, "classes.0.zh", "scheme.text"),
        ("rules", {**RULES, "classes": [{"code": "big", "zh": "大" * 41}]}, "classes.0.zh", "scheme.text"),
        ("rules", {**RULES, "plays": [{"class": "big", "title": "x", "task": "no"}]}, "plays.0.task",
         "scheme.yes_or_no"),
        ("score", {**SCORE, "points": [{"where": HERE, "points": 0.5}]}, "points.0.points", "scheme.points"),
        ("score", {**SCORE, "points": [{"where": HERE, "points": 10**11}]}, "points.0.points", "scheme.points"),
        ("stages", {**STAGES, "stay": ["big"]}, "stay", "condition.not_an_object"),
        ("rfm", {**RFM, "bands": 5.0}, "bands", "scheme.rfm_bands"),
        ("rfm", {**RFM, "frequency": "last_order"}, "frequency", "measure.not_a_number"),
        ("rfm", {**RFM, "monetary": ["spent"]}, "monetary", "measure.unknown"),
        ("cluster", NEAR, "scales.0.width", "scheme.number"),
    ],
)  # fmt: skip
def test_a_draft_is_refused_at_its_place(api: Program, kind: str, definition: Any, at: str, code: str) -> None:
    told = api.post(f"/schemes/{scheme(api, kind=kind)}/draft", {"definition": definition}).refused(422)["fields"]
    assert told[f"definition.{at}"]["code"] == code
    message = told[f"definition.{at}"]["message"]
    assert "{" not in message
    assert len(message) > 5


def test_who_is_looking_means_nothing_in_what_is_kept_for_all(company: Company, api: Program) -> None:
    """A list may say "mine"; a segment of "mine" would be empty, as nobody in particular finds its members."""
    mine = {"field": "owner", "op": "is", "value": "me"}
    assert api.post("/customers/audience", {"where": mine}).ok()
    told = api.post("/segments", {"name": "我的", "object": "customer", "where": mine}).refused(422)
    assert told["fields"]["where"]["code"] == "classification.whoever_asks"
    sold = {"related": "orders", "where": {"field": "person", "op": "is", "value": "me"}}
    values = {"name": "我卖的", "code": "mine", "object": "customer", "definition": sold}
    assert api.post("/measures", values).refused(422)["fields"]["definition"]["code"] == "classification.whoever_asks"


def _measure(api: Program, code: str, **definition: Any) -> int:
    return made(api, "measures", name=code, code=code, object="customer", definition=definition)


def test_a_measure_stays_what_others_take_it_for(company: Company, api: Program) -> None:
    """A number that others are made of becomes no moment, and nothing is made of itself."""
    one = _measure(api, "counted", related="orders")
    _measure(api, "share", ratio=["counted", "orders"])
    buyer = customer(api)
    for wrong, code in (
        ({"related": "orders", "measure": "max:ordered_at"}, "measure.used"),
        ({"ratio": ["share", "orders"]}, "measure.circle"),
        ({"ratio": ["counted", "counted"]}, "measure.circle"),
    ):
        told = api.patch(f"/measures/{one}", {"version": 1, "definition": wrong}).refused(422)["fields"]["definition"]
        assert told["code"] == code
        assert "{" not in told["message"]
    bought(api, buyer, "2026-01-02", "10")
    run_jobs(company, api)
    followed(company)
    row = api.get("/customers", columns="m_counted,m_share").ok()["rows"][0]
    assert (row["m_counted"], row["m_share"]) == (1, "1.00")


def test_nothing_is_made_of_a_measure_that_is_off(api: Program) -> None:
    made(api, "measures", name="停用", code="off", object="customer", active=False, definition={"related": "orders"})
    asked = {"object": "customer", "definition": {"ratio": ["off", "orders"]}}
    assert api.post("/measures/try", asked).refused(422)["fields"]["definition"]["code"] == "measure.unknown"
    values = {**asked, "name": "比", "code": "share"}
    assert api.post("/measures", values).refused(422)["fields"]["definition"]["code"] == "measure.unknown"


def test_an_unknown_measure_is_named_in_the_message(api: Program) -> None:
    values = {"name": "天", "code": "days", "object": "customer", "definition": {"since": "没有的"}}
    assert "没有的" in api.post("/measures", values).refused(422)["fields"]["definition"]["message"]


def _at_once(company: Company, *paths: tuple[str, Any]) -> list[int]:
    """PATCH (with a body) or POST all of these at the same moment; what was answered."""
    gate, statuses = threading.Barrier(len(paths)), []

    def send(path: str, body: Any) -> None:
        own = company.program()
        gate.wait()
        statuses.append((own.patch(path, body) if body else own.post(path)).status)
        connections.close_all()

    threads = [threading.Thread(target=send, args=each) for each in paths]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sorted(statuses)


def test_two_segments_are_not_made_of_each_other_at_once(company: Company, api: Program) -> None:
    one, other = (made(api, "segments", name=name, object="customer", where=HERE) for name in "AB")
    told = _at_once(
        company,
        (f"/segments/{one}", {"version": 1, "where": {"in": f"segment:{other}"}}),
        (f"/segments/{other}", {"version": 1, "where": {"in": f"segment:{one}"}}),
    )
    assert told == [200, 422]


def test_a_version_is_published_once(company: Company, api: Program) -> None:
    """Whoever is too late learns so, and what is being published stays as it was shown."""
    one = scheme(api)
    api.post(f"/schemes/{one}/draft", {"definition": rules(500)}).ok()
    publish = f"/schemes/{one}/versions/1/publish"
    assert _at_once(company, *[(publish, None)] * 3) == [202, 409, 409]
    assert api.post(publish).refused(409)["code"] == "scheme.publishing"
    late = api.post(f"/schemes/{one}/draft", {"definition": rules(100)}).refused(409)
    assert late["code"] == "scheme.publishing"
    run_jobs(company, api)
    assert [each["state"] for each in api.get(f"/schemes/{one}/versions").ok()["rows"]] == ["published"]
    assert api.post(f"/schemes/{one}/draft", {"definition": rules(100)}).ok()["number"] == 2


def test_two_versions_published_at_once_leave_one_in_force(company: Company, api: Program) -> None:
    buyer = customer(api)
    bought(api, buyer, "2026-01-02", "300")
    followed(company)
    one = scheme(api)
    published(company, api, one, rules(500))
    published(company, api, one, rules(200))
    assert classes(api) == {"云溪茶馆": "big"}
    api.post(f"/schemes/{one}/draft", {"definition": rules(400)}).ok()
    versions = [(f"/schemes/{one}/versions/{number}/publish", None) for number in (1, 3)]
    assert _at_once(company, *versions) == [202, 409]
    run_jobs(company, api)
    states = [each["state"] for each in api.get(f"/schemes/{one}/versions").ok()["rows"]]
    assert states.count("published") == 1
    assert classes(api) == {"云溪茶馆": "small"}


def test_ids_that_cannot_be_are_not_understood(api: Program) -> None:
    one = made(api, "segments", name="手选", object="customer")
    assert api.post(f"/segments/{one}/members", {"add": [2**63]}).refused(400)["code"] == "request.wrong_member"


def test_what_is_too_long_is_not_cut_off(company: Company, api: Program) -> None:
    one, buyer = scheme(api), customer(api)
    published(company, api, one, rules(500))
    given = {"record": buyer, "class": "big", "reason": "因" * 501, "until": "2099-01-01"}
    assert api.post(f"/schemes/{one}/override", given).refused(422)["fields"]["reason"]["code"] == "scheme.text"
    told = api.post(f"/schemes/{one}/draft", {"definition": rules(100), "note": "注" * 501}).refused(422)
    assert told["fields"]["note"]["code"] == "scheme.text"
    empty = api.post(f"/schemes/{one}/override", {**given, "reason": " "}).refused(422)["fields"]["reason"]
    assert empty["code"] == "field.missing"


def test_a_field_that_is_gone_costs_what_it_was_used_for_alone(company: Company, api: Program) -> None:
    """Nobody can ask for a segment by it, classes by it stay as they are; all others go on."""
    field = {"object": "customer", "code": "level", "kind": "integer", "label_zh": "等级"}
    level = api.post("/custom_fields", field).ok(201)
    buyer = customer(api, level=5)
    high = {"field": "level", "op": ">=", "value": 3}
    kept, other = (made(api, "segments", name=str(where), object="customer", where=where) for where in (high, HERE))
    one = scheme(api)
    definition = {"classes": TWO, "rules": [{"class": "big", "where": high}]}
    published(company, api, one, definition)
    api.post(f"/schemes/{one}/draft", {"definition": {**definition, "otherwise": "small"}}).ok()
    api.delete(f"/custom_fields/{level['id']}").ok()
    bought(api, buyer, "2026-01-02", "10")
    followed(company)
    swept(company)
    assert api.get("/customers", where={"in": f"segment:{other}"}).ok()["count"]["value"] == 1
    api.get("/customers", where={"in": f"segment:{kept}"}).refused(400, "condition.unknown_set")
    assert classes(api) == {"云溪茶馆": "big"}
    wrong = api.post("/customers/audience", {"where": high}).refused(400, "condition.unknown_field")
    assert "level" in wrong["message"]
    for act in ("try", "publish"):
        assert api.post(f"/schemes/{one}/versions/2/{act}").refused(409)["code"] == "scheme.not_understood"
    told = api.post(f"/schemes/{one}/draft", {"definition": definition}).refused(422)["fields"]
    assert told["definition.rules.0.field"]["code"] == "condition.unknown_field"
    assert api.get(f"/customers/{buyer}/classes").ok()["rows"]
    assert api.get(f"/customers/{buyer}/segments").ok()["rows"]


def test_a_version_that_is_published_while_all_are_looked_at_stands(company: Company, api: Program) -> None:
    """Whichever is done last: classes are those of the version in force."""
    for n in range(30):
        bought(api, customer(api, f"客{n}"), "2026-01-02", "300")
    followed(company)
    one = scheme(api)
    published(company, api, one, rules(500))
    for least, expected in ((200, "big"), (400, "small")):
        number = api.post(f"/schemes/{one}/draft", {"definition": rules(least)}).ok()["number"]
        publishing = api.post(f"/schemes/{one}/versions/{number}/publish").ok(202)["job"]
        looking = run.start(system(company.tenant))
        _done_at_once(company, [looking, publishing])
        assert set(classes(api).values()) == {expected}


def _done_at_once(company: Company, waiting: Sequence[int | None]) -> None:
    def work(job: int) -> None:
        jobs.perform(tenant_id=company.tenant, job_id=job)
        connections.close_all()

    threads = [threading.Thread(target=work, args=(one,)) for one in waiting if one]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
