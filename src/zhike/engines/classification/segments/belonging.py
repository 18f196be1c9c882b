"""Which segments a record is in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from zhike.engines.classification.segments import sets
from zhike.engines.classification.segments.defined import SET, of
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.read import find
from zhike.kernel.read.page import Query

Json = dict[str, Any]


def of_record(actor: Actor, name: str, record_id: int) -> Json:
    """The segments of a record's object whose members the actor may know, those it is in first. Errors: NotFound."""
    read.record(actor, name, record_id)
    if not actor.may("read", SET):
        return {"rows": []}
    spec = specs.of(actor, name)
    with db.transaction(actor.tenant_id) as tx:
        known = of(tx, name)
        visible = find.find_ids(actor, SET, Query(ids=tuple(known)), "read", len(known)) if known else []
        since: dict[int, datetime] = dict(
            tx.rows(
                f"SELECT segment_id, since FROM classification_member WHERE tenant_id = {tx.tenant_id}"
                " AND record_id = %s AND segment_id = ANY(%s::bigint[])",
                (record_id, db.bigints(visible)),
            )
        )
    open_ = [one for one in known.values() if one.id in visible and sets.find(actor, spec, str(one.id), False)]
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
