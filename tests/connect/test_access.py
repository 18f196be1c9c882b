"""Who may do what, and why: told of an object and of one record, to those who may know."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connect.company import Company, Program

BEIJING = {"field": "region", "op": "in", "value": "110000"}


def role(api: Program, name: str, grants: dict[str, Any]) -> int:
    return int(api.post("/roles", {"name": name, "grants": grants}).ok(201)["id"])


def clerk(company: Company, api: Program, *roles: int) -> int:
    made = company.colleague()
    version = api.get(f"/people/{made}").ok()["version"]
    api.patch(f"/people/{made}", {"version": version, "roles": list(roles)}).ok()
    return made


def by_action(found: Any) -> dict[str, Any]:
    return {one["action"]: one for one in found["actions"]}


@pytest.fixture
def asked(company: Company, api: Program) -> tuple[int, int, Program]:
    """A customer in Beijing, and somebody with two roles."""
    looks = {"customer": {"actions": {"read": True, "update": {"where": BEIJING}}, "scope": "all"}}
    keeps = {
        "customer": {"deny": {"actions": {"delete": True, "update": {"where": {"field": "kind", "value": "person"}}}}}
    }
    person = clerk(company, api, role(api, "巡视", looks), role(api, "保管", keeps))
    made = api.post("/customers", {"name": "某人", "region": "110105", "kind": "person"}).ok(201)["id"]
    return int(made), person, company.program(person)


def test_why_a_record_may_be_read_and_not_changed(asked: tuple[int, int, Program]) -> None:
    customer, _, program = asked
    program.language = "en"
    told = by_action(program.get(f"/customers/{customer}/access").ok())
    assert {name: one["allowed"] for name, one in told.items()} == dict.fromkeys(told, False) | {"read": True}
    assert [(one["role"], one["allows"], one["holds"]) for one in told["update"]["reasons"]] == [
        ("巡视", True, True),
        ("保管", False, True),
    ]
    lets, denies = (one["words"] for one in told["update"]["reasons"])
    assert lets == 'The role "巡视" lets them change all records, where Region is in 北京市.'
    assert denies.startswith('The role "保管" forbids to change Customer, where Type is Person.')
    assert told["delete"]["reasons"][0]["role"] == "保管"
    assert told["create"]["reasons"][0]["words"] == "No role lets them create Customer."


def test_what_is_told_is_what_happens(api: Program, asked: tuple[int, int, Program]) -> None:
    customer, _, program = asked
    version = api.get(f"/customers/{customer}").ok()["version"]
    program.patch(f"/customers/{customer}", {"version": version, "remark": "x"}).refused(403, "right.out_of_scope")
    api.patch(f"/customers/{customer}", {"version": version, "kind": "organization"}).ok()
    assert by_action(program.get(f"/customers/{customer}/access").ok())["update"]["allowed"]
    program.patch(f"/customers/{customer}", {"version": version + 1, "remark": "x"}).ok()


def test_administrators_ask_about_anybody(company: Company, api: Program, asked: tuple[int, int, Program]) -> None:
    customer, person, program = asked
    told = api.get(f"/customers/{customer}/access", person=person).ok()
    assert told["person"]["id"] == person
    assert [one["allowed"] for one in told["actions"]].count(True) == 1
    mine = by_action(api.get(f"/customers/{customer}/access").ok())
    assert all(one["allowed"] for one in mine.values())
    assert "管理员" in mine["read"]["reasons"][0]["words"]
    program.get(f"/customers/{customer}/access", person=company.owner).refused(403, "right.admin_only")
    api.get(f"/customers/{customer}/access", person=10**9).refused(404, "person.not_found")
    version = api.get(f"/people/{person}").ok()["version"]
    api.patch(f"/people/{person}", {"version": version, "active": False}).ok()
    api.get("/customers/access", person=person).refused(409, "person.inactive")


def test_nothing_is_told_of_a_record_that_is_not_seen(company: Company, api: Program) -> None:
    made = api.post("/customers", {"name": "看不见"}).ok(201)["id"]
    seller = company.program(company.colleague())
    seller.get(f"/customers/{made}/access").refused(404, "record.not_found")
    told = by_action(seller.get("/customers/access").ok())
    assert told["read"]["allowed"]
    assert told["read"]["reasons"][0]["holds"] is None
    assert "本人" in told["read"]["reasons"][0]["words"]


def test_what_hangs_on_a_record_says_so(company: Company, api: Program) -> None:
    seller = company.program(company.colleague())
    customer = seller.post("/customers", {"name": "我的"}).ok(201)["id"]
    contact = seller.post("/contacts", {"name": "她", "customer": customer}).ok(201)["id"]
    told = by_action(seller.get(f"/contacts/{contact}/access").ok())
    assert told["update"]["allowed"]
    assert "客户" in told["update"]["reasons"][0]["words"]


def test_settings_and_the_directory(company: Company) -> None:
    seller = company.program(company.colleague(), language="en")
    told = by_action(seller.get("/people/access").ok())
    assert [name for name, one in told.items() if one["allowed"]] == ["read"]
    assert "directory" in told["read"]["reasons"][0]["words"]
    assert "administrators" in told["update"]["reasons"][0]["words"]


def test_fields_say_by_which_role(company: Company, api: Program) -> None:
    grants = {"customer": {"actions": {"read": True}, "scope": "all", "fields": {"phone": "masked"}}}
    person = clerk(company, api, role(api, "遮住", grants))
    told = {one["name"]: one for one in api.get("/customers/access", person=person).ok()["fields"]}
    assert set(told) == {"phone", "identity_number", "born_on"}
    assert [one["words"] for one in told["born_on"]["reasons"]] == ["该字段由“身份证号码”得出，而后者不能完整查看。"]
    assert (told["phone"]["seen"], told["phone"]["written"]) == ("masked", False)
    assert told["phone"]["reasons"][0]["role"] == "遮住"
    assert (told["identity_number"]["seen"], told["identity_number"]["written"]) == ("masked", True)


def test_a_rule_on_a_field_that_is_gone_lets_nobody_in(company: Company, api: Program) -> None:
    given = {"object": "customer", "code": "grade", "kind": "text", "label_zh": "等级"}
    field = api.post("/custom_fields", given).ok(201)
    where = {"field": "grade", "op": "is", "value": "A"}
    grants = {"customer": {"actions": {"read": True}, "scope": {"where": where}}}
    program = company.program(clerk(company, api, role(api, "只看 A", grants)))
    made = api.post("/customers", {"name": "甲", "grade": "A"}).ok(201)["id"]
    program.get(f"/customers/{made}").ok()
    api.patch(f"/custom_fields/{field['id']}", {"version": field["version"], "retired": True}).ok()
    program.get(f"/customers/{made}").refused(404)
    assert program.get("/customers").ok()["rows"] == []
    assert "不放行" in by_action(program.get("/customers/access").ok())["read"]["reasons"][0]["words"]


def test_named_departments(company: Company, api: Program) -> None:
    place = api.post("/departments", {"name": "西区", "parent": company.department}).ok(201)["id"]
    below = api.post("/departments", {"name": "西区一组", "parent": place}).ok(201)["id"]
    seller = company.colleague(department=below)
    made = api.post("/customers", {"name": "西客", "owner": seller}).ok(201)["id"]
    grants = {"customer": {"actions": {"read": True}, "scope": {"who": {"departments": [place]}}}}
    program = company.program(clerk(company, api, role(api, "看西区", grants)))
    assert [one["id"] for one in program.get("/customers").ok()["rows"]] == [made]
    assert "西区" in by_action(program.get(f"/customers/{made}/access").ok())["read"]["reasons"][0]["words"]
    version = api.get(f"/people/{seller}").ok()["version"]
    api.patch(f"/people/{seller}", {"version": version, "department": company.department}).ok()
    assert program.get("/customers").ok()["rows"] == []  # the owner has moved, and what they own with them


def test_the_effect_of_a_change_before_it_is_made(company: Company, api: Program) -> None:
    all_of_it = {"customer": {"actions": {"read": True, "update": True}, "scope": "all"}}
    held = role(api, "看全部", all_of_it)
    first, second = (clerk(company, api, held) for _ in range(2))
    for number, region in enumerate(("110105", "110105", "440305")):
        api.post("/customers", {"name": f"客户{number}", "region": region, "owner": first}).ok(201)
    total = api.get("/customers").ok()["count"]["value"]
    kept = api.get("/customers", where=BEIJING).ok()["count"]["value"]
    narrow = {"customer": {"actions": {"read": True}, "scope": {"where": BEIJING}, "fields": {"phone": "masked"}}}
    told = api.post(f"/roles/{held}/effect", {"grants": narrow}).ok()
    assert (told["people"], told["counted"]) == (2, 2)
    customers = next(one for one in told["objects"] if one["object"] == "customer")
    assert {one["id"]: (one["gained"], one["lost"]) for one in customers["people"]} == {
        first: (0, total - kept),
        second: (0, total - kept),
    }
    assert (customers["gained"], customers["lost"], customers["fields"]) == ({}, {"update": 2}, {"电话": 2})
    newest = [one for one in customers["people"] if one["id"] == first]
    assert (newest[0]["gains"], newest[0]["loses"][0]["title"]) == ([], "客户2")
    assert len(newest[0]["loses"]) == min(5, total - kept)
    assert api.post(f"/roles/{held}/effect", {"grants": all_of_it}).ok()["objects"] == []
    contact = {"contact": {"actions": {"read": True}, "scope": "own"}}
    follows = role(api, "跟着看", {"customer": {"actions": {"read": True}, "scope": "own"}, **contact})
    third = clerk(company, api, follows)
    customer = api.post("/customers", {"name": "别人的", "owner": first}).ok(201)["id"]
    api.post("/contacts", {"name": "她", "customer": customer}).ok(201)
    told = api.post(f"/roles/{follows}/effect", {"grants": {**all_of_it, **contact}}).ok()
    contacts = next(one for one in told["objects"] if one["object"] == "contact")
    assert [(one["id"], one["lost"]) for one in contacts["people"]] == [(third, 0)]
    assert contacts["people"][0]["gained"] >= 1
    wider = api.post(f"/roles/{held}/effect", {"admin": True, "grants": None}).ok()["objects"]
    assert next(one for one in wider if one["object"] == "role")["gained"]["update"] == 2
    assert company.program(first).get("/customers").ok()["count"]["value"] == total + 1  # nothing has changed


def test_an_effect_that_cannot_be_told(company: Company, api: Program) -> None:
    held = role(api, "角色", {})
    api.post(f"/roles/{held}/effect", {"grants": {"nothing": {}}}).refused(422)
    api.post(f"/roles/{held}/effect", {"grants": {"customer": {"actions": {"read": {"where": 5}}}}}).refused(422)
    api.post(f"/roles/{held}/effect", {"grants": []}).refused(400)
    api.post(f"/roles/{held}/effect", {"admin": "yes"}).refused(400)
    api.post("/roles/999999999/effect", {}).refused(404)
    company.program(company.colleague()).post(f"/roles/{held}/effect", {}).refused(403)
