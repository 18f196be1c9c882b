"""Writers at the same moment: nothing is lost in silence, nothing is there twice."""

import json
from collections import Counter
from functools import partial

import pytest

from tests.conformance import worlds
from tests.kernel.threads import together
from zhike.kernel import read
from zhike.kernel.errors import Conflict
from zhike.kernel.journal import history
from zhike.kernel.journal.undo import Undone, undo
from zhike.kernel.write import write

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
