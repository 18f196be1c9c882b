"""What the API says about itself and about the world: meta, regions, its own description."""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from zhike.engines.connect import answers, asked
from zhike.engines.connect.meta import document
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import document as openapi
from zhike.engines.connect.schema import parts
from zhike.kernel.values import region


@general("GET", "/meta", "meta", Told(answer=parts.ref("Meta"), cached=True))
def meta(request: HttpRequest) -> HttpResponse:
    """All that a page must know of the tenant, the person and the objects. A browser gets its CSRF cookie here, too."""
    actor = asked.actor(request)
    asked.query(request)
    if actor.via == "page":
        get_token(request)
    tag = document.tag(actor)
    email = request.email  # type: ignore[attr-defined]
    return answers.unchanged(request, tag) or answers.kept(request, document.of(actor, email, tag))


@general("GET", "/regions", "regions", Told(answer=parts.many(parts.ref("Region")), cached=True))
def regions(request: HttpRequest) -> HttpResponse:
    """Provinces, cities and districts as a tree of code, title and children."""
    asked.query(request)
    tree = _tree()
    return answers.unchanged(request, tree.tag) or answers.kept(request, tree)


@cache
def _tree() -> answers.Kept:
    return answers.keep(orjson.dumps([_node(one) for one in region.tree()]))


def _node(one: dict[str, Any]) -> dict[str, Any]:
    return {"code": one["code"], "title": one["name"], "children": [_node(child) for child in one["children"]]}


@general("GET", "/openapi.json", "openapi", Told(answer={"type": "object"}, cached=True), public=True)
def description(request: HttpRequest) -> HttpResponse:
    """This description of the API."""
    asked.query(request)
    made = _description()
    return answers.unchanged(request, made.tag) or answers.kept(request, made)


@cache
def _description() -> answers.Kept:
    return answers.keep(orjson.dumps(openapi.document()))
