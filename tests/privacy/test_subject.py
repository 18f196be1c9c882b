"""A-34: a person's copy holds every row that is there because of them, whole, and nothing of anybody else."""

from __future__ import annotations

import json

from django.apps import apps
from django.db import connections

from tests.privacy.conftest import ONE, OTHER, Kept
from zhike.kernel import declare, kinds, registry

PEOPLE = ("customers.Customer", "customers.Contact")


def walk(tenant: int, model: str, record: int) -> set[tuple[str, int]]:
    """Every row that links to a person, and whatever links to those, by the foreign keys of the models themselves."""
    found = {(model, record)}
    todo = [(model, record)]
    while todo:
        target, number = todo.pop()
        for one in apps.get_models():
            label = one._meta.label
            if not issubclass(one, declare.Object) or label in PEOPLE or label.startswith(("access.", "kernel.")):
                continue
            for link in one._meta.local_concrete_fields:
                if isinstance(link, kinds.Link) and link.to == target:
                    with connections["owner"].cursor() as cursor:
                        table = one._meta.db_table
                        cursor.execute(
                            f'SELECT id FROM "{table}" WHERE tenant_id = {tenant} AND "{link.column}" = %s', (number,)
                        )
                        new = {(label, row[0]) for row in cursor.fetchall()} - found
                    found |= new
                    todo += new
    return found


def export(one: Kept) -> dict[str, object]:
    path = f"/customers/{one.ids['customers']}/personal-data/export"
    return dict(one.api.post(path, {"request": one.ids["privacy_requests"]}).ok())


def test_it_holds_every_row_that_is_there_because_of_the_person(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    gone = one.api.post("/interactions", {"content": ONE + "删", "customer": one.ids["customers"]}).ok(201)["id"]
    one.api.delete(f"/interactions/{gone}").ok()
    gadget = one.api.post("/gadgets", {"name": ONE, "customer": one.ids["customers"]}).ok(201)["id"]
    data = export(one)["data"]
    told = {(part["object"], record["id"]) for part in data["objects"] for record in part["records"]}  # type: ignore[index]
    names = {model._meta.label: model.__name__.lower() for model in apps.get_models()}
    expected = walk(one.company.tenant, "customers.Customer", one.ids["customers"])
    assert {(names[label], number) for label, number in expected} == {(n.replace("_", ""), i) for n, i in told}
    assert {("interaction", gone), ("gadget", gadget)} <= told
    assert len(told) == 8


def test_it_is_whole_and_has_its_history(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    whole = export(one)
    mine = whole["data"]["objects"][0]["records"][0]  # type: ignore[index]
    assert (mine["name"], mine["phone"], mine["nick"]) == (ONE, "+8613900007391", ONE + "昵称")
    fields = {(each["name"], each["before"]) for entry in mine["history"] for each in entry["fields"]}
    assert {("remark", ONE + "旧备注"), ("phone", "+8613900007391")} <= fields
    assert [each["name"] for each in whole["data"]["files"]] == [ONE + ".txt"]  # type: ignore[index]
    page = str(whole["html"])
    assert page.startswith('<!doctype html><html lang="zh-CN">')
    assert all(word in page for word in ("个人信息副本", ONE + "内容", "隐私政策 3", "个人信息请求", "+8613900007391"))
    english = (
        one.company.program(language="en").post(f"/customers/{one.ids['customers']}/personal-data/export", {}).ok()
    )
    assert "Copy of your personal data" in english["html"]
    assert "Received on" in english["html"]


def test_nothing_of_anybody_else_is_in_it(two: tuple[Kept, Kept]) -> None:
    one, other = two
    friend = one.api.post("/contacts", {"name": OTHER + "友", "customer": one.ids["customers"]}).ok(201)["id"]
    note = {"content": ONE, "customer": one.ids["customers"], "contact": friend}
    one.api.post("/interactions", note).ok(201)
    text = json.dumps(export(one), ensure_ascii=False)
    assert OTHER not in text
    assert "老板" not in text  # nor of a colleague more than the number
    theirs = json.dumps(export(other), ensure_ascii=False)
    assert OTHER in theirs
    assert ONE not in theirs


def test_markup_in_a_value_is_text(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    one.api.post("/tasks", {"title": "<script>alert(1)</script>", "customer": one.ids["customers"]}).ok(201)
    page = str(export(one)["html"])
    assert "&lt;script&gt;alert(1)" in page
    assert "<script" not in page


def test_it_is_noted_and_tells_no_value(two: tuple[Kept, Kept]) -> None:
    one, _ = two
    export(one)
    entry = one.api.get("/audit", kinds="privacy.exported").ok()["rows"][0]
    assert entry["data"]["request"] == one.ids["privacy_requests"]
    assert entry["data"]["records"]["customer"] == 1
    assert ONE not in json.dumps(entry["data"], ensure_ascii=False)


def referring(tenant: int, table: str, record: int) -> set[tuple[str, int]]:
    """Every row that leads to a row by a foreign key of the database itself, and what leads to those."""
    found, todo = {(table, record)}, [(table, record)]
    keys = (
        "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c JOIN pg_attribute a"
        " ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) AND a.attname <> 'tenant_id'"
        " WHERE c.contype = 'f' AND c.confrelid = %s::regclass"
    )
    with connections["owner"].cursor() as cursor:
        while todo:
            target, number = todo.pop()
            cursor.execute(keys, (target,))
            for source, column in cursor.fetchall():
                if source in ("customers_customer", "customers_contact"):  # another person, with a copy of their own
                    continue
                cursor.execute(f'SELECT id FROM "{source}" WHERE tenant_id = %s AND "{column}" = %s', (tenant, number))
                new = {(source, row[0]) for row in cursor.fetchall()} - found
                found |= new
                todo += new
    return found


def test_nothing_that_refers_to_the_person_is_missing(two: tuple[Kept, Kept]) -> None:
    """By the foreign keys of the database, and by links that an administrator has added, which have none."""
    one, other = two
    link = {"label_zh": "介绍人", "object": "task", "code": "introduced", "kind": "link", "to": "customer"}
    one.api.post("/custom_fields", link).ok(201)
    mine = one.api.post("/tasks", {"title": ONE, "introduced": one.ids["customers"]}).ok(201)["id"]
    theirs = one.api.post("/tasks", {"title": OTHER, "introduced": other.ids["customers"]}).ok(201)["id"]
    for kept in (one, other):
        told = {
            (registry.declared_object(part["object"]).table, record["id"])
            for part in export(kept)["data"]["objects"]  # type: ignore[index]
            for record in part["records"]
        }
        rows = referring(kept.company.tenant, "customers_customer", kept.ids["customers"])
        assert len(rows) > 5
        task = registry.declared_object("task").table
        assert told == rows | {(task, mine if kept is one else theirs)}
    text = json.dumps(export(one), ensure_ascii=False)
    assert OTHER not in text
