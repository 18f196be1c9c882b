"""Mending what lies on the workbench: single cells at once, or all that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from zhike.engines.intake import importing
from zhike.engines.intake.bench import checking, opening, pages
from zhike.engines.intake.bench.opening import Bench
from zhike.engines.intake.source import Source
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Malformed, NotFound

MOST_CELLS = 500  # of one request
LONGEST = 32_767  # characters of a cell, as in Excel
_FOLLOWING = 2_000  # rows that are looked at again at once; more are left to the background
Cell = tuple[int, int, str]  # number of the row, index of the column, what it says now


def mend(actor: Actor, upload: str, cells: Sequence[Cell]) -> set[int]:
    """Put other words into cells and check their rows; gives the rows for which that changed something.

    Errors: NotFound for a row or column that is not there; Conflict while the rows are being imported.
    """
    importing.own(actor, upload)
    with db.transaction(actor.tenant_id) as tx:
        bench = opened(tx, upload)
        source = opening.reading(actor, bench)
        columns = {one.index for one in source.proposal.columns}
        if any(at not in columns for _, at, _ in cells):
            raise NotFound("import.no_row")
        there = {number for page in pages.holding(tx, upload, {one[0] for one in cells}) for number, _ in page.rows}
        if not {one[0] for one in cells} <= there:
            raise NotFound("import.no_row")
        pages.mend(tx, upload, list({(row, at): (row, at, value) for row, at, value in cells}.values()))
        raise_revision(tx, upload)
        return recheck(tx, actor, bench, source, {one[0] for one in cells})


def mend_alike(actor: Actor, upload: str, column: int, value: str, instead: str, row: int) -> None:
    """From now on this value stands for another in all of a column. The page of `row` is checked at once.

    Errors: NotFound, Malformed; Conflict while the rows are being imported.
    """
    importing.own(actor, upload)
    with db.transaction(actor.tenant_id) as tx:
        bench = opened(tx, upload)
        source = opening.reading(actor, bench)
        if column not in {one.index for one in source.columns}:
            raise NotFound("import.no_row")
        if not value.strip():
            raise Malformed("request.wrong_member", name="value")
        wanted = replace(bench.plan, shape=bench.plan.shape.with_word(column, value, instead or None))
        generation = opening.again(tx, actor, bench, wanted)
        bench = replace(bench, plan=wanted, generation=generation)
        source = opening.reading(actor, bench)
        for page in pages.holding(tx, upload, [row]):
            opening.check_page(tx, actor, wanted, source, upload, page, generation)


def raise_revision(tx: db.Transaction, upload: str) -> None:
    """Something of the rows was changed."""
    tx.execute(
        f"UPDATE intake_bench SET revision = revision + 1 WHERE tenant_id = {tx.tenant_id} AND upload = %s", (upload,)
    )


def opened(tx: db.Transaction, upload: str) -> Bench:
    """What lies there, locked, when it may be mended."""
    bench = opening.need(tx, upload, lock=True)
    if bench.job is not None:
        raise Conflict("import.taken_over")
    return bench


def recheck(tx: db.Transaction, actor: Actor, bench: Bench, source: Source, rows: set[int]) -> set[int]:
    """Check rows, and those that follow from them, again; gives them all."""
    waiting, done = set(rows), set[int]()
    while waiting and len(done) < _FOLLOWING:
        some = sorted(waiting)[: pages.ROWS]
        follow = _check_rows(tx, actor, bench, source, some)
        done |= set(some)
        waiting = (waiting | follow) - done
    if waiting:
        opening.again(tx, actor, bench, bench.plan)
    return done


def _check_rows(tx: db.Transaction, actor: Actor, bench: Bench, source: Source, numbers: Iterable[int]) -> set[int]:
    wanted = set(numbers)
    held = pages.holding(tx, bench.upload, wanted)
    rows = [row for page in held for row in page.rows if row[0] in wanted]
    changed = pages.edits(tx, bench.upload, min(wanted), max(wanted))
    looked = checking.look(actor, bench.plan, source, pages.as_mended(rows, changed))
    follow = checking.settle(tx, bench.upload, looked)
    outcomes = {one.row: one.outcome for one in looked}
    for page in held:
        known = "".join(
            outcomes.get(number, was) for (number, _), was in zip(page.rows, page.outcomes, strict=True)
        )  # fmt: skip
        pages.told(tx, bench.upload, replace(page, outcomes=known))
    return follow
