"""Merging records, and taking a merge apart again."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program
from tests.kernel.threads import together

A_CODE, B_CODE = "91440300708461136T", "914403001922038216"


@pytest.fixture
def company(fresh: Company) -> Company:
    """A company of each test alone."""
    return fresh


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def customer(api: Program, name: str, **more) -> dict:
    return api.post("/customers", {"name": name, **more}).ok(201)


def whole(api: Program, record: int) -> dict:
    """A record without what every write changes."""
    told = api.get(f"/customers/{record}").ok()
    return {name: one for name, one in told.items() if name not in ("version", "updated_at", "updated_by")}


def pair(api: Program) -> tuple[dict, dict]:
    """Two records of one customer, with what hangs on them."""
    kept = customer(api, "恒远机械有限公司", phone="13800138000", tags=["重点"])
    gone = customer(
        api, "深圳恒远机械", phone="13900139000", email="info@hengyuan.example", tags=["老客户", "重点"],
        credit_code=A_CODE, remark="展会认识",
    )  # fmt: skip
    for number in range(3):
        api.post("/contacts", {"customer": gone["id"], "name": f"联系人{number}"}).ok(201)
        api.post("/interactions", {"customer": gone["id"], "content": f"拜访{number}"}).ok(201)
    api.post("/tasks", {"customer": gone["id"], "title": "回访"}).ok(201)
    return kept, gone


def related(api: Program, record: int) -> dict[str, int]:
    return {name: one["value"] for name, one in api.get(f"/customers/{record}/related").ok().items()}


def test_what_one_lacks_comes_from_the_other(api: Program) -> None:
    kept, gone = pair(api)
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    assert merged["name"] == "恒远机械有限公司"
    assert merged["phone"] == "+8613800138000"
    assert merged["other_phone"] == "+8613900139000"
    assert merged["email"] == "info@hengyuan.example"
    assert merged["credit_code"] == A_CODE
    assert merged["remark"] == "展会认识"
    assert merged["tags"] == ["重点", "老客户"]
    assert merged["code"] == kept["code"]
    counts = related(api, kept["id"])
    assert (counts["contacts"], counts["interactions"], counts["tasks"]) == (3, 3, 1)


def test_the_person_chooses_field_by_field(api: Program) -> None:
    kept, gone = pair(api)
    given = {"from": [gone["id"]], "take": {"name": gone["id"], "email": 0}, "values": {"remark": "合并"}}
    merged = api.post(f"/customers/{kept['id']}/merge", given).ok()
    assert (merged["name"], merged["email"], merged["remark"]) == ("深圳恒远机械", None, "合并")


def test_an_old_id_leads_to_the_record_it_went_into(api: Program) -> None:
    first, second, third = (customer(api, f"恒远{n}") for n in range(3))
    api.post(f"/customers/{second['id']}/merge", {"from": [first["id"]]}).ok()
    api.post(f"/customers/{third['id']}/merge", {"from": [second["id"]]}).ok()
    for old in (first, second):
        answer = api.get(f"/customers/{old['id']}")
        assert answer.ok(308)["id"] == third["id"]
        assert answer.headers["Location"] == f"/api/v1/customers/{third['id']}"
        assert api.get(f"/customers/{old['id']}", deleted=1).ok()["id"] == old["id"]


def test_undo_puts_everything_back(api: Program) -> None:
    kept, gone = pair(api)
    before = whole(api, kept["id"]), whole(api, gone["id"]), related(api, gone["id"])
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    preview = api.post(f"/changes/{merged['change_set']}/undo", preview=1).ok()
    assert (preview["conflicts"], preview["whole"]) == ([], True)
    assert preview["records"] == 2 + 7
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert (whole(api, kept["id"]), whole(api, gone["id"]), related(api, gone["id"])) == before
    assert related(api, kept["id"])["contacts"] == 0
    api.post(f"/changes/{merged['change_set']}/undo").refused(409, "undo.already")


def test_undo_after_later_edits_keeps_them_and_says_so(api: Program) -> None:
    kept, gone = pair(api)
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    third = customer(api, "第三家")
    moved, edited = api.get("/contacts", where={"field": "customer", "op": "is", "value": kept["id"]}).ok()["rows"][:2]
    api.patch(f"/contacts/{moved['id']}", {"version": moved["version"], "customer": third["id"]}).ok()
    api.patch(f"/contacts/{edited['id']}", {"version": edited["version"], "position": "经理"}).ok()
    version = api.get(f"/customers/{kept['id']}").ok()["version"]
    api.patch(f"/customers/{kept['id']}", {"version": version, "remark": "之后写的"}).ok()
    added = api.post("/interactions", {"customer": kept["id"], "content": "合并以后"}).ok(201)
    conflicts = api.post(f"/changes/{merged['change_set']}/undo", preview=1).ok()["conflicts"]
    assert {(one["object"], one["field"]) for one in conflicts} == {("contact", "customer"), ("customer", "remark")}
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert api.get(f"/contacts/{moved['id']}").ok()["customer"]["id"] == third["id"]
    back = api.get(f"/contacts/{edited['id']}").ok()
    assert (back["customer"]["id"], back["position"]) == (gone["id"], "经理")
    assert api.get(f"/customers/{kept['id']}").ok()["remark"] == "之后写的"
    assert api.get(f"/interactions/{added['id']}").ok()["customer"]["id"] == kept["id"]


def test_the_history_of_each_record_tells_of_it(api: Program) -> None:
    kept, gone = pair(api)
    contact = api.get("/contacts").ok()["rows"][0]
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    verbs = [one["verb"] for one in api.get(f"/customers/{kept['id']}/history").ok()["rows"]]
    assert verbs == ["update", "merge", "create"]
    newest = api.get(f"/contacts/{contact['id']}/history").ok()["rows"][0]
    assert newest["change_set"] == merged["change_set"]
    assert [one["name"] for one in newest["fields"]] == ["customer"]
    sets = api.get("/changes").ok()["rows"]
    assert (sets[0]["verb"], sets[0]["records"], sets[0]["undoable"]) == ("merge", 2, True)


def test_the_team_goes_along_and_comes_back(company: Company, api: Program) -> None:
    kept, gone = pair(api)
    helper = company.colleague()
    api.post(f"/customers/{gone['id']}/team", {"person": helper, "may": "read"}).ok()
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    assert [one["person"]["id"] for one in api.get(f"/customers/{kept['id']}/team").ok()["rows"]] == [helper]
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert api.get(f"/customers/{kept['id']}/team").ok()["rows"] == []
    assert [one["person"]["id"] for one in api.get(f"/customers/{gone['id']}/team").ok()["rows"]] == [helper]


def test_links_of_custom_fields_and_what_is_in_the_bin_go_along(api: Program) -> None:
    field = {"label_zh": "介绍人", "label_en": "Referrer", "code": "my_referrer", "object": "contact", "kind": "link"}
    api.post("/custom_fields", {**field, "to": "customer"}).ok(201)
    kept, gone = pair(api)
    other = customer(api, "别处")
    contact = api.post("/contacts", {"customer": other["id"], "name": "甲", "my_referrer": gone["id"]}).ok(201)
    binned = api.post("/contacts", {"customer": gone["id"], "name": "乙"}).ok(201)
    api.delete(f"/contacts/{binned['id']}").ok()
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    assert api.get(f"/contacts/{contact['id']}").ok()["my_referrer"]["id"] == kept["id"]
    assert api.get(f"/contacts/{binned['id']}", deleted=1).ok()["customer"]["id"] == kept["id"]
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert api.get(f"/contacts/{contact['id']}").ok()["my_referrer"]["id"] == gone["id"]
    assert api.get(f"/contacts/{binned['id']}", deleted=1).ok()["customer"]["id"] == gone["id"]


def test_what_makes_no_sense_is_refused(api: Program) -> None:
    kept, gone = pair(api)
    path = f"/customers/{kept['id']}/merge"
    api.post(path, {"from": [kept["id"]]}).refused(400, "merge.itself")
    api.post(path, {"from": [gone["id"], gone["id"]]}).refused(400, "merge.itself")
    api.post(path, {"from": []}).refused(400, "merge.itself")
    api.post(path, {"from": "2"}).refused(400, "request.wrong_member")
    api.post(path, {"from": [gone["id"]], "more": 1}).refused(400)
    api.post(path, {"from": list(range(10**6, 10**6 + 51))}).refused(400, "merge.too_many")
    api.post(path, {"from": [10**9]}).refused(404, "record.not_found")
    api.post("/customers/1000000000/merge", {"from": [gone["id"]]}).refused(404, "record.not_found")
    api.post(path, {"from": [gone["id"]], "take": {"name": 10**9}}).refused(422)
    api.post(path, {"from": [gone["id"]], "take": {"nonsense": gone["id"]}}).refused(422)
    api.post(path, {"from": [gone["id"]], "take": {"born_on": gone["id"]}}).refused(422)
    api.post(path, {"from": [gone["id"]], "values": {"phone": "12"}}).refused(422)
    api.post(path, {"from": [gone["id"]], "values": {"version": 1}}).refused(400)
    api.post(path, {"from": [gone["id"]], "version": 99}).refused(409, "write.stale")
    assert related(api, gone["id"])["contacts"] == 3
    api.post(path, {"from": [gone["id"]]}).ok()
    api.post(path, {"from": [gone["id"]]}).refused(404, "record.not_found")


def test_nobody_merges_across_their_rights(company: Company, api: Program) -> None:
    sales, other = company.colleague(), company.colleague()
    mine = customer(api, "我的", owner=sales)
    theirs = customer(api, "别人的", owner=other)
    seller = company.program(sales)
    seller.post(f"/customers/{mine['id']}/merge", {"from": [theirs["id"]]}).refused(404, "record.not_found")
    api.post(f"/customers/{theirs['id']}/team", {"person": sales, "may": "read"}).ok()
    refused = seller.post(f"/customers/{mine['id']}/merge", {"from": [theirs["id"]]})
    refused.refused(403)
    assert api.get(f"/customers/{theirs['id']}").ok()["name"] == "别人的"


def test_a_merge_is_undone_whole_or_not_at_all(api: Program) -> None:
    kept, gone = pair(api)
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    some = {"records": {"customer": [gone["id"]]}}
    api.post(f"/changes/{merged['change_set']}/records/undo", some).refused(409, "merge.whole")
    version = api.get(f"/customers/{kept['id']}").ok()["version"]
    api.patch(f"/customers/{kept['id']}", {"version": version, "credit_code": B_CODE}).ok()
    customer(api, "占用", credit_code=A_CODE)
    api.post(f"/changes/{merged['change_set']}/undo").refused(409, "merge.not_apart")
    assert api.get(f"/customers/{gone['id']}").status == 308


def test_a_repeated_request_merges_once(api: Program) -> None:
    kept, gone = pair(api)
    first = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}, key="merge-once").ok()
    again = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}, key="merge-once").ok()
    assert again["change_set"] == first["change_set"]


def test_merges_across_each_other_leave_no_circle(company: Company, api: Program) -> None:
    """A into B while B goes into A: one of them is done, and nothing hangs in the air."""
    for _ in range(6):
        one, other = customer(api, "甲"), customer(api, "乙")
        for record in (one, other):
            api.post("/contacts", {"customer": record["id"], "name": "联系人"}).ok(201)

        def merge(into: int, frm: int) -> int:
            return company.program().post(f"/customers/{into}/merge", {"from": [frm]}).status

        ways = ((one["id"], other["id"]), (other["id"], one["id"]))
        done = together([lambda way=way: merge(*way) for way in ways])
        assert sorted(done) == [200, 404], done
        living = [record["id"] for record in (one, other) if api.get(f"/customers/{record['id']}").status == 200]
        assert len(living) == 1
        assert related(api, living[0])["contacts"] == 2


def test_who_is_erased_is_erased_in_what_went_into_their_record_too(api: Program) -> None:
    first = customer(api, "欧阳雨桐", kind="person", phone="13800138000", wechat="ouyang-canary")
    second = customer(api, "歐陽雨桐", kind="person", phone="13900139000")
    third = customer(api, "欧阳", kind="person")
    api.post(f"/customers/{second['id']}/merge", {"from": [first["id"]]}).ok()
    api.post(f"/customers/{third['id']}/merge", {"from": [second["id"]]}).ok()
    api.post(f"/customers/{third['id']}/personal-data/erase", {}).ok()
    api.post(f"/customers/{third['id']}/merge", {"from": [customer(api, "乙")["id"]]}).refused(409, "record.erased")
    for one in (first, second):
        left = api.get(f"/customers/{one['id']}", deleted=1).ok()
        assert (left["phone"], left["wechat"]) == (None, None)
        assert "雨桐" not in left["name"]


def test_one_that_is_restored_by_hand_is_a_record_of_its_own_again(api: Program) -> None:
    kept, gone = pair(api)
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    version = merged["version"]
    api.patch(f"/customers/{kept['id']}", {"version": version, "credit_code": None}).ok()
    api.post("/customers/batch", {"mode": "restore", "rows": [{"id": gone["id"]}]}).ok()
    assert api.get(f"/customers/{gone['id']}").ok()["name"] == "深圳恒远机械"
    again = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    assert api.get(f"/customers/{gone['id']}").status == 308
    api.post(f"/changes/{again['change_set']}/undo").ok()
    assert api.get(f"/customers/{gone['id']}").ok()["name"] == "深圳恒远机械"


def test_values_come_in_the_order_in_which_the_others_are_named(api: Program) -> None:
    kept, first, second = (customer(api, "恒远", **more) for more in ({}, {"source": "展会"}, {"source": "官网"}))
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [second["id"], first["id"]]}).ok()
    assert merged["source"] == "官网"


def test_a_merge_of_which_a_part_is_purged_stays(api: Program) -> None:
    kept, gone = pair(api)
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    assert api.post("/bin/purge", {"object": "customer", "ids": [gone["id"]]}).ok()["purged"] == 1
    api.post(f"/changes/{merged['change_set']}/undo").refused(409, "undo.purged")
    assert related(api, kept["id"])["contacts"] == 3
    assert api.get(f"/customers/{gone['id']}").status == 308


def test_what_hung_on_one_that_is_restored_by_hand_comes_back_to_it(api: Program) -> None:
    kept, gone = customer(api, "恒远"), customer(api, "恒远")
    api.post("/contacts", {"customer": gone["id"], "name": "联系人"}).ok(201)
    merged = api.post(f"/customers/{kept['id']}/merge", {"from": [gone["id"]]}).ok()
    api.post("/customers/batch", {"mode": "restore", "rows": [{"id": gone["id"]}]}).ok()
    api.post(f"/changes/{merged['change_set']}/undo").ok()
    assert related(api, gone["id"])["contacts"] == 1
    assert related(api, kept["id"])["contacts"] == 0
