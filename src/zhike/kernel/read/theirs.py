"""What hangs on a person: the records that link to theirs, and those that link to these, however far."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.kinds import File
from zhike.kernel.read import columns, merged
from zhike.kernel.spec import FieldSpec, ObjectSpec

Theirs = dict[str, list[int]]  # ids by object, the person's own record first
CHUNK = 1_000


def theirs(actor: Actor, object_name: str, record_id: int) -> Theirs:
    """Every record, in the recycle bin too, that is there because of one person, those that went into theirs among
    them; where another person stands, the way ends. No right is asked: the caller has seen to that.
    """
    with db.transaction(actor.tenant_id) as tx:
        own = [record_id, *merged.ancestors(tx, specs.of(actor, object_name), [record_id])]
        found: dict[str, dict[int, None]] = {object_name: dict.fromkeys(own)}
        todo = [(object_name, own)]
        while todo:
            name, ids = todo.pop(0)
            for spec, link in _leading_to(actor, name):
                known = found.setdefault(spec.name, {})
                new = [one for one in _linked(tx, spec, link, ids) if one not in known]
                known |= dict.fromkeys(new)
                if new:
                    todo.append((spec.name, new))
    return {name: list(ids) for name, ids in found.items() if ids}


def others(actor: Actor, found: Theirs) -> dict[str, int]:
    """How many other people hang on these records, by object: they have data of their own, and rights to it."""
    counts: dict[str, int] = {}
    with db.transaction(actor.tenant_id) as tx:
        for name, ids in found.items():
            for spec, link in _leading_to(actor, name, people=True):
                counts[spec.name] = counts.get(spec.name, 0) + len(_linked(tx, spec, link, ids))
    return {name: count for name, count in counts.items() if count}


def _leading_to(actor: Actor, name: str, *, people: bool = False) -> list[tuple[ObjectSpec, FieldSpec]]:
    """The links that lead to an object, custom ones too; those of people, or those of all else."""
    return [
        (spec, link)
        for spec in specs.all_of(actor).values()
        if spec.shape.personal == people and not (spec.shape.people or spec.shape.settings)
        for link in spec.link_fields
        if link.to == name
    ]


def _linked(tx: db.Transaction, spec: ObjectSpec, link: FieldSpec, ids: Sequence[int]) -> list[int]:
    sign = "&& %s::bigint[]" if link.kind.family == "list" else "= ANY(%s::bigint[])"
    rows = tx.rows(
        f'SELECT t.id FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND {link.sql("t")} {sign}'
        " ORDER BY t.id",
        (list(ids),),
    )
    return [row[0] for row in rows]


def whole(actor: Actor, object_name: str, ids: Sequence[int]) -> list[str]:
    """Records as JSON texts with every field that the actor sees, in the recycle bin or not."""
    spec = specs.of(actor, object_name)
    shown = columns.shown(actor, spec, columns.visible(actor, spec), "t", Compiler(actor))
    statement = shown.columns.wrapped("SELECT ", f' FROM "{spec.table}" t') + shown.joins
    found: list[str] = []
    with db.transaction(actor.tenant_id) as tx:
        for start in range(0, len(ids), CHUNK):
            rows = tx.rows(
                f"{statement.text} WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[]) ORDER BY t.id",
                (*statement.params, list(ids[start : start + CHUNK])),
            )
            found += [shown.text(*row) for row in rows]
    return found


def files(actor: Actor, found: Theirs) -> list[dict[str, object]]:
    """The files that these records hold, as their fields have them."""
    held: list[dict[str, object]] = []
    with db.transaction(actor.tenant_id) as tx:
        for name, ids in found.items():
            spec = specs.of(actor, name)
            for field in spec.own_fields:
                if isinstance(field.kind, File):
                    rows = tx.rows(
                        f'SELECT {field.sql("t")} FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id}'
                        f" AND t.id = ANY(%s::bigint[]) AND {field.sql('t')} IS NOT NULL ORDER BY t.id",
                        (ids,),
                    )
                    held += [row[0] for row in rows]
    return held
