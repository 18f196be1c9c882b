"""A Zhike as a new user starts it: `up --demo` on a home folder and a port of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from zhike.kernel import lifeline

START_SECONDS = 180
STOP_SECONDS = 60
COMMAND = (sys.executable, "-m", "zhike.project.cli")
OWNER, MANAGER, SALES, STEWARD = (f"{name}@demo.example" for name in ("owner", "manager", "sales", "steward"))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Site:
    """One running Zhike with the demo company in it."""

    def __init__(self, home: Path, **told: str) -> None:
        self.home, self.port = home, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.said = home.with_suffix(".out")
        surroundings = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "DJANGO", "ZHIKE"))
        }
        surroundings |= {"ZHIKE_HOME": str(home), "LANG": "C.UTF-8", "PYTHONPATH": "src", "ZHIKE_WEB_PROCESSES": "1"}
        surroundings |= told
        self.surroundings = surroundings
        with self.said.open("wb") as out:
            self.process = subprocess.Popen(
                [*COMMAND, "up", "--demo", "--port", str(self.port)],
                cwd=settings.ROOT, env=surroundings, stdout=out, stderr=out, start_new_session=True,
                preexec_fn=lambda: lifeline.die_with_parent(signal.SIGINT),  # a run that is killed leaves nothing
            )  # fmt: skip

    def wait(self) -> "Site":
        """Until it says that it is ready."""
        deadline = time.monotonic() + START_SECONDS
        while "is ready:" not in self.said.read_text():
            assert self.process.poll() is None, self.said.read_text()
            assert time.monotonic() < deadline, self.said.read_text()
            time.sleep(0.1)
        return self

    @property
    def password(self) -> str:
        """That of all people of the demo company."""
        return (self.home / "demo_password").read_text().strip()

    def command(self, *words: str) -> str:
        """What another command at the terminal says."""
        done = subprocess.run(
            [*COMMAND, *words], cwd=settings.ROOT, env=self.surroundings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self) -> None:
        """As Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(STOP_SECONDS)

    def log(self) -> str:
        """What the web server and the worker complained about."""
        return "\n".join(path.read_text("utf-8", "replace") for path in sorted((self.home / "log").glob("w*.log")))
