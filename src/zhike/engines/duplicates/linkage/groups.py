"""Pairs put together into groups: what is the same as one is the same as all, unless most of the others speak against.

Groups grow along the most probable pairs (average linkage), so that one weak link does not chain strangers together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

NEVER_COMPARED = 0.0  # the probability of two rows of a group that share no key


class Group(NamedTuple):
    """Rows that are the same. With a higher `least` than `weakest` they are not one group."""

    rows: list[int]
    weakest: float  # the mean probability of the pairs at the join that was least sure


class Copy(NamedTuple):
    """A row that says the same as an earlier one in every column, and how probably it is the same."""

    first: int
    row: int
    probability: float


def grouped(
    pairs: Iterable[tuple[int, int, float]],
    *,
    least: float = 0.5,
    apart: Collection[tuple[int, int]] = (),
    copies: Iterable[Copy] = (),
) -> list[Group]:
    """Groups of two rows and more, in the order of their first rows, from pairs (first, second, probability).

    Two groups become one when the pairs between them are on average at least `least` probable, and none of these is
    `apart` (first < second): known to be different. `copies` count as one row with the one that they are like, unless
    they are apart, and need no other pairs: what is said of one is true of each.
    """
    alike = _alike((one for one in copies if one.probability >= least), apart)
    chance: dict[tuple[int, int], float] = {}
    for a, b, probability in pairs:
        for first, second in _pairs(alike.stand_ins(a), alike.stand_ins(b)):
            chance[first, second] = max(probability, chance.get((first, second), 0.0))
    parted = {pair for a, b in apart for pair in _pairs([alike.stand_in(a)], [alike.stand_in(b)])}
    found = _grown(chance, least, parted)
    seen = {row for one in found for row in one.rows}
    found += [Group([row], 1.0) for row in alike.rows if row not in seen]
    spread = [Group(sorted(alike.spread(one.rows)), min(one.weakest, alike.weakest(one.rows))) for one in found]
    return sorted(one for one in spread if len(one.rows) > 1)


def _grown(chance: dict[tuple[int, int], float], least: float, apart: set[tuple[int, int]]) -> list[Group]:
    group_of: dict[int, list[int]] = {}
    weakest: dict[int, float] = {}
    for (first, second), probability in sorted(chance.items(), key=lambda one: (-one[1], one[0])):
        if probability < least:
            break
        one, other = group_of.setdefault(first, [first]), group_of.setdefault(second, [second])
        if one is other or (apart and any(_pair(a, b) in apart for a in one for b in other)):
            continue
        link = _between(chance, one, other)
        if link >= least:
            weakest[id(one)] = min(link, weakest.get(id(one), 1.0), weakest.get(id(other), 1.0))
            one.extend(other)
            for row in other:
                group_of[row] = one
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return [Group(rows, weakest[number]) for number, rows in groups.items()]


def _between(chance: dict[tuple[int, int], float], one: list[int], other: list[int]) -> float:
    """The mean probability of the pairs between two groups."""
    known = (chance.get(_pair(a, b), NEVER_COMPARED) for a in one for b in other)
    return sum(known) / (len(one) * len(other))


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _pairs(some: Iterable[int], others: Iterable[int]) -> Iterator[tuple[int, int]]:
    listed = list(others)
    return (_pair(a, b) for a in some for b in listed if a != b)


@dataclass
class _Alike:
    """Rows that are written alike: one of them stands for all that are not known to be apart from each other."""

    rows: dict[int, list[int]]  # who stands for others -> all of these, itself among them
    whose: dict[int, int]  # a row -> who stands for it
    firsts: dict[int, list[int]]  # the row that they are copies of -> all who stand for some
    chance: dict[int, float]  # who stands for others -> the least probable of its copies

    def begin(self, first: int, row: int) -> None:
        """Of the copies of one, a row stands for those that are not known to be apart from it."""
        self.firsts.setdefault(first, []).append(row)
        self.rows[row], self.whose[row] = [row], row

    def join(self, one: int, row: int, probability: float) -> None:
        """From now on, `one` stands for a row."""
        self.rows[one].append(row)
        self.whose[row] = one
        self.chance[one] = min(probability, self.chance.get(one, 1.0))

    def stand_in(self, row: int) -> int:
        return self.whose.get(row, row)

    def stand_ins(self, row: int) -> list[int]:
        """Those of a row of which pairs are known: what is like it has the same."""
        return self.firsts.get(row) or [self.stand_in(row)]

    def spread(self, rows: Iterable[int]) -> Iterator[int]:
        for row in rows:
            yield from self.rows.get(row, (row,))

    def weakest(self, rows: Iterable[int]) -> float:
        return min((self.chance.get(row, 1.0) for row in rows), default=1.0)


def _alike(copies: Iterable[Copy], apart: Collection[tuple[int, int]]) -> _Alike:
    found = _Alike({}, {}, {}, {})
    strangers: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        strangers[a].add(b)
        strangers[b].add(a)
    for first, row, probability in copies:
        if first not in found.firsts:
            found.begin(first, first)
        taken = {found.whose.get(other) for other in strangers.get(row, ())}
        one = next((one for one in found.firsts[first] if one not in taken), None)
        if one is None:
            found.begin(first, row)
        else:
            found.join(one, row, probability)
    return found
