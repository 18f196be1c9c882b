"""Segments: who is in them, who came and went, what they share, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.classification.conftest import bought, customer, followed, made, run_jobs, swept
from tests.classification.test_measures import ago, ids
from tests.connect.company import Company, Program
from tests.intake import books
from zhike.kernel import db

RICH = {"field": "m_spent", "op": ">=", "value": 500}


def segment(company: Company, api: Program, name: str, where: Any = None, **more: Any) -> int:
    """One whose members have been found."""
    one = made(api, "segments", name=name, object="customer", where=where, **more)
    run_jobs(company, api)
    return one


def inside(api: Program, one: int) -> set[int]:
    return set(ids(api, {"in": f"segment:{one}"}))


def passages(api: Program, one: int, **more: Any) -> list[tuple[int, bool]]:
    return [(row["record"]["id"], row["entered"]) for row in api.get(f"/segments/{one}/passages", **more).ok()["rows"]]


def test_members_follow_what_is_written(company: Company, api: Program) -> None:
    one, other = customer(api, "甲"), customer(api, "乙")
    bought(api, one, ago(9), "600")
    followed(company)
    rich = segment(company, api, "大客户", RICH)
    assert inside(api, rich) == {one}
    assert passages(api, rich) == []
    order = bought(api, other, ago(1), "500.00")
    followed(company)
    assert inside(api, rich) == {one, other}
    api.delete(f"/orders/{order}").ok()
    followed(company)
    assert inside(api, rich) == {one}
    assert passages(api, rich) == [(other, False), (other, True)]
    assert passages(api, rich, entered=1) == [(other, True)]
    (row,) = api.get(f"/segments/{rich}/passages", entered=1).ok()["rows"]
    assert row["values"] == [{"field": "m_spent", "label": "累计消费", "value": "500.00"}]
    api.delete(f"/customers/{one}").ok()
    followed(company)
    assert inside(api, rich) == set()


def test_a_changed_condition_finds_its_members_anew(company: Company, api: Program) -> None:
    one, other = customer(api, "甲", industry="茶"), customer(api, "乙", industry="酒")
    tea = segment(company, api, "茶", {"field": "industry", "value": "茶"})
    assert inside(api, tea) == {one}
    api.patch(f"/segments/{tea}", {"version": 1, "where": {"field": "industry", "value": "酒"}}).ok()
    run_jobs(company, api)
    assert inside(api, tea) == {other}
    assert passages(api, tea) == [(one, False), (other, True)]


def test_segments_of_segments(company: Company, api: Program) -> None:
    one, other, third = (customer(api, name) for name in "甲乙丙")
    for each in (one, other):
        bought(api, each, ago(400 if each == one else 3), "600")
    followed(company)
    rich = segment(company, api, "大客户", RICH)
    recent = segment(company, api, "近期", {"field": "m_since_order", "op": "<", "value": 90})
    both = segment(company, api, "近期大客户", {"all": [{"in": f"segment:{rich}"}, {"in": f"segment:{recent}"}]})
    rest = segment(company, api, "其余", {"not": {"in": f"segment:{both}"}})
    assert [inside(api, each) for each in (rich, recent, both, rest)] == [{one, other}, {other}, {other}, {one, third}]
    bought(api, one, ago(2), "1")
    followed(company)
    assert [inside(api, each) for each in (both, rest)] == [{one, other}, {third}]
    circle = api.patch(f"/segments/{rich}", {"version": 1, "where": {"not": {"in": f"segment:{rest}"}}}).refused(422)
    assert circle["fields"]["where"]["code"] == "segment.circle"
    itself = api.patch(f"/segments/{rich}", {"version": 1, "where": {"in": f"segment:{rich}"}}).refused(422)
    assert itself["fields"]["where"]["code"] == "segment.circle"
    assert api.delete(f"/segments/{both}").refused(422)["fields"][""]["code"] == "segment.used"
    api.delete(f"/segments/{rest}").ok()
    api.delete(f"/segments/{both}").ok()


def test_overlap_and_snapshot(company: Company, api: Program) -> None:
    tea = [customer(api, f"茶{n}", industry="茶", region="440300") for n in range(3)]
    wine = [customer(api, f"酒{n}", industry="酒", region="440300") for n in range(2)]
    south = segment(company, api, "深圳", {"field": "region", "op": "in", "value": "440300"})
    drink = segment(company, api, "茶", {"field": "industry", "value": "茶"})
    told = api.post("/segment_overlap", {"segments": [south, drink]}).ok()
    assert [one["count"] for one in told["segments"]] == [5, 3]
    assert {tuple(one["segments"]): one["count"] for one in told["parts"]} == {
        (south,): 2, (drink,): 0, (south, drink): 3,
    }  # fmt: skip
    api.post("/segment_overlap", {"segments": [south]}).refused(400, "segment.overlap_of")
    kept = api.post(f"/segments/{drink}/snapshot", {"name": "茶（快照）"}).ok(201)
    assert kept["members"] == 3
    api.patch(f"/customers/{tea[0]}", {"version": 1, "industry": "酒"}).ok()
    followed(company)
    assert inside(api, drink) == set(tea[1:])
    assert inside(api, kept["id"]) == set(tea)
    assert len(wine) == 2


def test_static_members_by_hand(company: Company, api: Program) -> None:
    one, other = customer(api, "甲", code="A-1"), customer(api, "乙", code="A-2")
    hand = segment(company, api, "名单")
    told = api.post(f"/segments/{hand}/members", {"add": [one, 999999], "codes": ["A-2", "A-9"]}).ok()
    assert told == {"added": 2, "removed": 0, "unknown": 1, "unknown_codes": ["A-9"]}
    assert inside(api, hand) == {one, other}
    assert api.post(f"/segments/{hand}/members", {"remove": [one], "add": [other]}).ok()["removed"] == 1
    assert passages(api, hand, entered=0) == [(one, False)]
    dynamic = segment(company, api, "动态", {"field": "name", "value": "甲"})
    api.post(f"/segments/{dynamic}/members", {"add": [one]}).refused(409, "segment.dynamic")
    api.post(f"/segments/{hand}/members", {"add": ["甲"]}).refused(400, "request.wrong_member")


def test_how_many_and_who_for_instance(company: Company, api: Program) -> None:
    some = [customer(api, f"客户{n}", industry="茶" if n % 3 else "酒") for n in range(7)]
    for n, one in enumerate(some):
        for _ in range(n % 3):
            bought(api, one, ago(100 * n + 1), "60")
    followed(company)
    told = api.post("/customers/audience", {"where": {"field": "industry", "value": "茶"}}).ok()
    assert (told["count"], told["of"], len(told["sample"])) == (4, 7, 4)
    assert told["words"] == "行业是茶"
    lately = {"related": "orders", "measure": "sum:net", "within": "400d", "op": ">=", "value": 100}
    assert api.post("/customers/audience", {"where": lately}).ok()["count"] == 1
    few = {"related": "orders", "op": "<", "value": 2}
    assert api.post("/customers/audience", {"where": {"any": [lately, few]}}).ok()["count"] == 6
    refused = api.post("/customers/audience", {"where": {"field": "nothing"}}).refused(400, "condition.unknown_field")
    assert "nothing" in refused["message"]


def test_why_somebody_is_in_it(company: Company, api: Program) -> None:
    one = customer(api, "甲", industry="茶")
    bought(api, one, ago(9), "499.99")
    followed(company)
    where = {
        "all": [{"field": "industry", "value": "茶"}, {"any": [RICH, {"not": {"field": "region", "op": "empty"}}]}]
    }
    told = api.post(f"/customers/{one}/explain", {"where": where}).ok()
    assert (told["how"], told["met"]) == ("all", False)
    first, second = told["parts"]
    assert (first["met"], first["value"]) == (True, "茶")
    assert [(part["met"], part.get("value")) for part in second["parts"]] == [(False, "499.99"), (False, None)]
    assert second["parts"][1]["parts"][0]["met"] is True
    api.post("/customers/999999/explain", {"where": where}).refused(404)


def test_who_may_not_ask_a_field_does_not_learn_of_it_by_a_segment(company: Company, api: Program) -> None:
    one = customer(api, "甲", industry="茶")
    tea = segment(company, api, "茶", {"field": "industry", "value": "茶"})
    grants = {
        "customer": {"actions": {"read": True}, "scope": "all", "fields": {"industry": "hidden"}},
        "segment": {"actions": {"read": True, "create": True}, "scope": "all"},
    }
    api.post("/roles", {"name": "看不到行业", "code": "blind", "grants": grants}).ok(201)
    blind = company.program(company.colleague("blind"))
    blind.get("/customers", where={"in": f"segment:{tea}"}).refused(400, "condition.unknown_set")
    blind.get(f"/segments/{tea}/passages").refused(400, "condition.unknown_set")
    row = {"name": "x", "object": "customer", "where": {"field": "industry", "value": "茶"}}
    assert blind.post("/segments", row).refused(422)["fields"]["where"]["code"] == "condition.unknown_field"
    assert inside(api, tea) == {one}


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"object": "role"}, "object", "segment.no_object"),
        ({"where": {"field": "nothing"}}, "where", "condition.unknown_field"),
        ({"where": {"in": "segment:999999"}}, "where", "condition.unknown_set"),
        ({"where": {"in": "segment:甲"}}, "where", "condition.unknown_set"),
    ],
)
def test_what_makes_no_sense_is_refused(
    company: Company, api: Program, values: dict[str, Any], field: str, code: str
) -> None:
    good = {"name": "分群", "object": "customer", "where": {"field": "name", "value": "甲"}}
    assert api.post("/segments", good | values).refused(422)["fields"][field]["code"] == code


def test_a_night_finds_what_time_has_changed(company: Company, api: Program) -> None:
    one = customer(api, "甲")
    late = segment(company, api, "很久", {"not": {"field": "created_at", "op": "within", "value": "30d"}})
    assert inside(api, late) == set()
    with db.transaction(company.tenant) as tx:
        tx.execute(
            "UPDATE customers_customer SET created_at = now() - interval '40 days'"
            f" WHERE tenant_id = {tx.tenant_id} AND id = %s",
            (one,),
        )
    swept(company)
    assert inside(api, late) == {one}
    assert passages(api, late) == [(one, True)]


def test_members_come_from_a_workbook(company: Company, api: Program, tmp_path: Path) -> None:
    """Codes in a column with a heading, or in the first one; what nobody has is told."""
    made_ = [customer(api, name, code=code) for name, code in (("甲", "K1"), ("乙", "K2"), ("丙", "K3"))]
    one = made(api, "segments", name="展会名单", object="customer")
    head = [["公司", "客户编号"], ["甲", "K1"], ["乙", "K2"], ["乙", "K2"], ["丁", "K9"]]
    upload = books.sent(api, books.book(tmp_path / "a.xlsx", 名单=head, 别的=[["K3"], ["K1"]]))
    told = api.post(f"/imports/{upload}/codes", {"object": "customer"}).ok()
    assert told == {"column": "客户编号", "codes": ["K1", "K2", "K9"], "cut": False}
    added = api.post(f"/segments/{one}/members", {"codes": told["codes"]}).ok()
    assert (added["added"], added["unknown_codes"]) == (2, ["K9"])
    plain = api.post(f"/imports/{upload}/codes", {"object": "customer", "sheet": "别的"}).ok()
    assert plain["codes"] == ["K3", "K1"]
    assert inside(api, one) == set(made_[:2])
    (tmp_path / "b.csv").write_bytes("客户编号\nK1\n".encode() + b"K\xff2\n")
    broken = books.sent(api, tmp_path / "b.csv")
    assert "K1" in api.post(f"/imports/{broken}/codes", {"object": "customer"}).ok()["codes"]
    api.post(f"/imports/{upload}/codes", {"object": "没有"}).refused(404)
    api.post("/imports/u_nothing/codes", {"object": "customer"}).refused(404)
