"""The fields of an object as the targets of columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from zhike.engines.intake import synonyms
from zhike.engines.intake.mapping import Column
from zhike.engines.intake.synonyms import Target
from zhike.kernel import specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import text

_NOT_IN_FILES = frozenset({"links"})
PICTURE = "file"  # a kind that only cards can fill
# Not by its label, which in Chinese is the same as that of a code.
ID = Target(
    name="id",
    kind="id",
    labels=("id",),
    synonyms=("记录编号", "系统编号", "record id", "zhike id", "知客记录编号", "zhike record id"),
)


def targets(actor: Actor, spec: ObjectSpec) -> tuple[Target, ...]:
    """The fields that the actor may fill from a file."""
    rights = actor.on(spec.name)
    closed = rights.hidden | rights.read_only
    return tuple(
        _target(actor, spec, one)
        for one in spec.own_fields
        if not one.read_only and one.name not in closed and one.kind.kind not in _NOT_IN_FILES
    )


def fillable(found: tuple[Target, ...], kind: str) -> tuple[Target, ...]:
    """Those of the targets that a file of a kind can fill: a picture comes with a card, never in a table."""
    return found if kind == "cards" else tuple(one for one in found if one.kind != PICTURE)


def spoken(
    found: Iterable[Target], columns: Iterable[Column], values: Mapping[int, Iterable[object]]
) -> tuple[Target, ...]:
    """The targets with the ways in which these columns write their options."""
    by_field = {one.field: one.index for one in columns if one.field}
    made = []
    for target in found:
        if target.options and target.name in by_field:
            seen = {text.fold(text.as_text(one)) for one in values.get(by_field[target.name], ()) if one is not None}
            own = {text.fold(one) for one in target.options}
            ways = synonyms.spoken(target.name, target.options, seen)
            made.append(replace(target, spoken={word: code for word, code in ways.items() if word not in own}))
        else:
            made.append(target)
    return tuple(made)


def _target(actor: Actor, spec: ObjectSpec, field: FieldSpec) -> Target:
    options = tuple(
        dict.fromkeys(
            word
            for option in field.options
            for word in (option.value, *(field.option_label(option.value, language) for language in words.LANGUAGES))
        )
    )
    plain = Target(
        name=field.name,
        kind=field.kind.kind,
        labels=tuple(field.label(language) for language in words.LANGUAGES),
        required=field.required,
        options=options,
        title=field.name == spec.title,
        overflow=field.kind.overflow,
    )
    return replace(plain, synonyms=synonyms.derived(plain, _labels(spec), _to_labels(actor, field)))


def _to_labels(actor: Actor, field: FieldSpec) -> tuple[str, ...]:
    if field.to is None or field.kind.kind == "person":
        return ()
    return _labels(specs.of(actor, field.to))


def _labels(spec: ObjectSpec) -> tuple[str, ...]:
    return tuple(spec.label(language) for language in words.LANGUAGES)
