"""What strangers send: nothing of it is run, kept twice, taken on trust, or answered with more than a calm page."""

from __future__ import annotations

import time
from html.parser import HTMLParser
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.connect.company import Company, Program
from tests.forms.visitor import ASKED, FORM, Visitor, published, sent
from zhike.engines.forms import given as givens
from zhike.engines.forms import limits, tickets
from zhike.kernel import db
from zhike.kernel.errors import Malformed

GOOD = {"name": "王小明", "phone": "13911223344"}
SCRIPT = "\"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


HARMLESS = {
    "html", "head", "meta", "title", "link", "style", "body", "main", "h1", "p", "form", "div", "label", "input", "b",
    "span", "select", "option", "textarea", "button", "noscript",
}  # fmt: skip


class Tags(HTMLParser):
    """The tags and attributes of a page, as a browser reads them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.scripts: list[object] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "script":
            self.scripts.append(tuple(attrs))


def left(api: Program) -> tuple[int, int]:
    """How many customers there are, and how many answers wait."""
    return len(api.get("/customers").ok()["rows"]), len(api.get("/answers").ok()["rows"])


def test_no_text_is_ever_run(company: Company, api: Program) -> None:
    option = {"label_zh": SCRIPT[:60], "object": "customer", "code": "pick", "kind": "choice"}
    api.post(
        "/custom_fields", option | {"choices": [{"value": "a", "label_zh": SCRIPT[:60], "label_en": SCRIPT[:60]}]}
    ).ok(201)
    words = {"zh-CN": SCRIPT, "en": SCRIPT}
    asked = [{"field": one, "label": words, "help": words} for one in ("name", "phone", "remark", "kind", "pick")]
    texts = dict.fromkeys(("title", "intro", "thanks", "consent"), words)
    _, key = published(api, name=SCRIPT[:60], questions=asked, texts=texts)
    visitor = Visitor(key)
    pages = [
        visitor.open("?" + urlencode({"utm_source": SCRIPT, "page": SCRIPT, "lang": SCRIPT})),
        visitor.send({"name": SCRIPT, "phone": SCRIPT, "remark": SCRIPT, "from.page": SCRIPT, "lang": SCRIPT}),
        visitor.ask("GET", f"/f/{key}/thanks"),
        visitor.ask("GET", f"/f/{quote(SCRIPT)}"),
    ]
    for page in pages:
        text = page.content.decode()
        found = Tags(text)
        assert found.names <= {*HARMLESS, "script"}
        assert found.scripts in ([], [(("src", "/f/form.js"), ("defer", None))])
        assert not [name for name in found.attributes if name.startswith("on")]
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in policy
    assert visitor.ask("GET", f"/f/{quote(SCRIPT)}/embed.js").status_code == 404


def test_forms_that_are_not_there_look_like_closed_ones(company: Company, api: Program) -> None:
    form, key = published(api)
    other = Visitor(published(api, active=False)[1])
    tenant, word = key.split("-")
    names = [f"{tenant}-{'a' * 14}", f"9{tenant}-{word}", "0-" + word, word, f"{tenant}-{word}x", f"{tenant}%00-{word}"]
    closed = other.open()
    assert closed.status_code == 404
    for name in names:
        visitor = Visitor(name)
        assert visitor.open().content == closed.content
        assert visitor.open().status_code == 404
        assert visitor.send(GOOD).content == closed.content
    visitor = Visitor(key)
    assert visitor.open().status_code == 200
    api.delete(f"/web_forms/{form}").ok()
    assert visitor.open().content == closed.content
    assert visitor.send(GOOD).content == closed.content
    assert left(api) == (0, 0)


def test_a_page_is_sent_once(api: Program, visitor: Visitor) -> None:
    page = visitor.ticket()
    sent(visitor.send(GOOD, ticket=page))
    again = visitor.send(GOOD | {"name": "别人"}, ticket=page)
    assert again.status_code == 409
    assert "已经提交过了" in again.content.decode()
    assert left(api) == (1, 0)


def test_a_ticket_is_ours_and_of_its_form_and_time(api: Program, visitor: Visitor) -> None:
    now = time.time()
    other = tickets.new(published(api)[1], now - 60)
    good = visitor.ticket()
    wrong = [
        other,
        tickets.new(visitor.form, now - tickets.LASTS - 1),
        tickets.new(visitor.form, now + 600),  # nobody reads so fast, however slow this machine is
        tickets.Ticket(good.text + "x", visitor.form, good.nonce, now),
        tickets.Ticket(good.text[5:], visitor.form, good.nonce, now),
        tickets.Ticket("", visitor.form, good.nonce, now),
        tickets.Ticket("[]:x:y", visitor.form, good.nonce, now),
        tickets.Ticket("x" * 5000, visitor.form, good.nonce, now),
    ]
    for one in wrong:
        back = visitor.send(GOOD, ticket=one)
        assert back.status_code == 422
        assert "再提交一次" in back.content.decode()
        assert 'value="13911223344"' in back.content.decode()
    assert left(api) == (0, 0)


def test_a_wrong_proof_and_a_filled_trap_wait_for_somebody(api: Program, visitor: Visitor) -> None:
    solution = tickets.new("x")
    for proof in ("", "0x1", "-1", "9" * 40, "1.5", solution.nonce):
        sent(visitor.send(GOOD, proof=proof))
    sent(visitor.send(GOOD | {"fax_number": "1"}))
    assert left(api) == (0, 7)


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "text/plain", "", "x" * 500])
def test_only_what_a_form_sends_is_read(api: Program, visitor: Visitor, kind: str) -> None:
    assert visitor.post(b"q.name=x", kind).status_code == 400


def test_large_and_unreadable_bodies(api: Program, visitor: Visitor) -> None:
    assert visitor.post(b"q.remark=" + b"x" * 10_000_000).status_code == 413
    for body in (b"q.name=%ff", b"\xff\xfe", b"q.name=%00", b"q.name=%ED%A0%80", b"&".join([b"q.name=x"] * 400)):
        assert visitor.post(body).status_code == 400
    body = urlencode({"ticket": visitor.ticket().text, "q.name": "x" * 60_000, "q.phone": "13911223344"}).encode()
    assert visitor.post(body).status_code == 422  # too long for its field
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert visitor.ask(method, f"/f/{visitor.form}").status_code == 405
    assert left(api) == (0, 0)


def test_a_flood_is_answered_without_the_database(
    api: Program, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SENT", 5)
    statements: list[str] = []
    with db.watching(statements.append):
        assert [visitor.post(b"x=1").status_code for _ in range(5)] == [400] * 5
        statements.clear()
        refused = visitor.post(b"x=1")
    assert (refused.status_code, statements) == (429, [])
    assert int(refused.headers["Retry-After"]) > 0
    assert "请稍等" in refused.content.decode()
    assert visitor.ask("POST", f"/f/{visitor.form}", b"x=1", FORM, **{"X-Forwarded-For": "9.9.9.9"}).status_code == 429


def test_many_machines_do_not_fill_the_inbox(api: Program, visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TO_A_FORM", 5)

    def from_machine(number: int) -> int:
        address = f"10.0.0.{number}"
        return visitor.http.post(f"/f/{visitor.form}", b"x=1", content_type=FORM, REMOTE_ADDR=address).status_code

    assert [from_machine(number) for number in range(1, 8)] == [400] * 5 + [429] * 2


def test_only_named_sites_may_frame_a_form(api: Program) -> None:
    def frames(key: str) -> str:
        return str(Visitor(key).open().headers["Content-Security-Policy"].rpartition("frame-ancestors ")[2])

    assert frames(published(api)[1]) == "'none'"
    sites = "https://www.example.com\n\nhttp://a.example:8080"
    assert frames(published(api, sites=sites)[1]) == "https://www.example.com http://a.example:8080"
    for wrong in ("https://a.example; script-src *", "*", "javascript:x", "https://a.example/path", "https://*.a"):
        row = {"name": "x", "object": "customer", "questions": ASKED, "sites": wrong}
        assert "sites" in api.post("/web_forms", row).refused(422, "write.refused")["fields"]


BROKEN = [
    {"questions": {}}, {"questions": ["name"]}, {"questions": [{}]}, {"questions": [{"field": 1}]},
    {"questions": [{"field": "name", "x": 1}]}, {"questions": [{"field": "nothing"}]},
    {"questions": [{"field": "name"}, {"field": "name"}]}, {"questions": [{"field": "phone"}]},
    {"questions": [{"field": "name"}, {"field": "owner"}]}, {"questions": [{"field": "name"}, {"field": "tags"}]},
    {"questions": [{"field": "name"}, {"field": "born_on"}]}, {"questions": [{"field": "name", "value": "x"}]},
    {"questions": [{"field": "name"}, {"field": "kind", "value": "robot"}]},
    {"questions": [{"field": "name", "label": {"fr": "x"}}]}, {"questions": [{"field": "name", "label": {"en": 1}}]},
    {"questions": [{"field": "name", "from": "cookie"}]}, {"questions": [{"field": "name", "when": {}}]},
    {"questions": [{"field": "name", "when": {"field": "kind", "op": "is", "value": "person"}}, {"field": "kind"}]},
    {"questions": [{"field": "name"}, {"field": "email", "when": {"field": "name", "op": "is", "value": "x"}}]},
    {"texts": ["x"]}, {"texts": {"other": {"en": "x"}}}, {"texts": {"title": "x"}}, {"object": "nothing"},
    {"object": "person"}, {"object": "web_form"}, {"purpose": 99}, {"confirm": True}, {"team": [99]},
    {"record_owner": 99},
]  # fmt: skip


@pytest.mark.parametrize("values", BROKEN, ids=repr)
def test_a_form_that_cannot_be_answered_is_not_published(api: Program, values: dict[str, object]) -> None:
    row = {"name": "坏", "object": "customer", "questions": ASKED, "active": True} | values
    error = api.post("/web_forms", row).refused(422)
    assert error["fields"]
    assert all(one["message"] != one["code"] for one in error["fields"].values())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_body_is_read_or_refused(body: bytes) -> None:
    try:
        found = givens.parse(body)
    except Malformed:
        return
    assert all(isinstance(one, str) for values in found.values() for one in values)
