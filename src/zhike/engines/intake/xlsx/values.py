"""From the raw parts of a cell in the XML to its value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.table import Cell, CellFault
from zhike.engines.intake.xlsx.archive import whole
from zhike.engines.intake.xlsx.strings import Strings
from zhike.engines.intake.xlsx.styles import Style, moment

# column letters, style, type, value, inline text, formula, value of the formula
Raw = tuple[str | None, str | None, str | None, str | None, str | None, str | None, str | None]
Clean = Callable[[str], str] | None  # turns text in the XML into plain text; None if it is plain
_SHOWN = 200
_LETTERS = 3  # of the last column there can be
_DIGITS = 300  # of a number; a longer one is no number of a spreadsheet
_MOMENTS = 20_000


@lru_cache(maxsize=20_000)
def column(letters: str) -> int:
    """The index of a column from 0: A is 0, AA is 26. Raises ``file.damaged``."""
    if not (letters.isascii() and letters.isalpha() and letters.isupper() and len(letters) <= _LETTERS):
        raise IntakeError("file.damaged", detail=f'r="{letters[:20]}"')
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def number(text: str) -> int | float | str:
    """A number as it stands in the file; the noise of binary fractions beyond 15 digits is taken away."""
    if len(text) > _DIGITS:
        return text
    if text.isdecimal() or (text[0] == "-" and text[1:].isdecimal()):
        return int(text)
    try:
        value = float(text)
    except ValueError:
        return text
    if len(text) > 16:
        value = float(f"{value:.15g}") if abs(value) < 1e15 else value
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


class Reader:
    """Turns raw cells into values with the workbook's strings, styles and calendar."""

    def __init__(self, strings: Strings, styles: list[Style], *, from_1904: bool, limits: Limits) -> None:
        self._strings = strings
        self._dates: dict[str, Style] = {str(n): style for n, style in enumerate(styles) if style}
        self._moments: dict[tuple[str, Style], Cell] = {}  # the same days come again and again
        self._from_1904 = from_1904
        self._limits = limits

    def cells(self, found: Iterable[Raw], row: int, clean: Clean) -> list[Cell]:
        """One row."""
        cells: list[Cell] = []
        index = -1
        for letters, style, kind, value, inline, formula, result in found:
            index = column(letters) if letters else index + 1
            if inline:
                cell: Cell = clean(inline) if clean else inline
            elif text := value or result:
                cell = self._value(text, kind, style, clean)
            elif formula and kind != "str":
                cell = CellFault("cell.uncalculated", _formula(formula, clean))
            else:
                continue
            if index == len(cells):
                cells.append(cell)
            elif index < len(cells):
                cells[index] = cell
            else:
                if index >= self._limits.columns:
                    raise IntakeError("sheet.too_many_columns", max=self._limits.columns, row=row)
                cells.extend([None] * (index - len(cells)))
                cells.append(cell)
        if len(cells) > self._limits.columns:
            raise IntakeError("sheet.too_many_columns", max=self._limits.columns, row=row)
        return cells

    def _value(self, value: str, kind: str | None, style: str | None, clean: Clean) -> Cell:
        if kind == "s":
            try:
                return self._strings[whole(value.strip(), "s")] or None
            except IndexError:
                raise IntakeError("file.damaged", detail=f"shared string {value[:20]}") from None
        if kind is None or kind == "n":
            return self._moment(value, self._dates[style]) if style in self._dates else number(value)
        if kind == "b":
            return value.strip() == "1"
        if kind == "e":
            return CellFault("cell.error", value[:_SHOWN])
        if kind == "d":
            return _iso(value)
        return clean(value) if clean else value

    def _moment(self, value: str, style: Style) -> Cell:
        known = self._moments.get((value, style))
        if known is None:
            known = number(value)
            if not isinstance(known, str):
                known = moment(known, style, from_1904=self._from_1904) or known
            if len(self._moments) > _MOMENTS:
                self._moments.clear()
            self._moments[value, style] = known
        return known


def _formula(raw: str, clean: Clean) -> str:
    """The text of a formula, given with its tags by the quick way."""
    if raw.startswith("<"):
        raw = raw.partition(">")[2].rpartition("</")[0]
    return (clean(raw) if clean else raw)[:_SHOWN]


def _iso(text: str) -> Cell:
    """An ISO 8601 value of a strict workbook; text that is none stays text."""
    try:
        if "T" in text:
            return dt.datetime.fromisoformat(text.removesuffix("Z"))
        return dt.date.fromisoformat(text)
    except ValueError:
        return text
