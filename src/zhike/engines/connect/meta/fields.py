"""The fields of an object as the meta document tells them."""

from __future__ import annotations

from typing import Any

from zhike.kernel import words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import operators
from zhike.kernel.read import columns, order
from zhike.kernel.spec import FieldSpec, ObjectSpec


def all_of(actor: Actor, spec: ObjectSpec) -> list[dict[str, Any]]:
    """Every field that exists for the actor, in the order of the declaration."""
    sortable, masked = order.sortable(actor, spec), columns.masked(actor, spec)
    revealed = masked - actor.on(spec.name).shut if actor.may("reveal", spec.name) else frozenset()
    return [
        _field(actor, spec, one)
        | {"sortable": one.name in sortable, "revealable": one.name in revealed}
        | _mask(one, one.name in masked)
        for one in columns.visible(actor, spec)
    ]


def _mask(field: FieldSpec, masked: bool) -> dict[str, Any]:
    """Whether values are seen in part only, and what may be asked of them then."""
    kind = field.kind
    return {
        "masked": masked,
        "maskable": kind.maskable,
        "guarded": kind.guarded,
        "secret": kind.is_secret,
        "ops": operators.of(kind, masked=masked),
    }


def _field(actor: Actor, spec: ObjectSpec, field: FieldSpec) -> dict[str, Any]:
    kind, language = field.kind, actor.language
    told: dict[str, Any] = {
        "name": field.name,
        "kind": kind.kind,
        "label": field.label(language),
        "help": field.help or words.find(f"help.{spec.name}.{field.name}", language) or None,
        "required": field.required and not field.system,
        "unique": field.unique,
        "read_only": field.read_only or field.name in actor.on(spec.name).read_only,
        "custom": field.custom,
        "default": _default(field),
        "max_length": None,
        "to": field.to,
        "options": [_option(field, one.value, one.color, language) for one in field.options],
        "group": _group(field),
        "system": field.system,
    }
    return told | kind.describe()


def _group(field: FieldSpec) -> str:
    """Under what it stands among an object's fields."""
    if field.beside:
        return field.beside.group
    return "custom" if field.custom else "system" if field.system else field.kind.group


def _default(field: FieldSpec) -> Any:
    kind = field.kind
    return kind.dump(kind.get_default()) if kind.has_default() and not field.custom else None


def _option(field: FieldSpec, value: str, color: str | None, language: str) -> dict[str, Any]:
    return {"value": value, "label": field.option_label(value, language), "color": color}
