"""Where the master key comes from: the environment, a file, a command, or the file that this home made for itself.

The database holds nothing that opens without it; a backup of one is worth nothing without the other.
"""

import os
import secrets
import shlex
import stat
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from zhike.kernel.errors import Unable
from zhike.kernel.secrets.master import SIZE, MasterKey
from zhike.project.problem import Problem

FILE: Final = "master.key"
GIVEN: Final = ("ZHIKE_MASTER_KEY", "ZHIKE_MASTER_KEY_FILE", "ZHIKE_MASTER_KEY_COMMAND")
_SECONDS = 30
_made: list[Path] = []
_found: set[Path] = set()  # which were there before: a new one in the place of one that is away would open nothing


def at_work(home: Path) -> tuple[MasterKey, ...]:
    """The same for whoever is asked by others, who are told no names of files. Errors: Unable, of a Problem."""
    try:
        return load(home)
    except Problem as problem:
        raise Unable("secrets.master_key_unreadable") from problem


def load(home: Path) -> tuple[MasterKey, ...]:
    """The present master key, then those that older data may still be wrapped by.

    `$ZHIKE_MASTER_KEY` holds it, `$ZHIKE_MASTER_KEY_FILE` names a file, `$ZHIKE_MASTER_KEY_COMMAND` prints it: each in
    Base64, one key a line. Without any of them it is `master.key` of the home. Errors: Problem.
    """
    if given := os.environ.get("ZHIKE_MASTER_KEY", "").strip():
        return _read(given, "ZHIKE_MASTER_KEY")
    if name := os.environ.get("ZHIKE_MASTER_KEY_FILE", "").strip():
        return from_file(Path(name))
    if command := os.environ.get("ZHIKE_MASTER_KEY_COMMAND", "").strip():
        return _read(_said(command), command)
    place = home / FILE
    if place not in _found and not place.exists():
        make(place)
    _found.add(place)
    return from_file(place)


def is_given() -> bool:
    """Whether the environment says where the key is."""
    return any(os.environ.get(name, "").strip() for name in GIVEN)


def from_file(place: Path) -> tuple[MasterKey, ...]:
    """The keys of a file that nobody but its owner can read. Errors: Problem."""
    try:
        mode = place.stat().st_mode
        text = place.read_text("ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("master_key_file", file=place, reason=getattr(error, "strerror", None) or error) from error
    if stat.S_IMODE(mode) & 0o077:
        raise Problem("master_key_mode", file=place, mode=f"{stat.S_IMODE(mode):04o}")
    return _read(text, str(place))


def make(place: Path, older: Sequence[MasterKey] = ()) -> MasterKey:
    """Write a new key to a file, before the older ones; two first starts at once agree on one. Errors: Problem."""
    key = MasterKey.of(secrets.token_bytes(SIZE))
    draft = place.with_name(f".{place.name}-{os.getpid()}")
    lines = [_TITLE, *(one.written for one in (key, *older))]
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            if older:
                draft.replace(place)
            else:
                os.link(draft, place)
                _made.append(place)
        except FileExistsError:
            return from_file(place)[0]
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise Problem("folder", folder=place.parent, reason=error.strerror or error) from error
    return key


def just_made() -> Path | None:
    """The file of the key that this process has made, if it has: somebody must be told to keep a copy."""
    return _made[-1] if _made else None


_TITLE = "# The master key of this Zhike. Keep a copy elsewhere: without it, nobody can open what is encrypted."


def _read(text: str, source: str) -> tuple[MasterKey, ...]:
    lines = [line for line in (one.strip() for one in text.splitlines()) if line and not line.startswith("#")]
    try:
        found = tuple(MasterKey.read(line) for line in lines)
    except ValueError:
        found = ()
    if not found:
        raise Problem("master_key_unreadable", source=source)
    return found


def _said(command: str) -> str:
    try:
        done = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=_SECONDS, check=True, encoding="ascii"
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Problem("master_key_command", command=command, reason=error) from error
    return done.stdout
