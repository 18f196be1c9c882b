"""Who may enter: a session or a token makes an actor. A session must also prove that our own page sent the request."""

from __future__ import annotations

from django.http import HttpRequest
from ninja.utils import check_csrf

from zhike.access import identity
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden

SAFE = frozenset({"GET", "HEAD"})


def signed_in(request: HttpRequest) -> Actor:
    """The actor of a request; ninja keeps it as `request.auth`. Errors: Unauthenticated, Forbidden."""
    who = identity.of(request)
    request.auth = who.actor  # type: ignore[attr-defined]  # so that a refusal below speaks the person's language
    request.email = who.email  # type: ignore[attr-defined]
    if who.by == "session" and request.method not in SAFE and check_csrf(request) is not None:
        raise Forbidden("request.csrf")
    return who.actor
