"""The way back: a backup is read through once, and only when all of it is whole, a second time into a new place.

The database is made in a draft home inside the new one, and moved to its place at the very end: what a restore leaves
that was killed is no Zhike, and the next restore clears it away.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from zhike.kernel.secrets.master import MasterKey
from zhike.project import home as homes
from zhike.project import master_key
from zhike.project.backup import entries, keyfile, places, rebuilt
from zhike.project.backup import line as lines
from zhike.project.backup.keyfile import Block, KeyFile
from zhike.project.backup.make import HELD, MEGABYTE, SMALL
from zhike.project.backup.sealed import Damaged, NotOurs, Opened, in_words, other_key, unlocked
from zhike.project.console import Advance
from zhike.project.problem import Problem

DRAFT: Final = "restoring"
GIVEN: Final = ("ZHIKE_MASTER_KEY", "ZHIKE_MASTER_KEY_FILE", "ZHIKE_MASTER_KEY_COMMAND")


@dataclass(frozen=True, kw_only=True)
class Backup:
    """A backup that was found to be whole: where it lies, its key, what its manifest says, and its count."""

    address: str
    key: MasterKey
    manifest: dict[str, Any]
    count: entries.Count
    keys: str | None  # where its key file lies; None for one from before there were any
    at_hand: tuple[MasterKey, ...]


def examine(at_hand: Sequence[MasterKey], address: str, advance: Advance, keys: str = "") -> Backup:
    """Read every byte of a backup and of the key file that it takes: the one beside it, unless another is given.

    Errors: Problem, when one is damaged, takes a master key that is not at hand, or they do not go together.
    """
    with in_words(address):
        key, plain = unlocked(address, _bytes(address), at_hand)
        reader = entries.Reader(plain)
        if reader.manifest.get("kind"):
            raise NotOurs
        for _, content in reader.things():
            for _ in content:
                advance(reader.count.bytes // MEGABYTE, reader.count.bytes // MEGABYTE)
    missing = sorted(set(reader.manifest["keys"]) - {one.key_id for one in at_hand})
    if missing:
        raise other_key(address, missing, at_hand)
    line = reader.manifest.get("line")
    found = _keys_of(address, line, keys, at_hand) if line else None
    return Backup(
        address=address, key=key, manifest=reader.manifest, count=reader.count, keys=found, at_hand=tuple(at_hand)
    )


def _keys_of(address: str, line: str, keys: str, at_hand: Sequence[MasterKey]) -> str:
    """The key file of a line, read through: the one that is given, or beside the backup. Errors: Problem."""
    found = keys or places.beside(address, lines.name(line))
    place, name = places.file(found)
    if name not in (one for one, _ in place.list()):
        raise Problem("backup_keys_missing", file=address, name=lines.name(line))
    file = KeyFile(found, at_hand)
    file.require(line)
    for _ in file.blocks():
        pass
    return found


def require_free(home: Path) -> None:
    """Refuse a home that holds anything that a restore would put there. Errors: Problem."""
    for name in ("pg", "files", *SMALL):
        place = home / name
        if place.is_file() or (place.is_dir() and any(place.iterdir())):
            raise Problem("backup_occupied", place=home, what=name)


def require_space(backup: Backup, home: Path) -> None:
    """Refuse when the disk cannot hold it. Errors: Problem."""
    homes.require_space(home, int(backup.manifest["size"]) + backup.count.bytes + 400 * MEGABYTE)


@contextlib.contextmanager
def drafted(home: Path) -> Iterator[Path]:
    """A fresh draft home in a home, which this process works in from now on; nothing of it stays when this fails."""
    draft = home / DRAFT
    rebuilt.clear(draft)
    homes.make(draft)
    try:
        take_key_along(home, draft)
        os.environ["ZHIKE_HOME"] = str(draft)
        yield draft
    except BaseException:
        rebuilt.clear(draft)
        raise


def keys(home: Path) -> tuple[MasterKey, ...]:
    """The master keys at hand: those that are given, else those in the file of the new home or of the present one.

    Unlike a start this never makes one. Errors: Problem.
    """
    if any(os.environ.get(name, "").strip() for name in GIVEN):
        return master_key.load(home)
    return tuple(one for place in _key_files(home)[:1] for one in master_key.from_file(place))


def take_key_along(home: Path, draft: Path) -> None:
    """Where the master key lies in the file of a home, the new one has it there, too."""
    for place in _key_files(home)[:1]:
        shutil.copyfile(place, draft / master_key.FILE)
        (draft / master_key.FILE).chmod(0o600)


def _key_files(home: Path) -> list[Path]:
    return [place for folder in (home, homes.path()) if (place := folder / master_key.FILE).is_file()]


def unpack(backup: Backup, draft: Path, advance: Advance) -> int:
    """Put files and database into a draft home whose database runs, and see that all rows are there.

    Gives how many records were erased since the backup, see `loaded`.
    """
    base, held, since = rebuilt.Base(backup.manifest), list[Block](), 0
    base.begin()
    with in_words(backup.address):
        reader = entries.Reader(Opened(_bytes(backup.address)).plain(backup.key))
        total = max(1, backup.count.bytes // MEGABYTE)
        for name, content in reader.things():
            told = _told(content, reader, total, advance)
            if name.startswith(f"{HELD}/"):
                held += keyfile.from_thing(name, told)
            elif name.startswith("database/"):
                if backup.keys and name == "database/data":  # the tables are there, and their indexes not yet
                    since = base.load_keys(held, KeyFile(backup.keys, backup.at_hand))
                base.part(name.partition("/")[2], told)
            else:
                _keep(draft, name, told)
    base.require_whole()
    return since


def settle(home: Path, aside: Path | None = None) -> None:
    """Move what was made in the draft to its place, the database last: from then on it is a Zhike.

    What it takes the place of goes aside; a home that holds anything without such a folder was refused before.
    """
    draft = home / DRAFT
    os.sync()  # the draft's database did not wait for the disk
    if not (home / master_key.FILE).exists() and (draft / master_key.FILE).exists():
        (draft / master_key.FILE).rename(home / master_key.FILE)
    for name in (*SMALL, "files", "pg"):
        if (draft / name).exists():
            if aside and (home / name).exists():
                (home / name).rename(aside / name)
            (draft / name).rename(home / name)
    (home / lines.FILE).unlink(missing_ok=True)  # what was brought back goes a way of its own
    (home / "run" / "migrated").unlink(missing_ok=True)  # the next start looks at all of it
    rebuilt.clear(draft)


def _keep(draft: Path, name: str, content: Iterator[bytes]) -> None:
    """Write a file of the home; no other name is taken, whoever wrote it."""
    path = draft / name
    if name not in SMALL and (not name.startswith("files/") or ".." in path.parts):
        raise Damaged
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for piece in content:
            file.write(piece)


def _bytes(address: str) -> Iterator[bytes]:
    place, name = places.file(address)
    return place.read(name)


def _told(content: Iterator[bytes], reader: entries.Reader, total: int, advance: Advance) -> Iterator[bytes]:
    size = 0
    for piece in content:
        size += len(piece)
        advance((reader.count.bytes + size) // MEGABYTE, total)
        yield piece
