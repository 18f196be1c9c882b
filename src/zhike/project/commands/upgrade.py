"""Bring the tables to this version with a backup from before, or go back to it."""

import argparse
import importlib
from pathlib import Path

from zhike.project import console, upgrading
from zhike.project import home as homes
from zhike.project.backup import back, snapshot
from zhike.project.site import Site

HELP = ("upgrade the data to this version, after a backup", "先备份，再把数据升级到此版本")


def arguments(parser: argparse.ArgumentParser) -> None:
    """--check, --back."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--check", action="store_true", help="only look whether something is in the way")
    one.add_argument("--back", action="store_true", help="back to what was before the last upgrade")


def run(parsed: argparse.Namespace) -> int:
    """Upgrade; a run that was stopped goes on."""
    home = homes.path()
    snapshot.require_any(home)
    lock = upgrading.require_stopped(home)
    try:
        return _back(home) if parsed.back else _forward(home, only_check=parsed.check)
    finally:
        lock.release()


def _forward(home: Path, *, only_check: bool) -> int:
    site = Site()
    try:
        site.open()
        migrations = importlib.import_module("zhike.project.migrations")  # needs Django set up
        with console.step(console.word("upgrade_check")):
            migrations.require_known(upgrading.check(home), str(home))
            pending, needed = migrations.pending(), migrations.needed()
        console.say(console.word("upgrade_pending", count=pending))
        if only_check or not needed:
            return 0
        with console.step(console.word("backup", place=home / "upgrades")) as advance:
            begun = upgrading.begin(home, migrations.target(), advance)
        try:
            site.migrate()
        except BaseException:
            console.complain(console.word("upgrade_stopped", backup=begun.backup))
            raise
        upgrading.end(home)
    finally:
        site.close()
    console.say(console.word("upgraded", backup=begun.backup))
    return 0


def _back(home: Path) -> int:
    address = upgrading.require_way_back(home)
    with console.step(console.word("restore_check")) as advance:
        found = back.examine(back.keys(home), address, advance)
    back.require_space(found, home)
    with console.step(console.word("restore")) as advance:
        aside = upgrading.go_back(home, found, advance)
    console.say(console.word("upgrade_back", made=found.manifest["made"], aside=aside))
    return 0
