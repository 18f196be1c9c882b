"""What the figures were taken on."""

from __future__ import annotations

import os
import platform
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("Django", "psycopg", "granian")


def describe(server_version: str) -> dict[str, str]:
    """Cores, memory, versions, load and how long the disk takes to keep a page."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return {
        "machine": f"{os.cpu_count()} cores ({_processor()}), {memory:.0f} GB RAM, {platform.system()}",
        "versions": f"Python {platform.python_version()}, PostgreSQL {server_version}, {packages}",
        "load at start": " ".join(f"{one:.1f}" for one in os.getloadavg()),
        "fsync of 8 KB": f"{_fsync_ms():.2f} ms (median)",
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((one.partition(":")[2].strip() for one in lines if one.startswith("model name")), platform.machine())


def _fsync_ms(times: int = 60) -> float:
    with tempfile.TemporaryFile() as file:
        taken = []
        for _ in range(times):
            os.pwrite(file.fileno(), os.urandom(8192), 0)
            begun = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)
    return sorted(taken)[times // 2] * 1000
