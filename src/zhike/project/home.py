"""The folder in which one Zhike keeps everything it must not lose, and the names inside it.

pg/            the embedded database
run/           its socket and the lock files; may be lost
log/           what the database and the servers say
files/         attachments, imports, exports
secret_key     signs sessions; made on the first start
master.key     opens what is encrypted; made on the first start unless it comes from elsewhere
"""

import os
import secrets
import shutil
import sys
from pathlib import Path
from typing import Final

from zhike.project.problem import Problem

MEGABYTE: Final = 1024 * 1024


def path() -> Path:
    """`$ZHIKE_HOME`, else the user's data folder; for root, who has no data of his own, /var/lib/zhike."""
    given = os.environ.get("ZHIKE_HOME", "").strip()
    if given:
        return Path(given).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/zhike")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Zhike"
    data = os.environ.get("XDG_DATA_HOME", "").strip()
    return (Path(data) if data else Path.home() / ".local" / "share") / "zhike"


def make(home: Path, *, needed: int = 64 * MEGABYTE) -> None:
    """Make the folder and those inside it, and see that they can be written to and hold `needed` bytes more."""
    require_space(home, needed)
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in ("run", "log", "files"):
            (home / name).mkdir(mode=0o700, exist_ok=True)
        probe = home / "run" / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Problem("folder", folder=home, reason=error.strerror or error) from error


def require_space(folder: Path, needed: int) -> None:
    """Refuse when the disk of the folder has less than `needed` bytes left."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    try:
        free = shutil.disk_usage(existing).free
    except OSError as error:
        raise Problem("folder", folder=folder, reason=error.strerror or error) from error
    if free < needed:
        raise Problem("no_space", folder=folder, free=free // MEGABYTE, needed=needed // MEGABYTE)


def secret_key(home: Path) -> str:
    """The key that signs sessions and tokens of this home; made on first use, readable by its owner only."""
    place = home / "secret_key"
    try:
        return place.read_text("ascii").strip()
    except FileNotFoundError:
        pass
    except OSError as error:
        raise Problem("folder", folder=home, reason=error.strerror or error) from error
    key = secrets.token_urlsafe(48)
    draft = home / f".secret_key-{os.getpid()}"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(key)
        try:
            os.link(draft, place)  # two first starts at once agree on one key
        except FileExistsError:
            return place.read_text("ascii").strip()
        finally:
            draft.unlink()
    except OSError as error:
        raise Problem("folder", folder=home, reason=error.strerror or error) from error
    return key
