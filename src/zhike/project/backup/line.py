"""The line of a home: all states of one database that follow each other. Its backups share one key file in each place.

A database that was brought back goes on in another way than the one it is a copy of: the number of a new record may
have been another's there. So it begins a line of its own, and `keys.json` of the home, which says the line and where
its key files lie, is no part of a backup.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from zhike.project.locks import FileLock
from zhike.project.problem import Problem

_AGAIN: Final = timedelta(minutes=10)  # after one that failed


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A key file in a place: erasures of transactions below `upto` are in it; how the last try to rewrite it went."""

    upto: int
    tried: str = ""  # ISO 8601
    failed: str = ""

    def rests(self, now: datetime) -> bool:
        """Whether it is too soon to try again."""
        return bool(self.failed) and now < datetime.fromisoformat(self.tried) + _AGAIN


@dataclass(frozen=True, kw_only=True)
class Line:
    """The name of a line, and its key files by the addresses of their places."""

    id: str
    places: dict[str, Kept] = field(default_factory=dict)

    def noting(self, address: str, kept: Kept | None) -> Line:
        """The same with what is known of one place; None: there is no key file any more."""
        others = {name: one for name, one in self.places.items() if name != address}
        return replace(self, places=others | ({address: kept} if kept else {}))


def name(line: str) -> str:
    """The name of a key file."""
    return f"zhike-{line}.keys"


def new() -> Line:
    """A line that begins now."""
    return Line(id=os.urandom(6).hex())


def turn(home: Path) -> FileLock:
    """Who holds it may rewrite key files. It is taken before the snapshot, so that none is older than the file."""
    return FileLock(home / "run" / "keys.lock")


def read(home: Path) -> Line | None:
    """The line of a home; None when it has not begun. Errors: Problem."""
    try:
        found = json.loads((home / FILE).read_text("utf-8"))
        return Line(id=found["id"], places={name: Kept(**one) for name, one in found["places"].items()})
    except FileNotFoundError:
        return None
    except (ValueError, TypeError, KeyError) as error:
        raise Problem("backup_line", file=home / FILE) from error


def write(home: Path, line: Line) -> None:
    """Keep it."""
    draft = home / f".keys-{os.getpid()}.json"
    draft.write_text(json.dumps(asdict(line), indent=1, ensure_ascii=False) + "\n", "utf-8")
    draft.replace(home / FILE)


def failed(home: Path, address: str, why: str) -> None:
    """Note that a key file could not be rewritten."""
    known = read(home)
    if known and address in known.places:
        now = datetime.now(UTC).isoformat()
        write(home, known.noting(address, replace(known.places[address], tried=now, failed=why)))


FILE: Final = "keys.json"
