"""Duplicates among a company's records: found at entry, found by the scan, decided, merged."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program
from tests.intake.company import work
from zhike.engines.duplicates import follow
from zhike.kernel import db

PHONE = "13800138000"


@pytest.fixture
def company(fresh: Company) -> Company:
    """A company of each test alone."""
    return fresh


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def customer(api: Program, name: str, **more) -> dict:
    return api.post("/customers", {"name": name, **more}).ok(201)


def alike(api: Program, **values) -> list[dict]:
    return api.post("/customers/duplicates", {"values": values}).ok()["rows"]


def rule(api: Program, **more) -> dict:
    given = {"name": "查重", "object": "customer", "action": "block", "least": 90, **more}
    return api.post("/duplicate_rules", given).ok(201)


def scan(company: Company, api: Program) -> dict:
    done = work(company, api, api.post("/duplicates/scan", {"object": "customer"}).ok(202)["job"])
    assert done["state"] == "done", done
    return done["result"]


def groups(api: Program, **more) -> list[dict]:
    return api.get("/duplicates", object="customer", **more).ok()["groups"]


def ledger(api: Program) -> list[dict]:
    """Two copies of one company, two of one person, and others."""
    rows = [
        {"name": "深圳市恒远机械有限公司", "phone": PHONE, "region": "广东省深圳市"},
        {"name": "恒远机械（深圳）有限公司", "phone": "+86 138 0013 8000", "region": "深圳"},
        {"name": "欧阳雨桐", "kind": "person", "phone": "13911112222", "birthday": "1990-05-12"},
        {"name": "歐陽雨桐", "kind": "person", "phone": "13911112222", "birthday": "1990-05-12"},
        *({"name": f"{place}百川贸易有限公司", "region": place} for place in ("成都", "苏州", "青岛", "大连")),
    ]
    told = api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()
    assert told["counts"]["created"] == len(rows)
    return [one | {"id": done["id"]} for one, done in zip(rows, told["results"], strict=True)]


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ({"name": "恒远机械", "phone": "138 0013 8000"}, "电话"),
        ({"name": "深圳恒远机械有限责任公司", "region": "广东深圳"}, "名称"),
        ({"name": "恒远", "phone": "13800138000"}, "电话"),
    ],
)
def test_what_is_typed_is_found_while_it_is_typed(api: Program, values: dict, share: str) -> None:
    kept = customer(api, "深圳市恒远机械有限公司", phone=PHONE, region="深圳市")
    found = alike(api, **values)
    assert [one["id"] for one in found] == [kept["id"]]
    assert found[0]["probability"] >= 0.5
    assert share in found[0]["reasons"]


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"name": ""},
        {"name": "恒远物业管理有限公司"},
        {"name": "王伟", "kind": "person"},
        {"phone": "13912345678"},
        {"phone": "abc", "birthday": "32.13."},
        {"name": None, "tags": ["重点"]},
    ],
)
def test_others_and_next_to_nothing_are_not_found(api: Program, values: dict) -> None:
    customer(api, "深圳市恒远机械有限公司", phone=PHONE, region="深圳市")
    assert alike(api, **values) == []


def test_one_that_is_changed_is_no_duplicate_of_itself(api: Program) -> None:
    kept = customer(api, "深圳市恒远机械有限公司", phone=PHONE)
    asked = {"values": {"name": "恒远机械", "phone": PHONE}, "id": kept["id"]}
    assert api.post("/customers/duplicates", asked).ok()["rows"] == []


@pytest.mark.parametrize(
    "given", [{}, {"values": []}, {"values": {}, "id": 0}, {"values": {}, "id": "x"}, {"values": {}, "more": 1}]
)
def test_what_is_asked_wrongly_is_refused(api: Program, given: dict) -> None:
    api.post("/customers/duplicates", given).refused(400)


def test_what_changed_is_found_by_what_it_is_now(api: Program) -> None:
    kept = customer(api, "深圳市恒远机械有限公司", phone=PHONE)
    api.patch(f"/customers/{kept['id']}", {"version": kept["version"], "phone": "13700137000"}).ok()
    assert alike(api, name="恒远机械", phone="13700137000")[0]["probability"] > 0.5
    api.delete(f"/customers/{kept['id']}").ok()
    assert alike(api, name="恒远机械", phone="13700137000") == []


def test_a_rule_blocks(api: Program) -> None:
    rule(api)
    kept = customer(api, "深圳市恒远机械有限公司", phone=PHONE)
    error = api.post("/customers", {"name": "恒远机械", "phone": PHONE}).refused(422)
    told = error["fields"][""]
    assert told["code"] == "duplicate.found"
    assert kept["name"] in told["message"]
    api.post("/customers", {"name": "恒远机械", "phone": PHONE}, insist="duplicate").refused(422)
    api.post("/customers", {"name": "天和物业", "phone": "13700137000"}).ok(201)


def test_a_rule_warns_and_is_insisted_on(api: Program) -> None:
    rule(api, action="warn")
    customer(api, "深圳市恒远机械有限公司", phone=PHONE)
    again = {"name": "恒远机械", "phone": PHONE}
    assert api.post("/customers", again).refused(422)["fields"][""]["code"] == "duplicate.likely"
    api.post("/customers", again, insist="anything").refused(400)
    assert api.post("/customers", again, insist="duplicate").ok(201)["id"]


def test_rows_of_one_batch_are_compared_with_each_other(api: Program) -> None:
    rule(api)
    row = {"name": "深圳市恒远机械有限公司", "phone": PHONE}
    other = {"name": "天和物业", "phone": "13700137000"}
    told = api.post("/customers/batch", {"mode": "create", "rows": [row, other, {**row, "name": "恒远机械"}]}).ok()
    assert [one["outcome"] for one in told["results"]] == ["created", "created", "refused"]
    assert "1" in told["results"][2]["errors"][""]["message"]


def test_a_rule_holds_for_its_role_and_its_way(company: Company, api: Program) -> None:
    sales = next(one for one in api.get("/roles").ok()["rows"] if one["code"] == "sales")
    rule(api, role=sales["id"], through=["api"])
    rule(api, name="仅表单", through=["form"])
    row = {"name": "恒远机械", "phone": PHONE}
    customer(api, **row)
    customer(api, **row)  # the owner has another role
    seller = company.program(company.colleague())
    seller.post("/customers", row).refused(422)


def test_a_record_out_of_sight_is_told_of_by_its_owner_and_can_be_joined(company: Company, api: Program) -> None:
    rule(api)
    first, second = company.colleague(), company.colleague()
    one, other = company.program(first), company.program(second)
    kept = customer(one, "深圳市恒远机械有限公司", phone=PHONE)
    error = other.post("/customers", {"name": "恒远机械", "phone": PHONE}).refused(422)
    told = error["fields"][""]
    assert "恒远" not in told["message"]
    (found,) = alike(other, name="恒远机械", phone=PHONE)
    assert (found["id"], found["visible"], found["blocked"]) == (None, False, True)
    assert found["owner"] in told["message"]
    assert "恒远" not in found["title"]
    asked = {"handle": found["handle"], "reason": "客户也找过我"}
    one.post("/customers/join", asked).refused(404)  # a handle is of whoever got it
    request = other.post("/customers/join", asked).ok(201)["request"]
    other.post("/customers/join", asked).refused(409, "duplicates.asked_already")
    (mine,) = other.get("/join_requests").ok()["rows"]
    assert (mine["mine"], mine["record"], mine["state"]) == (True, None, "waiting")
    other.post(f"/join_requests/{request}", {"accept": True}).refused(404)
    (theirs,) = one.get("/join_requests").ok()["rows"]
    assert (theirs["record"]["id"], theirs["reason"]) == (kept["id"], "客户也找过我")
    one.post(f"/join_requests/{request}", {"accept": True}).ok()
    one.post(f"/join_requests/{request}", {"accept": True}).refused(409)
    assert other.get(f"/customers/{kept['id']}").ok()["id"] == kept["id"]


@pytest.mark.parametrize("handle", ["", "x", "z1.AAAA", "z1." + "A" * 60, "z" * 400])
def test_a_handle_that_nobody_gave(api: Program, handle: str) -> None:
    rule(api)
    assert api.post("/customers/join", {"handle": handle}).status in (400, 404)


def test_without_a_rule_nothing_out_of_sight_is_told(company: Company) -> None:
    one, other = company.program(company.colleague()), company.program(company.colleague())
    customer(one, "深圳市恒远机械有限公司", phone=PHONE)
    assert alike(other, name="恒远机械", phone=PHONE) == []


@pytest.mark.parametrize(
    "wrong", [{"object": "task"}, {"object": "role"}, {"object": "x"}, {"least": 20}, {"least": 101}]
)
def test_a_rule_that_says_nothing_is_refused(api: Program, wrong: dict) -> None:
    given = {"name": "查重", "object": "customer", "action": "block", "least": 90, **wrong}
    assert set(api.post("/duplicate_rules", given).refused(422)["fields"]) == {next(iter(wrong))}


def test_a_scan_finds_groups_with_reasons(company: Company, api: Program) -> None:
    rows = ledger(api)
    told = scan(company, api)
    assert (told["records"], told["groups"]) == (8, 2)
    found = groups(api)
    assert sorted(sorted(one["id"] for one in group["records"]) for group in found) == [
        [rows[0]["id"], rows[1]["id"]],
        [rows[2]["id"], rows[3]["id"]],
    ]
    assert all(pair["reasons"] for group in found for pair in group["pairs"])
    (customers,) = [one for one in api.get("/duplicates/status").ok()["rows"] if one["object"] == "customer"]
    assert (customers["records"], customers["open"], customers["later"]) == (8, 2, 0)
    told = api.get(f"/customers/{rows[0]['id']}/duplicates").ok()["group"]
    assert {one["id"] for one in told["records"]} == {rows[0]["id"], rows[1]["id"]}
    assert api.get(f"/customers/{rows[5]['id']}/duplicates").ok()["group"] is None


def test_what_is_not_the_same_is_remembered(company: Company, api: Program) -> None:
    ledger(api)
    scan(company, api)
    first, second = groups(api)
    api.post(f"/duplicates/{first['id']}/different", {}).ok()
    assert [one["id"] for one in groups(api)] == [second["id"]]
    scan(company, api)
    assert [one["size"] for one in groups(api)] == [2]
    for one in first["records"]:  # nor does it come back when they are written again
        api.patch(f"/customers/{one['id']}", {"version": one["version"], "address": "科技路5号"}).ok()
    follow.follow(company.tenant)
    assert len(groups(api)) == 1


def test_one_of_a_group_is_another(company: Company, api: Program) -> None:
    row = {"name": "深圳市恒远机械有限公司", "phone": PHONE}
    ids = [customer(api, **row)["id"] for _ in range(3)]
    scan(company, api)
    (group,) = groups(api)
    api.post(f"/duplicates/{group['id']}/different", {"records": [10**12]}).refused(422)
    api.post(f"/duplicates/{group['id']}/different", {"records": [ids[2]]}).ok()
    (left,) = groups(api)
    assert {one["id"] for one in left["records"]} == set(ids[:2])


def test_a_group_is_put_off_and_comes_back(company: Company, api: Program) -> None:
    ledger(api)
    scan(company, api)
    first, second = groups(api)
    api.post(f"/duplicates/{first['id']}/later", {"until": "2999-01-01"}).ok()
    assert [one["id"] for one in groups(api)] == [second["id"]]
    scan(company, api)  # stays put off
    assert len(groups(api)) == 1
    (off,) = groups(api, state="later")
    assert off["until"] == "2999-01-01"
    api.post(f"/duplicates/{off['id']}/later", {"until": None}).ok()
    assert len(groups(api)) == 2
    api.post(f"/duplicates/{off['id']}/later", {"until": "soon"}).refused(400)


def test_after_the_scan_what_is_written_is_compared(company: Company, api: Program) -> None:
    rows = ledger(api)
    scan(company, api)
    more = customer(api, "成都百川贸易", region="成都", phone="13700137000")
    api.patch(f"/customers/{rows[4]['id']}", {"version": 1, "phone": "13700137000"}).ok()
    assert follow.follow(company.tenant) > 0
    assert {more["id"], rows[4]["id"]} in [{one["id"] for one in group["records"]} for group in groups(api)]
    api.delete(f"/customers/{more['id']}").ok()
    assert len(groups(api)) == 2
    follow.follow(company.tenant)
    assert follow.follow(company.tenant) == 0
    assert len(groups(api)) == 2


def test_the_scan_of_one_object_forgets_nothing_of_another(company: Company, api: Program) -> None:
    owner = customer(api, "天和物业")["id"]
    contact = {"customer": owner, "name": "欧阳雨桐", "phone": PHONE, "email": "ouyang@tianhe.example"}
    api.post("/contacts", contact).ok(201)
    work(company, api, api.post("/duplicates/scan", {"object": "contact"}).ok(202)["job"])
    api.post("/contacts", contact).ok(201)
    scan(company, api)
    follow.follow(company.tenant)
    (found,) = api.get("/duplicates", object="contact").ok()["groups"]
    assert found["size"] == 2


def test_groups_that_are_sure_are_merged_at_once_and_taken_apart_again(company: Company, api: Program) -> None:
    for number in range(3):
        row = {
            "name": f"{'甲乙丙'[number]}华精密仪器有限公司",
            "phone": f"1380013800{number}",
            "address": f"科技路{number}号",
        }
        customer(api, **row)
        customer(api, **row, remark="第二次", tags=["重点"])
    scan(company, api)
    assert api.get("/duplicates/sure", object="customer").ok()["groups"] == 3
    job = api.post("/duplicates/merge", {"object": "customer", "keep": "complete"}).ok(202)["job"]
    done = work(company, api, job)
    assert (done["state"], done["counts"]) == ("done", {"merged": 3})
    left = api.get("/customers").ok()["rows"]
    assert [(one["remark"], one["tags"]) for one in left] == [("第二次", ["重点"])] * 3
    assert groups(api) == []
    work(company, api, api.post(f"/jobs/{job}/undo", {}).ok(202)["job"])
    assert api.get("/customers").ok()["count"]["value"] == 6


def test_what_is_found_meanwhile_waits_for_somebody_to_look(company: Company, api: Program) -> None:
    """As many are merged as were counted."""

    def twice(name: str, phone: str) -> None:
        for _ in range(2):
            customer(api, name, phone=phone, address="科技路1号")

    twice("甲华精密仪器有限公司", "13800138001")
    scan(company, api)
    job = api.post("/duplicates/merge", {"object": "customer"}).ok(202)["job"]
    twice("乙华精密仪器有限公司", "13800138002")
    follow.follow(company.tenant)
    assert len(groups(api)) == 2
    assert work(company, api, job)["counts"] == {"merged": 1}
    assert len(groups(api)) == 1


@pytest.mark.parametrize("given", [{"least": 0.5}, {"least": 1}, {"least": "x"}, {"keep": "best"}, {"object": "x"}])
def test_merging_without_looking_needs_to_be_sure(api: Program, given: dict) -> None:
    api.post("/duplicates/merge", {"object": "customer", **given}).refused(400)


def test_nothing_to_merge_is_said(api: Program) -> None:
    api.post("/duplicates/merge", {"object": "customer"}).refused(409, "duplicates.nothing_to_merge")


def test_who_does_not_see_all_of_a_group_does_not_see_it(company: Company, api: Program) -> None:
    row = {"name": "深圳市恒远机械有限公司", "phone": PHONE}
    seller = company.program(company.colleague("manager", department=company.department))
    customer(seller, **row)
    customer(api, **row, owner=company.owner)
    scan(company, api)
    (group,) = groups(api)
    api.post(f"/duplicates/{group['id']}/later", {"until": None}).ok()
    outsider = company.program(company.colleague())
    told = outsider.get("/duplicates", object="customer")
    assert told.status == 403 or told.ok()["groups"] == []
    outsider.get(f"/duplicates/{group['id']}").refused(404 if told.status == 200 else 403)


def test_nothing_is_kept_of_who_is_erased_or_purged(company: Company, api: Program) -> None:
    rows = ledger(api)
    scan(company, api)
    erased, purged = rows[2]["id"], rows[0]["id"]
    api.post(f"/customers/{erased}/personal-data/erase", {}).ok()
    api.delete(f"/customers/{purged}").ok()
    api.post("/bin/purge", {"object": "customer", "ids": [purged]}).ok()
    with db.transaction(company.tenant) as tx:
        for table, column in (("key", "record_id"), ("member", "record_id"), ("pair", "first_id")):
            left = tx.rows(f"SELECT {column} FROM duplicates_{table} WHERE tenant_id = {company.tenant}")
            assert not {erased, purged} & {row[0] for row in left}


def test_what_is_probably_there_twice_is_a_set_that_lists_and_rules_name(company: Company, api: Program) -> None:
    rows = ledger(api)
    where = {"in": "duplicates:90"}
    assert api.get("/customers", where=where).ok()["rows"] == []
    scan(company, api)
    twins = {one["id"] for one in rows[:4]}

    def listed(**more) -> set[int]:
        return {one["id"] for one in api.get("/customers", where=where, **more).ok()["rows"]}

    assert listed() == twins
    said = api.post("/customers/words", {"where": where}).ok()["words"]
    assert "可能重复（把握 90% 以上）" in said
    group = next(one for one in groups(api) if rows[0]["id"] in [each["id"] for each in one["records"]])
    api.post(f"/duplicates/{group['id']}/later", {"until": "2999-01-01"}).ok()
    assert listed() == twins - {rows[0]["id"], rows[1]["id"]}
    api.post(f"/duplicates/{group['id']}/later", {"until": None}).ok()
    api.post(f"/duplicates/{group['id']}/different", {}).ok()
    assert listed() == twins - {rows[0]["id"], rows[1]["id"]}
    for wrong in ("duplicates:30", "duplicates:x", "duplicates:"):
        api.get("/customers", where={"in": wrong}).refused(400, "condition.unknown_set")
    api.get("/tasks", where=where).refused(400, "condition.unknown_set")  # tasks are not compared


def test_a_person_lists_only_duplicates_whose_group_they_may_put_right(company: Company, api: Program) -> None:
    ledger(api)
    scan(company, api)
    seller = company.program(company.colleague("sales"))  # sees their own customers, and deletes none
    assert seller.get("/customers", where={"in": "duplicates:90"}).ok()["rows"] == []
