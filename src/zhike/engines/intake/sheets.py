"""Opening any file that holds a table: what is in it, and its rows as one uniform stream.

`inspect` is for the moment a file arrives, `open_table` for each time its rows are needed. Rows are numbered as a
spreadsheet program shows them, so a reader can go on after row N in another process: the number is the whole state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from zhike.engines.intake import hypertext, sniff
from zhike.engines.intake import limits as bounds
from zhike.engines.intake.cards.table import CardTable
from zhike.engines.intake.delimited import encodings
from zhike.engines.intake.delimited.encodings import Guess
from zhike.engines.intake.delimited.stream import DelimitedTable
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.ods import workbook as open_workbook
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Cell, Merge, Row, Survey, Table
from zhike.engines.intake.xls import workbook as old_workbook
from zhike.engines.intake.xlsx import workbook
from zhike.kernel import words

_WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xltx", ".xls", ".ods")
_ENDINGS = {"xlsx": _WORKBOOK_ENDINGS[:4], "xls": (".xls", ".xlt"), "ods": (".ods",), "html": (".html", ".htm"),
            "cards": (".vcf", ".vcard")}  # fmt: skip
_BOOKS = frozenset({"xlsx", "xls", "ods"})
_SURE = 0.8


@dataclass(frozen=True, kw_only=True)
class SheetInfo:
    """One sheet of a file."""

    name: str
    hidden: bool
    survey: Survey
    number: int | None = None  # of a table in a page, counted with those that have no rows


@dataclass(frozen=True, kw_only=True)
class FileInfo:
    """What a file is, for the person to see and correct before anything is imported."""

    kind: sniff.Kind
    sheets: tuple[SheetInfo, ...]
    encodings: tuple[Guess, ...] = ()  # of text: the best guess first
    delimiter: str | None = None
    delimiter_confidence: float = 1.0
    named_otherwise: bool = False  # the ending of its name says something else

    def key_of(self, sheet: SheetInfo) -> str | int | None:
        """How `open_table` is asked for a sheet."""
        return {"text": None, "cards": None, "html": sheet.number}.get(self.kind, sheet.name)


class _Sheet(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def hidden(self) -> bool: ...


class Book(Protocol):
    """A workbook of any kind."""

    @property
    def sheets(self) -> Sequence[_Sheet]:
        """Its sheets, in order."""
        ...

    def table(self, name: str | None = None) -> Table:
        """One sheet by name, or the first that is not hidden. Raises ``sheet.unknown``."""
        ...

    def close(self) -> None:
        """Gives back the file."""
        ...


def inspect(place: Place, *, name: str | None = None, limits: Limits = bounds.DEFAULT) -> FileInfo:
    """Reads the whole file once. `name` is what its owner called it. Raises IntakeError."""
    ending = PurePath(name or place.name).suffix.lower()
    kind = sniff.kind(place, limits)
    named_otherwise = ending not in _ENDINGS.get(kind, ()) and (kind != "text" or ending in _WORKBOOK_ENDINGS)
    if kind == "html":
        guesses = encodings.detect(place)
        surveys = hypertext.Document(place, guesses[0].encoding, limits).surveys()
        names = hypertext.names(place, name, len(surveys))
        tables = tuple(
            SheetInfo(name=one, hidden=False, survey=survey, number=number)
            for one, (number, survey) in zip(names, surveys.items(), strict=True)
        )
        return _info(kind, tables, named_otherwise, guesses)
    if kind == "cards":
        guesses = encodings.detect(place)
        cards = CardTable(place, encoding=guesses[0].encoding, language=words.DEFAULT, limits=limits)
        told = SheetInfo(name=PurePath(name or place.name).stem, hidden=False, survey=cards.survey())
        return _info(kind, (told,), named_otherwise)
    if kind != "text":
        book = _workbook(kind, place, limits)
        try:
            found = tuple(
                SheetInfo(name=one.name, hidden=one.hidden, survey=book.table(one.name).survey()) for one in book.sheets
            )
        finally:
            book.close()
        return _info(kind, found, named_otherwise)
    guesses = encodings.detect(place)
    table = DelimitedTable(place, encoding=guesses[0].encoding, delimiter=None, limits=limits)
    if named_otherwise and table.dialect.confidence < _SURE:
        raise IntakeError("file.wrong_ending", ending=ending)
    rows = sum(1 for _ in table.rows())
    survey = Survey(rows=rows, undecodable=guesses[0].undecodable, undecodable_count=guesses[0].undecodable_count)
    return FileInfo(
        kind=kind, encodings=guesses, delimiter=table.dialect.delimiter,
        delimiter_confidence=table.dialect.confidence, named_otherwise=named_otherwise,
        sheets=(SheetInfo(name=PurePath(name or place.name).stem, hidden=False, survey=survey),),
    )  # fmt: skip


def _info(
    kind: sniff.Kind, found: tuple[SheetInfo, ...], named_otherwise: bool, guesses: tuple[Guess, ...] = ()
) -> FileInfo:
    if not found:
        raise IntakeError("file.no_sheets")
    return FileInfo(kind=kind, sheets=found, named_otherwise=named_otherwise, encodings=guesses)


def _workbook(kind: sniff.Kind, place: Place, limits: Limits) -> Book:
    readers: dict[str, Callable[[Place, Limits], Book]] = {
        "xlsx": workbook.Workbook, "xls": old_workbook.Workbook, "ods": open_workbook.Workbook,
    }  # fmt: skip
    return readers[kind](place, limits)


def open_table(
    place: Place,
    sheet: str | int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    *,
    language: str = words.DEFAULT,
    limits: Limits = bounds.DEFAULT,
) -> Table:
    """A table of a file: by default the first visible sheet, the encoding and the delimiter that fit best.

    A table of a page is asked for by its number; `language` is that of headings that the file does not have. The caller
    closes it. Raises IntakeError.
    """
    kind = sniff.kind(place, limits)
    if kind in _BOOKS:
        book = _workbook(kind, place, limits)
        try:
            return book.table(None if sheet is None else str(sheet))
        except IntakeError:
            book.close()
            raise
    if encoding is None:
        encoding = encodings.detect(place)[0].encoding
    elif encoding not in encodings.NAMES:
        raise IntakeError("encoding.unknown", encoding=encoding, known=", ".join(encodings.NAMES))
    if kind == "cards":
        return CardTable(place, encoding=encoding, language=language, limits=limits)
    if kind == "html":
        page = hypertext.Document(place, encoding, limits)
        return hypertext.PageTable(page, sheet if isinstance(sheet, int) else None)
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
