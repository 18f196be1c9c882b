"""Files that are kept sealed: written as a stream in flat memory, read at any place.

    head    magic, the number of the tenant's data key, 16 random bytes: with that key they make the file's own key
    pieces  of 64 KiB, see `pieces`; each is bound to the head and to its number
    end     a piece that holds the length and the SHA-256 of what was written

The end is opened first, so a file that was cut, lengthened or put in the place of another is found before it is read;
a piece that was changed or moved, when it is read. What does not begin with the magic is from before files were sealed.
"""

from __future__ import annotations

import hashlib
import io
import os
import struct
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from zhike.kernel.errors import Unable
from zhike.kernel.secrets.pieces import OVER, SIZE, Pieces

MAGIC = b"\x93zhike\r\n"
HEAD = struct.Struct(">8sI16s")
END = struct.Struct(">Q32s")
LAST = (1 << 64) - 1  # the number of the end


class Keys(Protocol):
    """What gives a file its key; a tenant's vault."""

    @property
    def current(self) -> int:
        """The version that new files are sealed by."""
        ...

    def of_file(self, version: int, seed: bytes) -> bytes:
        """The key of the file with this seed. Errors: Unable."""
        ...


@dataclass(frozen=True)
class Written:
    """What went into a file."""

    size: int
    sha256: str


class Writer:
    """Seals into a file that is open for writing."""

    def __init__(self, file: BinaryIO, keys: Keys) -> None:
        seed = os.urandom(16)
        head = HEAD.pack(MAGIC, keys.current, seed)
        self._file, self._pieces = file, Pieces(keys.of_file(keys.current, seed), head)
        self._waiting, self._number, self._size = bytearray(), 0, 0
        self._digest = hashlib.sha256()
        file.write(head)

    def write(self, data: bytes) -> None:
        """Add to the file."""
        self._size += len(data)
        self._digest.update(data)
        self._waiting += data
        done = len(self._waiting) - len(self._waiting) % SIZE
        with memoryview(self._waiting) as view:
            for start in range(0, done, SIZE):
                self._add(view[start : start + SIZE])
        del self._waiting[:done]

    def _add(self, piece: bytes | bytearray | memoryview) -> None:
        self._file.write(self._pieces.seal(self._number, piece))
        self._number += 1

    def finish(self) -> Written:
        """Write the end; without it the file is none."""
        if self._waiting:
            self._add(self._waiting)
        end = END.pack(self._size, self._digest.digest())
        self._file.write(self._pieces.seal(LAST, end))
        return Written(self._size, self._digest.hexdigest())


class Reader(io.RawIOBase):
    """What was sealed, to be read from any place. Errors of reading: Unable."""

    def __init__(self, file: io.FileIO, keys: Keys) -> None:
        super().__init__()
        self._file = file
        size = file.seek(0, os.SEEK_END)
        head = self._at(0, HEAD.size)
        magic, version, seed = HEAD.unpack(head) if len(head) == HEAD.size else (b"", 0, b"")
        if magic != MAGIC:
            raise Unable("secrets.damaged", what="file")
        self._pieces = Pieces(keys.of_file(version, seed), head)
        start = size - END.size - OVER
        end = self._pieces.open(LAST, self._at(max(start, 0), END.size + OVER))
        self.length, self.digest = END.unpack(end)
        if start != HEAD.size + self.length + -(-self.length // SIZE) * OVER:
            raise Unable("secrets.damaged", what="file")
        self._position, self._number, self._piece = 0, -1, b""

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """As files do."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.length}[whence]
        if base + offset < 0:
            raise ValueError("a place before the beginning")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: Any, /) -> int:
        """Fills the buffer with what there is of one piece."""
        number, offset = divmod(self._position, SIZE)
        if self._position >= self.length:
            return 0
        if number != self._number:
            sealed = self._at(HEAD.size + number * (SIZE + OVER), min(SIZE, self.length - number * SIZE) + OVER)
            self._piece, self._number = self._pieces.open(number, sealed), number
        size = min(len(buffer), len(self._piece) - offset)
        buffer[:size] = self._piece[offset : offset + size]
        self._position += size
        return size

    def _at(self, place: int, size: int) -> bytes:
        self._file.seek(place)
        return self._file.read(size)

    def close(self) -> None:
        """Closes the file."""
        if not self.closed:
            self._file.close()
        super().close()


def opened(file: io.FileIO, keys: Keys, sha256: str) -> BinaryIO:
    """A kept file for reading, sealed or from before; it closes `file`. Errors: Unable for what is not that file."""
    try:
        begins = file.read(len(MAGIC))
        if begins != MAGIC:
            file.seek(0)
            return io.BufferedReader(file, SIZE)
        found = Reader(file, keys)
        if found.digest.hex() != sha256:
            raise Unable("secrets.damaged", what="file")
    except BaseException:
        file.close()
        raise
    return io.BufferedReader(found, SIZE)
