"""The keys of an import and the rows where they first stood: a record that a file names twice is taken from one row.

Twenty bytes or so a key, whatever its length: a table of eight-byte sums with open addressing, and beside it the rows.
"""

from __future__ import annotations

from array import array
from hashlib import blake2b

_ROOM = 1 << 12  # at first; a power of two


class Keys:
    """Which row had a key first."""

    def __init__(self) -> None:
        self._count = 0
        self._empty(_ROOM)

    def held(self, key: object) -> int | None:
        """The row that had this key before."""
        at = self._place(_sum(key))
        return self._rows[at] if self._sums[at] else None

    def first(self, key: object, row: int) -> int:
        """The row that had this key before, or this one."""
        found = _sum(key)
        at = self._place(found)
        if self._sums[at]:
            return self._rows[at]
        self._sums[at], self._rows[at] = found, row
        self._count += 1
        if 2 * self._count > len(self._sums):
            self._grow()
        return row

    def count(self, key: object) -> int:
        """How often this key has been counted, this time included."""
        self.first(key, 0)
        at = self._place(_sum(key))
        self._rows[at] += 1
        return self._rows[at]

    def _empty(self, room: int) -> None:
        self._sums, self._rows = array("Q", bytes(8 * room)), array("Q", bytes(8 * room))

    def _place(self, found: int) -> int:
        """Where a sum stands, or would stand."""
        last = len(self._sums) - 1
        at = found & last
        while self._sums[at] not in (0, found):
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        sums, rows = self._sums, self._rows
        self._empty(2 * len(sums))
        for found, row in zip(sums, rows, strict=True):
            if found:
                at = self._place(found)
                self._sums[at], self._rows[at] = found, row


def _sum(key: object) -> int:
    return int.from_bytes(blake2b(str(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1
