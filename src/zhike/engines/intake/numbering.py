"""The rows of a file that belong to one record, numbered: the second line of order A-1 is A-1/2, whenever it comes.

A shop's export has no number for a line. By this one the same file, or a newer one, finds the lines that it brought.
"""

from __future__ import annotations

import re
from typing import Any

from zhike.engines.intake.keys import Keys
from zhike.engines.intake.plan import Plan
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import text

_PLAIN = re.compile(r"0*([1-9]\d{0,3})(?:\.0+)?", re.ASCII)  # a number of a line within its order


class Numbers:
    """Numbers the rows of one file, in their order, where they are new or found by their number."""

    def __init__(self, spec: ObjectSpec, plan: Plan) -> None:
        names = spec.shape.numbered
        self._names = names if names and (plan.mode == "create" or names[0] in plan.keys) else None
        self._counts = Keys()

    @property
    def any(self) -> bool:
        """Whether there is anything to number."""
        return self._names is not None

    def put(self, row: dict[str, Any]) -> dict[str, Any]:
        """The row with its number: one that it has stays, but for one that tells only which line of its order it is."""
        if self._names is None:
            return row
        field, link = self._names
        given, to = row.get(field), row.get(link)
        if not isinstance(to, str | int) or isinstance(to, bool) or not (word := text.as_text(to).strip()):
            return row
        if given is None or given == "":
            row[field] = f"{word}/{self._counts.count(word)}"
        elif isinstance(given, str | int | float) and (plain := _PLAIN.fullmatch(text.as_text(given).strip())):
            row[field] = f"{word}/{plain[1]}"
        return row
