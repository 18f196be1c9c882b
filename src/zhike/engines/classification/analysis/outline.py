"""What the dashboard can show to a reader: which fields and schemes there are, and whether purchases are known."""

from __future__ import annotations

from zhike.engines.classification.analysis import breakdown
from zhike.engines.classification.analysis.card import Asked, Json
from zhike.engines.classification.schemes import fields, stored

LIFECYCLE = "stages"  # the kind of scheme that tells in which stage a customer is


def outline(one: Asked) -> Json:
    """Fields by which records can be counted, schemes in force (stages of life first), and what is not to be seen."""
    known = {field.name: part for field, part in breakdown.fields(one)}
    published = stored.published(one.tx)
    schemes = [
        {
            "id": scheme.id, "label": scheme.label(one.actor.language), "kind": scheme.kind,
            "field": f"{fields.PREFIX}{scheme.code}", "lifecycle": scheme.kind == LIFECYCLE,
        }
        for scheme in stored.schemes(one.tx, one.spec.name).values()
        if scheme.id in published and f"{fields.PREFIX}{scheme.code}" in known
    ]  # fmt: skip
    return {
        "fields": [
            {"name": name, "label": one.spec.fields[name].label(one.actor.language), "part": part}
            for name, part in known.items()
        ],
        "schemes": schemes,
        "purchases": one.purchases is not None and one.purchases.seen(),
        "amounts": one.pays is not None,
    }
