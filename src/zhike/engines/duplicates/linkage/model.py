"""A learned model: what each level of each column weighs, and how probable it makes that two rows are the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage import keys
from zhike.engines.duplicates.linkage.doubt import ceiling
from zhike.engines.duplicates.linkage.levels import Agreement
from zhike.engines.duplicates.linkage.roles import ROLES
from zhike.engines.duplicates.linkage.table import Column, Rows, Table

Numbers = NDArray[np.float64]

COMMON = 2_000  # most frequent values of a column that are known by name
DEPENDENT = 0.5  # what further agreement within an aspect such as place counts, beside the strongest
DEPENDENT_ASPECTS = ("place",)


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was learned of one column. Equal values weigh by how rare they are."""

    name: str
    role: str
    same: tuple[float, ...]  # m by level
    others: tuple[float, ...]  # u by level
    common: Mapping[int, float]  # share of the rows that have a frequent value, by its hash
    rare: float  # the same of any other value
    secret: bytes = field(default=b"", repr=False)  # of the hashes
    factor: float = 1.0  # by which the steward has its weights count more or less

    def frequency(self, value: str) -> float:
        """The share of rows that have a value."""
        return self.common.get(keys.hashed(value, self.secret), self.rare)


@dataclass(frozen=True, kw_only=True)
class Model:
    """Measures by column, and the odds that any two rows are the same."""

    measures: tuple[Measure, ...]
    prior: float  # the probability that two rows taken at random are the same


@dataclass(frozen=True)
class Weighed:
    """Pairs with what speaks for and against each. Weights are in bits: one more doubles the odds."""

    levels: Agreement
    weights: Numbers  # pairs x columns
    total: Numbers
    most: Numbers  # what the probability of each pair may not pass


def measure(column: Column, same: Numbers, others: Numbers, secret: bytes = b"", factor: float = 1.0) -> Measure:
    """What was learned of a column, with the frequencies of its values."""
    counts, shares = column.counts, column.shares()
    top = [at for at in np.argsort(-counts, kind="stable")[:COMMON].tolist() if counts[at] > 1]
    common = {keys.hashed(column.values.texts[at], secret): float(shares[at]) for at in top}
    left = np.setdiff1d(np.flatnonzero(counts), top)
    pairs = counts[left] * (counts[left] - 1.0)  # of rows that share each value
    rare = np.average(shares[left], weights=pairs if pairs.any() else None) if len(left) else column.role.chance
    return Measure(
        name=column.name,
        role=column.role.name,
        same=tuple(same.tolist()),
        others=tuple(others.tolist()),
        common=common,
        rare=float(rare),
        secret=secret,
        factor=factor,
    )


def weigh(measures: tuple[Measure, ...], table: Table, first: Rows, levels: Agreement) -> Weighed:
    """The weights of pairs whose agreement is known; `first` is the first row of each."""
    weights = np.stack(
        [_weights(one, table.columns[at], first, levels[:, at]) for at, one in enumerate(measures)], axis=1
    )
    return Weighed(levels, weights, _total(measures, weights), ceiling([ROLES[one.role] for one in measures], levels))


def probabilities(weighed: Weighed, prior: float) -> Numbers:
    """How probable it is that the two rows of each pair are the same."""
    odds = np.log2(prior / (1 - prior)) + weighed.total
    return np.asarray(np.minimum(1 / (1 + np.exp2(-np.clip(odds, -200, 200))), weighed.most))


def _weights(measure: Measure, column: Column, first: Rows, levels: NDArray[np.int8]) -> Numbers:
    """log2(m / u) of each pair's level; of equal values u is how many rows have this one."""
    table = np.log2(np.array(measure.same) / np.array(measure.others))
    table[1:] = np.minimum(table[1:], np.log2(measure.same[0] / measure.rare))  # nothing says more than to be equal
    weights = np.append(table, 0.0)[levels]
    equal = np.flatnonzero(levels == 0)
    if len(equal):
        codes = column.codes[first[equal]]
        distinct, where = np.unique(codes, return_inverse=True)
        frequencies = np.array([measure.frequency(column.values.texts[code]) for code in distinct.tolist()])
        weights[equal] = np.log2(measure.same[0] / frequencies)[where]
    return np.asarray(weights * measure.factor, np.float64)


def _total(measures: tuple[Measure, ...], weights: Numbers) -> Numbers:
    """The sum; within an aspect whose columns follow from one another, the strongest counts whole and the rest less."""
    total = weights.sum(axis=1)
    for aspect in DEPENDENT_ASPECTS:
        at = [number for number, one in enumerate(measures) if ROLES[one.role].aspect == aspect]
        if len(at) > 1:
            for_it = np.maximum(weights[:, at], 0)
            total -= (1 - DEPENDENT) * (for_it.sum(axis=1) - for_it.max(axis=1))
    return np.asarray(total)
