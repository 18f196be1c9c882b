"""What the processes of a running Zhike take: how the busiest grows, and what all of them take at rest (Linux)."""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path

from zhike.project.bench import client, show
from zhike.project.bench.figures import Figure
from zhike.project.bench.lists import LIST
from zhike.project.bench.stage import Stage

_PROC = Path("/proc")
_REST_SECONDS = 10


class Growth:
    """The memory of the busiest of our own processes at 10% of a piece of work, and at its end."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._before = {pid: _ticks(pid) for pid in _own(root)}
        self._pid: int | None = None
        self.early = self.late = self.peak = 0.0

    def look(self, part: float) -> None:
        """Note what is taken when this part of the work is done."""
        if self._pid is None:
            if part < 0.1:
                return
            self._pid = max(self._before, key=lambda pid: _ticks(pid) - self._before[pid])
            self.early = _megabytes(self._pid, "VmRSS")
        self.late = _megabytes(self._pid, "VmRSS")
        self.peak = _megabytes(self._pid, "VmHWM")


def measure(stage: Stage) -> list[Figure]:
    """Everything a start leaves running, PostgreSQL included, after a few requests and a rest."""
    with show.step("idle memory after a fresh start"):
        stage.stop()
        seconds = stage.start()
        client.run(client.Get(stage.port, stage.token, [LIST]), 4, calls=5)
        time.sleep(_REST_SECONDS)
        taken = {pid: _proportional(pid) for pid in _tree(stage.root)}
    database = sum(size for pid, size in taken.items() if _is_database(pid))
    total = sum(taken.values())
    beside = f"PostgreSQL {database:.0f} MB, the rest {total - database:.0f} MB, in {len(taken)} processes (PSS)"
    return [
        Figure(what="idle memory, everything", value=total, unit="MB", floor=600, aim=350, beside=beside),
        Figure(what="second start, until it answers", value=seconds, unit="s"),
    ]


def _tree(root: int) -> list[int]:
    """A process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for place in _PROC.iterdir():
        if place.name.isdecimal():
            with contextlib.suppress(OSError):
                parent = int((place / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(place.name))
    found = [root]
    for pid in found:
        found += children.get(pid, ())
    return found


def _own(root: int) -> list[int]:
    return [pid for pid in _tree(root) if not _is_database(pid)]


def _is_database(pid: int) -> bool:
    try:
        return b"postgres" in (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0", 1)[0]
    except OSError:
        return False


def _ticks(pid: int) -> int:
    """Processor time so far."""
    try:
        words = (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(words[11]) + int(words[12])


def _megabytes(pid: int, name: str) -> float:
    text = (_PROC / str(pid) / "status").read_text()
    found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def _proportional(pid: int) -> float:
    """Memory with what is shared divided among those who share it."""
    try:
        text = (_PROC / str(pid) / "smaps_rollup").read_text()
    except PermissionError:  # of another account: only the administrator may look; what it has resident is no less
        resident = (_PROC / str(pid) / "statm").read_text().split()[1]
        return int(resident) * os.sysconf("SC_PAGE_SIZE") / 1024**2
    except OSError:
        return 0.0
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
