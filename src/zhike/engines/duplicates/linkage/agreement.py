"""How well the rows of each pair agree, column by column."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.levels import SILENT, Agreement
from zhike.engines.duplicates.linkage.table import MISSING, Column, Rows, Table
from zhike.engines.duplicates.linkage.values import Values

CROSSED = ("phone", "email")  # of which people have several, in any order
LIKE = 2  # the level of names and e-mail addresses that are alike


def agreement(table: Table, first: Rows, second: Rows) -> Agreement:
    """The level of each pair in each column."""
    if not len(first):
        return np.zeros((0, len(table.columns)), np.int8)
    levels = np.stack([_of_column(one, first, second) for one in table.columns], axis=1)
    _changed_places(table, first, second, levels)
    _made_of_names(table, levels)
    _in_each_others_column(table, first, second, levels)
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


def _in_each_others_column(table: Table, first: Rows, second: Rows, levels: Agreement) -> None:
    """A number or an address that stands in another column of its role agrees as well as a slip, in the first of the
    two; what is left beside it in the other says nothing.
    """
    for role in CROSSED:
        at = [number for number, one in enumerate(table.columns) if one.role.name == role]
        for left, right in combinations(at, 2):
            one, other = table.columns[left], table.columns[right]
            apart = np.flatnonzero((levels[:, left] != 0) & (levels[:, right] != 0))
            if not len(apart):
                continue
            both = _joined(one, other)
            a, b, size = first[apart], second[apart], table.size
            here = (both.codes[a] == both.codes[size + b]) & (both.codes[a] != MISSING)
            there = (both.codes[size + a] == both.codes[b]) & (both.codes[b] != MISSING)
            crossed = apart[here | there]
            levels[crossed, left] = 1
            levels[crossed, right] = SILENT


def _made_of_names(table: Table, levels: Agreement) -> None:
    """E-mail addresses are made of names: where these agree, to be alike says nothing more."""
    roles = [one.role for one in table.columns]
    names = [at for at, role in enumerate(roles) if role.aspect == "who" and role.name != "company"]
    if not names:
        return
    said = (levels[:, names] != SILENT).any(axis=1)
    agree = said & (levels[:, names] <= LIKE).all(axis=1)
    for at, role in enumerate(roles):
        if role.name == "email":
            levels[agree & (levels[:, at] == LIKE), at] = SILENT


def _joined(given: Column, family: Column) -> Column:
    """One column of both, the family names (or whatever stands in the other) behind the given names."""
    numbers = {value: code for code, value in enumerate(given.values.texts)}
    codes = np.array([numbers.setdefault(value, len(numbers)) for value in family.values.texts], np.int64)
    return Column(
        "", given.role, Values(list(numbers)), np.concatenate((given.codes.astype(np.int64), codes[family.codes]))
    )
