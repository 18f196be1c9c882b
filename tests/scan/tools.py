"""The scanners, each in an environment of its own under `.artifacts/scan`, made again when its lock file changed.

They are no part of what Zhike's own environments hold: the dependencies of wapiti clash with ours, and spectral brings
more packages than the whole web UI. No script of a package runs at its installation.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.ROOT
HERE = Path(__file__).parent
PLACE = ROOT / ".artifacts" / "scan"


def python() -> Path:
    """The folder of the programs `wapiti` and `sqlmap`."""
    lock, folder = ROOT / "requirements" / "scan.txt", PLACE / "venv"
    if _is_new(lock, folder):
        venv.create(folder, clear=True, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "--no-deps", "-r", str(lock)])
        _stamp(lock, folder)
    return folder / "bin"


def spectral() -> list[str]:
    """The command `spectral lint` with our rules."""
    lock, folder = HERE / "package-lock.json", PLACE / "node"
    if _is_new(lock, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for one in ("package.json", "package-lock.json"):
            (folder / one).write_bytes((HERE / one).read_bytes())
        _run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
        _stamp(lock, folder)
    rules = folder / "spectral.yaml"  # beside the packages that it names
    rules.write_bytes((HERE / "spectral.yaml").read_bytes())
    return [str(folder / "node_modules" / ".bin" / "spectral"), "lint", "--ruleset", str(rules)]


def surroundings(**told: str) -> dict[str, str]:
    """For a scanner: nothing of ours on its path, and no proxy between it and this machine."""
    left_out = ("PYTHON", "DJANGO", "DATABASE", "ZHIKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return {name: value for name, value in kept.items() if "proxy" not in name.lower()} | told


def _sum(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes() + sys.version.encode() + str(PLACE).encode()).hexdigest()


def _is_new(lock: Path, folder: Path) -> bool:
    stamp = folder / ".stamp"
    return not stamp.exists() or stamp.read_text() != _sum(lock)


def _stamp(lock: Path, folder: Path) -> None:
    (folder / ".stamp").write_text(_sum(lock))


def _run(command: list[str], folder: Path | None = None) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
