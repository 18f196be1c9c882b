"""What only browsers need - sessions, CSRF, the signed-in person - and programs with a token pass by.

A request to the API with `Authorization: Bearer` has no session and no `request.user`: whoever reads its token says who
it is. It needs no CSRF token either, as no browser adds that header by itself.
"""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Middleware:
    """Django's three middlewares as one that a token passes by."""

    def __init__(self, get_response: GetResponse) -> None:
        self._pass_by = get_response
        self._csrf = CsrfViewMiddleware(AuthenticationMiddleware(get_response))
        self._browser = SessionMiddleware(self._csrf)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if has_token(request):
            request.user = AnonymousUser()
            request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
            return self._pass_by(request)
        return self._browser(request)  # type: ignore[return-value]

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """The CSRF check, which must know the view."""
        return None if has_token(request) else self._csrf.process_view(request, view, args, kwargs)


def has_token(request: HttpRequest) -> bool:
    """Is it a request to the API with a bearer token? Sign-in itself is for browsers, whatever header they send."""
    if not request.path_info.startswith("/api/"):
        return False
    return bool(request.META.get("HTTP_AUTHORIZATION", "")[:7].lower() == "bearer ")
