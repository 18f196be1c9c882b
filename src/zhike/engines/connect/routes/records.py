"""Reading and writing records: what every object has under its plural name."""

from __future__ import annotations

from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked, strict
from zhike.engines.connect.once import once
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Forbidden, NotFound, Refused, Stale
from zhike.kernel.kinds import Link, Links
from zhike.kernel.read import Query
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import Result, RowResult, write

LIST = frozenset({"where", "sort", "columns", "limit", "after", "page", "q", "count", "deleted"})


def asked_query(given: dict[str, str]) -> Query:
    """What a list, or an export of it, asks for."""
    return Query(
        where=asked.condition(given),
        sort=given.get("sort", ""),
        columns=asked.names(given, "columns") or None,
        limit=asked.number(given, "limit", 50) or 0,
        after=given.get("after") or None,
        page=asked.number(given, "page"),
        q=given.get("q", ""),
        count=asked.flag(given, "count", default=True),
        deleted=asked.flag(given, "deleted"),
    )


def many(request: HttpRequest, name: str) -> HttpResponse:
    """A page of records."""
    page = read.page(asked.actor(request), name, asked_query(asked.query(request, LIST)))
    return answers.text(page.json())


def one(request: HttpRequest, name: str) -> HttpResponse:
    """One record with every field that the actor sees."""
    deleted = asked.flag(asked.query(request, frozenset({"deleted"})), "deleted")
    return answers.text(read.record(asked.actor(request), name, asked.path_id(request), deleted=deleted))


def create(request: HttpRequest, name: str) -> HttpResponse:
    """Make a record."""
    actor, given = asked.actor(request), asked.body(request)
    spec = specs.of(actor, name)

    def perform() -> HttpResponse:
        return _write_one(actor, spec, strict.row(spec, given, new=True), "create", 201)

    return once(request, actor, perform)


def change(request: HttpRequest, name: str) -> HttpResponse:
    """Change some fields of a record, if it still has the version that was read."""
    actor, record_id, given = asked.actor(request), asked.path_id(request), asked.body(request)
    spec = specs.of(actor, name)
    version = given.get("version")
    if isinstance(version, bool) or not isinstance(version, int):
        raise Refused({"version": Fault("write.version_missing")}, "write.version_missing")
    if "id" in given and given["id"] != record_id:
        raise Refused({"id": Fault("field.not_writable")})

    def perform() -> HttpResponse:
        return _write_one(actor, spec, {**strict.row(spec, given, new=False), "id": record_id}, "update", 200)

    return once(request, actor, perform)


def remove(request: HttpRequest, name: str) -> HttpResponse:
    """Put a record into the recycle bin."""
    actor, record_id = asked.actor(request), asked.path_id(request)
    asked.query(request)
    spec = specs.of(actor, name)

    def perform() -> HttpResponse:
        return _write_one(actor, spec, {"id": record_id}, "delete", 200)

    return once(request, actor, perform)


def _write_one(actor: Actor, spec: ObjectSpec, row: dict[str, Any], mode: str, status: int) -> HttpResponse:
    """Write a row and answer with the record as it is now, read in the same transaction."""
    found: list[str] = []

    def look(tx: db.Transaction, result: Result) -> None:
        del tx
        if not result.refused:
            found.append(_seen(actor, spec, result.rows[0], deleted=mode == "delete"))

    result = write(actor, spec.name, [row], mode=mode, also=look)
    if result.refused:
        raise _refusal(actor, spec, result.rows[0])
    return answers.text(answers.with_member(found[0], "change_set", result.change_set), status)


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
    found = {}
    for name, (yours, theirs) in (row.stale or {}).items():
        kind = spec.fields[name].kind
        to = spec.fields[name].to
        if to and isinstance(kind, Link) and isinstance(yours, int):
            yours = {"id": yours, "title": read.title(actor, to, yours)}
        elif to and isinstance(kind, Links) and isinstance(yours, list):
            yours = [{"id": part, "title": read.title(actor, to, part)} for part in yours]
        found[name] = (yours, now.get(name, theirs))
    return found
