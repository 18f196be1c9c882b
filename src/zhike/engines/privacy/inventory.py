"""What is kept of people: every personal field with its sensitivity, its purpose, and who sees it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zhike.access import rights
from zhike.kernel import specs, words
from zhike.kernel.actor import NOTHING, Actor, Rights
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values.spreadsheet import neutralise

COLUMNS = ("object", "field", "kind", "sensitivity", "purpose", "sealed", "whole", "masked")


def rows(actor: Actor, *, ordinary: bool = False) -> list[dict[str, Any]]:
    """The personal fields of every object, or with `ordinary` all its fields, with the roles that see each."""
    roles = rights.each(actor)
    return [
        _row(actor, spec, field, roles)
        for spec in specs.all_of(actor).values()
        if not spec.shape.settings or spec.shape.people
        for field in spec.own_fields
        if field.personal or ordinary
    ]


Roles = Sequence[tuple[str, Mapping[str, Rights]]]


def _row(actor: Actor, spec: ObjectSpec, field: FieldSpec, roles: Roles) -> dict[str, Any]:
    given = [(name, one.get(spec.name, NOTHING)) for name, one in roles]
    seeing = [(name, one) for name, one in given if "read" in one.actions and field.name not in one.hidden]
    return {
        "object": spec.name,
        "object_label": spec.label(actor.language),
        "field": field.name,
        "label": field.label(actor.language),
        "kind": field.kind.kind,
        "custom": field.custom,
        "sensitivity": field.sensitivity,
        "sensitivity_label": words.say(f"sensitivity.{field.sensitivity}", actor.language),
        "purpose": field.purpose,
        "purpose_label": words.say(f"purpose.{field.purpose}", actor.language),
        "sealed": field.secret,
        "whole": [name for name, one in seeing if not one.masks(field.name, field.kind)],
        "masked": [name for name, one in seeing if one.masks(field.name, field.kind)],
    }


def sheet(actor: Actor) -> str:
    """The same with every field as a CSV file that a spreadsheet reads."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(words.say(f"privacy.inventory.{one}", actor.language) for one in COLUMNS)
    for one in rows(actor, ordinary=True):
        writer.writerow(neutralise(cell) for cell in _cells(actor, one))
    return "\ufeff" + text.getvalue()


def _cells(actor: Actor, row: dict[str, Any]) -> Iterator[str]:
    yield from (row["object_label"], row["label"])
    yield words.say(f"choice.custom_field.kind.{row['kind']}", actor.language)
    yield from (row["sensitivity_label"], row["purpose_label"])
    yield words.say("value.yes" if row["sealed"] else "value.no", actor.language)
    yield from (", ".join(row[name]) for name in ("whole", "masked"))
