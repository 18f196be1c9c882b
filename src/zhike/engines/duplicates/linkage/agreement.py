"""How well the rows of each pair agree, column by column."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.levels import SILENT, Agreement
from zhike.engines.duplicates.linkage.table import MISSING, Column, Rows, Table
from zhike.engines.duplicates.linkage.values import Values


def agreement(table: Table, first: Rows, second: Rows) -> Agreement:
    """The level of each pair in each column."""
    if not len(first):
        return np.zeros((0, len(table.columns)), np.int8)
    levels = np.stack([_of_column(one, first, second) for one in table.columns], axis=1)
    _changed_places(table, first, second, levels)
    return levels


def _of_column(column: Column, first: Rows, second: Rows) -> NDArray[np.int8]:
    return _of_codes(column, column.codes[first], column.codes[second])


def _of_codes(column: Column, left: Rows, right: Rows) -> NDArray[np.int8]:
    """The same pair of values is compared once, however many rows have it."""
    levels = np.zeros(len(left), np.int8)
    differ = np.flatnonzero((left != right) & (left != MISSING) & (right != MISSING))
    if len(differ):
        width = len(column.values)
        a, b = np.minimum(left[differ], right[differ]), np.maximum(left[differ], right[differ])
        distinct, where = np.unique(a * width + b, return_inverse=True)
        levels[differ] = column.role.likeness(column.values, distinct // width, distinct % width)[where]
    levels[(left == MISSING) | (right == MISSING)] = SILENT
    return levels


def _changed_places(table: Table, first: Rows, second: Rows, levels: Agreement) -> None:
    """A given name and a family name that stand in each other's column agree as well as a slip."""
    at = {one.role.name: number for number, one in enumerate(table.columns)}
    if not {"given_name", "family_name"} <= at.keys():
        return
    given, family = at["given_name"], at["family_name"]
    worst = table.columns[given].role.levels - 1
    apart = np.flatnonzero((levels[:, given] == worst) & (levels[:, family] == worst))
    if not len(apart):
        return
    names = _joined(table.columns[given], table.columns[family])
    a, b = first[apart], second[apart]
    one = _of_codes(names, names.codes[a], names.codes[table.size + b])
    other = _of_codes(names, names.codes[table.size + a], names.codes[b])
    crossed = apart[(one >= 0) & (one <= 1) & (other >= 0) & (other <= 1)]
    levels[crossed, given] = levels[crossed, family] = 1


def _joined(given: Column, family: Column) -> Column:
    """One column of both, the family names behind the given names."""
    numbers = {value: code for code, value in enumerate(given.values.texts)}
    codes = np.array([numbers.setdefault(value, len(numbers)) for value in family.values.texts], np.int64)
    return Column(
        "", given.role, Values(list(numbers)), np.concatenate((given.codes.astype(np.int64), codes[family.codes]))
    )
