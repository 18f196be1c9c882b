"""The addresses under /api. They form a tree that is walked part by part: that costs a third of trying patterns."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.urls import re_path
from django.views.decorators.csrf import csrf_exempt

from zhike.engines.connect import errors
from zhike.engines.connect.api import api
from zhike.kernel.errors import ZhikeError

View = Callable[..., HttpResponseBase]
FORMS = {"int": re.compile(r"[0-9]{1,40}"), "str": re.compile(r"[^/]{1,200}")}


@dataclass
class Node:
    """One place in the tree: what answers here, and what may follow."""

    view: View | None = None
    plain: dict[str, Node] = field(default_factory=dict)
    hole: tuple[str, re.Pattern[str], Node] | None = None  # a part that differs: its name and form

    def grow(self, path: str, view: View) -> None:
        """Add what answers at a path as ninja writes it: `customers/{int:id}/timeline`."""
        node = self
        for part in path.split("/"):
            if part.startswith("{"):
                kind, _, name = part.strip("{}").rpartition(":")
                if node.hole is None:
                    node.hole = (name, FORMS[kind], Node())
                node = node.hole[2]
            else:
                node = node.plain.setdefault(part, Node())
        node.view = view

    def find(self, path: str) -> tuple[View | None, dict[str, str]]:
        """What answers at a path, and the parts in it that differ."""
        node: Node | None = self
        parts: dict[str, str] = {}
        for part in path.split("/"):
            assert node is not None
            found = node.plain.get(part)
            if found is None and node.hole is not None and node.hole[1].fullmatch(part):
                parts[node.hole[0]] = part
                found = node.hole[2]
            if found is None:
                return None, {}
            node = found
        return node.view if node else None, parts


def tree() -> Node:
    """All addresses of the API."""
    root = Node()
    for router in api()._get_bound_routers():
        for path, view in router.path_operations.items():
            root.grow(f"{router.prefix}{path}".strip("/"), view.get_view())
    return root


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponseBase:
    """There is no such address."""
    return errors.plain(request, "request.no_address", 404)


@csrf_exempt  # `signed_in` checks it, once it is known who asks
def answer(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a request; HEAD is a GET without its body, and whatever does not exist is refused as JSON."""
    view, request.parts = ROOT.find(path)  # type: ignore[attr-defined]
    if view is None:
        return nothing_here(request)
    head = request.method == "HEAD"
    if head:
        request.method = "GET"
    try:
        with ExitStack() as request.stack:  # type: ignore[attr-defined]
            found = view(request)
    except (ZhikeError, psycopg.Error) as error:  # at the end of what was read together
        found = api().on_exception(request, error)
    if head:
        request.method = "HEAD"
    left = getattr(request, "left", None)
    if left is not None:  # somebody is signed in, and there is a limit
        for name, value in left.headers().items():
            found.headers[name] = value
    return _refused(request, found) if isinstance(found, HttpResponseNotAllowed) else found


def _refused(request: HttpRequest, found: HttpResponseNotAllowed) -> HttpResponseBase:
    refused = errors.plain(request, "request.method", 405)
    refused.headers["Allow"] = found.headers["Allow"]
    return refused


ROOT = tree()
urlpatterns: list[Any] = [re_path(r"^v1/(?P<path>(?s:.*))\Z", answer), re_path("", nothing_here)]
