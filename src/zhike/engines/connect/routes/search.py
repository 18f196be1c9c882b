"""Finding records of every kind at once."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, general
from zhike.engines.connect.schema import parts
from zhike.kernel import specs
from zhike.kernel.errors import Malformed
from zhike.kernel.search import find

MOST = 50


TOLD = Told(
    query=(
        parts.parameter("q", parts.TEXT, "What a person types: characters, pinyin, initials, codes, tails of numbers."),
        parts.parameter("objects", parts.TEXT, "Names of objects with commas; all when absent."),
        parts.limit(MOST, 10),
    ),
    answer=parts.ref("Hits"),
)


@general("GET", "/search", "search", TOLD)
def search(request: HttpRequest) -> HttpResponse:
    """The best matches for what a person typed."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"q", "objects", "limit"}))
    limit = asked.number(given, "limit", 10) or 0
    if not 1 <= limit <= MOST:
        raise Malformed("read.bad_limit", most=MOST)
    objects = asked.names(given, "objects")
    for one in objects:
        if one not in specs.all_of(actor):
            raise Malformed("request.unknown_object", name=one[:60])
    return answers.value({"rows": find.find(actor, given.get("q", ""), objects=objects, limit=limit)})
