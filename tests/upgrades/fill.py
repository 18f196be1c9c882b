"""A company that has used everything, by the front door."""

import json
import time
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from tests.project.running import Caller, eventually
from zhike.engines.forms import tickets

ROWS = "编号,名称,电话\nX-1,导入甲,13900007001\nX-2,导入乙,不是电话\n"
NOWHERE = "http://files.invalid/day.csv"
EVERYTHING = {"*": {"actions": {"read": True, "update": True}, "scope": "own"}}


def sent(caller: Caller, path: str, name: str, content: bytes) -> dict[str, Any]:
    """Upload a file."""
    edge = uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    raw = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    told: dict[str, Any] = caller.ok("POST", path, raw=raw, kind=f"multipart/form-data; boundary={edge}")
    return told


def visit(caller: Caller, path: str, body: bytes | None = None) -> str:
    """A page that is for anybody; what comes back to a body is a page, too."""
    with urllib.request.urlopen(f"http://127.0.0.1:{caller.up.port}{path}", body, timeout=30) as answer:
        told: str = answer.read().decode()
    return told


def answered(caller: Caller, form: int) -> None:
    """Open a form as anybody may and send it, without the page's proof, so that the answer waits."""
    page = caller.ok("GET", f"/web_forms/{form}/page")["path"]
    text = visit(caller, page)
    ticket = text.split('name="ticket" value="')[1].split('"')[0]
    time.sleep(tickets.SOONEST + 0.2)  # the ticket tells tenths
    visit(caller, page, urlencode({"ticket": ticket, "q.name": "周五", "q.phone": "13900007393"}).encode())


def joined(caller: Caller, person: int, own: int) -> None:
    """Somebody who meets a customer out of their sight asks to be let into its team."""
    token = caller.ok("POST", "/tokens", {"name": "小王", "scopes": ["read", "write"], "person": person})["token"]
    typed = {"values": {"name": "赵一二", "kind": "person", "phone": "13900007391"}, "id": own}
    other = Caller(caller.up, token)
    found = [one for one in other.ok("POST", "/customers/duplicates", typed)["rows"] if one["handle"]]
    other.ok("POST", "/customers/join", {"handle": found[0]["handle"], "reason": "他找过我"})


def read_on_schedule(caller: Caller, source: int) -> None:
    """An import source with a header, which could not be read."""
    caller.ok("POST", f"/import_sources/{source}/header", {"header": "X-Key", "value": "secret"})
    caller.ok("POST", f"/import_sources/{source}/run", {})
    failed = eventually(lambda: bool(caller.ok("GET", f"/import_sources/{source}/runs")["rows"]), seconds=90, pause=1)
    assert failed, "nobody answers there"


def classified(caller: Caller, make: Callable[..., int]) -> None:
    """A scheme in force, with a report that somebody wants by mail, and a programme for one of its classes."""
    scheme = make("schemes", name="客户价值", code="value", object="customer")
    rules = [{"class": "tea", "where": {"field": "name", "op": "contains", "value": "茶"}}]
    said = {"classes": [{"code": "tea", "zh": "茶"}, {"code": "no", "zh": "其他"}], "rules": rules, "otherwise": "no"}
    caller.ok("POST", f"/schemes/{scheme}/draft", {"definition": said})
    done(caller, caller.ok("POST", f"/schemes/{scheme}/versions/1/publish", {})["job"])
    make("programmes", name="回访计划", scheme=scheme, in_class="no")
    caller.ok("POST", f"/schemes/{scheme}/mail", {"wanted": True})
    done(caller, caller.ok("POST", f"/schemes/{scheme}/reports", {"kind": "evaluation"})["job"])


def passed(caller: Caller, make: Callable[..., int], segment: int) -> None:
    """Somebody who came into a segment, and somebody who left it and a class."""

    def inside(number: int) -> bool:
        found = caller.ok("GET", f"/customers?where={quote(json.dumps({'in': f'segment:{segment}'}))}")["rows"]
        return len(found) == number

    first = make("customers", name="茶庄")
    assert eventually(lambda: inside(1), seconds=60, pause=0.5)
    make("customers", name="新茶庄")
    assert eventually(lambda: inside(2), seconds=60, pause=0.5)
    caller.ok("PATCH", f"/customers/{first}", {"version": 1, "name": "瓷器庄"})
    assert eventually(lambda: inside(1), seconds=60, pause=0.5)


def done(caller: Caller, job: int) -> None:
    """Wait until a job has been done."""
    told = caller.wait(job, lambda one: one["state"] in ("done", "failed"))
    assert told["state"] == "done", json.dumps(told, ensure_ascii=False)


def fill(caller: Caller) -> None:
    """Records of every object, custom fields, changes, undo, files, an import and an export, a team, settings."""

    def make(plural: str, **values: Any) -> int:
        return int(caller.ok("POST", f"/{plural}", values, key=uuid4().hex)["id"])

    own = (("nick", "text", {"unique": True}), ("pin", "text", {"secret": True}), ("size", "integer", {}))
    for code, kind, more in own:
        make("custom_fields", label_zh=f"字段{code}", object="customer", code=code, kind=kind, **more)
    department = make("departments", name="销售一部")
    role = make("roles", name="销售", grants=EVERYTHING, second_step=False)
    person = make("people", name="小王", email="wang@example.com", department=department, roles=[role])
    caller.ok("POST", f"/people/{person}/password")
    make("tags", name="重点")
    one = make(
        "customers", name="赵一", kind="person", phone="13900007391", email="zhao@example.com", birthday="1990-05-12",
        tags=["重点"], owner=person, nick="一哥", pin="8888", size=7,
    )  # fmt: skip
    other = make("customers", name="钱二有限公司", kind="organization", nick="二姐", owner=person)
    contact = make("contacts", name="孙三", customer=other, phone="13900007392")
    make("interactions", customer=one, contact=None, content="电话里谈了，微信 zhaoyi_1")
    gone = make("tasks", title="回访", customer=one, due_on="2026-12-01")
    make("tasks", title="寄样品", customer=other)
    kept = sent(caller, "/files", "合同.txt", "正文".encode())
    make("attachments", name="合同", customer=one, file={"key": kept["key"]})
    purpose = make("purposes", name="营销")
    make("consents", customer=one, wording="隐私政策 3", purpose=purpose, given_at="2026-01-02T03:04:05Z")
    make("privacy_requests", customer=other, contact=contact, summary="请删除", kind="erase", received_on="2026-02-02")
    old = {"field": "created_at", "op": "<", "value": "-9y"}
    make("retention_rules", name="九年以上", object="task", where=old, action="delete")
    empty = {"field": "region", "op": "empty"}
    make("quality_rules", name="缺少地区", object="customer", where=empty)
    make("quality_rules", name="电话重复", object="customer", dimension="unique", where={"in": "repeated:phone"})
    twin = {"phone": "13900007391", "email": "zhao12@example.com", "birthday": "1991-02-03", "address": "科技路5号"}
    for _ in range(2):
        make("customers", name="赵一二", kind="person", **twin)
    make("duplicate_rules", name="已有客户", object="customer", through=["api"], action="warn", active=True)
    joined(caller, person, one)
    make("suggestion_rules", name="电话", object="customer", field="phone", trust="blank")
    make("code_rules", object="customer", pattern="F{yyyy}{seq:5}{check}", department=department)
    category = make("product_categories", name="饮品")
    product = make("products", name="龙井 250 克", category=category, price="128.00", cost="60.00")
    order = make("orders", customer=one, ordered_at="2026-01-02T03:04:05Z", amount="256.00", number="S-1")
    make("order_lines", order=order, product=product, quantity="2", price="128.00", cost="120.00")
    make("refunds", order=order, at="2026-01-05T03:04:05Z", amount="28.00")
    make("measures", name="门店消费", code="in_shop", object="customer", definition={"related": "orders"})
    classified(caller, make)
    teas = {"field": "name", "op": "contains", "value": "茶"}
    passed(caller, make, make("segments", name="茶客", object="customer", where=teas))
    make("saved_views", name="我的", object="customer", state={"sort": "name"})
    asked = [{"field": "name", "required": True}, {"field": "phone"}]
    answered(caller, make("web_forms", name="预约", object="customer", questions=asked, active=True))
    make("self_services", name="自助", object="customer", fields={"name": "see", "remark": "approve"})
    link = caller.ok("POST", f"/customers/{one}/self-service", {})["link"]
    visit(caller, link[link.index("/f/my/") :], urlencode({"q.remark": "请更正"}).encode())
    make("event_kinds", name="预约", code="booked")
    make("tracking_sites", name="官网", origins="https://www.example.com")
    deed = {"kind": "booked", "at": datetime.now(UTC).isoformat()}
    acts = [{"id": "a", "who": {"visitor": "browser"}, **deed}, {"id": "b", "who": {"id": one}, **deed}]
    caller.ok("POST", "/events/batch", {"events": acts})
    caller.ok("POST", "/events/identify", {"visitor": "browser", "who": {"id": one}})
    template = make("import_templates", name="旧系统", object="customer", mapping={"客户编号": "code"})
    read_on_schedule(caller, make("import_sources", name="日报", template=template, reads="web", place=NOWHERE))
    changed = caller.ok("PATCH", f"/customers/{one}", {"version": 1, "phone": None, "remark": "改过"})
    caller.ok("POST", f"/changes/{changed['change_set']}/undo")
    caller.ok("POST", f"/customers/{one}/team", {"person": person, "may": "read"})
    again = make("customers", name="赵一一", kind="person", source="展会")
    caller.ok("POST", f"/customers/{one}/merge", {"from": [again]})
    caller.ok("DELETE", f"/tasks/{gone}")
    caller.ok("PATCH", "/settings", {"undo_days": 20})
    caller.ok("POST", "/quality/mail", {"wanted": True})
    learned = eventually(lambda: bool(caller.ok("GET", f"/customers/{one}/suggestions")["rows"]), seconds=150, pause=1)
    assert learned, "nothing was learned from a follow-up"
    upload = sent(caller, "/imports", "老客户.csv", ROWS.encode())["upload"]
    caller.ok("POST", f"/imports/{upload}/check", {"object": "customer"})
    caller.ok("PATCH", f"/imports/{upload}/rows", {"cells": [{"row": 2, "column": 1, "value": "导入甲甲"}]})
    jobs = [
        caller.ok("POST", f"/imports/{upload}/run", {"object": "customer"})["job"],
        caller.ok("POST", "/quality/run")["job"],
        caller.ok("POST", "/duplicates/scan", {"object": "customer"})["job"],
        caller.ok("POST", "/customers/export", {"format": "csv", "q": "赵一"})["job"],
    ]
    for job in jobs:
        done(caller, job)
