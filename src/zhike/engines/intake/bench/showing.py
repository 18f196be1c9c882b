"""What lies on the workbench, for the person to look at: how it stands, what is wrong with it, and any of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.engines.intake import importing
from zhike.engines.intake.bench import checking, choosing, opening, pages
from zhike.engines.intake.bench.opening import Bench
from zhike.engines.intake.bench.pages import LETTERS, OUTCOMES
from zhike.engines.intake.source import LEFT_OUT, Source
from zhike.engines.intake.table import Cell, CellFault, Cells
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.secrets import vault
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import text

MOST_ROWS = 200
_CELL = 300  # characters shown


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """Only rows with faults: of one field, or of one reason."""

    field: str | None = None
    code: str | None = None


def status(actor: Actor, upload: str) -> dict[str, Any]:
    """How far the check is, what would become of the rows, and what is wrong. Errors: NotFound, Forbidden."""
    importing.own(actor, upload)
    with db.transaction(actor.tenant_id) as tx:
        bench = opening.need(tx, upload)
        source = opening.reading(actor, bench)
        counts, checked = _counts(tx, bench)
        mended = tx.one(
            f"SELECT count(*) FROM intake_benchedit WHERE tenant_id = {tx.tenant_id} AND upload = %s AND at >= 0",
            (upload,),
        )
        spec = specs.of(actor, bench.plan.object)
        plan = bench.plan.as_json()
        return {
            "upload": upload, "plan": {name: one for name, one in plan.items() if name != "checked"},
            "generation": bench.generation, "rows": bench.rows, "total": bench.total, "checked": checked,
            "done": bench.read and checked == bench.rows, "stopped": opening.stopped(tx, bench),
            "job": bench.job, "checker": bench.checker,
            "counts": counts, "mended": int(mended[0]) if mended else 0,
            "problems": _problems(tx, actor, bench, source),
            "columns": [
                {
                    "index": one.index, "header": one.header, "field": one.field,
                    "label": _label(actor, spec, one.field),
                    "made": one.index not in {known.index for known in source.proposal.columns},
                }
                for one in source.columns
            ],
        }  # fmt: skip


def _label(actor: Actor, spec: ObjectSpec, field: str | None) -> str | None:
    return spec.fields[field].label(actor.language) if field and field in spec.fields else field


def _counts(tx: db.Transaction, bench: Bench) -> tuple[dict[str, int], int]:
    parts = ", ".join(f"sum(length(outcomes) - length(replace(outcomes, '{one}', '')))" for one in OUTCOMES)
    row = tx.one(
        f"SELECT {parts}, sum(count) FILTER (WHERE generation = %s) FROM intake_benchpage"
        f" WHERE tenant_id = {tx.tenant_id} AND upload = %s",
        (bench.generation, bench.upload),
    )
    *counts, checked = row or ()
    return {name: int(count or 0) for name, count in zip(LETTERS, counts, strict=True)}, int(checked or 0)


def _problems(tx: db.Transaction, actor: Actor, bench: Bench, source: Source) -> list[dict[str, Any]]:
    rows = tx.rows(
        f"SELECT field, code, count(*), min(row) FROM intake_benchfault WHERE tenant_id = {tx.tenant_id}"
        " AND upload = %s GROUP BY field, code ORDER BY count(*) DESC, field, code",
        (bench.upload,),
    )
    spec = specs.of(actor, bench.plan.object)
    said = _faults(tx, actor, bench.upload, {row[3] for row in rows})
    return [
        {
            "field": field, "label": _label(actor, spec, field) if field in spec.fields else None,
            "columns": _columns(source, field), "code": code, "message": said[row][field]["message"],
            "count": count, "row": row,
        }
        for field, code, count, row in rows
        if field in said.get(row, {})  # or it was checked again between the two looks
    ]  # fmt: skip


def _columns(source: Source, field: str) -> list[int]:
    """The columns of the file that a field comes from: its own, or those of which it takes the second value."""
    width = {one.index for one in source.proposal.columns}
    found: list[int] = []
    fields = {field, *(one.name for one in source.targets if one.overflow == field)}
    for one in source.columns:
        if one.field in fields:
            made = source.made.get(one.index, (one.index,))
            found += [at for at in made if at in width and at not in found]
    return found


def rows(actor: Actor, upload: str, at: int, limit: int, wrong: Wrong | None) -> dict[str, Any]:
    """Rows from the place `at` on, all or only wrong ones, and how many of them there are. Errors: NotFound."""
    importing.own(actor, upload)
    with db.transaction(actor.tenant_id) as tx:
        bench = opening.need(tx, upload)
        opening.need_rights(actor, bench)
        if wrong is None:
            first = at // pages.ROWS
            held = pages.load(tx, upload, range(first, (at + limit - 1) // pages.ROWS + 1))
            start = at - first * pages.ROWS
            found = [row for page in held for row in _of_page(page)][start : start + limit]
            count = bench.rows
        else:
            numbers, count = _wrong(tx, upload, at, limit, wrong)
            by_number = {row[0]: row for page in pages.holding(tx, upload, numbers) for row in _of_page(page)}
            found = [by_number[number] for number in numbers if number in by_number]
        return {"at": at, "count": count, "rows": _told(tx, actor, bench, found)}


def some(actor: Actor, upload: str, numbers: Iterable[int]) -> list[dict[str, Any]]:
    """Rows by their numbers."""
    with db.transaction(actor.tenant_id) as tx:
        bench = opening.need(tx, upload)
        wanted = set(numbers)
        held = [row for page in pages.holding(tx, upload, wanted) for row in _of_page(page) if row[0] in wanted]
        return _told(tx, actor, bench, held[:MOST_ROWS])


_Held = tuple[int, Cells, str]


def _of_page(page: pages.Page) -> list[_Held]:
    return [(number, cells, page.outcomes[index]) for index, (number, cells) in enumerate(page.rows)]


def _wrong(tx: db.Transaction, upload: str, at: int, limit: int, wrong: Wrong) -> tuple[list[int], int]:
    where, params = f"f.tenant_id = {tx.tenant_id} AND f.upload = %s", [upload]
    for name, value in (("field", wrong.field), ("code", wrong.code)):
        if value is not None:
            where, params = f"{where} AND f.{name} = %s", [*params, value]
    if wrong.code == checking.TWICE:
        return _groups(tx, at, limit, where, params)
    found = tx.rows(
        f"SELECT DISTINCT f.row FROM intake_benchfault f WHERE {where} ORDER BY f.row LIMIT %s OFFSET %s",
        (*params, limit, at),
    )
    total = tx.one(f"SELECT count(DISTINCT f.row) FROM intake_benchfault f WHERE {where}", params)
    return [row[0] for row in found], int(total[0]) if total else 0


def _groups(tx: db.Transaction, at: int, limit: int, where: str, params: Sequence[str]) -> tuple[list[int], int]:
    """Rows that are equal stand together, the one that is taken first."""
    whole = (
        "SELECT row, min(head) AS head FROM ("
        f"SELECT f.row, k.row AS head FROM intake_benchfault f JOIN intake_benchkey k ON k.tenant_id = {tx.tenant_id}"
        f" AND k.tenant_id = f.tenant_id AND k.upload = f.upload AND k.word = f.word WHERE {where}"
        " UNION ALL "
        f"SELECT k.row, k.row FROM intake_benchfault f JOIN intake_benchkey k ON k.tenant_id = {tx.tenant_id}"
        f" AND k.tenant_id = f.tenant_id AND k.upload = f.upload AND k.word = f.word WHERE {where}"
        ") g GROUP BY row"
    )
    found = tx.rows(f"{whole} ORDER BY head, row LIMIT %s OFFSET %s", (*params, *params, limit, at))
    total = tx.one(f"SELECT count(*) FROM ({whole}) w", (*params, *params))
    return [row[0] for row in found], int(total[0]) if total else 0


def _told(tx: db.Transaction, actor: Actor, bench: Bench, held: Sequence[_Held]) -> list[dict[str, Any]]:
    if not held:
        return []
    numbers = [number for number, _, _ in held]
    changed = pages.edits(tx, bench.upload, min(numbers), max(numbers))
    out = {number for number, edits in changed.items() if edits.pop(LEFT_OUT, "") != ""}
    changed = {number: edits for number, edits in changed.items() if edits}
    first = choosing.heads(tx, bench.upload, numbers)
    faults = _faults(tx, actor, bench.upload, numbers)
    mended = dict(pages.as_mended(((number, cells) for number, cells, _ in held), changed))
    instead = {number: bench.plan.shape.instead(cells) for number, cells in mended.items()}
    return [
        {
            "row": number, "cells": [shown(instead[number].get(at, cell)) for at, cell in enumerate(mended[number])],
            "cut": _cut(mended[number]),
            "mended": sorted({*changed.get(number, ()), *instead[number]}),
            "errors": faults.get(number, {}), "outcome": OUTCOMES[outcome], "left_out": number in out,
            "first": first.get(number),
        }
        for number, _, outcome in held
    ]  # fmt: skip


def _faults(
    tx: db.Transaction, actor: Actor, upload: str, numbers: Iterable[int]
) -> dict[int, dict[str, dict[str, str]]]:
    lock = vault.of(tx.tenant_id).own
    found: dict[int, dict[str, dict[str, str]]] = {}
    given = tx.rows(
        "SELECT f.row, f.field, f.code, f.data, k.row FROM intake_benchfault f LEFT JOIN intake_benchkey k"
        f" ON k.tenant_id = {tx.tenant_id} AND k.tenant_id = f.tenant_id AND k.upload = f.upload AND k.word = f.word"
        f" WHERE f.tenant_id = {tx.tenant_id} AND f.upload = %s AND f.row = ANY(%s::bigint[])",
        (upload, list(numbers)),
    )
    for row, field, code, data, first in given:
        fault = Fault(code, orjson.loads(lock.open(checking.PLACE, data)) if data else {})
        if first is not None:
            fault = Fault(code, {**fault.data, "row": first})
        said = words.say(fault.code, actor.language, **fault.data)
        found.setdefault(row, {})[field] = {"code": code, "message": said}
    return found


def _cut(cells: Cells) -> list[int]:
    """The cells that are shown only in part, and are better mended in the file."""
    return [at for at, cell in enumerate(cells) if isinstance(cell, str) and len(cell) > _CELL]


def shown(cell: Cell) -> str:
    """A cell as people see it."""
    if cell is None:
        return ""
    if isinstance(cell, CellFault):
        return cell.text if cell.code == "cell.error" else f"={cell.text}"
    return text.readable(text.as_text(cell)[:_CELL])
