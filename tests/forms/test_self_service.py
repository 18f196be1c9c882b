"""Somebody sees and corrects their own record by a link that is of use once, and no more than its maker may see."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core import signing
from django.db import connections
from django.test import Client

from tests.connect.company import Company, Program
from tests.forms.test_confirming import Box, box
from tests.forms.visitor import FORM, everything
from zhike.engines.forms import jobs, limits, self_links
from zhike.engines.privacy import erasure
from zhike.kernel.write import purge

__all__ = ["box"]
RULES = {"name": "see", "phone": "approve", "address": "now", "remark": "now", "kind": "now", "region": "now"}


def made(api: Program, **rules: str) -> int:
    """A customer of whom these may be seen and corrected; their number."""
    api.post("/self_services", {"name": "客户自助", "object": "customer", "fields": rules or RULES}).ok(201)
    row = {"name": "周女士", "phone": "13911223344", "address": "旧地址", "region": "440305", "kind": "person"}
    return int(api.post("/customers", row).ok(201)["id"])


def link(api: Program, record: int, **more: Any) -> str:
    told = api.post(f"/customers/{record}/self-service", more).ok(201)
    assert told["sent"] is False
    return "/f/my/" + told["link"].partition("/f/my/")[2]


class Person:
    """Whoever follows the link."""

    def __init__(self, path: str) -> None:
        self.path, self.http = path, Client()

    def ask(self, method: str, data: dict[str, Any] | bytes = b"", kind: str = FORM) -> Any:
        body = data if isinstance(data, bytes) else urlencode(data, doseq=True).encode()
        return self.http.generic(method, self.path, body, content_type=kind, headers={"Accept-Language": "zh-CN"})

    def look(self) -> str:
        page = self.ask("GET")
        assert page.status_code == 200, page.status_code
        return str(page.content.decode())

    def over(self) -> bool:
        pages = [self.ask("GET"), self.ask("POST", GOOD)]
        assert all("链接已失效" in one.content.decode() for one in pages if one.status_code == 410)
        return [one.status_code for one in pages] == [410, 410]


GOOD = {"q.phone": "", "q.address": "新地址", "q.kind": "person", "q.region": "广东省深圳市南山区", "q.remark": ""}


def corrections(api: Program) -> list[dict[str, Any]]:
    return list(api.get("/corrections").ok()["rows"])


def test_a_birthday_is_shown_in_words_and_stays_as_it_is(api: Program) -> None:
    record = made(api, birthday="now", remark="now")
    api.patch(f"/customers/{record}", {"version": 1, "birthday": "农历八月十五"}).ok()
    person = Person(link(api, record))
    assert 'value="农历八月十五"' in person.look()
    assert "没有任何更改" in person.ask("POST", {"q.birthday": "农历八月十五", "q.remark": ""}).content.decode()
    seen = made(api, birthday="see", remark="now")
    api.patch(f"/customers/{seen}", {"version": 1, "birthday": "1990-05-12"}).ok()
    assert "1990年5月12日" in Person(link(api, seen)).look()


def test_a_rule_without_fields_is_told_to_choose_one(api: Program) -> None:
    refused = api.post("/self_services", {"name": "空", "object": "customer", "fields": {}}).refused(422)
    assert refused["fields"]["fields"]["code"] == "self_service.no_fields"


def test_what_is_corrected_at_once_is_written_and_the_rest_waits(company: Company, api: Program) -> None:
    record = made(api)
    person = Person(link(api, record))
    page = person.look()
    assert "周女士" in page
    assert "旧地址" in page
    assert '<p class="by">测试公司' in page  # who asks
    assert "13911223344" not in page
    assert "139****3344" in page or re.search(r"\*+3344", page)
    done = person.ask("POST", GOOD | {"q.phone": "139 0000 7788"})
    assert "核对后生效" in done.content.decode()
    row = api.get(f"/customers/{record}").ok()
    assert (row["address"], row["phone"], row["region"]) == ("新地址", "+8613911223344", "440305")
    assert "7788" not in everything(company, "forms_correction")
    (entry,) = [one for one in api.get(f"/customers/{record}/history").ok()["rows"] if one["verb"] == "update"]
    assert (entry["via"], [one["name"] for one in entry["fields"]]) == ("self_service", ["address"])
    (one,) = corrections(api)
    assert (one["field"], one["before"], one["after"]) == ("phone", "+8613911223344", "+8613900007788")
    api.post(f"/corrections/{one['id']}/accept", {}).ok()
    assert api.get(f"/customers/{record}").ok()["phone"] == "+8613900007788"
    assert api.get("/changes").ok()["rows"][0]["reason"].startswith("self-service ")
    api.post(f"/corrections/{one['id']}/refuse", {}).refused(409, "answer.decided")
    assert corrections(api) == []
    assert person.over()


def test_a_correction_is_refused_alone(api: Program) -> None:
    record = made(api, phone="approve", address="approve")
    Person(link(api, record)).ask("POST", {"q.phone": "13900007788", "q.address": "<script>x</script>"})
    phone, address = sorted(corrections(api), key=lambda one: one["field"], reverse=True)
    api.post(f"/corrections/{address['id']}/refuse", {}).ok()
    api.post(f"/corrections/{phone['id']}/accept", {}).ok()
    row = api.get(f"/customers/{record}").ok()
    assert (row["phone"], row["address"]) == ("+8613900007788", "旧地址")


def test_mistakes_come_back_and_nothing_changed_uses_nothing_up(api: Program) -> None:
    record = made(api)
    person = Person(link(api, record))
    back = person.ask("POST", GOOD | {"q.phone": "12", "q.kind": "robot", "q.address": "<img src=x>"})
    assert back.status_code == 422
    assert back.content.decode().count('class="wrong"') == 2
    assert "&lt;img src=x&gt;" in back.content.decode()
    assert "没有任何更改" in person.ask("POST", GOOD | {"q.address": "旧地址"}).content.decode()
    for wrong in ({"q.owner": "1"}, {"q.name": "新名"}, {"x": "1"}, {"q.address": ["a", "b"]}):
        assert person.ask("POST", GOOD | wrong).status_code == 400
    assert person.ask("POST", b"{}", "application/json").status_code == 400
    assert person.ask("POST", b"q.remark=" + b"x" * 10_000_000).status_code == 400
    assert person.ask("DELETE").status_code == 405
    assert "旧地址" in person.look()
    assert api.get(f"/customers/{record}").ok()["version"] == 1


def test_links_die(company: Company, api: Program) -> None:
    record = made(api)
    person = Person(link(api, record))
    good = person.path.rpartition("/")[2]
    for wrong in (
        good[:-1] + ("a" if good[-1] != "a" else "b"),
        "x",
        signing.dumps([1, 1], salt="zhike.forms.confirm"),
    ):
        page = Person("/f/my/" + wrong).ask("GET")
        assert (page.status_code, "链接不完整" in page.content.decode()) == (404, True)
        assert Person("/f/my/" + wrong).ask("POST", GOOD).status_code == 404
    assert Person("/f/my/" + self_links.token(company.tenant, 9_000_000)).over()
    assert api.delete(f"/customers/{record}/self-service").ok() == {"links": 1}
    assert person.over()
    late = Person(link(api, record))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE forms_link SET until = now() WHERE tenant_id = %s", [company.tenant])
    assert late.over()
    deleted = Person(link(api, record))
    api.delete(f"/customers/{record}").ok()
    assert deleted.over()


def test_with_an_erased_person_goes_all_that_they_asked(company: Company, api: Program) -> None:
    record = made(api)
    Person(link(api, record)).ask("POST", GOOD | {"q.phone": "13900007788"})
    other = Person(link(api, record))
    erasure.erase(company.actor, "customer", record)
    assert other.over()
    assert everything(company, "forms_correction") == everything(company, "forms_link") == ""
    api.post(f"/customers/{record}/self-service", {}).refused(409, "self_service.erased")
    purged = int(api.post("/customers", {"name": "吴先生", "phone": "13900001111"}).ok(201)["id"])
    last = Person(link(api, purged))
    api.delete(f"/customers/{purged}").ok()
    purge.purge(company.actor, "customer", [purged])
    assert last.over()
    assert everything(company, "forms_link") == ""


def test_a_link_shows_and_changes_no_more_than_its_maker_may(company: Company, api: Program) -> None:
    record = made(api)
    fields = {"address": "masked", "remark": "hidden", "kind": "read"}
    grants = {"*": {"actions": {"read": True, "update": True}, "scope": "all"}}
    grants["customer"] = {**grants["*"], "fields": fields}  # type: ignore[dict-item]
    api.post("/roles", {"name": "客服", "code": "desk", "grants": grants}).ok(201)
    maker = company.colleague("desk")
    person = Person(link(company.program(maker), record))
    page = person.look()
    assert "旧地址" not in page
    assert 'name="q.remark"' not in page
    assert 'name="q.kind"' not in page
    assert person.ask("POST", {"q.remark": "x"}).status_code == 400
    sales = company.program(company.colleague("sales"))
    sales.post(f"/customers/{record}/self-service", {}).refused(404)
    version = api.get(f"/people/{maker}").ok()["version"]
    api.patch(f"/people/{maker}", {"version": version, "active": False}).ok()
    assert person.over()


def test_corrections_are_for_those_who_may_change_the_record(company: Company, api: Program) -> None:
    record = made(api)
    Person(link(api, record)).ask("POST", GOOD | {"q.phone": "13900007788"})
    (one,) = corrections(api)
    sales = company.program(company.colleague("sales"))
    assert corrections(sales) == []
    for verb in ("accept", "refuse"):
        sales.post(f"/corrections/{one['id']}/{verb}", {}).refused(404)
    assert corrections(company.program(company.colleague("steward")))[0]["id"] == one["id"]


def test_without_a_rule_there_is_no_link(api: Program) -> None:
    record = int(api.post("/customers", {"name": "周"}).ok(201)["id"])
    api.post(f"/customers/{record}/self-service", {}).refused(409, "self_service.none")
    for wrong in (
        {"object": "task"},
        {"fields": {}},
        {"fields": {"phone": "all"}},
        {"fields": {"tags": "see"}},
        {"days": 0},
    ):
        api.post("/self_services", {"name": "x", "object": "customer", "fields": RULES} | wrong).refused(422)


def test_a_link_is_sent_to_the_address_in_the_record(company: Company, api: Program, box: Box) -> None:
    record = made(api)
    assert link(api, record).startswith("/f/my/")  # there is no address
    api.patch(f"/customers/{record}", {"version": 1, "email": "zhou@example.com"}).ok()
    told = api.post(f"/customers/{record}/self-service", {}).ok(201)
    assert (told["sent"], told["link"]) == (True, None)
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT max(id) FROM forms_link WHERE tenant_id = %s", [company.tenant])
        number = int(cursor.fetchone()[0])
    jobs.send_self_link(company.tenant, "customer", record, number, "https://crm.example")
    ((to, mail),) = box.messages
    assert to == ["zhou@example.com"]
    found = re.search(r"https://crm\.example(/f/my/\S+)", mail.get_content())
    assert found is not None
    assert "周女士" in Person(found[1]).look()
    assert link(api, record, send=False).startswith("/f/my/")


def test_a_link_is_not_tried_without_end(api: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SENT", 5)
    person = Person("/f/my/x")
    assert [person.ask("POST").status_code for _ in range(7)] == [404] * 5 + [429] * 2
