"""A condition in words, zh and en, as filter chips and role screens show it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from zhike.kernel import words
from zhike.kernel.conditions import operators
from zhike.kernel.conditions.tree import Did, Group, In, Node, Not, Related, Test
from zhike.kernel.spec import FieldSpec
from zhike.kernel.values import region

TitleOf = Callable[[str, int], str]  # (object, id) -> the record's title
_WITHIN_QUOTES = str.maketrans('“”"', "‘’'")
RELATIVE = {"date": operators.PERIODS, "datetime": operators.PERIODS, "person": operators.PEOPLE}


def say(node: Node, language: str, title_of: TitleOf, *, inner: bool = False) -> str:
    """The condition as one phrase."""
    if isinstance(node, Group):
        if not node.parts:
            return words.say("condition.everything" if node.every else "condition.nothing", language)
        glue = words.say("condition.and" if node.every else "condition.or", language)
        text = glue.join(say(one, language, title_of, inner=True) for one in node.parts)
        return f"({text})" if inner and len(node.parts) > 1 else text
    if isinstance(node, Not):
        return words.phrase("condition.not", language, part=say(node.part, language, title_of, inner=True))
    if isinstance(node, Related):
        return _related(node, language, title_of)
    if isinstance(node, In):
        labels = node.kept.labels
        name = labels.get(language) or next(iter(labels.values()))
        return words.phrase("condition.in", language, name=name.translate(_WITHIN_QUOTES))
    if isinstance(node, Did):
        return _did(node, language, title_of)
    return _test(node, language, title_of)


def _did(node: Did, language: str, title_of: TitleOf) -> str:
    label = words.phrase("condition.did", language, name=deed(node, language))
    return _phrase(lately(label, node.within, language), node.number, node.op, node.value, language, title_of)


def deed(node: Did, language: str) -> str:
    """What was done."""
    labels = node.deed.labels
    return labels.get(language) or next(iter(labels.values()))


def lately(name: str, within: str | None, language: str) -> str:
    """Of the last days only, if it is so."""
    return words.phrase("condition.lately", language, name=name, span=_span(within, language)) if within else name


def _test(node: Test, language: str, title_of: TitleOf) -> str:
    label = words.say("condition.of", language).join(one.label(language) for one in node.path)
    return _phrase(label, node.field, node.op, node.value, language, title_of)


def _phrase(label: str, field: FieldSpec, op: str, value: Any, language: str, title_of: TitleOf) -> str:
    if op in operators.WITHOUT_VALUE:
        return words.phrase(f"condition.says.{op}", language, label=label)
    many = list(value) if isinstance(value, tuple) else [value]
    shown = [value_in_words(field, one, language, title_of) for one in many]
    if op == "between":
        return words.phrase("condition.says.between", language, label=label, low=shown[0], high=shown[1])
    if op in ("within", "next"):
        return words.phrase(f"condition.says.{op}", language, label=label, span=_span(value, language))
    text = words.say("condition.comma", language).join(shown)
    said = words.say(f"op.{operators.of_time(field.kind, op)}", language)
    return words.phrase("condition.says", language, label=label, op=said, value=text)


def _related(node: Related, language: str, title_of: TitleOf) -> str:
    field = node.field or node.spec.fields["version"]
    of_what = node.field.label(language) if node.field else ""
    name = counted(node, language, title_of)
    label = words.phrase(f"condition.measure.{node.measure}", language, name=name, field=of_what)
    return _phrase(label, field, node.op, node.value, language, title_of)


def counted(node: Related, language: str, title_of: TitleOf) -> str:
    """Which related records are meant."""
    name = node.spec.label(language, plural=True)
    if node.where:
        name = words.phrase(
            "condition.which", language, name=name, part=say(node.where, language, title_of, inner=True)
        )
    return lately(name, node.within, language)


def value_in_words(field: FieldSpec, value: Any, language: str, title_of: TitleOf) -> str:
    """One value as people read it."""
    if isinstance(value, bool):
        return words.say("value.yes" if value else "value.no", language)
    if isinstance(value, str) and value in RELATIVE.get(field.kind.family, ()):
        return words.say(f"value.{value}", language)
    if isinstance(value, str) and field.kind.family in ("date", "datetime") and operators.MOMENT.fullmatch(value):
        return words.phrase(
            "value.ago" if value[0] == "-" else "value.ahead", language, span=_span(value[1:], language)
        )
    if field.options:
        return field.option_label(str(value), language)
    if field.kind.family == "region":
        return region.title(value)
    if field.to and isinstance(value, int):
        return title_of(field.to, value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _span(text: str, language: str) -> str:
    return words.say(f"span.{text[-1]}", language, n=int(text[:-1]))
