"""The events of one record, the latest first, for whoever sees the record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from zhike.engines.behaviour import counts, known, people, visitors
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed

PAGE = 50
CURSOR = re.compile(r"([0-9T:.+-]{20,40})~([0-9a-f]{32})")
COLUMNS = "e.at, e.key, e.kind_id, e.on_object, e.on_id, e.on_text, e.properties, e.visitor"


def of_record(
    actor: Actor,
    object_name: str,
    record_id: int,
    *,
    after: str | None = None,
    codes: Sequence[str] = (),
    limit: int = PAGE,
) -> dict[str, Any]:
    """A page of events, with where the next begins. Errors: NotFound, Forbidden, Malformed."""
    with db.transaction(actor.tenant_id) as tx:
        record_id = people.one(tx, actor, object_name, record_id)
        kinds = known.of(tx)
        unknown = [one for one in codes if one not in kinds]
        if unknown:
            raise Malformed("behaviour.unknown_kind", kind=unknown[0][:40])
        parts = people.parts(tx, object_name, record_id)
        rows = _rows(tx, object_name, parts, [kinds[one].id for one in codes], _cursor(after), limit + 1)
    by_id = {one.id: one for one in kinds.values()}
    shown = [_shown(row, by_id, actor.language) for row in rows[:limit]]
    last = rows[limit - 1] if len(rows) > limit else None
    return {"rows": shown, "next": f"{last[0].isoformat()}~{last[1].hex}" if last else None}


def _cursor(after: str | None) -> tuple[datetime, str] | None:
    if after is None:
        return None
    found = CURSOR.fullmatch(after)
    try:
        at = datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        at = None
    if found is None or at is None or at.tzinfo is None:
        raise Malformed("read.bad_cursor")
    return at, found[2]


def _rows(
    tx: db.Transaction,
    object_name: str,
    parts: list[int],
    kinds: list[int],
    after: tuple[datetime, str] | None,
    limit: int,
) -> list[db.Row]:
    more, given = "", []
    if kinds:
        more, given = " AND e.kind_id = ANY(%s::bigint[])", [kinds]
    if after:
        more += " AND (e.at, e.key) < (%s, %s::uuid)"
        given += list(after)  # type: ignore[arg-type]
    end = f"{more} ORDER BY e.at DESC, e.key DESC LIMIT {int(limit)}"
    one = f"(SELECT {COLUMNS} FROM behaviour_event e WHERE e.tenant_id = {tx.tenant_id}"
    return tx.rows(
        f"SELECT * FROM ({one} AND e.object = %s AND e.record_id = ANY(%s::bigint[]){end})"
        f" UNION ALL {one} AND e.visitor = ANY(%s::uuid[]){end})) a ORDER BY 1 DESC, 2 DESC LIMIT {int(limit)}",
        (object_name, parts, *given, counts.visitors_of(tx, object_name, parts), *given),
    )


def _shown(row: db.Row, kinds: dict[int, known.Kind], language: str) -> dict[str, Any]:
    at, key, kind_id, on_object, on_id, on_text, properties, visitor = row
    kind = kinds.get(kind_id)
    on: Any = {"object": on_object, "id": on_id} if on_object else on_text
    return {
        "key": str(key), "at": at, "kind": kind and kind.code, "label": kind and kind.labels[language], "on": on,
        "properties": properties or {}, "visitor": visitor is not None,
    }  # fmt: skip


def listed(actor: Actor, object_name: str, record_id: int) -> dict[str, Any]:
    """The visitors who were joined to a record. Errors: NotFound, Forbidden."""
    with db.transaction(actor.tenant_id) as tx:
        record_id = people.one(tx, actor, object_name, record_id)
        return {"rows": visitors.history(tx, object_name, record_id)}
