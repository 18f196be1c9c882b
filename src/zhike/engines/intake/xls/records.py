"""The records of a workbook stream, and the texts in them ([MS-XLS] 2.1.4, 2.5.293 and 2.5.294)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO

from zhike.engines.intake.errors import IntakeError

BOF, EOF, CONTINUE, CODEPAGE, FILEPASS = 0x0809, 0x0A, 0x3C, 0x42, 0x2F
BOUNDSHEET, DATE_1904, FORMAT, XF, SST = 0x85, 0x22, 0x41E, 0xE0, 0xFC
LABEL, LABEL_SST, RICH_STRING, NUMBER, RK, MULTIPLE_RK = 0x204, 0xFD, 0xD6, 0x203, 0x27E, 0xBD
FORMULA, STRING, BOOLEAN_OR_ERROR, MERGED = 0x06, 0x207, 0x205, 0xE5
_CODECS = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 10000: "mac_roman", 1200: "utf-16-le"}

Record = tuple[int, bytes]


def read(stream: BinaryIO) -> Iterator[Record]:
    """Type and content of each record from here on. Raises ``file.truncated``."""
    while len(head := stream.read(4)) == 4:
        kind, size = head[0] | head[1] << 8, head[2] | head[3] << 8
        data = stream.read(size)
        if len(data) < size:
            raise IntakeError("file.truncated")
        yield kind, data


def codec(page: int) -> str:
    """The encoding of the texts of an old file."""
    return _CODECS.get(page) or (f"cp{page}" if page in range(1250, 1259) or page in (437, 850, 866, 874) else "cp1252")


def short(data: bytes, at: int, old: str | None) -> str:
    """A text with its length in one byte; `old` is the encoding of a file before Excel 97."""
    if old:
        return data[at + 1 : at + 1 + data[at]].decode(old, "replace")
    wide = data[at + 1] & 1
    return data[at + 2 : at + 2 + (data[at] << wide)].decode("utf-16-le" if wide else "latin-1", "replace")


def long(data: bytes, at: int, old: str | None) -> str:
    """A text with its length in two bytes, within one record."""
    (length,) = struct.unpack_from("<H", data, at)
    if old:
        return data[at + 2 : at + 2 + length].decode(old, "replace")
    flags = data[at + 2]
    start = at + 3 + (2 if flags & 8 else 0) + (4 if flags & 4 else 0)
    wide = flags & 1
    return data[start : start + (length << wide)].decode("utf-16-le" if wide else "latin-1", "replace")


class Shared:
    """The texts of the shared table, which goes on over many records; one may be cut in the middle."""

    def __init__(self, first: bytes, more: Iterator[bytes]) -> None:
        self._data, self._at, self._more = first, 8, more
        self._count = min(struct.unpack_from("<I", first, 4)[0], 1 << 31)

    def __iter__(self) -> Iterator[str]:
        for _ in range(self._count):
            if self._at >= len(self._data) and not self._turn():
                return  # fewer than were promised
            yield self._text()

    def _turn(self) -> bool:
        """To the next record that holds something."""
        self._at = 0
        self._data = next(filter(None, self._more), b"")
        return bool(self._data)

    def _text(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        spoken = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        pieces: list[str] = []
        while length:
            if self._at >= len(self._data):
                if not self._turn():
                    raise IntakeError("file.truncated")
                flags = self._data[0]  # whether it goes on in one byte a character or in two
                self._at = 1
            wide = flags & 1
            here = min(length, (len(self._data) - self._at) >> wide)
            if not here and self._at < len(self._data):
                raise IntakeError("file.damaged", detail="SST")
            data = self._data[self._at : self._at + (here << wide)]
            pieces.append(data.decode("utf-16-le" if wide else "latin-1", "replace"))
            self._at += here << wide
            length -= here
        self._skip(runs * 4 + spoken)
        return "".join(pieces)

    def _take(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            if self._at >= len(self._data) and not self._turn():
                raise IntakeError("file.truncated")
            piece = self._data[self._at : self._at + size - len(found)]
            self._at += len(piece)
            found += piece
        return found

    def _skip(self, size: int) -> None:
        while size:
            if self._at >= len(self._data) and not self._turn():
                return
            step = min(size, len(self._data) - self._at)
            self._at += step
            size -= step
