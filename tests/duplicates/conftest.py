"""A company of each test alone."""

import pytest

from tests.connect.company import Company, Program, found


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()
