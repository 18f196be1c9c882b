"""What a role grants: its form, and whether a text of that form can be understood.

    {"*": {"actions": {"read": true, "create": true, "update": "own"}, "scope": "department"},
     "customer": {"actions": {...},
                  "scope": {"who": {"departments": [7]}, "where": {"field": "region", "op": "in", "value": "440300"}},
                  "fields": {"phone": "masked", "identity_number": "write"},
                  "reveal": {"reason": true, "hourly": 20},
                  "deny": {"actions": {"export": true, "delete": {"where": {...}}}, "fields": {"remark": "hidden"}}}}

An object's own entry stands instead of the entry for all (`*`); one without `actions` leaves the actions to that.
`scope` says with which records: whose they are, and what they must meet besides; an action may have a narrower or wider
one of its own in place of `true`. `reveal` says how masked values may be looked at by whom the action of that name is
granted. What is denied stays denied, whatever other roles grant. A field that no role names is seen and written, but
masked where its kind is guarded. The settings of the tenant are the administrators', whatever a role grants; colleagues
and departments can be seen by everyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from zhike.kernel import registry, specs
from zhike.kernel.actor import ACTIONS, Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Fault, Malformed
from zhike.kernel.kinds.link import TOP_ID

ALL = "*"
SCOPES = ("own", "department", "department_below", "all")  # from narrow to wide
FIELD_RULES = {  # how far a field is seen, and whether it is written
    "hidden": ("hidden", False),
    "masked": ("masked", False),
    "enter": ("masked", True),
    "read": ("clear", False),
    "write": ("clear", True),
}
PARTS = {"actions", "scope", "fields", "deny", "reveal"}
MOST_HOURLY = 1000
FIELD_DENIALS = ("hidden", "masked", "read")  # rules that no other role widens
MOST_DEPARTMENTS = 200


def check(grants: Any) -> Fault | None:
    """The first thing in a role's grants that is not understood; conditions are looked at by `check_conditions`."""
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
        fault = next(_faults(str(name), entry), None)
        if fault:
            return fault
    return None


def _faults(name: str, entry: Any) -> Iterator[Fault]:
    if not isinstance(entry, dict) or not entry.keys() & (PARTS - {"scope", "reveal"}) or entry.keys() - PARTS:
        yield Fault("role.wrong_entry", {"object": name})
        return
    actions, fields, deny = entry.get("actions", {}), entry.get("fields", {}), entry.get("deny", {})
    if not all(isinstance(one, dict) for one in (actions, fields, deny)) or deny.keys() - {"actions", "fields"}:
        yield Fault("role.wrong_entry", {"object": name})
        return
    denied, closed = deny.get("actions", {}), deny.get("fields", {})
    if not isinstance(denied, dict) or not isinstance(closed, dict):
        yield Fault("role.wrong_entry", {"object": name})
        return
    yield from _reveal_faults(name, entry.get("reveal", {}))
    known = ACTIONS if name == ALL else registry.declared_object(name).actions
    for action in (*actions, *denied):
        if action not in known:
            yield Fault("role.unknown_action", {"object": name, "action": str(action)[:60]})
    for scope in (entry.get("scope", "own"), *(one for one in actions.values() if not isinstance(one, bool))):
        yield from _scope_faults(name, scope)
    for value in denied.values():
        if value is not True and not (isinstance(value, dict) and value.keys() == {"where"}):
            yield Fault("role.wrong_denial", {"object": name})
        elif name == ALL and value is not True:
            yield Fault("role.condition_for_all", {"object": name})
    for field, rule in fields.items():
        yield from _field_faults(name, str(field), rule, tuple(FIELD_RULES))
    for field, rule in closed.items():
        yield from _field_faults(name, str(field), rule, FIELD_DENIALS)


def _scope_faults(name: str, scope: Any) -> Iterator[Fault]:
    if isinstance(scope, str) and scope in SCOPES:
        return
    unknown = Fault("role.unknown_scope", {"object": name, "scope": str(scope)[:60]})
    if not isinstance(scope, dict) or scope.keys() - {"who", "where"}:
        yield unknown
        return
    who = scope.get("who", "all")
    departments = who.get("departments") if isinstance(who, dict) and who.keys() == {"departments"} else None
    listed = (
        isinstance(departments, list)
        and 0 < len(departments) <= MOST_DEPARTMENTS
        and all(isinstance(one, int) and not isinstance(one, bool) and 0 < one <= TOP_ID for one in departments)
    )
    if not listed and who not in SCOPES:
        yield unknown
    if scope.get("where") is not None and name == ALL:
        yield Fault("role.condition_for_all", {"object": name})


def _reveal_faults(name: str, rule: Any) -> Iterator[Fault]:
    hourly = rule.get("hourly", 1) if isinstance(rule, dict) else None
    number = isinstance(hourly, int) and not isinstance(hourly, bool) and 0 < hourly <= MOST_HOURLY
    if not number or not isinstance(rule.get("reason", False), bool) or rule.keys() - {"reason", "hourly"}:
        yield Fault("role.wrong_reveal", {"object": name, "most": MOST_HOURLY})


def _field_faults(name: str, field: str, rule: Any, known_rules: tuple[str, ...]) -> Iterator[Fault]:
    """A field that is not declared may be a custom one."""
    told = {"object": name, "field": field[:60]}
    if name == ALL or not isinstance(rule, str) or rule not in known_rules:
        yield Fault("role.wrong_field_rule", told | {"rule": str(rule)[:60]})
        return
    spec = registry.declared_object(name)
    known = spec.fields.get(field)
    if known is not None and ((known.system and known.beside is None) or (field == spec.title and rule == "hidden")):
        yield Fault("role.field_without_rule", told)
    elif known is not None and FIELD_RULES[rule][0] == "masked" and not known.kind.maskable:
        yield Fault("role.not_maskable", told)


def conditions(grants: Mapping[str, Any] | None) -> Iterator[tuple[str, Any]]:
    """Every condition in well-formed grants, with the name of the object that it is about."""
    for name, entry in (grants or {}).items():
        given = (entry.get("scope"), *entry.get("actions", {}).values(), *_denied(entry).values())
        for one in given:
            if isinstance(one, dict) and one.get("where") is not None:
                yield name, one["where"]


def _denied(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = entry.get("deny", {}).get("actions", {})
    return found


def check_conditions(actor: Actor, grants: Mapping[str, Any] | None) -> Fault | None:
    """The first condition of a role's grants that is not understood."""
    for name, where in conditions(grants):
        try:
            api.parse(actor, specs.of(actor, name), where, rule=True)
        except Malformed as error:
            return Fault(error.code, error.data)
    return None
