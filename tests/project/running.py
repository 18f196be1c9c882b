"""`./zhike up` in a process of its own, on a home of its own, and the programs that talk to it over HTTP."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

SECONDS = 90


def around(home: Path) -> dict[str, str]:
    """The environment of a command on a home."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "DJANGO"))}
    return plain | {
        "ZHIKE_HOME": str(home),
        "LANG": "C.UTF-8",
        "LC_ALL": "",
        "PYTHONPATH": "src",
        "ZHIKE_HOSTS": "",
        "ZHIKE_WEB_PROCESSES": "1",
        "DJANGO_SETTINGS_MODULE": "zhike.project.settings",
    }


def zhike(home: Path, *arguments: str, said: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """A command of `./zhike`, to its end."""
    command = [sys.executable, "-m", "zhike.project.cli", *arguments]
    return subprocess.run(
        command, cwd=settings.ROOT, env=around(home) | environment, input=said, capture_output=True, text=True,
        check=False, timeout=SECONDS,
    )  # fmt: skip


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Up:
    """One `up` on a home folder; its output so far is in `said`."""

    def __init__(self, home: Path, port: int, *more: str, **environment: str) -> None:
        self.home, self.port = home, port
        self.out = tempfile.TemporaryFile()  # noqa: SIM115 - it goes when nobody holds it any more
        surroundings = around(home) | environment
        command = [sys.executable, "-m", "zhike.project.cli", "up", "--port", str(port), *more]
        self.process = subprocess.Popen(
            command, cwd=settings.ROOT, env=surroundings, stdout=self.out, stderr=self.out, start_new_session=True
        )

    @property
    def said(self) -> str:
        return os.pread(self.out.fileno(), 1 << 20, 0).decode()  # the process goes on writing where it is

    def ready(self) -> "Up":
        """Wait until it says that it is ready."""
        deadline = time.monotonic() + SECONDS
        while "ready:" not in self.said:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.05)
        return self

    def get(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def children(self) -> list[int]:
        """The processes that it started itself."""
        return [
            int(one) for one in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]

    def worker(self) -> int | None:
        """The background worker, known by the log that it writes to; None while there is none."""
        for child in self.children():
            try:
                log = Path(f"/proc/{child}/fd/1").readlink()
            except OSError:
                continue
            if log.name == "worker.log":
                return child
        return None

    def postmaster(self) -> int:
        return int((self.home / "pg" / "postmaster.pid").read_text().split()[0])

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(SECONDS)

    def refused(self) -> str:
        """It ended with one sentence: no traceback, an exit code that says so."""
        assert self.process.wait(SECONDS) == 1, self.said
        assert "Traceback" not in self.said
        return self.said.strip().splitlines()[-1]


def left_over(home: Path) -> list[str]:
    """What still runs for this home: processes with it in their arguments or their environment."""
    found = []
    for place in Path("/proc").iterdir():
        try:
            words = (place / "cmdline").read_bytes() + (place / "environ").read_bytes()
        except OSError:
            continue
        if os.fsencode(home) in words and place.name != str(os.getpid()):
            found.append(f"{place.name} {(place / 'cmdline').read_bytes()[:100]!r}")
    return found


def nothing_left(home: Path, seconds: float = 15) -> bool:
    deadline = time.monotonic() + seconds
    while left_over(home):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def eventually(test: Callable[[], bool], seconds: float = 30, pause: float = 0.1) -> bool:
    deadline = time.monotonic() + seconds
    while not test():
        if time.monotonic() > deadline:
            return False
        time.sleep(pause)
    return True


@contextmanager
def new_home() -> Iterator[Path]:
    """A home whose parents stay as they are: each start of pytest shuts the folder of `tmp_path` to other accounts."""
    with tempfile.TemporaryDirectory(prefix="zhike-up-") as folder:
        home = Path(folder) / "home"
        yield home
        for line in left_over(home):
            try:
                os.kill(int(line.split()[0]), signal.SIGKILL)
            except ProcessLookupError:
                continue


BOSS = "boss@example.com"


@cache
def _tables() -> "tempfile.TemporaryDirectory[str]":
    """A home with the tables of today and nothing else, made once and copied from then on."""
    folder = tempfile.TemporaryDirectory(prefix="zhike-tables-")
    made = zhike(Path(folder.name) / "home", "migrate")
    assert made.returncode == 0, made.stderr
    return folder


def company(home: Path, **environment: str) -> str:
    """Found a company, and give a token of its owner."""
    if not home.exists() and not environment:
        home.mkdir(mode=0o700, parents=True)
        subprocess.run(["cp", "-a", f"{_tables().name}/home/pg", home], check=True)  # with its owner
    founder = ("--owner-email", BOSS, "--owner-name", "老板")
    made = zhike(home, "company", "create", "--name", "前门公司", *founder, **environment)
    assert made.returncode == 0, made.stderr
    told = zhike(home, "token", "create", "--person", BOSS, "--scope", "admin", **environment)
    assert told.returncode == 0, told.stderr
    return told.stdout.strip()


@dataclass(frozen=True)
class Caller:
    """Talks to a running `up` over HTTP."""

    up: Up
    token: str

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, raw: bytes | None = None,
        kind: str = "application/json",
    ) -> tuple[int, Any]:  # fmt: skip
        """Status, and the body as JSON, or bytes when it is none."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": kind}
        if key:
            headers["Idempotency-Key"] = key
        data = raw if raw is not None else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.up.port}/api/v1{path}", data=data, headers=headers, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                status, content, made = answer.status, answer.read(), answer.headers["Content-Type"]
        except urllib.error.HTTPError as error:
            status, content, made = error.code, error.read(), error.headers["Content-Type"]
        return status, json.loads(content) if made == "application/json" else content

    def ok(self, method: str, path: str, body: Any = None, **more: Any) -> Any:
        """The body of a good answer."""
        status, told = self.ask(method, path, body, **more)
        assert 200 <= status < 300, (status, told)
        return told

    def upload(self, path: Path) -> str:
        edge = uuid4().hex
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{path.name}"\r\n\r\n'
        raw = head.encode() + path.read_bytes() + f"\r\n--{edge}--\r\n".encode()
        told: str = self.ok("POST", "/imports", raw=raw, kind=f"multipart/form-data; boundary={edge}")["upload"]
        return told

    def bring(self, path: Path, **plan: Any) -> int:
        """Begin an import; its job."""
        job: int = self.ok("POST", f"/imports/{self.upload(path)}/run", plan)["job"]
        return job

    def job(self, number: int) -> dict[str, Any] | None:
        """A job; None while the database is away."""
        status, told = self.ask("GET", f"/jobs/{number}")
        assert status in (200, 503), (status, told)
        return told if status == 200 else None

    def wait(self, number: int, until: Callable[[dict[str, Any]], bool], seconds: float = 240) -> dict[str, Any]:
        """The job as soon as it is as wished."""
        found: list[dict[str, Any]] = []

        def reached() -> bool:
            told = self.job(number)
            if told is not None and until(told):
                found.append(told)
            return bool(found)

        assert eventually(reached, seconds, pause=0.02), self.job(number)
        return found[0]

    def every(self, plural: str, columns: str) -> list[dict[str, Any]]:
        """All records of an object."""
        rows: list[dict[str, Any]] = []
        after = ""
        while True:
            page = self.ok("GET", f"/{plural}?sort=id&limit=500&count=0&columns={columns}{after}")
            rows += page["rows"]
            if page["next"] is None:
                return rows
            after = f"&after={page['next']}"
