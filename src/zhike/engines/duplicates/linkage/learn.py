"""m and u of every column, learned from the table itself.

u comes from pairs of rows taken at random, nearly all of which are different; for equal values it is counted exactly.
m comes from expectation maximisation (Dempster, Laird and Rubin, 1977; for record linkage Winkler, 1988) over the pairs
of each family of keys, where many are the same, leaving out the columns that made the keys: these always agree there.
What few pairs can tell leans on what is usual for the role.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.agreement import agreement
from zhike.engines.duplicates.linkage.doubt import ceiling
from zhike.engines.duplicates.linkage.levels import SILENT, Agreement
from zhike.engines.duplicates.linkage.table import USUAL_ROWS, Column, Rows, Table

Shares = list[NDArray[np.float64]]  # for each column, the share of each level

AT_RANDOM = 1_000_000  # pairs for u
OWN = 1e-5  # chance from which on downwards a role's values belong to one
USUAL = 20.0  # pairs that the usual shares of a role are worth
FEWEST = 10  # pairs of a family of keys from which something is learned
ROUNDS, ENOUGH = 100, 1e-6  # and by how much the share of the same still changes, of itself
LEAST = 1e-14  # share of the same that is still one
START = 0.2  # share of the pairs of a family that are the same, before the first round


def at_random(table: Table, *, seed: int = 1) -> tuple[Rows, Rows, Agreement]:
    """Pairs of rows taken at random, and how they agree."""
    random = np.random.default_rng(seed)
    wanted = min(AT_RANDOM, 4 * table.size * max(table.size - 1, 0))
    first, second = random.integers(0, max(table.size, 1), (2, wanted))
    apart = first != second if table.side is None else table.side[first] != table.side[second]
    first, second = first[apart], second[apart]
    return first, second, agreement(table, first, second)


def among_others(table: Table, levels: Agreement, different: NDArray[np.float64] | None = None) -> Shares:
    """u: how often two different records show each level, from pairs taken at random. `different` says how probable
    it is that each of these is one: few rows of which many are the same are the same at random, too.
    """
    return [_u(one, levels[:, number], different) for number, one in enumerate(table.columns)]


def _u(column: Column, levels: NDArray[np.int8], different: NDArray[np.float64] | None) -> NDArray[np.float64]:
    usual = _usual_u(column)
    at = levels != SILENT
    said = levels[at]
    counted = np.bincount(said, None if different is None else different[at], minlength=len(usual))
    seen = counted + usual * (USUAL_ROWS if len(said) else 1)
    shares = seen / seen.sum()
    shares[0] = max((column.shares() * (column.counts / max(column.filled, 1))).sum(), usual[0] / 100)
    return np.asarray(shares / shares.sum())


def _usual_u(column: Column) -> NDArray[np.float64]:
    """The same before anything is learned: each level of half agreement twice as often as the one above."""
    chances = column.role.chance * 2.0 ** np.arange(column.role.levels - 1)
    chances = np.minimum(chances, 0.2 / len(chances)) if len(chances) > 1 else chances
    return np.append(chances, 1 - chances.sum())


def own(column: Column) -> tuple[Column, NDArray[np.float64]]:
    """A column and its u as if its values belonged to one each, as names of companies and telephone numbers mostly do:
    rows that share one are then as rarely different as is usual for the role.
    """
    counts, chance = column.counts, column.role.chance
    same = np.maximum(counts - 1 - chance * max(column.filled - 1, 0), 0) * counts / 2
    return replace(column, same=same), _usual_u(column)


def usual(table: Table) -> Shares:
    """m as it is for the roles, before anything is learned."""
    return [np.array(one.role.expected) / sum(one.role.expected) for one in table.columns]


def among_same(
    table: Table, others: Shares, candidates: Rows, levels: Agreement, families: Sequence[tuple[frozenset[str], Rows]]
) -> Shares:
    """m: how often two records of the same show each level. `families` are pairs among `candidates`, with the columns
    that brought them together.
    """
    names = [one.name for one in table.columns]
    learned: list[list[tuple[float, NDArray[np.float64]]]] = [[] for _ in names]
    for made_of, pairs in families:
        if len(pairs) < FEWEST:
            continue
        open_ = [at for at, name in enumerate(names) if name not in made_of]
        found, same = _maximised(table, others, levels[np.searchsorted(candidates, pairs)], open_)
        for at in open_:
            learned[at].append((same, found[at]))
    found = [_mean(one) if one else start for one, start in zip(learned, usual(table), strict=True)]
    return found if any(learned) else _together(table, others, levels)


def _together(table: Table, others: Shares, levels: Agreement) -> Shares:
    """m when every column made every key, as in a list of names alone: from all candidates at once. Pairs that are not
    among these are different, and levels that strangers show at random as often are theirs.
    """
    total = table.size * (table.size - 1) / 2
    if table.side is not None:
        total = float((table.side == 0).sum()) * float((table.side == 1).sum())
    if len(levels) < FEWEST:
        return usual(table)
    return _maximised(table, others, levels, range(len(table.columns)), 1 / table.size, total)[0]


def _mean(learned: list[tuple[float, NDArray[np.float64]]]) -> NDArray[np.float64]:
    """The shares that several families tell, each by how many same pairs it has."""
    weights, shares = zip(*learned, strict=True)
    return np.asarray(np.average(np.stack(shares), axis=0, weights=weights))


def _maximised(
    table: Table,
    others: Shares,
    levels: Agreement,
    open_: Sequence[int],
    same: float = START,
    total: float | None = None,
) -> tuple[Shares, float]:
    """m of the open columns from some pairs, and how many of these are the same. `same` is their share to begin with,
    of all pairs or of a `total` of which the others are different.
    """
    patterns, counts = np.unique(levels, axis=0, return_counts=True)
    start = usual(table)
    shares = list(start)
    chances = np.zeros(len(patterns))
    most = ceiling([one.role for one in table.columns], patterns)
    for _ in range(ROUNDS):
        weight = sum(_weights(shares[at], others[at], patterns[:, at]) for at in open_)
        chances = counts * np.minimum(1 / (1 + (1 - same) / same * np.exp(-np.asarray(weight))), most)
        before, same = same, float(np.clip(chances.sum() / (total or counts.sum()), LEAST, 1 - LEAST))
        for at in open_:
            said = patterns[:, at] != SILENT
            seen = np.bincount(patterns[said, at], weights=chances[said], minlength=len(start[at]))
            shares[at] = _held(seen + USUAL * start[at], start[at])
        if abs(before - same) < ENOUGH * same:
            break
    return shares, float(chances.sum())


def _held(seen: NDArray[np.float64], usual: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares of what was seen, those that differ no more than can be: the same mostly agree. Without this bound the
    families and namesakes of a table, who are many, are learned in place of the same, who are few (convex constraints
    on the parameters: Winkler, Improved Decision Rules in the Fellegi-Sunter Model of Record Linkage, 1993).
    """
    shares = seen / seen.sum()
    most = np.sqrt(usual[-1])
    if shares[-1] > most:
        shares[:-1] *= (1 - most) / (1 - shares[-1])
        shares[-1] = most
    return np.asarray(shares)


def _weights(same: NDArray[np.float64], others: NDArray[np.float64], levels: NDArray[np.int8]) -> NDArray[np.float64]:
    """ln(m / u) of each level; 0 where nothing is said (the last place, which -1 means)."""
    return np.append(np.log(same / others), 0.0)[levels]
