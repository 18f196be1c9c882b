"""Through the front door: database and worker are killed under work, and nothing acknowledged is lost (A-02, A-04)."""

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.project.running import Caller, Up, company, eventually, free_port, new_home

UNDER_WAY = ("waiting", "running")
ROWS = 16_000
WRITERS = 4


@pytest.fixture(scope="module")
def up() -> Iterator[Up]:
    """One `up` for all tests here: none of them may make it start again."""
    with new_home() as home:
        running = Up(home, free_port()).ready()
        yield running
        assert running.process.poll() is None, running.said
        assert running.stop() == 0


@pytest.fixture(scope="module")
def caller(up: Up) -> Caller:
    return Caller(up, company(up.home))


def sheet(path: Path, rows: range, name: str = "原名", mark: str = "K") -> Path:
    """A list of customers in which every 97th phone is impossible."""
    with path.open("w", encoding="utf-8") as file:
        file.write("客户编号,名称,电话\n")
        for n in rows:
            number = "不是电话" if n % 97 == 0 else f"138{n:08d}"
            file.write(f"{mark}{n:06d},{name}{n},{number}\n")
    return path


class Load:
    """Threads that make and read customers until told to stop, each request with a key of its own."""

    def __init__(self, caller: Caller) -> None:
        self.caller, self.stop = caller, threading.Event()
        self.statuses: Counter[int] = Counter()
        self.made: dict[str, tuple[dict[str, str], int]] = {}  # key: body, id
        self.failed: dict[str, dict[str, str]] = {}
        self.errors: list[BaseException] = []
        self.threads = [threading.Thread(target=self.run, args=(n,)) for n in range(WRITERS)]

    def __enter__(self) -> "Load":
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for one in self.threads:
            one.join(120)

    def run(self, n: int) -> None:
        try:
            number = 0
            while not self.stop.is_set():
                number += 1
                self.once(f"W{n}-{number}")
        except Exception as error:  # noqa: BLE001  # broad except: the test looks at what came
            self.errors.append(error)

    def once(self, code: str) -> None:
        key, body = str(uuid4()), {"name": f"前门{code}", "code": code}
        status, told = self.caller.ask("POST", "/customers", body, key=key)
        self.statuses[status] += 1
        if status == 201:
            self.made[key] = (body, told["id"])
        else:
            self.failed[key] = body
        path = f"/customers/{told['id']}" if status == 201 else "/customers?limit=20"
        status, _ = self.caller.ask("GET", path)
        self.statuses[status] += 1

    def progress(self) -> bool:
        """Wait until every writer could have written again."""
        before = len(self.made)
        return eventually(lambda: len(self.made) >= before + 5 * WRITERS or bool(self.errors), 60)


def of_code(caller: Caller, code: str) -> list[dict[str, Any]]:
    where = quote(f'{{"field": "code", "op": "is", "value": "{code}"}}')
    found: list[dict[str, Any]] = caller.ok("GET", f"/customers?where={where}&columns=name,code")["rows"]
    return found


@pytest.mark.slow
@pytest.mark.soak
def test_the_database_is_killed_twice_under_load_and_an_import(up: Up, caller: Caller, tmp_path: Path) -> None:
    job = caller.bring(sheet(tmp_path / "a.csv", range(ROWS)), object="customer")
    with Load(caller) as load:
        seen = 0
        for _ in range(2):
            at = caller.wait(job, lambda one, seen=seen: one["done"] > seen or one["state"] not in UNDER_WAY)
            assert at["state"] in UNDER_WAY, at  # waiting: for the worker, or to be taken up again
            seen = at["done"]
            assert load.progress()
            failed, postmaster = len(load.failed), up.postmaster()
            os.kill(postmaster, signal.SIGKILL)
            assert eventually(lambda failed=failed: len(load.failed) > failed or bool(load.errors))
            assert load.progress(), up.said
            assert up.postmaster() != postmaster
    assert load.errors == []
    assert set(load.statuses) <= {200, 201, 503}, load.statuses
    for body, record in load.made.values():
        assert caller.ok("GET", f"/customers/{record}")["name"] == body["name"]
    assert load.failed
    for key, body in load.failed.items():
        first = caller.ok("POST", "/customers", body, key=key)
        assert caller.ok("POST", "/customers", body, key=key) == first
        assert [one["id"] for one in of_code(caller, body["code"])] == [first["id"]]

    wrong = len(range(0, ROWS, 97))
    done = caller.wait(job, lambda one: one["state"] not in UNDER_WAY)
    assert (done["state"], done["done"], done["error"]) == ("done", ROWS, None)
    assert done["counts"] == {"created": ROWS - wrong, "refused": wrong}
    codes = Counter(one["code"] for one in caller.every("customers", "code") if one["code"].startswith("K"))
    assert codes == Counter(f"K{n:06d}" for n in range(ROWS) if n % 97)


def kill_worker(up: Up, caller: Caller, job: int, times: int) -> None:
    """Kill the worker in the middle of a job, each time after it has done more."""
    seen = 0
    for _ in range(times):
        at = caller.wait(job, lambda one, seen=seen: one["done"] > seen or one["state"] not in UNDER_WAY)
        assert at["state"] == "running", at
        seen, worker = at["done"], up.worker()
        assert worker is not None
        os.kill(worker, signal.SIGKILL)
        assert eventually(lambda worker=worker: up.worker() not in (None, worker), 60), up.said
        time.sleep(0.05)


@pytest.mark.soak
@pytest.mark.parametrize("mode", ["create", "upsert"])
def test_the_worker_is_killed_in_the_middle_of_an_import(up: Up, caller: Caller, tmp_path: Path, mode: str) -> None:
    mark, plan = mode[0].upper(), {"object": "customer", "mode": mode}
    known = range(0)
    if mode == "upsert":
        known, plan = range(1, ROWS // 2), {**plan, "match": "code"}
        first = caller.bring(sheet(tmp_path / "b.csv", known, mark=mark), object="customer")
        done = caller.wait(first, lambda one: one["state"] not in UNDER_WAY)
        assert done["state"] == "done", done
    job = caller.bring(sheet(tmp_path / "a.csv", range(ROWS), "新名", mark), **plan)
    kill_worker(up, caller, job, 2)  # each waits longer to be started again
    done = caller.wait(job, lambda one: one["state"] not in UNDER_WAY)
    right = [n for n in range(ROWS) if n % 97]
    updated = len([n for n in known if n % 97])
    expected = {"created": len(right) - updated, "updated": updated, "refused": ROWS - len(right)}
    assert (done["state"], done["done"], done["error"]) == ("done", ROWS, None)
    assert done["counts"] == {name: count for name, count in expected.items() if count}
    rows = [one for one in caller.every("customers", "code,name") if one["code"].startswith(mark)]
    assert sorted((one["code"], one["name"]) for one in rows) == [(f"{mark}{n:06d}", f"新名{n}") for n in right]
    versions = Counter(one["version"] for one in rows)
    assert versions == Counter({1: len(right) - updated, 2: updated} if updated else {1: len(right)})
