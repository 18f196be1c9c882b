"""Members that are chosen by hand, and snapshots."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhike.engines.classification.segments import membership
from zhike.engines.classification.segments.defined import SET, Segment, of
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, NotFound, Refused
from zhike.kernel.read import find
from zhike.kernel.read.page import Query
from zhike.kernel.write import write

MOST = 10_000  # records of one request


def seen(actor: Actor, segment_id: int, *, change: bool = False) -> Segment:
    """A segment that the actor sees, and may change. Errors: NotFound, Refused."""
    read.record(actor, SET, segment_id)
    with db.transaction(actor.tenant_id) as tx:
        one = of(tx).get(segment_id)
    if one is None:
        raise NotFound("record.not_found")
    if change and not find.reaches(actor, SET, segment_id, "update"):
        raise Refused({"": Fault("right.out_of_scope")})
    return one


def change(actor: Actor, segment_id: int, add: Sequence[int], remove: Sequence[int]) -> dict[str, int]:
    """Put records that the actor sees into a static segment, and take others out. Errors: Conflict, NotFound."""
    one = seen(actor, segment_id, change=True)
    if one.kind != "static":
        raise Conflict("segment.dynamic")
    known = set(_visible(actor, one.object, add))
    held = f"classification_member WHERE tenant_id = {actor.tenant_id} AND segment_id = {one.id}"
    with db.transaction(actor.tenant_id) as tx:
        entered = tx.rows(
            "INSERT INTO classification_member (tenant_id, segment_id, record_id, since)"
            f" SELECT {tx.tenant_id}, {one.id}, i.id, now() FROM unnest(%s::bigint[]) AS i(id)"
            " ON CONFLICT DO NOTHING RETURNING record_id",
            (db.bigints(sorted(known)),),
        )
        left = tx.rows(
            f"DELETE FROM {held} AND record_id = ANY(%s::bigint[]) RETURNING record_id", (db.bigints(remove),)
        )
        membership.note(tx, actor, one, None, [row[0] for row in entered], [row[0] for row in left])
    return {"added": len(entered), "removed": len(left), "unknown": len(set(add) - known)}


def by_code(actor: Actor, segment_id: int, codes: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Put the records with these codes into a static segment; what became of them, and the codes that nobody has."""
    one = seen(actor, segment_id, change=True)
    spec = specs.of(actor, one.object)
    field = next((each.name for each in spec.code_fields), None)
    if field is None:
        raise Conflict("segment.no_code")
    asked = list(dict.fromkeys(each.strip() for each in codes if each.strip()))
    page = _found(actor, one.object, field, asked)
    counts = change(actor, segment_id, list(page.values()), ())
    return counts, [each for each in asked if each not in page]


def _found(actor: Actor, name: str, field: str, codes: Sequence[str]) -> dict[str, int]:
    """The records with these codes, as far as the actor sees them."""
    table = specs.of(actor, name)
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f'SELECT {table.fields[field].sql("t")}, t.id FROM "{table.table}" t WHERE t.tenant_id = {tx.tenant_id}'
            f" AND t.deleted_at IS NULL AND {table.fields[field].sql('t')} = ANY(%s::text[])",
            (list(codes),),
        )
    visible = set(_visible(actor, name, [row[1] for row in rows]))
    return {row[0]: row[1] for row in rows if row[1] in visible}


def _visible(actor: Actor, name: str, ids: Sequence[int]) -> list[int]:
    return find.find_ids(actor, name, Query(ids=tuple(ids)), "read", len(ids)) if ids else []


def snapshot(actor: Actor, segment_id: int, name: str) -> dict[str, Any]:
    """A static segment of those who are in one now; gives its id and how many they are. Errors: NotFound, Refused."""
    one = seen(actor, segment_id)
    with db.transaction(actor.tenant_id) as tx:
        result = write(actor, SET, [{"name": name, "object": one.object}], all_or_nothing=True)
        if result.refused:
            raise Refused(result.refused[0].faults)
        made = result.rows[0].id or 0
        done = tx.execute(
            "INSERT INTO classification_member (tenant_id, segment_id, record_id, since)"
            f" SELECT {tx.tenant_id}, {made}, m.record_id, now() FROM classification_member m"
            f" WHERE m.tenant_id = {tx.tenant_id} AND m.segment_id = {one.id}"
        )
    return {"id": made, "members": done.rowcount}
