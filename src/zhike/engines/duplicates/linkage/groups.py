"""Pairs put together into groups: what is the same as one is the same as all, unless most of the others speak against.

Groups grow along the most probable pairs (average linkage), so that one weak link does not chain strangers together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

NEVER_COMPARED = 0.0  # the probability of two rows of a group that share no key


class Group(NamedTuple):
    """Rows that are the same. With a higher `least` than `weakest` they are not one group."""

    rows: list[int]
    weakest: float  # the mean probability of the pairs at the join that was least sure


def grouped(
    pairs: Iterable[tuple[int, int, float]], *, least: float = 0.5, apart: Collection[tuple[int, int]] = ()
) -> list[Group]:
    """Groups of two rows and more, in the order of their first rows, from pairs (first, second, probability).

    Two groups become one when the pairs between them are on average at least `least` probable, and none of these is
    `apart` (first < second): known to be different.
    """
    chance = {(min(first, second), max(first, second)): probability for first, second, probability in pairs}
    group_of: dict[int, list[int]] = {}
    weakest: dict[int, float] = {}
    for (first, second), probability in sorted(chance.items(), key=lambda one: (-one[1], one[0])):
        if probability < least:
            break
        one, other = group_of.setdefault(first, [first]), group_of.setdefault(second, [second])
        if one is other or (apart and any((min(a, b), max(a, b)) in apart for a in one for b in other)):
            continue
        link = _between(chance, one, other)
        if link >= least:
            weakest[id(one)] = min(link, weakest.get(id(one), 1.0), weakest.get(id(other), 1.0))
            one.extend(other)
            for row in other:
                group_of[row] = one
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return sorted(Group(sorted(rows), weakest[number]) for number, rows in groups.items())


def _between(chance: dict[tuple[int, int], float], one: list[int], other: list[int]) -> float:
    """The mean probability of the pairs between two groups."""
    known = (chance.get((min(a, b), max(a, b)), NEVER_COMPARED) for a in one for b in other)
    return sum(known) / (len(one) * len(other))
