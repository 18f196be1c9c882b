"""How fast web sites may send: so many requests a minute from one address, and so many to one site.

Both stand before the first statement to the database.
"""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest

from zhike.access import address
from zhike.engines.connect.pace import Pace

FROM_AN_ADDRESS, TO_A_SITE = 120, 6000  # a minute; a page gathers events for some seconds


@cache
def _from_an_address() -> Pace:
    return Pace(FROM_AN_ADDRESS)


@cache
def _to_a_site() -> Pace:
    return Pace(TO_A_SITE)


def send(request: HttpRequest, site: str) -> None:
    """A page sends events. Errors: TooMany."""
    _from_an_address().take(address.of_one(address.of(request)))
    _to_a_site().take(site)


def forget() -> None:
    """Begin anew."""
    for one in (_from_an_address, _to_a_site):
        one.cache_clear()
