"""Every statement of every test here is read: one that is not held to its tenant fails the test that made it."""

import re

import pytest

from tests.conformance import statements
from zhike.kernel import db

NUMBER = re.compile(r"(?<![\w$])\d+")


@pytest.fixture(scope="session")
def _known_shapes():
    return set()


@pytest.fixture(autouse=True)
def _statements_are_held_to_their_tenant(_known_shapes):
    """Of statements that differ in numbers only, one is read."""
    new = {}

    def watch(statement):
        shape = NUMBER.sub("0", statement)
        if shape not in _known_shapes:
            _known_shapes.add(shape)
            new[shape] = statement

    with db.watching(watch):
        yield
    of_tenants = statements.tables()
    found = {one: list(statements.faults(one, of_tenants)) for one in new.values()}
    assert not {one: faults for one, faults in found.items() if faults}
