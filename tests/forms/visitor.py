"""Somebody without an account, at a form's page."""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db import connections
from django.test import Client

from tests.connect.company import Company, Program
from zhike.engines.forms import tickets

FORM = "application/x-www-form-urlencoded"
ASKED = [
    {
        "field": "name",
        "label": {"zh-CN": "您的称呼", "en": "Your name"},
        "help": {"zh-CN": "姓名或公司"},
        "required": True,
    },
    {"field": "phone", "required": True},
    {"field": "email"},
    {"field": "kind"},
    {"field": "birthday", "when": {"field": "kind", "op": "is", "value": "person"}, "required": True},
    {"field": "remark"},
    {"field": "source", "from": "utm_source", "value": "官网"},
]


def published(api: Program, **values: Any) -> tuple[int, str]:
    """A form for customers that is open, and its public id."""
    row = {"name": "预约演示", "object": "customer", "questions": ASKED, "active": True} | values
    made = api.post("/web_forms", row).ok(201)["id"]
    return made, api.get(f"/web_forms/{made}/page").ok()["public_id"]


def solve(nonce: str) -> str:
    """The number that the page's script finds."""
    number = 0
    while int.from_bytes(hashlib.sha256(f"{nonce}:{number}".encode()).digest()[:4]) >> (32 - tickets.BITS):
        number += 1
    return str(number)


@dataclass
class Visitor:
    """Opens a form and sends it, as a browser does, or as nobody should."""

    form: str
    http: Client = field(default_factory=Client)
    language: str = "zh-CN"

    def ask(self, method: str, path: str, data: bytes = b"", kind: str = FORM, **headers: str) -> Any:
        sent = {"Accept-Language": self.language, **headers}
        return self.http.generic(method, path, data, content_type=kind, headers=sent)

    def open(self, query: str = "") -> Any:
        return self.ask("GET", f"/f/{self.form}{query}")

    def ticket(self, at: float | None = None) -> tickets.Ticket:
        """One of a page that was opened a minute ago, so that no test waits."""
        return tickets.new(self.form, time.time() - 60 if at is None else at)

    def send(self, answer: dict[str, Any], *, ticket: tickets.Ticket | None = None, proof: str | None = None) -> Any:
        """Send an answer: names of fields, or of other inputs with a point or without."""
        page = ticket or self.ticket()
        names = {"agree", "lang", "embed", "fax_number"}
        given = {name if name in names or "." in name else f"q.{name}": value for name, value in answer.items()}
        given |= {"ticket": page.text, "proof": solve(page.nonce) if proof is None else proof}
        return self.post(urlencode(given, doseq=True).encode())

    def post(self, body: bytes, kind: str = FORM) -> Any:
        return self.ask("POST", f"/f/{self.form}", body, kind)


def sent(answer: Any) -> None:
    """It was taken."""
    assert answer.status_code == 303, re.sub(r"<[^>]+>", " ", answer.content.decode())
    assert "/thanks" in answer.headers["Location"]


def everything(company: Company, table: str) -> str:
    """All rows of a company in a table, as whoever gets hold of the database reads them."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t WHERE tenant_id = %s", [company.tenant])
        return "\n".join(row[0] for row in cursor.fetchall())
