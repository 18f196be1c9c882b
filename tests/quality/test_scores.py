"""Each record's score says what it lacks; the company's numbers open the records behind them."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program, found
from tests.quality.conftest import counts, look, numbers, score
from zhike.engines.quality import follow, run
from zhike.kernel import db, jobs

WHOLE = {"name": "恒远机械", "kind": "person", "phone": "13911112222", "email": "a@zhike.cn", "region": "440305"}


def customer(api: Program, **values: object) -> int:
    return int(api.post("/customers", {**WHOLE, **values}).ok(201)["id"])


def bare(company: Company) -> Program:
    """A company with no rules but those of the test: the usual ones are made only where there never was one."""
    api = company.program()
    api.post("/quality_rules", {"name": "地区", "name_en": "No region", "object": "customer", "weight": 3,
                                "where": {"field": "region", "op": "empty"}}).ok(201)  # fmt: skip
    api.post("/quality_rules", {"name": "有名", "object": "customer", "meets": "fine", "dimension": "valid",
                                "where": {"field": "name", "op": "starts", "value": "恒"}}).ok(201)  # fmt: skip
    return api


def test_a_record_loses_what_the_rules_that_it_breaks_weigh(company: Company) -> None:
    api = bare(company)
    good, poor, worst = customer(api), customer(api, region=None), customer(api, region=None, name="德润")
    assert score(api, good) == {"score": None, "at": None, "looked_at": None, "parts": [], "others": 0}
    assert look(company, api)["counts"] == {"scored": 3}
    assert [score(api, one)["score"] for one in (good, poor, worst)] == [100, 25, 0]
    (part,) = score(api, poor)["parts"]
    assert (part["label"], part["dimension"], part["definition"]) == ("地区", "complete", "省市区为空")
    assert [one["label"] for one in score(company.program(language="en"), worst)["parts"]] == ["No region", "有名"]
    told = numbers(api)
    assert (told["records"], round(told["score"], 1)) == (3, 41.7)
    assert {one["dimension"]: round(one["score"]) for one in told["dimensions"]} == {"complete": 33, "valid": 67}
    assert [(one["label"], one["count"], round(one["gain"])) for one in told["rules"]] == [
        ("地区", 2, 50),
        ("有名", 1, 8),
    ]
    assert [(one["records"], round(one["score"], 1)) for one in told["trend"]] == [(3, 41.7)]


def test_each_number_opens_the_records_behind_it(company: Company) -> None:
    api = company.program()
    customer(api)
    customer(api, email="b@zhike.cn", name="同号")
    customer(api, phone="13800138000", email="x@qq.con", region=None, name="测试客户")
    customer(api, kind="organization", phone=None, email=None, name="云帆")
    look(company, api)
    assert counts(api) == {
        "缺少电话": 1, "缺少邮箱": 1, "缺少省市区": 1, "没有联系人": 1, "电话像是编造的": 1, "邮箱无法送达": 1,
        "客户名称是占位内容": 1, "电话与另一条记录相同": 2,
    }  # fmt: skip
    for rule in numbers(api)["rules"]:
        listed = api.get("/customers", where=rule["where"]).ok()
        assert len(listed["rows"]) == rule["count"], rule
        assert api.post("/customers/words", {"where": rule["where"]}).ok()["words"] == rule["definition"]


def test_scores_follow_what_is_written(company: Company) -> None:
    api = bare(company)
    one, gone = customer(api, region=None), customer(api)
    follow.follow(company.tenant)
    assert score(api, one)["score"] is None  # nobody has looked yet
    look(company, api)
    api.patch(f"/customers/{one}", {"version": 1, "region": "110105"}).ok()
    api.delete(f"/customers/{gone}").ok()
    new = customer(api, name="新来")
    assert score(api, one)["score"] == 25
    follow.follow(company.tenant)
    assert [score(api, each)["score"] for each in (one, new)] == [100, 75]
    look(company, api)
    assert numbers(api)["records"] == 2


def test_what_hangs_on_a_record_counts_for_it(company: Company) -> None:
    api = company.program()
    late = {"not": {"related": "interactions", "op": ">=", "value": 1, "within": "180d"}}
    api.post("/quality_rules", {"name": "未跟进", "object": "customer", "dimension": "fresh", "where": late}).ok(201)
    one = customer(api)
    look(company, api)
    assert score(api, one)["score"] == 0
    api.post("/interactions", {"customer": one, "content": "谈了", "at": "2026-11-01 10:00"}).ok(201)
    follow.follow(company.tenant)
    assert score(api, one)["score"] == 100


def test_the_same_value_in_another_record_is_found_sealed_or_not(company: Company) -> None:
    api = company.program()
    for field in ("phone", "industry", "email"):
        rule = {"name": field, "object": "customer", "dimension": "unique", "where": {"in": f"repeated:{field}"}}
        api.post("/quality_rules", rule).ok(201)
    first = customer(api, phone="13911112222", email="Li@zhike.cn", industry="软件")
    second = customer(api, phone="+86 139 1111 2222", email="li@zhike.cn", industry="教育")
    # The same last digits, the same domain: not the same value.
    customer(api, phone="13711112222", email="wang@zhike.cn", industry="软件")
    look(company, api)
    assert counts(api) == {"phone": 2, "email": 2, "industry": 2}
    rule = next(one for one in numbers(api)["rules"] if one["label"] == "phone")
    assert [one["id"] for one in api.get("/customers", where=rule["where"], sort="id").ok()["rows"]] == [first, second]
    changed = api.get(f"/customers/{second}").ok()["version"]
    api.patch(f"/customers/{second}", {"version": changed, "phone": "13911113333"}).ok()
    look(company, api)
    assert "phone" not in counts(api)


def test_a_run_that_was_broken_off_goes_on(company: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 2)
    api = bare(company)
    ids = [customer(api, name=f"恒{n}", region=None) for n in range(5)]
    job = api.post("/quality/run").ok(202)["job"]
    plain, left = jobs.Handle.advance, [3]

    def advance(*given: object) -> None:
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        plain(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as once:
        once.setattr(jobs.Handle, "advance", advance)
        with pytest.raises(KeyboardInterrupt):
            jobs.perform(tenant_id=company.tenant, job_id=job)
    api.post("/quality/run").refused(409, "quality.running")
    jobs.perform(tenant_id=company.tenant, job_id=job)
    assert api.get(f"/jobs/{job}").ok()["counts"] == {"scored": 5}
    assert [score(api, one)["score"] for one in ids] == [25] * 5


def test_nobody_learns_of_fields_that_are_hidden_from_them(company: Company) -> None:
    api = bare(company)
    one = customer(api, region=None, name="德润", owner=company.owner)
    look(company, api)
    blind = {"customer": {"actions": {"read": True, "bulk": True}, "scope": "all", "fields": {"region": "hidden"}}}
    api.post("/roles", {"name": "看不到地区", "code": "blind", "grants": blind}).ok(201)
    their = company.program(company.colleague("blind"))
    told = score(their, one)
    assert ([part["label"] for part in told["parts"]], told["others"]) == (["有名"], 1)
    assert [rule["label"] for rule in numbers(their)["rules"]] == ["有名"]
    sales = company.program(company.colleague("sales"))
    sales.get("/quality").refused(403, "quality.not_for_you")
    sales.post("/quality/run").refused(403)
    sales.get(f"/customers/{one}/quality").refused(404)
    steward = company.program(company.colleague("steward"))
    assert numbers(steward)["records"] == 1
    steward.post("/quality_rules", {"name": "规则"}).refused(403)


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"object": "role"}, "object", "quality_rule.no_object"),
        ({"weight": 0}, "weight", "quality_rule.weight"),
        ({"where": {"all": []}}, "where", "quality_rule.everything"),
        ({"where": {"field": "nothing", "op": "empty"}}, "where", "condition.unknown_field"),
        ({"where": {"in": "repeated:tags"}}, "where", "condition.unknown_set"),
        ({"where": {"in": "nothing"}}, "where", "condition.unknown_set"),
    ],
)
def test_a_rule_must_make_sense(company: Company, values: dict[str, object], field: str, code: str) -> None:
    row = {"name": "规则", "object": "customer", "where": {"field": "region", "op": "empty"}, **values}
    fields = company.program().post("/quality_rules", row).refused(422)["fields"]
    assert fields[field]["code"] == code


def test_a_rule_whose_field_is_gone_does_not_count(company: Company) -> None:
    api = bare(company)
    nick = {"label_zh": "昵称", "object": "customer", "code": "nick", "kind": "text"}
    custom = api.post("/custom_fields", nick).ok(201)["id"]
    where = {"field": "nick", "op": "empty"}
    api.post("/quality_rules", {"name": "昵称", "object": "customer", "weight": 4, "where": where}).ok(201)
    one = customer(api)
    look(company, api)
    assert score(api, one)["score"] == 50
    api.patch(f"/custom_fields/{custom}", {"version": 1, "retired": True}).ok()
    look(company, api)
    assert score(api, one)["score"] == 100


def test_no_company_sees_the_sets_of_another(company: Company) -> None:
    api = company.program()
    customer(api)
    customer(api)
    look(company, api)
    where = next(one["where"] for one in numbers(api)["rules"] if "in" in one["where"])
    assert len(api.get("/customers", where=where).ok()["rows"]) == 2
    api.get("/customers", where={"in": "repeated:industry"}).refused(400, "condition.unknown_set")  # kept for no rule
    found().program().get("/customers", where=where).refused(400, "condition.unknown_set")


def test_the_first_run_of_a_week_keeps_a_report_beside_the_week_before(company: Company) -> None:
    api = bare(company)
    one = customer(api, region=None)
    look(company, api)
    (told,) = api.get("/quality").ok()["report"]["objects"]
    assert (told["score"], told["before"], told["rules"]) == (25, None, [{"label": "地区", "count": 1, "before": None}])
    with db.transaction(company.tenant) as tx:  # a week goes by
        for table, column in (("quality_day", "day"), ("quality_report", "week")):
            tx.execute(f"UPDATE {table} SET {column} = {column} - 7 WHERE tenant_id = {company.tenant}")
    api.patch(f"/customers/{one}", {"version": 1, "name": "德润"}).ok()
    look(company, api)
    look(company, api)
    (told,) = api.get("/quality").ok()["report"]["objects"]
    assert (told["score"], told["before"]) == (0, 25)
    found = {each["label"]: (each["count"], each["before"]) for each in told["rules"]}
    assert found == {"地区": (1, 1), "有名": (1, 0)}
    assert [each["score"] for each in numbers(api)["trend"]] == [25, 0]


@pytest.mark.parametrize(("op", "said"), [("<", "早于"), (">=", "不早于"), (">", "晚于"), ("<=", "不晚于")])
def test_days_are_earlier_or_later(company: Company, op: str, said: str) -> None:
    where = {"field": "created_at", "op": op, "value": "-180d"}
    assert company.program().post("/customers/words", {"where": where}).ok()["words"] == f"创建时间{said} 180 天前"
    assert company.program().get("/meta").ok()["ops"][f"date.{op}"] == said
