"""The rows of one sheet of an .xls, as a stream.

Excel writes cells row by row. Programs that write them in another order are read, too, with the cells of the whole
sheet in memory, and so with fewer of them.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import groupby

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.table import Cell, CellFault, Merge, Row, Survey
from zhike.engines.intake.xls import records
from zhike.engines.intake.xls.records import Record
from zhike.engines.intake.xlsx.strings import Strings
from zhike.engines.intake.xlsx.styles import Style, moment

_COLUMNS = 256  # of the format
_UNSORTED = 1_000_000  # cells that are put in order
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CELLS = frozenset({
    records.LABEL, records.LABEL_SST, records.RICH_STRING, records.NUMBER, records.RK, records.MULTIPLE_RK,
    records.FORMULA, records.BOOLEAN_OR_ERROR,
})  # fmt: skip
_EXACT = 1e15
_FALSE_OR_TRUE, _AN_ERROR = 1, 2  # results of a formula that are no number
Placed = tuple[int, int, Cell]  # row and column from 0


def is_sorted(found: Iterable[Record]) -> bool:
    """Whether the cells stand row by row."""
    last = 0
    for kind, data in found:
        if kind in _CELLS:
            row = data[0] | data[1] << 8
            if row < last:
                return False
            last = row
    return True


def survey(found: Iterable[Record], most: int) -> Survey:
    """How many rows have cells, and which are merged. Raises ``sheet.too_many_merges``."""
    rows, merges = bytearray(1 << 16), list[Merge]()
    for kind, data in found:
        if kind in _CELLS:
            rows[data[0] | data[1] << 8] = 1
        elif kind == records.MERGED:
            (count,) = struct.unpack_from("<H", data)
            for at in range(2, 2 + 8 * count, 8):
                top, bottom, left, right = struct.unpack_from("<4H", data, at)
                if top <= bottom and left <= right < _COLUMNS:
                    merges.append(Merge(top + 1, left, bottom + 1, right))
            if len(merges) > most:
                raise IntakeError("sheet.too_many_merges", max=most)
    return Survey(rows=sum(rows), merges=tuple(sorted(merges)))


class Reader:
    """Turns records into rows with the workbook's texts, styles and calendar."""

    def __init__(self, strings: Strings | None, styles: list[Style], *, from_1904: bool, old: str | None) -> None:
        self._strings, self._styles, self._from_1904, self._old = strings, styles, from_1904, old

    def rows(self, found: Iterator[Record], *, in_order: bool) -> Iterator[Row]:
        """The rows that have a value."""
        placed = self._placed(found)
        if not in_order:
            placed = iter(_in_order(placed))
        for row, cells in groupby(placed, key=lambda one: one[0]):
            line: list[Cell] = []
            for _, column, cell in cells:
                if column >= _COLUMNS:
                    raise IntakeError("file.damaged", detail=f"column {column}")
                line += [None] * (column + 1 - len(line))
                line[column] = cell
            if any(cell is not None and cell != "" for cell in line):
                yield row + 1, line

    def _placed(self, found: Iterator[Record]) -> Iterator[Placed]:
        waiting: tuple[int, int] | None = None  # the formula whose text comes in a record of its own
        for kind, data in found:
            if kind == records.STRING:
                if waiting:
                    yield *waiting, records.long(data, 0, self._old)
                    waiting = None
            elif kind == records.MULTIPLE_RK:
                row, column = struct.unpack_from("<HH", data)
                for at in range(4, len(data) - 2, 6):
                    style, packed = struct.unpack_from("<HI", data, at)
                    yield row, column, self._number(_unpacked(packed), style)
                    column += 1
            elif kind in _CELLS:
                row, column, style = struct.unpack_from("<HHH", data)
                if kind == records.FORMULA and data[12:14] == b"\xff\xff" and not data[6]:
                    waiting = (row, column)
                else:
                    yield row, column, self._cell(kind, data, style)

    def _cell(self, kind: int, data: bytes, style: int) -> Cell:
        if kind == records.LABEL_SST:
            return self._shared(struct.unpack_from("<I", data, 6)[0])
        if kind == records.NUMBER:
            return self._number(struct.unpack_from("<d", data, 6)[0], style)
        if kind == records.RK:
            return self._number(_unpacked(struct.unpack_from("<I", data, 6)[0]), style)
        if kind == records.BOOLEAN_OR_ERROR:
            return _error(data[6]) if data[7] else bool(data[6])
        if kind == records.FORMULA:
            return self._result(data, style)
        return records.long(data, 6, self._old)

    def _shared(self, number: int) -> Cell:
        try:
            return self._strings[number] if self._strings else None
        except IndexError:
            raise IntakeError("file.damaged", detail=f"shared string {number}") from None

    def _result(self, data: bytes, style: int) -> Cell:
        """What a formula gave when the file was saved."""
        if data[12:14] != b"\xff\xff":
            return self._number(struct.unpack_from("<d", data, 6)[0], style)
        if data[6] == _FALSE_OR_TRUE:
            return bool(data[8])
        return _error(data[8]) if data[6] == _AN_ERROR else None

    def _number(self, value: float, style: int) -> Cell:
        meaning = self._styles[style] if style < len(self._styles) else ""
        if meaning and (found := moment(value, meaning, from_1904=self._from_1904)) is not None:
            return found
        value = float(f"{value:.15g}") if abs(value) < _EXACT else value
        return int(value) if value.is_integer() and abs(value) < _EXACT else value


def _in_order(placed: Iterator[Placed]) -> list[Placed]:
    found: list[Placed] = []
    for one in placed:
        found.append(one)
        if len(found) > _UNSORTED:
            raise IntakeError("file.damaged", detail="cells out of order")
    return sorted(found, key=lambda one: one[0])


def _unpacked(packed: int) -> float:
    """A number of four bytes: thirty bits of a whole number or of a float, perhaps in hundredths."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed & 0x80000000 else 0))
    else:
        value = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return value / 100 if packed & 1 else value


def _error(code: int) -> CellFault:
    return CellFault("cell.error", _ERRORS.get(code, f"#{code}"))
