"""A real server in processes of its own, on the database of the test run."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import sys
from zhike.project import site
site.set_up()
from zhike.project import web
web.serve("127.0.0.1", int(sys.argv[1]))
"""
START_SECONDS = 60


@contextmanager
def serving(*, processes: int = 1, threads: int = 4) -> Iterator[str]:
    """Serve, and give the address; everything is stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = os.environ | {
        "DJANGO_SETTINGS_MODULE": "zhike.project.settings",
        "PYTHONPATH": str(ROOT / "src"),
        "ZHIKE_WEB_PROCESSES": str(processes),
        "ZHIKE_WEB_THREADS": str(threads),
    }
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], env=surroundings, start_new_session=True)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(address)
