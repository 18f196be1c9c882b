"""Why a record is in its class: what its scheme looks at, part by part, with what is true of the record."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification.schemes import stored
from zhike.engines.classification.schemes.definition import Definition
from zhike.engines.classification.schemes.kinds.kind import Ground, Part
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Malformed
from zhike.kernel.read import scope
from zhike.kernel.sql import TRUE, Sql, joined

Json = dict[str, Any]


def of_record(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, record_id: int) -> list[Json] | None:
    """The parts; None for those who do not see all that the definition looks at."""
    try:
        definition = stored.parse(actor, one, version, rule=False)
    except Malformed:
        return None
    spec, parts = specs.of(actor, one.object), definition.kind.parts(version.cuts)
    if not parts:
        return []
    seen = scope.Seen(actor, apart=True)
    ground = Ground(one.id, seen)
    asked = [_asked(part, ground) for part in parts]
    statement = joined(asked, ", ").wrapped("SELECT ", f' FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id}')
    statement += Sql(" AND t.id = %s", (record_id,))
    row = tx.one(statement.text, statement.params) or ()
    return [_told(actor, definition, part, value) for part, value in zip(parts, row, strict=False)]


def _asked(part: Part, ground: Ground) -> Sql:
    if part.field is not None:
        return Sql(f"({ground.number(part.field)})::float8")
    assert part.node is not None
    met = ground.compiler.compile(part.node, "t")
    return (met if met != TRUE else Sql("TRUE")).wrapped("(", ") IS TRUE")


def _told(actor: Actor, definition: Definition, part: Part, value: Any) -> Json:
    labels = {one.code: one.label(actor.language) for one in definition.classes}
    if part.field is not None:
        return {
            "label": part.field.label(actor.language),
            "field": part.field.name,
            "value": value,
            "band": part.band(value),
            "bands": len(part.cuts) + 1 if part.cuts else None,
            "typical": [{"class": code, "label": labels[code], "value": middle} for code, middle in part.typical],
        }
    assert part.node is not None
    told: Json = {
        "words": api.phrase(part.node, actor.language, lambda kind, one: read.title(actor, kind, one)),
        "met": value,
    }
    if part.gives is not None:
        told |= {"class": part.gives, "label": labels[part.gives]}
        told["from"] = [labels[code] for code in part.come_from]
    if part.points is not None:
        told["points"] = part.points
    return told
