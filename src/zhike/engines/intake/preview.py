"""What an import would do with the first rows: tried for real, in a transaction that is rolled back."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from zhike.engines.intake import importing
from zhike.engines.intake.batches import leave_out, row_of
from zhike.engines.intake.bench.showing import shown
from zhike.engines.intake.delimited.encodings import Guess
from zhike.engines.intake.people import People
from zhike.engines.intake.pictures import Pictures
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import VIA, Plan
from zhike.engines.intake.sheets import FileInfo
from zhike.engines.intake.source import Source
from zhike.kernel import db, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.write import Result, prepare, write
from zhike.kernel.write.draft import Draft

ROWS = 20


class _Back(Exception):
    """Ends a transaction that was only a trial."""


def dry_run(actor: Actor, wanted: Plan, rows: Sequence[Mapping[str, Any]], drafts: list[Draft]) -> Result:
    """What would become of rows. Nothing is kept."""
    result = Result(rows=[])
    try:
        with db.transaction(actor.tenant_id):
            result = write(
                actor,
                wanted.object,
                rows,
                mode=wanted.mode,
                key=wanted.match,
                prepared=drafts,
                filling=wanted.existing == "fill",
                others=wanted.also_match,
            )
            raise _Back
    except _Back:
        return result


def told(info: FileInfo) -> dict[str, Any]:
    """A file as the API shows it."""
    best = info.encodings[0] if info.encodings else None
    return {
        "sheets": [{"name": one.name, "rows": one.survey.rows, "hidden": one.hidden} for one in info.sheets],
        "encoding": best.encoding if best else None,
        "encodings": [_guess(one) for one in info.encodings],
        "delimiter": info.delimiter,
        "delimiter_confidence": info.delimiter_confidence,
        "named_otherwise": info.named_otherwise,
    }


def preview(actor: Actor, place: Place, name: str, wanted: Plan) -> dict[str, Any]:
    """The headings, the columns with their fields, and the first rows with what is wrong in them."""
    with importing.opened(actor, place, name, wanted, open_ended=True) as source:
        return {
            "header_row": source.proposal.rows[0] if source.proposal.rows else 0,
            "header_rows": len(source.proposal.rows),
            "reasons": [{"code": one.code, "row": one.row} for one in source.proposal.reasons],
            "columns": [
                {
                    "index": one.index, "header": one.header, "samples": [shown(cell) for cell in one.samples],
                    "field": one.field, "part": one.part, "confidence": one.confidence, "by": one.by,
                    "made": one.index in source.made, "unclear": source.unclear(one.index),
                }
                for one in source.columns
            ],
            "rows": _rows(actor, wanted, source),
            "total": source.total,
            "encoding": source.encoding,
            "delimiter": source.delimiter,
        }  # fmt: skip


def _rows(actor: Actor, wanted: Plan, source: Source) -> list[dict[str, Any]]:
    assembler, people = source.assembler(), People(actor, source)
    first = list(itertools.islice((one for one in source.records() if one[2] is None), ROWS))
    found = [assembler.row(cells) for _, cells, _ in first]
    given = [people.settle(row_of(one, wanted, source)) for one in found]
    unfit = Pictures(actor, source).looked_at(given)
    drafts = prepare(actor, wanted.object, given)
    left_out = leave_out(source, wanted, given, drafts) if wanted.bad_cells == "leave_out" else {}
    values = [dict(one.values) for one in drafts]
    result = dry_run(actor.through(VIA), wanted, given, drafts)
    return [
        {
            "row": number, "cells": [shown(cell) for cell in cells], "values": values[index],
            "errors": _said(
                {**unfit.get(index, {}), **left_out.get(index, {}), **result.rows[index].faults}, actor.language
            ),
            "notes": _said(found[index].notes, actor.language), "outcome": result.rows[index].outcome,
        }
        for index, (number, cells, _) in enumerate(first)
    ]  # fmt: skip


def _said(faults: Mapping[str, Fault], language: str) -> dict[str, dict[str, str]]:
    return {
        name: {"code": one.code, "message": words.say(one.code, language, **one.data)} for name, one in faults.items()
    }


def _guess(one: Guess) -> dict[str, Any]:
    return {
        "encoding": one.encoding, "confidence": one.confidence, "undecodable": list(one.undecodable),
        "undecodable_count": one.undecodable_count,
    }  # fmt: skip
