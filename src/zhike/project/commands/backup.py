"""Back everything up, once or by the clock."""

import argparse
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from zhike.project import console, embedded, environment
from zhike.project import home as homes
from zhike.project.backup import keep, places, plan, snapshot
from zhike.project.backup import run as runs
from zhike.project.backup.make import MEGABYTE

HELP = ("back everything up", "备份全部数据")


def arguments(parser: argparse.ArgumentParser) -> None:
    """--to, --every, --keep, --list."""
    parser.add_argument("--to", metavar="DIR|s3://BUCKET/PREFIX", help="where to (default: as planned, else backups/)")
    parser.add_argument("--every", metavar="1d", help="from now on by itself, so often (12h, 1d, 1w); off ends that")
    parser.add_argument("--keep", metavar="RULES", help=f"which older ones stay, such as {plan.KEEP}")
    parser.add_argument("--list", action="store_true", help="only show which there are")


def run(parsed: argparse.Namespace) -> int:
    """Make a backup now; keep the plan when there is one."""
    home = homes.path()
    known = plan.read(home)
    to = _absolute(parsed.to) if parsed.to else known.to or str(home / "backups")
    if parsed.list:
        return _list(to)
    if parsed.every == "off":
        plan.write(home, replace(known, every=""))
        console.say(console.word("backup_off"))
        return 0
    if parsed.every:
        keep.span(parsed.every)
    kept = parsed.keep or (plan.KEEP if parsed.every else known.keep if to == known.to else "")
    if kept:
        keep.rules(kept)
    snapshot.require_any(home)
    with _database(home), console.step(console.word("backup", place=to)) as advance:
        made, gone = runs.once(home, to, kept, advance)
    for name in gone:
        console.say(console.word("backup_gone", name=name))
    told = {"files": made.things.get("files", 0), "size": f"{made.size / MEGABYTE:,.1f}", "name": made.name}
    console.say(console.word("backup_made", place=to.rstrip("/"), **told))
    if parsed.every:
        now = datetime.now(UTC).isoformat()
        plan.write(home, plan.Plan(to=to, every=parsed.every, keep=kept, tried=now, made=made.name))
        console.say(console.word("backup_every", every=parsed.every, keep=kept))
    console.say(console.word("backup_key"))
    return 0


def _database(home: Path) -> AbstractContextManager[object]:
    """The database for as long as this takes. Django is not needed, and would take longer than a small backup."""
    return nullcontext() if environment.database_url() else embedded.Use(embedded.Cluster(home=home))


def _list(to: str) -> int:
    for name, size in places.place(to).list():
        if keep.moment(name):
            console.say(f"{to.rstrip('/')}/{name}  {size / MEGABYTE:,.1f} MB")
    return 0


def _absolute(to: str) -> str:
    return to if "://" in to else str(Path(to).expanduser().absolute())
