"""Bring a backup back, into a home that holds nothing yet."""

import argparse
import importlib
from pathlib import Path

from zhike.project import console, upgrading
from zhike.project import home as homes
from zhike.project.backup import back, rebuilt
from zhike.project.site import Site

HELP = ("bring a backup back", "从备份恢复")


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE, --into, --keys."""
    parser.add_argument("file", metavar="FILE|s3://BUCKET/NAME", help="the backup")
    parser.add_argument("--into", metavar="HOME", help="a home folder that holds nothing yet (default: ZHIKE_HOME)")
    parser.add_argument("--keys", metavar="FILE", default="", help="the key file of the backup (default: beside it)")


def run(parsed: argparse.Namespace) -> int:
    """Check everything first; 1 when something is in the way, and then nothing was changed."""
    home = Path(parsed.into).expanduser().absolute() if parsed.into else homes.path()
    back.require_free(home)
    with console.step(console.word("restore_check")) as advance:
        backup = back.examine(back.keys(home), parsed.file, advance, parsed.keys)
    back.require_space(backup, home)
    lock = upgrading.require_stopped(home)
    with back.drafted(home) as draft:
        site = Site()
        try:
            since = _fill(site, backup, draft)
        finally:
            site.close(stop=True)
        back.settle(home)
    lock.release()
    console.say(console.word("restored", made=backup.manifest["made"], home=home))
    if since:
        console.say(console.word("restore_erased", count=since))
    for name, value in backup.manifest["settings"].items():
        console.say(console.word("restore_setting", name=name, value=value))
    if backup.manifest["schedule"]:
        console.say(console.word("restore_schedule", options=backup.manifest["schedule"]))
    return 0


def _fill(site: Site, backup: back.Backup, draft: Path) -> int:
    """Database and files into the draft, then up to date as any start would bring them.

    That erases again who was erased since the backup; gives how many records they had.
    """
    if site.cluster:
        site.cluster.settings = rebuilt.HASTE
    site.open()
    migrations = importlib.import_module("zhike.project.migrations")  # needs Django set up
    migrations.require_known(backup.manifest["migrations"], backup.address)
    with console.step(console.word("restore")) as advance:
        since = back.unpack(backup, draft, advance)
    site.migrate()
    return since
