"""Merging two customers with ten thousand follow-ups, and taking it back, against the bare move of as many rows."""

from __future__ import annotations

import time
from collections.abc import Callable

from zhike.kernel import db, read, registry
from zhike.kernel.journal import undo
from zhike.kernel.write import write
from zhike.kernel.write.merge import merge
from zhike.project.bench import show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

FOLLOW_UPS, BATCH = 10_000, 2_000
SECONDS = 1.0  # floor of a merge, and of its undo


def measure(stage: Stage) -> list[Figure]:
    """The rows are moved there and back by bare SQL, too."""
    rows = [{"name": name} for name in ("合并测试甲", "合并测试乙")]
    kept, gone = (row.id or 0 for row in write(stage.actor, "customer", rows).rows)
    with show.step("follow-ups"):
        for _ in range(FOLLOW_UPS // BATCH):
            write(stage.actor, "interaction", [{"customer": gone, "content": "电话"}] * BATCH)
    bare = _timed(lambda: _bare(stage, gone, kept)) + _timed(lambda: _bare(stage, kept, gone))
    _expect(stage, gone)
    made: list[int] = []
    with show.step("merge"):
        there = _timed(lambda: made.append(merge(stage.actor, "customer", kept, [gone])))
    _expect(stage, kept)
    with show.step("undo of the merge"):
        back = _timed(lambda: undo.undo(stage.actor, made[0]))
    _expect(stage, gone)
    beside = f"{there:.2f} s, {there / (bare / 2):.1f}x of the bare move of {FOLLOW_UPS:,} rows ({bare / 2:.2f} s)"
    back_beside = f"{back:.2f} s, {back / (bare / 2):.1f}x of the bare move"
    return [
        Figure(what="merge of two customers", value=there, unit="s", floor=SECONDS, beside=beside),
        Figure(what="undo of the merge", value=back, unit="s", floor=SECONDS, beside=back_beside),
    ]


def _expect(stage: Stage, customer: int) -> None:
    """All follow-ups hang on this customer. Errors: RuntimeError."""
    where = {"field": "customer", "op": "is", "value": customer}
    found = read.page(stage.actor, "interaction", read.Query(where=where, limit=1)).count
    if found != FOLLOW_UPS:
        raise RuntimeError(f"{found} follow-ups hang on {customer}")


def _bare(stage: Stage, frm: int, to: int) -> None:
    table = registry.declared_object("interaction").table
    with db.transaction(stage.actor.tenant_id) as tx:
        tx.execute(
            f'UPDATE "{table}" SET customer_id = %s'  # noqa: S608 - the name of a table
            f" WHERE tenant_id = {tx.tenant_id} AND customer_id = %s",
            (to, frm),
        )


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
