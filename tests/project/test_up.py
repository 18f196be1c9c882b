"""`./zhike up` through the front door: it starts, says in one sentence what is in its way, and leaves nothing."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from zhike.project import embedded

SECONDS = 90


class Up:
    """One `up` on a home folder; its output so far is in `said`."""

    def __init__(self, home: Path, port: int, *more: str, **environment: str) -> None:
        self.home, self.port = home, port
        self.out = Path(tempfile.mkstemp(prefix="zhike-up-", suffix=".out")[1])
        surroundings = {
            name: value for name, value in os.environ.items() if not name.startswith(("DATABASE", "DJANGO"))
        }
        surroundings |= {"ZHIKE_HOME": str(home), "LANG": "C.UTF-8", "LC_ALL": "", "PYTHONPATH": "src", **environment}
        surroundings |= {
            "ZHIKE_HOSTS": "",
            "ZHIKE_WEB_PROCESSES": "1",
            "DJANGO_SETTINGS_MODULE": "zhike.project.settings",
        }
        command = [sys.executable, "-m", "zhike.project.cli", "up", "--port", str(port), *more]
        with self.out.open("wb") as out:
            self.process = subprocess.Popen(
                command, cwd=settings.ROOT, env=surroundings, stdout=out, stderr=out, start_new_session=True
            )

    @property
    def said(self) -> str:
        return self.out.read_text()

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


def eventually(test, seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not test():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home for the tests of this module: each start after the first finds what an earlier one left."""
    home = tmp_path_factory.mktemp("up") / "home"
    yield home
    for line in left_over(home):
        os.kill(int(line.split()[0]), signal.SIGKILL)


@pytest.mark.slow
def test_it_serves_refuses_a_second_and_stops_everything(home: Path, port: int, tmp_path: Path) -> None:
    up = Up(home, port).ready()
    assert f"http://127.0.0.1:{port}" in up.said
    assert up.get("/healthz") == 200
    assert up.get("/") == 200
    assert up.get("/customers/7") == 200  # a page of the web UI
    assert up.get("/assets/none.js") == 404

    assert f"process {up.process.pid}" in Up(home, port + 1).refused()
    assert f"Port {port} on 127.0.0.1 is taken" in Up(tmp_path / "other", port).refused()

    assert up.stop() == 0
    assert left_over(home) == []


@pytest.mark.slow
def test_after_kill_minus_nine_nothing_is_in_the_way(home: Path, port: int) -> None:
    up = Up(home, port).ready()
    up.stop(signal.SIGKILL)
    begun = time.monotonic()
    again = Up(home, port).ready()
    assert time.monotonic() - begun < 20
    assert again.get("/healthz") == 200
    assert again.stop(signal.SIGTERM) == 0
    assert left_over(home) == []


@pytest.mark.slow
def test_after_kill_minus_nine_everything_ends_by_itself(home: Path, port: int) -> None:
    up = Up(home, port).ready()
    up.stop(signal.SIGKILL)
    assert nothing_left(home), left_over(home)


@pytest.mark.slow
def test_what_dies_is_started_again(home: Path, port: int) -> None:
    up = Up(home, port).ready()
    postmaster = int((home / "pg" / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGKILL)
    assert eventually(lambda: up.get("/healthz") != 200)
    assert eventually(lambda: up.get("/healthz") == 200), up.said

    children = Path(f"/proc/{up.process.pid}/task/{up.process.pid}/children").read_text().split()
    for child in children:
        if b"postgres" not in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(int(child), signal.SIGKILL)
    assert eventually(lambda: up.get("/healthz") != 200)
    assert eventually(lambda: up.get("/healthz") == 200), up.said
    assert up.stop() == 0
    assert left_over(home) == []


@pytest.mark.slow
def test_a_server_instead_of_the_embedded_one(database: None, tmp_path: Path, port: int) -> None:
    with embedded.connect(settings.HOME, "postgres") as connection:
        connection.execute("CREATE DATABASE elsewhere")
        connection.execute("CREATE ROLE zhike_web LOGIN IN ROLE zhike_app")
    folder = embedded.socket_folder(settings.HOME)
    url = f"postgresql://zhike@/elsewhere?host={folder}"
    up = Up(tmp_path / "home", port, DATABASE_URL=url, DATABASE_APP_USER="zhike_web").ready()
    assert up.get("/healthz") == 200
    with embedded.connect(settings.HOME, "postgres") as connection:
        signed_in = connection.execute("SELECT DISTINCT usename FROM pg_stat_activity WHERE datname = 'elsewhere'")
        assert ("zhike_web",) in signed_in.fetchall()
    assert not (tmp_path / "home" / "pg").exists()
    assert up.stop() == 0
    with psycopg.connect(host=str(folder), user="zhike", dbname="elsewhere") as connection:
        assert connection.execute("SELECT count(*) > 0 FROM django_migrations").fetchone() == (True,)


def test_a_folder_that_cannot_be_written(tmp_path: Path, port: int) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written to" in Up(tmp_path / "file" / "home", port).refused()


def test_data_of_another_major_version(tmp_path: Path, port: int) -> None:
    data = tmp_path / "home" / "pg"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("16\n")
    assert "made by PostgreSQL 16" in Up(tmp_path / "home", port).refused()


def test_a_server_that_is_not_there(tmp_path: Path, port: int) -> None:
    said = Up(tmp_path / "home", port, DATABASE_URL=f"postgresql://zhike@127.0.0.1:{port}/zhike").refused()
    assert said.startswith("The database cannot be reached")


def test_an_address_that_is_not_understood(tmp_path: Path, port: int) -> None:
    assert "DATABASE_URL is not understood" in Up(tmp_path / "home", port, DATABASE_URL="postgresql://").refused()


def test_the_sentence_is_chinese_where_the_terminal_is(tmp_path: Path, port: int) -> None:
    (tmp_path / "file").write_text("")
    assert "无法写入" in Up(tmp_path / "file" / "home", port, LANG="zh_CN.UTF-8").refused()


def test_a_port_that_is_none(tmp_path: Path) -> None:
    assert "70000 is not a port" in Up(tmp_path / "home", 70000).refused()
