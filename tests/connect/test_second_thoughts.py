"""Taking some of a change back, and what a company says of how long that can be done."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program, found


@pytest.fixture
def home(database: None) -> Company:
    return found()


def imported(api: Program, count: int) -> tuple[list[int], int]:
    """New customers and the change set that made them."""
    rows = [{"name": f"客户 {n:03}", "phone": f"138{n:08}", "remark": "before"} for n in range(count)]
    made = api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()
    return [one["id"] for one in made["results"]], made["change_set"]


def edited(api: Program, ids: list[int]) -> int:
    rows = [{"id": one, "remark": "after"} for one in ids]
    return int(api.post("/customers/batch", {"mode": "update", "rows": rows}).ok()["change_set"])


def test_some_records_of_a_change_are_undone(home: Company) -> None:
    api = home.program()
    ids, _ = imported(api, 4)
    changed = edited(api, ids)
    version = api.get(f"/customers/{ids[0]}").ok()["version"]
    api.patch(f"/customers/{ids[0]}", {"version": version, "remark": "since"}).ok()
    rows = api.get(f"/changes/{changed}/records").ok()["rows"]
    assert [one["title"] for one in rows] == [f"客户 {n:03}" for n in range(4)]
    assert rows[0]["fields"] == [
        {"name": "remark", "label": "备注", "before": "before", "after": "after", "now": "since", "changed": True}
    ]
    told = api.post(f"/changes/{changed}/records/undo", {"records": {"customer": ids[:2]}}).ok()
    assert (told["undone"], told["skipped"]) == (1, 1)
    remarks = [one["remark"] for one in api.get("/customers", sort="id").ok()["rows"]]
    assert remarks == ["since", "before", "after", "after"]
    shown = next(one for one in api.get("/changes").ok()["rows"] if one["id"] == changed)
    assert (shown["undone"], shown["undone_records"], shown["undoable"]) == (False, 1, True)
    error = api.post(f"/changes/{changed}/records/undo", {"records": {"customer": ids[1:2]}}).refused(409)
    assert error["code"] == "undo.already"
    forced = api.post(f"/changes/{changed}/records/undo", {"records": {"customer": ids[:1]}, "force": True}).ok()
    assert (forced["undone"], forced["skipped"]) == (1, 0)
    assert api.post(f"/changes/{changed}/undo").ok()["undone"] == 2
    assert {one["remark"] for one in api.get("/customers").ok()["rows"]} == {"before"}
    api.post(f"/changes/{changed}/undo").refused(409, "undo.already")


def test_the_records_of_a_change_come_in_pages(home: Company) -> None:
    api = home.program()
    ids, made = imported(api, 120)
    seen, after = [], None
    while True:
        page = api.get(f"/changes/{made}/records", **({"after": after} if after else {})).ok()
        seen += [one["id"] for one in page["rows"]]
        after = page["next"]
        if after is None:
            break
    assert seen == ids
    told = api.post(f"/changes/{made}/records/undo", {"records": {"customer": ids[50:60]}}).ok()
    assert told["undone"] == 10
    states = [one["state"] for one in api.get(f"/changes/{made}/records", after=50).ok()["rows"]]
    assert states == ["undone"] * 10 + ["open"] * 40


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"records": {}},
        {"records": {"customer": []}},
        {"records": {"customer": [0]}},
        {"records": {"customer": ["1"]}},
        {"records": [1]},
        {"records": {"customer": [1]}, "force": 1},
        {"records": {"customer": [1]}, "more": 1},
    ],
)
def test_a_choice_that_is_not_one(home: Company, body: dict[str, object]) -> None:
    api = home.program()
    _, made = imported(api, 1)
    api.post(f"/changes/{made}/records/undo", body).refused(400)
    assert api.get("/customers").ok()["count"]["value"] == 1


def test_a_choice_shows_no_more_than_one_may_see(home: Company) -> None:
    """Somebody who has put a customer out of their sight may undo that, and sees nothing of it until then."""
    api, seller = home.program(), home.program(home.colleague("steward"))
    role = next(one["id"] for one in api.get("/roles").ok()["rows"] if one["code"] == "steward")
    version = api.get(f"/roles/{role}").ok()["version"]
    actions = dict.fromkeys(("create", "read", "update", "delete", "bulk"), True)
    rules = {"actions": actions, "scope": {"who": "all", "where": {"field": "region", "op": "in", "value": "110000"}}}
    grants = {"customer": {**rules, "fields": {"phone": "enter"}}}
    api.patch(f"/roles/{role}", {"version": version, "grants": grants}).ok()
    made = seller.post("/customers", {"name": "北京客户", "region": "110000", "industry": "old"}).ok(201)
    moved = seller.patch(f"/customers/{made['id']}", {"version": 1, "phone": "13912345678"}).ok()
    row = seller.get(f"/changes/{moved['change_set']}/records").ok()["rows"][0]
    assert row["title"] == "北京客户"
    assert [(one["name"], one["after"], one["now"]) for one in row["fields"]] == [
        ("phone", "139****5678", "139****5678"),
    ]  # fmt: skip
    gone = seller.patch(f"/customers/{made['id']}", {"version": 2, "region": "440300"}).ok()
    row = seller.get(f"/changes/{gone['change_set']}/records").ok()["rows"][0]
    assert (row["title"], row["fields"], row["state"]) == (None, [], "open")
    told = seller.post(f"/changes/{gone['change_set']}/records/undo", {"records": {"customer": [made["id"]]}}).ok()
    assert told["undone"] == 1
    assert seller.get(f"/customers/{made['id']}").ok()["region"] == "110000"


def test_a_companys_settings(home: Company) -> None:
    api, seller = home.program(), home.program(home.colleague("sales"))
    assert api.get("/settings").ok() == seller.get("/settings").ok() == {"undo_days": 30, "bin_days": 60}
    seller.patch("/settings", {"undo_days": 10}).refused(403, "right.admin_only")
    assert api.patch("/settings", {"undo_days": 10}).ok() == {"undo_days": 10, "bin_days": 60}
    assert api.patch("/settings", {"undo_days": 10, "bin_days": 10}).ok() == {"undo_days": 10, "bin_days": 10}
    refused = api.patch("/settings", {"bin_days": 9}).refused(422)
    assert refused["fields"]["bin_days"]["code"] == "setting.bin_before_undo"
    for wrong in (0, 3651, "10", True, None, 1.5):
        error = api.patch("/settings", {"undo_days": wrong}).refused(422)
        assert error["fields"]["undo_days"]["code"] == "setting.out_of_bounds"
    api.patch("/settings", {"colour": 1}).refused(400, "request.unknown_member")
    noted = api.get("/audit", kinds="settings.changed").ok()["rows"]
    assert [one["data"] for one in reversed(noted)] == [
        {"name": "undo_days", "before": 30, "after": 10},
        {"name": "bin_days", "before": 60, "after": 10},
    ]


def test_an_administrator_empties_the_bin(home: Company) -> None:
    api, seller, stranger = home.program(), home.program(home.colleague("sales")), found().program()
    made = seller.post("/customers", {"name": "删掉的", "phone": "13800000000"}).ok(201)
    seller.post("/contacts", {"name": "一起删的", "customer": made["id"]}).ok(201)
    seller.delete(f"/customers/{made['id']}").ok()
    mine = {"field": "updated_by", "op": "is", "value": "me"}
    (row,) = seller.get("/customers", deleted=1, where=mine).ok()["rows"]
    assert (row["id"], row["updated_by"]["title"]) == (made["id"], seller.get("/meta").ok()["me"]["name"])
    assert api.get("/customers", deleted=1, where=mine).ok()["rows"] == []
    assert [one["id"] for one in api.get("/customers", deleted=1).ok()["rows"]] == [made["id"]]
    body = {"object": "customer", "ids": [made["id"]]}
    seller.post("/bin/purge", body).refused(403, "right.admin_only")
    assert stranger.post("/bin/purge", body).ok() == {"purged": 0, "along": 0, "kept": 0}
    for wrong in ({"object": "nothing", "ids": [1]}, {"object": "customer", "ids": []}, {"object": 1, "ids": [1]}):
        api.post("/bin/purge", wrong).refused(400)
    api.post("/bin/purge", {"object": "person", "ids": [home.owner]}).refused(422, "purge.settings_stay")
    assert api.post("/bin/purge", body).ok() == {"purged": 1, "along": 1, "kept": 0}
    api.get(f"/customers/{made['id']}", deleted=1).refused(404)
    api.get(f"/customers/{made['id']}/history").refused(404)
    latest = api.get("/changes").ok()["rows"][0]
    assert (latest["verb"], latest["object"], latest["records"], latest["undoable"]) == ("purge", "customer", 1, False)
    api.post(f"/changes/{latest['id']}/undo").refused(409, "undo.purged")


def test_what_is_restored_comes_with_its_children(home: Company) -> None:
    api = home.program()
    made = api.post("/customers", {"name": "回来的"}).ok(201)
    contact = api.post("/contacts", {"name": "跟着回来", "customer": made["id"]}).ok(201)
    api.delete(f"/customers/{made['id']}").ok()
    alone = api.post("/contacts/batch", {"mode": "restore", "rows": [{"id": contact["id"]}]}).ok()
    assert alone["results"][0]["errors"][""]["code"] == "record.deleted_parent"
    told = api.post("/customers/batch", {"mode": "restore", "rows": [{"id": made["id"]}]}).ok()
    assert told["counts"]["restored"] == 1
    assert api.get(f"/contacts/{contact['id']}").ok()["name"] == "跟着回来"


LICENCE = "91110000600037341L"


def companies(api: Program) -> int:
    """A deleted customer with a unique value, made and deleted by the program."""
    made = api.post("/customers", {"name": "从前的客户", "credit_code": LICENCE}).ok(201)
    api.delete(f"/customers/{made['id']}").ok()
    return int(made["id"])


def test_a_deleted_record_blocks_no_value_and_is_offered_instead(home: Company) -> None:
    api = home.program()
    first = companies(api)
    asked = {"object": "customer", "values": {"credit_code": LICENCE.lower(), "name": "新客户"}}
    assert api.post("/bin/alike", asked).ok()["rows"] == [
        {"id": first, "title": "从前的客户", "field": "credit_code", "label": "统一社会信用代码"}
    ]
    second = companies(api)  # it blocks nothing
    assert [one["id"] for one in api.post("/bin/alike", asked).ok()["rows"]] == [second, first]
    told = api.post("/customers/batch", {"mode": "restore", "rows": [{"id": first}]}).ok()
    assert told["counts"]["restored"] == 1
    refused = api.post("/customers/batch", {"mode": "restore", "rows": [{"id": second}]}).ok()["results"][0]
    assert refused["errors"]["credit_code"]["code"] == "field.taken"
    for wrong in ({"credit_code": "no code"}, {"credit_code": None}, {"nothing": 1}, {}):
        assert api.post("/bin/alike", {"object": "customer", "values": wrong}).ok()["rows"] == []
    for body in ({"object": "customer"}, {"object": "nothing", "values": {}}, {"object": 1, "values": {}}):
        api.post("/bin/alike", body).refused(400)


def test_nothing_is_offered_that_one_may_not_restore(home: Company) -> None:
    api, seller = home.program(), home.program(home.colleague("sales"))
    companies(api)
    asked = {"object": "customer", "values": {"credit_code": LICENCE}}
    assert seller.post("/bin/alike", asked).ok()["rows"] == []
    own = companies(seller)
    assert [one["id"] for one in seller.post("/bin/alike", asked).ok()["rows"]] == [own]
    home.program(scopes=("read",)).post("/bin/alike", asked).refused(403, "right.missing")


def test_a_custom_unique_value_is_offered_too(home: Company) -> None:
    api = home.program()
    card = {"label_zh": "卡号", "object": "customer", "code": "card", "kind": "text", "unique": True}
    api.post("/custom_fields", card).ok(201)
    made = api.post("/customers", {"name": "持卡人", "card": "K1"}).ok(201)
    asked = {"object": "customer", "values": {"card": "K1"}}
    assert api.post("/bin/alike", asked).ok()["rows"] == []
    api.delete(f"/customers/{made['id']}").ok()
    assert [one["field"] for one in api.post("/bin/alike", asked).ok()["rows"]] == ["card"]


def test_an_encrypted_unique_value_is_offered_too(home: Company) -> None:
    api = home.program()
    field = {
        "label_zh": "护照号",
        "object": "customer",
        "code": "passport",
        "kind": "text",
        "unique": True,
        "secret": True,
    }
    api.post("/custom_fields", field).ok(201)
    made = api.post("/customers", {"name": "旅客", "passport": "E12345678"}).ok(201)
    api.delete(f"/customers/{made['id']}").ok()
    found_ = api.post("/bin/alike", {"object": "customer", "values": {"passport": "e12345678"}}).ok()["rows"]
    assert [(one["id"], one["field"]) for one in found_] == [(made["id"], "passport")]


def test_encrypted_values_are_put_back_in_pieces(home: Company) -> None:
    api = home.program()
    rows = [{"name": f"客户 {n}", "phone": f"1380000000{n}"} for n in range(3)]
    ids = [one["id"] for one in api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()["results"]]
    edits = [{"id": one, "phone": f"1390000000{n}"} for n, one in enumerate(ids)]
    changed = api.post("/customers/batch", {"mode": "update", "rows": edits}).ok()["change_set"]
    shown = api.get(f"/changes/{changed}/records").ok()["rows"][0]["fields"][0]
    assert [shown[name] for name in ("before", "after", "now")] == [
        "+8613800000000",
        "+8613900000000",
        "+8613900000000",
    ]
    assert api.post(f"/changes/{changed}/records/undo", {"records": {"customer": ids[1:2]}}).ok()["undone"] == 1
    assert [one["phone"][-10:-8] for one in api.get("/customers", sort="id").ok()["rows"]] == ["39", "38", "39"]
    assert api.post(f"/changes/{changed}/undo").ok()["undone"] == 2
    assert [one["phone"][-10:-8] for one in api.get("/customers", sort="id").ok()["rows"]] == ["38", "38", "38"]
