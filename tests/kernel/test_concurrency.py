"""Writers at the same moment: nothing is lost in silence, nothing is there twice."""

import json
from collections import Counter
from functools import partial

import pytest

from tests.conformance import worlds
from tests.kernel.threads import together
from zhike.kernel import db, read
from zhike.kernel.errors import Conflict
from zhike.kernel.journal import history
from zhike.kernel.journal.undo import Undone, undo
from zhike.kernel.write import purge, write

MANY = 50


@pytest.fixture
def world(database):
    return worlds.fresh()


def outcomes(results):
    return Counter(row.outcome for one in results for row in one.rows)


def test_of_two_editors_with_one_version_one_is_told(world):
    record_id = world.company.write("customer", {"name": "before"})
    actor = world.actor
    for round_ in range(10):
        version = json.loads(read.record(actor, "customer", record_id))["version"]
        rows = [{"id": record_id, "version": version, "name": f"editor {n} in {round_}"} for n in range(2)]
        results = together(partial(write, actor, "customer", [row], mode="update") for row in rows)
        assert outcomes(results) == {"updated": 1, "refused": 1}
        winner = next(n for n, one in enumerate(results) if one.rows[0].outcome == "updated")
        loser = results[1 - winner].rows[0]
        assert loser.stale == {"name": (rows[1 - winner]["name"], rows[winner]["name"])}
        assert json.loads(read.record(actor, "customer", record_id))["name"] == rows[winner]["name"]


def test_the_history_is_as_long_as_there_were_accepted_moves(world):
    record_id = world.company.write("customer", {"name": "moving"})
    actor = world.actor
    stages = ["potential", "contacted", "negotiating", "dealing", "lost"]
    rows = [{"id": record_id, "stage": stages[n % 5]} for n in range(24)]
    results = together(partial(write, actor, "customer", [row], mode="update") for row in rows)
    moved = outcomes(results)["updated"]
    entries = history.of_record(actor, "customer", record_id)["rows"]
    assert [one["verb"] for one in entries] == ["update"] * moved + ["create"]
    ways = [(one["fields"][0]["before"], one["fields"][0]["after"]) for one in reversed(entries[:-1])]
    assert all(ways[n][1] == ways[n + 1][0] for n in range(len(ways) - 1))
    record = json.loads(read.record(actor, "customer", record_id))
    assert record["version"] == moved + 1
    assert record["stage"] == ways[-1][1]


@pytest.mark.slow
@pytest.mark.parametrize("custom", [False, True])
def test_one_of_many_gets_a_unique_value(world, custom):
    name = "number" if custom else "credit_code"
    if custom:
        field = {"label_zh": "会员卡号", "object": "customer", "code": name, "kind": "text", "unique": True}
        world.company.write("custom_field", field)
    actor = world.actor
    rows = [{"name": f"customer {n}", name: "91440300100000007G" if not custom else "K7"} for n in range(MANY)]
    field = world.spec("customer").fields["credit_code"]
    if not custom:
        code = worlds.invent.credit_code(field, 7)
        rows = [{**row, name: code} for row in rows]
    results = together(partial(write, actor, "customer", [row]) for row in rows)
    assert outcomes(results) == {"created": 1, "refused": MANY - 1}
    assert {one.rows[0].faults[name].code for one in results if one.refused} == {"field.taken"}
    assert len(world.rows("customer")) == 1


@pytest.mark.slow
def test_codes_given_at_the_same_moment_are_distinct(world):
    actor = world.actor
    batches = [[{"name": f"{n}-{m}"} for m in range(1 + n % 3 * 10)] for n in range(24)]
    results = together(partial(write, actor, "customer", rows) for rows in batches)
    assert outcomes(results) == {"created": sum(map(len, batches))}
    codes = [one["code"] for one in world.rows("customer")]
    assert len(set(codes)) == len(codes) == sum(map(len, batches))


def test_two_who_meet_on_the_way_both_arrive(world):
    """The same records in opposite order: PostgreSQL must not have to choose a victim that we do not retry."""
    actor = world.actor
    ids = [world.company.write("customer", {"name": f"{n}"}) for n in range(20)]
    up = [{"id": one, "remark": "up"} for one in ids]
    down = [{"id": one, "industry": "down"} for one in reversed(ids)]
    results = together(partial(write, actor, "customer", rows, mode="update") for rows in [up, down] * 4)
    assert all(one.rows for one in results)
    assert all(one["remark"] == "up" and one["industry"] == "down" for one in world.rows("customer"))
    assert {one["version"] for one in world.rows("customer")} == {3}


def test_a_change_set_is_undone_once(world):
    actor = world.actor
    record_id = world.company.write("customer", {"name": "before"})
    changed = write(actor, "customer", [{"id": record_id, "name": "after"}], mode="update").change_set
    results = together(partial(undo, actor, changed) for _ in range(8))
    done = [one for one in results if isinstance(one, Undone)]
    assert [one.undone for one in done] == [1]
    assert [one.code for one in results if isinstance(one, Conflict)] == ["undo.already"] * 7
    record = json.loads(read.record(actor, "customer", record_id))
    assert (record["name"], record["version"]) == ("before", 3)


@pytest.mark.slow
def test_nothing_is_hung_on_a_record_that_is_being_deleted(world):
    actor = world.actor
    for _ in range(10):
        customer = world.company.write("customer", {"name": "going"})
        row = {"name": "x", "customer": customer}
        results = together(
            [
                partial(write, actor, "customer", [{"id": customer}], mode="delete"),
                *(partial(write, actor, "contact", [row]) for _ in range(4)),
            ]
        )
        assert results[0].counts == {"deleted": 1}
        for one in results[1:]:
            assert one.rows[0].outcome == "created" or one.rows[0].faults["customer"].code == "link.not_found"
        assert world.rows("contact") == []


def living(world, name):
    return {one["id"]: one for one in world.rows(name)}


def whole(world):
    """Nothing living hangs on what is gone, and the history of each customer is unbroken and as long as its version."""
    customers = living(world, "customer")
    assert {one["customer"] for one in world.rows("contact")} <= customers.keys()
    for record_id, record in customers.items():
        entries = [
            one
            for one in reversed(history.of_record(world.actor, "customer", record_id)["rows"])
            if one["verb"] != "create"
        ]
        assert record["version"] == len(entries) + 1
        value = None
        for entry in entries:
            for field in entry["fields"]:
                if field["name"] == "remark":
                    assert field["before"] == value
                    value = field["after"]
        assert record["remark"] == value


def entries_of(world, change_set):
    """The records that the undos of a change set have put back, as often as they have."""
    with db.transaction(world.company.tenant) as tx:
        rows = tx.rows(
            f"SELECT k.record_id FROM kernel_changeset u JOIN kernel_change k ON k.tenant_id = {tx.tenant_id}"
            f" AND k.change_set_id = u.id WHERE u.tenant_id = {tx.tenant_id} AND u.undo_of = %s"
            " AND k.object = 'customer'",
            (change_set,),
        )
    return Counter(row[0] for row in rows)


def test_pieces_that_overlap_are_undone_once(world):
    actor = world.actor
    ids = [world.company.write("customer", {"name": f"{n}"}) for n in range(12)]
    changed = write(actor, "customer", [{"id": one, "remark": "after"} for one in ids], mode="update").change_set
    pieces = [ids[n : n + 6] for n in range(0, 12, 2)]
    results = together(partial(undo, actor, changed, chosen={"customer": piece}) for piece in pieces)
    assert all(isinstance(one, Undone) or getattr(one, "code", "") == "undo.already" for one in results), results
    assert sum(one.undone for one in results if isinstance(one, Undone)) == 12
    assert entries_of(world, changed) == Counter(ids)
    whole(world)


@pytest.mark.parametrize("round_", range(4))
def test_an_undo_and_a_deletion_of_the_same_records_leave_no_orphan(world, round_):
    actor = world.actor
    made = write(actor, "customer", [{"name": f"{n}"} for n in range(10)])
    ids = [one.id for one in made.rows]
    write(actor, "contact", [{"name": "x", "customer": one} for one in ids])
    changed = write(actor, "customer", [{"id": one, "remark": "after"} for one in ids], mode="update").change_set
    gone = list(reversed(ids[:5]))
    contacts = [{"name": "y", "customer": one} for one in ids]
    results = together(
        [
            partial(undo, actor, made.change_set if round_ % 2 else changed),
            partial(write, actor, "customer", [{"id": one} for one in gone], mode="delete"),
            partial(write, actor, "contact", contacts),
            partial(undo, actor, changed),
        ]
    )
    for one in results:
        assert not isinstance(one, Exception) or getattr(one, "code", "") in ("undo.already", "write.race"), one
    whole(world)
    assert not living(world, "customer").keys() & set(gone)
    if round_ % 2:
        assert living(world, "customer") == {}
        assert living(world, "contact") == {}


@pytest.mark.parametrize("round_", range(4))
def test_an_undo_while_others_edit_loses_nothing(world, round_):
    actor = world.actor
    ids = [world.company.write("customer", {"name": f"{n}"}) for n in range(10)]
    changed = write(actor, "customer", [{"id": one, "remark": "after"} for one in ids], mode="update").change_set
    edits = [[{"id": one, "remark": f"edit {n}"} for one in ids[n::2]] for n in range(2)]
    undone, *written = together(
        [
            partial(undo, actor, changed, force=round_ % 2 == 1),
            *(partial(write, actor, "customer", rows, mode="update") for rows in edits),
        ]
    )
    whole(world)
    assert all(one.counts == {"updated": 5} for one in written)
    sets = [one.change_set for one in written]
    assert len(set(sets)) == 2
    if round_ % 2 == 0:  # what somebody else has written is never put back unasked
        assert {one["remark"] for one in living(world, "customer").values()} == {"edit 0", "edit 1"}
        assert undone.undone + undone.skipped == 10
    # no half batch: an undo that found a batch done found all of it done
    left = Counter(one["remark"] for one in living(world, "customer").values())
    assert all(count % 5 == 0 for count in left.values())


def test_what_is_purged_and_restored_at_the_same_moment_is_one_or_the_other(world):
    actor = world.actor
    for _ in range(6):
        made = write(actor, "customer", [{"name": f"{n}"} for n in range(4)])
        ids = [one.id for one in made.rows]
        write(actor, "contact", [{"name": "x", "customer": one} for one in ids])
        gone = write(actor, "customer", [{"id": one} for one in ids], mode="delete").change_set
        purged, restored = together([partial(purge.purge, actor, "customer", ids), partial(undo, actor, gone)])
        if isinstance(restored, Conflict):
            assert restored.code == "undo.purged"
            assert (purged.purged, purged.along) == (4, 4)
        else:
            assert (restored.undone + purged.purged, purged.along) == (4, purged.purged)
        whole(world)
        found = living(world, "customer").keys() & set(ids)
        assert len([one for one in world.rows("contact") if one["customer"] in found]) == len(found)
