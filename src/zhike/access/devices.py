"""Browsers that an account has signed in with before: others who guess its password do not keep them out.

Such a browser holds a signed cookie that names it, and the accounts that it knows by a keyed hash of their address, so
that nothing is looked up and nothing tells whether there is such an account. It opens nothing by itself: the browser's
own failures are counted apart, that is all (OWASP: device cookies).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

NAME, PATH = "zhike_device", "/_allauth/"
SECONDS = 180 * 24 * 3600
MOST = 5  # accounts that one browser is known to
SALT = "zhike.access.devices"


def known(request: HttpRequest, email: str) -> str | None:
    """The browser's own name, if the account has signed in with it before."""
    device, accounts = _read(request)
    return device if device and _mark(email) in accounts else None


def remember(request: HttpRequest, email: str) -> None:
    """Have the answer to this request make the browser known to an account."""
    device, accounts = _read(request)
    mine = _mark(email)
    others = [one for one in accounts if one != mine]
    request.device = [device or secrets.token_urlsafe(16), [mine, *others][:MOST]]  # type: ignore[attr-defined]


def middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Send the cookie of a browser that has just signed in."""

    def send(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        device = getattr(request, "device", None)
        if device is not None:
            response.set_cookie(
                NAME, signing.dumps(device, salt=SALT), max_age=SECONDS, path=PATH, httponly=True, samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )  # fmt: skip
        return response

    return send


def _read(request: HttpRequest) -> tuple[str | None, list[str]]:
    try:
        device, accounts = signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=SECONDS)
    except signing.BadSignature:  # none, not ours, or too old
        return None, []
    return device, accounts


def _mark(email: str) -> str:
    return salted_hmac(SALT, email.strip().lower(), algorithm="sha256").hexdigest()[:32]
