"""The file system inside an old Office file ([MS-CFB]): streams by name, each a chain of sectors.

The table of the chains is read once, four bytes a sector; a chain that turns back on itself or leaves the file is
refused. The bytes of a stream are read where they are asked for.
"""

from __future__ import annotations

import io
import os
import struct
import sys
from array import array
from typing import Any, BinaryIO

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.places import Place

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST = 0xFFFFFFFA  # sectors are numbered below; the numbers above say that there is none
_ENTRY = 128
_ENTRIES = 10_000  # of the directory
_BUFFER = 1 << 16
_STREAM, _ROOT = 2, 5


class Compound:
    """An open file; `names` are those of its streams."""

    def __init__(self, place: Place) -> None:
        self._file = place.open("rb")
        try:
            self._open()
        except BaseException:
            self._file.close()
            raise

    def _open(self) -> None:
        self._bytes = self._file.seek(0, os.SEEK_END)
        self._file.seek(0)
        head = self._file.read(_HEADER)
        if not head.startswith(MAGIC) or len(head) < _HEADER:
            raise IntakeError("file.truncated")
        size, small = struct.unpack_from("<HH", head, 30)
        if size not in (9, 12) or small != 6:
            raise IntakeError("file.damaged", detail=f"sector size {size}")
        self._size = 1 << size
        self._sectors = max(0, -(-(self._bytes - self._size) // self._size))
        directory, self._cutoff, small_table = (struct.unpack_from("<I", head, at)[0] for at in (48, 56, 60))
        self._next = self._table(head)
        self._small_next = self._numbers(self._chain(self._next, small_table)) if small_table < _LAST else array("I")
        self._read_directory(directory)

    def _table(self, head: bytes) -> array[int]:
        """What follows each sector, from the sectors that the header and its extensions name."""
        named = [one for one in struct.unpack_from("<109I", head, 76) if one < _LAST]
        more, seen = struct.unpack_from("<I", head, 68)[0], 0
        while more < _LAST and more < self._sectors:
            seen += 1
            if seen > self._sectors:
                raise IntakeError("file.damaged", detail="DIFAT")
            *numbers, more = self._numbers([more])
            named += [one for one in numbers if one < _LAST]
            if len(named) > self._sectors:
                raise IntakeError("file.damaged", detail="DIFAT")
        return self._numbers(named)

    def _numbers(self, sectors: list[int]) -> array[int]:
        found = array("I")
        for one in sectors:
            data = self._sector(one)
            if len(data) < self._size:
                raise IntakeError("file.truncated")
            found.frombytes(data)
        if sys.byteorder == "big":
            found.byteswap()
        return found

    def _sector(self, number: int) -> bytes:
        if number >= self._sectors:
            raise IntakeError("file.truncated")
        self._file.seek((number + 1) * self._size)
        return self._file.read(self._size)

    def _chain(self, table: array[int], start: int) -> list[int]:
        found: list[int] = []
        while start < _LAST:
            if start >= len(table):
                raise IntakeError("file.truncated")
            if len(found) > len(table):
                raise IntakeError("file.damaged", detail="chain")
            found.append(start)
            start = table[start]
        return found

    def _read_directory(self, start: int) -> None:
        self._streams: dict[str, tuple[int, int]] = {}
        root = (0xFFFFFFFE, 0)
        for count, number in enumerate(self._chain(self._next, start)):
            data = self._sector(number)
            if count * self._size > _ENTRIES * _ENTRY:
                raise IntakeError("file.damaged", detail="directory")
            for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
                length, kind = struct.unpack_from("<HB", data, at + 64)
                first, size = struct.unpack_from("<IQ", data, at + 116)
                size &= 0xFFFFFFFF if self._size == 512 else (1 << 63) - 1
                if kind == _ROOT:
                    root = (first, size)
                elif kind == _STREAM:
                    name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                    self._streams.setdefault(name.lower(), (first, size))
        self._small = self._chain(self._next, root[0])

    @property
    def names(self) -> frozenset[str]:
        """The names of the streams, in lower case."""
        return frozenset(self._streams)

    def stream(self, name: str) -> BinaryIO:
        """A stream, for reading at any place. Raises ``file.truncated``, ``file.damaged``."""
        first, size = self._streams[name.lower()]
        if size >= self._cutoff:
            places = [(one + 1) * self._size for one in self._chain(self._next, first)]
            return io.BufferedReader(_Stream(self._file, places, self._size, size), _BUFFER)
        per = self._size // 64
        chain = self._chain(self._small_next, first)
        if any(one // per >= len(self._small) for one in chain):
            raise IntakeError("file.damaged", detail="mini stream")
        places = [(self._small[one // per] + 1) * self._size + one % per * 64 for one in chain]
        return io.BufferedReader(_Stream(self._file, places, 64, size), _BUFFER)

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


class _Stream(io.RawIOBase):
    """Pieces of a file, one after the other."""

    def __init__(self, file: BinaryIO, places: list[int], piece: int, size: int) -> None:
        super().__init__()
        if size > len(places) * piece:
            raise IntakeError("file.truncated")
        self._file, self._places, self._piece, self._size = file, array("Q", places), piece, size
        self._position = 0

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """As files do."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: Any, /) -> int:
        """Fills the buffer with pieces that lie beside each other."""
        at, offset = divmod(self._position, self._piece)
        if self._position >= self._size:
            return 0
        last, most = at, min(len(buffer), self._size - self._position)
        while last + 1 < len(self._places) and (last + 1 - at) * self._piece - offset < most:
            if self._places[last + 1] != self._places[last] + self._piece:
                break
            last += 1
        wanted = min(most, (last + 1 - at) * self._piece - offset)
        self._file.seek(self._places[at] + offset)
        data = self._file.read(wanted)
        if not data:
            raise IntakeError("file.truncated")
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)
