"""Names that a role masks: a record is named in many places, and in none of them whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connect.company import Company, Program
from tests.connect.test_field_rules import person
from tests.intake import company as intake
from zhike.kernel import db, registry

NAME, MASKED = "欧阳修远", "欧*"


@pytest.fixture
def customer(api: Program) -> int:
    return int(api.post("/customers", {"name": NAME, "kind": "person", "phone": "13812340000"}).ok(201)["id"])


def test_a_masked_name_is_told_nowhere(company: Company, api: Program, customer: int, tmp_path: Path) -> None:
    contact = api.post("/contacts", {"name": "秘书", "customer": customer, "phone": "13812340001"}).ok(201)["id"]
    task = api.post("/tasks", {"title": "回访", "customer": customer}).ok(201)
    clerk = person(company, api, {"name": "masked"})
    asked = {"where": {"field": "id", "op": "=", "value": customer}}
    other = api.post("/customers", {"name": "另一家"}).ok(201)["id"]
    version = api.get(f"/contacts/{contact}").ok()["version"]
    changed = clerk.patch(f"/contacts/{contact}", {"version": version, "customer": other}).ok()["change_set"]
    answers = {
        "record": clerk.get(f"/customers/{customer}"),
        "list": clerk.get("/customers", **asked),
        "link": clerk.get(f"/tasks/{task['id']}"),
        "links": clerk.get("/tasks", where={"field": "customer", "op": "is", "value": customer}),
        "timeline": clerk.get(f"/customers/{customer}/timeline"),
        "history": clerk.get(f"/contacts/{contact}/history"),
        "undo": clerk.post(f"/changes/{changed}/undo", preview=1),
        "search": clerk.get("/search", q="12340000"),
        "search by a link": clerk.get("/search", q="秘书"),
        "access": clerk.get(f"/customers/{customer}/access"),
    }
    for door, answer in answers.items():
        answer.ok()
        assert NAME.encode() not in answer.raw, door
    assert answers["record"].ok()["name"] == MASKED
    assert answers["link"].ok()["customer"] == {"id": customer, "title": MASKED}
    assert [(one["id"], one["title"]) for one in answers["search"].ok()["rows"]] == [(customer, MASKED)]
    path = intake.export(
        company, clerk, "customers", tmp_path / "out.csv", columns=["name", "phone"], format="csv", **asked
    )
    assert MASKED in path.read_text("utf-8-sig")
    assert NAME not in path.read_text("utf-8-sig")


def test_nobody_feels_their_way_to_a_masked_name(company: Company, api: Program, customer: int) -> None:
    clerk = person(company, api, {"name": "masked"})
    for text in (NAME, "欧阳", "欧", "ouyang", "oyxy"):
        assert customer not in [one["id"] for one in clerk.get("/search", q=text).ok()["rows"]], text
        assert customer not in [one["id"] for one in clerk.get("/customers", q=text).ok()["rows"]], text
        assert customer in [one["id"] for one in api.get("/search", q=text).ok()["rows"]], text
    for op, value in (("starts", "欧"), ("contains", "修")):
        where = {"field": "name", "op": op, "value": value}
        clerk.get("/customers", where=where).refused(400, "condition.masked")
    clerk.get("/customers", sort="name").refused(400, "read.cannot_sort")
    whole = {"all": [{"field": "name", "op": "is", "value": NAME}, {"field": "id", "op": "=", "value": customer}]}
    assert len(clerk.get("/customers", where=whole).ok()["rows"]) == 1


def test_a_list_that_is_sorted_by_names_is_still_there(company: Company, api: Program) -> None:
    sorted_by_title = [one for one in registry.declared() if one.shape.sort.lstrip("-") == one.title and one.plural]
    assert sorted_by_title
    rules = {one.name: {"fields": {one.title: "masked"}} for one in sorted_by_title if not one.shape.settings}
    grants = {"*": {"actions": {"read": True}, "scope": "all"}, **rules}
    role = api.post("/roles", {"name": "遮名", "grants": grants}).ok(201)["id"]
    made = company.colleague()
    api.patch(f"/people/{made}", {"version": api.get(f"/people/{made}").ok()["version"], "roles": [role]}).ok()
    for one in sorted_by_title:
        if not one.shape.settings:
            company.program(made).get(f"/{one.plural}").ok()


def test_a_name_is_revealed_by_whom_a_role_lets(company: Company, api: Program, customer: int) -> None:
    grants = {"customer": {"actions": {"read": True, "reveal": True}, "scope": "all", "fields": {"name": "masked"}}}
    shut = {"customer": {"deny": {"fields": {"name": "masked"}}}}
    roles = [api.post("/roles", {"name": "看", "grants": one}).ok(201)["id"] for one in (grants, shut)]
    for given_, answer in ((roles[:1], 200), (roles, 403)):
        made = company.colleague()
        api.patch(f"/people/{made}", {"version": api.get(f"/people/{made}").ok()["version"], "roles": given_}).ok()
        clerk = company.program(made)
        objects = clerk.get("/meta").ok()["objects"]
        fields = next(one["fields"] for one in objects if one["name"] == "customer")
        assert next(one["revealable"] for one in fields if one["name"] == "name") is (answer == 200)
        asked = clerk.post(f"/customers/{customer}/reveal", {"field": "name"})
        if answer == 200:
            assert asked.ok() == {"value": NAME}
        else:
            asked.refused(403, "reveal.denied")


@given(st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1))
def test_a_title_is_masked_alike_by_postgresql_and_by_us(text: str) -> None:
    kinds = {one.fields[one.title].kind for one in registry.declared() if one.fields[one.title].kind.maskable}
    assert kinds
    with db.transaction(1) as tx:
        for kind in kinds:
            row = tx.one(f"SELECT {kind.mask_sql('s.t')} FROM (SELECT %s::text AS t) s", (text,))
            assert row == (kind.mask(text),)
