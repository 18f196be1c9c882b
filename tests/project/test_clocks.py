"""Workers whose clocks are wrong, and jump: jobs go by the database's clock, and each is done once."""

import multiprocessing
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Event
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, connections
from procrastinate.contrib.django import app

from zhike.project import background

_fork = multiprocessing.get_context("fork")

DUE, EARLY, EACH = "tests.clocks.due", "tests.clocks.early", "tests.clocks.each"
HOURS_OFF = 2
NUMBER = 40
SECONDS = 60  # for all of it; a busy machine takes its time


@app.task(queue="test", name=DUE)
def due(folder: str, name: str) -> None:
    """Leaves a file of its own each time: who did it, at what time by their clock, and at what time by the true one."""
    true = time_machine.escape_hatch.time.time()
    (Path(folder) / f"{name}~{uuid4().hex}").write_text(f"{os.getpid()} {time.time()} {true}")


@app.task(queue="test", name=EARLY)
def early(folder: str, name: str) -> None:
    due.func(folder, f"early-{name}")


@app.task(queue="test", name=EACH)
def each(timestamp: int, folder: str) -> None:
    due.func(folder, f"each-{timestamp}")


class Done:
    """What the jobs have left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def times(self, kind: str) -> Counter[str]:
        """How often each was done."""
        names = (path.name.split("~")[0] for path in self.folder.glob(f"{kind}-*"))
        return Counter(name.removeprefix(f"{kind}-") for name in names)

    def runs(self) -> list[tuple[str, int, float, float]]:
        """Each run: its name, who did it, when by their clock, when by the true clock."""
        found = []
        for path in self.folder.iterdir():
            who, believed, true = path.read_text().split()
            found.append((path.name.split("~")[0], int(who), float(believed), float(true)))
        return found


def until(reached: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + SECONDS
    while not reached():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def work(hours: int, jump: Event) -> None:
    """A worker whose clock is off by some hours, and by as much to the other side after the jump."""
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours), tick=True) as traveller:

        def move() -> None:
            jump.wait()
            traveller.shift(timedelta(hours=-2 * hours))

        threading.Thread(target=move, daemon=True).start()
        background.work(None)


@pytest.fixture
def each_second(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A periodic task instead of those of Zhike. Nothing of it stays, nor of the other jobs of this test."""
    monkeypatch.setattr(app.periodic_registry, "periodic_tasks", {})
    app.periodic(cron="* * * * * *", task_kwargs={"folder": str(tmp_path)})(each)  # the sixth are seconds
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_periodic_defers WHERE task_name = %s", [EACH])
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name IN (%s, %s, %s)", [DUE, EARLY, EACH])


@pytest.fixture
def jump(each_second: None) -> Iterator[Event]:
    """Two workers are at work; setting this moves their clocks."""
    event = _fork.Event()
    connections.close_all()
    workers = [_fork.Process(target=work, args=(hours, event)) for hours in (HOURS_OFF, -HOURS_OFF)]
    for worker in workers:
        worker.start()
    yield event
    for worker in workers:
        worker.kill()
        worker.join()


@pytest.mark.slow
@pytest.mark.soak
def test_clocks_that_are_wrong_and_jump_leave_each_job_done_once(jump: Event, tmp_path: Path) -> None:
    done = Done(tmp_path)
    begun = time.time()
    now = datetime.now(UTC)
    at = {f"{number:02}": now + timedelta(seconds=3 + number / 4) for number in range(NUMBER)}
    for name, when in at.items():
        due.configure(schedule_at=when).defer(folder=str(tmp_path), name=f"due-{name}")
        early.configure(schedule_at=when + timedelta(hours=1)).defer(folder=str(tmp_path), name=name)

    until(lambda: len(done.times("due")) >= NUMBER // 4 and len(done.times("each")) >= 4, "the first jobs are done")
    before = time.time()
    jump.set()
    until(lambda: len(done.times("due")) == NUMBER, "all jobs that are due are done")
    until(lambda: sum(true > before + 6 for _, _, _, true in done.runs()) >= 4, "there is work after the jump")

    assert done.times("due") == dict.fromkeys(at, 1)
    assert not done.times("early")
    runs = done.runs()
    for name, _, _, true in runs:
        if name.startswith("due-"):
            assert true >= at[name.removeprefix("due-")].timestamp(), name
    twice = {name: times for name, times in done.times("each").items() if times > 1}
    assert not twice
    assert all(begun - 5 <= int(stamp) <= time.time() for stamp in done.times("each"))

    off = {(who, round((believed - true) / 3600)) for _, who, believed, true in runs}
    assert {hours for _, hours in off} == {HOURS_OFF, -HOURS_OFF}  # the clocks were as wrong as this test wants them
    assert len({who for who, _ in off}) == 2
