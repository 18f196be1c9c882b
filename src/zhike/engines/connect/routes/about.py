"""What the API says about itself and about the world: meta, regions, workdays, its own description."""

from __future__ import annotations

from datetime import MAXYEAR
from functools import cache, lru_cache
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from zhike.engines.connect import answers, asked
from zhike.engines.connect.meta import document
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import document as openapi
from zhike.engines.connect.schema import parts
from zhike.kernel.errors import Malformed
from zhike.kernel.values import region, workdays


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


YEAR = parts.parameter("year", parts.whole(1, MAXYEAR), "Which year.", required=True)


@general("GET", "/workdays", "workdays", Told(query=(YEAR,), answer=parts.ref("Workdays"), cached=True))
def of_year(request: HttpRequest) -> HttpResponse:
    """The days of a year in mainland China that are holidays, or weekends worked to make up for them."""
    year = asked.number(asked.query(request, frozenset({"year"})), "year", least=1)
    if year is None or year > MAXYEAR:
        raise Malformed("request.not_a_number", name="year")
    found = _days(year, asked.language(request))
    return answers.unchanged(request, found.tag) or answers.kept(request, found)


@lru_cache(maxsize=64)
def _days(year: int, language: str) -> answers.Kept:
    found = workdays.special(year)
    days = [{"on": one.on, "work": one.work, "name": workdays.title(one.holiday, language)} for one in found or ()]
    return answers.keep(orjson.dumps({"year": year, "known": found is not None, "days": days}))


@general("GET", "/openapi.json", "openapi", Told(answer={"type": "object"}, cached=True), public=True)
def description(request: HttpRequest) -> HttpResponse:
    """This description of the API."""
    asked.query(request)
    made = _description()
    return answers.unchanged(request, made.tag) or answers.kept(request, made)


@cache
def _description() -> answers.Kept:
    return answers.keep(orjson.dumps(openapi.document()))
