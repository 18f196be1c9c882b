"""Which records some others are probably the same as: by their keys, and weighed as the scan of all would."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates import learned
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage import keys
from zhike.engines.duplicates.linkage.agreement import agreement
from zhike.engines.duplicates.linkage.levels import SILENT
from zhike.engines.duplicates.linkage.model import Model, Weighed, probabilities, weigh
from zhike.engines.duplicates.linkage.table import Table
from zhike.kernel import db
from zhike.kernel.read import stored

Values = Sequence[str | None]  # of the layout's fields
Reasons = dict[str, tuple[int, float]]  # column -> level of agreement, weight in bits
AT_ONCE = 300  # keys that are asked for in one statement
MOST = 3_000  # records that one statement gives
FIRST_FEW = 3


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
    among: bool = False,
    whole: Collection[str] = (),
) -> list[list[Match]]:
    """For each row the stored records that are probably the same, the most probable first.

    `ids` are those of the rows that are stored themselves, and no match of their own. With `among`, each row is also
    compared with those before it. Of the columns that are named in `whole` equal values are the same, all others not.
    """
    known = learned.of(tx, layout)
    made = keys.listed(keys.of_rows(layout.table(rows), layouts.secret(tx.tenant_id, layout.spec.name)))
    wanted = [[one for one in some if one not in known.common] for some in made]
    sharing = _sharing(tx, layout.spec.name, {one for some in wanted for one in some})
    pairs = [
        (row, other)
        for row, some in enumerate(wanted)
        for other in sorted({record for one in some for record in sharing.get(one, ())})
        if not ids or other != ids[row]
    ]
    others = dict(stored.some(tx, layout.spec, layout.fields, sorted({one for _, one in pairs}))) if pairs else {}
    place = {record: len(rows) + number for number, record in enumerate(others)}
    at = [(row, place[other]) for row, other in pairs if other in place] + (_among(wanted) if among else [])
    if not at:
        return [[] for _ in rows]
    first, second = np.array(at, np.int64).T
    weighed, chances = judge(known.model, layout.table([*rows, *others.values()]), first, second, whole)
    named, found = [0] * len(rows) + list(others), [list[Match]() for _ in rows]
    for number in np.flatnonzero(chances >= least).tolist():
        row, other = at[number]
        why = reasons(known.model, weighed, number)
        found[row].append(Match(named[other], float(chances[number]), why, other if other < len(rows) else -1))
    return [sorted(some, key=lambda one: (-one.probability, one.id)) for some in found]


def _among(wanted: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs of rows that share a key, the later first; of many that share one, each with the first few."""
    before: dict[int, list[int]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for row, some in enumerate(wanted):
        for one in some:
            found.update((row, other) for other in before[one][:FIRST_FEW])
            before[one].append(row)
    return sorted(found)


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


def _sharing(tx: db.Transaction, name: str, wanted: Collection[int]) -> dict[int, list[int]]:
    """For each key the records that have it; none for one that has come to be shared by too many."""
    found: dict[int, list[int]] = defaultdict(list)
    asked = sorted(wanted)
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        here = set(some)
        for record_id, has in _having(tx, name, some).items():
            for one in here.intersection(has):
                found[one].append(record_id)
    return {one: some for one, some in found.items() if len(some) <= keys.MOST_TOGETHER}


def _having(tx: db.Transaction, name: str, wanted: Sequence[int]) -> dict[int, list[int]]:
    """The records with any of some keys, and all of their keys; without what a key that very many share brings."""
    rows = tx.rows(
        f"SELECT record_id, keys FROM duplicates_keys WHERE tenant_id = {tx.tenant_id}"
        f" AND keys && %s::bigint[] AND object = %s LIMIT {MOST}",
        (list(wanted), name),
    )
    if len(rows) < MOST:
        return dict(rows)
    if len(wanted) == 1:
        return {}
    half = len(wanted) // 2
    return _having(tx, name, wanted[:half]) | _having(tx, name, wanted[half:])
