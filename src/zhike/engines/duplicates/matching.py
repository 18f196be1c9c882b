"""Which records some others are probably the same as: by their keys, and weighed as the scan of all would."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates import candidates, keyed, learned
from zhike.engines.duplicates.keyed import Values
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage.agreement import agreement
from zhike.engines.duplicates.linkage.levels import SILENT
from zhike.engines.duplicates.linkage.model import Model, Weighed, probabilities, weigh
from zhike.engines.duplicates.linkage.table import Table
from zhike.kernel import db
from zhike.kernel.read import stored

Reasons = dict[str, tuple[int, float]]  # column -> level of agreement, weight in bits


@dataclass(frozen=True)
class Match:
    """A record that is probably the same, or an earlier one of the rows, and why."""

    id: int  # 0: it is the row below
    probability: float
    reasons: Reasons
    row: int = -1


def matches(
    tx: db.Transaction,
    layout: Layout,
    rows: Sequence[Values],
    least: float,
    *,
    ids: Sequence[int] = (),
    made: Sequence[Sequence[int]] = (),
    choice: candidates.Choice = candidates.NEAREST,
    among: bool = False,
    whole: Collection[str] = (),
) -> list[list[Match]]:
    """For each row the stored records that are probably the same, the most probable first.

    `ids` are those of the rows that are stored themselves, and no match of their own. `made` are the keys of the rows
    where they were made already. `choice` bounds what is compared. With `among`, each row is also compared with those
    before it. Of the columns that are named in `whole` equal values are the same, all others not.
    """
    known = learned.of(tx, layout)
    made = made or keyed.of_values(tx.tenant_id, layout, rows)
    wanted = [[one for one in some if one not in known.common] for some in made]
    pairs = candidates.pairs(tx, wanted, ids, choice, among=among)
    stored_ids = sorted({other for _, other in pairs if other > 0})
    others = dict(stored.some(tx, layout.spec, layout.fields, stored_ids)) if stored_ids else {}
    found = [list[Match]() for _ in rows]
    due = [(row, other) for row, other in pairs if other < 0 or other in others]
    for row, other, chance, why in _judged(known.model, layout, rows, others, due, least, whole):
        at = candidates.mark(other)
        found[row].append(Match(max(other, 0), chance, why, max(at, -1)))
    return [sorted(some, key=lambda one: (-one.probability, one.id)) for some in found]


def _judged(
    model: Model, layout: Layout, rows: Sequence[Values], others: Mapping[int, Values], pairs: candidates.Pairs,
    least: float, whole: Collection[str],
) -> Iterator[tuple[int, int, float, Reasons]]:  # fmt: skip
    """The pairs that are at least so probable, with probability and reasons."""
    if not pairs:
        return
    mark = candidates.mark
    values = {mark(row): rows[row] for row, _ in pairs} | {one: others.get(one) or rows[mark(one)] for _, one in pairs}
    place = {one: number for number, one in enumerate(values)}
    first, second = np.array([(place[mark(row)], place[other]) for row, other in pairs], np.int64).T
    weighed, chances = judge(model, layout.table(values.values()), first, second, whole)
    for number in np.flatnonzero(chances >= least).tolist():
        yield *pairs[number], float(chances[number]), reasons(model, weighed, number)


def judge(
    model: Model, table: Table, first: NDArray[np.int64], second: NDArray[np.int64], whole: Collection[str] = ()
) -> tuple[Weighed, NDArray[np.float64]]:
    """The pairs of a table's rows with weights and probabilities; `whole` as in `matches`."""
    levels = agreement(table, first, second)
    for at, one in enumerate(table.columns):
        if one.name in whole:
            levels[levels[:, at] > 0, at] = one.role.levels - 1
    weighed = weigh(model.measures, table, first, levels)
    return weighed, probabilities(weighed, model.prior)


def reasons(model: Model, weighed: Weighed, at: int) -> Reasons:
    """What speaks for and against a pair."""
    levels, weights = weighed.levels[at].tolist(), weighed.weights[at].tolist()
    return {
        one.name: (level, round(weight, 2))
        for one, level, weight in zip(model.measures, levels, weights, strict=True)
        if level != SILENT
    }
