"""The whole way: candidates of a table, a model learned from them, and the pairs that are probably the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage import keys, learn
from zhike.engines.duplicates.linkage.agreement import agreement
from zhike.engines.duplicates.linkage.groups import Copy, Group, grouped
from zhike.engines.duplicates.linkage.levels import Agreement
from zhike.engines.duplicates.linkage.model import Model, Weighed, measure, probabilities, weigh
from zhike.engines.duplicates.linkage.table import Rows, Table

LIKELY = 0.5  # from this probability on two rows are taken for the same
SURE = 0.99  # from this one without anybody looking
ROUNDS = 50
START = 1.0  # rows that each row is the same as, before the first round

Families = list[tuple[frozenset[str], Rows]]


@dataclass(frozen=True)
class Found:
    """The candidate pairs of a table under a model; a row like an earlier one is paired with it alone."""

    model: Model
    first: Rows
    second: Rows
    weighed: Weighed
    probability: NDArray[np.float64]
    copies: int  # how many of the pairs, the last ones, are such copies
    common: NDArray[np.int64]  # keys that so many share that they bring no pairs

    def least(self, probability: float) -> list[tuple[int, int, float]]:
        """The pairs that are at least so probable: rows and probability."""
        return self._from(np.flatnonzero(self.probability >= probability))

    def groups(self, least: float = LIKELY, apart: Collection[tuple[int, int]] = ()) -> list[Group]:
        """Rows that are the same, in groups; copies are where their first is, unless they are `apart` from it."""
        different = len(self.first) - self.copies
        at = np.flatnonzero(self.probability >= least * least)  # below, no pair helps a group to its mean
        copies = map(Copy._make, self._from(np.arange(different, len(self.first))))
        return grouped(self._from(at[at < different]), least=least, apart=apart, copies=copies)

    def _from(self, at: Rows) -> list[tuple[int, int, float]]:
        columns = (self.first[at].tolist(), self.second[at].tolist(), self.probability[at].tolist())
        return list(zip(*columns, strict=True))


def find(table: Table, *, secret: bytes = b"", factors: Mapping[str, float] | None = None) -> Found:
    """Every candidate pair of a table with its probability, under a model learned from the table.

    `secret` keys the hashes that the model and the keys are made of. `factors` say by how much the weights of a column
    are to count: 1 as they were learned, 0 not at all.
    """
    once, which = table.alike() if table.side is None else (np.arange(table.size), np.arange(table.size))
    distinct = table.taken(once)
    candidates, families, common = _candidates(distinct, secret)
    first, second = keys.rows_of(distinct, candidates)
    levels = agreement(distinct, first, second)
    distinct, others = _others(distinct, first, levels)
    same = learn.among_same(distinct, others, candidates, levels, families)
    measures = tuple(
        measure(one, m, u, secret, (factors or {}).get(one.name, 1.0))
        for one, m, u in zip(distinct.columns, same, others, strict=True)
    )
    prior = _prior(distinct, weigh(measures, distinct, first, levels))
    copies = np.setdiff1d(np.flatnonzero(table.says_something()), once)
    originals = once[which[copies]]
    levels = np.concatenate((levels, agreement(table, originals, copies)))
    first, second = np.r_[once[first], originals], np.r_[once[second], copies]
    weighed = weigh(measures, table, first, levels)
    found = probabilities(weighed, prior)
    return Found(Model(measures=measures, prior=prior), first, second, weighed, found, len(copies), common)


def _others(table: Table, first: Rows, levels: Agreement) -> tuple[Table, learn.Shares]:
    """The table with what of its equal values is of the same, and u without them: each pair is as different as it is
    under what is usual.
    """
    one, _, at_random = learn.at_random(table)
    counted = zip(table.columns, learn.among_others(table, at_random), strict=True)
    others = [learn.own(of[0]) if of[0].role.chance <= learn.OWN else of for of in counted]
    usual = tuple(measure(column, m, u) for m, (column, u) in zip(learn.usual(table), others, strict=True))
    weighed = weigh(usual, table, first, levels)
    prior = _prior(table, weighed) if len(table.columns) > 1 else START / max(table.size, 2)
    same = probabilities(weighed, prior)
    columns = []
    for at, column in enumerate(table.columns):
        equal = levels[:, at] == 0
        shared = np.bincount(column.codes[first[equal]], same[equal], minlength=len(column.values))
        columns.append(replace(column, same=shared.astype(np.float64)))
    table = replace(table, columns=tuple(columns))
    different = 1 - probabilities(weigh(usual, table, one, at_random), prior)
    return table, learn.among_others(table, at_random, different)


def _candidates(table: Table, secret: bytes) -> tuple[Rows, Families, NDArray[np.int64]]:
    """The pairs that share a key, all of them and by the columns that made the key; and the keys passed over."""
    found: dict[frozenset[str], list[Rows]] = defaultdict(list)
    common = [np.zeros(0, np.int64)]
    for made_of, key in keys.blocks(table, secret):
        found[made_of].append(keys.pairs(table, key))
        common.append(keys.shared_by_many(key))
    families = [(made_of, keys.distinct(pairs)) for made_of, pairs in found.items()]
    return keys.distinct(pairs for _, pairs in families), families, np.unique(np.concatenate(common))


def _prior(table: Table, weighed: Weighed) -> float:
    """How many of all pairs are the same, such that the candidates' probabilities add up to it."""
    if table.side is None:
        total = table.size * (table.size - 1) / 2
    else:
        total = float((table.side == 0).sum()) * float((table.side == 1).sum())
    total = max(total, 1.0)
    prior = START / max(table.size, 2)
    likely = weighed.most >= LIKELY  # many who share a house are doubtful, and next to none of them the same
    for _ in range(ROUNDS):
        before = prior
        prior = float(np.clip(probabilities(weighed, prior)[likely].sum() / total, 0.5 / total, 0.5))
        if abs(before - prior) < 1e-6 * prior:
            break
    return prior
