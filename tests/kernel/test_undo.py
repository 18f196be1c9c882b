"""What undo and values promise where others write at the same moment, or send what cannot be stored."""

import pytest

from tests.conformance import worlds
from zhike.kernel import db
from zhike.kernel.journal.undo import undo
from zhike.kernel.write import write


@pytest.fixture
def world(database):
    return worlds.fresh()


def test_an_undo_locks_what_it_looks_at(world):
    """Or a value written between its look and its write would be lost in silence."""
    actor = world.actor
    record_id = world.company.write("customer", {"name": "before"})
    changed = write(actor, "customer", [{"id": record_id, "name": "after"}], mode="update").change_set
    seen = []
    with db.watching(seen.append):
        undo(actor, changed)
    planned = next(one for one in seen if "row_to_json" in one)
    assert "FOR UPDATE" in planned


@pytest.mark.parametrize("value", [{"a": "\0"}, {"\0": 1}, {"a": "\ud800"}, {"a": 2**70}], ids=ascii)
def test_json_that_cannot_be_stored_is_refused(world, value):
    customer = world.company.write("customer", {"name": "a"})
    result = write(world.actor, "gadget", [{"name": "a", "customer": customer, "settings": value}])
    assert set(result.rows[0].faults) == {"settings"}


def test_what_only_looks_like_such_json_is_kept(world):
    customer = world.company.write("customer", {"name": "a"})
    value = {"a": "\\u0000", "b": "\\\\u0000", "c": 2**62}
    gadget = world.made("gadget", {"name": "a", "customer": customer, "settings": value})
    assert world.read("gadget", gadget)["settings"] == value
