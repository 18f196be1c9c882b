"""What a change of a role would do, before it is saved: who would see more records, who fewer, who could do what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from zhike.access import grants, identity, rights, tree
from zhike.access.rights import Role
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import NotFound, Refused
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import FALSE, Sql, joined

SOME = 5  # records that are named
MOST_PEOPLE = 30  # whose records are counted: each costs a look at every record


@dataclass(frozen=True)
class Change:
    """How many records of an object one person would see more, or fewer, and the newest of them."""

    id: int
    title: str
    gained: int
    lost: int
    gains: list[dict[str, Any]]  # a few as {"id", "title"}
    loses: list[dict[str, Any]]


@dataclass
class ObjectEffect:
    """What would change for one object: records per person, and actions and fields with how many people."""

    object: str
    label: str
    people: list[Change] = field(default_factory=list)
    gained: dict[str, int] = field(default_factory=dict)  # action -> people who could do it then
    lost: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)  # label -> people who would see or write it otherwise

    def __bool__(self) -> bool:
        return bool(self.people or self.gained or self.lost or self.fields)


@dataclass(frozen=True)
class Effect:
    """What a change would do: how many people have the role, how many of them were looked at, and per object."""

    people: int
    counted: int
    objects: list[ObjectEffect]


def of_role(actor: Actor, role_id: int, *, admin: bool, given: Mapping[str, Any] | None) -> Effect:
    """The effect of new grants on a role's people. Errors: NotFound; Refused for grants that are not understood."""
    fault = grants.check(given) or grants.check_conditions(actor, given)
    if fault:
        raise Refused({"grants": fault})
    with db.transaction(actor.tenant_id) as tx:
        role = tx.one(
            f"SELECT name FROM access_role WHERE tenant_id = {tx.tenant_id} AND id = %s AND deleted_at IS NULL",
            (role_id,),
        )
        if role is None:
            raise NotFound("record.not_found")
        people = [
            row[0]
            for row in tx.rows(
                f"SELECT id FROM access_person WHERE tenant_id = {tx.tenant_id} AND roles @> ARRAY[%s]::bigint[]"
                " AND active AND deleted_at IS NULL ORDER BY id",
                (role_id,),
            )
        ]
        found = {name: ObjectEffect(name, one.label(actor.language)) for name, one in specs.all_of(actor).items()}
        for person_id in people[:MOST_PEOPLE]:
            before = identity.person(actor.tenant_id, person_id)
            after = _after(tx, before, role_id, Role(role[0], admin, given))
            for name, effect in found.items() if before.rights != after.rights else ():
                _compare(tx, before, after, specs.of(actor, name), effect, actor.language)
    return Effect(len(people), min(len(people), MOST_PEOPLE), [one for one in found.values() if one])


def _after(tx: db.Transaction, before: Actor, role_id: int, changed: Role) -> Actor:
    rows = tx.rows(
        f"SELECT r.id, r.name, r.admin, r.grants FROM access_role r WHERE r.tenant_id = {tx.tenant_id}"
        " AND r.deleted_at IS NULL AND r.id = ANY(SELECT unnest(p.roles) FROM access_person p"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.id = %s) ORDER BY r.id",
        (before.person_id,),
    )
    roles = [changed if row[0] == role_id else Role(*row[1:]) for row in rows]
    admin, found = rights.together(roles, lambda ids: tree.people_in(tx, ids))
    return replace(before, admin=admin, rights=found if admin else rights.beside(found, specs.all_of(before)))


def _compare(
    tx: db.Transaction, before: Actor, after: Actor, spec: ObjectSpec, effect: ObjectEffect, language: str
) -> None:
    was, will = before.on(spec.name), after.on(spec.name)
    if was == will and not spec.shape.follows:  # what hangs on a record goes by the rights to that one, too
        return
    for action in spec.actions:
        if (action in was.actions) != (action in will.actions):
            told = effect.gained if action in will.actions else effect.lost
            told[action] = told.get(action, 0) + 1
    if "read" in was.actions and "read" in will.actions:
        for one in spec.own_fields:
            if _seen(before, one.name, spec) != _seen(after, one.name, spec):
                label = one.label(language)
                effect.fields[label] = effect.fields.get(label, 0) + 1
    more, fewer = _differences(before, after, spec)
    gained, lost = _counted(tx, spec, more, fewer)
    if gained or lost:
        gains, loses = (_newest(tx, spec, which) if count else [] for which, count in ((more, gained), (fewer, lost)))
        effect.people.append(Change(before.person_id or 0, before.name, gained, lost, gains, loses))


def _seen(actor: Actor, name: str, spec: ObjectSpec) -> tuple[bool, bool, bool]:
    held = actor.on(spec.name)
    return name in held.hidden, held.masks(name, spec.fields[name].kind), name in held.read_only


def _differences(before: Actor, after: Actor, spec: ObjectSpec) -> tuple[Sql, Sql]:
    """SQL that is true for the records that come into sight, and for those that go out of it."""
    was, will = (_reads(one, spec).wrapped("coalesce((", "), FALSE)") for one in (before, after))
    more, fewer = (joined([one, other.wrapped("NOT ")], " AND ") for one, other in ((will, was), (was, will)))
    return more, fewer


def _counted(tx: db.Transaction, spec: ObjectSpec, *differs: Sql) -> tuple[int, int]:
    counts = joined([one.wrapped("count(*) FILTER (WHERE ", ")") for one in differs], ", ")
    statement = counts.wrapped("SELECT ", _living(tx, spec))
    row = tx.one(statement.text, statement.params)
    return (int(row[0]), int(row[1])) if row else (0, 0)


def _newest(tx: db.Transaction, spec: ObjectSpec, which: Sql) -> list[dict[str, Any]]:
    title = spec.fields[spec.title].sql("t")
    statement = which.wrapped(f"SELECT t.id, {title}{_living(tx, spec)} AND ", f" ORDER BY t.id DESC LIMIT {SOME}")
    return [{"id": record_id, "title": text} for record_id, text in tx.rows(statement.text, statement.params)]


def _living(tx: db.Transaction, spec: ObjectSpec) -> str:
    return f' FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL'


def _reads(actor: Actor, spec: ObjectSpec) -> Sql:
    return scope.rows(actor, spec, "t", "read", Compiler(actor)) if actor.may("read", spec.name) else FALSE
