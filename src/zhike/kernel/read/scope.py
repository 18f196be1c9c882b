"""Which records an actor may touch, as SQL: the tenant, the actor's row scope, and what the declaration adds."""

from __future__ import annotations

from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api, operators
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Forbidden
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import FALSE, TRUE, Sql, joined

PEOPLE_OF = {"own": "me", "department": "my_department", "department_below": "my_department_below"}
assert set(PEOPLE_OF.values()) == set(operators.PEOPLE)


class Seen(Compiler):
    """Conditions that a person asks: behind a link, or hanging on a record, there is only what they may read."""

    def reach(self, spec: ObjectSpec, alias: str) -> Sql:
        if spec.shape.people:  # people know their colleagues
            return super().reach(spec, alias)
        return living(self.actor, specs.of(self.actor, spec.name), alias, "read", self)


def need(actor: Actor, action: str, spec: ObjectSpec) -> None:
    """Refuse an action that the actor has on no record at all. Errors: Forbidden."""
    if not actor.may(action, spec.name):
        raise Forbidden("right.missing", object=spec.label(actor.language), action=action)


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
    compiler = Compiler(actor, compiler.aliases)  # a rule looks at all there is
    shape = spec.shape
    declared = (shape.visible, shape.changeable if action in ("update", "delete") else None)
    parts = [_granted(actor, spec, alias, action, compiler)]
    parts += [api.to_sql(actor, spec, one, alias, compiler, rule=True) for one in declared if one is not None]
    parts = [one for one in parts if one != TRUE]
    return joined(parts, " AND ") if parts else TRUE


def _granted(actor: Actor, spec: ObjectSpec, alias: str, action: str, compiler: Compiler) -> Sql:
    need(actor, action, spec)
    scope = actor.on(spec.name).scopes.get(action)
    if scope in (None, "all"):
        return TRUE
    if not isinstance(scope, str):
        return api.to_sql(actor, spec, scope, alias, compiler, rule=True).wrapped("(", ")")
    parts = []
    owner = spec.owner
    if not owner and not spec.shape.follows:
        if action not in ("update", "delete"):
            return TRUE  # such as tags, which are everybody's to use
        owner = "created_by"  # and whoever made one may change it
    if owner:
        held = {"field": owner, "op": "is", "value": PEOPLE_OF[scope]}
        parts.append(api.to_sql(actor, spec, held, alias, compiler, rule=True))
    if spec.shape.follows:
        parts.append(_follows(actor, spec, alias, action, compiler))
    return joined(parts, " OR ").wrapped("(", ")")


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
