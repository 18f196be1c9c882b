"""Files in a folder that the operator of the installation allows: nothing above it, beside it, or behind a link.

A file is copied before anything is made of it, and only a copy of which one can be sure is taken: while it is written,
its size or time changes under the hand of the reader, and then it is left for the next time.
"""

from __future__ import annotations

import itertools
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from io import FileIO
from pathlib import Path

from django.conf import settings

from zhike.access import tenants
from zhike.engines.intake.errors import IntakeError
from zhike.kernel.errors import Fault

SETTING = "ZHIKE_IMPORT_FOLDER"
COMPANY = "{company}"
QUIET = 10  # seconds for which a file must have been left alone
MOST_FILES = 10_000
_UNFINISHED = (".part", ".partial", ".crdownload", ".filepart", ".tmp", ".swp")
_PIECE = 1 << 20


class Changing(Exception):
    """A file that is still being written."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """A file: what it is called, and how one sees that it has changed."""

    name: str
    size: int
    number: int
    changed: int  # nanoseconds

    @property
    def mark(self) -> str:
        """The same as long as nobody writes it."""
        return f"{self.number}.{self.size}.{self.changed}"

    @property
    def young(self) -> bool:
        """Whether somebody may still be at it."""
        return abs(time.time() - self.changed / 1e9) < QUIET


def fault(below: str) -> Fault | None:
    """What is wrong with a folder as it was typed."""
    if not settings.IMPORT_FOLDER:
        return Fault("import_source.folders_closed", {"setting": SETTING})
    if _parts(below) is None:
        return Fault("import_source.wrong_folder")
    return None


def _parts(below: str) -> list[str] | None:
    """The steps down to a folder; None where it would not be below."""
    given = below.strip().replace("\\", "/")
    steps = [one for one in given.split("/") if one not in ("", ".")]
    outside = given.startswith(("/", "~")) or ".." in steps or any(":" in one or "\0" in one for one in steps)
    return None if outside else steps


def _root(tenant_id: int) -> Path:
    allowed = settings.IMPORT_FOLDER
    if not allowed:
        raise IntakeError("import_source.folders_closed", setting=SETTING)
    if COMPANY not in allowed and len(list(itertools.islice(tenants.ids(), 2))) > 1:
        raise IntakeError("import_source.shared_folder", setting=SETTING, word=COMPANY)
    return Path(allowed.replace(COMPANY, str(int(tenant_id))))


@contextmanager
def opened(tenant_id: int, below: str) -> Iterator[int]:
    """A folder as a descriptor. Each step is opened from the one before and may be no link, so none leads out.

    Errors: IntakeError.
    """
    steps = _parts(below)
    if steps is None:
        raise IntakeError("import_source.wrong_folder")
    handle = _step(str(_root(tenant_id)), below, None)
    try:
        for one in steps:
            inner = _step(one, below, handle)
            os.close(handle)
            handle = inner
        yield handle
    finally:
        os.close(handle)


def _step(name: str, below: str, parent: int | None) -> int:
    links = os.O_NOFOLLOW if parent is not None else 0  # where the operator's own leads is the operator's business
    try:
        return os.open(name, os.O_RDONLY | os.O_DIRECTORY | links, dir_fd=parent)
    except FileNotFoundError as error:
        raise IntakeError("import_source.folder_gone", folder=below) from error
    except OSError as error:
        raise IntakeError("import_source.no_folder", folder=below, reason=error.strerror or "") from error


def listed(handle: int, pattern: str | None) -> list[Found]:
    """The files of a folder that fit a pattern, oldest first. Errors: IntakeError."""
    found: list[Found] = []
    with os.scandir(handle) as entries:
        for at, entry in enumerate(entries):
            if at >= MOST_FILES:
                raise IntakeError("import_source.too_many_files", most=MOST_FILES)
            if not entry.is_file(follow_symlinks=False) or not _wanted(entry.name, pattern):
                continue
            try:
                found.append(_seen(entry.name, entry.stat(follow_symlinks=False)))
            except FileNotFoundError:  # taken away while we looked
                continue
    return sorted(found, key=lambda one: (one.changed, one.name))


def _wanted(name: str, pattern: str | None) -> bool:
    lower = name.lower()
    if lower.startswith((".", "~$")) or lower.endswith(_UNFINISHED):
        return False
    return fnmatchcase(lower, (pattern or "*").strip().lower() or "*")


def _seen(name: str, held: os.stat_result) -> Found:
    return Found(name=name, size=held.st_size, number=held.st_ino, changed=held.st_mtime_ns)


def pieces(handle: int, file: Found) -> Iterator[bytes]:
    """The bytes of a file. Errors: Changing, at the latest after the last piece; IntakeError."""
    try:
        # A pipe in the place of the file would wait for somebody to write.
        source = os.open(file.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=handle)
    except FileNotFoundError as error:
        raise Changing from error
    except OSError as error:
        raise IntakeError("import_source.unreadable", name=file.name, reason=error.strerror or "") from error
    with os.fdopen(source, "rb", buffering=0) as stream:
        before = os.fstat(stream.fileno())
        if not stat.S_ISREG(before.st_mode) or _seen(file.name, before) != file:
            raise Changing
        size = 0
        while piece := _piece(stream, file.name):
            size += len(piece)
            yield piece
        if size != file.size or _seen(file.name, os.fstat(stream.fileno())) != file or _now(handle, file) != file:
            raise Changing


def _piece(stream: FileIO, name: str) -> bytes:
    try:
        return stream.read(_PIECE) or b""
    except OSError as error:
        raise IntakeError("import_source.unreadable", name=name, reason=error.strerror or "") from error


def _now(handle: int, file: Found) -> Found | None:
    """What has this name by now."""
    try:
        return _seen(file.name, os.stat(file.name, dir_fd=handle, follow_symlinks=False))
    except FileNotFoundError:
        return None
