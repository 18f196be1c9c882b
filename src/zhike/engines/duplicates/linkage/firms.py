"""The parts of companies' names, as features to compare (see `kernel.values.company`)."""

from __future__ import annotations

import numpy as np

from zhike.engines.duplicates.linkage.spoken import sound
from zhike.engines.duplicates.linkage.values import Codes, Truths, Values
from zhike.kernel.values import company

SHORTEST = 3  # characters that a name which is the beginning of another must have


def whole(name: str) -> str:
    """Place, brand and business, without the form."""
    return company.parse(name).whole


def core(name: str) -> str:
    """Brand and business."""
    return company.parse(name).core


def branch(name: str) -> str:
    """The branch, "" for the company itself."""
    return company.parse(name).branch


def spoken(name: str) -> str:
    """How the brand sounds."""
    return sound(company.parse(name).brand)


def place(name: str) -> int:
    """The code of the place it names (GB/T 2260), 0 for none."""
    return int(company.parse(name).region or 0)


def near(values: Values, left: Codes, right: Codes) -> Truths:
    """Whether the places do not contradict each other: one is in the other, or one is not said."""
    places = values.feature(place)
    return _within(places[left], places[right]) | _within(places[right], places[left])


def _within(inner: Codes, outer: Codes) -> Truths:
    """`region.within` of many: a place with zeros at the end holds all that begins as it does. 0 holds everything."""
    size = np.select([outer == 0, outer % 10_000 == 0, outer % 100 == 0], [1_000_000, 10_000, 100], 1)
    return np.asarray(inner // size == outer // size)


def short(values: Values, left: Codes, right: Codes) -> Truths:
    """Whether one is the other's short name, or both sound alike and the business of one begins as the other's."""
    found = np.zeros(len(left), bool)
    texts = values.texts
    asked = values.same(spoken, left, right) | values.same(_beginning, left, right)
    for at in np.flatnonzero(asked).tolist():
        a, b = company.parse(texts[left[at]]), company.parse(texts[right[at]])
        less, more = sorted((a.core, b.core), key=len)
        if len(less) > SHORTEST and more.startswith(less):
            found[at] = True
        elif a.brand and b.brand and sound(a.brand) == sound(b.brand):
            lines = sorted((a.line, b.line), key=len)
            found[at] = lines[1].startswith(lines[0])
    return found


def _beginning(name: str) -> str:
    return core(name)[:SHORTEST]
