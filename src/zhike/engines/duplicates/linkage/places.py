"""Places of China by their codes (GB/T 2260): province, city and district are parts of one number."""

from __future__ import annotations

import numpy as np

from zhike.engines.duplicates.linkage.values import Codes, Truths


def code(text: str) -> int:
    """The code of a place, 0 of any other text."""
    return int(text) if len(text) == 6 and text.isdecimal() and text.isascii() else 0


def within(inner: Codes, outer: Codes) -> Truths:
    """`region.within` of many: a place with zeros at the end holds all that begins as it does. 0 holds everything."""
    size = np.select([outer == 0, outer % 10_000 == 0, outer % 100 == 0], [1_000_000, 10_000, 100], 1)
    return np.asarray(inner // size == outer // size)
