"""What somebody sent by a form, read: values in normal form, and what is wrong at which question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from zhike.engines.forms.conditional import Deciding, Wrong, test
from zhike.engines.forms.definition import SOURCES, Form, Question
from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Malformed
from zhike.kernel.kinds import Context
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import Bad

QUESTION, SOURCE = "q.", "from."  # what the names of inputs begin with
TRAP = "fax_number"  # an input that nobody sees: who fills it in is a program
LONGEST, LARGEST, MOST = 300, 64 * 1024, 300  # characters of a source, bytes of an answer, values in it
KNOWN = frozenset({"ticket", "proof", "agree", "lang", "embed", TRAP})
Raw = Mapping[str, Sequence[str]]


def parse(body: bytes) -> dict[str, list[str]]:
    """An answer as browsers send it. Errors: Malformed."""
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=MOST)
    except ValueError as error:
        raise Malformed("request.bad_text") from error
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if "\0" in name or "\0" in value:
            raise Malformed("request.bad_text")
        found.setdefault(name, []).append(value)
    return found


def only_known(form: Form, raw: Raw) -> None:
    """Refuse what the form does not ask. Errors: Malformed."""
    names = {QUESTION + one.field for one in form.shown} | {SOURCE + one for one in SOURCES} | KNOWN
    for name in raw:
        if name not in names:
            raise Malformed("request.unknown_member", name=name[:60])


def one(raw: Raw, name: str) -> str:
    """The single value of an input, or an empty text. Errors: Malformed when there are several."""
    found = raw.get(name, ())
    if len(found) > 1:
        raise Malformed("request.repeated_parameter", name=name[:60])
    return found[0] if found else ""


@dataclass
class Given:
    """An answer as it was read."""

    values: dict[str, Any] = field(default_factory=dict)  # by field, as the write path takes them
    faults: dict[str, Fault] = field(default_factory=dict)  # by field: what the visitor can mend
    sources: dict[str, str] = field(default_factory=dict)
    agreed: bool = False


def read(actor: Actor, form: Form, raw: Raw) -> Given:
    """The values of an answer. A field that is gone by now keeps its value: the write path says what is wrong."""
    spec = specs.of(actor, form.object)
    context = specs.context(actor, spec)
    found = Given(agreed=bool(one(raw, "agree")))
    found.sources = {name: text for name in SOURCES if (text := one(raw, SOURCE + name).strip()[:LONGEST])}
    before: set[str] = set()
    for question in form.questions:
        field = spec.fields.get(question.field)
        if question.hidden:
            _fill(question, found)
        elif field is None:
            if text := one(raw, QUESTION + question.field).strip():
                found.values[question.field] = text
        elif _asked(actor, spec, question, before, found.values):
            _take(field, question, raw.get(QUESTION + question.field, ()), context, found)
        before.add(question.field)
    return found


def _fill(question: Question, found: Given) -> None:
    value = found.sources.get(question.source or "", question.value)
    if value not in (None, ""):
        found.values[question.field] = value


def _asked(actor: Actor, spec: ObjectSpec, question: Question, before: set[str], values: Mapping[str, Any]) -> bool:
    deciding = condition(actor, spec, question, before)
    return deciding is None or values.get(deciding.field) in deciding.values


def condition(actor: Actor, spec: ObjectSpec, question: Question, before: set[str]) -> Deciding | None:
    """With which values of which field a question is asked; None: with any, or its condition is not understood now."""
    if question.when is None:
        return None
    try:
        return test(actor, spec, question.when, before)
    except Wrong:  # the field that decided is gone
        return None


def _take(field: FieldSpec, question: Question, given: Sequence[str], context: Context, found: Given) -> None:
    many = field.kind.kind == "choices"
    if len(given) > 1 and not many:
        raise Malformed("request.repeated_parameter", name=field.name)
    kept = [text for text in given if text.strip()]
    if field.kind.kind == "boolean":
        found.values[field.name] = bool(kept)
    if not kept:
        if question.required or field.required:
            found.faults[field.name] = Fault("field.missing")
        return
    try:
        _only_options(field, kept)
        found.values[field.name] = field.kind.dump(field.kind.parse(kept if many else kept[0], context))
    except Bad as bad:
        found.faults[field.name] = Fault(bad.code, bad.data)


def _only_options(field: FieldSpec, given: Sequence[str]) -> None:
    """A page gives codes; words that would mean one of them are not asked for."""
    codes = {option.value for option in field.options}
    wrong = next((text for text in given if codes and text not in codes), None)
    if wrong is not None:
        raise Bad("choice.unknown", value=wrong[:40])
