"""Rows of a file as batches for the write path, each parsed while the one before it is being stored."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import connections

from zhike.engines.intake.cells import Assembled
from zhike.engines.intake.keys import Keys
from zhike.engines.intake.numbering import Numbers
from zhike.engines.intake.people import People
from zhike.engines.intake.pictures import Pictures
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import Cells
from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault
from zhike.kernel.values import excerpt
from zhike.kernel.write import prepare
from zhike.kernel.write.draft import Draft
from zhike.kernel.write.result import Faults

ROWS = 2_000
Named = tuple[str | None, ...]  # what some cells of a row say that names other rows, or the row itself


class Links(Protocol):
    """What puts records of other rows into the links of these."""

    def named(self, cells: Cells) -> Named:
        """What is needed of the cells of a row."""
        ...

    def put(self, rows: Sequence[dict[str, Any]], named: Sequence[Named]) -> list[set[str]]:
        """Fills the links of rows; gives for each those whose record is still to come."""
        ...


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
    left_out: dict[int, Faults] = field(default_factory=dict)  # by index: wrong values that did not cost their row
    named: list[Named] = field(default_factory=list)  # by index, where there are links to fill


def batches(actor: Actor, plan: Plan, source: Source, after: int = 0, links: Links | None = None) -> Iterator[Batch]:
    """The batches of the rows after `after`, read ahead by a thread. Errors: IntakeError."""
    found = read(actor, plan, source, after, links)
    with ThreadPoolExecutor(1, thread_name_prefix="intake") as reader:
        ahead: Future[Batch | None] = reader.submit(next, found, None)
        try:
            while (batch := ahead.result()) is not None:
                ahead = reader.submit(next, found, None)
                yield batch
        finally:
            reader.submit(connections.close_all)  # the thread's own


def read(actor: Actor, plan: Plan, source: Source, after: int, links: Links | None = None) -> Iterator[Batch]:
    """The batches of the rows after `after`, one by one. Errors: IntakeError."""
    keys = Keys() if plan.mode in ("update", "upsert") else None
    numbers = Numbers(specs.of(actor, plan.object), plan)
    assembler, people, pictures = source.assembler(), People(actor, source), Pictures(actor, source)
    if after:
        _known(actor, plan, source, after, keys, numbers)
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
                batch.rows.append(numbers.put(people.settle(row_of(found, plan, source))))
                if links:
                    batch.named.append(links.named(cells))
            else:
                batch.skipped += 1
        if batch.read == ROWS:
            batch.left_out = pictures.kept(batch.rows)
            yield _prepared(actor, plan, source, batch, keys, links)
            batch = Batch()
    if batch.read:
        batch.left_out = pictures.kept(batch.rows)
        yield _prepared(actor, plan, source, batch, keys, links)


def _known(actor: Actor, plan: Plan, source: Source, after: int, keys: Keys | None, numbers: Numbers) -> None:
    """Looks again at the keys of the rows that are done: an import that goes on must know them."""
    if keys is None and not numbers.any:
        return
    assembler, people = source.assembler(), People(actor, source)
    done = (
        (number, numbers.put(people.settle(row_of(assembler.row(cells), plan, source))))
        for number, cells, no_record in itertools.takewhile(lambda one: one[0] <= after, source.records())
        if no_record is None
    )
    while some := list(itertools.islice(done, ROWS)):
        if keys is None:
            continue
        rows = [{name: row.get(name) for name in plan.keys} for _, row in some]
        for (number, _), draft in zip(some, prepare(actor, plan.object, rows, only_look=True), strict=True):
            if (key := key_of(draft, plan)) is not None:
                keys.first(key, number)


def key_of(draft: Draft, plan: Plan) -> tuple[str, object] | None:
    """The field that finds the record of a row, and its value; None if the row has none."""
    found = ((name, draft.id if name == "id" else draft.values.get(name)) for name in plan.keys)
    return next((one for one in found if one[1] is not None), None)


def _refuse_again(plan: Plan, batch: Batch, keys: Keys) -> None:
    """Of the rows that mean the same record the first is taken: the others stand there with their fault."""
    for number, row, draft in zip(batch.numbers, batch.rows, batch.drafts, strict=True):
        key = key_of(draft, plan)
        if key is not None and (first := keys.first(key, number)) != number:
            name, value = key
            row[name] = draft.faults[name] = Fault("import.twice", {"value": excerpt(str(value)), "row": first})
            for one in plan.keys:
                draft.values.pop(one, None)
            draft.id = None


def _prepared(actor: Actor, plan: Plan, source: Source, batch: Batch, keys: Keys | None, links: Links | None) -> Batch:
    if links:
        links.put(batch.rows, batch.named)
    batch.drafts = prepare(actor, plan.object, batch.rows, new=plan.mode == "create")
    if keys:
        _refuse_again(plan, batch, keys)
    if plan.bad_cells == "leave_out":
        for index, faults in leave_out(source, plan, batch.rows, batch.drafts).items():
            batch.left_out[index] = {**batch.left_out.get(index, {}), **faults}
    return batch


def leave_out(source: Source, plan: Plan, rows: Sequence[dict[str, Any]], drafts: Sequence[Draft]) -> dict[int, Faults]:
    """Takes wrong values out of rows that can do without them, and gives their faults by the index of the row."""
    needed = {one.name for one in source.targets if one.required} | {plan.match or "id", *plan.keys, ""}
    found: dict[int, Faults] = {}
    for index, (row, draft) in enumerate(zip(rows, drafts, strict=True)):
        if draft.faults and not needed & draft.faults.keys():
            found[index] = dict(draft.faults)
            for name in found[index]:
                row.pop(name, None)
            draft.faults.clear()
    return found


def row_of(found: Assembled, plan: Plan, source: Source) -> dict[str, Any]:
    """A row for the write path; a cell that is known to be wrong stands there as its fault."""
    implied = source.implied if plan.mode == "create" else {}
    row = {**implied, **plan.defaults, **found.values, **found.faults}
    if plan.append:
        for name in source.lists & found.values.keys():
            row[name] = {"add": row[name], "remove": []}
    return row
