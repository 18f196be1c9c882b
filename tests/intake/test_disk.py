"""Imports whose disk is full at any byte, and two that bring the same file at one moment (A-03, A-05)."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from pathlib import Path

import pytest
from django.db import connections

from tests.connect.company import Company, Program, found
from tests.connect.failing import chance
from tests.intake import company as steps
from tests.intake.test_kill import ledger, spools
from tests.kernel.threads import together
from zhike.engines.intake import batches
from zhike.kernel import jobs

_fork = multiprocessing.get_context("fork")


def on_a_full_disk(company: Company, job: int, room: int) -> None:
    """Do a job in a process whose files take no more than so many bytes."""

    def perform() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing fails then, as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        try:
            jobs.perform(tenant_id=company.tenant, job_id=job)
        except OSError:
            os._exit(1)
        os._exit(0)

    connections.close_all()
    process = _fork.Process(target=perform)
    process.start()
    process.join(120)
    assert process.exitcode in (0, 1)


@pytest.mark.parametrize("checked", [False, True])
def test_what_was_imported_before_the_disk_was_full_is_told(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: bool
) -> None:
    monkeypatch.setattr(batches, "ROWS", 50)
    company = found()
    api = company.program()
    rows = 400
    key = steps.upload(api, ledger(tmp_path / "a.csv", rows)).ok(201)["upload"]
    plan: dict[str, object] = {"object": "customer"}
    random_ = chance()
    for room in (random_.randrange(1, 300), random_.randrange(300, 700)):
        if checked:
            api.post(f"/imports/{key}/check", {"object": "customer"}).ok()
            plan["checked"] = True
        job = api.post(f"/imports/{key}/run", plan).ok(202)["job"]
        on_a_full_disk(company, job, room)
        done = api.get(f"/jobs/{job}").ok()
        created = done["counts"].get("created", 0)
        assert done["state"] == "failed", done
        assert api.get("/customers").ok()["count"]["value"] == created
        assert done["done"] == created + done["counts"].get("refused", 0)
        if created:
            undone = api.post(f"/jobs/{job}/undo").ok(202)["job"]
            assert steps.work(company, api, undone)["counts"]["undone"] == created
    if checked:
        api.post(f"/imports/{key}/check", {"object": "customer"}).ok()
    done = steps.work(company, api, api.post(f"/imports/{key}/run", plan).ok(202)["job"])
    assert (done["state"], done["done"]) == ("done", rows)
    assert spools(company) == []


def started(program: Program, path: Path) -> int:
    key = steps.upload(program, path).ok(201)["upload"]
    return program.post(f"/imports/{key}/run", {"object": "customer"}).status


def test_one_file_is_brought_once_however_many_bring_it(database: None, tmp_path: Path) -> None:
    company = found()
    path = ledger(tmp_path / "a.csv", 20)
    programs = [company.program() for _ in range(5)]
    done = together([lambda one=one: started(one, path) for one in programs])
    assert sorted(done) == [202, 409, 409, 409, 409]
