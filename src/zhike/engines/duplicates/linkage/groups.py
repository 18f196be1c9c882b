"""Pairs put together into groups: what is the same as one is the same as all, unless most of the others speak against.

Groups grow along the most probable pairs (average linkage), so that one weak link does not chain strangers together.
"""

from __future__ import annotations

from collections.abc import Iterable

NEVER_COMPARED = 0.0  # the probability of two rows of a group that share no key


def grouped(pairs: Iterable[tuple[int, int, float]], *, least: float = 0.5) -> list[list[int]]:
    """Groups of two rows and more, each sorted, from pairs (first, second, probability).

    Two groups become one when the pairs between them are on average at least `least` probable.
    """
    chance = {(min(first, second), max(first, second)): probability for first, second, probability in pairs}
    group_of: dict[int, list[int]] = {}
    for (first, second), probability in sorted(chance.items(), key=lambda one: (-one[1], one[0])):
        if probability < least:
            break
        one, other = group_of.setdefault(first, [first]), group_of.setdefault(second, [second])
        if one is not other and _between(chance, one, other) >= least:
            one.extend(other)
            for row in other:
                group_of[row] = one
    groups = {id(group): sorted(group) for group in group_of.values() if len(group) > 1}
    return sorted(groups.values())


def _between(chance: dict[tuple[int, int], float], one: list[int], other: list[int]) -> float:
    """The mean probability of the pairs between two groups."""
    known = (chance.get((min(a, b), max(a, b)), NEVER_COMPARED) for a in one for b in other)
    return sum(known) / (len(one) * len(other))
