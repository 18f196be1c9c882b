"""Which pairs of rows are worth comparing: those that share a key.

A key is a facet of one column that few rows share (a phone number, how a brand sounds), or parts of two columns
together (how a name sounds, and a year of birth). A key that many share tells nothing, and is passed over: rows that
are the same share another one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations, zip_longest

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.roles import Facets
from zhike.engines.duplicates.linkage.table import MISSING, Column, Rows, Table

Hashes = NDArray[np.uint64]
VERSION = 3  # of the keys that a row has: a scan makes others anew, where none was yet a migration drops them
MOST_TOGETHER = 60  # rows that share a key and are still compared each with each
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio (Knuth, TAOCP 3, 6.4)


def blocks(table: Table, secret: bytes = b"") -> Iterator[tuple[frozenset[str], Hashes]]:
    """Each family of keys: the columns that it is made of, and the key of each row (0 for none); those of several
    columns of one role stand behind each other.

    Under a `secret` of up to 64 bytes, nobody without it can tell which values a key was made of.
    """
    for columns in _of_one_role(table):
        every = [list(_facets(one, one.role.alone, f"{one.role.name}:", secret)) for one in columns]
        for one, facets in zip(columns, every, strict=True):
            for facet in facets:
                yield frozenset((one.name,)), facet
        if len(columns) > 1:  # what stands in one of them may stand in another
            for some in zip_longest(*every):
                held = [facet for facet in some if facet is not None]
                yield frozenset(one.name for one in columns), np.concatenate(held)
    parts = {one.name: list(_facets(one, one.role.part, f"{one.role.aspect}:", secret)) for one in table.columns}
    for one, other in combinations(table.columns, 2):
        for left in parts[one.name]:
            for right in parts[other.name]:
                yield frozenset((one.name, other.name)), _together(left, right)


def _of_one_role(table: Table) -> Iterator[list[Column]]:
    """The columns that make keys by themselves, by their roles."""
    roles = dict.fromkeys(one.role for one in table.columns)
    return ([one for one in table.columns if one.role == role] for role in roles)


def of_rows(table: Table, secret: bytes) -> NDArray[np.int64]:
    """All keys of each row, rows x families, as whole numbers that a bigint holds; 0 for none."""
    families = [keys for _, keys in blocks(table, secret) if len(keys) == table.size]
    return np.stack(families, axis=1).view(np.int64) if families else np.zeros((table.size, 0), np.int64)


def listed(keys: NDArray[np.int64]) -> list[list[int]]:
    """The same as a list of the keys of each row."""
    return [list(dict.fromkeys(filter(None, row))) for row in keys.tolist()]


def shared_by_many(keys: Hashes) -> NDArray[np.int64]:
    """The keys that are passed over, as whole numbers that a bigint holds."""
    found, counts = np.unique(keys[keys != 0], return_counts=True)
    return found[counts > MOST_TOGETHER].view(np.int64)


def pairs(table: Table, keys: Hashes) -> Rows:
    """The codes (first row * size + second row, first < second) of the pairs that share a key. The keys are those of
    all rows, once or, of several columns together, several times.
    """
    rows = np.flatnonzero(keys)
    order = rows[np.argsort(keys[rows])]
    sorted_keys, order = keys[order], order % max(table.size, 1)
    found = [
        _code(table, first[apart], second[apart])
        for first, second in _neighbours(sorted_keys, order)
        if len(apart := _apart(table, first, second))
    ]
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def distinct(codes: Iterable[Rows]) -> Rows:
    """The pairs of several lists, each once and in order."""
    every = np.concatenate([np.zeros(0, np.int64), *codes])
    every.sort()
    return every[np.r_[True, every[1:] != every[:-1]]] if len(every) else every


def rows_of(table: Table, code: Rows) -> tuple[Rows, Rows]:
    """The two rows of each pair."""
    return code // table.size, code % table.size


def _code(table: Table, first: Rows, second: Rows) -> Rows:
    return np.minimum(first, second) * table.size + np.maximum(first, second)


def _apart(table: Table, first: Rows, second: Rows) -> Rows:
    if table.side is None:
        return np.flatnonzero(first != second)
    return np.flatnonzero(table.side[first] != table.side[second])


def _neighbours(sorted_keys: Hashes, order: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Pairs of rows with the same key: those next to each other, those two apart, and so on."""
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]]) if len(order) else np.zeros(0, np.int64)
    sizes = np.diff(np.r_[starts, len(order)])
    few = np.repeat((sizes > 1) & (sizes <= MOST_TOGETHER), sizes)
    kept, group = order[few], np.repeat(np.arange(len(sizes)), sizes)[few]
    for step in range(1, MOST_TOGETHER):
        same = np.flatnonzero(group[step:] == group[:-step])
        if not len(same):
            return
        yield kept[same], kept[same + step]


def _facets(column: Column, facets: Facets, tag: str, secret: bytes) -> Iterator[Hashes]:
    """The facets of a column, each as a key for each row."""
    found = facets(column.values)
    for at in range(max(map(len, found), default=0)):
        texts = (tag + one[at] if at < len(one) and one[at] else "" for one in found)
        hashes = np.array([hashed(text, secret) if text else 0 for text in texts], np.uint64)
        hashes[MISSING] = 0
        yield hashes[column.codes]


def hashed(text: str, secret: bytes = b"") -> int:
    """A whole number that stands for a text: 64 bits, never 0."""
    hashing = _keyed(secret).copy()
    hashing.update(text.encode())
    return int.from_bytes(hashing.digest()) | 1


@lru_cache(maxsize=64)
def _keyed(secret: bytes) -> hashlib.blake2b:
    """With the secret taken in, which is as much work as a text."""
    return hashlib.blake2b(key=secret, digest_size=8)


def _together(left: Hashes, right: Hashes) -> Hashes:
    """One key of two, whichever stands first: a given name and a family name that changed places meet."""
    with np.errstate(over="ignore"):
        both = (left + right) * _MIX | np.uint64(1)
    return np.where((left != 0) & (right != 0), both, np.uint64(0))
