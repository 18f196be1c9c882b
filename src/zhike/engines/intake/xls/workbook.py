"""An open .xls: its sheets in order, the shared texts, what the cell styles mean."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Row, Survey
from zhike.engines.intake.xls import records, worksheet
from zhike.engines.intake.xls.compound import Compound
from zhike.engines.intake.xlsx import styles
from zhike.engines.intake.xlsx.strings import Strings
from zhike.engines.intake.xlsx.styles import Style

_SHEETS = 1_000
_BIFF5, _BIFF8 = 0x500, 0x600
_PLAIN = 0  # type of a sheet that has cells, not a chart or macros


@contextmanager
def damage() -> Iterator[None]:
    """Says ``file.damaged`` for what a broken record makes the standard library raise."""
    try:
        yield
    except (struct.error, IndexError) as error:
        raise IntakeError("file.damaged", detail=str(error)) from error


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One worksheet; charts and macro sheets are none."""

    name: str
    place: int  # where its records begin
    hidden: bool


@dataclass
class Shown:
    """What the cells of all sheets share."""

    old: str | None = None  # the encoding of texts before Excel 97
    from_1904: bool = False
    formats: dict[int, Style] = field(default_factory=dict)
    styles: list[Style] = field(default_factory=list)
    strings: Strings | None = None


class Workbook:
    """An .xls file. Raises ``file.encrypted``, ``file.damaged``, ``file.truncated``, ``file.other_kind``."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self.limits = limits
        self._file = Compound(place)
        self.shown = Shown()
        self._sheets: list[Sheet] = []
        try:
            name = next((one for one in ("workbook", "book") if one in self._file.names), None)
            if name is None:
                raise IntakeError("file.other_kind", kind="OLE")
            self._stream: BinaryIO = self._file.stream(name)
            with damage():
                self._globals(records.read(self._stream))
        except IntakeError:
            self.close()
            raise
        self.sheets = tuple(self._sheets)

    def _globals(self, found: Iterator[records.Record]) -> None:
        kind, data = next(found, (0, b""))
        version = struct.unpack_from("<H", data)[0] if kind == records.BOF else 0
        if version not in (_BIFF5, _BIFF8):
            raise IntakeError("file.other_kind", kind=".xls")
        self.shown.old = "cp1252" if version == _BIFF5 else None
        for kind, data in found:
            if kind == records.SST:
                left: list[records.Record] = []
                self.shown.strings = Strings(iter(records.Shared(data, _continued(found, left))), self.limits)
                if not left:
                    return
                kind, data = left[0]  # noqa: PLW2901  # the record after those that went on with the texts
            if kind == records.EOF:
                return
            self._global(kind, data)

    def _global(self, kind: int, data: bytes) -> None:
        shown = self.shown
        if kind == records.FILEPASS:
            raise IntakeError("file.encrypted")
        if kind == records.CODEPAGE and shown.old:
            shown.old = records.codec(struct.unpack_from("<H", data)[0])
        elif kind == records.DATE_1904:
            shown.from_1904 = data[:1] == b"\x01"
        elif kind == records.FORMAT:
            code = records.short(data, 2, shown.old) if shown.old else records.long(data, 2, None)
            shown.formats[struct.unpack_from("<H", data)[0]] = styles.of_format(code)
        elif kind == records.XF:
            number = struct.unpack_from("<H", data, 2)[0]
            shown.styles.append(styles.of_number(number, shown.formats))
        elif kind == records.BOUNDSHEET:
            place, hidden, type_ = struct.unpack_from("<IBB", data)
            if type_ == _PLAIN:
                name = records.short(data, 6, shown.old)
                self._sheets.append(Sheet(name=name, place=place, hidden=bool(hidden & 3)))
            if len(self._sheets) > _SHEETS:
                raise IntakeError("file.damaged", detail="sheets")

    def table(self, name: str | None = None) -> SheetTable:
        """One sheet by name, or the first that is not hidden. Raises ``sheet.unknown``."""
        visible = [one for one in self.sheets if not one.hidden] or list(self.sheets)
        wanted = [one for one in self.sheets if one.name == name] if name is not None else visible
        if not wanted:
            raise IntakeError("sheet.unknown", name=name or "", known="、".join(one.name for one in self.sheets))
        return SheetTable(self, wanted[0])

    def records(self, sheet: Sheet) -> Iterator[records.Record]:
        """The records of a sheet, without those of the charts in it."""
        self._stream.seek(sheet.place)
        found = records.read(self._stream)
        if next(found, (0, b""))[0] != records.BOF:
            raise IntakeError("file.damaged", detail=f"BOF {sheet.name[:40]}")
        depth = 0
        for kind, data in found:
            if kind == records.BOF:
                depth += 1
            elif kind == records.EOF:
                if not depth:
                    return
                depth -= 1
            elif not depth:
                yield kind, data
        raise IntakeError("file.truncated")

    def close(self) -> None:
        """Closes the file."""
        if self.shown.strings is not None:
            self.shown.strings.close()
        self._file.close()


def _continued(found: Iterator[records.Record], left: list[records.Record]) -> Iterator[bytes]:
    """The contents of the records that go on with the one before; the first of another kind is left over."""
    for kind, data in found:
        if kind != records.CONTINUE:
            left.append((kind, data))
            return
        yield data


class SheetTable:
    """A sheet of a workbook as a `Table`."""

    def __init__(self, workbook: Workbook, sheet: Sheet) -> None:
        self._workbook, self._sheet = workbook, sheet
        self._sorted: bool | None = None
        self.name = sheet.name

    def rows(self, after: int = 0) -> Iterator[Row]:
        """See `Table.rows`."""
        if self._sorted is None:
            with damage():
                self._sorted = worksheet.is_sorted(self._workbook.records(self._sheet))
        with damage():
            found = worksheet.Reader(
                self._workbook.shown.strings, self._workbook.shown.styles, from_1904=self._workbook.shown.from_1904,
                old=self._workbook.shown.old,
            ).rows(self._workbook.records(self._sheet), in_order=self._sorted)  # fmt: skip
            for number, cells in found:
                if number > after:
                    yield number, cells

    def survey(self) -> Survey:
        """See `Table.survey`."""
        with damage():
            return worksheet.survey(self._workbook.records(self._sheet), self._workbook.limits.merges)

    def close(self) -> None:
        """Closes the workbook."""
        self._workbook.close()
