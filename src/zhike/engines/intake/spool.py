"""The refused rows of a running import, on disk: what a crash leaves beyond the last commit is cut off.

A row is its number, for each field (``""`` for the row as a whole) the code and data of its fault, and whether it went
in without these values. What is written together stands in one line, sealed: the data of a fault quotes what was typed.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import orjson

from zhike.kernel.errors import Fault
from zhike.kernel.secrets.vault import Lock

PLACE = b"refused"
Row = tuple[int, dict[str, tuple[str, dict[str, object]]], bool]
Refusal = tuple[int, Mapping[str, Fault], bool]  # number of the row, what is wrong, whether it went in all the same


class Spool:
    """A file that grows; its size up to the last commit is kept by the job."""

    def __init__(self, path: Path, lock: Lock) -> None:
        self._path, self._lock = path, lock

    def append(self, at: int, refusals: Iterable[Refusal]) -> int:
        """Writes after the first `at` bytes and gives the new size; on disk when it returns."""
        rows = [_plain(*one) for one in refusals]
        if not rows:
            return at
        line = self._lock.seal(PLACE, orjson.dumps(rows, default=str).decode())
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._path.open("r+b" if self._path.exists() else "w+b") as file:
            file.truncate(at)
            file.seek(at)
            file.write(line.encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
            return file.tell()

    def read(self, size: int) -> Iterator[Refusal]:
        """What stands in the first `size` bytes."""
        if not size:
            return
        with self._path.open("rb") as file:
            for line in file:
                size -= len(line)
                if size < 0:
                    return
                for number, faults, went_in in orjson.loads(self._lock.open(PLACE, line.decode().rstrip("\n"))):
                    yield number, {name: Fault(code, data) for name, (code, data) in faults.items()}, went_in

    def drop(self) -> None:
        """Deletes the file."""
        with contextlib.suppress(FileNotFoundError):
            self._path.unlink()


def _plain(number: int, faults: Mapping[str, Fault], went_in: bool) -> Row:
    return number, {name: (one.code, dict(one.data)) for name, one in faults.items()}, went_in
