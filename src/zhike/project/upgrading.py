"""An upgrade: what stands in its way is found before anything is changed, a backup is made, then the tables follow.

`upgrade.json` in the home names the backup that was made before, so that one that was stopped goes on where it was
(each migration is a transaction of its own, or one that can be repeated) and does not take a half-changed database for
the former one; and so that `back` finds it.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from zhike.project import embedded, environment, master_key
from zhike.project import home as homes
from zhike.project.backup import back, keep, make, places, rebuilt, snapshot
from zhike.project.console import Advance
from zhike.project.locks import FileLock
from zhike.project.problem import Problem

KEPT: Final = 3  # backups of former versions
_RESERVE: Final = 200 * homes.MEGABYTE


@dataclass(frozen=True, kw_only=True)
class Upgrade:
    """The last upgrade of a home: the backup from before, and whether it came to its end."""

    backup: str = ""
    begun: str = ""
    to: str = ""  # the newest migrations that it brings
    done: bool = True


def read(home: Path) -> Upgrade:
    """The last one; an empty one when there was none."""
    try:
        return Upgrade(**json.loads((home / "upgrade.json").read_text("utf-8")))
    except FileNotFoundError:
        return Upgrade()


def write(home: Path, upgrade: Upgrade) -> None:
    """Note an upgrade."""
    draft = home / f".upgrade-{os.getpid()}.json"
    draft.write_text(json.dumps(asdict(upgrade), indent=1) + "\n", "utf-8")
    draft.replace(home / "upgrade.json")


def require_stopped(home: Path) -> FileLock:
    """The lock that keeps `up` away, for as long as it is held. Errors: Problem, while Zhike runs."""
    homes.make(home)
    lock = FileLock(home / "run" / "up.lock")
    if not lock.take(wait=False):
        raise Problem("busy", home=home, pid=lock.holder())
    lock.write_pid()
    return lock


def check(home: Path) -> dict[str, list[str]]:
    """See that the key is at hand and the disk has room; gives the migrations that were applied. Errors: Problem."""
    with closing(snapshot.connect(environment.server())) as connection:
        applied = snapshot.migrations(connection)
        known = [one.key_id for one in master_key.load(home)]
        missing = set(snapshot.keys(connection)) - set(known)
        size = snapshot.size(connection)
    if missing:
        here, key = ", ".join(known), ", ".join(sorted(missing))
        raise Problem("master_key_missing", key=key, here=here, file=home / master_key.FILE)
    files = sum(one.stat().st_size for one in (home / "files").rglob("*") if one.is_file())
    # The backup, and tables of which a migration writes every row anew.
    homes.require_space(home, size // 3 + files + size + _RESERVE)
    return applied


def begin(home: Path, to: str, advance: Advance) -> Upgrade:
    """The backup before an upgrade, unless it goes on with one that was stopped. Errors: Problem."""
    last = read(home)
    if not last.done and last.to == to:
        return last
    folder = str(home / "upgrades")
    made = make.make(master_key.load(home)[0], home, folder, advance)
    upgrade = Upgrade(backup=f"{folder}/{made.name}", begun=datetime.now(UTC).isoformat(), to=to, done=False)
    write(home, upgrade)
    return upgrade


def end(home: Path) -> None:
    """The tables are what the program wants; of the backups from before upgrades the last few stay."""
    write(home, replace(read(home), done=True))
    place = places.place(str(home / "upgrades"))
    for name in sorted(name for name, _ in place.list() if keep.moment(name))[:-KEPT]:
        place.remove(name)


def require_way_back(home: Path) -> str:
    """The backup to go back to. Errors: Problem."""
    backup = read(home).backup
    if not backup or not Path(backup).is_file():
        raise Problem("upgrade_no_way_back", home=home)
    if environment.database_url():
        raise Problem("upgrade_server", file=backup)
    if (pid := embedded.Cluster(home=home).pid()) is not None:
        raise Problem("busy", home=home, pid=pid)
    return backup


def go_back(home: Path, found: back.Backup, advance: Advance) -> Path:
    """Put what was before the upgrade in the place of what is; that is kept, in the folder that is given."""
    with back.drafted(home) as draft:
        with embedded.Use(embedded.Cluster(home=draft, settings=rebuilt.HASTE)):
            back.unpack(found, draft, advance)
        aside = home / f"replaced-{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
        aside.mkdir(mode=0o700)
        back.settle(home, aside)
    write(home, Upgrade())
    return aside
