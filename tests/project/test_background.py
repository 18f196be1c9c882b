"""The background worker: what a killed one was doing is done by the next."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from procrastinate.contrib.django import app

from tests.connect.company import found
from zhike.kernel import db, events, jobs
from zhike.kernel.write import write
from zhike.project import background

_fork = multiprocessing.get_context("fork")


@app.task(queue="test", name="tests.touch")
def touch(folder: str, seconds: float) -> None:
    """Leaves a file when it begins and one when it ends."""
    number = len(list(Path(folder).glob("begun-*")))
    (Path(folder) / f"begun-{number}").touch()
    if number == 0:
        time.sleep(seconds)
    (Path(folder) / "done").touch()


def eventually(path: Path, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not path.exists():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def worker(database: None, tmp_path: Path) -> Iterator:
    started = []

    def start(note: Path | None):
        connections.close_all()
        process = _fork.Process(target=background.work, args=(note,))
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def test_a_job_is_done_and_the_worker_stops_at_once_when_idle(worker, tmp_path: Path) -> None:
    process = worker(tmp_path / "note")
    touch.defer(folder=str(tmp_path), seconds=0)
    assert eventually(tmp_path / "done")
    process.terminate()
    process.join(10)
    assert process.exitcode == 0


@jobs.kind("tests.awaited")
def awaited(handle: jobs.Handle) -> dict[str, int]:
    """A job that somebody waits for."""
    touch(handle.params["folder"], 0.1)
    return {}


def test_what_a_person_waits_for_goes_before_what_the_clock_started(
    worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHIKE_WORKER_JOBS", "1")
    clock, person = (tmp_path / name for name in ("clock", "person"))
    for folder in (clock, person):
        folder.mkdir()
    touch.defer(folder=str(clock), seconds=0.1)
    jobs.start(found().actor, "tests.awaited", "Awaited", {"folder": str(person)})
    worker(None)
    assert eventually(clock / "done")
    assert eventually(person / "done")
    assert (person / "done").stat().st_mtime_ns < (clock / "done").stat().st_mtime_ns


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_an_ended_worker_left_is_done_by_the_next(worker, tmp_path: Path, how: signal.Signals) -> None:
    note = tmp_path / "note"
    process = worker(note)
    touch.defer(folder=str(tmp_path), seconds=60)
    assert eventually(tmp_path / "begun-0")
    os.kill(process.pid, how)
    process.join(10)
    assert process.exitcode is not None
    assert not (tmp_path / "done").exists()

    worker(note)
    assert eventually(tmp_path / "done")


@pytest.mark.slow
def test_what_a_silent_worker_left_is_done_by_any(worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background, "SILENT_SECONDS", 3)
    monkeypatch.setattr(background, "_LOOK_SECONDS", 0.5)
    process = worker(None)
    touch.defer(folder=str(tmp_path), seconds=60)
    assert eventually(tmp_path / "begun-0")
    process.kill()
    worker(None)
    assert eventually(tmp_path / "done")


@app.task(queue="test", name="tests.once", queueing_lock="tests.once")
def once(folder: str, seconds: float) -> None:
    """One of which no two wait at a time."""
    touch(folder, seconds)


@pytest.mark.slow
def test_of_two_that_a_silent_worker_left_one_is_enough_where_one_waits_for_both(
    worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SILENT_SECONDS", 3)
    monkeypatch.setattr(background, "_LOOK_SECONDS", 0.5)
    folders = [tmp_path / name for name in ("first", "second", "other")]
    for folder in folders:
        folder.mkdir()
    process = worker(None)
    for folder in folders[:2]:
        once.defer(folder=str(folder), seconds=60)
        assert eventually(folder / "begun-0")
    process.kill()
    worker(None)
    touch.defer(folder=str(folders[2]), seconds=0)
    assert eventually(folders[2] / "done")
    assert eventually(folders[0] / "done") or eventually(folders[1] / "done", 1)
    touch.defer(folder=str(tmp_path), seconds=0)  # it goes on
    assert eventually(tmp_path / "done")


FOLLOWED = []


@events.follower("tests.follower")
def followed(tenant_id: int) -> None:
    """Leaves a file where the test has said that it wants one."""
    for wanted, folder in FOLLOWED:
        if wanted == tenant_id:
            (folder / "followed").touch()
            raise RuntimeError("a follower that fails stops nothing")


def test_followers_are_called_after_a_write_and_after_a_touch(worker, tmp_path: Path) -> None:
    actor = found().actor
    FOLLOWED.append((actor.tenant_id, tmp_path))
    worker(None)
    note, ready = tmp_path / "followed", tmp_path / "done"
    touch.defer(folder=str(tmp_path), seconds=0)
    assert eventually(ready)  # by now it listens
    for change in (
        lambda tx: write(actor, "tag", [{"name": str(time.monotonic_ns())}]),
        lambda tx: events.touch(tx, "tests", "customer", [1]),
        lambda tx: events.touch(tx, "tests", "customer", [2]),
    ):
        with db.transaction(actor.tenant_id) as tx:
            change(tx)
        assert eventually(note, 20)
        note.unlink()
    FOLLOWED.clear()


def test_touches_are_read_once_by_each_subscriber(database: None) -> None:
    tenant_id = found().actor.tenant_id
    with db.transaction(tenant_id) as tx:
        events.touch(tx, "first", "customer", [3, 1])
        events.touch(tx, "second", "contact", [])
    heard = []
    assert events.deliver_touches(tenant_id, "tests.one", lambda _, some: heard.extend(some)) == 1
    assert heard == [events.Touch("customer", "first", (3, 1))]
    assert events.deliver_touches(tenant_id, "tests.one", lambda _, some: heard.extend(some)) == 0
    with db.transaction(tenant_id) as tx:
        events.begin_now(tx, "tests.two")
    with db.transaction(tenant_id) as tx:
        events.touch(tx, "later", "customer", [4])
    assert events.deliver_touches(tenant_id, "tests.two", lambda _, some: heard.extend(some)) == 1
    assert heard[1:] == [events.Touch("customer", "later", (4,))]
