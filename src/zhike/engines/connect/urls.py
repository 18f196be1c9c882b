"""The addresses under /api/v1, grouped by their first part so that finding one does not try them all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.urls.resolvers import RoutePattern
from django.views.decorators.csrf import csrf_exempt

from zhike.engines.connect import errors
from zhike.engines.connect.api import api

View = Callable[..., HttpResponse]


def guarded(view: View) -> View:
    """HEAD is a GET without its body; a method that does not exist is refused as JSON."""

    @wraps(view)
    def answer(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        try:
            with ExitStack() as request.stack:  # type: ignore[attr-defined]
                found = view(request, **kwargs)
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:  # at the end of what was read together
            found = api().on_exception(request, error)
        if head:
            request.method = "HEAD"
        if isinstance(found, HttpResponseNotAllowed):
            refused = errors.plain(request, "request.method", 405)
            refused.headers["Allow"] = found.headers["Allow"]
            return refused
        return found

    return csrf_exempt(answer)


@csrf_exempt
def nothing_here(request: HttpRequest, **_: Any) -> HttpResponse:
    """There is no such address."""
    return errors.plain(request, "request.no_address", 404)


def grouped(patterns: list[URLPattern]) -> list[URLPattern | URLResolver]:
    """Patterns by the first part of their path; Django compares plain prefixes before anything else."""
    alone: dict[str, URLPattern] = {}
    inside: dict[str, list[URLPattern]] = {}
    for one in patterns:
        assert isinstance(one.pattern, RoutePattern)
        first, slash, rest = str(one.pattern).partition("/")
        made = path(rest if slash else first, guarded(one.callback))
        if slash:
            inside.setdefault(first, []).append(made)
        else:
            alone[first] = made
    return [*alone.values(), *(path(f"{first}/", include(found)) for first, found in inside.items())]


def _patterns() -> list[URLPattern]:
    found: list[URLPattern] = []
    for router in api()._get_bound_routers():
        found += router.urls_paths(router.prefix)
    return found


urlpatterns = [*grouped(_patterns()), re_path("", nothing_here)]
