"""Temporary files that nobody can read: sealed by a key that is gone with the object that made it.

They lie in the system's temporary folder without a name, hold any amount in flat memory, and can be read and written
at any place.
"""

from __future__ import annotations

import io
import os
import tempfile
from types import TracebackType
from typing import Any, BinaryIO, Literal

from zhike.kernel.secrets.pieces import OVER, SIZE, Pieces

_STEP = SIZE + OVER


class Scratch:
    """A temporary file; gone when it is closed."""

    name = "scratch"

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="zhike-", buffering=0)  # noqa: SIM115 - lives as long as this object
        self._pieces = Pieces(os.urandom(32))
        self.length = 0

    def open(self, mode: Literal["rb", "wb", "w+b"]) -> BinaryIO:
        """As `Path.open` does: for reading, or anew for writing. Whoever writes closes it before others read."""
        if mode == "rb":
            return io.BufferedReader(_Handle(self), SIZE)
        self.length = 0
        self._file.truncate(0)
        return io.BufferedWriter(_Handle(self), SIZE) if mode == "wb" else io.BufferedRandom(_Handle(self), SIZE)

    def load(self, number: int) -> bytes:
        """A piece. Errors: Unable."""
        return self._pieces.open(number, os.pread(self._file.fileno(), _STEP, number * _STEP))

    def store(self, number: int, piece: bytearray) -> None:
        """Write a piece, perhaps again."""
        sealed = memoryview(self._pieces.seal(number, piece))
        place = number * _STEP
        while sealed:
            done = os.pwrite(self._file.fileno(), sealed, place)
            sealed, place = sealed[done:], place + done

    def close(self) -> None:
        """Give the space back."""
        self._file.close()

    def __enter__(self) -> Scratch:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Handle(io.RawIOBase):
    """A place in a scratch file, with the piece that it is in."""

    def __init__(self, scratch: Scratch) -> None:
        super().__init__()
        self._scratch, self._position = scratch, 0
        self._number, self._piece, self._changed = -1, bytearray(), False

    def readable(self) -> bool:
        """True."""
        return True

    def writable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """As files do, but never behind the end."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._scratch.length}[whence]
        if not 0 <= base + offset <= self._scratch.length:
            raise ValueError("a place outside of the file")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: Any, /) -> int:
        """Fills the buffer with what there is of one piece."""
        offset = self._turn()
        size = max(0, min(len(buffer), len(self._piece) - offset, self._scratch.length - self._position))
        buffer[:size] = self._piece[offset : offset + size]
        self._position += size
        return size

    def write(self, data: Any, /) -> int:
        """Writes what fits into one piece."""
        offset = self._turn()
        part = memoryview(data)[: SIZE - offset]
        self._piece[offset : offset + len(part)] = part
        self._changed = True
        self._position += len(part)
        self._scratch.length = max(self._scratch.length, self._position)
        return len(part)

    def _turn(self) -> int:
        """Have the piece at hand that the position is in; gives the place in it."""
        number, offset = divmod(self._position, SIZE)
        if number != self._number:
            self.flush()
            behind = number * SIZE >= self._scratch.length
            self._number, self._piece = number, bytearray() if behind else bytearray(self._scratch.load(number))
        return offset

    def flush(self) -> None:
        """Writes the piece that was changed."""
        if self._changed:
            self._scratch.store(self._number, self._piece)
            self._changed = False

    def close(self) -> None:
        """Writes what is left."""
        if not self.closed:
            self.flush()
        super().close()
