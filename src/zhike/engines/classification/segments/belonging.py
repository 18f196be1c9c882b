"""Which segments a record is in, and which there are for conditions to name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from zhike.engines.classification.segments import sets
from zhike.engines.classification.segments.defined import SET, Segment, of
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import deeds
from zhike.kernel.read import find, scope
from zhike.kernel.read.page import Query

Json = dict[str, Any]


def of_record(actor: Actor, name: str, record_id: int) -> Json:
    """The segments of a record's object whose members the actor may know, those it is in first. Errors: NotFound."""
    read.record(actor, name, record_id)
    open_ = _open_to(actor, name)
    with db.transaction(actor.tenant_id) as tx:
        since: dict[int, datetime] = dict(
            tx.rows(
                f"SELECT segment_id, since FROM classification_member WHERE tenant_id = {tx.tenant_id}"
                " AND record_id = %s AND segment_id = ANY(%s::bigint[])",
                (record_id, db.bigints(one.id for one in open_)),
            )
        )
    return {
        "rows": [
            {
                "id": one.id,
                "title": one.name,
                "kind": one.kind,
                "member": one.id in since,
                "since": since[one.id].isoformat() if one.id in since else None,
                "where": one.where,
            }
            for one in sorted(open_, key=lambda one: (one.id not in since, one.name))
        ]
    }


def terms(actor: Actor, name: str) -> Json:
    """What a condition on an object may name besides its fields. Errors: Forbidden."""
    spec = specs.of(actor, name)
    scope.need(actor, "read", spec)
    found = deeds.every(actor, spec)
    return {
        "deeds": [{"code": code, "label": _label(one.labels, actor.language)} for code, one in found.items()],
        "sets": [{"in": one.set, "label": one.name, "id": one.id} for one in _open_to(actor, name)],
    }


def _label(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language) or next(iter(labels.values()))


def _open_to(actor: Actor, name: str) -> list[Segment]:
    """The segments of an object whose members the actor may know."""
    if not actor.may("read", SET):
        return []
    spec = specs.of(actor, name)
    with db.transaction(actor.tenant_id) as tx:
        known = of(tx, name)
        visible = find.find_ids(actor, SET, Query(ids=tuple(known)), "read", len(known)) if known else []
    return [one for one in known.values() if one.id in visible and sets.find(actor, spec, str(one.id), False)]
