"""A company with customers whose behaviour comes in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connect.company import Company, Program, found
from zhike.engines.behaviour import limits


@pytest.fixture(autouse=True)
def _nobody_sent_before() -> Iterator[None]:
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()
