"""What stands beside a record: its timeline, its history, what links to it; and a condition in words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.kernel import read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api as conditions
from zhike.kernel.errors import Malformed, NotFound
from zhike.kernel.journal import history as journal
from zhike.kernel.read import Query, scope

MOST_TITLES = 50  # looked up for one condition; the rest are shown by number


KINDS = parts.parameter("kinds", parts.TEXT, "Names of objects with commas; all when absent.")
TIMELINE = Told(
    query=(parts.EMPTY_PAGE_CURSOR, KINDS, parts.limit(200, 30)), answer=parts.ref("Timeline"), errors=(403,)
)
HISTORY = Told(query=(parts.AFTER_ID,), answer=parts.ref("History"), errors=(403,))
RELATED = Told(answer=parts.ref("Related"), errors=(403,))
WORDS = Told(body=parts.ref("WordsGiven"), answer=parts.ref("Words"))
USED = Told(
    query=(
        parts.parameter("field", parts.TEXT, "A field of the kind tags; default: the first there is."),
        parts.parameter("q", parts.TEXT, "A part of the tag."),
    ),
    answer=parts.ref("UsedTags"), errors=(403,),
)  # fmt: skip


@of_objects("GET", "/{int:id}/timeline", "timeline", lambda _: TIMELINE)
def timeline(request: HttpRequest, name: str) -> HttpResponse:
    """Everything that happened with a record, newest first."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    given = asked.query(request, frozenset({"after", "kinds", "limit"}))
    only, after = asked.names(given, "kinds"), given.get("after") or None
    limit = asked.number(given, "limit", 30) or 0
    if not 1 <= limit <= 200:
        raise Malformed("read.bad_limit", most=200)
    _need_objects(actor, only)
    scope.need(actor, "read", specs.of(actor, name))
    found = read.timeline(actor, name, record_id, after=after, only=only, limit=limit)
    if not found.rows:
        _need_record(actor, name, record_id)
    return answers.text(found.json())


@of_objects("GET", "/{int:id}/history", "history", lambda _: HISTORY)
def history(request: HttpRequest, name: str) -> HttpResponse:
    """What changed in a record, newest first; also of one in the recycle bin."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    after = asked.number(asked.query(request, frozenset({"after"})), "after")
    _need_record(actor, name, record_id, or_deleted=True)
    return answers.value(journal.of_record(actor, name, record_id, after=after))


@of_objects("GET", "/{int:id}/related", "related", lambda _: RELATED)
def related(request: HttpRequest, name: str) -> HttpResponse:
    """How many records of each kind link to a record."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    scope.need(actor, "read", specs.of(actor, name))
    found = read.related(actor, name, record_id)
    if not any(one["value"] for one in found.values()):
        _need_record(actor, name, record_id)
    return answers.value(found)


@of_objects("POST", "/words", "words", lambda _: WORDS)
def words(request: HttpRequest, name: str) -> HttpResponse:
    """A condition as a phrase in the actor's language."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"where"}))
    spec = specs.of(actor, name)
    scope.need(actor, "read", spec)
    known: dict[tuple[str, int], str] = {}

    def title(other: str, record_id: int) -> str:
        if (other, record_id) not in known:
            looked = len(known) < MOST_TITLES
            known[other, record_id] = read.title(actor, other, record_id) if looked else f"#{record_id}"
        return known[other, record_id]

    if "where" not in given:
        raise Malformed("request.wrong_member", name="where")
    where = asked.plain_condition(given["where"]) or {"all": []}
    return answers.value({"words": conditions.to_words(actor, spec, where, title)})


@of_objects("GET", "/tags", "tags", lambda _: USED)
def tags(request: HttpRequest, name: str) -> HttpResponse:
    """The tags that records have, the most used first."""
    actor = asked.actor(request)
    given = asked.query(request, frozenset({"field", "q"}))
    found = read.used_tags(actor, name, given.get("field") or None, given.get("q", ""))
    return answers.value({"rows": [{"value": value, "count": count} for value, count in found]})


def _need_record(actor: Actor, name: str, record_id: int, *, or_deleted: bool = False) -> None:
    """Errors: NotFound when the actor sees no such record."""
    where = {"field": "id", "op": "=", "value": record_id}
    for deleted in (False, True) if or_deleted else (False,):
        if read.find_ids(actor, name, Query(where=where, deleted=deleted), "read", 1):
            return
    raise NotFound("record.not_found")


def _need_objects(actor: Actor, wanted: tuple[str, ...]) -> None:
    """Errors: Malformed for a name that is no object."""
    for one in wanted:
        if one not in specs.all_of(actor):
            raise Malformed("request.unknown_object", name=one[:60])
