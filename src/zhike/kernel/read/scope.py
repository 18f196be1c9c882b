"""Which records an actor may touch, as SQL: the tenant, the actor's row scope, and what the declaration adds."""

from __future__ import annotations

from typing import Any

from zhike.kernel import specs, words
from zhike.kernel.actor import Actor, Reach
from zhike.kernel.conditions import api, operators
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Forbidden, Malformed
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import FALSE, TRUE, Sql, joined

PEOPLE_OF = {"own": "me", "department": "my_department", "department_below": "my_department_below"}
assert set(PEOPLE_OF.values()) == set(operators.PEOPLE)
EVERY = (Reach(),)


class Seen(Compiler):
    """Conditions that a person asks: behind a link, or hanging on a record, there is only what they may read."""

    def reach(self, spec: ObjectSpec, alias: str) -> Sql:
        if spec.shape.people:  # people know their colleagues
            return super().reach(spec, alias)
        return living(self.actor, specs.of(self.actor, spec.name), alias, "read", self)


def need(actor: Actor, action: str, spec: ObjectSpec) -> None:
    """Refuse an action that the actor has on no record at all. Errors: Forbidden."""
    if not actor.may(action, spec.name):
        said = words.say(f"action.{action}", actor.language)
        raise Forbidden("right.missing", object=spec.label(actor.language), action=said)


def living(
    actor: Actor, spec: ObjectSpec, alias: str, action: str, compiler: Compiler, *, deleted: bool = False
) -> Sql:
    """The rows of `alias` that exist for the actor: tenant, not deleted (or just deleted), in scope."""
    held = f"{alias}.tenant_id = {actor.tenant_id} AND {alias}.deleted_at IS {'NOT ' if deleted else ''}NULL"
    scope = rows(actor, spec, alias, action, compiler)
    return Sql(held) if scope == TRUE else Sql(held) + scope.wrapped(" AND ")


def rows(actor: Actor, spec: ObjectSpec, alias: str, action: str, compiler: Compiler) -> Sql:
    """The actor's row scope for an action; TRUE when every record is within it."""
    if actor.all_rights:
        return TRUE
    need(actor, action, spec)
    compiler = Compiler(actor, compiler.aliases, apart=True)  # a rule looks at all there is
    rights = actor.on(spec.name)
    ways = rights.reach.get(action, EVERY)
    parts = [] if any(one.whole for one in ways) else [_any(actor, spec, alias, action, ways, compiler)]
    parts += [denied(actor, spec, alias, one, compiler).wrapped("NOT ") for one in rights.denied.get(action, ())]
    parts += [api.to_sql(actor, spec, one, alias, compiler, rule=True) for one in declared(spec, action)]
    parts = [one for one in parts if one != TRUE]
    return joined(parts, " AND ") if parts else TRUE


def whole(actor: Actor, spec: ObjectSpec, action: str = "read") -> bool:
    """Whether the actor reads every record of an object, or may do something else to each."""
    return actor.may(action, spec.name) and rows(actor, spec, "t", action, Compiler(actor)) == TRUE


def need_whole(actor: Actor, spec: ObjectSpec) -> None:
    """Refuse numbers of all records to whoever does not read each. Errors: Forbidden."""
    if not whole(actor, spec):
        raise Forbidden("right.not_whole", object=spec.label(actor.language))


def declared(spec: ObjectSpec, action: str) -> list[Any]:
    """The conditions (JSON) that the declaration itself puts to a record."""
    shape = spec.shape
    rules = (shape.visible, shape.changeable if action in ("update", "delete") else None)
    return [one for one in rules if one is not None]


def _any(actor: Actor, spec: ObjectSpec, alias: str, action: str, ways: tuple[Reach, ...], compiler: Compiler) -> Sql:
    found = [within(actor, spec, alias, action, one, compiler) for one in ways]
    return TRUE if TRUE in found else joined(found, " OR ").wrapped("(", ")")


def within(actor: Actor, spec: ObjectSpec, alias: str, action: str, way: Reach, compiler: Compiler) -> Sql:
    """The records that come within an action by one way."""
    if way.people == "team":
        return _joined_in(actor, spec, alias, action)
    whose = TRUE if way.people == "all" else _belongs(actor, spec, alias, action, way, compiler)
    if way.where is None:
        return whose
    meets = _meets(actor, spec, alias, way.where, compiler)
    if meets is None:  # what cannot be understood any more, such as the condition on a retired field, lets nobody in
        return FALSE
    return meets if whose == TRUE else joined((whose, meets), " AND ").wrapped("(", ")")


def denied(actor: Actor, spec: ObjectSpec, alias: str, way: Reach, compiler: Compiler) -> Sql:
    """The records that a role keeps from an action, whatever other roles say."""
    meets = TRUE if way.where is None else _meets(actor, spec, alias, way.where, compiler)
    return TRUE if meets is None else meets.wrapped("coalesce(", ", FALSE)")


def _meets(actor: Actor, spec: ObjectSpec, alias: str, where: Any, compiler: Compiler) -> Sql | None:
    try:
        return api.to_sql(actor, spec, where, alias, compiler, rule=True)
    except Malformed:
        return None


def _belongs(actor: Actor, spec: ObjectSpec, alias: str, action: str, way: Reach, compiler: Compiler) -> Sql:
    """Whose a record is: its owner's, or, as `_follows` says, of whoever has to do with what it hangs on."""
    owner = spec.owner
    if not owner and not spec.shape.follows:
        if action not in ("update", "delete", "bulk"):
            return TRUE  # such as tags, which are everybody's to use
        owner = "created_by"  # and whoever made one may change it
    parts = []
    if owner:
        ids = actor.people.get(PEOPLE_OF[way.people], ()) if isinstance(way.people, str) else way.people
        parts.append(Sql(f"{spec.fields[owner].sql(alias)} = ANY(%s::bigint[])", (list(ids),)))
    if spec.shape.follows:
        parts.append(_follows(actor, spec, alias, action, compiler))
    return joined(parts, " OR ").wrapped("(", ")")


def _joined_in(actor: Actor, spec: ObjectSpec, alias: str, action: str) -> Sql:
    """The records in whose team the actor is. An array, which PostgreSQL makes once for all rows."""
    enough = " AND m.may = 'update'" if action == "update" else ""
    return Sql(
        f"{alias}.id = ANY(ARRAY(SELECT m.record_id FROM kernel_teammember m WHERE m.tenant_id = {actor.tenant_id}"
        f" AND m.person_id = %s AND m.object = '{spec.name}' AND (m.until IS NULL OR m.until > now()){enough}))",
        (actor.person_id,),
    )


def _follows(actor: Actor, spec: ObjectSpec, alias: str, action: str, compiler: Compiler) -> Sql:
    """What hangs on a record is seen by whoever sees that record, and changed by whoever may change it."""
    link = spec.fields[spec.shape.follows]
    parent = specs.of(actor, link.to or "")
    needed = action if action in ("update", "delete") else "read"
    if not actor.may(needed, parent.name):
        return FALSE
    other = f"s{next(compiler.aliases)}"
    return living(actor, parent, other, needed, compiler).wrapped(
        f'EXISTS (SELECT 1 FROM "{parent.table}" {other} WHERE {other}.id = {link.sql(alias)} AND ', ")"
    )
