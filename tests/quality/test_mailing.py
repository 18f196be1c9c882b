"""The report of a week goes by mail to those who want it, once, and says what they may see."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.connect.company import Company, Program
from tests.quality.conftest import look
from zhike.engines.quality import jobs, mailing
from zhike.kernel import db


class Box:
    """What a mail server was given; one that is `full` takes nothing."""

    def __init__(self) -> None:
        self.messages: list[Any] = []
        self.full = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - named by aiosmtpd
        if self.full:
            return "452 no room"
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


def work(company: Company) -> int:
    """Send what waits, as the worker would; to how many."""
    with db.transaction(company.tenant) as tx:
        people = mailing.waiting(tx)
    for one in people:
        jobs.mail_report(tenant_id=company.tenant, person_id=one)
    return len(people)


def a_week_goes_by(company: Company) -> None:
    with db.transaction(company.tenant) as tx:
        for table, column in (("quality_day", "day"), ("quality_report", "week"), ("quality_reader", "week")):
            tx.execute(f"UPDATE {table} SET {column} = {column} - 7 WHERE tenant_id = {company.tenant}")


def email(api: Program, person: int) -> str:
    return str(api.get(f"/people/{person}").ok()["email"])


def test_who_wants_it_gets_it_once_a_week(company: Company, box: Box) -> None:
    api = company.program()
    assert api.get("/quality").ok()["mailed"] is False
    api.post("/quality/mail", {"wanted": True}).ok()
    assert api.get("/quality").ok()["mailed"] is True
    assert work(company) == 0  # there is no report yet
    api.post("/customers", {"name": "甲", "kind": "person"}).ok(201)
    look(company, api)
    assert (work(company), work(company)) == (1, 0)
    ((to, mail),) = box.messages
    assert to == [email(api, company.owner)]
    assert "周报" in mail["Subject"]
    assert "客户" in mail.get_content()
    assert "缺少电话: 1" in mail.get_content().replace("：", ": ")
    a_week_goes_by(company)
    api.post("/customers", {"name": "乙", "kind": "person"}).ok(201)
    look(company, api)
    assert work(company) == 1
    assert "(+1)" in box.messages[-1][1].get_content()
    api.post("/quality/mail", {"wanted": False}).ok()
    a_week_goes_by(company)
    look(company, api)
    assert work(company) == 0


def test_no_value_of_a_record_is_in_it(company: Company, box: Box) -> None:
    api = company.program()
    api.post("/quality/mail", {"wanted": True}).ok()
    api.post("/customers", {"name": "极其少见的名字", "kind": "person", "phone": "13900007777"}).ok(201)
    look(company, api)
    work(company)
    text = box.messages[0][1].get_content()
    assert "极其少见" not in text
    assert "7777" not in text


def test_in_the_language_of_its_reader(company: Company, box: Box) -> None:
    steward = company.colleague("steward")
    api = company.program()
    version = api.get(f"/people/{steward}").ok()["version"]
    api.patch(f"/people/{steward}", {"version": version, "language": "en"}).ok()
    company.program(steward).post("/quality/mail", {"wanted": True}).ok()
    api.post("/customers", {"name": "甲", "kind": "person"}).ok(201)
    look(company, api)
    work(company)
    ((to, mail),) = box.messages
    assert to == [email(api, steward)]
    assert mail["Subject"].startswith("Data quality")
    assert "Customers: " in mail.get_content()


def test_not_to_whom_it_is_closed_by_now(company: Company, box: Box) -> None:
    api = company.program()
    people = [company.colleague("steward"), company.colleague("steward")]
    for one in people:
        company.program(one).post("/quality/mail", {"wanted": True}).ok()
    sales = company.program(company.colleague("sales"))
    sales.post("/quality/mail", {"wanted": True}).refused(403)
    roles = {row["code"]: row["id"] for row in api.get("/roles", columns="code").ok()["rows"]}
    changes = ({"roles": [roles["sales"]]}, {"active": False})
    for one, change in zip(people, changes, strict=True):
        version = api.get(f"/people/{one}").ok()["version"]
        api.patch(f"/people/{one}", {"version": version, **change}).ok()
    api.post("/customers", {"name": "甲", "kind": "person"}).ok(201)
    look(company, api)
    work(company)
    assert box.messages == []
    assert work(company) == 0


def test_what_the_server_does_not_take_waits(company: Company, box: Box) -> None:
    api = company.program()
    api.post("/quality/mail", {"wanted": True}).ok()
    api.post("/customers", {"name": "甲", "kind": "person"}).ok(201)
    look(company, api)
    box.full = True
    with pytest.raises(OSError, match="452"):
        work(company)
    box.full = False
    assert work(company) == 1
    assert len(box.messages) == 1


def test_without_a_server_for_mail_it_is_not_offered(company: Company, settings: Any) -> None:
    settings.SENDS_MAIL = False
    assert company.program().get("/quality").ok()["mailed"] is None
