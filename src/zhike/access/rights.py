"""What the roles of a person grant together: the widest of it, less what one of them denies."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from zhike.access.grants import ALL, FIELD_DENIALS, FIELD_RULES, SCOPES
from zhike.kernel import db, registry
from zhike.kernel.actor import ACTIONS, NOTHING, Actor, Reach, Reveal, Rights
from zhike.kernel.errors import Unable
from zhike.kernel.spec import ObjectSpec

log = logging.getLogger("zhike.access")
SEEN_BY_ALL = Rights(actions=frozenset({"read"}), hidden=frozenset({"roles"}))
READING = frozenset({"read", "export"})
WRITING = frozenset(ACTIONS)
DIRECTORY = frozenset({"person", "department"})
TEAM = frozenset({"read", "update", "export", "reveal", "export_secrets"})
PeopleIn = Callable[[Sequence[int]], tuple[int, ...]]  # of departments and all below them


@dataclass(frozen=True)
class Role:
    """A role as it is stored."""

    name: str
    admin: bool
    grants: Mapping[str, Any] | None


def together(roles: Iterable[Role], people_in: PeopleIn) -> tuple[bool, dict[str, Rights]]:
    """Of a person's roles: whether they are an administrator, and their rights on every object.

    Errors: Unable for one that nobody can understand any more: what it denies would be unknown.
    """
    roles = list(roles)
    try:
        return _together(roles, people_in)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        names = ", ".join(one.name for one in roles)
        log.exception("roles that cannot be understood: %s", names)
        raise Unable("role.damaged", roles=names) from error


def _together(roles: Sequence[Role], people_in: PeopleIn) -> tuple[bool, dict[str, Rights]]:
    admins = [one.name for one in roles if one.admin]
    if admins:
        ways = tuple(Reach(role=name) for name in admins)
        return True, {
            one.name: Rights(actions=frozenset(one.actions), reach=dict.fromkeys(one.actions, ways), unguarded=True)
            for one in registry.declared()
        }
    rights = {}
    for spec in registry.declared():
        if spec.shape.settings:
            if spec.name in DIRECTORY:
                rights[spec.name] = SEEN_BY_ALL
        else:
            rights[spec.name] = _union(roles, spec, people_in)
    return False, rights


def each(actor: Actor) -> list[tuple[str, Mapping[str, Rights]]]:
    """Every role of the tenant by itself: its name and its rights on every object."""
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT name, admin, grants FROM access_role WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL"
            " ORDER BY id"
        )
    return [(row[0], together([Role(*row)], lambda _: ())[1]) for row in rows]


def narrowed(rights: Mapping[str, Rights], *, write: bool) -> dict[str, Rights]:
    """The rights of a token that is not one for administration.

    Settings can only be read, and without `write` all; verbs, such as erasing somebody, are for whole tokens.
    """
    writable = {one.name for one in registry.declared() if write and not one.shape.settings}
    return {
        name: replace(one, actions=one.actions & (WRITING if name in writable else READING))
        for name, one in rights.items()
    }


def _union(roles: Sequence[Role], spec: ObjectSpec, people_in: PeopleIn) -> Rights:
    reach: dict[str, list[Reach]] = {}
    denied: dict[str, list[Reach]] = {}
    fields: list[tuple[str, Mapping[str, str]]] = []
    looks: list[Reveal] = []
    closed: list[tuple[str, Mapping[str, str]]] = []
    for role in roles:
        grants = role.grants or {}
        own, other = grants.get(spec.name) or {}, grants.get(ALL) or {}
        entry = own if "actions" in own else other
        for action, value in entry.get("actions", {}).items():
            if value:
                scope = entry.get("scope", "own") if value is True else value
                reach.setdefault(action, []).append(_reach(role.name, scope, people_in))
        if entry.get("actions", {}).get("reveal"):
            looks.append(Reveal(**entry.get("reveal", {})))
        if any(entry.get("actions", {}).values()):
            fields.append((role.name, own.get("fields", {})))
        closed.append((role.name, own.get("deny", {}).get("fields", {})))
        for part in (own, other):
            for action, value in part.get("deny", {}).get("actions", {}).items():
                where = None if value is True else value["where"]
                denied.setdefault(action, []).append(Reach(where=where, role=role.name))
    if spec.has_team:  # what a role allows with some records, whoever is in the team of one may do with that
        for action in TEAM.intersection(reach):
            reach[action].append(Reach(people="team"))
    barred = {action for action, ways in denied.items() if any(one.whole for one in ways)}
    return replace(
        _derived(_closed(_fields(fields), closed), spec),
        actions=frozenset(reach) - barred,
        reach={action: tuple(ways) for action, ways in reach.items()},
        denied={action: tuple(ways) for action, ways in denied.items()},
        reveal=_look(looks),
    )


def _closed(rights: Rights, denials: Sequence[tuple[str, Mapping[str, str]]]) -> Rights:
    """The rights with what roles deny of fields taken away, whatever other roles say of them."""
    said = dict(rights.said)
    of: dict[str, set[str]] = {rule: set() for rule in FIELD_DENIALS}
    for role, rules in denials:
        for name, rule in rules.items():
            said[name] = (*said.get(name, ()), (role, f"deny_{rule}"))
            of[rule].add(name)
    masked = of["masked"]
    return replace(
        rights,
        hidden=rights.hidden | of["hidden"],
        masked=rights.masked | masked,
        shut=frozenset(masked),
        clear=rights.clear - masked,
        read_only=rights.read_only | masked | of["read"],
        said=said,
    )


def _derived(rights: Rights, spec: ObjectSpec) -> Rights:
    """What follows from a value tells of it: unless a role opens it, it is seen no further than its source."""
    hidden, masked = set(rights.hidden), set(rights.masked)
    for one in spec.derived:
        if one.name not in rights.clear and hidden.intersection(one.fields):
            hidden.add(one.name)
        elif one.name not in rights.clear and any(rights.masks(name, spec.fields[name].kind) for name in one.fields):
            masked.add(one.name)
    return replace(rights, hidden=frozenset(hidden), masked=frozenset(masked))


def beside(found: Mapping[str, Rights], objects: Mapping[str, ObjectSpec]) -> dict[str, Rights]:
    """The rights with what engines keep beside records: each such value is seen by whoever sees what it is made of."""

    def seen(name: str, field: str) -> bool:
        rights, spec = found.get(name, NOTHING), objects[name]
        return "read" in rights.actions and (not field or rights.shows(field, spec.fields[field].kind))

    made = dict(found)
    for spec in objects.values():
        rights = found.get(spec.name, NOTHING)
        hidden = {
            one.name
            for one in spec.fields.values()
            if one.beside and one.name not in rights.clear and not all(seen(*of) for of in one.beside.made_of)
        }
        if hidden:
            made[spec.name] = replace(rights, hidden=rights.hidden | hidden)
    return made


def _look(rules: Sequence[Reveal]) -> Reveal:
    """Of several roles that let somebody look: the widest of it."""
    if not rules:
        return Reveal()
    return Reveal(reason=all(one.reason for one in rules), hourly=max(one.hourly for one in rules))


def _reach(role: str, scope: Any, people_in: PeopleIn) -> Reach:
    who, where = (scope, None) if isinstance(scope, str) else (scope.get("who", "all"), scope.get("where"))
    if isinstance(who, str):
        return Reach(people=SCOPES[SCOPES.index(who)], where=where, role=role)
    departments = tuple(who["departments"])
    return Reach(people=people_in(departments), where=where, role=role, departments=departments)


def _fields(roles: list[tuple[str, Mapping[str, str]]]) -> Rights:
    """What roles say of fields, together: the widest of it. A role that names a field not at all lets it be."""
    said = {
        name: tuple((role, rules[name]) for role, rules in roles if name in rules)
        for _, named in roles
        for name in named
    }
    limited = {
        name: [FIELD_RULES[rule] for _, rule in rules] for name, rules in said.items() if len(rules) == len(roles)
    }
    seen = {name: {how for how, _ in rules} for name, rules in limited.items()}
    return Rights(
        hidden=frozenset(name for name, how in seen.items() if how == {"hidden"}),
        masked=frozenset(name for name, how in seen.items() if "masked" in how and "clear" not in how),
        clear=frozenset(
            name for name, rules in said.items() if any(FIELD_RULES[rule][0] == "clear" for _, rule in rules)
        ),
        read_only=frozenset(name for name, rules in limited.items() if not any(writes for _, writes in rules)),
        said=said,
    )
