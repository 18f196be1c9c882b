"""The measures of a company as they are stored."""

from __future__ import annotations

from collections.abc import Mapping

from zhike.engines.classification.measures import definition
from zhike.engines.classification.measures.definition import Meaning, Measure, Since, Stored
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
    """What they mean, by code; one that cannot be understood any more, as when a field is retired, is left out.

    So is one that is made of such, or of itself, or of a moment where a number is needed: none may cost the others.
    """
    found: dict[str, tuple[Measure, Meaning]] = {}
    known = specs.all_of(actor)
    for one in measures:
        if one.object in known:
            try:
                found[one.code] = one, definition.parse(actor, known[one.object], one.definition)
            except Malformed:
                continue
    sound = {code for code, (_, meaning) in found.items() if isinstance(meaning, Stored)}
    while more := [
        code for code, (_, meaning) in found.items() if code not in sound and _stands(meaning, sound, found)
    ]:
        sound.update(more)
    return {code: one for code, one in found.items() if code in sound}


def _stands(meaning: Meaning, sound: set[str], found: Mapping[str, tuple[Measure, Meaning]]) -> bool:
    """Whether all that it is made of is known, and fits."""
    moments = [code in sound and definition.is_moment(found[code][1]) for code in definition.used(meaning)]
    return set(definition.used(meaning)) <= sound and all(one == isinstance(meaning, Since) for one in moments)
