"""What becomes of suggestions: shown to who may change the record, accepted, ignored, or taken by a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from zhike.engines.capture import kept
from zhike.engines.capture.kept import Suggestion
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Conflict, Forbidden, NotFound, Refused
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import Query, scope
from zhike.kernel.read.page import MOST_ROWS, selection
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.words import say
from zhike.kernel.write import write

SHOWN = 50


def of_record(actor: Actor, object_name: str, record_id: int) -> list[dict[str, Any]]:
    """The suggestions for a record; none for who may only look at it. Errors: NotFound, Forbidden."""
    spec = specs.of(actor, object_name)
    with db.transaction(actor.tenant_id) as tx:
        now = orjson.loads(read.record(actor, object_name, record_id))
        if not (actor.may("update", object_name) and read.reaches(actor, object_name, record_id, "update")):
            return []
        waiting_ = kept.of_record(tx, object_name, record_id)
        sources = _sources(actor, waiting_)
        shown = [_shown(actor, spec, now, one, sources) for one in waiting_]
    return [one for one in shown if one]


def waiting(actor: Actor) -> list[dict[str, Any]]:
    """The newest suggestions for the actor's own records; of objects without owners for those that they may change."""
    with db.transaction(actor.tenant_id) as tx:
        about = [(name, spec) for name, spec in specs.all_of(actor).items() if spec.shape.personal]
        newest = sorted(
            (one for name, spec in about if actor.may("update", name) for one in _newest(tx, actor, spec)), reverse=True
        )
        records = list(dict.fromkeys((name, record_id) for _, name, record_id in newest))
        found: list[dict[str, Any]] = []
        for name, record_id in records:
            if len(found) >= SHOWN:
                break
            title = {"object": name, "id": record_id, "title": read.title(actor, name, record_id)}
            found += [{**one, "record": title} for one in of_record(actor, name, record_id)]
    return found[:SHOWN]


def _newest(tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> list[tuple[int, str, int]]:
    """Id, object and record of the newest for the actor's own records of an object."""
    path = spec.owner
    if spec.shape.follows and (to := spec.fields[spec.shape.follows].to):
        path = f"{spec.shape.follows}.{specs.of(actor, to).owner}"
    mine = {"field": path, "op": "is", "value": "me"} if path and actor.person_id else None
    own = selection(actor, spec, Query(where=mine), Compiler(actor), "update")
    return kept.waiting(tx, spec.name, own.wrapped(f'SELECT t.id FROM "{spec.table}" t WHERE '), SHOWN)


Sources = dict[tuple[str, int], dict[str, Any]]


def _shown(
    actor: Actor, spec: ObjectSpec, now: dict[str, Any], one: Suggestion, sources: Sources
) -> dict[str, Any] | None:
    """A suggestion as the actor sees it; None for a field that is not theirs, or that has this value by now, and for
    what stands in a record that they do not see.
    """
    field, rights = spec.fields.get(one.field), actor.on(spec.name)
    source = sources.get((one.source_object, one.source_id))
    if field is None or field.read_only or one.field in rights.hidden | rights.read_only or source is None:
        return None
    masked = rights.masks(one.field, field.kind)
    if not masked and now.get(one.field) == one.value:
        return None
    return {
        "id": one.id, "field": one.field, "label": field.label(actor.language),
        "value": field.kind.mask(str(one.value)) if masked else one.value, "raw": "" if masked else one.raw,
        "before": now.get(one.field), "confidence": round(one.confidence, 2), "at": one.at.isoformat(),
        "source": source,
    }  # fmt: skip


def _sources(actor: Actor, some: Sequence[Suggestion]) -> Sources:
    """The records that suggestions are from, of those that the actor sees with all the texts that were read."""
    ids: dict[str, set[int]] = {}
    for one in some:
        ids.setdefault(one.source_object, set()).add(one.source_id)
    known = specs.all_of(actor)
    return {
        (name, row["id"]): _source(actor, known[name], row)
        for name, wanted in ids.items()
        if name in known and actor.may("read", name) and _reads(actor, known[name])
        for row in map(orjson.loads, _rows(actor, known[name], wanted))
    }


def _reads(actor: Actor, spec: ObjectSpec) -> bool:
    rights = actor.on(spec.name)
    return all(rights.shows(one.name, one.kind) for one in spec.own_fields if one.kind.kind == "long_text")


def _rows(actor: Actor, spec: ObjectSpec, ids: set[int]) -> list[str]:
    query = Query(ids=tuple(sorted(ids)[-MOST_ROWS:]), limit=MOST_ROWS, count=False)
    return read.page(actor, spec.name, query).rows


def _source(actor: Actor, spec: ObjectSpec, row: dict[str, Any]) -> dict[str, Any]:
    at = row.get(spec.shape.timeline_at) or row.get("created_at")
    return {"object": spec.name, "label": spec.label(actor.language), "id": row["id"], "at": at}


def accept(actor: Actor, object_name: str, record_id: int, suggestion_id: int) -> int | None:
    """Write the value, in the actor's name; the change set, by which it is undone.

    Errors: NotFound, Forbidden; Conflict for one that somebody has decided on; Refused at the field.
    """
    spec = _need(actor, object_name, record_id)
    with db.transaction(actor.tenant_id) as tx:
        one = _waits(tx, actor, spec, record_id, suggestion_id)
        change_set = _take(actor, spec, one)
        kept.decide(tx, one.id, "accepted", actor.person_id, change_set)
    return change_set


def ignore(actor: Actor, object_name: str, record_id: int, suggestion_id: int) -> None:
    """Refuse a suggestion: it does not come again. Errors: NotFound, Forbidden, Conflict."""
    spec = _need(actor, object_name, record_id)
    with db.transaction(actor.tenant_id) as tx:
        one = _waits(tx, actor, spec, record_id, suggestion_id)
        kept.decide(tx, one.id, "ignored", actor.person_id, None)


def _need(actor: Actor, object_name: str, record_id: int) -> ObjectSpec:
    """Errors: Forbidden, NotFound for who may not change the record."""
    spec = specs.of(actor, object_name)
    scope.need(actor, "update", spec)
    if not read.reaches(actor, object_name, record_id, "update"):
        raise NotFound("record.not_found")
    return spec


def _waits(tx: db.Transaction, actor: Actor, spec: ObjectSpec, record_id: int, suggestion_id: int) -> Suggestion:
    one = kept.one(tx, spec.name, record_id, suggestion_id)
    if one is None:
        raise Conflict("suggestion.decided")
    rights = actor.on(spec.name)
    if one.field not in spec.fields or one.field in rights.hidden | rights.read_only:
        raise Forbidden("suggestion.not_your_field")
    if not _sources(actor, [one]):
        raise NotFound("record.not_found")
    return one


def _take(actor: Actor, spec: ObjectSpec, one: Suggestion) -> int | None:
    """Errors: Refused when the record does not take the value."""
    label = specs.of(actor, one.source_object).label(actor.language)
    why = Why(reason=say("suggestion.reason", actor.language, source=label, id=one.source_id))
    result = write(actor, spec.name, [{"id": one.record_id, one.field: one.value}], mode="update", why=why)
    if result.refused:
        raise Refused({name or one.field: fault for name, fault in result.rows[0].faults.items()})
    return result.change_set


def by_rule(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, record_id: int, suggestion_id: int, *, blank: bool
) -> None:
    """Take a new suggestion if a rule trusts it; of several rules for a field the most careful one holds."""
    one = kept.one(tx, spec.name, record_id, suggestion_id)
    rows = tx.rows(
        f"SELECT trust FROM capture_suggestionrule WHERE tenant_id = {tx.tenant_id} AND object = %s AND field = %s"
        " AND deleted_at IS NULL",
        (spec.name, one.field if one else ""),
    )
    trust = {row[0] for row in rows}
    if one is None or not trust or "ask" in trust or (not blank and trust != {"replace"}):
        return
    try:
        with db.savepoint(tx):
            change_set = _take(actor, spec, one)
            kept.decide(tx, one.id, "accepted", None, change_set)
    except (Refused, Conflict):  # it waits for a person, who is told why
        return
