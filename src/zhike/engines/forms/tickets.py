"""What a page carries so that its answer is known to come from it: a signed ticket with the time, and a puzzle.

The puzzle: a number after which SHA-256 of `nonce:number` begins with some zero bits. Finding it takes a browser part
of a second, and whoever sends a million answers many hours; looking takes one hash. Each is used once.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from dataclasses import dataclass

from django.core import signing

from zhike.kernel import db

SALT = "zhike.forms.ticket"
LASTS = 24 * 3600  # seconds for which a page can be sent
SOONEST = 2.0  # seconds that a person needs at least
BITS = 16
SOLUTION = re.compile(r"[0-9]{1,12}")
KEPT = "2 days"  # that is longer than a ticket lasts


@dataclass(frozen=True)
class Ticket:
    """A page that was given out."""

    text: str  # as the page carries it
    form: str  # the public id
    nonce: str
    at: float  # Unix time


def new(form: str, at: float | None = None) -> Ticket:
    """A ticket for a page of a form."""
    nonce, now = secrets.token_urlsafe(12), time.time() if at is None else at
    return Ticket(signing.dumps([form, nonce, round(now, 1)], salt=SALT), form, nonce, now)


def read(text: str, form: str) -> Ticket | None:
    """A ticket that a page brought back; None when it is not ours, of another form, or too old."""
    if len(text) > 400:
        return None
    try:
        of, nonce, at = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return Ticket(text, of, nonce, at) if of == form and time.time() - at < LASTS else None


def too_soon(ticket: Ticket) -> bool:
    """Whether nobody could have read the page by now."""
    return time.time() - ticket.at < SOONEST


def solved(ticket: Ticket, solution: str) -> bool:
    """Whether this is an answer to the ticket's puzzle."""
    if not SOLUTION.fullmatch(solution):
        return False
    found = hashlib.sha256(f"{ticket.nonce}:{solution}".encode()).digest()
    return int.from_bytes(found[:4]) >> (32 - BITS) == 0


def spend(tx: db.Transaction, ticket: Ticket) -> bool:
    """Use a ticket up; False when it was used before."""
    taken = tx.one(
        f"INSERT INTO forms_proof (tenant_id, nonce, at) VALUES ({tx.tenant_id}, %s, now())"
        " ON CONFLICT DO NOTHING RETURNING 1",
        (ticket.nonce,),
    )
    return taken is not None


def prune(tx: db.Transaction) -> None:
    """Forget those whose tickets are too old by now."""
    tx.execute(f"DELETE FROM forms_proof WHERE tenant_id = {tx.tenant_id} AND at < now() - interval '{KEPT}'")
