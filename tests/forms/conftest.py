"""A company with a form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.connect.company import Company, Program, found
from tests.forms.visitor import Visitor, published
from zhike.engines.forms import limits


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> Iterator[None]:
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


@pytest.fixture
def visitor(api: Program) -> Visitor:
    """Somebody at the page of an open form."""
    return Visitor(published(api)[1])
