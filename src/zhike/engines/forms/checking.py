"""Whether a form can be published: all of it is understood, and its author may write what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings

from zhike.engines.forms import parts
from zhike.engines.forms.conditional import Wrong, test
from zhike.engines.forms.definition import KINDS, SOURCES, TEXTS, Form, Question
from zhike.kernel import registry, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad

MEMBERS = frozenset({"field", "label", "help", "required", "when", "from", "value"})
MOST, LONGEST_LABEL, LONGEST_TEXT = 60, 200, 5000


def check(actor: Actor, form: Form) -> None:
    """Refuse a form that cannot be: at any time by its shape, and an active one by all it asks. Errors: Refused."""
    wrong = _shape(form)
    if wrong is None and form.active:
        wrong = next(_faults(actor, form), None)
    if wrong is not None:
        raise Refused({wrong[0]: wrong[1]})


Found = tuple[str, Fault]  # the field of the form, and what is wrong with it


def _shape(form: Form) -> Found | None:
    if not isinstance(form.raw, list) or len(form.raw) > MOST:
        return "questions", Fault("web_form.not_a_list", {"most": MOST})
    for number, one in enumerate(form.raw, 1):
        if not _is_question(one):
            return "questions", Fault("web_form.wrong_question", {"number": number})
    texts = form.texts or {}
    if not isinstance(texts, dict) or texts.keys() - set(TEXTS):
        return "texts", Fault("web_form.wrong_text", {"known": ", ".join(TEXTS)})
    if not all(_is_text(one, LONGEST_TEXT) for one in texts.values()):
        return "texts", Fault("web_form.wrong_text", {"known": ", ".join(TEXTS)})
    spec = next((one for one in registry.declared() if one.name == form.object), None)
    if spec is None or spec.shape.settings or spec.shape.people:
        return "object", Fault("web_form.no_object", {"object": form.object[:60]})
    return None


def _is_question(raw: Any) -> bool:
    return (
        isinstance(raw, dict)
        and isinstance(raw.get("field"), str)
        and not raw.keys() - MEMBERS
        and all(_is_text(raw.get(name) or {}, LONGEST_LABEL) for name in ("label", "help"))
        and isinstance(raw.get("required", False), bool)
        and raw.get("from") in (None, *SOURCES)
        and isinstance(raw.get("value"), str | int | float | bool | list | None)
        and isinstance(raw.get("when"), dict | None)
    )


def _is_text(raw: Any, longest: int) -> bool:
    return isinstance(raw, dict) and all(
        name in words.LANGUAGES and isinstance(one, str) and len(one) <= longest for name, one in raw.items()
    )


def _faults(actor: Actor, form: Form) -> Iterator[Found]:
    spec = specs.of(actor, form.object)
    if not actor.may("create", form.object):
        yield "object", Fault("web_form.not_yours", {"object": spec.label(actor.language)})
    asked: dict[str, Question] = {}
    for one in form.questions:
        fault = _of_question(actor, spec, one, asked)
        if fault is not None:
            yield "questions", fault
        asked[one.field] = one
    lacking = [one.label(actor.language) for one in spec.own_fields if one.required and one.name not in asked]
    if lacking:
        yield "questions", Fault("web_form.lacks", {"fields": ", ".join(lacking)})
    if not form.shown:
        yield "questions", Fault("web_form.asks_nothing")
    if form.confirm and address_question(spec, form) is None:
        yield "confirm", Fault("web_form.no_address")
    if form.confirm and not settings.SENDS_MAIL:
        yield "confirm", Fault("web_form.no_mail")
    if form.purpose is not None and not parts.purpose_exists(actor, spec, form.purpose):
        yield "purpose", Fault("web_form.no_purpose")


def _of_question(actor: Actor, spec: ObjectSpec, one: Question, asked: dict[str, Question]) -> Fault | None:
    field, rights = spec.fields.get(one.field), actor.on(spec.name)
    if field is None or field.system or field.name in rights.hidden:
        return Fault("field.unknown", {"field": one.field[:60]})
    told = {"field": field.label(actor.language)}
    if one.field in asked:
        return Fault("web_form.asked_twice", told)
    if field.read_only or field.name in rights.read_only:
        return Fault("web_form.not_written", told)
    if field.kind.kind not in KINDS:
        return Fault("web_form.wrong_kind", told)
    if one.hidden and one.value is not None:
        try:
            field.kind.parse(one.value, specs.context(actor, spec))
        except Bad as bad:
            return Fault(bad.code, bad.data)
    if one.when is not None:
        try:
            test(actor, spec, one.when, {name for name, before in asked.items() if not before.hidden})
        except Wrong:
            empty = one.when.get("value") in (None, "", [])
            return Fault("web_form.empty_condition" if empty else "web_form.wrong_condition", told)
    return None


def address_question(spec: ObjectSpec, form: Form) -> Question | None:
    """The question for the e-mail address that a link goes to: it is always asked, and must be answered."""
    for one in form.shown:
        field = spec.fields.get(one.field)
        if field is not None and field.kind.kind == "email" and one.required and one.when is None:
            return one
    return None
