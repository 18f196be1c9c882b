"""Opening any file that holds a table: what is in it, and its rows as one uniform stream.

`inspect` is for the moment a file arrives, `open_table` for each time its rows are needed. Rows are numbered as a
spreadsheet program shows them, so a reader can go on after row N in another process: the number is the whole state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from zhike.engines.intake import limits as bounds
from zhike.engines.intake import sniff
from zhike.engines.intake.delimited import encodings
from zhike.engines.intake.delimited.encodings import Guess
from zhike.engines.intake.delimited.stream import DelimitedTable
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Cell, Merge, Row, Survey, Table
from zhike.engines.intake.xlsx.workbook import SheetTable, Workbook

_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls")
_SURE = 0.8


@dataclass(frozen=True, kw_only=True)
class SheetInfo:
    """One sheet of a file."""

    name: str
    hidden: bool
    survey: Survey


@dataclass(frozen=True, kw_only=True)
class FileInfo:
    """What a file is, for the person to see and correct before anything is imported."""

    kind: sniff.Kind
    sheets: tuple[SheetInfo, ...]
    encodings: tuple[Guess, ...] = ()  # of text: the best guess first
    delimiter: str | None = None
    delimiter_confidence: float = 1.0
    named_otherwise: bool = False  # the ending of its name says something else


def inspect(place: Place, *, name: str | None = None, limits: Limits = bounds.DEFAULT) -> FileInfo:
    """Reads the whole file once. `name` is what its owner called it. Raises IntakeError."""
    ending = PurePath(name or place.name).suffix.lower()
    kind = sniff.kind(place, limits)
    if kind == "xlsx":
        return _inspect_workbook(place, named_otherwise=ending not in _WORKBOOK_ENDINGS, limits=limits)
    guesses = encodings.detect(place)
    table = DelimitedTable(place, encoding=guesses[0].encoding, delimiter=None, limits=limits)
    named_otherwise = ending in _WORKBOOK_ENDINGS
    if named_otherwise and table.dialect.confidence < _SURE:
        raise IntakeError("file.wrong_ending", ending=ending)
    rows = sum(1 for _ in table.rows())
    survey = Survey(rows=rows, undecodable=guesses[0].undecodable, undecodable_count=guesses[0].undecodable_count)
    return FileInfo(
        kind=kind, encodings=guesses, delimiter=table.dialect.delimiter,
        delimiter_confidence=table.dialect.confidence, named_otherwise=named_otherwise,
        sheets=(SheetInfo(name=PurePath(name or place.name).stem, hidden=False, survey=survey),),
    )  # fmt: skip


def _inspect_workbook(place: Place, *, named_otherwise: bool, limits: Limits) -> FileInfo:
    workbook = Workbook(place, limits)
    try:
        found = tuple(
            SheetInfo(name=one.name, hidden=one.hidden, survey=workbook.table(one.name).survey())
            for one in workbook.sheets
        )
    finally:
        workbook.close()
    if not found:
        raise IntakeError("file.no_sheets")
    return FileInfo(kind="xlsx", sheets=found, named_otherwise=named_otherwise)


def open_table(
    place: Place,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    *,
    limits: Limits = bounds.DEFAULT,
) -> Table:
    """A table of a file: by default the first visible sheet, the encoding and the delimiter that fit best.

    The caller closes it. Raises IntakeError.
    """
    if sniff.kind(place, limits) == "xlsx":
        workbook = Workbook(place, limits)
        try:
            table: SheetTable = workbook.table(sheet)
        except IntakeError:
            workbook.close()
            raise
        return table
    if encoding is None:
        encoding = encodings.detect(place)[0].encoding
    elif encoding not in encodings.NAMES:
        raise IntakeError("encoding.unknown", encoding=encoding, known=", ".join(encodings.NAMES))
    return DelimitedTable(place, encoding=encoding, delimiter=delimiter, limits=limits)


def fill_down(rows: Iterable[Row], merges: Iterable[Merge]) -> Iterator[Row]:
    """The rows with the value of a cell that is merged over several rows repeated in each of them."""
    waiting = sorted((one for one in merges if one.bottom > one.top), reverse=True)
    active: list[tuple[Merge, Cell]] = []
    for number, cells in rows:
        active = [one for one in active if one[0].bottom >= number]
        if active:
            filled = list(cells)
            for merge, value in active:
                filled.extend([None] * (merge.left + 1 - len(filled)))
                filled[merge.left] = value if filled[merge.left] is None else filled[merge.left]
            cells = filled  # noqa: PLW2901
        while waiting and waiting[-1].top <= number:
            merge = waiting.pop()
            if merge.top == number and merge.left < len(cells) and merge.bottom > number:
                active.append((merge, cells[merge.left]))
        yield number, cells
