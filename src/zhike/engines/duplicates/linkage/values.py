"""The distinct values of a column, and what is worked out of them once: how they sound, their parts, their length."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Truths = NDArray[np.bool_]


class Values:
    """Texts by number. A feature of them is worked out for all at once, and kept."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._array = np.array([*texts, None], dtype=object)[:-1]
        self._features: dict[Callable[[str], Any], NDArray[Any]] = {}
        self._derived: dict[Callable[[str], str], Values] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def of(self, codes: Codes) -> NDArray[Any]:
        """The texts with these numbers."""
        return self._array[codes]

    def feature(self, work: Callable[[str], Any]) -> NDArray[Any]:
        """What `work` gives of each text; a text becomes a number, the same for the same and 0 for ""."""
        if work not in self._features:
            found = [work(text) if text else None for text in self.texts]
            if any(isinstance(one, str) for one in found):
                numbers: dict[str, int] = {"": 0}
                codes = [numbers.setdefault(one or "", len(numbers)) for one in found]
                self._features[work] = np.array(codes, np.int64)
            else:
                self._features[work] = np.array([one or 0 for one in found])
        return self._features[work]

    def derived(self, work: Callable[[str], str]) -> Values:
        """What `work` makes of each text, as values in the same order."""
        if work not in self._derived:
            self._derived[work] = Values([work(text) if text else "" for text in self.texts])
        return self._derived[work]

    def same(self, work: Callable[[str], str], left: Codes, right: Codes) -> Truths:
        """Whether the values share a feature that says something."""
        feature = self.feature(work)
        return np.asarray((feature[left] == feature[right]) & (feature[left] != 0))
