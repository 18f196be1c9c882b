"""The sheets, rows and cells of an OpenDocument spreadsheet, from the events of an XML parser (OASIS OpenDocument 1.3).

A file may say that a cell stands a thousand times beside itself and a row a million times below: what is empty is only
counted, what has a value is repeated as it is asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.parsers import expat

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.table import Cell, CellFault, Merge
from zhike.engines.intake.xlsx.archive import Archive, whole
from zhike.engines.intake.xlsx.values import number

PART = "content.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (f"{_NAMES}{one}:1.0 " for one in ("table", "office", "text", "style"))
_EXTENDED = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
_CELLS = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_MOST_ROWS = 1 << 24  # more rows than any program has: what is beyond has no number
_DEEPEST = 200
_DURATION = re.compile(r"(-?)P(?:(\d{1,6})D)?T?(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:[.,]\d*)?S)?")
_FAULT = re.compile(r"#[A-Z/0!?]{2,8}[!?]?|Err:\d{3}")
_SHOWN = 200


class Started(NamedTuple):
    """A sheet begins."""

    name: str
    hidden: bool
    merges: list[Merge]  # those of its rows so far


class Line(NamedTuple):
    """A row that has a value, as often as it is repeated; its number is that of the first time."""

    number: int
    times: int
    cells: list[Cell]


@dataclass
class _Cell:
    """A cell that is being read."""

    attributes: dict[str, str]
    covered: bool
    text: list[str] = field(default_factory=list)
    size: int = 0


class Content:
    """What stands in the file, in its order: `Started` for each sheet, then its lines."""

    def __init__(self, archive: Archive, limits: Limits) -> None:
        self._archive, self._limits = archive, limits
        self._merges: list[Merge] = []
        self._found: list[Started | Line] = []
        self._hidden: set[str] = set()
        self._style = ""
        self._open: list[str] = []
        self._tables = 0  # how many tables are open, one inside the other
        self._row = self._times = self._column = 0
        self._line: list[Cell] = []
        self._cell: _Cell | None = None
        self._aside = 0  # depth of a comment or drawing, whose text is no value

    def read(self) -> Iterator[Started | Line]:
        """Raises ``file.damaged``, ``file.document_type``, ``row.too_long``, ``sheet.too_many_columns``."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._characters, _refuse
        given = 0
        try:
            for block in self._archive.stream(PART):
                data = block.encode("utf-8", "replace")
                given += len(data)
                parser.Parse(data)
                if given - parser.CurrentByteIndex > self._limits.row_characters:
                    raise IntakeError("row.too_long", max=self._limits.row_characters)
                yield from self._found
                self._found.clear()
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise IntakeError("file.damaged", detail=f"XML: {error}") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(tag)
        if len(self._open) > _DEEPEST:
            raise IntakeError("file.damaged", detail="depth")
        if self._cell is not None:
            self._inside(tag, attributes, self._cell)
        elif tag == f"{_TABLE}table":
            self._tables += 1
            if self._tables == 1:
                self._row, self._merges = 0, []
                hidden = attributes.get(f"{_TABLE}style-name", "") in self._hidden
                self._found.append(Started(attributes.get(f"{_TABLE}name", ""), hidden, self._merges))
        elif self._tables == 1 and tag == f"{_TABLE}table-row":
            self._times = max(1, whole(attributes.get(f"{_TABLE}number-rows-repeated"), "rows", 1))
            self._column, self._line = 0, []
        elif self._tables == 1 and tag in _CELLS:
            self._cell = _Cell(attributes, tag == f"{_TABLE}covered-table-cell")
        elif tag == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif tag == f"{_STYLE}table-properties" and attributes.get(f"{_TABLE}display") == "false":
            self._hidden.add(self._style)

    def _inside(self, tag: str, attributes: dict[str, str], cell: _Cell) -> None:
        """An element within a cell."""
        if self._aside or not tag.startswith(_TEXT):
            self._aside += 1
        elif tag == f"{_TEXT}p" and cell.text:
            self._add(cell, "\n")
        elif tag == f"{_TEXT}s":
            self._add(cell, " " * min(whole(attributes.get(f"{_TEXT}c"), "c", 1), 1000))
        elif tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            self._add(cell, "\t" if tag.endswith("tab") else "\n")

    def _add(self, cell: _Cell, text: str) -> None:
        cell.text.append(text)
        cell.size += len(text)
        if cell.size > self._limits.cell_characters:
            raise IntakeError("cell.too_long", max=self._limits.cell_characters)

    def _characters(self, text: str) -> None:
        # Between the elements of a cell there is only layout.
        if self._cell is not None and not self._aside and self._open[-1] not in _CELLS:
            self._add(self._cell, text)

    def _end(self, tag: str) -> None:
        self._open.pop()
        if self._cell is not None:
            if self._aside:
                self._aside -= 1
            elif tag in _CELLS:
                self._put(self._cell)
                self._cell = None
        elif tag == f"{_TABLE}table":
            self._tables -= 1
        elif self._tables == 1 and tag == f"{_TABLE}table-row":
            if self._line:
                self._found.append(Line(self._row + 1, self._times, self._line))
            self._row = min(self._row + self._times, _MOST_ROWS)

    def _put(self, cell: _Cell) -> None:
        """Writes a cell into its row, as often as it is repeated."""
        attributes = cell.attributes
        times = max(1, whole(attributes.get(f"{_TABLE}number-columns-repeated"), "columns", 1))
        value = None if cell.covered else _value(attributes, "".join(cell.text))
        if value is not None and value != "":
            if self._column + times > self._limits.columns:
                raise IntakeError("sheet.too_many_columns", max=self._limits.columns, row=self._row + 1)
            self._line += [None] * (self._column - len(self._line)) + [value] * times
            self._span(attributes)
        self._column = min(self._column + times, _MOST_ROWS)

    def _span(self, attributes: dict[str, str]) -> None:
        wide = whole(attributes.get(f"{_TABLE}number-columns-spanned"), "columns", 1)
        high = whole(attributes.get(f"{_TABLE}number-rows-spanned"), "rows", 1)
        if wide > 1 or high > 1:
            right = min(self._column + max(wide, 1), self._limits.columns) - 1
            self._merges.append(Merge(self._row + 1, self._column, self._row + max(high, 1), right))
            if len(self._merges) > self._limits.merges:
                raise IntakeError("sheet.too_many_merges", max=self._limits.merges)


def _refuse(*_: object) -> None:
    raise IntakeError("file.document_type", name=PART)


def _value(attributes: dict[str, str], text: str) -> Cell:
    kind = attributes.get(f"{_OFFICE}value-type", "")
    if attributes.get(f"{_EXTENDED}value-type") == "error" or (
        f"{_TABLE}formula" in attributes and _FAULT.fullmatch(text)
    ):
        return CellFault("cell.error", text[:_SHOWN])
    if not kind and not text and f"{_TABLE}formula" in attributes:
        formula = attributes[f"{_TABLE}formula"].partition("=")[2] or attributes[f"{_TABLE}formula"]
        return CellFault("cell.uncalculated", formula[:_SHOWN])
    if kind in ("float", "percentage", "currency"):
        return number(given) if (given := attributes.get(f"{_OFFICE}value")) else text
    if kind == "boolean":
        return attributes.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return _moment(attributes.get(f"{_OFFICE}date-value", "")) or text
    if kind == "time":
        return _time(attributes.get(f"{_OFFICE}time-value", "")) or text
    return attributes.get(f"{_OFFICE}string-value", text) if kind == "string" else text


def _moment(given: str) -> dt.date | dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(given.removesuffix("Z")) if "T" in given else dt.date.fromisoformat(given)
    except ValueError:
        return None


def _time(given: str) -> dt.time | str | None:
    """A time of the day; a longer one as it is shown: 26:30:00."""
    match = _DURATION.fullmatch(given)
    if not match:
        return None
    days, hours, minutes, seconds = (int(one or 0) for one in match.groups()[1:])
    hours += days * 24
    if hours < 24 and minutes < 60 and seconds < 60 and not match[1]:
        return dt.time(hours, minutes, seconds)
    return f"{match[1]}{hours}:{minutes:02d}:{seconds:02d}"
