"""`tests/scratch/models.py` declares gadgets, and nothing else knows of them: yet they are everywhere.

What every object does is tried on gadgets by tests/conformance; here is what the engines make of them.
"""

import json
from pathlib import Path

import pytest
from django.conf import settings

from tests.connect.company import found
from tests.intake.company import bring, export
from zhike.engines.intake import fields, sheets
from zhike.kernel import read, specs

SERIAL = "SN-珠海-7"


@pytest.fixture
def company(database):
    return found()


@pytest.fixture
def api(company):
    return company.program()


@pytest.fixture
def customer(api):
    return api.post("/customers", {"name": "甲公司"}).ok(201)["id"]


def test_no_other_file_knows_of_gadgets():
    ours = Path(settings.ROOT) / "src"
    assert [one for one in ours.rglob("*.py") if "gadget" in one.read_text("utf-8").lower()] == []


def test_it_stands_in_meta_in_both_languages(company):
    for language, label in (("zh-CN", "设备"), ("en", "Gadget")):
        meta = company.program(language=language).get("/meta").ok()
        told = next(one for one in meta["objects"] if one["name"] == "gadget")
        assert (told["label"], told["plural"], told["board"]) == (label, "gadgets", "state")
        assert all(told["rights"].values())
        stage = next(one for one in told["fields"] if one["name"] == "state")
        assert [one["value"] for one in stage["options"]] == ["ordered", "shipped", "running", "scrapped"]
        assert stage["outcome"] == {"won": "running", "lost": "scrapped"}
        parent = next(one for one in meta["objects"] if one["name"] == "customer")
        assert "gadgets" in {one["plural"] for one in parent["related"]}
        assert "gadget" in next(one for one in meta["nav"] if one["name"] == "customers")["objects"]
    paths = company.program().get("/openapi.json").ok()["paths"]
    assert {one for one in paths if "gadgets" in one}


def test_its_records_live_over_http(api, customer):
    row = {"name": "云打印机", "customer": customer, "serial": SERIAL, "price": "1280.5", "labels": ["重点"]}
    made = api.post("/gadgets", row).ok(201)
    assert made["code"].startswith("G")
    assert (made["price"], made["state"], made["customer"]) == (
        "1280.50",
        "ordered",
        {"id": customer, "title": "甲公司"},
    )
    api.post("/gadgets", {**row, "name": "另一台"}).refused(422)
    changed = api.patch(f"/gadgets/{made['id']}", {"version": 1, "state": "running"}).ok()
    api.patch(f"/gadgets/{made['id']}", {"version": 1, "state": "scrapped"}).refused(409, "conflict")
    assert [one["verb"] for one in api.get(f"/gadgets/{made['id']}/history").ok()["rows"]] == ["update", "create"]
    board = api.get("/gadgets", where={"field": "state", "op": "is", "value": "running"}, columns="name,state").ok()
    assert [one["name"] for one in board["rows"]] == ["云打印机"]
    timeline = api.get(f"/customers/{customer}/timeline").ok()["rows"]
    assert [(one["object"], one["title"]) for one in timeline] == [("gadget", "云打印机")]
    assert api.get(f"/customers/{customer}/related").ok()["gadgets"] == {"value": 1, "exact": True}
    for typed in ("打印", "yundayinji", "ydyj", made["code"], "SN-珠海"):
        assert [one["object"] for one in api.get("/search", q=typed).ok()["rows"]] == ["gadget"], typed
    api.post(f"/changes/{changed['change_set']}/undo").ok()
    assert api.get(f"/gadgets/{made['id']}").ok()["state"] == "ordered"
    words = api.post("/gadgets/words", {"where": {"field": "price", "op": ">", "value": "5"}}).ok()["words"]
    assert "价格" in words
    where = {"related": "gadgets", "measure": "sum:price", "op": ">", "value": "1000"}
    assert [one["id"] for one in api.get("/customers", where=where).ok()["rows"]] == [customer]
    api.delete(f"/customers/{customer}").ok()
    api.get(f"/gadgets/{made['id']}").refused(404)


def test_files_go_in_and_out(company, api, customer, tmp_path):
    actor = company.actor
    known = fields.targets(actor, specs.of(actor, "gadget"))
    assert {"名称", "Name"} <= {label for one in known for label in one.labels}
    given = tmp_path / "设备.csv"
    given.write_text(
        "名称,客户,状态,价格,购买日期\n打印机,甲公司,运行中,1280,2026-01-31\n坏的,没有的公司,,1,\n", "utf-8"
    )
    plan = {"object": "gadget", "sheet": "设备", "mode": "create"}
    done = bring(company, api, given, **plan)
    assert done["counts"]["created"] == 1
    assert done["counts"]["refused"] == 1
    listed = json.loads(read.page(actor, "gadget", read.Query()).json())["rows"]
    assert [(one["name"], one["state"], one["price"]) for one in listed] == [("打印机", "running", "1280.00")]
    out = export(company, api, "gadgets", tmp_path / "out.csv", columns=["name", "customer", "state"], format="csv")
    rows = [list(cells) for _, cells in sheets.open_table(out).rows()]
    assert rows[-1] == ["打印机", "甲公司", "运行中"]


def test_its_rights_follow_from_the_declaration(company, api, customer):
    """A gadget is its keeper's, and of whoever sees its customer."""
    seller = company.colleague()
    own = company.program(seller)
    hidden = api.post("/gadgets", {"name": "不可见", "customer": customer}).ok(201)["id"]
    kept = api.post("/gadgets", {"name": "保管", "customer": customer, "keeper": seller}).ok(201)["id"]
    theirs = own.post("/customers", {"name": "自己的"}).ok(201)["id"]
    followed = api.post("/gadgets", {"name": "跟随", "customer": theirs}).ok(201)["id"]
    assert {one["id"] for one in own.get("/gadgets").ok()["rows"]} == {kept, followed}
    own.get(f"/gadgets/{hidden}").refused(404)
    own.patch(f"/gadgets/{hidden}", {"version": 1, "note": "x"}).refused(404)
    assert {one["id"] for one in own.get("/search", q="跟随").ok()["rows"]} == {followed}
