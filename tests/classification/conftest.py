"""A company whose measures are kept."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import work
from zhike.engines.classification import follow, run
from zhike.kernel.actor import system


@pytest.fixture
def company(database: None) -> Company:
    """One that was looked at as a whole."""
    company = found()
    swept(company)
    return company


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


def swept(company: Company) -> None:
    """Look at all records, as the worker does each night."""
    run.start(system(company.tenant))  # or one waits, as after a new measure
    run_jobs(company, company.program())


def run_jobs(company: Company, api: Program) -> None:
    """Do the jobs that wait, as the worker would."""
    for job in reversed(api.get("/jobs").ok()["rows"]):
        if job["state"] == "waiting":
            assert work(company, api, job["id"])["state"] == "done"


def followed(company: Company) -> None:
    """What the worker does after a commit."""
    follow.follow(company.tenant)


def made(api: Program, plural: str, **values: Any) -> int:
    return int(api.post(f"/{plural}", values).ok(201)["id"])


def customer(api: Program, name: str = "云溪茶馆", **values: Any) -> int:
    return made(api, "customers", name=name, **values)


def bought(api: Program, customer: int, at: str, amount: str, **values: Any) -> int:
    """An order; `at` is a day."""
    return made(api, "orders", customer=customer, ordered_at=f"{at}T04:00:00Z", amount=amount, **values)
