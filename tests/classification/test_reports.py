"""Whether a scheme is any good: evaluations, reviews, runs and their mail, how records go through, planned versions."""

from __future__ import annotations

from typing import Any

import pytest

from tests.classification.conftest import bought, customer, followed, run_jobs, swept
from tests.classification.schemes import ABC, BIG, classes, days_go_by, default, published, rules, scheme
from tests.classification.test_measures import ago
from tests.connect.company import Company, Program
from tests.quality.test_mailing import Box, box
from zhike.engines.classification import jobs
from zhike.engines.classification.schemes.reports import mailing
from zhike.kernel import db

__all__ = ["box"]


def report(company: Company, api: Program, one: int, kind: str) -> Any:
    api.post(f"/schemes/{one}/reports", {"kind": kind}).ok(202)
    run_jobs(company, api)
    return api.get(f"/schemes/{one}/reports", about=kind).ok()["newest"]["body"]


def people(company: Company, api: Program) -> int:
    """60 customers of whom the 20 big ones buy again after they were classified; gives the scheme."""
    made = []
    for n in range(60):
        one = customer(api, f"客{n}")
        made.append(one)
        bought(api, one, ago(120), "900" if n < 20 else "50")
    followed(company)
    one = scheme(api)
    published(company, api, one, rules(500))
    days_go_by(company, 60)
    for n in range(0, 20, 2):
        bought(api, made[n], ago(20), "200")
        bought(api, made[n], ago(10), "100")
    for n in range(20, 60, 4):
        bought(api, made[n], ago(20), "30")
    return one


def test_an_evaluation_looks_ahead(company: Company, api: Program) -> None:
    one = people(company, api)
    found = report(company, api, one, "evaluation")
    assert found["ahead"]
    big, small = found["classes"]
    assert (big["class"], big["count"], big["spent"], big["a_head"]) == ("big", 20, 3000, 150)
    assert (big["buyers"], big["again"], big["lost"]) == (0.5, 1, 0.5)
    assert (small["count"], small["spent"], small["buyers"], small["again"]) == (40, 300, 0.25, 0)
    assert big["lift"] == pytest.approx(150 / 55, abs=0.001)
    heads = [300.0] * 10 + [0.0] * 10 + [30.0] * 10 + [0.0] * 30
    mean = sum(heads) / 60
    whole = sum((each - mean) ** 2 for each in heads)
    between = 20 * (150 - mean) ** 2 + 40 * (7.5 - mean) ** 2
    separation = found["separation"]
    assert separation["explained"] == pytest.approx(between / whole, abs=0.0001)
    assert separation["gini"] == pytest.approx(3000 / 3300 - 20 / 60, abs=0.0001)
    assert found["coverage"] == {"of": 60, "without": 0, "share": 1}
    assert found["stability"]["moved"] == 0


def test_an_evaluation_of_nothing_says_nothing(company: Company, api: Program) -> None:
    one = scheme(api)
    api.post(f"/schemes/{one}/reports", {"kind": "evaluation"}).refused(409, "scheme.not_in_force")
    api.post(f"/schemes/{one}/reports", {"kind": "run"}).refused(400)
    published(company, api, one, rules(500))
    assert api.get(f"/schemes/{one}/reports", about="evaluation").ok()["newest"] is None
    found = report(company, api, one, "evaluation")
    assert found["separation"] is None
    assert found["classes"] == []
    assert found["coverage"]["share"] is None
    assert found["stability"]["share_moved"] is None
    assert b"NaN" not in api.get(f"/schemes/{one}/reports", about="evaluation").raw


def test_who_goes_back_and_forth_is_counted(company: Company, api: Program) -> None:
    one, made = customer(api, "反复"), scheme(api)
    published(company, api, made, rules(500))
    order = bought(api, one, ago(2), "800")
    followed(company)
    days_go_by(company, 5)
    api.delete(f"/orders/{order}").ok()
    followed(company)
    found = report(company, api, made, "evaluation")
    assert (found["stability"]["moved"], found["stability"]["back"]) == (1, 1)
    through = api.get(f"/schemes/{made}/through", first="small", then="big").ok()
    times = {each["class"]: each for each in through["times"]}
    assert (times["big"]["left"], times["big"]["days_until_left"], times["small"]["here"]) == (1, 5, 1)
    assert sum(each["went"] for each in through["months"]) == 1


def test_a_review_proposes_what_to_change(company: Company, api: Program) -> None:
    for n in range(4):
        bought(api, customer(api, f"客{n}"), ago(3), "900")
    followed(company)
    made = scheme(api)
    never = {"class": "B", "where": {"field": "m_spent", "op": ">", "value": 5000}}
    over = {"class": "C", "where": {"field": "m_orders", "op": ">=", "value": 1}}
    all_big = {"class": "A", "where": {"field": "m_spent", "op": ">", "value": 100}}
    published(company, api, made, {"classes": ABC, "rules": [never, all_big, over]})
    codes = {each["code"].rpartition(".")[2] for each in report(company, api, made, "review")["proposals"]}
    assert codes == {"large", "never", "rule_never_hit", "overlap"}


def test_a_proposal_names_things_in_each_language(company: Company, api: Program) -> None:
    bought(api, customer(api, "甲"), ago(3), "900")
    followed(company)
    made = scheme(api)
    published(company, api, made, rules(500) | {"rules": [{"class": "big", "where": BIG | {"value": 5000}}]})
    told = {each["code"].rpartition(".")[2]: each["data"] for each in report(company, api, made, "review")["proposals"]}
    assert told["never"]["name"] == {"zh-CN": "大客户", "en": "Big"}
    assert told["large"]["name"] == {"zh-CN": "小客户", "en": "小客户"}
    words = told["rule_never_hit"]["words"]
    assert words["zh-CN"] == "累计消费不小于 5000"
    assert words["en"] == "Total spent ≥ 5000"


def test_a_cut_of_moments_drifts_by_how_long_ago_they_were(company: Company, api: Program) -> None:
    """Seconds since 1970 hardly differ: by these no cut of the last purchase would ever have drifted."""
    some = [customer(api, f"客{n}") for n in range(10)]
    for n, one in enumerate(some):
        bought(api, one, ago(100 - 10 * n), "100")
    followed(company)
    made = scheme(api, "own_rfm", kind="rfm")
    measures = {"recency": "last_order", "frequency": "orders", "monetary": "spent"}
    published(company, api, made, {"classes": ABC, **measures, "groups": [{"class": "A", "r": [1, 5]}]})

    def drifted() -> list[Any]:
        proposals = report(company, api, made, "review")["proposals"]
        return [each["data"] for each in proposals if each["code"].endswith("drift_days")]

    assert drifted() == []
    for one in some[:5]:
        bought(api, one, ago(5), "100")
    followed(company)
    told = drifted()
    assert {each["digit"] for each in told} == {"R"}
    assert told[0]["was"] > 60
    assert all(each["was"] > each["now"] for each in told)


def test_a_run_is_reported_by_mail(company: Company, api: Program, box: Box) -> None:
    bought(api, customer(api, "甲"), ago(3), "900")
    followed(company)
    one = default(api, "health")
    assert api.post(f"/schemes/{one}/mail", {"wanted": True}).ok() == {"wanted": True}
    swept(company)
    jobs.by_the_clock(timestamp=0)
    with db.transaction(company.tenant) as tx:
        waiting = mailing.waiting(tx)
    assert [(each[0], each[1]) for each in waiting] == [(one, company.owner)]
    for scheme_id, person_id, report_id in waiting:
        jobs.mail_report(tenant_id=company.tenant, scheme_id=scheme_id, person_id=person_id, report_id=report_id)
    ((_, mail),) = box.messages
    assert "健康度" in mail["Subject"]
    assert "一般：1" in mail.get_content()
    assert "甲" not in mail.get_content()
    with db.transaction(company.tenant) as tx:
        assert mailing.waiting(tx) == []
    reports = api.get(f"/schemes/{one}/reports", about="run").ok()
    assert reports["mailed"] is True
    assert api.get(f"/schemes/{one}/reports/{reports['rows'][0]['id']}").ok()["kind"] == "run"
    api.get(f"/schemes/{one}/reports/999999999").refused(404, "scheme.no_report")
    api.post(f"/schemes/{one}/mail", {"wanted": False}).ok()


def test_numbers_of_all_are_not_for_whoever_sees_some(company: Company, api: Program) -> None:
    one = default(api, "health")
    sales = company.program(company.colleague())
    assert sales.get(f"/schemes/{one}/reports", about="run").status in (403, 404)
    assert sales.get(f"/schemes/{one}/through").status in (403, 404)
    assert sales.post(f"/schemes/{one}/reports", {"kind": "review"}).status in (403, 404)
    assert sales.post(f"/schemes/{one}/versions/1/try").status in (403, 404)
    times = {"first": f"{ago(9)}T00:00:00Z", "last": f"{ago(1)}T00:00:00Z"}
    assert sales.get(f"/schemes/{one}/moves", **times).status in (403, 404)


def test_a_version_is_published_when_its_moment_comes(company: Company, api: Program) -> None:
    bought(api, customer(api, "甲"), ago(3), "900")
    followed(company)
    one = scheme(api)
    api.post(f"/schemes/{one}/draft", {"definition": rules(500)}).ok()
    api.post(f"/schemes/{one}/versions/1/publish", at=f"{ago(1)}T00:00:00+08:00").refused(422, None)
    told = api.post(f"/schemes/{one}/versions/1/publish", at=f"{ago(-2)}T00:00:00+08:00").ok(202)
    assert told["job"] is None
    jobs.by_the_clock(timestamp=0)
    run_jobs(company, api)
    (version,) = api.get(f"/schemes/{one}/versions").ok()["rows"]
    assert version["state"] == "planned"
    days_go_by(company, 3)
    jobs.by_the_clock(timestamp=0)
    run_jobs(company, api)
    assert classes(api) == {"甲": "big"}
    api.post(f"/schemes/{one}/versions/1/unplan").refused(409, "scheme.not_planned")
    api.post(f"/schemes/{one}/draft", {"definition": rules(800)}).ok()
    api.post(f"/schemes/{one}/versions/2/publish", at=f"{ago(-2)}T00:00:00+08:00").ok(202)
    api.post(f"/schemes/{one}/versions/2/unplan").ok()
    days_go_by(company, 3)
    jobs.by_the_clock(timestamp=0)
    states = {each["number"]: each["state"] for each in api.get(f"/schemes/{one}/versions").ok()["rows"]}
    assert states == {1: "published", 2: "draft"}
