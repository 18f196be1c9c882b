"""What a role grants, and what several roles grant together.

    {"*": {"actions": {"read": true, "create": true, "update": "own"}, "scope": "department"},
     "customer": {"actions": {...}, "scope": "all"}}

An object's own entry stands instead of the entry for all (`*`). `scope` says with whose records; an action may have a
narrower or wider one of its own in place of `true`. The settings of the tenant are the administrators', whatever a role
grants; colleagues and departments can be seen by everyone.
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
    if not isinstance(entry, dict) or not isinstance(entry.get("actions"), dict) or entry.keys() - {"actions", "scope"}:
        return Fault("role.wrong_entry", {"object": name})
    scopes = [entry.get("scope", "own")]
    for action, value in entry["actions"].items():
        if action not in ACTIONS:
            return Fault("role.unknown_action", {"object": name, "action": str(action)[:60]})
        if not isinstance(value, bool):
            scopes.append(value)
    for scope in scopes:
        if scope not in SCOPES:
            return Fault("role.unknown_scope", {"object": name, "scope": str(scope)[:60]})
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
    for grants in roles:
        entry = grants.get(name, grants.get(ALL)) or {}
        for action, value in entry.get("actions", {}).items():
            scope = entry.get("scope", "own") if value is True else value
            if value and SCOPES.index(scope) >= SCOPES.index(widest.get(action, SCOPES[0])):
                widest[action] = scope
    limited = {action: scope for action, scope in widest.items() if scope != "all"}
    return Rights(actions=frozenset(widest), scopes=limited)
