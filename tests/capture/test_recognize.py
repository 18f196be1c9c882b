"""Pasted texts become values for the fields of a record; nothing is saved, and what is no text is refused."""

from __future__ import annotations

import pytest

from tests.capture import later, made, ugly, written
from tests.capture.measure import Measure, measure
from tests.connect.company import Company, Program, found
from zhike.engines.capture.reading.read import LONGEST


@pytest.fixture(scope="module")
def company(database: None) -> Company:
    return found()


@pytest.fixture(scope="module")
def api(company: Company) -> Program:
    return company.program()


@pytest.fixture(scope="module")
def measured(company: Company) -> Measure:
    return measure(company.actor, (*written.CASES, *written.UNSEEN, *made.cases()))


def recognized(api: Program, text: str, plural: str = "contacts") -> dict[str, object]:
    told = api.post(f"/{plural}/recognize", {"text": text}).ok()
    return {one["field"]: one["value"] for one in told["fields"]}


def test_there_are_many_texts() -> None:
    assert len({text for _, text, _ in (*written.CASES, *written.UNSEEN, *made.cases())}) >= 150


@pytest.mark.parametrize(
    "name", ["name", "phone", "other_phone", "email", "position", "wechat", "region", "address", "website"]
)
def test_fields_are_recognized_as_well_as_they_were(measured: Measure, name: str) -> None:
    faults = [one for one in measured.faults if f".{name}:" in one]
    assert measured.precision(name) >= 0.97, faults
    assert measured.recall(name) >= 0.95, faults


def test_texts_that_are_new_to_the_rules_are_recognized_nearly_as_well(company: Company) -> None:
    found_ = measure(company.actor, later.CASES)
    assert found_.precision() >= 0.93, found_.faults
    assert found_.recall() >= 0.86, found_.faults


def test_a_value_says_where_it_stood_and_how_sure_it_is(api: Program) -> None:
    text = "🙂 张伟\n手机：１３８ 0013 8000\n随便说说"
    told = api.post("/contacts/recognize", {"text": text}).ok()
    for one in told["fields"]:
        assert one["raw"] == text[one["from"] : one["to"]]
        assert 0.5 < one["confidence"] <= 1
    by_field = {one["field"]: one for one in told["fields"]}
    assert by_field["phone"]["raw"] == "１３８ 0013 8000"
    assert by_field["phone"]["confidence"] > by_field["name"]["confidence"]
    assert told["rest"].splitlines()[-1] == "随便说说"


def test_nothing_is_saved(api: Program) -> None:
    before = api.get("/changes").ok()
    recognized(api, "张伟 13800138000", "customers")
    assert api.get("/changes").ok() == before


def test_of_two_people_only_the_first_is_taken(api: Program) -> None:
    text = "张强 13800001111\n李强 13900002222 li@b.example\n深圳市云帆科技有限公司"
    told = api.post("/contacts/recognize", {"text": text}).ok()
    assert {one["field"]: one["value"] for one in told["fields"]} == {"name": "张强", "phone": "+8613800001111"}
    again = recognized(api, told["rest"])
    assert again["name"] == "李强"
    assert again["email"] == "li@b.example"


SAID = {
    "我们公司苏州恒力精密机械有限公司，税号91350100M000100Y43": {
        "name": "苏州恒力精密机械有限公司", "credit_code": "91350100M000100Y43",
    },
    "你好，我是苏州恒力精密机械的采购，想问下你们的数控刀具": {"name": "苏州恒力精密机械"},
    "我叫王芳，在上海明德教育科技做行政": {"name": "上海明德教育科技"},
    "地址是苏州市工业园区星湖街328号，税号91320594MA1MXXXX0K": {"region": "320500", "address": "工业园区星湖街328号"},
    "客户的微信换成 newwx_2026": {"wechat": "newwx_2026"},
    "想问下你们的数控刀具": {},
}  # fmt: skip


@pytest.mark.parametrize("text", SAID)
def test_a_company_and_an_address_in_a_sentence(api: Program, text: str) -> None:
    told = recognized(api, text, "customers")
    assert {name: value for name, value in told.items() if name != "kind"} == SAID[text]


def test_a_customer_that_is_a_person(api: Program) -> None:
    assert recognized(api, "收件人：王建国 13312345678", "customers")["kind"] == "person"
    assert recognized(api, "深圳市云帆科技有限公司 王建国", "customers")["kind"] == "organization"


def test_a_contact_is_linked_to_the_one_company_of_that_name(api: Program) -> None:
    made_id = api.post("/customers", {"name": "深圳市海天测绘有限公司"}).ok(201)["id"]
    found_ = recognized(api, "王芳\n销售经理\n深圳市海天测绘有限公司\n13800138000")
    assert found_["customer"] == {"id": made_id, "title": "深圳市海天测绘有限公司"}
    api.post("/customers", {"name": "深圳市海天测绘有限公司"}).ok(201)
    assert "customer" not in recognized(api, "王芳\n深圳市海天测绘有限公司\n13800138000")


def test_fields_of_the_administrator_are_recognized_by_their_labels(fresh_company: Company) -> None:
    program = fresh_company.program()
    for code, kind, label in (("qq", "text", "QQ号"), ("size", "integer", "人数"), ("zip", "text", "邮编")):
        program.post("/custom_fields", {"object": "customer", "code": code, "kind": kind, "label_zh": label}).ok(201)
    text = "深圳市云帆科技有限公司\n人数：120\nQQ号：1234567\n深圳市南山区科苑路15号 518057"
    told = recognized(program, text, "customers")
    assert told["size"] == 120
    assert told["zip"] == "518057"
    assert told["address"] == "科苑路15号"


@pytest.fixture
def fresh_company(database: None) -> Company:
    return found()


def test_only_what_one_may_write_is_recognized(fresh_company: Company) -> None:
    grants = {
        "contact": {
            "actions": {"create": True, "read": True},
            "scope": "all",
            "fields": {"phone": "hidden", "email": "read"},
        }
    }
    fresh_company.program().post("/roles", {"name": "只写一部分", "code": "some", "grants": grants}).ok(201)
    program = fresh_company.program(fresh_company.colleague("some"))
    told = program.post("/contacts/recognize", {"text": "张伟 13800138000 a@b.example"}).ok()
    assert [one["field"] for one in told["fields"]] in (["name"], ["name", "other_phone"])
    assert "a@b.example" in told["rest"]
    program.post("/customers/recognize", {"text": "张伟 13800138000"}).refused(403)


def test_bad_input_is_refused_at_the_text(api: Program) -> None:
    refused = {
        "": "capture.empty",
        " \n\u200b ": "capture.empty",
        "好" * (LONGEST + 1): "text.too_long",
        "x" * 100_000: "text.too_long",
        "PK\x03\x04\x14\x01\x02\x05\x06\x07" * 20: "capture.not_text",
    }
    for text, code in refused.items():
        error = api.post("/contacts/recognize", {"text": text}).refused(422)
        assert error["fields"]["text"]["code"] == code
        assert error["fields"]["text"]["message"] != code
    for body in ({}, {"text": 1}, {"text": None}, {"text": ["a"]}, {"text": "a", "more": 1}):
        api.post("/contacts/recognize", body).refused(400)
    api.post("/contacts/recognize", {"text": "a\0b"}).refused(400)
    api.post("/contacts/recognize", raw=b'{"text": "\\ud800"}').refused(400)


@pytest.mark.parametrize("text", ugly.TEXTS, ids=lambda text: ascii(text[:6]))
def test_what_nobody_writes_is_read_all_the_same(api: Program, text: str) -> None:
    answer = api.post("/customers/recognize", {"text": text})
    assert answer.status in (200, 422), answer.raw[:500]
