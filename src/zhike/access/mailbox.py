"""Where a colleague gets mail, and in which language."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.access.member import Member
from zhike.kernel import db


@dataclass(frozen=True, kw_only=True)
class Mailbox:
    """An address that somebody reads."""

    email: str
    language: str


def of(tenant_id: int, person_id: int) -> Mailbox | None:
    """Of a person who works here and has an address."""
    with db.transaction(tenant_id) as tx:
        row = tx.one(Member.select(tenant_id) + " AND p.id = %s", (person_id,))
    if row is None:
        return None
    member = Member(*row)
    return Mailbox(email=member.email, language=member.language) if member.active and member.email else None
