"""Measure Zhike against bare PostgreSQL."""

import argparse
import importlib
import os
import shutil
import signal
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from zhike.project import console, site
from zhike.project import home as homes

HELP = ("measure Zhike against bare PostgreSQL", "与裸 PostgreSQL 对比测量性能")

NAMES = (
    "import", "import-checked", "growth", "list", "list-alone", "rights", "search", "count", "record", "script", "cold",
    "create", "backup", "idle", "undo", "audit", "merge", "duplicates", "events", "matching",
    "classification",
)  # fmt: skip


def arguments(parser: argparse.ArgumentParser) -> None:
    """--rows, --only, --keep, --home, --write."""
    parser.add_argument("--rows", type=int, default=1_000_000, help="customers (default %(default)s)")
    parser.add_argument("--only", nargs="+", choices=NAMES, metavar="NAME", default=list(NAMES), help=", ".join(NAMES))
    parser.add_argument("--keep", action="store_true", help="keep the folder with the data")
    parser.add_argument("--home", type=Path, help="a folder that was kept: measure what lies there, and keep it")
    parser.add_argument("--write", action="store_true", help="write the figures into docs/performance.md")


def run(parsed: argparse.Namespace) -> int:
    """Measure in a folder of its own; 1 when a floor is missed."""
    home = parsed.home or Path(tempfile.mkdtemp(prefix="zhike-bench-"))
    surround(home)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: stop what was started, and tidy up
    homes.make(home)
    site.set_up()
    stages = importlib.import_module("zhike.project.bench.stage")  # these need Django set up
    runs = importlib.import_module("zhike.project.bench.run")
    figures = importlib.import_module("zhike.project.bench.figures")
    report = importlib.import_module("zhike.project.bench.report")
    found, about, stage = runs.perform_apart(parsed.only), {}, None
    try:
        if set(parsed.only) - runs.APART.keys():
            with console.step("Zhike"):
                stage = stages.Stage(home)
            about, more = runs.perform(stage, parsed.rows, parsed.only)
            found += more
    finally:
        if stage is not None:
            stage.stop()
        if not (parsed.keep or parsed.home):
            shutil.rmtree(home, ignore_errors=True)
    console.out.width = max(console.out.width, 160)
    console.out.print(figures.table(found))
    for name, value in about.items():
        console.say(f"{name}: {value}")
    if parsed.keep or parsed.home:
        console.say(f"kept: {home}")
    if parsed.write:
        command = f"./zhike bench --rows {parsed.rows}"
        report.write({"date": f"{datetime.now(UTC):%Y-%m-%d}", "command": f"`{command}`", **about}, found)
    return int(any(one.verdict == "below" for one in found))


def surround(home: Path) -> None:
    """Let this process, and those it starts, work in this home and with nothing else."""
    os.environ["ZHIKE_HOME"] = str(home)
    for name in ("DATABASE_URL", "ZHIKE_HOSTS", "ZHIKE_HOST", "ZHIKE_DEBUG"):
        os.environ.pop(name, None)
    source = str(Path(__file__).resolve().parents[3])
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [source, os.environ.get("PYTHONPATH", "")]))
