"""What the rules mean is told before, done in batches at night, and noted."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program, found
from zhike.engines.privacy import retention


@pytest.fixture
def company(database: None) -> Company:
    return found()


def rule(api: Program, **values: object) -> int:
    row = {
        "name": "三年不联系",
        "object": "customer",
        "active": True,
        "where": {"field": "name", "op": "starts", "value": "旧"},
    }
    return int(api.post("/retention_rules", row | values).ok(201)["id"])


def customers(api: Program) -> list[int]:
    return [api.post("/customers", {"name": f"{word}{number}", "remark": "秘密"}).ok(201)["id"]
            for number in range(3) for word in ("旧", "新")]  # fmt: skip


@pytest.mark.parametrize("size", [2, 500])
def test_records_go_to_the_bin_in_batches(company: Company, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(retention, "BATCH", size)
    api = company.program()
    ids = customers(api)
    made = rule(api)
    told = api.get(f"/retention_rules/{made}/preview").ok()
    assert told["count"] == 3
    assert [one["title"] for one in told["rows"]] == ["旧0", "旧1", "旧2"]
    assert retention.run(company.tenant) == {made: 3}
    assert [one["id"] for one in api.get("/customers", sort="id").ok()["rows"]] == ids[1::2]
    assert retention.run(company.tenant) == {made: 0}
    entry = api.get("/audit", kinds="retention.ran").ok()["rows"][1]
    assert entry["data"] == {"rule": made, "object": "customer", "action": "delete", "records": 3, "error": None}
    change = next(one for one in api.get("/changes").ok()["rows"] if one["verb"] == "delete")
    assert (change["via"], change["reason"]) == ("retention", f"retention {made}")


def test_people_are_erased_once(company: Company) -> None:
    api = company.program()
    ids = customers(api)
    made = rule(api, action="erase", where={"field": "name", "op": "ends", "value": "1"})
    assert retention.run(company.tenant) == {made: 2}
    row = api.get(f"/customers/{ids[2]}").ok()
    assert (row["name"], row["remark"]) == (f"已删除的客户 #{ids[2]}", None)
    assert retention.run(company.tenant) == {made: 0}


def test_only_what_is_active_runs(company: Company) -> None:
    api = company.program()
    customers(api)
    rule(api, active=False)
    assert retention.run(company.tenant) == {}


@pytest.mark.parametrize(
    ("values", "field", "code"),
    [
        ({"object": "task", "action": "erase", "where": {"field": "title", "op": "empty"}}, "object", "no_person"),
        ({"object": "role"}, "object", "no_object"),
        ({"object": "nothing"}, "object", "no_object"),
        ({"where": {"all": []}}, "where", "everything"),
    ],
)
def test_a_rule_must_make_sense(company: Company, values: dict[str, object], field: str, code: str) -> None:
    row = {"name": "规则", "object": "customer", "where": {"field": "name", "op": "is", "value": "旧"}}
    fields = company.program().post("/retention_rules", row | values).refused(422)["fields"]
    assert fields[field]["code"] == f"retention_rule.{code}"


def test_a_condition_is_checked_and_one_that_breaks_later_is_told(company: Company) -> None:
    api = company.program()
    row = {"name": "规则", "object": "customer", "where": {"field": "nick", "op": "is", "value": "旧"}, "active": True}
    fields = api.post("/retention_rules", row).refused(422)["fields"]
    assert fields["where"]["code"] == "condition.unknown_field"
    nick = {"label_zh": "昵称", "object": "customer", "code": "nick", "kind": "text"}
    custom = api.post("/custom_fields", nick).ok(201)["id"]
    made = api.post("/retention_rules", row).ok(201)["id"]
    api.patch(f"/custom_fields/{custom}", {"version": 1, "retired": True}).ok()
    assert retention.run(company.tenant) == {made: 0}
    entry = api.get("/audit", kinds="retention.ran").ok()["rows"][0]
    assert entry["data"]["error"] == "condition.unknown_field"


def test_administrators_alone_have_rules(company: Company) -> None:
    api = company.program()
    made = rule(api)
    steward = company.program(company.colleague("steward"))
    steward.get(f"/retention_rules/{made}/preview").refused(403)
    steward.post("/retention_rules", {"name": "规则"}).refused(403)
