"""What became of the rows of a write."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from zhike.kernel.errors import Fault

Outcome = Literal["created", "updated", "unchanged", "refused", "deleted", "restored"]
Faults = dict[str, Fault]  # field name ("" for the row as a whole) -> what is wrong


class Race(Exception):
    """Another transaction was faster with a value, or a key, that this one goes by: the batch is tried again."""


@dataclass
class RowResult:
    """One row: what became of it and, when refused, why."""

    index: int
    outcome: Outcome = "refused"
    id: int | None = None
    version: int | None = None
    faults: Faults = field(default_factory=dict)
    stale: dict[str, tuple[object, object]] | None = None  # field -> (yours, theirs), when somebody was faster


@dataclass
class Result:
    """A whole write. `change_set` is None when nothing changed."""

    rows: list[RowResult]
    change_set: int | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many rows had which outcome."""
        return dict(Counter(one.outcome for one in self.rows))

    @property
    def refused(self) -> list[RowResult]:
        return [one for one in self.rows if one.outcome == "refused"]
