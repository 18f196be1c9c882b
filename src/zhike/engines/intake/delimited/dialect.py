"""Which character separates the columns: the one that cuts the first records into equally many, and more than one."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass

DELIMITERS = (",", "\t", ";", "|")
_RECORDS = 100


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How the columns of a text file are separated; quotes are always double quotes."""

    delimiter: str
    confidence: float
    named: bool = False  # the first line says so: ``sep=;``, as Excel writes and reads it


def guess(text: str, *, whole: bool) -> Dialect:
    """The dialect of the beginning of a file; `whole` if there is no more of it."""
    first = text.split("\n", 1)[0].strip("\ufeff\r\n")
    if len(first) == 5 and first.lower().startswith("sep="):
        return Dialect(delimiter=first[4], confidence=1.0, named=True)
    lines = text.splitlines(keepends=True)
    if not whole and len(lines) > 1:
        lines.pop()  # probably cut in the middle
    best, score = ",", 0.0
    for delimiter in DELIMITERS:
        found = _score(lines, delimiter)
        if found > score:
            best, score = delimiter, found
    return Dialect(delimiter=best, confidence=round(min(score, 1.0), 2) if score else 0.5)


def _score(lines: list[str], delimiter: str) -> float:
    """Share of records of the most usual width, a little more for more columns; 0 if nothing is separated."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if record:
                widths[len(record)] += 1
            if widths.total() >= _RECORDS:
                break
    except csv.Error:
        return 0.0
    wide = Counter({width: count for width, count in widths.items() if width > 1})
    if not wide:
        return 0.0
    width, count = max(wide.items(), key=lambda one: (one[1], one[0]))
    return count / widths.total() * (1 - 0.1 / width)
