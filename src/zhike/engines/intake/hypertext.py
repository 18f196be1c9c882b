"""The tables of an HTML page: what many systems export as .xls, and what spreadsheets put on the clipboard.

Read as a stream. Each table with a row is a sheet, a table inside of another one, too; what spans several cells is a
merged range, as in a workbook.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePath
from typing import NamedTuple

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Cell, Merge, Row, Survey

_BLOCK = 1 << 17
_HELD = 1 << 17  # characters of a tag, comment or style sheet
_TABLES = 1_000
_DEEPEST = 50
_TALLEST = 1 << 16
_SILENT = frozenset({"script", "style", "title", "template"})
_BREAKS = frozenset({"br", "p", "div", "li"})


class Line(NamedTuple):
    """A row of a table, both numbered in the order in which they begin: tables from 0, rows from 1."""

    table: int
    number: int
    cells: list[Cell]


@dataclass
class _Open:
    """A table that is being read."""

    index: int
    row: int = 0
    line: list[Cell] | None = None
    text: list[str] | None = None  # of the cell
    size: int = 0
    column: int = 0
    below: dict[int, int] = field(default_factory=dict)  # columns that a cell above still covers -> last row


class Page(HTMLParser):
    """Gathers the lines of a page; `merges` by table."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(convert_charrefs=True)
        self._limits = limits
        self.found: list[Line] = []
        self.merges: dict[int, list[Merge]] = {}
        self.count = 0
        self._open: list[_Open] = []
        self._silent = 0

    @property
    def held(self) -> int:
        """Characters that wait for the end of what they are."""
        return len(self.rawdata)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A table, row or cell begins; the ends before it may have been left out."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            if len(self._open) >= _DEEPEST or self.count >= _TABLES:
                raise IntakeError("file.damaged", detail="<table>")
            self._open.append(_Open(self.count))
            self.count += 1
        elif not self._open:
            return
        elif tag == "tr":
            self._end_row()
            self._open[-1].row += 1
            self._open[-1].line, self._open[-1].column = [], 0
        elif tag in ("td", "th"):
            self._end_cell()
            self._begin_cell(dict(attrs))
        elif tag in _BREAKS and (text := self._open[-1].text):
            text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A table, row or cell ends."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif not self._open:
            return
        elif tag == "table":
            self._end_row()
            self._open.pop()
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._open and not self._silent and (at := self._open[-1]).text is not None:
            at.text.append(data)
            at.size += len(data)
            if at.size > self._limits.cell_characters:
                raise IntakeError("cell.too_long", max=self._limits.cell_characters)

    def _begin_cell(self, attributes: dict[str, str | None]) -> None:
        at = self._open[-1]
        if at.line is None:
            at.row, at.line, at.column = at.row + 1, [], 0
        while at.below.get(at.column, 0) >= at.row:
            at.column += 1
        wide, high = _span(attributes.get("colspan"), 1_000), _span(attributes.get("rowspan"), _TALLEST)
        if at.column + wide > self._limits.columns:
            raise IntakeError("sheet.too_many_columns", max=self._limits.columns, row=at.row)
        at.line += [None] * (at.column + 1 - len(at.line))
        if wide > 1 or high > 1:
            merges = self.merges.setdefault(at.index, [])
            merges.append(Merge(at.row, at.column, at.row + high - 1, at.column + wide - 1))
            if len(merges) > self._limits.merges:
                raise IntakeError("sheet.too_many_merges", max=self._limits.merges)
            if high > 1:
                at.below |= dict.fromkeys(range(at.column, at.column + wide), at.row + high - 1)
        at.text, at.size = [], 0
        at.column += wide

    def _end_cell(self) -> None:
        at = self._open[-1]
        if at.text is None or at.line is None:
            return
        lines = "".join(at.text).replace("\xa0", " ").split("\n")
        at.line[-1] = "\n".join(" ".join(one.split()) for one in lines).strip() or None
        at.text = None

    def _end_row(self) -> None:
        self._end_cell()
        at = self._open[-1]
        if at.line and any(cell is not None for cell in at.line):
            self.found.append(Line(at.index, at.row, at.line))
        at.line = None

    def finish(self) -> None:
        """Ends what was left open at the end of the page."""
        while self._open:
            self._end_row()
            self._open.pop()


def _span(given: str | None, most: int) -> int:
    return min(int(given), most) or 1 if given and given.isascii() and given.isdecimal() and len(given) < 9 else 1


class Document:
    """A page; what is in its tables is asked of it in passes."""

    def __init__(self, place: Place, encoding: str, limits: Limits) -> None:
        self._place, self._encoding, self.limits = place, encoding, limits

    def lines(self, page: Page) -> Iterator[Line]:
        """All rows of all tables, in the order in which they end. Raises ``row.too_long`` and what `Page` raises."""
        codec = {"big5": "cp950", "mixed": "utf-8"}.get(self._encoding, self._encoding)
        errors = "replace" if codec.startswith("utf-16") else "surrogateescape"
        decoder = codecs.getincrementaldecoder(codec)(errors)
        with self._place.open("rb") as file:
            while block := file.read(_BLOCK):
                page.feed(decoder.decode(block))
                if page.held > _HELD:
                    raise IntakeError("row.too_long", max=_HELD)
                yield from page.found
                page.found.clear()
        page.close()
        page.finish()
        yield from page.found

    def surveys(self) -> dict[int, Survey]:
        """The tables that have rows, by their number."""
        page, rows = Page(self.limits), dict[int, int]()
        for one in self.lines(page):
            rows[one.table] = rows.get(one.table, 0) + 1
        return {
            table: Survey(rows=rows[table], merges=tuple(sorted(page.merges.get(table, ())))) for table in sorted(rows)
        }


def names(place: Place, name: str | None, tables: int) -> list[str]:
    """What the tables of a page are called: as the file if there is only one, else by their numbers."""
    return [PurePath(name or place.name).stem] if tables == 1 else [str(one) for one in range(1, tables + 1)]


class PageTable:
    """One table of a page as a `Table`; without a number that of the most rows."""

    def __init__(self, document: Document, number: int | None) -> None:
        self._document = document
        if number is None:
            surveys = document.surveys()
            if not surveys:
                raise IntakeError("file.no_sheets")
            number = max(surveys, key=lambda one: surveys[one].rows)
        self._table = number
        self.name = str(number + 1)

    def rows(self, after: int = 0) -> Iterator[Row]:
        """See `Table.rows`."""
        limits, count = self._document.limits, 0
        for one in self._document.lines(Page(limits)):
            if one.table == self._table and one.number > after:
                count += 1
                if count > limits.rows:
                    raise IntakeError("sheet.too_many_rows", max=limits.rows)
                yield one.number, one.cells

    def survey(self) -> Survey:
        """See `Table.survey`."""
        return self._document.surveys().get(self._table, Survey(rows=0))

    def close(self) -> None:
        """Nothing is held open between calls."""
