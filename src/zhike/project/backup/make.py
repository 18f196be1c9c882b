"""Making a backup: one stream of everything, sealed, written, read back and counted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from zhike.kernel.secrets.master import MasterKey
from zhike.project import environment
from zhike.project.backup import bring, entries, keep, keyfile, line, places, plan, snapshot
from zhike.project.backup.keyfile import Block
from zhike.project.backup.sealed import seal
from zhike.project.backup.snapshot import Dump, Seen
from zhike.project.console import Advance
from zhike.project.locks import FileLock
from zhike.project.problem import Problem

MEGABYTE: Final = 1024 * 1024
# Small files of the home. The master key is not among them: whoever held a backup could read it.
SMALL: Final = ("secret_key", "demo_password")
HELD: Final = "held"  # the things that say whose keys the backup goes with


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished backup: its size in bytes as it lies there, and the things in it by kind."""

    name: str
    size: int
    seconds: float
    things: dict[str, int]


def make(key: MasterKey, home: Path, address: str, advance: Advance) -> Made:
    """Back everything up to a place. Errors: Problem."""
    place = places.place(address)
    begun, made = time.monotonic(), datetime.now(UTC)
    name = keep.name_of(made)
    lock = FileLock(home / "run" / "backup.lock")
    if not lock.take(wait=False):
        raise Problem("backup_running")
    try:
        server, turn = environment.server(), line.turn(home)
        with turn, snapshot.still(server) as connection, snapshot.dumped(server, connection) as dump:
            known, held = bring.bring(home, address, connection)
            turn.release()
            seen, writer = snapshot.seen(connection), entries.Writer()
            manifest = _manifest(seen, home, made) | {"postgresql": dump.major, "line": known.id}
            plain = _told(_everything(writer, manifest, held, dump, home), seen.size, advance)
            sealed, most = seal(key, made.isoformat(), plain), seen.size + sum(map(_size, _files(home)))
            size = place.put(name, sealed, lambda pieces: entries.require_whole(key, pieces, writer.count), most=most)
    finally:
        lock.release()
    return Made(name=name, size=size, seconds=time.monotonic() - begun, things=writer.count.things)


def _everything(
    writer: entries.Writer, manifest: dict[str, Any], held: list[Block], dump: Dump, home: Path
) -> Iterator[bytes]:
    yield writer.begin(manifest)
    yield from keyfile.things(writer, HELD, held)
    for part, content in dump.parts.items():
        yield from writer.thing(f"database/{part}", content)
    for path in _files(home):
        try:
            file = path.open("rb", buffering=0)
        except FileNotFoundError:
            continue  # its time was over since the snapshot, see `connect.leftovers`
        with file:
            yield from writer.thing(path.relative_to(home).as_posix(), iter(lambda: file.read(entries.PIECE), b""))  # noqa: B023 - read before the next
    yield writer.end()


def _manifest(seen: Seen, home: Path, made: datetime) -> dict[str, Any]:
    """What a restore must know before it changes anything, and what the person must set again by hand."""
    return {
        "made": made.isoformat(),
        "migrations": seen.migrations,
        "keys": seen.keys,
        "rows": seen.rows,
        "size": seen.size,
        "settings": environment.plain_settings(),
        "schedule": plan.read(home).words(),
    }


def _files(home: Path) -> Iterator[Path]:
    """Every file that is whole, and the small ones of the home."""
    for name in SMALL:
        if (home / name).is_file():
            yield home / name
    folder = home / "files"
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.name.startswith(("incoming-", ".")):
            yield path


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _told(pieces: Iterator[bytes], size: int, advance: Advance) -> Iterator[bytes]:
    """The same, telling how many megabytes there were; that a dump is about a sixth of its database is a guess."""
    done, shown, total = 0, 0, max(1, size // 6 // MEGABYTE)
    for piece in pieces:
        done += len(piece)
        if done // MEGABYTE > shown:
            shown = done // MEGABYTE
            advance(shown, max(total, shown))
        yield piece
