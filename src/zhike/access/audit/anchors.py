"""Anchors: the last seal of each chain, kept where the database's owner cannot change it.

A file of anchors has one JSON object a line and is only appended to; it may hold those of several companies.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.core.mail import EmailMessage

from zhike.access.audit import seals
from zhike.kernel import db, words

NAME = "anchors.jsonl"


@dataclass(frozen=True)
class Anchor:
    """The number and hash (hex) of a company's last seal at a moment (ISO 8601)."""

    tenant: int
    number: int
    hash: str
    at: str


def taken(tenant_id: int) -> Anchor:
    """The anchor of all that a company has up to now."""
    seals.seal(tenant_id)
    with db.transaction(tenant_id) as tx:
        last = seals.newest(tx)
    return Anchor(tenant_id, last.number, last.hash.hex(), datetime.now(UTC).isoformat(timespec="seconds"))


def text(anchors: Sequence[Anchor]) -> str:
    """The lines of a file."""
    return "".join(json.dumps(asdict(one)) + "\n" for one in anchors)


def keep(path: Path, anchors: Sequence[Anchor]) -> None:
    """Add anchors to a file, which is made if it is not there. Errors: OSError."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text(anchors))
        file.flush()
        os.fsync(file.fileno())


def kept(path: Path) -> dict[int, dict[int, str]]:
    """Company -> number -> hash, of a file. Errors: OSError, ValueError, KeyError, TypeError."""
    found: dict[int, dict[int, str]] = {}
    for line in path.read_text("utf-8").splitlines():
        held = json.loads(line)
        found.setdefault(int(held["tenant"]), {})[int(held["number"])] = str(held["hash"])
    return found


def mail(to: str, anchors: Sequence[Anchor]) -> None:
    """Send anchors, as a file that `audit verify` takes. Errors: OSError, those of smtplib among them."""
    language = words.DEFAULT
    subject = words.say("audit.anchor_mail", language, on=f"{datetime.now(UTC):%Y-%m-%d}")
    message = EmailMessage(subject, words.say("audit.anchor_mail_text", language, file=NAME), to=[to])
    message.attach(NAME, text(anchors), "text/plain")
    message.send()
