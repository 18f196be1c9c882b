"""Companies and programs for the tests of the API."""

from __future__ import annotations

import pytest

from tests.connect.company import Company, Program, found


@pytest.fixture(scope="module")
def company(database: None) -> Company:
    """A company that the tests of a module share."""
    return found()


@pytest.fixture
def fresh(database: None) -> Company:
    """A company of this test alone."""
    return found()


@pytest.fixture(scope="module")
def api(company: Company) -> Program:
    """A program that acts as the owner."""
    return company.program()
