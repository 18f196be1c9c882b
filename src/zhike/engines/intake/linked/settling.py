"""From what a person has said of linked sheets, or nothing, to what a job is asked: everything decided and allowed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zhike.engines.intake import importing
from zhike.engines.intake.linked import order, proposing
from zhike.engines.intake.linked.order import Order
from zhike.engines.intake.linked.plan import Linked, Part
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What is imported, and in which order."""

    linked: Linked
    specs: tuple[ObjectSpec, ...]
    order: Order
    sources: tuple[Source, ...]  # what each sheet means; their tables are closed
    totals: tuple[int, ...]  # rows of each sheet; of an .xlsx an upper bound


def settle(actor: Actor, place: Place, name: str, wanted: Linked | None) -> Settled:
    """Decides what was left open; `name` is that of the file. Errors: NotFound, Forbidden, Malformed, IntakeError."""
    if wanted is None:
        wanted = Linked(parts=tuple(proposing.parts(place, name, proposing.guesses(actor, place, name))))
    if not wanted.parts:
        raise Malformed("import.nothing_mapped")
    specs = tuple(importing.object_of(actor, one.plan.object) for one in wanted.parts)
    for part, spec in zip(wanted.parts, specs, strict=True):
        importing.need_rights(actor, spec, part.plan.mode)
    sources = [looked_at(actor, place, name, one.plan, spec) for one, spec in zip(wanted.parts, specs, strict=True)]
    settled = [replace(one, plan=source.settled(one.plan)) for one, source in zip(wanted.parts, sources, strict=True)]
    linked = proposing.with_links(actor, place, Linked(parts=tuple(settled)), sources)
    widths = [max((one.index for one in source.columns), default=-1) + 1 for source in sources]
    for at, part in enumerate(linked.parts):
        _check(part, specs[at], sources[at], linked, specs, widths)
    totals = tuple(one.total for one in sources)
    found = order.find(linked, specs)
    for at, _ in found.later:  # their rows are written a second time
        scope.need(actor, "update", specs[at])
    return Settled(linked=linked, specs=specs, order=found, sources=tuple(sources), totals=totals)


def looked_at(actor: Actor, place: Place, name: str, wanted: Plan, spec: ObjectSpec) -> Source:
    """What a sheet means by its plan; its rows are read anew by whoever needs them. Errors: as `importing.opened`."""
    with importing.opened(actor, place, name, wanted, open_ended=True) as source:
        ids = set(proposing.columns_of_ids(spec, source).values())
        if wanted.mapping is not None or not any(one.field and one.index in ids for one in source.columns):
            return source
        mapping = {one.index: None if one.index in ids else one.field for one in source.columns}
    with importing.opened(actor, place, name, replace(wanted, mapping=mapping), open_ended=True) as source:
        return source


def _check(
    part: Part, spec: ObjectSpec, source: Source, linked: Linked, specs: Sequence[ObjectSpec], widths: Sequence[int]
) -> None:
    links = part.links or ()
    if not any(one.field for one in source.columns) and not links:
        raise Malformed("import.nothing_mapped")
    open_ = {one.name: one.kind for one in source.targets}
    width = widths[linked.place(part.sheet)]
    mapped = {one.field for one in source.columns if one.field} | part.plan.defaults.keys()
    for link in links:
        if open_.get(link.field) != "link":
            raise Malformed("import.unknown_field", field=link.field[:60])
        if any(at is not None and at >= width for at in (link.column, link.record)):
            raise Malformed("request.wrong_member", name="links")
        if link.field in part.plan.keys:
            raise Malformed("import.linked_match", field=link.field)
        if link.sheet is not None:
            place = linked.place(link.sheet)
            if specs[place].name != spec.fields[link.field].to:
                raise Malformed("import.linked_other_object", sheet=link.sheet[:60], field=link.field)
            if link.key is not None and link.key >= widths[place]:
                raise Malformed("request.wrong_member", name="links")
    for name in part.plan.keys:
        if name not in mapped:
            raise Malformed("import.match_not_mapped", field=name)
