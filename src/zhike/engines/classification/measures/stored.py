"""The measures of a company as they are stored."""

from __future__ import annotations

from zhike.engines.classification.measures import definition
from zhike.engines.classification.measures.definition import Meaning, Measure
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed


def of(tx: db.Transaction, object_name: str | None = None) -> list[Measure]:
    """The active measures, of one object if it is named."""
    rows = tx.rows(
        "SELECT m.id, m.code, m.name, m.name_en, m.object, m.definition, s.at, s.computed_at"
        " FROM classification_measure m"
        f" LEFT JOIN classification_slot s ON s.tenant_id = {tx.tenant_id} AND s.measure_id = m.id"
        f" WHERE m.tenant_id = {tx.tenant_id} AND m.deleted_at IS NULL AND m.active"
        " AND (%s::text IS NULL OR m.object = %s) ORDER BY m.object, m.id",
        (object_name, object_name),
    )
    names = ("id", "code", "name", "name_en", "object", "definition", "at", "computed_at")
    return [Measure(**dict(zip(names, row, strict=True))) for row in rows]


def meant(actor: Actor, measures: list[Measure]) -> dict[str, tuple[Measure, Meaning]]:
    """What they mean, by code; one that cannot be understood any more, as when a field is retired, is left out."""
    found: dict[str, tuple[Measure, Meaning]] = {}
    known = specs.all_of(actor)
    for one in measures:
        if one.object in known:
            try:
                found[one.code] = one, definition.parse(actor, known[one.object], one.definition)
            except Malformed:
                continue
    while lost := [code for code, (_, meaning) in found.items() if not set(definition.used(meaning)) <= found.keys()]:
        for code in lost:
            del found[code]
    return found
