"""An import of linked sheets whose worker is killed goes on where it was, whichever sheet that is."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake import books
from tests.intake.company import listed, work
from tests.intake.test_kill import spools, work_and_kill
from zhike.engines.intake import batches
from zhike.engines.intake.linked import running
from zhike.kernel import db, jobs
from zhike.kernel.errors import Busy, Conflict
from zhike.kernel.write import Result

ROWS = 900


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def ledger(path: Path) -> Path:
    """Customers with a superior each, every 97th wrong; two contacts of each customer."""
    people: books.Rows = [["客户编号", "公司名称", "电话", "上级客户"]]
    people += [
        [f"K{n:05d}", f"第{n}号公司", "不是电话" if n % 97 == 0 else f"138{n:08d}", f"K{(n + 1) % ROWS:05d}"]
        for n in range(ROWS)
    ]
    contacts: books.Rows = [["客户编号", "姓名", "职务"]]
    contacts += [[f"K{n % ROWS:05d}", f"联系人{n}", "采购"] for n in range(2 * ROWS)]
    return books.book(path, 客户=people, 联系人=contacts)


def begun(api: Program, path: Path) -> int:
    """The job of the ledger."""
    books.links_between(api, "customer", "customer")
    return int(api.post(f"/imports/{books.sent(api, ledger(path))}/linked/run", {}).ok(202)["job"])


def check(company: Company, api: Program, job: Any, folder: Path) -> None:
    """Every row is there once or in the file of the refused; every link leads where the file says."""
    wrong = {n for n in range(ROWS) if n % 97 == 0}
    parts = {"客户": ROWS - len(wrong), "联系人": 2 * (ROWS - len(wrong))}
    counts = books.by_sheet(job)
    assert (job["state"], job["done"]) == ("done", 3 * ROWS), job
    assert {name: one["created"] for name, one in counts.items()} == parts
    assert (counts["客户"]["refused"], counts["联系人"]["refused"]) == (len(wrong), 2 * len(wrong))
    with db.transaction(company.tenant) as tx:
        rows = tx.rows(
            "SELECT c.code, s.code FROM customers_customer c"
            " LEFT JOIN customers_customer s ON s.tenant_id = c.tenant_id"
            f" AND s.id = (c.custom->>'customer_2')::bigint WHERE c.tenant_id = {tx.tenant_id}"
        )
        people = tx.rows(
            "SELECT p.name, c.code FROM customers_contact p JOIN customers_customer c ON c.tenant_id = p.tenant_id"
            f" AND c.id = p.customer_id WHERE p.tenant_id = {tx.tenant_id}"
        )
        left = tx.one(f"SELECT count(*) FROM intake_linkedrow WHERE tenant_id = {tx.tenant_id}")
        records = tx.rows(
            f"SELECT id, records FROM kernel_changeset WHERE tenant_id = {tx.tenant_id} AND job_id = {job['id']}"
        )
    right = [n for n in range(ROWS) if n not in wrong]
    superior = {n: (n + 1) % ROWS for n in right if (n + 1) % ROWS not in wrong}
    assert sorted(rows) == [(f"K{n:05d}", f"K{superior[n]:05d}" if n in superior else None) for n in right]
    assert sorted(people) == sorted(
        (f"联系人{n}", f"K{n % ROWS:05d}") for n in range(2 * ROWS) if n % ROWS not in wrong
    )
    assert counts["客户"]["left_out"] == len(right) - len(superior)
    assert left == (0,)
    assert sorted(one for one, _ in records) == sorted(job["result"]["change_sets"])
    assert sum(count for _, count in records) == sum(parts.values()) + len(superior)
    back = books.refused(api, job, folder / "r.xlsx")
    assert Counter(row[0] for row in back["联系人"][1:]) == {f"K{n:05d}": 2 for n in wrong}
    assert {row[0] for row in back["客户"][1:]} == {f"K{n:05d}" for n in wrong | set(right) - superior.keys()}
    assert spools(company) == []


@pytest.mark.slow
def test_killed_in_each_sheet(company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 60)
    job = begun(api, tmp_path / "a.xlsx")
    marks = sorted(random.Random(3).sample(range(1, 3 * ROWS - 200), 8))
    assert work_and_kill(company, api, job, tmp_path / "report", marks) == 8
    check(company, api, api.get(f"/jobs/{job}").ok(), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("batch", [17, *(pytest.param(n, marks=pytest.mark.soak) for n in (3, 50))])
def test_a_database_that_is_away_is_no_end(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """Not among the customers, among the contacts, or when the superiors are written."""
    monkeypatch.setattr(batches, "ROWS", 60)
    job = begun(api, tmp_path / "a.xlsx")
    break_at(monkeypatch, batch, Busy("database.away"))
    with pytest.raises(Busy):
        jobs.perform(tenant_id=company.tenant, job_id=job)
    check(company, api, work(company, api, job), tmp_path)


def test_what_was_done_before_an_end_is_told(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ROWS", 100)
    job = begun(api, tmp_path / "a.xlsx")
    break_at(monkeypatch, 11, Conflict("write.race"))
    done = work(company, api, job)
    assert (done["state"], done["error"]["code"], done["done"]) == ("failed", "write.race", ROWS + 200)
    assert len(done["result"]["change_sets"]) == 11
    back = books.refused(api, done, tmp_path / "r.xlsx")
    assert [len(one) for one in back.values()] == [1 + 10, 1 + 3]
    assert spools(company) == []
    undone = work(company, api, api.post(f"/jobs/{job}/undo").ok(202)["job"])
    assert undone["counts"]["undone"] == done["counts"]["created"]
    assert listed(api, "contacts", "id") == listed(api, "customers", "id") == []


def test_what_a_dead_worker_knew_is_forgotten(
    company: Company, api: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was canceled when nobody was at it any more."""
    monkeypatch.setattr(batches, "ROWS", 100)
    job = begun(api, tmp_path / "a.xlsx")
    break_at(monkeypatch, 5, Busy("database.away"))
    with pytest.raises(Busy):
        jobs.perform(tenant_id=company.tenant, job_id=job)
    api.post(f"/jobs/{job}/cancel").ok()
    small = books.book(tmp_path / "b.xlsx", 客户=books.customers(2), 联系人=books.contacts("K1"))
    books.attempt(company, api, books.sent(api, small))
    with db.transaction(company.tenant) as tx:
        assert tx.one(f"SELECT count(*) FROM intake_linkedrow WHERE tenant_id = {tx.tenant_id}") == (0,)


def break_at(monkeypatch: pytest.MonkeyPatch, batch: int, error: Exception) -> None:
    """Let an import fail once, at a batch."""
    write, calls = running.write, iter(range(1_000))

    def breaking(*told: Any, **more: Any) -> Result:
        if next(calls) == batch:
            raise error
        return write(*told, **more)

    monkeypatch.setattr(running, "write", breaking)
