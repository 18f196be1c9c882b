"""Links in a batch: words become ids, and every id must be a living record that the actor sees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import former, scope
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql
from zhike.kernel.write.draft import Draft


def leading_to(actor: Actor, name: str) -> Iterator[tuple[ObjectSpec, FieldSpec]]:
    """The links of all objects, custom ones too, that lead to an object."""
    for other in specs.all_of(actor).values():
        for link in other.link_fields:
            if link.to == name:
                yield other, link


def resolve(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Iterable[Draft]) -> None:
    """Check the links of all drafts, or note their faults."""
    drafts = list(drafts)
    for field in spec.link_fields:
        holders = [one for one in drafts if one.values.get(field.name) is not None]
        if holders:
            _field(tx, actor, field, holders)


def _field(tx: db.Transaction, actor: Actor, field: FieldSpec, holders: list[Draft]) -> None:
    many = field.kind.family == "list"
    given = {one for draft in holders for one in _values(draft, field)}
    ids = {one for one in given if isinstance(one, int)} - {actor.person_id if field.kind.family == "person" else None}
    named = {one for one in given if isinstance(one, str)}
    other = specs.of(actor, field.to or "")
    seen = _seen(tx, actor, other, ids) if ids else set()
    if field.kind.family == "person" and actor.person_id:
        seen.add(actor.person_id)
    by_name = by_words(tx, actor, other, named) if named else {}
    for draft in holders:
        found: list[int] = []
        for one in _values(draft, field):
            if isinstance(one, int) and one in seen:
                found.append(one)
            elif isinstance(one, str) and len(by_name.get(one, ())) == 1:
                found.append(by_name[one][0])
            else:
                several = isinstance(one, str) and len(by_name.get(one, ())) > 1
                draft.fault(field.name, "link.ambiguous" if several else "link.not_found", value=one)
        draft.values[field.name] = found if many else (found[0] if found else None)


def _values(draft: Draft, field: FieldSpec) -> list[Any]:
    value = draft.values[field.name]
    return value if isinstance(value, list) else [value]


def _where(actor: Actor, other: ObjectSpec) -> Sql:
    # Colleagues may be named by anyone; other records only by those who see them.
    if other.shape.people:
        return Sql(f"t.tenant_id = {actor.tenant_id} AND t.deleted_at IS NULL")
    return scope.living(actor, other, "t", "read", Compiler(actor))


def _seen(tx: db.Transaction, actor: Actor, other: ObjectSpec, ids: set[Any]) -> set[int]:
    where = _where(actor, other)
    # The lock keeps the record from being deleted before this transaction ends.
    rows = tx.rows(
        f'SELECT t.id FROM "{other.table}" t WHERE {where.text} AND t.id = ANY(%s) FOR KEY SHARE OF t',
        (*where.params, list(ids)),
    )
    return {row[0] for row in rows}


def by_words(tx: db.Transaction, actor: Actor, other: ObjectSpec, named: set[str]) -> dict[str, list[int]]:
    """The ids that words stand for: by code or another unique value, then by title, then by a code of before; in one
    statement each.
    """
    where = _where(actor, other)
    found: dict[str, list[int]] = {}
    keys = [
        *(one for one in other.unique_fields if one.kind.pg_type == "text" and not one.secret),
        other.fields[other.title],
    ]
    for key in keys:
        wanted = sorted(named - found.keys())
        if not wanted or key.name == "id":
            continue
        sql = key.sql("t")
        rows = tx.rows(
            f'SELECT {sql}, array_agg(t.id) FROM "{other.table}" t WHERE {where.text} AND {sql} = ANY(%s) GROUP BY 1',
            (*where.params, wanted),
        )
        found.update((row[0], row[1]) for row in rows)
    rest = named - found.keys()
    before = former.find(tx, other, rest) if other.code_fields and rest else {}
    seen = _seen(tx, actor, other, set(before.values())) if before else set()
    return found | {code: [record] for code, record in before.items() if record in seen}
