"""What is written of somebody becomes suggestions: sealed, with their source, for who may change the record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from zhike.engines.capture import learn
from zhike.kernel import db


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def made(api: Program, plural: str, **values: Any) -> int:
    return int(api.post(f"/{plural}", values).ok(201)["id"])


def told(api: Program, company: Company, path: str) -> dict[str, Any]:
    """The suggestions that wait, by field."""
    learn.run(company.tenant)
    return {one["field"]: one for one in api.get(f"{path}/suggestions").ok()["rows"]}


def test_a_note_tells_a_contacts_new_phone(api: Program, company: Company) -> None:
    customer = made(api, "customers", name="深圳市海天测绘有限公司")
    contact = made(api, "contacts", name="张敏", customer=customer, phone="13800138000")
    made(api, "contacts", name="李强", customer=customer)
    content = "今天拜访，张敏说换了手机，新号码 139 1234 5678，邮箱 zm@haitian.example"
    note = made(api, "interactions", customer=customer, content=content, at="2026-05-03T02:00:00Z")
    path = f"/contacts/{contact}"
    waiting = told(api, company, path)
    assert set(waiting) == {"phone", "email"}
    phone = waiting["phone"]
    assert (phone["value"], phone["before"], phone["raw"]) == ("+8613912345678", "+8613800138000", "139 1234 5678")
    assert phone["source"]["object"] == "interaction"
    assert phone["source"]["id"] == note
    assert phone["source"]["at"].startswith("2026-05-03")
    assert told(api, company, f"/customers/{customer}") == {}
    assert {one["record"]["title"] for one in api.get("/suggestions").ok()["rows"]} == {"张敏"}

    done = api.post(f"{path}/suggestions/{phone['id']}/accept").ok()
    assert api.get(path).ok()["phone"] == "+8613912345678"
    entry = api.get(f"{path}/history").ok()["rows"][0]
    assert entry["change_set"] == done["change_set"]
    sets = api.get("/changes").ok()["rows"]
    assert str(note) in next(one for one in sets if one["id"] == done["change_set"])["reason"]
    api.post(f"{path}/suggestions/{phone['id']}/accept").refused(409, "suggestion.decided")
    api.post(f"/changes/{done['change_set']}/undo").ok()
    assert api.get(path).ok()["phone"] == "+8613800138000"


def test_a_refused_suggestion_never_comes_again(api: Program, company: Company) -> None:
    person = made(api, "customers", name="王芳", kind="person")
    path = f"/customers/{person}"
    note = made(api, "interactions", customer=person, content="微信 wangfang_88")
    waiting = told(api, company, path)["wechat"]
    api.post(f"{path}/suggestions/{waiting['id']}/ignore").ok()
    made(api, "interactions", customer=person, content="再说一遍，微信：wangfang_88")
    row = api.get(f"/interactions/{note}").ok()
    api.patch(f"/interactions/{note}", {"version": row["version"], "content": "微信号 wangfang_88"}).ok()
    assert told(api, company, path) == {}


def test_only_news_is_suggested(api: Program, company: Company) -> None:
    person = made(
        api, "customers", name="王芳", kind="person", phone="13800138000", other_phone="13900139000", wechat="wf"
    )
    for content in ("电话 13800138000", "打给 13711112222 没人接", "微信 somebody_else", "今天天气不错"):
        made(api, "interactions", customer=person, content=content)
    assert told(api, company, f"/customers/{person}") == {}


def test_of_several_named_people_nobody_gets_a_suggestion(api: Program, company: Company) -> None:
    customer = made(api, "customers", name="深圳市海天测绘有限公司")
    contacts = [made(api, "contacts", name=name, customer=customer) for name in ("张敏", "李强")]
    made(api, "interactions", customer=customer, content="张敏和李强都在，电话 13912345678")
    assert told(api, company, f"/customers/{customer}") == {}
    assert all(told(api, company, f"/contacts/{one}") == {} for one in contacts)
    made(api, "interactions", customer=customer, contact=contacts[1], content="张敏和李强都在，电话 13912345678")
    assert set(told(api, company, f"/contacts/{contacts[1]}")) == {"phone"}


@pytest.mark.parametrize(
    ("trust", "blank", "other"),
    [("ask", None, "+8613800138000"), ("blank", "a@b.example", "+8613800138000"), ("replace", None, "+8613912345678")],
)
def test_a_rule_says_how_far_suggestions_are_trusted(
    api: Program, company: Company, trust: str, blank: str | None, other: str
) -> None:
    for field in ("phone", "email") if trust == "blank" else ("phone",):
        made(api, "suggestion_rules", name="规则", object="customer", field=field, trust=trust)
    person = made(api, "customers", name="王芳", kind="person", phone="13800138000")
    made(api, "interactions", customer=person, content="新手机 13912345678，邮箱 a@b.example")
    waiting = told(api, company, f"/customers/{person}")
    row = api.get(f"/customers/{person}").ok()
    assert (row["phone"], row["email"]) == (other, blank)
    assert set(waiting) == {"phone", "email"} - ({"phone"} if trust == "replace" else {"email"} if blank else set())
    if trust == "replace":
        newest = api.get(f"/customers/{person}/history").ok()["rows"][0]
        assert newest["via"] == "suggestion"
        api.post(f"/changes/{newest['change_set']}/undo").ok()
        assert api.get(f"/customers/{person}").ok()["phone"] == "+8613800138000"


def test_a_rule_is_for_a_field_of_somebody(api: Program) -> None:
    for field, values in (
        ("object", {"object": "task", "field": "title"}),
        ("object", {"object": "nothing", "field": "phone"}),
        ("field", {"object": "customer", "field": "remark"}),
        ("field", {"object": "customer", "field": "nothing"}),
    ):
        error = api.post("/suggestion_rules", {"name": "规则", "trust": "blank", **values}).refused(422)
        assert set(error["fields"]) == {field}
        assert error["fields"][field]["message"] != error["fields"][field]["code"]


def test_of_several_rules_the_most_careful_holds(api: Program, company: Company) -> None:
    for trust in ("replace", "ask"):
        made(api, "suggestion_rules", name=trust, object="customer", field="wechat", trust=trust)
    person = made(api, "customers", name="王芳", kind="person")
    made(api, "interactions", customer=person, content="微信 wangfang_88")
    assert set(told(api, company, f"/customers/{person}")) == {"wechat"}
    assert api.get(f"/customers/{person}").ok()["wechat"] is None


def test_who_may_only_look_sees_and_decides_nothing(api: Program, company: Company) -> None:
    person = made(api, "customers", name="王芳", kind="person")
    made(api, "interactions", customer=person, content="微信 wangfang_88")
    waiting = told(api, company, f"/customers/{person}")["wechat"]
    grants = {"customer": {"actions": {"read": True}, "scope": "all"}}
    api.post("/roles", {"name": "只看", "code": "looks", "grants": grants}).ok(201)
    reader = company.program(company.colleague("looks"))
    assert reader.get(f"/customers/{person}/suggestions").ok()["rows"] == []
    assert reader.get("/suggestions").ok()["rows"] == []
    for verb in ("accept", "ignore"):
        reader.post(f"/customers/{person}/suggestions/{waiting['id']}/{verb}").refused(403)
    hidden = {"customer": {"actions": {"read": True, "update": True}, "scope": "all", "fields": {"wechat": "masked"}}}
    api.post("/roles", {"name": "脱敏", "code": "masks", "grants": hidden}).ok(201)
    masked = company.program(company.colleague("masks"))
    for one in masked.get(f"/customers/{person}/suggestions").ok()["rows"]:
        assert "wangfang_88" not in str(one)
        assert one["source"] is None


def test_suggestions_are_sealed_and_go_with_the_person(api: Program, company: Company) -> None:
    person = made(api, "customers", name="王芳", kind="person")
    made(api, "interactions", customer=person, content="微信 wangfang_88，手机 13912345678")
    assert set(told(api, company, f"/customers/{person}")) == {"wechat", "phone"}
    with db.transaction(company.tenant) as tx:
        stored = str(tx.rows(f"SELECT s::text FROM capture_suggestion s WHERE tenant_id = {tx.tenant_id}"))
    assert "wangfang_88" not in stored
    assert "13912345678" not in stored
    api.post(f"/customers/{person}/personal-data/erase", {}).ok()
    assert api.get(f"/customers/{person}/suggestions").ok()["rows"] == []
    learn.run(company.tenant)
    with db.transaction(company.tenant) as tx:
        assert tx.rows(f"SELECT id FROM capture_suggestion WHERE tenant_id = {tx.tenant_id}") == []


def test_what_many_records_say_at_once_is_no_news(api: Program, company: Company) -> None:
    person = made(api, "customers", name="王芳", kind="person")
    rows = [{"customer": person, "content": f"微信 wangfang_{n}"} for n in range(learn.MOST_AT_ONCE + 1)]
    api.post("/interactions/batch", {"mode": "create", "rows": rows}).ok()
    assert told(api, company, f"/customers/{person}") == {}


def test_nothing_is_learned_from_what_one_may_not_read(api: Program, company: Company) -> None:
    """Somebody may change a person, and not see what was written of them."""
    person = made(api, "customers", name="王芳", kind="person")
    made(api, "interactions", customer=person, content="微信 wangfang_88，手机 13912345678")
    waiting = told(api, company, f"/customers/{person}")["wechat"]
    every = {"actions": {"read": True, "update": True}, "scope": "all"}
    notes = {
        "no": {},
        "own": {"interaction": {"actions": {"read": True}, "scope": {"where": {"field": "content", "op": "empty"}}}},
    }
    for code, more in notes.items():
        api.post("/roles", {"name": code, "code": code, "grants": {"customer": every} | more}).ok(201)
        one = company.program(company.colleague(code))
        assert one.get(f"/customers/{person}/suggestions").ok()["rows"] == [], code
        assert one.get("/suggestions").ok()["rows"] == [], code
        for verb in ("accept", "ignore"):
            one.post(f"/customers/{person}/suggestions/{waiting['id']}/{verb}").refused(404)
    assert set(told(api, company, f"/customers/{person}")) == {"wechat", "phone"}


def test_suggestions_for_others_push_none_out(api: Program, company: Company) -> None:
    """However many wait for the records of colleagues."""
    seller = company.colleague("sales")
    mine = made(api, "customers", name="王芳", kind="person", owner=seller)
    theirs = made(api, "customers", name="李强", kind="person")
    made(api, "interactions", customer=mine, content="微信 wangfang_88")
    made(api, "interactions", customer=theirs, content="微信 liqiang_99")
    learn.run(company.tenant)
    with db.transaction(company.tenant) as tx:
        tx.execute(
            "INSERT INTO capture_suggestion (tenant_id, object, record_id, field, value, raw, known, confidence,"
            " source_object, source_id, state, at) SELECT s.tenant_id, object, record_id, field, value, raw, n::text,"
            " confidence, source_object, source_id, state, s.at FROM capture_suggestion s, generate_series(1, 600) n"
            f" WHERE s.tenant_id = {tx.tenant_id} AND s.record_id = %s",
            (theirs,),
        )
    rows = company.program(seller).get("/suggestions").ok()["rows"]
    assert [one["record"]["title"] for one in rows] == ["王芳"]
    assert len(api.get("/suggestions").ok()["rows"]) == 50
