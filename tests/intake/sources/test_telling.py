"""The owner of a source is told by mail when it fails, once until it works again."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.connect.company import Company, Program
from tests.intake.sources.conftest import Inbox
from tests.intake.sources.reading import TWO, read, source
from zhike.engines.intake import jobs


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


def test_a_failure_is_told_once(company: Company, api: Program, inbox: Inbox, box: Box) -> None:
    one = source(api, name="门店\n日报")
    inbox.put("坏.csv", "甲,乙\n1,2\n")
    for _ in range(3):
        if read(company, one).tell:
            jobs.tell(tenant_id=company.tenant, source=one)
    ((to, mail),) = box.messages
    assert to == [api.get(f"/people/{company.owner}").ok()["email"]]
    assert "日报" in mail["Subject"]
    assert "客户编号" in mail.get_content()
    (inbox.path / "坏.csv").unlink()
    inbox.put("好.csv", TWO)
    assert not read(company, one).tell
    inbox.put("又坏.csv", "甲,乙\n3,4\n")
    assert read(company, one).tell
    jobs.tell(tenant_id=company.tenant, source=one)
    assert len(box.messages) == 2


def test_nobody_is_told_of_what_was_mended_since(company: Company, api: Program, inbox: Inbox, box: Box) -> None:
    one = source(api)
    inbox.put("坏.csv", "甲,乙\n1,2\n")
    assert read(company, one).tell
    (inbox.path / "坏.csv").unlink()
    read(company, one)
    jobs.tell(tenant_id=company.tenant, source=one)
    assert box.messages == []
