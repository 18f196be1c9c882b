"""What undo and values promise where others write at the same moment, or send what cannot be stored."""

import json

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conformance import worlds
from zhike.kernel import db, read
from zhike.kernel import settings as kept
from zhike.kernel.actor import Actor, Reach, Rights
from zhike.kernel.errors import Conflict, Refused
from zhike.kernel.journal import choice, history
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


WROTE = ("name", "remark", "industry", "tags", "region")
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["甲", "乙", "丙"]),
        "remark": st.sampled_from([None, "一", "二"]),
        "industry": st.sampled_from([None, "old", "new"]),
        "tags": st.lists(st.sampled_from(["vip", "新"]), max_size=2, unique=True),
        "region": st.sampled_from([None, "110000", "440300"]),
    },
)


def stands(world, ids):
    """Records, living or deleted, without what every write changes."""
    found = {}
    for deleted in (False, True):
        page = read.page(world.actor, "customer", read.Query(deleted=deleted, limit=500))
        for one in map(json.loads, page.rows):
            found[one["id"]] = (deleted, {name: one[name] for name in WROTE})
    contacts = read.page(world.actor, "contact", read.Query(limit=500)).rows
    return [found[one] for one in ids], len(contacts)


def act(world, draw, mode, size):
    """A company's customers, a change set over them, and what was changed since: the same in each world."""
    actor = world.actor
    made = write(actor, "customer", [{"name": f"客户 {n}"} for n in range(size)])
    ids = [one.id for one in made.rows]
    write(actor, "contact", [{"name": f"联系人 {n}", "customer": one} for n, one in enumerate(ids)])
    rows, since = draw
    if mode == "create":
        change_set = made.change_set
    elif mode == "update":
        change_set = write(
            actor, "customer", [{**row, "id": one} for row, one in zip(rows, ids, strict=True)], mode="update"
        ).change_set
    else:
        change_set = write(actor, "customer", [{"id": one} for one in ids], mode="delete").change_set
        if mode == "restore":
            change_set = write(actor, "customer", [{"id": one} for one in ids], mode="restore").change_set
    if mode != "delete":
        for row, one in zip(since, ids, strict=True):
            if row:
                write(actor, "customer", [{**row, "id": one}], mode="update")
    return ids, change_set


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), mode=st.sampled_from(["create", "update", "delete", "restore"]), force=st.booleans())
def test_undoing_in_pieces_is_undoing_as_a_whole(database, data, mode, force):
    size = data.draw(st.integers(1, 6))
    many = st.lists(VALUES, min_size=size, max_size=size)
    drawn = data.draw(many), data.draw(many)
    order = data.draw(st.permutations(range(size)))
    pieces = []
    while order:
        length = data.draw(st.integers(1, len(order)))
        pieces.append(order[:length])
        order = order[length:]
    one, other = worlds.fresh(), worlds.fresh()
    ids, whole = act(one, drawn, mode, size)
    others, parts = act(other, drawn, mode, size)
    assert (whole is None) == (parts is None)
    if whole is None:
        return
    assert stands(one, ids) == stands(other, others)
    undone = undo(one.actor, whole, force=force)
    touched = {row["id"] for row in choice.page(other.actor, parts)["rows"]}
    told, skipped = 0, 0
    for piece in pieces:
        chosen = [others[n] for n in piece if others[n] in touched]
        if chosen:
            done = undo(other.actor, parts, chosen={"customer": chosen}, force=force)
            told, skipped = told + done.undone, skipped + done.skipped
    for row in choice.page(other.actor, parts)["rows"]:
        if row["state"] == "undone":
            with pytest.raises(Conflict, match=r"undo\.already"):
                undo(other.actor, parts, chosen={"customer": [row["id"]]})
    assert stands(one, ids) == stands(other, others)
    assert (told, skipped) == (undone.undone, undone.skipped)
    for world, change_set in ((one, whole), (other, parts)):
        assert told_of(world, change_set)["undone_records"] == told


def told_of(world, change_set):
    """A change set as it stands in the list of all."""
    return next(row for row in history.of_tenant(world.actor)["rows"] if row["change_set"] == change_set)


def test_a_part_can_be_undone_and_then_the_rest(world):
    actor = world.actor
    ids = [world.company.write("customer", {"name": f"{n}", "remark": "before"}) for n in range(5)]
    changed = write(actor, "customer", [{"id": one, "remark": "after"} for one in ids], mode="update").change_set
    write(actor, "customer", [{"id": ids[1], "remark": "since"}], mode="update")
    told = choice.page(actor, changed)["rows"]
    assert [(row["id"], row["state"]) for row in told] == [(one, "open") for one in ids]
    assert [(row["fields"][0]["now"], row["fields"][0]["changed"]) for row in told[:2]] == [
        ("after", False), ("since", True),
    ]  # fmt: skip
    assert undo(actor, changed, chosen={"customer": ids[:2]}).__dict__ | {"change_set": 0} == {
        "change_set": 0, "undone": 1, "skipped": 1,
    }  # fmt: skip
    states = [row["state"] for row in choice.page(actor, changed)["rows"]]
    assert states == ["undone", "open", "open", "open", "open"]
    shown = told_of(world, changed)
    assert (shown["undone"], shown["undone_records"], shown["undoable"]) == (False, 1, True)
    with pytest.raises(Conflict, match=r"undo\.already"):
        undo(actor, changed, chosen={"customer": ids[:1]})
    assert undo(actor, changed, force=True).undone == 4
    assert [world.read("customer", one)["remark"] for one in ids] == ["before"] * 5
    shown = told_of(world, changed)
    assert (shown["undone"], shown["undone_records"], shown["undoable"]) == (True, 5, False)


def test_a_record_of_another_change_set_is_not_undone_along(world):
    actor = world.actor
    one, other = (world.company.write("customer", {"name": name}) for name in "ab")
    changed = write(actor, "customer", [{"id": one, "name": "c"}], mode="update").change_set
    for chosen in ({"customer": [one, other]}, {"contact": [one]}):
        with pytest.raises(Refused, match=r"undo\.not_in_set"):
            undo(actor, changed, chosen=chosen)
    assert world.read("customer", one)["name"] == "c"


def test_an_undo_comes_too_late(world):
    actor = world.actor
    record_id = world.company.write("customer", {"name": "before"})
    changed = write(actor, "customer", [{"id": record_id, "name": "after"}], mode="update").change_set
    with connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE kernel_changeset SET at = at - interval '31 days' WHERE id = %s", [changed])
    for attempt in (preview, undo, choice.page):
        with pytest.raises(Conflict, match=r"undo\.too_late") as refused:
            attempt(actor, changed)
        assert refused.value.data == {"days": 30}
    shown = told_of(world, changed)
    assert (shown["undone"], shown["undoable"]) == (False, False)
    assert [one["verb"] for one in history.of_record(actor, "customer", record_id)["rows"]] == ["update", "create"]
    with db.transaction(actor.tenant_id) as tx:
        kept.put(tx, {"undo_days": 60})
    assert undo(actor, changed).undone == 1
