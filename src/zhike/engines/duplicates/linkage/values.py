"""The distinct values of a column, and what is worked out of them once: how they sound, their parts, their length."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int64]
Truths = NDArray[np.bool_]
T = TypeVar("T")


class Values:
    """Texts by number."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self._array = np.array([*texts, None], dtype=object)[:-1]
        self._made: dict[Callable[..., Any], Any] = {}

    def __len__(self) -> int:
        return len(self.texts)

    def of(self, codes: Codes) -> NDArray[Any]:
        """The texts with these numbers."""
        return self._array[codes]

    def made(self, work: Callable[[Values], T]) -> T:
        """What `work` makes of them all; kept."""
        if work not in self._made:
            self._made[work] = work(self)
        return cast("T", self._made[work])

    def feature(self, work: Callable[[str], int]) -> Codes:
        """A number that `work` gives of each text, 0 of the one that says nothing; kept."""
        if work not in self._made:
            self._made[work] = np.array([work(text) if text else 0 for text in self.texts])
        return cast("Codes", self._made[work])

    def same(self, work: Callable[[str], str], left: Codes, right: Codes) -> Truths:
        """Whether the values share what `work` makes of a text, and it says something; kept."""
        if work not in self._made:
            self._made[work] = numbered(work(text) if text else "" for text in self.texts)
        feature = self._made[work]
        return np.asarray((feature[left] == feature[right]) & (feature[left] != 0))


def numbered(texts: Iterable[str]) -> Codes:
    """A number for each text, the same for the same, and 0 for ""."""
    numbers: dict[str, int] = {"": 0}
    return np.array([numbers.setdefault(one, len(numbers)) for one in texts], np.int64)
