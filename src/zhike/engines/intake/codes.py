"""The codes in a file: which records it names, without making or changing any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import fields, importing
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source, open_source
from zhike.engines.intake.table import CellFault
from zhike.kernel.actor import Actor
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import empty, text

MOST = 100_000  # codes that are told


def of_file(actor: Actor, upload: str, object_name: str, sheet: str | None) -> dict[str, Any]:
    """The different words of the column of codes, each once; of the first column where no heading says which it is.

    Errors: NotFound, Forbidden, IntakeError.
    """
    spec = importing.object_of(actor, object_name)
    scope.need(actor, "read", spec)
    stored = importing.own(actor, upload)
    plan = Plan(object=spec.name, sheet=sheet)
    return _of_column(actor, spec, stored, plan) or _of_first(actor, spec, stored, plan)


def _of_column(actor: Actor, spec: ObjectSpec, stored: storage.Stored, plan: Plan) -> dict[str, Any] | None:
    with _opened(actor, spec, stored, plan) as source:
        names = {one.name for one in spec.code_fields}
        index = next((one.index for one in source.columns if one.field in names), None)
        label = next((one.label for one in source.proposal.columns if one.index == index), "")
        return None if index is None else _told(label, _words(source, index))


def _of_first(actor: Actor, spec: ObjectSpec, stored: storage.Stored, plan: Plan) -> dict[str, Any]:
    """What may be a heading, too: then it is a code that nobody has."""
    with _opened(actor, spec, stored, replace(plan, header_row=0)) as source:
        return _told("", _words(source, 0))


def _told(label: str, found: list[str]) -> dict[str, Any]:
    return {"column": label, "codes": found[:MOST], "cut": len(found) > MOST}


@contextmanager
def _opened(actor: Actor, spec: ObjectSpec, stored: storage.Stored, plan: Plan) -> Iterator[Source]:
    place = storage.Kept(actor.tenant_id, stored.sha256)
    source = open_source(place, stored.name, plan, fields.targets(actor, spec), actor.language)
    try:
        yield source
    finally:
        source.table.close()


def _words(source: Source, index: int) -> list[str]:
    found: dict[str, None] = {}
    for _, cells, no_record in source.records():
        cell = cells[index] if index < len(cells) else None
        if no_record is None and cell is not None and not isinstance(cell, CellFault) and not empty.is_empty(cell):
            found.setdefault(text.readable(text.as_text(cell)).strip())
            if len(found) > MOST:
                break
    return list(found)
