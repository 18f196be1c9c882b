"""Who may enter: a session or a token makes an actor. A session must also prove that our own page sent the request.

What a program reads with a token is read in one transaction, from finding out whose the token is to the last row: that
saves two round trips to the database of each request.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import cache
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.utils import check_csrf

from zhike.access import identity, tokens
from zhike.engines.connect.pace import Pace
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden

SAFE = frozenset({"GET", "HEAD"})
VIEW = "/me/view"  # where one stops looking through another's eyes


def signed_in(request: HttpRequest) -> Actor:
    """The actor of a request; ninja keeps it as `request.auth`. Errors: Unauthenticated, Forbidden, TooMany."""
    if request.method in SAFE:
        _read_together(request)
    who = identity.of(request)
    request.auth = who.actor  # type: ignore[attr-defined]  # so that a refusal below speaks the person's language
    request.email = who.email  # type: ignore[attr-defined]
    request.left = pace().take((who.actor.tenant_id, who.actor.viewer or who.actor.person_id, who.by))  # type: ignore[attr-defined]
    if who.by == "session" and request.method not in SAFE and check_csrf(request) is not None:
        raise Forbidden("request.csrf")
    if who.actor.viewer is not None and request.method not in SAFE and not request.path.endswith(VIEW):
        raise Forbidden("view_as.only_looking")
    return who.actor


def _read_together(request: HttpRequest) -> None:
    """Open the transaction of the tenant that the token names; it ends with the request."""
    form = tokens.FORM.fullmatch(request.META.get("HTTP_AUTHORIZATION", "")[7:].strip())
    if form is not None:
        cast("ExitStack", request.stack).enter_context(db.transaction(int(form[1])))  # type: ignore[attr-defined]


@cache
def pace() -> Pace:
    """The limit of this process."""
    return Pace(settings.API_REQUESTS_PER_MINUTE)
