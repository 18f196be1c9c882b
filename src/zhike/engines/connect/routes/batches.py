"""Many records in one request, one answer a row and one change set in all: rows as they are given, or all that a
condition means.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhike.engines.connect import answers, asked, errors, strict
from zhike.engines.connect.once import once
from zhike.engines.connect.routing import Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.shared import MODES, OUTCOMES
from zhike.kernel import read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Malformed, Refused
from zhike.kernel.read import Query, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import Result, RowResult, bulk, codes, prepare, write
from zhike.kernel.write.bulk import ACTIONS
from zhike.kernel.write.draft import Draft

MEMBERS = frozenset({"mode", "match", "rows", "all_or_nothing", "where", "q", "values"})

CHANGING = ("update", "upsert", "delete", "restore")
MOST = 10_000
FEW = 20  # rows that whoever may change one record may change at once; more take the right `bulk`


TOLD = Told(query=(parts.INSIST,), body=parts.ref("Batch"), answer=parts.ref("BatchResult"), once=True)


@of_objects("POST", "/batch", "batch", lambda _: TOLD)
def batch(request: HttpRequest, name: str) -> HttpResponse:
    """Write many records."""
    actor, given = asked.insisting(request), asked.body(request, most=asked.BATCH, known=asked.INSIST)
    asked.only(given, MEMBERS)
    spec = specs.of(actor, name)
    mode = given.get("mode")
    if mode not in MODES:
        raise Malformed("write.wrong_mode", mode=str(mode)[:40])
    whole = given.get("all_or_nothing", False)
    if not isinstance(whole, bool):
        raise Malformed("request.wrong_member", name="all_or_nothing")

    key = given.get("match")
    if key is not None and not isinstance(key, str):
        raise Malformed("request.wrong_member", name="match")
    given_rows = _given(actor, spec, given, mode) if "rows" in given else None
    ready: list[list[Draft]] = []
    if given_rows is not None and mode in ("create", "upsert"):
        scope.need(actor, "create", spec)
        ready.append(prepare(actor, name, given_rows))
        codes.reserve(actor, spec, ready[0])  # see `records.create`

    def perform() -> HttpResponse:
        rows = _meant(actor, spec, given, mode) if given_rows is None else given_rows
        prepared = ready.pop() if ready else None
        result = write(actor, name, rows, mode=mode, key=key, all_or_nothing=whole, prepared=prepared)
        return answers.value(_told(result, actor.language))

    return once(request, actor, perform)


def _given(actor: Actor, spec: ObjectSpec, given: dict[str, Any], mode: str) -> list[dict[str, Any]]:
    """The rows of the body."""
    for other in ("where", "q", "values"):
        if other in given:
            raise Malformed("batch.rows_or_where")
    rows = given["rows"]
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Malformed("request.wrong_member", name="rows")
    if len(rows) > MOST:
        raise Malformed("write.too_many", most=MOST)
    if mode in CHANGING and len(rows) > FEW:
        scope.need(actor, "bulk", spec)
    return strict.rows(actor, spec, rows, new=mode == "create")


def _meant(actor: Actor, spec: ObjectSpec, given: dict[str, Any], mode: str) -> list[dict[str, Any]]:
    """A row for each record that the condition means; a right of its own, as a slip here reaches far."""
    query = _query(given, mode)
    for right in ("bulk", ACTIONS[mode]):
        scope.need(actor, right, spec)
    ids = read.find_ids(actor, spec.name, query, ACTIONS[mode], MOST)
    if len(ids) > MOST:
        raise Refused({}, "batch.too_many", most=MOST)
    checked = strict.row(actor, spec, given.get("values") or {}, new=True)
    return [{**checked, "id": one} for one in ids]


def _query(given: dict[str, Any], mode: str) -> Query:
    """The records that a condition and search words mean, once it is clear that they are meant. Errors: Malformed."""
    if mode not in ACTIONS or given.get("match") is not None or ("where" not in given and "q" not in given):
        raise Malformed("batch.rows_or_where")
    values, words = given.get("values"), given.get("q") or ""
    if not isinstance(words, str):
        raise Malformed("request.wrong_member", name="q")
    if (mode == "update") != (values is not None) or not isinstance(values or {}, dict):
        raise Malformed("request.wrong_member", name="values")
    query = Query(where=asked.plain_condition(given.get("where")), q=words, deleted=mode == "restore")
    if query.where is None and not words.strip():
        raise Malformed("batch.no_condition")
    return query


BULK = Told(body=parts.ref("Bulk"), answer=parts.ref("JobStarted"), status=202, once=True)


@of_objects("POST", "/bulk", "bulk", lambda _: BULK)
def in_background(request: HttpRequest, name: str) -> HttpResponse:
    """Change or delete every record that a condition means, however many, in the background."""
    actor, given = asked.actor(request), asked.body(request)
    asked.only(given, frozenset({"mode", "where", "q", "values"}))
    spec, mode = specs.of(actor, name), given.get("mode")
    if not isinstance(mode, str) or mode not in ACTIONS:
        raise Malformed("write.wrong_mode", mode=str(mode)[:40])
    query, values = _query(given, mode), given.get("values") or {}
    checked = strict.row(actor, spec, values, new=True)
    faults = {field: one for field, one in checked.items() if isinstance(one, Fault)}
    if faults:
        raise Refused(faults)
    return once(request, actor, lambda: answers.value({"job": bulk.start(actor, name, mode, query, checked)}, 202))


def _told(result: Result, language: str) -> dict[str, Any]:
    counts = dict.fromkeys(OUTCOMES, 0)
    return {
        "change_set": result.change_set,
        "counts": counts | result.counts,
        "results": [_row(one, language) for one in result.rows],
    }


def _row(row: RowResult, language: str) -> dict[str, Any]:
    told: dict[str, Any] = {"index": row.index, "id": row.id, "outcome": row.outcome}
    if row.version is not None:
        told["version"] = row.version
    if row.faults:
        told["errors"] = errors.faults(row.faults, language)
    return told
