"""Backup and restore against bare pg_dump and pg_restore of the same database, in turns."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Final

import psycopg

from zhike.project import embedded
from zhike.project.backup import rebuilt
from zhike.project.bench import show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

_ROUNDS: Final = 3
_FLOOR: Final = 0.7


def measure(stage: Stage) -> list[Figure]:
    """The time of each, file to file: ours with everything that it does beside."""
    folder = stage.home / "bench-backups"
    dump = folder / "bare.dump"
    backups, dumps, restores, bares = [], [], [], []
    for number in range(_ROUNDS):
        rebuilt.clear(folder)
        folder.mkdir()
        with show.step(f"backup and pg_dump, round {number + 1}"):
            backups.append(_timed(lambda: _zhike("backup", "--to", str(folder))))
            dumps.append(_timed(lambda: _program(stage, "pg_dump", "--compress=gzip:1", f"--file={dump}")))
        [file] = folder.glob("zhike-*.backup")
        with show.step(f"restore and pg_restore, round {number + 1}"):
            restores.append(_timed(lambda: _zhike("restore", str(file), "--into", str(folder / "home"))))  # noqa: B023 - called at once
            rebuilt.clear(folder / "home")
            bares.append(_bare_restore(stage, dump))
        sizes = f"{file.stat().st_size / 1e6:,.0f} MB; bare dump {dump.stat().st_size / 1e6:,.0f} MB"
    rebuilt.clear(folder)
    return [
        _figure("backup, read back and checked, against bare pg_dump", backups, dumps, sizes),
        _figure("restore, checked first, against bare pg_restore", restores, bares, "into a new database each"),
    ]


def _figure(what: str, ours: list[float], bare: list[float], beside: str) -> Figure:
    ratio = median(one / other for one, other in zip(bare, ours, strict=True))
    beside = f"{median(ours):.1f} s; bare {median(bare):.1f} s; {beside}"
    return Figure(what=what, value=ratio, unit="x", floor=_FLOOR, least=True, beside=beside)


def _timed(work: Callable[[], object]) -> float:
    begun = time.monotonic()
    work()
    return time.monotonic() - begun


def _bare_restore(stage: Stage, dump: Path) -> float:
    """Into an empty database of the running server."""
    with embedded.connect(stage.home, "postgres") as connection:
        connection.execute("CREATE DATABASE bench_restore")
    try:
        return _timed(lambda: _program(stage, "pg_restore", "--exit-on-error", str(dump), database="bench_restore"))
    finally:
        with embedded.connect(stage.home, "postgres") as connection:
            connection.execute("DROP DATABASE bench_restore WITH (FORCE)")


def _program(stage: Stage, name: str, *how: str, database: str = embedded.DATABASE) -> None:
    where = psycopg.conninfo.make_conninfo(
        host=str(embedded.socket_folder(stage.home)), user=embedded.USER, dbname=database
    )
    kind = ["--format=custom"] if name == "pg_dump" else []
    subprocess.run([embedded.programs() / name, f"--dbname={where}", *kind, *how], check=True, capture_output=True)


def _zhike(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "zhike.project.cli", *words], check=True, capture_output=True, env=os.environ)
