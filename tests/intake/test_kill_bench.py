"""A file that was mended on the workbench: its check and its import are killed, and nothing is lost or twice (A-02)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.connect.failing import broken_off, chance, statements
from tests.intake import company as steps
from tests.intake.test_kill import ledger, spools, work_and_kill
from zhike.engines.intake import batches, sheets
from zhike.engines.intake.bench import pages
from zhike.kernel import db, jobs

PHONE, NAME = 2, 1  # columns of the ledger
MENDED = "13911112222"


def bench(company: Company, api: Program, tmp_path: Path, rows: int, kills: int) -> None:
    """Lay, kill the check, mend every second wrong phone and one name, kill the import, and count."""
    random_ = chance()
    key = steps.upload(api, ledger(tmp_path / "a.csv", rows)).ok(201)["upload"]
    plan = {"object": "customer", "mode": "upsert", "match": "code"}
    checker = api.post(f"/imports/{key}/check", plan).ok()["checker"]
    marks = sorted(random_.sample(range(1, rows // 2), kills))
    assert work_and_kill(company, api, checker, tmp_path / "report", marks) == kills
    told = api.get(f"/imports/{key}/check").ok()
    wrong = list(range(0, rows, 97))
    assert (told["done"], told["rows"]) == (True, rows), told
    assert (told["counts"]["created"], told["counts"]["refused"]) == (rows - len(wrong), len(wrong))
    mended = wrong[::2]
    for start in range(0, len(mended), 400):
        cells = [{"row": n + 2, "column": PHONE, "value": MENDED} for n in mended[start : start + 400]]
        api.patch(f"/imports/{key}/rows", {"cells": cells}).ok()
    api.patch(f"/imports/{key}/rows", {"cells": [{"row": 3, "column": NAME, "value": "改过的名字"}]}).ok()
    told = api.get(f"/imports/{key}/check").ok()
    assert (told["counts"]["refused"], told["mended"]) == (len(wrong) - len(mended), len(mended) + 1)
    job = api.post(f"/imports/{key}/run", {"object": "customer", "checked": True}).ok(202)["job"]
    assert work_and_kill(company, api, job, tmp_path / "report", marks) == kills
    done = api.get(f"/jobs/{job}").ok()
    assert (done["state"], done["done"]) == ("done", rows)
    assert done["counts"] == {name: count for name, count in told["counts"].items() if count}
    check(company, api, done, rows, mended)
    back = steps.refused_rows(api, done, tmp_path / "refused.csv")[1:]
    assert [row[0] for row in back] == [f"K{n:07d}" for n in wrong[1::2]]
    assert (tmp_path / "report").exists()


def customers(company: Company) -> list[tuple[str, str]]:
    """Codes and names, by code."""
    with db.transaction(company.tenant) as tx:
        statement = f"SELECT code, name FROM customers_customer WHERE tenant_id = {tx.tenant_id} ORDER BY code"
        return [(code, name) for code, name in tx.rows(statement)]


def check(company: Company, api: Program, done: Any, rows: int, mended: list[int]) -> None:
    """The table and the journal say the same as the mended file."""
    stored = customers(company)
    with db.transaction(company.tenant) as tx:
        sets = tx.rows(
            f"SELECT id, records FROM kernel_changeset WHERE tenant_id = {tx.tenant_id} AND job_id = {done['id']}"
        )
    gone = set(range(0, rows, 97)) - set(mended)
    assert [code for code, _ in stored] == [f"K{n:07d}" for n in range(rows) if n not in gone]
    assert dict(stored)["K0000001"] == "改过的名字"
    assert sum(records for _, records in sets) == len(stored)
    assert sorted(one for one, _ in sets) == sorted(done["result"]["change_sets"])
    where = {"field": "phone", "op": "is", "value": MENDED}
    assert api.get("/customers", where=where, limit=1).ok()["count"]["value"] == len(mended)


def test_a_mended_file_whose_worker_is_killed(database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS", 100)
    monkeypatch.setattr(pages, "ROWS", 100)
    company = found()
    bench(company, company.program(), tmp_path, 2_000, 4)


@pytest.mark.soak
def test_a_million_mended_rows_killed_at_ten_moments(database: None, tmp_path: Path) -> None:
    company = found()
    bench(company, company.program(), tmp_path, 1_000_000, 10)
    assert int((tmp_path / "report").read_text()) <= 512


def lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, losses: int, *, checked: bool) -> None:
    """An import whose connection is lost at one statement after the other (A-03)."""
    monkeypatch.setattr(batches, "ROWS", 50)
    rows = losses * 60  # more batches than a third of the attempts can get done, with the few statements each has
    company = found()
    api = company.program()
    key = steps.upload(api, ledger(tmp_path / "a.csv", rows)).ok(201)["upload"]
    plan: dict[str, Any] = {"object": "customer"}
    if checked:
        api.post(f"/imports/{key}/check", plan).ok()
        plan["checked"] = True
    job = api.post(f"/imports/{key}/run", plan).ok(202)["job"]
    random_ = chance()
    moments = [random_.randrange(2, 30) for _ in range(losses)]
    assert broken_off(lambda: jobs.perform(tenant_id=company.tenant, job_id=job), moments) >= losses // 3
    done = api.get(f"/jobs/{job}").ok()
    wrong = len(range(0, rows, 97))
    assert (done["state"], done["done"]) == ("done", rows), done
    assert done["counts"] == {"created": rows - wrong, "refused": wrong}
    (tmp_path / "refused.csv").write_bytes(api.get(f"/jobs/{job}/refused").raw)
    back = [list(cells) for _, cells in sheets.open_table(tmp_path / "refused.csv").rows()][1:]
    assert [row[0] for row in back] == [f"K{n:07d}" for n in range(0, rows, 97)]
    assert [code for code, _ in customers(company)] == [f"K{n:07d}" for n in range(rows) if n % 97]


@pytest.mark.parametrize("checked", [False, True])
def test_an_import_whose_connection_is_lost_again_and_again(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checked: bool
) -> None:
    lost(tmp_path, monkeypatch, 6, checked=checked)


def test_an_import_that_was_done_when_its_end_could_not_be_stored(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is taken up once more, finds nothing left to do, and still tells of the refused rows."""
    company, other = found(), found()
    counted: list[int] = []
    for one in (company, other):
        api = one.program()
        key = steps.upload(api, ledger(tmp_path / "a.csv", 100)).ok(201)["upload"]
        job = api.post(f"/imports/{key}/run", {"object": "customer"}).ok(202)["job"]

        def perform(one: Company = one, job: int = job) -> None:
            jobs.perform(tenant_id=one.tenant, job_id=job)

        if one is company:
            counted.append(statements(perform))
            continue
        assert broken_off(perform, [counted[0]]) == 1
        done = api.get(f"/jobs/{job}").ok()
        assert (done["state"], done["counts"]) == ("done", {"created": 98, "refused": 2}), done
        assert api.get(f"/jobs/{job}/refused").raw.count(b"\n") == 1 + 2
        assert spools(other) == []


@pytest.mark.soak
@pytest.mark.parametrize("turn", range(10))
def test_an_import_is_broken_off_at_many_statements(
    database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turn: int
) -> None:
    lost(tmp_path, monkeypatch, 18, checked=bool(turn % 2))
