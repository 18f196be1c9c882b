"""Backups while people work, by the clock, in a store, and when they are killed."""

import itertools
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import homes
from tests.project.running import Caller, Up, around, company, eventually, free_port, new_home, zhike
from zhike.project.backup import places
from zhike.project.problem import Problem

BATCH = 40


class Writers:
    """People who write batches until told to stop; each batch is known by its mark."""

    def __init__(self, caller: Caller, many: int) -> None:
        self._caller, self._stop = caller, threading.Event()
        self._marks = itertools.count(1)
        self.written: list[int] = []
        self._threads = [threading.Thread(target=self._write) for _ in range(many)]

    def _write(self) -> None:
        while not self._stop.is_set():
            mark = next(self._marks)
            rows = [{"name": f"批 {mark:06} {number}", "kind": "organization"} for number in range(BATCH)]
            self._caller.ok("POST", "/customers/batch", {"mode": "create", "rows": rows})
            self.written.append(mark)

    def __enter__(self) -> "Writers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


@pytest.mark.soak
def test_every_batch_of_a_busy_system_is_whole() -> None:
    backups, enough = 8, 60
    with new_home() as home:
        token = company(home)
        up = Up(home, free_port()).ready()
        try:
            with Writers(Caller(up, token), 2) as writers:
                assert eventually(lambda: len(writers.written) >= enough)
                for _ in range(backups):
                    before = len(writers.written)
                    made = zhike(home, "backup")
                    assert made.returncode == 0, made.stderr
                    assert len(writers.written) > before  # nobody had to wait for the backup
                    time.sleep(1.1)  # a second has one backup at most
        finally:
            up.stop()
        for number, file in enumerate(sorted((home / "backups").glob("*.backup"))):
            goal = home.parent / f"copy{number}"
            done = zhike(home, "restore", str(file), "--into", str(goal))
            assert done.returncode == 0, done.stderr
            assert whole_batches(goal) >= enough
            verified = zhike(goal, "audit", "verify")
            assert verified.returncode == 0, verified.stderr


def whole_batches(home: Path) -> int:
    """See that no batch, and no change set, is in part; how many batches there are."""
    with homes.looked_into(home) as base:
        batches = base.execute(
            "SELECT substring(name FROM 4 FOR 6), count(*) FROM customers_customer WHERE name LIKE '批 %%' GROUP BY 1"
        ).fetchall()
        sets = base.execute(
            "SELECT s.records, cardinality(c.ids) FROM kernel_changeset s LEFT JOIN kernel_change c"
            " ON c.tenant_id = s.tenant_id AND c.change_set_id = s.id WHERE s.object = 'customer'"
        ).fetchall()
    assert {count for _, count in batches} == {BATCH}
    assert {row for row in sets if row[0] == BATCH} == {(BATCH, BATCH)}
    assert len([row for row in sets if row[0] == BATCH]) == len(batches)
    return len(batches)


@pytest.mark.soak
def test_by_the_clock_and_what_goes_then() -> None:
    with new_home() as home:
        company(home)
        kept = home.parent / "kept"
        kept.mkdir()
        for name in ("zhike-20200101T000000Z.backup", "zhike-20200102T000000Z.backup", "mine.txt"):
            (kept / name).write_text("old")
        planned = zhike(home, "backup", "--to", str(kept), "--every", "1h", "--keep", "2d")
        assert planned.returncode == 0, planned.stderr
        assert "every 1h" in planned.stdout
        [first] = made_of(kept) - {"zhike-20200102T000000Z.backup"}
        [keys] = kept.glob("*.keys")
        assert {one.name for one in kept.iterdir()} == {first, "zhike-20200102T000000Z.backup", "mine.txt", keys.name}

        plan = json.loads((home / "backup.json").read_text())
        (home / "backup.json").write_text(json.dumps(plan | {"tried": "2026-01-01T00:00:00+00:00"}))
        due = python(home, "from zhike.project import jobs; jobs.backup(timestamp=0)")
        assert due.returncode == 0, due.stderr
        plan = json.loads((home / "backup.json").read_text())
        assert plan["made"] in made_of(kept)
        assert plan["made"] > first
        assert not plan["failed"]
        assert first not in made_of(kept)  # of one day the last stays
        assert list(kept.glob("*.keys")) == [keys]  # no rule means it

        # Not yet due: nothing happens. A place that is gone: said, and nothing is removed.
        before = made_of(kept)
        python(home, "from zhike.project import jobs; jobs.backup(timestamp=0)")
        assert made_of(kept) == before
        (home.parent / "file").write_text("x")
        gone = {"tried": "2026-01-01T00:00:00+00:00", "to": str(home.parent / "file")}
        (home / "backup.json").write_text(json.dumps(plan | gone))
        failed = python(home, "from zhike.project import jobs; jobs.backup(timestamp=0)")
        assert "cannot be written to" in failed.stderr
        assert "cannot be written to" in json.loads((home / "backup.json").read_text())["failed"]

        assert zhike(home, "backup", "--every", "off").returncode == 0
        assert json.loads((home / "backup.json").read_text())["every"] == ""


def made_of(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir() if one.suffix == ".backup"}


def python(home: Path, program: str) -> subprocess.CompletedProcess[str]:
    """A program on a home whose database runs."""
    start = "from zhike.project.site import ready\nwith ready():\n    "
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", start + program],
        env=around(home), capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.soak
def test_the_worker_looks_at_the_clock() -> None:
    program = "import django; django.setup(); from procrastinate.contrib.django import app; app.perform_import_paths();"
    told = python_plain(f"{program} print([name for name, _ in app.periodic_registry.periodic_tasks])")
    assert "zhike.project.backup" in told


def python_plain(program: str) -> str:
    with new_home() as home:
        return subprocess.run(
            [sys.executable, "-W", "ignore", "-c", program],
            env=around(home),
            capture_output=True,
            text=True,
            check=True,
        ).stdout


@pytest.mark.soak
def test_one_that_was_killed_is_none() -> None:
    with new_home() as home:
        company(home)
        (home / "files" / "1").mkdir(parents=True)
        (home / "files" / "1" / "large").write_bytes(os.urandom(200_000_000))
        kept = home.parent / "kept"
        command = [sys.executable, "-m", "zhike.project.cli", "backup", "--to", str(kept)]
        program = subprocess.Popen(command, env=around(home), stdout=subprocess.DEVNULL)
        assert eventually(lambda: any(size > 5_000_000 for size in sizes(kept)), pause=0.005)
        program.send_signal(signal.SIGKILL)
        program.wait()
        assert sorted(one.suffix for one in kept.iterdir()) == [".keys", ".part"]
        assert zhike(home, "backup", "--to", str(kept), "--list").stdout == ""
        made = zhike(home, "backup", "--to", str(kept))
        assert made.returncode == 0, made.stderr
        assert sorted(one.suffix for one in kept.iterdir()) == [".backup", ".keys"]


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["folder", "store"])
def test_what_breaks_off_leaves_nothing(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in request.getfixturevalue("store").items() if kind == "store" else ():
        monkeypatch.setenv(name, value)
    place = places.place("s3://kept/broken" if kind == "store" else str(tmp_path / "kept"))

    def breaking() -> Iterator[bytes]:
        for _ in range(20):
            yield bytes(1_000_000)
        raise Problem("backup_program", name="pg_dump", reason="planted")

    def untrue(pieces: Iterator[bytes]) -> None:
        assert b"".join(pieces) == b"abc"
        raise Problem("backup_not_verified")

    with pytest.raises(Problem, match="planted"):
        place.put("zhike-20260101T000000Z.backup", breaking(), lambda pieces: None, most=1)
    with pytest.raises(Problem, match="could not be read back"):
        place.put("zhike-20260102T000000Z.backup", iter([b"abc"]), untrue, most=1)
    assert place.list() == []

    # What is to take the place of something takes it when it was read back, and not before.
    place.put("zhike-1.keys", iter([b"abc"]), lambda pieces: None, most=1, replace=True)
    with pytest.raises(Problem, match="planted"):
        place.put("zhike-1.keys", breaking(), lambda pieces: None, most=1, replace=True)
    with pytest.raises(Problem, match="could not be read back"):
        place.put("zhike-1.keys", iter([b"abc"]), untrue, most=1, replace=True)
    assert b"".join(place.read("zhike-1.keys")) == b"abc"
    place.put("zhike-1.keys", iter([b"abcd"]), lambda pieces: None, most=1, replace=True)
    assert place.list() == [("zhike-1.keys", 4)]
    assert b"".join(place.read("zhike-1.keys")) == b"abcd"


@pytest.mark.soak
@pytest.mark.parametrize("place", ["folder", "store"])
def test_memory_does_not_grow_with_what_is_backed_up(place: str, request: pytest.FixtureRequest) -> None:
    more = request.getfixturevalue("store") if place == "store" else {}
    with new_home() as home:
        company(home)
        goal = "s3://kept/flat" if place == "store" else str(home.parent / "kept")
        small = peak(home, "backup", "--to", goal, **more)
        (home / "files" / "1").mkdir(parents=True)
        (home / "files" / "1" / "large").write_bytes(os.urandom(300_000_000))
        assert peak(home, "backup", "--to", goal, **more) < small + 100


def peak(home: Path, *words: str, **environment: str) -> int:
    """The most memory that a command takes, in megabytes."""
    # Not `getrusage`, whose peak a program takes over from the one that starts it.
    program = "import sys; from zhike.project.cli import main; code = main(sys.argv[1:]);"
    program += "print(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]); sys.exit(code)"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        env=around(home) | environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return int(done.stdout.split()[-1]) // 1024


def sizes(folder: Path) -> list[int]:
    found = []
    for one in folder.iterdir() if folder.is_dir() else ():
        try:
            found.append(one.stat().st_size)
        except FileNotFoundError:  # put in place in the meantime
            continue
    return found


@pytest.fixture
def store() -> Iterator[dict[str, str]]:
    """A store that speaks S3, with a bucket `kept`; the variables that lead to it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        assert eventually(lambda: answered(address, "GET"))
        assert answered(f"{address}/kept", "PUT")
        yield {
            "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_REGION": "cn-1",
        }  # fmt: skip
    finally:
        server.terminate()
        server.wait()


def answered(address: str, method: str) -> bool:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, method=method), timeout=10):
            return True
    except OSError:
        return False


@pytest.mark.soak
def test_a_store_takes_it_and_gives_it_back(store: dict[str, str]) -> None:
    with new_home() as home:
        company(home)
        (home / "files" / "1").mkdir(parents=True)
        (home / "files" / "1" / "large").write_bytes(os.urandom(20_000_000))  # several parts
        made = zhike(home, "backup", "--to", "s3://kept/zhike/one", **store)
        assert made.returncode == 0, made.stderr
        found = re.search(r"(s3://kept/zhike/one/zhike-\S+\.backup) \(19\.\d MB, 1 files\)", made.stdout)
        assert found, made.stdout
        listed = zhike(home, "backup", "--to", "s3://kept/zhike/one", "--list", **store)
        assert listed.stdout.startswith(found[1])
        goal = home.parent / "copy"
        done = zhike(home, "restore", found[1], "--into", str(goal), **store)
        assert done.returncode == 0, done.stderr
        assert homes.sums(goal) == homes.sums(home)

        absent = zhike(home, "backup", "--to", "s3://nobodys/zhike", **store)
        assert absent.returncode == 1
        assert "Traceback" not in absent.stderr
        assert "s3://nobodys/zhike" in absent.stderr
