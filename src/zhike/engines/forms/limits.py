"""How fast strangers may ask: so many requests a minute from one address, and so many answers a minute to one form.

An address is limited over all forms, so that nobody finds forms by trying; a form over all addresses, so that many
machines do not fill the inbox. Both stand before the first statement to the database.
"""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest

from zhike.access import address
from zhike.engines.connect.pace import Pace

VIEWS, SENT, TO_A_FORM = 240, 60, 600  # a minute; a fair's visitors come from one address


@cache
def _views() -> Pace:
    return Pace(VIEWS)


@cache
def _sent() -> Pace:
    return Pace(SENT)


@cache
def _to_a_form() -> Pace:
    return Pace(TO_A_FORM)


def look(request: HttpRequest) -> None:
    """Somebody opens a page. Errors: TooMany."""
    _views().take(address.of_one(address.of(request)))


def send(request: HttpRequest, form: str) -> None:
    """Somebody sends an answer. Errors: TooMany."""
    _sent().take(address.of_one(address.of(request)))
    _to_a_form().take(form)


def forget() -> None:
    """Begin anew."""
    for one in (_views, _sent, _to_a_form):
        one.cache_clear()
