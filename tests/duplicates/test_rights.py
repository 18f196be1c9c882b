"""Nobody learns by duplicates what they may not see, and nobody waits because of others."""

from __future__ import annotations

from typing import Any

from tests.connect.company import Company, Program
from tests.connect.test_duplicates import PHONE, alike, customer, groups, rule, scan
from tests.forms.visitor import Visitor, published, sent
from tests.intake.company import work
from zhike.kernel import db

EVERYTHING = {"read": True, "create": True, "update": True, "delete": True, "import": True}


def desk(company: Company, api: Program, **grants: Any) -> Program:
    """Somebody with a role of this test."""
    entry = {"actions": EVERYTHING, "scope": "all", **grants}
    role = api.post("/roles", {"name": "r", "code": f"r{company.tenant}", "grants": {"customer": entry}}).ok(201)
    return company.program(company.colleague(role["code"]))


def test_a_hidden_owner_is_told_nobody(company: Company, api: Program) -> None:
    customer(api, "恒远机械有限公司", phone=PHONE)
    rule(api)
    one = desk(company, api, fields={"owner": "hidden"})
    assert [row["owner"] for row in alike(api, name="恒远机械", phone=PHONE)] == ["老板"]
    assert [row["owner"] for row in alike(one, name="恒远机械", phone=PHONE)] == [None]
    error = one.post("/customers", {"name": "恒远机械", "phone": PHONE}).refused(422)
    assert "老板" not in error["fields"][""]["message"]
    assert "None" not in error["fields"][""]["message"]


def test_nobody_feels_their_way_to_a_masked_value(company: Company, api: Program) -> None:
    """A number that is nearly right is told, and weighs, as one that is wrong."""
    customer(api, "欧阳雨桐", kind="person", phone=PHONE, wechat="ouyang")
    one = desk(company, api, fields={"phone": "enter"})
    typed = {"name": "欧阳雨桐", "kind": "person", "wechat": "ouyang"}

    def told(program: Program, **more: str) -> tuple[float, str]:
        (row,) = alike(program, **typed, **more)
        return row["probability"], row["reasons"]

    assert "只差一位" in told(api, phone="13800138001")[1]
    assert told(one, phone="13800138001") == told(one, phone="13911112222")
    assert "电话" not in told(one, phone="13800138001")[1]
    assert "电话相同" in told(one, phone=PHONE)[1]
    customer(api, "欧阳雨桐", kind="person", phone="13800138001", wechat="ouyang")
    scan(company, api)
    assert "电话只差一位" in groups(api)[0]["pairs"][0]["reasons"]
    assert "电话" not in groups(one)[0]["pairs"][0]["reasons"]


def test_a_hidden_value_that_is_typed_means_nothing(company: Company, api: Program) -> None:
    customer(api, "欧阳雨桐", kind="person", phone=PHONE, birthday="1990-05-12")
    one = desk(company, api, fields={"phone": "hidden"})
    typed = {"name": "欧阳雨桐", "kind": "person", "birthday": "1990-05-12"}
    assert alike(one, **typed, phone=PHONE) == alike(one, **typed, phone="13911112222") == alike(one, **typed)


def test_the_number_of_a_record_out_of_sight_is_not_tried_out(company: Company, api: Program) -> None:
    rule(api)
    kept = customer(api, "恒远机械有限公司", phone=PHONE)
    seller = company.program(company.colleague())
    body = {"values": {"name": "恒远机械", "phone": PHONE}, "id": kept["id"]}
    seller.post("/customers/duplicates", body).refused(404, "record.not_found")
    seller.post("/customers/duplicates", body | {"id": 10**9}).refused(404, "record.not_found")


def test_what_a_form_ran_into_is_not_told_in_the_inbox(company: Company, api: Program) -> None:
    """The form knows all records; who reads its answers may not."""
    rule(api)
    customer(api, "恒远机械有限公司", phone=PHONE)
    _, key = published(api, questions=[{"field": "name"}, {"field": "phone"}])
    sent(Visitor(key).send({"name": "恒远机械", "phone": PHONE}))
    importer = desk(company, api, scope="own")
    (row,) = importer.get("/answers").ok()["rows"]
    assert row["state"] == "refused"
    message = row["faults"][""]["message"]
    assert "恒远机械有限公司" not in message
    assert "老板" not in message
    masked = {"name": "m", "code": "m", "grants": {"customer": {"actions": EVERYTHING, "fields": {"phone": "enter"}}}}
    api.post("/roles", masked).ok(201)
    (row,) = company.program(company.colleague("m")).get("/answers").ok()["rows"]
    assert "13800138000" not in str(row)


def test_requests_of_others_keep_nobody_waiting(company: Company, api: Program) -> None:
    """One page of requests is one statement an object, and others' requests push none out."""
    rule(api)
    owner = company.colleague()
    mine, other = company.program(owner), company.program(company.colleague())
    customer(mine, "恒远机械有限公司", phone=PHONE)
    theirs = customer(api, "天和物业管理有限公司", phone="13700137000")
    (found_,) = alike(other, name="恒远机械", phone=PHONE)
    asked = other.post("/customers/join", {"handle": found_["handle"], "reason": "急"}).ok(201)["request"]
    with db.transaction(company.tenant) as tx:
        tx.execute(
            "INSERT INTO duplicates_joinrequest (tenant_id, object, record_id, person_id, reason, at, state)"
            f" SELECT {tx.tenant_id}, 'customer', %s, %s, '', now(), 'waiting' FROM generate_series(1, 600)",
            (theirs["id"], company.colleague()),
        )
    statements: list[str] = []
    with db.watching(statements.append):
        (row,) = mine.get("/join_requests").ok()["rows"]
    assert (row["id"], row["mine"], row["record"]["title"]) == (asked, False, "恒远机械有限公司")
    assert len(statements) < 20
    (row,) = other.get("/join_requests").ok()["rows"]
    assert (row["id"], row["mine"], row["record"]) == (asked, True, None)
    assert len(api.get("/join_requests").ok()["rows"]) == 50


def test_a_crowd_hides_nobody(company: Company, api: Program) -> None:
    """Keys that very many share take no room from those of others."""
    crowd = [{"name": f"{n}号柜台", "phone": "4008008000", "email": "info@crowd.example"} for n in range(100)]
    assert api.post("/customers/batch", {"mode": "create", "rows": crowd}).ok()["counts"]["created"] == 100
    customer(api, "恒远机械有限公司", phone=PHONE)
    rows = alike(api, name="恒远机械", phone=PHONE, email="info@crowd.example")
    assert [one["title"] for one in rows] == ["恒远机械有限公司"]


def test_what_lies_in_the_recycle_bin_hides_nobody(api: Program) -> None:
    """A list that was brought in and taken back some times is still found where it is there."""
    for _ in range(5):
        gone = customer(api, "恒远机械有限公司", phone=PHONE)
        api.delete(f"/customers/{gone['id']}").ok()
    customer(api, "恒远机械有限公司", phone=PHONE)
    rule = {"name": "查重", "object": "customer", "action": "block", "least": 90}
    api.post("/duplicate_rules", rule).ok(201)
    rows = [{"name": "恒远机械有限公司", "phone": PHONE}, {"name": "天和物业管理有限公司"}]
    told = api.post("/customers/batch", {"mode": "create", "rows": rows}).ok()
    assert (told["counts"]["created"], told["counts"]["refused"]) == (1, 1)


def test_the_job_of_somebody_who_has_left_is_over(company: Company, api: Program) -> None:
    """Or nobody else could ever start one."""
    customer(api, "恒远机械有限公司", phone=PHONE)
    person = company.colleague("manager")
    manager = company.program(person)
    job = manager.post("/duplicates/scan", {"object": "customer"}).ok(202)["job"]
    version = api.get(f"/people/{person}").ok()["version"]
    api.patch(f"/people/{person}", {"version": version, "active": False}).ok()
    done = work(company, api, job)
    assert done["state"] == "failed"
    assert done["error"]["message"] != done["error"]["code"]
    scan(company, api)
