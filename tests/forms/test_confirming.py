"""Double opt-in: an answer counts once its sender has followed the link in an e-mail, and pressed the button."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import signing
from django.db import connections

from tests.connect.company import Company, Program
from tests.forms.visitor import Visitor, everything, published, sent
from zhike.engines.forms import answers, jobs, links

ASKED = [{"field": "name"}, {"field": "email", "required": True}]
GOOD = {"name": "王小明", "email": "wang@example.com"}


class Box:
    """What a mail server was given."""

    def __init__(self) -> None:
        self.messages: list[Any] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - named by aiosmtpd
        self.messages.append((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def box(settings: Any) -> Iterator[Box]:
    found = Box()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Controller(found, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.SENDS_MAIL = "127.0.0.1", port, True
    yield found
    server.stop()


def waiting(company: Company) -> int:
    """The number of the answer that waits for its link."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT id FROM forms_answer WHERE tenant_id = %s AND state = 'unconfirmed'", [company.tenant])
        return int(cursor.fetchall()[-1][0])


def work(company: Company) -> int:
    """Send the link, as a worker would."""
    answer_id = waiting(company)
    jobs.send_link(tenant_id=company.tenant, answer_id=answer_id, site="https://crm.example")
    return answer_id


def test_an_answer_counts_when_its_link_is_followed(company: Company, api: Program, box: Box) -> None:
    visitor = Visitor(published(api, questions=ASKED, confirm=True)[1], language="en")
    done = visitor.send(GOOD)
    sent(done)
    assert "look at your e-mail" in visitor.ask("GET", done.headers["Location"]).content.decode()
    assert "wang@example.com" not in everything(company, "forms_answer")
    assert api.get("/customers").ok()["rows"] == api.get("/answers").ok()["rows"] == []
    work(company)
    ((to, mail),) = box.messages
    assert to == ["wang@example.com"]
    text = mail.get_content()
    assert "confirm" in mail["Subject"]
    path = re.search(r"https://crm\.example(/f/confirm/\S+)", text)
    assert path is not None
    link = path[1]
    for _ in range(2):  # what only looks at links confirms nothing
        assert "<button>Confirm</button>" in visitor.ask("GET", link).content.decode()
    assert api.get("/customers").ok()["rows"] == []
    assert "Confirmed" in visitor.ask("POST", link).content.decode()
    assert [one["name"] for one in api.get("/customers").ok()["rows"]] == ["王小明"]
    again = visitor.ask("POST", link)
    assert (again.status_code, "confirmed already" in again.content.decode()) == (410, True)
    assert len(api.get("/customers").ok()["rows"]) == 1


def test_links_that_are_not_good(company: Company, api: Program, box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = Visitor(published(api, questions=ASKED, confirm=True)[1])
    sent(visitor.send(GOOD))
    good = links.token(company.tenant, waiting(company))
    for wrong in (good[:-1] + ("a" if good[-1] != "a" else "b"), "x", signing.dumps([1, 1], salt="other"), good + "/"):
        for method in ("GET", "POST"):
            assert visitor.ask(method, f"/f/confirm/{wrong}").status_code == 404
    with monkeypatch.context() as later:
        later.setattr(links, "CONFIRM_HOURS", 0)
        for method in ("GET", "POST"):
            over = visitor.ask(method, f"/f/confirm/{good}")
            assert (over.status_code, "链接已过期" in over.content.decode()) == (410, True)
    gone = links.token(company.tenant, 9_000_000)
    assert visitor.ask("POST", f"/f/confirm/{gone}").status_code == 410
    assert api.get("/customers").ok()["rows"] == []


def test_what_is_never_confirmed_is_forgotten(company: Company, api: Program, box: Box) -> None:
    visitor = Visitor(published(api, questions=ASKED, confirm=True)[1])
    sent(visitor.send(GOOD))
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE forms_answer SET at = now() - interval '3 days' WHERE tenant_id = %s", [company.tenant])
    jobs.prune(0)
    assert everything(company, "forms_answer") == ""


def test_nobody_looks_at_what_waits_for_ever(company: Company, api: Program, visitor: Visitor) -> None:
    sent(visitor.send({"name": "王小明", "phone": "13911223344"}, proof=""))
    with connections["owner"].cursor() as cursor:
        age = f"{answers.KEPT_DAYS + 1} days"
        cursor.execute("UPDATE forms_answer SET at = now() - %s::interval WHERE tenant_id = %s", [age, company.tenant])
    jobs.prune(0)
    assert api.get("/answers").ok()["rows"] == []
    (row,) = api.get("/answers", state="dropped").ok()["rows"]
    assert row["values"] == {}


def test_a_closed_server_of_mail_is_tried_again(company: Company, api: Program, box: Box, settings: Any) -> None:
    visitor = Visitor(published(api, questions=ASKED, confirm=True)[1])
    sent(visitor.send(GOOD))
    settings.EMAIL_PORT = 1
    with pytest.raises(OSError):
        work(company)
    assert api.get("/answers").ok()["rows"] == []


def test_a_line_break_in_a_name_reaches_no_header(company: Company, api: Program, box: Box) -> None:
    visitor = Visitor(published(api, questions=ASKED, confirm=True)[1])
    assert visitor.send(GOOD | {"email": "wang@example.com\r\nBcc: x@example.com"}).status_code == 422
