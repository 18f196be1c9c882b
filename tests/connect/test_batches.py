"""Many records in one request."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connect.company import Company, Program
from tests.intake.company import work
from zhike.kernel.write import bulk


def test_good_rows_are_written_and_bad_ones_told(api: Program) -> None:
    rows = [
        {"name": "甲"},
        {"name": ""},
        {"name": "丙", "phone": "不是电话"},
        {"name": "丁", "phone": 5},
        {"nam": "戊"},
    ]
    told = api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()
    assert told["counts"] == {"created": 1, "updated": 0, "unchanged": 0, "refused": 4, "deleted": 0, "restored": 0}
    assert [one["outcome"] for one in told["results"]] == ["created"] + ["refused"] * 4
    assert [list(one.get("errors", {})) for one in told["results"]] == [
        [],
        ["name"],
        ["phone"],
        ["phone"],
        ["nam", "name"],
    ]
    assert told["results"][3]["errors"]["phone"]["code"] == "value.wrong_type"
    assert all(fault["message"] != fault["code"] for one in told["results"] for fault in one.get("errors", {}).values())


def test_all_or_nothing(api: Program) -> None:
    told = api.post(
        "/customers/batch", {"mode": "create", "rows": [{"name": "甲"}, {"name": ""}], "all_or_nothing": True}
    ).ok()
    assert told["change_set"] is None
    assert told["counts"]["created"] == 0


def test_of_rows_with_the_same_key_the_first_is_taken(api: Program) -> None:
    rows = [{"code": "W-1", "name": "甲"}, {"code": "W-2", "name": "乙"}, {"code": "W-1", "name": "甲甲"}]
    told = api.post("/customers/batch", {"mode": "upsert", "match": "code", "rows": rows}).ok()
    assert [one["outcome"] for one in told["results"]] == ["created", "created", "refused"]
    fault = told["results"][2]["errors"]["code"]
    assert fault["code"] == "write.match_twice"
    assert "1" in fault["message"]
    codes = {"field": "code", "op": "starts", "value": "W-"}
    assert [one["name"] for one in api.get("/customers", where=codes, sort="code").ok()["rows"]] == ["甲", "乙"]
    ids = [one["id"] for one in told["results"][:2]]
    rows = [{"id": ids[1], "name": "二"}, {"id": ids[0], "name": "一"}, {"id": ids[1], "name": "三"}]
    told = api.post("/customers/batch", {"mode": "update", "rows": rows}).ok()
    assert [one["outcome"] for one in told["results"]] == ["updated", "updated", "refused"]


def test_rows_meet_records_by_a_key(api: Program) -> None:
    rows = [{"code": "K-1", "name": "甲"}, {"code": "K-2", "name": "乙"}]
    first = api.post("/customers/batch", {"mode": "upsert", "match": "code", "rows": rows}).ok()
    assert first["counts"]["created"] == 2
    rows = [{"code": "K-2", "name": "乙二"}, {"code": "K-3", "name": "丙"}, {"code": "K-1", "name": "甲"}]
    second = api.post("/customers/batch", {"mode": "upsert", "match": "code", "rows": rows}).ok()
    assert [one["outcome"] for one in second["results"]] == ["updated", "created", "unchanged"]
    api.post("/customers/batch", {"mode": "upsert", "match": "remark2", "rows": rows}).refused(400, "write.wrong_match")


def test_tags_are_put_to_others_and_taken_away(api: Program) -> None:
    rows = [{"name": "甲", "tags": ["重点", "展会"]}, {"name": "乙"}, {"name": "丙", "tags": {"add": ["ＶＩＰ"]}}]
    ids = [one["id"] for one in api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()["results"]]
    where = {"any": [{"field": "id", "op": "=", "value": one} for one in ids]}
    patch = {"tags": {"add": ["VIP", "新客"], "remove": ["展会"]}}
    told = api.post("/customers/batch", {"mode": "update", "where": where, "values": patch}).ok()
    assert told["counts"]["updated"] == 3
    found = [api.get(f"/customers/{one}").ok()["tags"] for one in ids]
    assert found == [["重点", "VIP", "新客"], ["VIP", "新客"], ["ＶＩＰ", "新客"]]
    again = api.post("/customers/batch", {"mode": "update", "where": where, "values": patch}).ok()
    assert again["counts"]["unchanged"] == 3
    api.post(f"/changes/{told['change_set']}/undo").ok()
    assert [api.get(f"/customers/{one}").ok()["tags"] for one in ids] == [["重点", "展会"], None, ["ＶＩＰ"]]
    empty = api.patch(f"/customers/{ids[2]}", {"version": 3, "tags": {"remove": ["vip"]}}).ok()
    assert empty["tags"] is None


@pytest.mark.parametrize(
    "value",
    [{}, {"add": "x"}, {"add": [1]}, {"put": ["x"]}, {"add": ["x"], "more": []}, {"add": [str(n) for n in range(101)]}],
)
def test_what_is_no_change_of_a_list(api: Program, value: Any) -> None:
    told = api.post("/customers", {"name": "甲", "tags": value})
    assert "tags" in told.refused(422, "write.refused")["fields"]


def test_a_bulk_edit_is_one_undo(fresh: Company) -> None:
    api = fresh.program()
    rows = [{"name": f"批量{number}", "industry": "零售"} for number in range(30)]
    api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()
    where = {"field": "industry", "op": "is", "value": "零售"}
    told = api.post("/customers/batch", {"mode": "update", "where": where, "values": {"industry": "批发"}}).ok()
    assert told["counts"]["updated"] == 30
    gone = api.post("/customers/batch", {"mode": "delete", "where": {}, "q": "批量"}).ok()
    assert gone["counts"]["deleted"] == 30
    assert api.get("/customers").ok()["count"]["value"] == 0
    back = api.post(
        "/customers/batch", {"mode": "restore", "where": {"field": "industry", "op": "is", "value": "批发"}}
    ).ok()
    assert back["counts"]["restored"] == 30
    shown = api.post(f"/changes/{told['change_set']}/undo", preview=1).ok()
    assert shown == {"records": 30, "gone": 0, "whole": False, "conflicts": []}
    assert api.post(f"/changes/{told['change_set']}/undo").ok()["undone"] == 30
    assert api.get("/customers", where=where).ok()["count"]["value"] == 30


def test_a_bulk_edit_needs_its_right_and_its_scope(fresh: Company) -> None:
    api, seller = fresh.program(), fresh.program(fresh.colleague("sales"))
    api.post("/customers", {"name": "别人的"}).ok(201)
    seller.post("/customers", {"name": "自己的"}).ok(201)
    told = seller.post(
        "/customers/batch", {"mode": "update", "where": {"all": []}, "values": {"industry": "零售"}}
    ).ok()
    assert told["counts"]["updated"] == 1
    reader = fresh.program(scopes=("read",))
    reader.post("/customers/batch", {"mode": "update", "where": {"all": []}, "values": {"industry": "零售"}}).refused(
        403
    )


def test_many_rows_need_the_right_of_a_bulk_edit(fresh: Company) -> None:
    """A condition spelled out as rows reaches as far as the condition."""
    api = fresh.program()
    actions = dict.fromkeys(("create", "read", "update", "delete"), True)
    role = api.post("/roles", {"name": "一个一个改", "grants": {"*": {"actions": actions, "scope": "all"}}}).ok(201)
    careful = fresh.program(fresh.colleague("一个一个改"))
    assert role["id"]
    rows = [{"name": f"批量{number}"} for number in range(21)]
    ids = [one["id"] for one in careful.post("/customers/batch", {"mode": "create", "rows": rows}).ok()["results"]]
    changes = [{"id": one, "industry": "零售"} for one in ids]
    for mode in ("update", "upsert", "delete", "restore"):
        given = changes if mode in ("update", "upsert") else [{"id": one} for one in ids]
        careful.post("/customers/batch", {"mode": mode, "rows": given}).refused(403, "right.missing")
    told = careful.post("/customers/batch", {"mode": "update", "rows": changes[:20]}).ok()
    assert told["counts"]["updated"] == 20
    assert api.post("/customers/batch", {"mode": "delete", "rows": [{"id": one} for one in ids]}).ok()["change_set"]


@pytest.mark.parametrize("said", [{"where": {}}, {"where": None}, {"q": ""}, {"q": " ", "where": {}}], ids=str)
def test_nothing_said_is_not_everything(fresh: Company, said: dict[str, Any]) -> None:
    api = fresh.program()
    api.post("/customers", {"name": "留下"}).ok(201)
    api.post("/customers/batch", {"mode": "delete", **said}).refused(400, "batch.no_condition")
    body = {"mode": "update", "values": {"industry": "零售"}, **said}
    api.post("/customers/batch", body).refused(400, "batch.no_condition")
    assert api.post("/customers/batch", {"mode": "delete", "where": {"all": []}}).ok()["counts"]["deleted"] == 1


WRONG = [
    {}, {"mode": "replace", "rows": []}, {"mode": "create", "rows": {}}, {"mode": "create", "rows": [1]},
    {"mode": "create", "where": {}, "values": {"name": "x"}}, {"mode": "update", "where": {}},
    {"mode": "update", "values": {"name": "x"}}, {"mode": "delete", "where": {}, "values": {"name": "x"}},
    {"mode": "update", "rows": [], "where": {}}, {"mode": "create", "rows": [], "more": 1},
    {"mode": ["create"], "rows": []},
    {"mode": "create", "rows": [], "all_or_nothing": 1}, {"mode": "update", "rows": [], "match": 5},
    {"mode": "update", "where": [], "values": {}},
    {"mode": "update", "where": {"field": "nothing"}, "values": {"name": "x"}},
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG, ids=str)
def test_a_batch_that_is_not_understood(api: Program, body: dict[str, object]) -> None:
    api.post("/customers/batch", body).refused(400)


def test_too_many_rows(api: Program) -> None:
    api.post("/customers/batch", {"mode": "create", "rows": [{}] * 10_001}).refused(400, "write.too_many")


def test_a_bulk_edit_of_any_size_is_a_job(fresh: Company, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "CHUNK", 7)
    api = fresh.program()
    rows = [{"name": f"批量{number}", "industry": "零售", "tags": ["旧"]} for number in range(30)]
    ids = [one["id"] for one in api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()["results"]]
    where = {"field": "industry", "op": "is", "value": "零售"}
    values = {"industry": "批发", "tags": {"add": ["新"]}}
    done = work(
        fresh, api, api.post("/customers/bulk", {"mode": "update", "where": where, "values": values}).ok(202)["job"]
    )
    assert (done["state"], done["done"], done["total"], done["counts"]) == ("done", 30, 30, {"updated": 30})
    assert api.get(f"/customers/{ids[0]}").ok()["tags"] == ["旧", "新"]
    undone = work(fresh, api, api.post(f"/jobs/{done['id']}/undo").ok(202)["job"])
    assert undone["counts"] == {"undone": 30, "skipped": 0}
    assert api.get(f"/customers/{ids[-1]}").ok()["tags"] == ["旧"]
    gone = work(fresh, api, api.post("/customers/bulk", {"mode": "delete", "where": {"all": []}}).ok(202)["job"])
    assert gone["counts"] == {"deleted": 30}


def test_a_bulk_edit_names_what_it_could_not_do(fresh: Company) -> None:
    api = fresh.program()
    for name in ("甲", "乙"):
        api.post("/customers", {"name": name}).ok(201)
    wanted = {"mode": "update", "where": {"all": []}, "values": {"credit_code": "91350100M000100Y43"}}
    done = work(fresh, api, api.post("/customers/bulk", wanted).ok(202)["job"])
    assert done["counts"] == {"updated": 1, "refused": 1}
    assert len(done["result"]["refused_records"]) == 1
    api.post("/customers/bulk", {**wanted, "values": {"industry": 5}}).refused(422, "write.refused")
    api.post("/customers/bulk", {"mode": "delete"}).refused(400, "batch.rows_or_where")
    for mode in ("create", ["delete"], {}, None):
        api.post("/customers/bulk", {"mode": mode, "where": {"all": []}}).refused(400, "write.wrong_mode")
    api.post("/customers/bulk", {**wanted, "where": {"field": "x", "op": "is"}}).refused(400)
    seller = fresh.program(fresh.colleague("sales"))
    own = work(fresh, seller, seller.post("/customers/bulk", {"mode": "delete", "where": {"all": []}}).ok(202)["job"])
    assert (own["state"], own["total"], own["counts"]) == ("done", 0, {})
    assert api.get("/customers").ok()["count"]["value"] == 2
