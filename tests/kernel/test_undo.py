"""What undo and values promise where others write at the same moment, or send what cannot be stored."""

import pytest

from tests.conformance import worlds
from zhike.kernel import db
from zhike.kernel.actor import Actor, Reach, Rights
from zhike.kernel.journal.undo import preview, undo
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


def narrow(world):
    """A person who reads all customers, and changes those in Beijing only."""
    reach = dict.fromkeys(("read", "update"), (Reach(where={"field": "region", "op": "in", "value": "110000"}),))
    rights = {"customer": Rights(actions=frozenset({"read", "update", "assign"}), reach=reach)}
    return Actor(tenant_id=world.company.tenant, person_id=world.company.owner, rights=rights)


def test_what_one_has_put_out_of_ones_sight_can_be_taken_back(world):
    actor = narrow(world)
    record_id = world.company.write("customer", {"name": "a", "region": "110000"})
    moved = write(actor, "customer", [{"id": record_id, "region": "440300"}], mode="update").change_set
    assert preview(actor, moved).records == 1
    assert undo(actor, moved).undone == 1
    assert world.read("customer", record_id)["region"] == "110000"


def test_what_others_have_touched_out_of_ones_sight_is_neither_shown_nor_changed(world):
    actor = narrow(world)
    record_id = world.company.write("customer", {"name": "a", "region": "110000", "industry": "old"})
    row = {"id": record_id, "region": "440300", "industry": "new"}
    moved = write(actor, "customer", [row], mode="update").change_set
    write(world.actor, "customer", [{"id": record_id, "industry": "secret"}], mode="update")
    plan = preview(actor, moved)
    assert (plan.records, plan.unseen, plan.clashes) == (0, 1, [])
    assert undo(actor, moved, force=True).skipped == 1
    assert world.read("customer", record_id)["industry"] == "secret"
