"""Guesses at passwords and codes, and what they are counted by: A-21.

Of a browser that the account has signed in with before, only its own failures count. Of any other: those of the account
at this address, of the address with whatever account, and of the account from wherever. So whoever guesses shuts
themselves out, and an account that many guess at is shut for minutes to strangers, never to its own browsers.
"""

from __future__ import annotations

from django.http import HttpRequest

from zhike.access import address, attempts, devices
from zhike.access.attempts import Attempt, Count, Rule

PAIR = Rule(free=5)
PLACE = Rule(free=10)
ACCOUNT = Rule(free=10)
CODE = Rule(free=5, longest=3600)
GIVEN = Rule(free=30)  # passwords that one administrator makes for others


def of_password(request: HttpRequest, email: str) -> Attempt:
    """Count a try of a password, for an address that somebody has or nobody. Errors: TooMany."""
    email = _plain(email)
    device = devices.known(request, email)
    if device:
        return attempts.begin(Count.of(PAIR, "device", email, device))
    place = address.of_one(address.of(request))
    return attempts.begin(
        Count.of(PAIR, "pair", email, place), Count.of(PLACE, "place", place), Count.of(ACCOUNT, "account", email)
    )


def of_code(request: HttpRequest, email: str) -> Attempt:
    """Count a try of a second step by whoever has the password. Errors: TooMany."""
    email = _plain(email)
    return attempts.begin(Count.of(CODE, "code", email, devices.known(request, email) or ""))


def let_in(email: str) -> None:
    """Forget what others have guessed at an account, which has a new password now."""
    email = _plain(email)
    attempts.forget(Count.of(ACCOUNT, "account", email), Count.of(CODE, "code", email, ""))


def of_giving(tenant_id: int, person_id: int | None) -> None:
    """Count a password that an administrator makes for somebody. Errors: TooMany."""
    attempts.begin(Count.of(GIVEN, "given", tenant_id, person_id))


def _plain(email: str) -> str:
    return email.strip().lower()
