"""Why a person may do something or may not, in words: by the roles and rules that the read and write path go by.

Whether they may comes from those paths' own SQL (`kernel.read.scope`); each reason is a part of the same SQL, asked by
itself. So an explanation cannot tell another story than the list does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from zhike.kernel import db, read, specs, words
from zhike.kernel.actor import Actor, Reach, Rights
from zhike.kernel.conditions import api
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.read import scope
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import FALSE, Sql, joined

OF_OBJECT = ("create", "import", "bulk", "assign")  # what does not depend on the record


@dataclass
class Reason:
    """One rule that speaks for or against; `holds` is None where no record was asked about."""

    words: str
    allows: bool
    role: str | None = None
    holds: bool | None = None


@dataclass
class Answer:
    """Whether an action is allowed, and the rules that make it so."""

    action: str
    label: str
    allowed: bool
    reasons: list[Reason] = field(default_factory=list)


@dataclass(frozen=True)
class FieldAnswer:
    """How a person meets a field of an object."""

    name: str
    label: str
    seen: str  # hidden, masked, clear
    written: bool
    reasons: list[Reason]


@dataclass(frozen=True)
class _Rule:
    """A rule and the SQL that is true for the records it is about."""

    reason: Reason
    sql: Sql
    of_few: bool = False  # said only of the records that it holds for


def actions(asking: Actor, person: Actor, object_name: str, record_id: int | None = None) -> list[Answer]:
    """What `person` may do with an object, or with one record of it, for `asking` to read.

    The caller has checked that `asking` may know: the record is one they see, the person is theirs to ask about.
    """
    spec = specs.of(person, object_name)
    said = {one: words.heading(f"action.{one}", asking.language) for one in spec.actions}
    found = [Answer(one, label, person.may(one, object_name)) for one, label in said.items()]
    rules: list[_Rule] = []
    compiler = Compiler(person)
    for answer in found:
        held = list(_rules(asking, person, spec, answer.action, compiler))
        answer.reasons = [one.reason for one in held]
        if not answer.reasons:
            answer.reasons.append(_without_role(asking, spec, answer))
        if answer.action not in OF_OBJECT:
            rules += held
    if record_id is not None:
        _hold_to(person, spec, record_id, found, rules)
    return found


def _rules(asking: Actor, person: Actor, spec: ObjectSpec, action: str, compiler: Compiler) -> Iterator[_Rule]:
    rights = person.on(spec.name)
    for way in rights.reach.get(action, ()):
        said = _granted(asking, person, spec, action, way)
        within = scope.within(person, spec, "t", action, way, compiler)
        yield _Rule(Reason(said, True, way.role or None), within, of_few=way.people == "team")
    for way in rights.denied.get(action, ()):
        said = words.say("why.denied", asking.language, **_what(asking, person, spec, action, way))
        yield _Rule(Reason(said, False, way.role), scope.denied(person, spec, "t", way, compiler))
    if action not in OF_OBJECT and rights.reach.get(action):
        for where in scope.declared(spec, action):
            said = words.say("why.declared", asking.language, condition=_condition(asking, person, spec, where))
            yield _Rule(Reason(said, True), api.to_sql(person, spec, where, "t", compiler, rule=True))


def _hold_to(person: Actor, spec: ObjectSpec, record_id: int, answers: list[Answer], rules: list[_Rule]) -> None:
    """Say of each rule whether it is about this record, and whether the record is within each action."""
    compiler = Compiler(person)
    within = {
        one.action: joined([scope.rows(person, spec, "t", name, compiler) for name in {"read", one.action}], " AND ")
        if one.allowed and person.may("read", spec.name)
        else FALSE
        for one in answers
        if one.action not in OF_OBJECT
    }
    parts = joined([*within.values(), *(one.sql for one in rules)], "), (")
    statement = parts.wrapped("SELECT (", f') FROM "{spec.table}" t WHERE t.tenant_id = {person.tenant_id}')
    with db.transaction(person.tenant_id) as tx:
        row = tx.one(statement.text + " AND t.deleted_at IS NULL AND t.id = %s", (*statement.params, record_id)) or ()
    told = iter(bool(one) for one in row)
    for answer in answers:
        if answer.action in within:
            answer.allowed = next(told, False)
    for rule in rules:
        rule.reason.holds = next(told, False)
    beside = {id(one.reason) for one in rules if one.of_few and not one.reason.holds}
    for answer in answers:
        answer.reasons = [one for one in answer.reasons if id(one) not in beside]


def _without_role(asking: Actor, spec: ObjectSpec, answer: Answer) -> Reason:
    """What is so whatever roles say."""
    key = "why.directory" if answer.allowed else "why.settings" if spec.shape.settings else "why.no_role"
    return Reason(words.say(key, asking.language, **_named(asking, spec, answer.action)), answer.allowed)


def _named(asking: Actor, spec: ObjectSpec, action: str) -> dict[str, str]:
    language = asking.language
    return {"action": words.say(f"action.{action}", language), "object": spec.label(language)}


def _what(asking: Actor, person: Actor, spec: ObjectSpec, action: str, way: Reach) -> dict[str, str]:
    said = {"role": way.role, "where": "", **_named(asking, spec, action)}
    if way.where is not None:
        condition = _condition(asking, person, spec, way.where)
        said["where"] = words.say("why.where", asking.language, condition=condition)
    return said


def _granted(asking: Actor, person: Actor, spec: ObjectSpec, action: str, way: Reach) -> str:
    language = asking.language
    if person.admin:
        return words.say("why.admin", language, role=way.role)
    if way.people == "team":
        return words.say("why.team", language, **_named(asking, spec, action))
    if action in OF_OBJECT:
        return words.say("why.granted_object", language, role=way.role, **_named(asking, spec, action))
    if way.departments:
        names = [read.title(asking, "department", one) for one in way.departments]
        whose = words.say("why.whose.departments", language, names=words.say("condition.comma", language).join(names))
    else:
        whose = words.say(f"why.whose.{way.people}", language)
    if way.people != "all" and spec.shape.follows:
        parent = specs.of(person, spec.fields[spec.shape.follows].to or "").label(language)
        whose += words.say("why.whose.follows", language, parent=parent)
    return words.say("why.granted", language, whose=whose, **_what(asking, person, spec, action, way))


def _condition(asking: Actor, person: Actor, spec: ObjectSpec, where: Any) -> str:
    try:
        node = api.parse(person, spec, where, rule=True)
    except Malformed:
        return words.say("why.condition_gone", asking.language)
    return api.phrase(node, asking.language, lambda name, record_id: read.title(asking, name, record_id))


def fields(asking: Actor, person: Actor, object_name: str) -> list[FieldAnswer]:
    """The fields of an object that a person does not see and write as everybody does, and by which roles."""
    spec = specs.of(person, object_name)
    rights = person.on(object_name)
    found = []
    for one in (*spec.own_fields, *(one for one in spec.fields.values() if one.beside)):
        said = rights.said.get(one.name, ())
        masked = rights.masks(one.name, one.kind)
        seen = "hidden" if one.name in rights.hidden else "masked" if masked else "clear"
        written = one.name not in rights.read_only | rights.hidden and not one.read_only
        if said or seen != "clear" or (one.name in rights.read_only):
            reasons = [
                *_field_reasons(asking, one, said, masked=masked),
                *_follows(asking, spec, rights, one),
                *_made_of(asking, person, one, seen),
            ]
            found.append(FieldAnswer(one.name, one.label(asking.language), seen, written, reasons))
    return found


def _follows(asking: Actor, spec: ObjectSpec, rights: Rights, one: FieldSpec) -> Iterator[Reason]:
    """Why a field is not seen whole that is made from others."""
    sources = [spec.fields[name] for made in spec.derived if made.name == one.name for name in made.fields]
    told = [source.label(asking.language) for source in sources if not rights.shows(source.name, source.kind)]
    if told and not rights.shows(one.name, one.kind):
        fields_ = words.say("condition.comma", asking.language).join(told)
        yield Reason(words.say("why.follows", asking.language, fields=fields_), False)


def _made_of(asking: Actor, person: Actor, one: FieldSpec, seen: str) -> Iterator[Reason]:
    """Why what an engine keeps beside records, such as a measure, is not seen: by what it is made of."""
    if one.beside is None or seen == "clear":
        return
    told = set()
    for name, field_ in one.beside.made_of:
        spec, rights = specs.of(asking, name), person.on(name)
        if "read" not in rights.actions:
            told.add(spec.label(asking.language))
        elif field_ and not rights.shows(field_, spec.fields[field_].kind):
            told.add(f"{spec.label(asking.language)}.{spec.fields[field_].label(asking.language)}")
    if told:
        fields_ = words.say("condition.comma", asking.language).join(sorted(told))
        yield Reason(words.say("why.follows", asking.language, fields=fields_), False)


def _field_reasons(
    asking: Actor, one: FieldSpec, said: tuple[tuple[str, str], ...], *, masked: bool
) -> Iterator[Reason]:
    for role, rule in said:
        rule_words = words.say(f"why.field.{rule}", asking.language)
        yield Reason(
            words.say("why.field", asking.language, role=role, rule=rule_words),
            rule != "hidden" and not rule.startswith("deny_"),
            role,
        )
    if masked and one.kind.guarded:
        yield Reason(words.say("why.guarded", asking.language), False)
