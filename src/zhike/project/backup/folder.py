"""Backups in a folder of this machine, or of what is mounted into it."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from zhike.project.backup.entries import PIECE
from zhike.project.problem import Problem

_DRAFT = ".part"


class Folder:
    """A folder; made when it is missing, for its owner alone."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(
        self, name: str, pieces: Iterator[bytes], check: Callable[[Iterator[bytes]], None], *, most: int,
        replace: bool = False,
    ) -> int:  # fmt: skip
        """See `places.Place`. What an earlier run left half written is removed."""
        draft = self.path / f".{name}{_DRAFT}"
        del most
        with _in_words(self.path):
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            for old in self.path.glob(
                f".zhike-*{Path(name).suffix}{_DRAFT}"
            ):  # those of the other kind may be under way
                old.unlink(missing_ok=True)
            try:
                size = _write(draft, pieces)
                check(_read(draft))
                if not replace and (self.path / name).exists():
                    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
                draft.replace(self.path / name)
            finally:
                draft.unlink(missing_ok=True)
            _keep_names(self.path)
        return size

    def read(self, name: str) -> Iterator[bytes]:
        """See `places.Place`."""
        with _in_words(self.path / name):
            yield from _read(self.path / name)

    def list(self) -> list[tuple[str, int]]:
        """See `places.Place`."""
        if not self.path.is_dir():
            return []
        with _in_words(self.path):
            return [(one.name, one.stat().st_size) for one in sorted(self.path.iterdir()) if one.is_file()]

    def remove(self, name: str) -> None:
        """See `places.Place`."""
        with _in_words(self.path):
            (self.path / name).unlink(missing_ok=True)


def _write(path: Path, pieces: Iterator[bytes]) -> int:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        for piece in pieces:
            rest = memoryview(piece)
            while rest:
                rest = rest[file.write(rest) :]
        os.fsync(file.fileno())
        return file.tell()


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        while piece := file.read(PIECE):
            yield piece


def _keep_names(folder: Path) -> None:
    """Let the names in a folder outlast a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno != errno.EINVAL:  # what is mounted from elsewhere may not know this
            raise
    finally:
        os.close(descriptor)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """What goes wrong with a folder as a sentence; for a full disk there is one already."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise
        raise Problem("backup_place", place=path, reason=error.strerror or error) from error
