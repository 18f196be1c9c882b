"""What every test finds: the database, without a mark, as the application role.

A test that touches the database through Django needs nothing; one that opens a connection of its own asks for the
`database` fixture first. Tests are not wrapped in a transaction and nothing is truncated: make a fresh tenant.

Every statement that the code under test runs is read: one that is not held to its tenant fails the test that made it.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests import database as test_database
from tests.conformance import statements
from zhike.project.commands.test import DRIVES


@pytest.hookimpl(trylast=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Where `./zhike test` looks for tests that drive a browser, they must be."""
    if item.get_closest_marker("browser") and not item.nodeid.startswith(DRIVES):
        raise pytest.UsageError(f"{item.nodeid} drives a browser outside {', '.join(DRIVES)}")


@pytest.fixture(scope="session", autouse=True)
def _database_on_first_use(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock():
        test_database.on_first_use()
        yield
        test_database.stop()


@pytest.fixture(scope="session")
def database(_database_on_first_use: None) -> None:
    """The running, migrated database."""
    test_database.start()


@pytest.fixture(scope="session")
def django_db_setup(database: None) -> None:
    """pytest-django's own marks and fixtures (`db`, `client`, `live_server`) use the same database."""


@pytest.fixture
def _django_db_helper(django_db_setup: None) -> None:
    """No test is wrapped in a transaction or followed by truncation, even when it is marked `django_db`."""


@pytest.fixture(scope="session")
def _statements() -> Iterator[statements.Seen]:
    with statements.all_seen() as seen:
        yield seen


@pytest.fixture(autouse=True)
def _statements_are_held_to_their_tenant(_statements: statements.Seen) -> Iterator[None]:
    """Those of fixtures that live longer are read with the first test after them."""
    yield
    assert not _statements.wrong()
