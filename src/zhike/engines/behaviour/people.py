"""The records that stand for people, whose events are: found for whoever names them, and after merges."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhike.engines.behaviour.given import Who
from zhike.kernel import db, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed, NotFound
from zhike.kernel.kinds import Code
from zhike.kernel.read import merged, scope
from zhike.kernel.spec import ObjectSpec

Record = tuple[str, int]  # object, id


def objects() -> list[ObjectSpec]:
    """The objects whose records are people, or stand for them; the first is meant where none is named."""
    found = [one for one in registry.declared() if one.shape.personal]
    return sorted(found, key=lambda one: (one.shape.follows is not None, one.shape.position))


def default() -> str:
    """The object that is meant where none is named. Errors: Malformed when there is none."""
    found = objects()
    if not found:
        raise Malformed("behaviour.nobody", object="")
    return found[0].name


def by_id(tx: db.Transaction, actor: Actor, object_name: str, ids: Iterable[int]) -> dict[int, int]:
    """Where each id that the actor may see leads: to itself, or to what the record went into."""
    wanted = sorted(set(ids))
    found = {one: one for one in _seen(tx, actor, object_name, wanted)}
    later = {
        one: into for one in wanted if one not in found and (into := merged.into(actor, object_name, one)) is not None
    }
    seen = set(_seen(tx, actor, object_name, sorted(set(later.values()))))
    return found | {one: into for one, into in later.items() if into in seen}


def _seen(tx: db.Transaction, actor: Actor, object_name: str, ids: Sequence[int]) -> list[int]:
    if not ids:
        return []
    spec = specs.of(actor, object_name)
    where = scope.living(actor, spec, "t", "read", Compiler(actor))
    rows = tx.rows(
        f'SELECT t.id FROM "{spec.table}" t WHERE {where.text} AND t.id = ANY(%s::bigint[])',
        (*where.params, db.bigints(ids)),
    )
    return [row[0] for row in rows]


def by_code(tx: db.Transaction, actor: Actor, object_name: str, codes: Iterable[str]) -> dict[str, int]:
    """The records that have these codes, of those that the actor may see."""
    spec = specs.of(actor, object_name)
    field = next((one for one in spec.own_fields if isinstance(one.kind, Code)), None)
    if field is None or field.name in actor.on(object_name).hidden:
        return {}
    where = scope.living(actor, spec, "t", "read", Compiler(actor))
    code = field.sql("t")
    rows = tx.rows(
        f'SELECT {code}, t.id FROM "{spec.table}" t WHERE {where.text} AND {code} = ANY(%s::text[])',
        (*where.params, sorted(set(codes))),
    )
    return dict(rows)


def lead(tx: db.Transaction, actor: Actor, records: Iterable[Record]) -> dict[Record, Record]:
    """For whom events of these records count now; no right is asked."""
    found: dict[Record, Record] = {}
    by_object: dict[str, list[int]] = {}
    for name, one in set(records):
        by_object.setdefault(name, []).append(one)
    for name, ids in by_object.items():
        table = registry.declared_object(name).table
        rows = tx.rows(
            f'SELECT t.id FROM "{table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL'
            " AND t.id = ANY(%s::bigint[])",
            (db.bigints(ids),),
        )
        living = {row[0] for row in rows}
        for one in ids:
            to = one if one in living else merged.into(actor, name, one) or one
            found[name, one] = (name, to)
    return found


def one(tx: db.Transaction, actor: Actor, object_name: str, record_id: int) -> int:
    """A record that the actor may see, where its id leads. Errors: NotFound, Forbidden."""
    scope.need(actor, "read", specs.of(actor, object_name))
    found = by_id(tx, actor, object_name, [record_id])
    if record_id not in found:
        raise NotFound("record.not_found")
    return found[record_id]


def named(tx: db.Transaction, actor: Actor, who: Who) -> Record:
    """The record that somebody names. Errors: NotFound, Forbidden."""
    assert who.object is not None
    if who.id is not None:
        return who.object, one(tx, actor, who.object, who.id)
    scope.need(actor, "read", specs.of(actor, who.object))
    found = by_code(tx, actor, who.object, [who.code or ""])
    if not found:
        raise NotFound("record.not_found")
    return who.object, next(iter(found.values()))


def parts(tx: db.Transaction, object_name: str, record_id: int) -> list[int]:
    """A record and those that went into it."""
    return [record_id, *merged.ancestors(tx, registry.declared_object(object_name), [record_id])]
