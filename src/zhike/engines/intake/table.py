"""What a sheet looks like to the rest of intake, whatever file it came from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class CellFault(NamedTuple):
    """A cell that has no value although it is not blank: ``cell.error`` (#N/A) or ``cell.uncalculated``."""

    code: str
    text: str


class Attached(str):
    """A cell that stands for a file: what is shown of it, and a way to its bytes."""

    __slots__ = ("load", "size")
    load: Callable[[], bytes]
    size: int

    def __new__(cls, shown: str, load: Callable[[], bytes], size: int) -> Attached:
        """`load` gives the bytes, none where they are damaged; there are at most `size` of them."""
        made = super().__new__(cls, shown)
        made.load, made.size = load, size
        return made


Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | CellFault | None
Cells = Sequence[Cell]
Row = tuple[int, Cells]  # the row's number as a spreadsheet shows it, and its cells; blank is None or ""


class Merge(NamedTuple):
    """A merged range: rows from 1, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, kw_only=True)
class Survey:
    """What one pass over a whole sheet found."""

    rows: int  # rows with a value, an upper bound for .xlsx (rows that are only formatted count)
    merges: tuple[Merge, ...] = ()
    undecodable: tuple[int, ...] = ()  # the first numbers of lines with bytes that are no text in this encoding
    undecodable_count: int = 0


class Table(Protocol):
    """One sheet. Rows come in order, each with its number; blank rows are left out."""

    name: str

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The rows with a number above `after`. Raises IntakeError where the file is damaged or too large."""
        ...

    def survey(self) -> Survey:
        """Reads the whole sheet once, in constant memory."""
        ...

    def close(self) -> None:
        """Gives back files and memory."""
        ...
