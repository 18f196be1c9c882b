"""Long work that is canceled or loses its connection half-way leaves what it did in order, and can be begun again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connections

from tests.connect.company import Company, Program, found
from tests.connect.failing import broken_off, chance
from tests.connect.test_merge_broken import linked, sound, twins
from zhike.engines.quality import run
from zhike.engines.quality.cleaning import job as cleaning
from zhike.kernel import db, jobs

TWINS = 8
SCORED = 2 * TWINS + 4 * TWINS  # customers and contacts
STARTS: dict[str, tuple[str, Any]] = {
    "scan": ("/duplicates/scan", {"object": "customer"}),
    "merge": ("/duplicates/merge", {"object": "customer"}),
    "quality": ("/quality/run", None),
    "clean": ("/customers/clean", {"operation": "tidy", "params": {"fields": ["address"], "how": ["width"]}}),
}


@pytest.fixture
def company(database: None, monkeypatch: pytest.MonkeyPatch) -> Company:
    """A company with pairs of customers, and small steps."""
    monkeypatch.setattr(run, "BATCH", 5)
    monkeypatch.setattr(cleaning, "MOST_ROWS", 5)
    made = found()
    api = made.program()
    twins(api, TWINS)
    rows = [{"id": one["id"], "address": "科技路１号"} for one in api.get("/customers", limit=100).ok()["rows"]]
    api.post("/customers/batch", {"mode": "update", "rows": rows}).ok()
    return made


def start(company: Company, api: Program, what: str) -> int:
    if what == "merge":
        jobs.perform(tenant_id=company.tenant, job_id=start(company, api, "scan"))
    path, body = STARTS[what]
    return int(api.post(path, body).ok(202)["job"])


@contextmanager
def canceled(api: Program, job: int, number: int) -> Iterator[None]:
    """Somebody cancels the job while this statement, counted from 1, is under way."""
    seen: list[str] = []

    def cancel() -> None:
        api.post(f"/jobs/{job}/cancel")
        connections.close_all()

    other = threading.Thread(target=cancel)

    def watch(statement: str) -> None:
        seen.append(statement)
        if len(seen) == number:
            other.start()
            other.join(0.2)  # it may have to wait for the step that is under way

    with db.watching(watch):
        yield
    if other.ident:
        other.join(60)


def check(company: Company, api: Program, what: str, done: Any, *, whole: bool) -> None:
    """What the job says is what is there."""
    living, _, _, merges, _ = linked(company)
    with db.transaction(company.tenant) as tx:
        one = f"WHERE tenant_id = {tx.tenant_id}"
        groups, pairs, scores = (
            tx.rows(f"SELECT count(*) FROM {table} {one}")[0][0]
            for table in ("duplicates_group", "duplicates_pair", "quality_score")
        )
        (tidy,) = tx.rows(f"SELECT count(*) FROM customers_customer {one} AND address = '科技路1号'")[0]
    if what == "scan":
        assert (groups, pairs >= TWINS) == ((TWINS, True) if whole else (0, False))
    elif what == "merge":
        assert done["counts"].get("merged", 0) == done["done"] == len(merges) == 2 * TWINS - sum(on for _, on in living)
        assert not whole or len(merges) == TWINS
    elif what == "quality":
        assert done["counts"].get("scored", 0) == done["done"] <= scores <= SCORED
        assert not whole or scores == SCORED
    else:
        assert done["counts"].get("updated", 0) == tidy
        assert not whole or tidy == 2 * TWINS
    sound(company)


@pytest.mark.parametrize("what", STARTS)
def test_it_is_canceled_and_begun_again(company: Company, what: str) -> None:
    api = company.program()
    random_ = chance()
    job = start(company, api, what)
    moment = random_.randrange(3, 6) if what == "scan" else random_.randrange(8, 30)
    with canceled(company.program(), job, moment):
        jobs.perform(tenant_id=company.tenant, job_id=job)
    done = api.get(f"/jobs/{job}").ok()
    assert done["state"] == "canceled", done
    check(company, api, what, done, whole=False)
    before = done["counts"]
    if what == "merge" and before.get("merged", 0) == TWINS:
        return
    again = start(company, api, what)
    jobs.perform(tenant_id=company.tenant, job_id=again)
    done = api.get(f"/jobs/{again}").ok()
    assert done["state"] == "done", done
    if what in ("merge", "clean"):  # what was done already stays
        name = "merged" if what == "merge" else "updated"
        assert done["counts"].get(name, 0) + before.get(name, 0) == (TWINS if what == "merge" else 2 * TWINS)
    else:
        check(company, api, what, done, whole=True)


@pytest.mark.parametrize("what", STARTS)
def test_its_connection_is_lost_again_and_again(company: Company, what: str) -> None:
    api = company.program()
    random_ = chance()
    job = start(company, api, what)
    moments = [random_.randrange(3, 12 if what == "scan" else 40) for _ in range(5)]
    assert broken_off(lambda: jobs.perform(tenant_id=company.tenant, job_id=job), moments) > 0
    done = api.get(f"/jobs/{job}").ok()
    assert done["state"] == "done", done
    check(company, api, what, done, whole=True)
