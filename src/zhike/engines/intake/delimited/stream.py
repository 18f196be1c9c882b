"""The records of a delimited text file, as a stream.

Decoding and splitting are done by the C code of the standard library; Python only looks at whole blocks and whole rows.
Bytes that are no text in the file's encoding become lone surrogates (PEP 383), never a question mark: the cell they
stand in is refused later with its row, and the other rows go in.
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from zhike.engines.intake.delimited import dialect, encodings
from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.limits import Limits
from zhike.engines.intake.places import Place
from zhike.engines.intake.table import Row, Survey

_BUFFER = 1 << 18
_HEAD = 1 << 16
_END = "\n"


class DelimitedTable:
    """A delimited text file as a `Table`; it has one sheet."""

    def __init__(self, place: Place, *, encoding: str, delimiter: str | None, limits: Limits) -> None:
        self._place = place
        self._limits = limits
        self.encoding = encoding
        try:
            with self._open() as file:
                head = file.read(_HEAD)
        except UnicodeDecodeError as error:
            line = encodings.check(place, encoding).undecodable[:1]
            raise IntakeError("file.undecodable", row=line[0] if line else 1, encoding=encoding) from error
        found = dialect.guess(head, whole=len(head) < _HEAD)
        self.dialect = found if delimiter is None else replace(found, delimiter=delimiter, confidence=1.0)
        self.name = PurePath(place.name).stem

    def rows(self, after: int = 0) -> Iterator[Row]:
        """See `Table.rows`. The number of a row is that of its record: what a spreadsheet program shows."""
        limits, widest = self._limits, self._limits.columns
        number, count, cells = 0, 0, list[str]()
        with self._open() as lines:
            if self.dialect.named:
                lines.readline()
            csv.field_size_limit(limits.cell_characters)
            # one more line end after the last: a quote that is still open takes it into its cell
            reader = csv.reader(itertools.chain(lines, (_END,)), delimiter=self.dialect.delimiter)
            try:
                for number, cells in enumerate(reader, 1):  # looked at after the loop
                    if number > after and any(cells):
                        if len(cells) > widest:
                            raise IntakeError("sheet.too_many_columns", max=widest, row=number, found=len(cells))
                        count += 1
                        if count > limits.rows:
                            raise IntakeError("sheet.too_many_rows", max=limits.rows)
                        yield number, cells
            except csv.Error as error:
                raise IntakeError("cell.too_long", max=limits.cell_characters, row=number + 1) from error
            except UnicodeDecodeError as error:
                raise IntakeError("file.undecodable", row=number + 1, encoding=self.encoding) from error
            if cells and cells[-1].endswith(_END):
                raise IntakeError("file.open_quote", row=number)

    def survey(self) -> Survey:
        """See `Table.survey`."""
        rows = sum(1 for _ in self.rows())
        found = encodings.check(self._place, self.encoding)
        return Survey(rows=rows, undecodable=found.undecodable, undecodable_count=found.undecodable_count)

    def close(self) -> None:
        """Nothing is held open between calls."""

    def _open(self) -> io.TextIOWrapper:
        raw: io.RawIOBase = _Bounded(self._place, self._limits, wide=self.encoding.startswith("utf-16"))
        if self.encoding == "mixed":
            raw = _Mixed(self._place, self._limits)
        codec = {"utf-8": "utf-8-sig", "big5": "cp950", "mixed": "utf-8-sig"}.get(self.encoding, self.encoding)
        return io.TextIOWrapper(
            io.BufferedReader(raw, _BUFFER), codec, newline="",
            errors="strict" if self.encoding.startswith("utf-16") else "surrogateescape",
        )  # fmt: skip


class _Bounded(io.RawIOBase):
    """A file that refuses to give a line without end, before anything tries to hold it in memory."""

    def __init__(self, place: Place, limits: Limits, *, wide: bool = False) -> None:
        self._file = place.open("rb")
        self._longest = limits.row_characters * (2 if wide else 1)
        self._line = 0
        if wide and self._file.read(2) not in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            self._file.seek(0)

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer and measures the line that goes on."""
        block = self._file.read(len(buffer))
        size = len(block)
        buffer[:size] = block
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._line = self._line + size if last < 0 else size - last
        if self._line > self._longest:
            raise IntakeError("row.too_long", max=self._longest)
        return size

    def close(self) -> None:
        """Closes the file."""
        self._file.close()
        super().close()


class _Mixed(io.RawIOBase):
    """A file in UTF-8 with lines in GB18030, given as UTF-8."""

    def __init__(self, place: Place, limits: Limits) -> None:
        self._blocks = encodings.blocks(place)
        self._limits = limits
        self._ready = memoryview(b"")

    def readable(self) -> bool:
        """True."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer from the next block of lines."""
        if not self._ready:
            block = next(self._blocks, b"")
            if len(block) > self._limits.row_characters + _BUFFER * 4:
                raise IntakeError("row.too_long", max=self._limits.row_characters)
            self._ready = memoryview(_as_utf8(block))
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size


def _as_utf8(block: bytes) -> bytes:
    try:
        block.decode("utf-8")
        return block
    except UnicodeDecodeError:
        return b"".join(_line_as_utf8(line) for line in block.splitlines(keepends=True))


def _line_as_utf8(line: bytes) -> bytes:
    try:
        return encodings.decode(line, "mixed").encode("utf-8")
    except UnicodeDecodeError:
        return line
