"""An answer becomes a record, a note in its timeline and a consent; whatever cannot, stays in the inbox."""

from __future__ import annotations

from typing import Any

from tests.connect.company import Company, Program
from tests.forms.visitor import ASKED, Visitor, everything, published, sent

GOOD = {"name": "王小明", "phone": "139 1122 3344", "kind": "organization"}


def inbox(api: Program, **more: Any) -> list[dict[str, Any]]:
    return list(api.get("/answers", **more).ok()["rows"])


def customers(api: Program) -> list[dict[str, Any]]:
    return list(api.get("/customers", sort="id").ok()["rows"])


def test_an_answer_becomes_a_record_with_all_that_belongs_to_it(company: Company, api: Program) -> None:
    purpose = api.post("/purposes", {"name": "营销"}).ok(201)["id"]
    seller, helper = company.colleague(), company.colleague()
    texts = {"consent": {"zh-CN": "我同意接收资讯", "en": "I agree to mail"}, "thanks": {"zh-CN": "回头见"}}
    form, key = published(api, purpose=purpose, texts=texts, record_owner=seller, team=[helper])
    visitor = Visitor(key)
    page = visitor.open("?utm_source=wechat&utm_campaign=" + "x" * 400).content.decode()
    assert 'name="from.utm_source" value="wechat"' in page
    assert "x" * 300 in page
    assert "x" * 301 not in page
    done = visitor.send(GOOD | {"from.utm_source": "wechat", "from.page": "https://a.example/b?phone=1", "agree": "1"})
    sent(done)
    assert "回头见" in visitor.ask("GET", done.headers["Location"]).content.decode()
    (row,) = customers(api)
    whole = api.get(f"/customers/{row['id']}").ok()
    assert (whole["phone"], whole["source"], whole["owner"]["id"]) == ("+8613911223344", "wechat", seller)
    assert whole["created_by"] is None
    assert [one["person"]["id"] for one in api.get(f"/customers/{row['id']}/team").ok()["rows"]] == [helper]
    entries = api.get(f"/customers/{row['id']}/timeline").ok()["rows"]
    told = {one["object"]: one["record"] for one in entries}
    assert told["consent"]["wording"] == "预约演示 第 1 版：我同意接收资讯"
    assert "https://a.example/b" in told["interaction"]["content"]
    assert "phone=1" not in told["interaction"]["content"]
    change = api.get("/changes").ok()["rows"][0]
    assert (change["via"], change["reason"], change["records"]) == ("form", f"form {form}.1", 3)
    api.post(f"/changes/{change['id']}/undo").ok()
    assert customers(api) == []
    kept = [one for one in inbox(api, state="accepted") if one["record"] == row["id"]]
    assert [one["values"] for one in kept] == [{}]


def test_what_waits_is_sealed_and_goes_when_it_is_decided(company: Company, api: Program, visitor: Visitor) -> None:
    sent(visitor.send(GOOD, proof=""))
    assert customers(api) == []
    (one,) = inbox(api)
    assert (one["state"], one["values"]["phone"]) == ("waiting", "+8613911223344")
    assert "JavaScript" in one["reason"]
    stored = everything(company, "forms_answer") + everything(company, "forms_count")
    assert "王小明" not in stored
    assert "3344" not in stored
    made = api.post(f"/answers/{one['id']}/accept", {}).ok()["record"]
    assert api.get(f"/customers/{made}").ok()["name"] == "王小明"
    api.post(f"/answers/{one['id']}/accept", {}).refused(409, "answer.decided")
    api.post(f"/answers/{one['id']}/drop", {}).refused(409, "answer.decided")
    assert api.get(f"/answers/{one['id']}").ok()["values"] == {}


def test_what_the_visitor_can_mend_is_told_at_the_field(api: Program, visitor: Visitor) -> None:
    back = visitor.send({"name": " ", "phone": "12", "kind": "robot", "remark": "<b>你好"})
    page = back.content.decode()
    assert back.status_code == 422
    assert page.count('class="wrong"') == 3
    assert "data-begun" in page  # its visitor is counted already
    assert "data-begun" not in visitor.open().content.decode()
    assert 'placeholder="如 1990-05-12 或 农历六月初一"' in page
    assert "&lt;b&gt;你好" in page
    assert "必填项不能为空" in page
    assert inbox(api) == customers(api) == []


def test_a_question_is_asked_when_its_condition_holds(api: Program, visitor: Visitor) -> None:
    assert visitor.send(GOOD | {"kind": "person"}).status_code == 422
    sent(visitor.send(GOOD | {"kind": "person", "birthday": "1990-05-12"}))
    sent(visitor.send(GOOD | {"birthday": "1991-05-12"}))
    assert [api.get(f"/customers/{one['id']}").ok()["birthday"] for one in customers(api)] == ["1990-05-12", None]


def test_a_condition_without_an_answer_is_told_so(api: Program) -> None:
    when = {"field": "kind", "op": "is", "value": None}
    asked = [{"field": "name", "required": True}, {"field": "kind"}, {"field": "remark", "when": when}]
    row = {"name": "没选", "object": "customer", "questions": asked, "active": True}
    refused = api.post("/web_forms", row).refused(422)
    assert refused["fields"]["questions"]["code"] == "web_form.empty_condition"


def test_a_refused_answer_is_kept_and_its_sender_told_nothing(api: Program) -> None:
    code = "91440300MA5DA1234X"
    asked = [*ASKED, {"field": "credit_code"}]
    visitor = Visitor(published(api, questions=asked)[1])
    taken = "91350100M000100Y43"
    api.post("/customers", {"name": "已有公司", "credit_code": taken}).ok(201)
    assert visitor.send(GOOD | {"credit_code": code}).status_code == 422  # the number itself is wrong
    sent(visitor.send(GOOD | {"credit_code": taken}))
    (one,) = inbox(api)
    assert one["state"] == "refused"
    assert set(one["faults"]) == {"credit_code"}
    api.post(f"/answers/{one['id']}/accept", {}).refused(422)
    made = api.post(f"/answers/{one['id']}/accept", {"values": {"credit_code": None}}).ok()["record"]
    assert api.get(f"/customers/{made}").ok()["phone"] == "+8613911223344"


def test_an_answer_is_attached_to_a_record(api: Program, visitor: Visitor) -> None:
    old = api.post("/customers", {"name": "旧名", "remark": "老客户"}).ok(201)["id"]
    sent(visitor.send(GOOD | {"remark": "想看演示"}, proof=""))
    (one,) = inbox(api)
    api.post(f"/answers/{one['id']}/attach", {"record": old, "fields": ["nothing"]}).refused(400)
    api.post(f"/answers/{one['id']}/attach", {"record": 9_000_000_000, "fields": []}).refused(404)
    wrong = {"record": old, "fields": ["phone"], "values": {"phone": "12"}}
    assert "phone" in api.post(f"/answers/{one['id']}/attach", wrong).refused(422)["fields"]
    api.post(f"/answers/{one['id']}/attach", wrong | {"values": {"level": "A"}}).refused(400)  # was not sent
    api.post(f"/answers/{one['id']}/attach", wrong | {"values": []}).refused(400)
    mended = {"phone": "13911220000", "name": "没有选"}
    api.post(f"/answers/{one['id']}/attach", {"record": old, "fields": ["phone"], "values": mended}).ok()
    row = api.get(f"/customers/{old}").ok()
    assert (row["name"], row["remark"], row["phone"]) == ("旧名", "老客户", "+8613911220000")
    assert len(api.get(f"/customers/{old}/timeline").ok()["rows"]) == 1
    assert inbox(api, state="attached")[0]["record"] == old


def test_the_inbox_is_for_those_who_may_import(company: Company, api: Program, visitor: Visitor) -> None:
    sent(visitor.send(GOOD, proof=""))
    (one,) = inbox(api)
    sales = company.program(company.colleague("sales"))
    for method, path in (("GET", "/answers"), ("GET", f"/answers/{one['id']}"), ("POST", f"/answers/{one['id']}/drop")):
        sales.ask(method, path, {} if method == "POST" else None).refused(403, "answer.no_inbox")
    grants = {"*": {"actions": {"read": True, "create": True, "import": True}, "scope": "all"}}
    grants["customer"] = {**grants["*"], "fields": {"phone": "masked", "remark": "hidden"}}  # type: ignore[dict-item]
    api.post("/roles", {"name": "管家", "code": "keeper", "grants": grants}).ok(201)
    keeper = company.program(company.colleague("keeper"))
    (seen,) = inbox(keeper)
    assert "remark" not in seen["values"]
    assert "*" in seen["values"]["phone"]
    company.program(company.colleague("steward")).post(f"/answers/{one['id']}/drop", {}).ok()
    assert inbox(api) == []


def test_a_form_whose_field_is_retired_loses_nothing(api: Program) -> None:
    field = {"label_zh": "尺寸", "object": "customer", "code": "fit", "kind": "text"}
    made = api.post("/custom_fields", field).ok(201)
    visitor = Visitor(published(api, questions=[*ASKED, {"field": "fit", "required": True}])[1])
    assert "尺寸" in visitor.open().content.decode()
    ticket = visitor.ticket()
    api.patch(f"/custom_fields/{made['id']}", {"version": 1, "retired": True}).ok()
    assert "尺寸" not in visitor.open().content.decode()
    sent(visitor.send(GOOD | {"fit": "大"}, ticket=ticket))
    (one,) = inbox(api)
    assert set(one["faults"]) == {"fit"}
    sent(visitor.send(GOOD))  # without what is gone
    assert len(customers(api)) == 1
    api.post(f"/answers/{one['id']}/accept", {}).ok()


def test_a_form_may_no_more_than_its_author(company: Company, api: Program) -> None:
    author = company.colleague("admin")
    form, key = published(company.program(author))
    visitor = Visitor(key)
    sent(visitor.send(GOOD))
    version = api.get(f"/people/{author}").ok()["version"]
    api.patch(f"/people/{author}", {"version": version, "active": False}).ok()
    sent(visitor.send(GOOD))
    (one,) = inbox(api)
    assert "重新保存" in one["reason"]
    held = api.get(f"/web_forms/{form}").ok()
    api.patch(f"/web_forms/{form}", {"version": held["version"], "name": "再来"}).ok()
    sent(visitor.send(GOOD))
    assert len(customers(api)) == 2


def test_a_form_writes_nothing_but_what_it_asks(api: Program, visitor: Visitor) -> None:
    for name in ("owner", "q.owner", "q.stage", "q.source", "q.id", "q.__class__", "id", "from.other"):
        key = name if name.startswith(("q.", "from.")) else f"q.{name}"
        assert visitor.send(GOOD | {key: "1"}).status_code == 400
    assert visitor.send(GOOD | {"q.name": ["甲", "乙"]}).status_code == 400
    assert customers(api) == inbox(api) == []


def test_numbers_of_a_form(company: Company, api: Program) -> None:
    form, key = published(api)
    visitor = Visitor(key)
    for _ in range(3):
        visitor.open()
    assert visitor.ask("POST", f"/f/{key}/started", visitor.ticket().text.encode(), "text/plain").status_code == 204
    assert visitor.ask("POST", f"/f/{key}/started", b"nonsense", "text/plain").status_code == 204
    sent(visitor.send(GOOD))
    assert visitor.http.cookies == {}
    (day,) = api.get(f"/web_forms/{form}/page").ok()["days"]
    assert (day["seen"], day["started"], day["sent"]) == (3, 1, 1)
