"""Whether drafts may be saved: required values, owner, rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.kinds import Context
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad
from zhike.kernel.write.draft import Draft


def defaults(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Fill what a new record has without being told."""
    given = [
        (one.name, one.kind.dump(one.kind.get_default()))
        for one in spec.own_fields
        if not one.custom and one.kind.has_default()
    ]
    for draft in drafts:
        if draft.old is None:
            for name, value in given:
                if draft.values.get(name) is None and name not in draft.faults:
                    draft.values[name] = value
            if spec.owner and actor.person_id and spec.owner not in draft.values and spec.owner not in draft.faults:
                draft.values[spec.owner] = actor.person_id


def required(spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Note what is missing: in a new record every required field, in an old one those that are emptied."""
    needed = [one.name for one in spec.own_fields if one.required]
    kept = [one.name for one in spec.own_fields if one.required or not one.nullable]  # a default is for new records
    for draft in drafts:
        for name in needed if draft.old is None else [one for one in kept if one in draft.values]:
            if draft.values.get(name) is None and name not in draft.faults:
                draft.fault(name, "field.missing")


def owner(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Giving a record to somebody else, or taking it from them, is a right of its own; taking nobody's is not."""
    if spec.owner is None or actor.may("assign", spec.name):
        return
    for draft in drafts:
        changes = draft.changes()
        was = draft.old.values.get(spec.owner) if draft.old else None
        if spec.owner in changes and (changes[spec.owner] != actor.person_id or was is not None):
            said = words.say("action.assign", actor.language)
            draft.fault(spec.owner, "right.missing", object=spec.label(actor.language), action=said)


def rules(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Run the declared rules that look at a changed field."""
    if not spec.rules:
        return
    context = specs.context(actor, spec)
    for draft in drafts:
        if draft.faults:
            continue
        touched = draft.changes().keys()
        due = [one for one in spec.rules if draft.old is None or touched & set(one.fields)]
        if due:
            record = _record(spec, draft, context)
            for one in due:
                fault: Fault | None = one.check(record)
                if fault is not None:
                    draft.fault(one.fields[0], fault.code, **fault.data)


def set_rules(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Run the declared rules over the batch, each on the records in which one of its fields is written."""
    context = specs.context(actor, spec) if spec.set_rules else None
    for rule in spec.set_rules:
        due = [one for one in drafts if not one.faults and (one.old is None or one.changes().keys() & set(rule.fields))]
        if due and context:
            found = rule.check(tx, [_record(spec, one, context) for one in due])
            for at, fault in found.items():
                due[at].fault(rule.fields[0], fault.code, **fault.data)


def derive(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Fill derived fields whose sources are written."""
    context = specs.context(actor, spec) if spec.derived else None
    for one in spec.derived:
        kind = spec.fields[one.name].kind
        for draft in drafts:
            given = draft.after()
            if one.blank and given.get(one.name) is not None:
                continue
            changed = draft.changes().keys() & set(one.fields) if draft.old else any(map(given.get, one.fields))
            if changed and context and not draft.faults:
                value = one.value(SimpleNamespace(**{name: _plain(spec, name, given, context) for name in one.fields}))
                draft.values[one.name] = None if value is None else kind.dump(value)


def _plain(spec: ObjectSpec, name: str, values: Mapping[str, Any], context: Context) -> Any:
    """A value in Python's type."""
    value = values.get(name)
    return None if value is None else spec.fields[name].kind.parse(value, context)


def _record(spec: ObjectSpec, draft: Draft, context: Context) -> Any:
    """The record as rules see it: values in Python's types."""
    values = draft.after()
    record = SimpleNamespace(id=draft.id, old=draft.old.values if draft.old else None)
    for field in spec.own_fields:
        try:
            setattr(record, field.name, _plain(spec, field.name, values, context))
        except Bad:  # a stored value that an older rule let in; the rule sees it as it is
            setattr(record, field.name, values[field.name])
    return record
