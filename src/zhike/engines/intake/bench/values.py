"""The different values of a column, what each of them would become, and what one that is not known may mean."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import importing, shaping
from zhike.engines.intake.bench.showing import shown
from zhike.engines.intake.people import People
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import CellFault
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import FieldSpec
from zhike.kernel.values import empty, region, text
from zhike.kernel.write import links, prepare
from zhike.kernel.write.draft import Draft

MOST = 500  # values that are told
_LOOKED_AT = 200_000  # rows
_LONGEST = 200  # characters of a value that is worth mapping
_ALIKE = 0.6


def of_column(actor: Actor, upload: str, wanted: Plan, index: int) -> dict[str, Any]:
    """The values of a column, the most frequent first. Errors: NotFound, Forbidden, Malformed, IntakeError."""
    stored = importing.own(actor, upload)
    place = storage.Kept(actor.tenant_id, stored.sha256)
    with importing.opened(actor, place, stored.name, wanted, open_ended=True) as source:
        column = next((one for one in source.columns if one.index == index), None)
        if column is None or column.field is None:
            raise Malformed("request.wrong_member", name="column")
        counted = _counted(source, wanted, index)
        values = [value for value, _ in counted.most_common(MOST)]
        field = specs.of(actor, wanted.object).fields.get(column.field)
        drafts = _drafts(actor, wanted, source, index, values)
        chosen = (wanted.shape.words or {}).get(index, {})
        return {
            "field": column.field,
            "more": len(counted) > MOST,
            "rows": [
                {
                    "value": value, "count": counted[value], "instead": chosen.get(shaping.folded(value)),
                    **_meaning(actor, field, drafts[at], value),
                }
                for at, value in enumerate(values)
            ],
        }  # fmt: skip


def _counted(source: Source, wanted: Plan, index: int) -> Counter[str]:
    """The values as they stand in the file, before any of them stands for another."""
    width = max((one.index for one in source.proposal.columns), default=-1) + 1
    shape = replace(wanted.shape, words=None).of(width)
    found: Counter[str] = Counter()
    for _, given, no_record in itertools.islice(source.records(), _LOOKED_AT):
        cells = shape(given) if shape else given
        cell = cells[index] if index < len(cells) else None
        if no_record is None and cell is not None and not isinstance(cell, CellFault) and not empty.is_empty(cell):
            found[text.as_text(cell).strip()[:_LONGEST]] += 1
    return found


def _drafts(actor: Actor, wanted: Plan, source: Source, index: int, values: Sequence[str]) -> list[Draft]:
    """Each value as the only one of a row, taken as the import would."""
    assembler, people = source.assembler(shaped=False), People(actor, source)
    words_ = (wanted.shape.words or {}).get(index, {})
    rows: list[dict[str, Any]] = []
    for value in values:
        cells: list[Any] = [None] * (index + 1)
        cells[index] = words_.get(shaping.folded(value), value)
        found = assembler.row(cells)
        rows.append(people.settle({**found.values, **found.faults}))
    drafts = prepare(actor, wanted.object, rows, only_look=True)
    with db.transaction(actor.tenant_id) as tx:
        links.resolve(tx, actor, specs.of(actor, wanted.object), drafts)
    return drafts


def _meaning(actor: Actor, field: FieldSpec | None, draft: Draft, value: str) -> dict[str, Any]:
    if field is None:
        return {"means": None, "fault": None, "proposals": []}
    fault = draft.faults.get(field.name)
    if fault is None:
        return {"means": _said(actor, field, draft.values.get(field.name), value), "fault": None, "proposals": []}
    said = words.say(fault.code, actor.language, **fault.data)
    return {
        "means": None, "fault": {"code": fault.code, "message": said},
        "proposals": proposals(value, _options(field)),
    }  # fmt: skip


def _said(actor: Actor, field: FieldSpec, value: Any, given: str) -> str | None:
    """What a value has become, in words; None for nothing."""
    if value is None or value == []:
        return None
    if field.options:
        codes = value if isinstance(value, list) else [value]
        return "、".join(field.option_label(one, actor.language) for one in codes)
    if field.kind.kind == "region":
        return region.title(value)
    return shown(given)


def _options(field: FieldSpec) -> dict[str, list[str]]:
    """The words of each code."""
    return {
        one.value: [one.value, *(field.option_label(one.value, language) for language in words.LANGUAGES)]
        for one in field.options
    }


def proposals(value: str, options: Mapping[str, Iterable[str]]) -> list[str]:
    """The codes that an unknown word may mean, the likeliest first: it holds one's words, or looks like them."""
    plain = shaping.folded(value)
    scored = sorted(((max(_alike(plain, shaping.folded(one)) for one in said), code) for code, said in options.items()))
    return [code for score, code in reversed(scored) if score >= _ALIKE][:3]


def _alike(one: str, other: str) -> float:
    if len(other) >= 2 and (other in one or (len(one) >= 2 and one in other)):
        return 0.7 + 0.3 * min(len(one), len(other)) / max(len(one), len(other))
    return SequenceMatcher(None, one, other).ratio()
