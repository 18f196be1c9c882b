"""What a role grants, and what several roles grant together.

    {"*": {"actions": {"read": true, "create": true, "update": "own"}, "scope": "department"},
     "customer": {"actions": {...}, "scope": "all", "fields": {"phone": "masked", "identity_number": "write"}}}

An object's own entry stands instead of the entry for all (`*`); one that only has `fields` leaves the actions to that.
`scope` says with whose records; an action may have a narrower or wider one of its own in place of `true`. A field that
no role names is seen and written, but masked where its kind is guarded. The settings of the tenant are the
administrators', whatever a role grants; colleagues and departments can be seen by everyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from zhike.kernel import registry
from zhike.kernel.actor import ACTIONS, EVERYTHING, Rights
from zhike.kernel.errors import Fault

ALL = "*"
SCOPES = ("own", "department", "department_below", "all")  # from narrow to wide
FIELD_RULES = {  # how far a field is seen, and whether it is written
    "hidden": ("hidden", False),
    "masked": ("masked", False),
    "enter": ("masked", True),
    "read": ("clear", False),
    "write": ("clear", True),
}
SEEN_BY_ALL = Rights(actions=frozenset({"read"}), hidden=frozenset({"roles"}))
READING = frozenset({"read", "export"})
DIRECTORY = frozenset({"person", "department"})


def check(grants: Any) -> Fault | None:
    """The first thing in a role's grants that is not understood."""
    if grants is None:
        return None
    if not isinstance(grants, dict):
        return Fault("role.not_an_object")
    known = {one.name: one for one in registry.declared()}
    for name, entry in grants.items():
        if name != ALL and name not in known:
            return Fault("role.unknown_object", {"object": str(name)[:60]})
        if name != ALL and known[name].shape.settings:
            return Fault("role.settings_object", {"object": str(name)})
        fault = _check_entry(str(name), entry)
        if fault:
            return fault
    return None


def _check_entry(name: str, entry: Any) -> Fault | None:
    parts = {"actions", "scope", "fields"}
    if not isinstance(entry, dict) or not entry.keys() & {"actions", "fields"} or entry.keys() - parts:
        return Fault("role.wrong_entry", {"object": name})
    actions, fields = entry.get("actions", {}), entry.get("fields", {})
    if not isinstance(actions, dict) or not isinstance(fields, dict):
        return Fault("role.wrong_entry", {"object": name})
    scopes = [entry.get("scope", "own")]
    for action, value in actions.items():
        if action not in ACTIONS:
            return Fault("role.unknown_action", {"object": name, "action": str(action)[:60]})
        if not isinstance(value, bool):
            scopes.append(value)
    for scope in scopes:
        if scope not in SCOPES:
            return Fault("role.unknown_scope", {"object": name, "scope": str(scope)[:60]})
    return next((fault for one, rule in fields.items() if (fault := _check_field(name, one, rule))), None)


def _check_field(name: str, field: str, rule: Any) -> Fault | None:
    """A field that is not declared may be a custom one."""
    told = {"object": name, "field": field[:60]}
    if name == ALL or not isinstance(rule, str) or rule not in FIELD_RULES:
        return Fault("role.wrong_field_rule", told | {"rule": str(rule)[:60]})
    spec = registry.declared_object(name)
    known = spec.fields.get(field)
    if known is not None and (known.system or field == spec.title):
        return Fault("role.field_without_rule", told)
    if known is not None and FIELD_RULES[rule][0] == "masked" and not known.kind.maskable:
        return Fault("role.not_maskable", told)
    return None


def together(roles: Iterable[tuple[bool, Mapping[str, Any] | None]]) -> tuple[bool, dict[str, Rights]]:
    """Of a person's roles as (admin, grants): whether they are an administrator, and their rights on every object."""
    roles = list(roles)
    if any(admin for admin, _ in roles):
        return True, {one.name: EVERYTHING for one in registry.declared()}
    rights = {}
    for spec in registry.declared():
        if spec.shape.settings:
            if spec.name in DIRECTORY:
                rights[spec.name] = SEEN_BY_ALL
        else:
            rights[spec.name] = _union([(grants or {}) for _, grants in roles], spec.name)
    return False, rights


def narrowed(rights: Mapping[str, Rights], *, write: bool) -> dict[str, Rights]:
    """The rights of a token that is not one for administration: settings can only be read, and without `write` all."""
    writable = {one.name for one in registry.declared() if write and not one.shape.settings}
    return {
        name: one if name in writable else replace(one, actions=one.actions & READING) for name, one in rights.items()
    }


def _union(roles: list[Mapping[str, Any]], name: str) -> Rights:
    widest: dict[str, str] = {}
    fields: list[Mapping[str, str]] = []
    for grants in roles:
        own, other = grants.get(name) or {}, grants.get(ALL) or {}
        entry = own if "actions" in own else other
        for action, value in entry.get("actions", {}).items():
            scope = entry.get("scope", "own") if value is True else value
            if value and SCOPES.index(scope) >= SCOPES.index(widest.get(action, SCOPES[0])):
                widest[action] = scope
        if any(entry.get("actions", {}).values()):
            fields.append(own.get("fields", {}))
    limited = {action: scope for action, scope in widest.items() if scope != "all"}
    return replace(_fields(fields), actions=frozenset(widest), scopes=limited)


def _fields(roles: list[Mapping[str, str]]) -> Rights:
    """What roles say of fields, together: the widest of it. A role that names a field not at all lets it be."""
    said = {name: [FIELD_RULES[one[name]] for one in roles if name in one] for one in roles for name in one}
    limited = {name: rules for name, rules in said.items() if len(rules) == len(roles)}
    seen = {name: {how for how, _ in rules} for name, rules in limited.items()}
    return Rights(
        hidden=frozenset(name for name, how in seen.items() if how == {"hidden"}),
        masked=frozenset(name for name, how in seen.items() if "masked" in how and "clear" not in how),
        clear=frozenset(name for name, rules in said.items() if any(how == "clear" for how, _ in rules)),
        read_only=frozenset(name for name, rules in limited.items() if not any(writes for _, writes in rules)),
    )
