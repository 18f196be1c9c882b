"""A task of the queue that comes before its job is committed is tried again, not taken for one that has ended."""

from __future__ import annotations

import pytest

from tests.connect.company import found
from zhike.kernel import db, jobs
from zhike.kernel.errors import Busy


def test_a_task_before_its_job(database: None) -> None:
    company = found()
    with pytest.raises(Busy):
        jobs.perform(tenant_id=company.tenant, job_id=987_654_321)


def test_a_job_that_has_ended_is_not_done_again(database: None) -> None:
    company = found()
    with db.transaction(company.tenant) as tx:
        row = tx.one(
            "INSERT INTO kernel_job (tenant_id, kind, title, state, params, progress, done, total, counts, result,"
            f" person_id, language, attempt, created_at) VALUES ({company.tenant}, 'import', 'x', 'done', '{{}}',"
            " '{}', 0, NULL, '{}', '{}', NULL, 'en', 1, now()) RETURNING id"
        )
    assert row is not None
    jobs.perform(tenant_id=company.tenant, job_id=row[0])
