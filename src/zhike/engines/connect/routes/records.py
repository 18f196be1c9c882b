"""Reading and writing records: what every object has under its plural name."""

from __future__ import annotations

import re
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked, strict
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.objects import title
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Forbidden, Malformed, NotFound, Refused, Stale
from zhike.kernel.read import Query, merged, scope
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write import Result, RowResult, codes, prepare, write
from zhike.kernel.write.draft import Draft, is_handle

DELETED = parts.parameter("deleted", parts.FLAG, "1: in the recycle bin.")
QUERY = (
    parts.parameter("where", parts.TEXT, "A condition as JSON; see the schema Condition."),
    parts.parameter("sort", parts.TEXT, "Fields with commas, `-` before one for descending: `-updated_at,name`."),
    parts.parameter("columns", parts.TEXT, "Fields with commas; `@list` for those its list shows; all when absent."),
    parts.limit(500, 50),
    parts.EMPTY_PAGE_CURSOR,
    parts.parameter("page", parts.whole(1, 10_000), "A page by number instead."),
    parts.parameter("q", parts.TEXT, "What a person types to find records."),
    parts.parameter("count", parts.FLAG, "0: do not count."),
    DELETED,
)
FIRST_ID = re.compile(rb'\{"id":(\d+)')
LIST = frozenset({"where", "sort", "columns", "limit", "after", "page", "q", "count", "deleted"})


def asked_query(given: dict[str, str]) -> Query:
    """What a list asks for. Errors: Malformed."""
    if "after" in given and "page" in given:
        raise Malformed("request.either", one="after", other="page")
    return Query(
        where=asked.condition(given),
        sort=given.get("sort", ""),
        columns=asked.names(given, "columns") or None,
        limit=asked.number(given, "limit", 50) or 0,
        after=given.get("after") or None,
        page=asked.number(given, "page", least=1),
        q=given.get("q", ""),
        count=asked.flag(given, "count", default=True),
        deleted=asked.flag(given, "deleted"),
    )


@of_objects("GET", "", "list", lambda spec: Told(query=QUERY, answer=parts.ref(title(spec) + "Page"), errors=(403,)))
def many(request: HttpRequest, name: str) -> HttpResponse:
    """A page of records."""
    page = read.page(asked.actor(request), name, asked_query(asked.query(request, LIST)))
    return answers.text(page.json())


@of_objects(
    "GET",
    "/{int:id}",
    "get",
    lambda spec: Told(query=(DELETED,), answer=parts.ref(title(spec)), errors=(403,), moved=True),
)
def one(request: HttpRequest, name: str) -> HttpResponse:
    """One record with every field that the actor sees; an id that went into another record leads there (308)."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    deleted = asked.flag(asked.query(request, frozenset({"deleted"})), "deleted")
    try:
        return answers.text(read.record(actor, name, record_id, deleted=deleted))
    except NotFound:
        now = None if deleted else merged.into(actor, name, record_id)
        if now is None:
            raise
        answer = answers.text(read.record(actor, name, now), 308)  # a record that is out of sight stays not found
        answer.headers["Location"] = f"{request.path.rpartition('/')[0]}/{now}"
        return answer


def _written(spec: ObjectSpec, body: str | None, status: int = 200, query: tuple[parts.Schema, ...] = ()) -> Told:
    given = parts.ref(title(spec) + body) if body else None
    return Told(query=query, body=given, answer=parts.ref(title(spec) + "Written"), status=status, once=True)


@of_objects("POST", "", "create", lambda spec: _written(spec, "Create", 201, (parts.INSIST,)))
def create(request: HttpRequest, name: str) -> HttpResponse:
    """Make a record."""
    actor, given = asked.insisting(request), asked.body(request, known=asked.INSIST)
    spec = specs.of(actor, name)
    scope.need(actor, "create", spec)
    row = strict.row(actor, spec, given, new=True)
    ready = [prepare(actor, name, (row,))]
    codes.reserve(actor, spec, ready[0])  # before a transaction is open, so that nobody waits for our number

    def perform() -> HttpResponse:
        return _write_one(actor, spec, row, "create", 201, ready.pop() if ready else None)

    answer = once(request, actor, perform)
    record_id = FIRST_ID.match(answer.content)
    if record_id:
        answer.headers["Location"] = f"{request.path}/{record_id[1].decode()}"
    return answer


@of_objects("PATCH", "/{int:id}", "change", lambda spec: _written(spec, "Change"))
def change(request: HttpRequest, name: str) -> HttpResponse:
    """Change some fields of a record, if it still has the version that was read."""
    actor, record_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    spec = specs.of(actor, name)
    if not is_handle(given.get("version")):
        raise Refused({"version": Fault("write.version_missing")}, "write.version_missing")
    if "id" in given and given["id"] != record_id:
        raise Refused({"id": Fault("field.not_writable")})

    def perform() -> HttpResponse:
        return _write_one(actor, spec, {**strict.row(actor, spec, given, new=False), "id": record_id}, "update", 200)

    return once(request, actor, perform)


@of_objects("DELETE", "/{int:id}", "delete", lambda spec: _written(spec, None))
def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Put a record into the recycle bin."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    spec = specs.of(actor, name)

    def perform() -> HttpResponse:
        return _write_one(actor, spec, {"id": record_id}, "delete", 200)

    return once(request, actor, perform)


def _write_one(
    actor: Actor, spec: ObjectSpec, row: dict[str, Any], mode: str, status: int, prepared: list[Draft] | None = None
) -> HttpResponse:
    """Write a row and answer with the record as it is now, read in the same transaction."""
    found: list[str] = []

    def look(tx: db.Transaction, result: Result) -> None:
        del tx
        if not result.refused:
            found.append(_seen(actor, spec, result.rows[0], deleted=mode == "delete"))

    result = write(actor, spec.name, [row], mode=mode, also=look, prepared=prepared)
    if result.refused:
        raise _refusal(actor, spec, result.rows[0])
    return answers.text(answers.with_member(found[-1], "change_set", result.change_set), status)


def _seen(actor: Actor, spec: ObjectSpec, row: RowResult, *, deleted: bool) -> str:
    """The record, or only its id when the actor has written it out of their own sight."""
    try:
        return read.record(actor, spec.name, row.id or 0, deleted=deleted)
    except (NotFound, Forbidden):
        return orjson.dumps({"id": row.id, "version": row.version}).decode()


def _refusal(actor: Actor, spec: ObjectSpec, row: RowResult) -> Exception:
    """Why a single row was not written, as the error that says so."""
    whole = row.faults.get("")
    missing = row.faults.get("id")
    if missing and missing.code == "record.not_found":
        return NotFound("record.not_found")
    if whole and row.stale is not None:
        return Stale(row.version or 0, _both(actor, spec, row))
    if whole and whole.code.startswith("right."):
        return Forbidden(whole.code, **whole.data)
    return Refused(row.faults)


def _both(actor: Actor, spec: ObjectSpec, row: RowResult) -> dict[str, tuple[object, object]]:
    """Your value and theirs of each field in conflict, as the API shows values."""
    now = orjson.loads(read.record(actor, spec.name, row.id or 0))
    return {
        name: (_shown(actor, spec.fields[name], yours), now.get(name)) for name, (yours, _) in (row.stale or {}).items()
    }


def _shown(actor: Actor, field: FieldSpec, value: Any) -> Any:
    """A value that was to be written, links with their titles."""
    if field.to and isinstance(value, int):
        return {"id": value, "title": read.title(actor, field.to, value)}
    if field.to and isinstance(value, list):
        return [_shown(actor, field, one) for one in value]
    return value
