"""A company whose records have been looked at."""

from __future__ import annotations

from typing import Any

import pytest

from tests.connect.company import Company, Program, found
from tests.intake.company import work


@pytest.fixture
def company(database: None) -> Company:
    return found()


def look(company: Company, api: Program) -> Any:
    """Look at all records, as the worker would."""
    job = work(company, api, api.post("/quality/run").ok(202)["job"])
    assert job["state"] == "done", job
    return job


def numbers(api: Program, name: str = "customer") -> Any:
    """What the page shows of an object."""
    return next(one for one in api.get("/quality").ok()["objects"] if one["object"] == name)


def counts(api: Program, name: str = "customer") -> dict[str, int]:
    """How many records break each rule, without those that none breaks."""
    return {one["label"]: one["count"] for one in numbers(api, name)["rules"] if one["count"]}


def score(api: Program, record: int, plural: str = "customers") -> Any:
    return api.get(f"/{plural}/{record}/quality").ok()
