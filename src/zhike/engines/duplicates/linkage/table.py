"""A table to be looked through: each column as its distinct values in normal form and a number for each row."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.roles import ROLES, Role
from zhike.engines.duplicates.linkage.values import Values

Rows = NDArray[np.int64]
MISSING = 0  # the code of a value that says nothing
USUAL_ROWS = 1_000.0  # rows that what is usual for a role is worth: a few rows say little of how common a value is


@dataclass(frozen=True)
class Column:
    """One column: `values.texts[codes[row]]` is the normal form in a row; the first is ""."""

    name: str
    role: Role
    values: Values
    codes: NDArray[np.int64]
    same: NDArray[np.float64] | None = None  # for each value how many pairs that share it are probably the same

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many rows have each value; of the missing one 0."""
        counts = np.bincount(self.codes, minlength=len(self.values))
        counts[MISSING] = 0
        return counts

    @property
    def filled(self) -> int:
        """How many rows have a value."""
        return int(self.counts.sum())

    def shares(self) -> NDArray[np.float64]:
        """How likely somebody else is to have each value: as often as it is here, and as is usual for the role.

        Of the rows that have it, one is the one whose like is looked for; and as many as are the same as that one
        (`same`) are nobody else.
        """
        others = np.maximum(self.counts - 1, 0.0)
        if self.same is not None:
            others = np.maximum(others - 2 * self.same / np.maximum(self.counts, 1), 0.0)
        return np.asarray((others + USUAL_ROWS * self.role.chance) / (max(self.filled - 1, 0) + USUAL_ROWS))


@dataclass(frozen=True)
class Table:
    """Columns of equal length. `side` is given when rows of one source are only compared with those of another."""

    columns: tuple[Column, ...]
    size: int
    side: NDArray[np.int8] | None = None

    def taken(self, rows: Rows) -> Table:
        """Some of the rows."""
        columns = tuple(replace(one, codes=one.codes[rows]) for one in self.columns)
        return Table(columns, len(rows), None if self.side is None else self.side[rows])

    def says_something(self) -> NDArray[np.bool_]:
        """Whether each row has any value."""
        said = np.zeros(self.size, bool)
        for one in self.columns:
            said |= one.codes != MISSING
        return said

    def alike(self) -> tuple[Rows, Rows]:
        """For each distinct row the first like it, and for each row the number of the distinct one it is."""
        rows = np.zeros(self.size, np.int64)
        for one in self.columns:
            rows = np.unique(rows * len(one.values) + one.codes, return_inverse=True)[1]
        _, first, which = np.unique(rows, return_index=True, return_inverse=True)
        order = np.argsort(first)  # as they stand in the table
        place = np.empty_like(order)
        place[order] = np.arange(len(order))
        return first[order], place[which]


class Growing:
    """A column that is being read, cell by cell."""

    def __init__(self, name: str, role: str) -> None:
        self.name, self.role = name, ROLES[role]
        self._normals: dict[str, str] = {"": ""}
        self._numbers: dict[str, int] = {"": MISSING}
        self._codes = array("q")

    def add(self, cell: str | None) -> None:
        """The cell of the next row."""
        if not cell:
            self._codes.append(MISSING)
            return
        value = self._normals.get(cell)
        if value is None:
            value = self._normals[cell] = self.role.normal(cell)
        self._codes.append(self._numbers.setdefault(value, len(self._numbers)))

    def done(self) -> Column:
        """The column."""
        return Column(self.name, self.role, Values(list(self._numbers)), np.array(self._codes, np.int64))


def column(name: str, role: str, cells: Iterable[str | None]) -> Column:
    """A column from what stands in its cells."""
    growing = Growing(name, role)
    for cell in cells:
        growing.add(cell)
    return growing.done()


def table(cells: Mapping[str, tuple[str, Iterable[str | None]]], side: NDArray[np.int8] | None = None) -> Table:
    """A table from columns: name -> (role, cells)."""
    columns = tuple(column(name, role, values) for name, (role, values) in cells.items())
    return Table(columns, len(columns[0].codes) if columns else 0, side)
