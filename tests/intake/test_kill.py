"""An import whose worker is killed goes on where it was: nothing is lost, nothing is there twice (A-02)."""

from __future__ import annotations

import multiprocessing
import os
import random
import resource
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests.connect.company import Company, Program, found
from tests.intake import company as steps
from zhike.engines.intake import batches, importing, sheets
from zhike.engines.intake.spool import Spool
from zhike.kernel import db, jobs
from zhike.kernel.errors import Busy, Conflict, Fault
from zhike.kernel.secrets import vault
from zhike.kernel.write import Result

_fork = multiprocessing.get_context("fork")


def ledger(path: Path, rows: int) -> Path:
    """A list in which every 97th phone is impossible."""
    with path.open("w", encoding="utf-8") as file:
        file.write("客户编号,名称,电话,邮箱,行业,省,市,详细地址,建档日期,备注\n")
        for n in range(rows):
            number = "不是电话" if n % 97 == 0 else f"1{38 + n % 2}{n % 100_000_000:08d}"
            file.write(f"K{n:07d},第{n}号贸易有限公司,{number},u{n}@example.com,零售,")
            file.write(f"广东省,深圳市,南山区科技路{n}号,2024-05-01,无\n")
    return path


def perform(tenant: int, job: int, report: str) -> None:
    """Does the job in a process of its own, and notes the memory it took beside that of the tests before it."""
    before = _most_memory()
    jobs.perform(tenant_id=tenant, job_id=job)
    Path(report).write_text(str(_most_memory() - before))
    os._exit(0)


def _most_memory() -> int:
    """Megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def work_and_kill(company: Company, api: Program, job: int, report: Path, marks: list[int]) -> int:
    """Does a job, killing its process soon after it has done so many rows, for each mark; gives how many were killed.

    By progress, not by the clock: a slow machine is killed at as many moments as a fast one.
    """
    killed = 0
    for mark in [*marks, None]:
        connections.close_all()
        process = _fork.Process(target=perform, args=(company.tenant, job, str(report)))
        process.start()
        while mark is not None and process.is_alive() and api.get(f"/jobs/{job}").ok()["done"] < mark:
            process.join(0.01)
        process.join(None if mark is None else random.Random(mark).uniform(0, 0.05))
        if not process.is_alive():
            return killed
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()
        killed += 1
    return killed


def check(company: Company, api: Program, job: int, rows: int, folder: Path) -> None:
    """The report, the table, the journal and the refused file say the same as the file."""
    wrong = len(range(0, rows, 97))
    done = api.get(f"/jobs/{job}").ok()
    assert (done["state"], done["done"]) == ("done", rows), done
    assert done["counts"] == {"created": rows - wrong, "refused": wrong}
    with db.transaction(company.tenant) as tx:
        found_codes = tx.rows(f"SELECT code FROM customers_customer WHERE tenant_id = {tx.tenant_id}")
        sets = tx.rows(f"SELECT id, records FROM kernel_changeset WHERE tenant_id = {tx.tenant_id} AND job_id = {job}")
    codes = Counter(one[0] for one in found_codes)
    assert len(codes) == rows - wrong
    assert set(codes.values()) == {1}
    assert sum(records for _, records in sets) == rows - wrong
    assert sorted(one for one, _ in sets) == sorted(done["result"]["change_sets"])
    (folder / "refused.csv").write_bytes(api.get(f"/jobs/{job}/refused").raw)
    back = [list(cells) for _, cells in sheets.open_table(folder / "refused.csv").rows()]
    assert [row[0] for row in back[1:]] == [f"K{n:07d}" for n in range(0, rows, 97)]


@pytest.mark.slow
def test_killed_at_ten_moments(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 250)
    company = found()
    api = company.program()
    rows = 6_000
    key = steps.upload(api, ledger(tmp_path / "a.csv", rows)).ok(201)["upload"]
    job = api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"]
    marks = sorted(random.Random(2).sample(range(1, rows // 2), 10))
    assert work_and_kill(company, api, job, tmp_path / "report", marks) == 10
    check(company, api, job, rows, tmp_path)


def test_canceled_in_the_middle(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 100)
    company = found()
    api = company.program()
    key = steps.upload(api, ledger(tmp_path / "a.csv", 3_000)).ok(201)["upload"]
    job = api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"]
    connections.close_all()
    process = _fork.Process(target=perform, args=(company.tenant, job, str(tmp_path / "report")))
    process.start()
    while not api.get(f"/jobs/{job}").ok()["done"]:
        time.sleep(0.05)
    api.post(f"/jobs/{job}/cancel").ok()
    process.join(30)
    done = api.get(f"/jobs/{job}").ok()
    assert done["state"] == "canceled"
    count = api.get("/customers").ok()["count"]["value"]
    assert 0 < count < 3_000
    assert done["counts"]["created"] == count
    assert len(done["result"]["change_sets"]) == done["done"] // 100
    (tmp_path / "refused.csv").write_bytes(api.get(f"/jobs/{job}/refused").raw)
    back = [list(cells) for _, cells in sheets.open_table(tmp_path / "refused.csv").rows()]
    assert [row[0] for row in back[1:]] == [f"K{n:07d}" for n in range(0, done["done"], 97)]
    assert spools(company) == []
    undone = api.post(f"/jobs/{job}/undo").ok(202)["job"]
    assert steps.work(company, api, undone)["counts"]["undone"] == count


@pytest.mark.slow
def test_the_same_key_before_and_after_a_break(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 100)
    company = found()
    api = company.program()
    path = ledger(tmp_path / "a.csv", 400)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(
        "".join([*lines, lines[51].replace("第50号", "另一个"), lines[351].replace("第350号", "又一个")]), "utf-8"
    )
    key = steps.upload(api, path).ok(201)["upload"]
    job = api.post(f"/imports/{key}/run", {"object": "customer", "mode": "upsert", "match": "code"}).ok(202)["job"]
    break_at(monkeypatch, 3, Busy("database.away"))
    with pytest.raises(Busy):
        jobs.perform(tenant_id=company.tenant, job_id=job)
    done = steps.work(company, api, job)
    assert (done["state"], done["counts"]) == ("done", {"created": 395, "refused": 7}), done
    assert api.get("/customers", q="一个").ok()["rows"] == []
    (tmp_path / "refused.csv").write_bytes(api.get(f"/jobs/{job}/refused").raw)
    back = [list(cells) for _, cells in sheets.open_table(tmp_path / "refused.csv").rows()]
    assert [f"第 {row} 行" in told[-2] for row, told in zip((52, 352), back[-2:], strict=True)] == [True, True]


def break_at(monkeypatch: pytest.MonkeyPatch, batch: int, error: Exception) -> None:
    """Let an import fail once, at a batch."""
    write, calls = importing.write, iter(range(100))

    def breaking(*told: Any, **more: Any) -> Result:
        if next(calls) == batch:
            raise error
        return write(*told, **more)

    monkeypatch.setattr(importing, "write", breaking)


def spools(company: Company) -> list[Path]:
    """What imports have noted on disk for themselves."""
    return list((Path(settings.FILES) / str(company.tenant)).glob("*/*.refused"))


def test_what_was_done_before_a_failure_is_told(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ROWS", 100)
    company = found()
    api = company.program()
    key = steps.upload(api, ledger(tmp_path / "a.csv", 500)).ok(201)["upload"]
    job = api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"]
    break_at(monkeypatch, 3, Conflict("write.race"))
    done = steps.work(company, api, job)
    assert (done["state"], done["error"]["code"], done["done"]) == ("failed", "write.race", 300)
    assert len(done["result"]["change_sets"]) == 3
    assert api.get(f"/jobs/{job}/refused").raw.count(b"\n") == 1 + 4
    assert spools(company) == []


@pytest.mark.slow
def test_a_database_that_is_away_is_no_end(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 100)
    company = found()
    api = company.program()
    key = steps.upload(api, ledger(tmp_path / "a.csv", 500)).ok(201)["upload"]
    job = api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"]
    break_at(monkeypatch, 3, Busy("database.away"))
    with pytest.raises(Busy):
        jobs.perform(tenant_id=company.tenant, job_id=job)
    assert len(spools(company)) == 1
    jobs.perform(tenant_id=company.tenant, job_id=job)
    check(company, api, job, 500, tmp_path)
    assert spools(company) == []


@pytest.mark.soak
def test_a_million_rows_killed_at_ten_moments(database: None, tmp_path: Path) -> None:
    company = found()
    api = company.program()
    rows = 1_000_000
    key = steps.upload(api, ledger(tmp_path / "a.csv", rows)).ok(201)["upload"]
    job = api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"]
    marks = sorted(random.Random(5).sample(range(1, rows - 50_000), 10))
    assert work_and_kill(company, api, job, tmp_path / "report", marks) == 10
    check(company, api, job, rows, tmp_path)
    assert int((tmp_path / "report").read_text()) <= 512


def test_the_spool_is_cut_to_what_was_committed(database: None, tmp_path: Path) -> None:
    spool = Spool(tmp_path / "a" / "spool", vault.of(found().tenant).own)
    first = spool.append(0, [(2, {"phone": Fault("phone.too_short", {"value": "1391122"})}, False)])
    spool.append(first, [(3, {"": Fault("write.stale", {"version": 4})}, False)])
    second = spool.append(first, [(4, {"name": Fault("field.missing", {})}, True)])
    assert [(number, went_in) for number, _, went_in in spool.read(second)] == [(2, False), (4, True)]
    assert [number for number, _, _ in spool.read(first)] == [2]
    assert dict(next(spool.read(first))[1]["phone"].data) == {"value": "1391122"}
    assert spool.append(second, []) == second
    lines = (tmp_path / "a" / "spool").read_text("ascii").splitlines()
    assert [bool(vault.version_of(one)) for one in lines] == [True, True]
    spool.drop()
    assert list(spool.read(0)) == []
