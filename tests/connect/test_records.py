"""Reading and writing single records."""

from __future__ import annotations

from tests.connect.company import Company, Program


def test_a_record_is_made_read_changed_and_deleted(api: Program) -> None:
    made = api.post("/customers", {"name": "深圳市大疆创新科技有限公司", "phone": "0755-26656677"}).ok(201)
    assert made["version"] == 1
    assert made["change_set"]
    assert made["code"]
    again = api.get(f"/customers/{made['id']}").ok()
    assert again == {name: value for name, value in made.items() if name != "change_set"}
    changed = api.patch(f"/customers/{made['id']}", {"version": 1, "short_name": "大疆"}).ok()
    assert (changed["version"], changed["short_name"]) == (2, "大疆")
    gone = api.delete(f"/customers/{made['id']}").ok()
    assert gone["id"] == made["id"]
    api.get(f"/customers/{made['id']}").refused(404, "record.not_found")
    assert api.get(f"/customers/{made['id']}", deleted=1).ok()["id"] == made["id"]
    api.post(f"/changes/{gone['change_set']}/undo").ok()
    assert api.get(f"/customers/{made['id']}").ok()["short_name"] == "大疆"


def test_a_list_has_rows_a_cursor_and_a_count(fresh: Company) -> None:
    api = fresh.program()
    for number in range(5):
        api.post("/customers", {"name": f"客户{number}"}).ok(201)
    first = api.get("/customers", limit=2, sort="name", columns="name,owner").ok()
    assert [row["name"] for row in first["rows"]] == ["客户0", "客户1"]
    assert set(first["rows"][0]) == {"id", "version", "name", "owner"}
    assert first["count"] == {"value": 5, "exact": True}
    second = api.get("/customers", limit=2, sort="name", after=first["next"], count=0).ok()
    assert [row["name"] for row in second["rows"]] == ["客户2", "客户3"]
    assert second["count"] is None
    last = api.get("/customers", limit=2, sort="name", page=3).ok()
    assert [row["name"] for row in last["rows"]] == ["客户4"]
    assert last["next"] is None
    found = api.get("/customers", where={"field": "name", "op": "is", "value": "客户3"}).ok()
    assert [row["name"] for row in found["rows"]] == ["客户3"]
    assert api.get("/customers", q="客户4").ok()["count"]["value"] == 1


def test_a_list_as_it_is_at_first_is_asked_for_without_naming_its_columns(fresh: Company) -> None:
    api = fresh.program()
    customer = api.post("/customers", {"name": "客户", "tags": ["重点"]}).ok(201)["id"]
    for plural, values in (
        ("contacts", {"name": "联系人"}),
        ("interactions", {"content": "电话"}),
        ("tasks", {"title": "回访"}),
    ):
        api.post(f"/{plural}", {"customer": customer, **values}).ok(201)
    listed = {one["plural"]: one["columns"] for one in api.get("/meta").ok()["objects"] if one["rights"]["read"]}
    seen = set()
    for plural, columns in listed.items():
        for row in api.get(f"/{plural}", columns="@list", limit=1).ok()["rows"]:
            assert set(row) == {"id", "version", *columns}
            seen.add(plural)
    assert {"customers", "contacts", "interactions", "tasks", "people"} <= seen
    more = api.get("/customers", columns="name,@list,created_at").ok()["rows"][0]
    assert set(more) == {"id", "version", "created_at", *listed["customers"]}
    api.get("/customers", columns="@all").refused(400, "read.unknown_column")
