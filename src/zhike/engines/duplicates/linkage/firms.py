"""The parts of companies' names, as features to compare (see `kernel.values.company`)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from zhike.engines.duplicates.linkage import normal
from zhike.engines.duplicates.linkage.places import within
from zhike.engines.duplicates.linkage.spoken import sound
from zhike.engines.duplicates.linkage.values import Codes, Truths, Values, numbered
from zhike.kernel.values import company
from zhike.kernel.values.company import Company

SHORTEST = 3  # characters that a name which is the beginning of another must have


@dataclass(frozen=True)
class Firms:
    """The parts of every name of a column, worked out once."""

    parts: list[Company]
    wholes: Values  # place, brand and business, without the form
    cores: Values  # brand and business
    brands: Values  # in words; of a name without a brand its business
    branches: Codes  # 0 for the company itself
    places: Codes  # GB/T 2260, 0 for none
    spoken: Codes  # how the brand sounds, 0 for none
    begun: Codes  # the first characters of the core

    def near(self, left: Codes, right: Codes) -> Truths:
        """Whether the places do not contradict each other: one is in the other, or one is not said."""
        one, other = self.places[left], self.places[right]
        return within(one, other) | within(other, one)

    def short(self, left: Codes, right: Codes) -> Truths:
        """Whether one is the other's short name, or both sound alike and the business of one begins as the other's."""
        found = np.zeros(len(left), bool)
        alike = (self.spoken[left] == self.spoken[right]) & (self.spoken[left] != 0)
        for at in np.flatnonzero(alike | (self.begun[left] == self.begun[right])).tolist():
            a, b = self.parts[left[at]], self.parts[right[at]]
            less, more = sorted((a.core, b.core), key=len)
            if len(less) > SHORTEST and more.startswith(less):
                found[at] = True
            elif alike[at]:
                lines = sorted((a.line, b.line), key=len)
                found[at] = lines[1].startswith(lines[0])
        return found


def firms(values: Values) -> Firms:
    """The parts of the names in a column."""
    parts = [company.parse(text) for text in values.texts]
    return Firms(
        parts,
        Values([one.whole for one in parts]),
        Values([one.core for one in parts]),
        Values([normal.words(one.brand or one.core) for one in parts]),
        numbered(one.branch for one in parts),
        np.array([int(one.region or 0) for one in parts]),
        numbered(sound(one.brand) if one.brand else "" for one in parts),
        numbered(one.core[:SHORTEST] for one in parts),
    )
