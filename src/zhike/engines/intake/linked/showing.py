"""What is shown of linked sheets before they are imported: objects, columns, links and how well these fit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import importing, source
from zhike.engines.intake.bench.showing import shown
from zhike.engines.intake.linked import measuring, proposing, settling
from zhike.engines.intake.linked.plan import Link, Linked, Part
from zhike.engines.intake.linked.settling import Settled
from zhike.engines.intake.places import Place
from zhike.engines.intake.source import Source
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec


def preview(actor: Actor, upload: str, wanted: Linked | None) -> dict[str, Any]:
    """The sheets of a file and how they would be imported together. Errors: as `settling.settle`."""
    stored = importing.own(actor, upload)
    place = storage.Kept(actor.tenant_id, stored.sha256)
    info = source.inspected(place, stored.name)
    guesses = proposing.guesses(actor, place, stored.name)
    if wanted is None:
        wanted = Linked(parts=tuple(proposing.parts(place, stored.name, guesses)))
    settled = settling.settle(actor, place, stored.name, wanted) if wanted.parts else None
    taking = {one.sheet: at for at, one in enumerate(settled.linked.parts)} if settled else {}
    sources = settled.sources if settled else ()
    return {
        "sheets": [
            {
                "sheet": one.name, "rows": one.survey.rows, "hidden": one.hidden,
                "objects": [
                    {"object": guess.object, "confidence": guess.confidence, "allowed": guess.allowed}
                    for guess in guesses[one.name]
                ],
                **(_part(actor, place, settled, sources[taking[one.name]], taking[one.name])
                   if settled and one.name in taking else _NO_PART),
            }
            for one in info.sheets
        ],
        "order": [settled.linked.parts[at].sheet for at in settled.order.places] if settled else [],
    }  # fmt: skip


_NO_PART: Mapping[str, Any] = {"plan": None, "total": 0, "columns": [], "links": []}


def _part(actor: Actor, place: Place, settled: Settled, found: Source, at: int) -> dict[str, Any]:
    part, spec = settled.linked.parts[at], settled.specs[at]
    return {
        "plan": part.plan.as_json(), "total": settled.totals[at],
        "columns": [
            {
                "index": one.index, "header": one.header, "samples": [shown(cell) for cell in one.samples],
                "field": one.field,
            }
            for one in found.columns
        ],
        "links": [_link(actor, place, settled, at, one) for one in _links(part, spec, found)],
    }  # fmt: skip


def _links(part: Part, spec: ObjectSpec, found: Source) -> list[Link]:
    """The links of a sheet, and those that it could have."""
    links = list(part.links or ())
    open_ = {one.name for one in found.targets if one.kind == "link"}
    said = {one.field for one in links}
    return links + [Link(field=one.name) for one in spec.link_fields if one.name in open_ - said]


def _link(actor: Actor, place: Place, settled: Settled, at: int, link: Link) -> dict[str, Any]:
    spec = settled.specs[at]
    field = spec.fields[link.field]
    told = measuring.measure(actor, place, settled.linked, settled.sources, at, link)
    return {
        "field": link.field, "label": field.label(actor.language), "to": field.to, "required": field.required,
        "column": link.column, "sheet": link.sheet, "key": link.key, "record": link.record,
        "later": (at, link.field) in settled.order.later,
        "rows": told.rows, "found": told.found, "records": told.records, "missing": told.missing, "twice": told.twice,
        "blank": told.blank, "exact": told.exact,
        "examples": [{"row": row, "value": value, "why": why} for row, value, why in told.examples],
    }  # fmt: skip
