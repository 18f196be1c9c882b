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
from zhike.kernel.errors import Malformed, Refused
from zhike.kernel.read import Query, scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import Result, RowResult, codes, prepare, write
from zhike.kernel.write.draft import Draft

MEMBERS = frozenset({"mode", "match", "rows", "all_or_nothing", "where", "q", "values"})
BY_CONDITION = ("update", "delete", "restore")
CHANGING = ("update", "upsert", "delete", "restore")
MOST = 10_000
FEW = 20  # rows that whoever may change one record may change at once; more take the right `bulk`


TOLD = Told(body=parts.ref("Batch"), answer=parts.ref("BatchResult"), once=True)


@of_objects("POST", "/batch", "batch", lambda _: TOLD)
def batch(request: HttpRequest, name: str) -> HttpResponse:
    """Write many records."""
    actor, given = asked.actor(request), asked.body(request, most=asked.BATCH)
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
    if mode not in BY_CONDITION or given.get("match") is not None:
        raise Malformed("batch.rows_or_where")
    if "where" not in given and "q" not in given:
        raise Malformed("batch.rows_or_where")
    scope.need(actor, "bulk", spec)
    values, words = given.get("values"), given.get("q") or ""
    if not isinstance(words, str):
        raise Malformed("request.wrong_member", name="q")
    if (mode == "update") != (values is not None) or not isinstance(values or {}, dict):
        raise Malformed("request.wrong_member", name="values")
    query = Query(where=asked.plain_condition(given.get("where")), q=words, deleted=mode == "restore")
    if query.where is None and not words.strip():
        raise Malformed("batch.no_condition")
    action = "update" if mode == "update" else "delete"
    scope.need(actor, action, spec)
    ids = read.find_ids(actor, spec.name, query, action, MOST)
    if len(ids) > MOST:
        raise Refused({}, "batch.too_many", most=MOST)
    checked = strict.row(actor, spec, values or {}, new=True)
    return [{**checked, "id": one} for one in ids]


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
