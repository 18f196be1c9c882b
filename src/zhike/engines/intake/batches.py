"""Rows of a file as batches for the write path, each parsed while the one before it is being stored."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.db import connections

from zhike.engines.intake.cells import Assembled
from zhike.engines.intake.people import People
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.kernel.actor import Actor
from zhike.kernel.write import prepare
from zhike.kernel.write.draft import Draft

ROWS = 2_000


@dataclass
class Batch:
    """Rows that are written together, and where in the file they end."""

    numbers: list[int] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    last: int = 0  # the number of the last row looked at
    read: int = 0  # rows looked at
    skipped: int = 0  # totals, repeated headings and the like
    noted: int = 0  # cells that look filled and have no value


def batches(actor: Actor, plan: Plan, source: Source, after: int = 0, size: int = ROWS) -> Iterator[Batch]:
    """The batches of the rows after `after`. Errors: IntakeError."""
    found = _read(actor, plan, source, after, size)
    with ThreadPoolExecutor(1, thread_name_prefix="intake") as reader:
        ahead: Future[Batch | None] = reader.submit(next, found, None)
        try:
            while (batch := ahead.result()) is not None:
                ahead = reader.submit(next, found, None)
                yield batch
        finally:
            reader.submit(connections.close_all)  # the thread's own


def _read(actor: Actor, plan: Plan, source: Source, after: int, size: int) -> Iterator[Batch]:
    assembler, people = source.assembler(), People(actor, source)
    batch = Batch()
    for number, cells, no_record in source.records(after):
        batch.last = number
        batch.read += 1
        if no_record:
            batch.skipped += 1
        else:
            found = assembler.row(cells)
            batch.noted += len(found.notes)
            if found.values or found.faults:
                batch.numbers.append(number)
                batch.rows.append(people.settle(row_of(found, plan)))
            else:
                batch.skipped += 1
        if batch.read == size:
            batch.drafts = prepare(actor, plan.object, batch.rows)
            yield batch
            batch = Batch()
    if batch.read:
        batch.drafts = prepare(actor, plan.object, batch.rows)
        yield batch


def row_of(found: Assembled, plan: Plan) -> dict[str, Any]:
    """A row for the write path; a cell that is known to be wrong stands there as its fault."""
    return {**plan.defaults, **found.values, **found.faults}
