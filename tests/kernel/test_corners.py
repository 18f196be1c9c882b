"""Corners where what one part of the kernel does reaches into another."""

import json

import pytest

from tests.conformance import worlds
from zhike.kernel import db, read
from zhike.kernel.actor import Actor, Reach, Rights
from zhike.kernel.errors import Malformed, Refused
from zhike.kernel.journal.undo import undo
from zhike.kernel.write import write


@pytest.fixture
def world(database):
    return worlds.fresh()


def test_a_condition_tells_nothing_of_what_the_actor_may_not_read(world):
    customer = world.company.write("customer", {"name": "a"})
    world.company.write("contact", {"name": "secret", "customer": customer})
    narrow = Actor(tenant_id=world.company.tenant, rights={"customer": Rights(actions=frozenset({"read"}))})
    where = {"related": "contacts", "where": {"field": "name", "op": "is", "value": "secret"}}
    with pytest.raises(Malformed):
        read.page(narrow, "customer", read.Query(where=where))


def test_a_measure_counts_only_what_the_actor_sees(world):
    customer = world.company.write("customer", {"name": "a"})
    world.company.write("contact", {"name": "unseen", "customer": customer})
    reach = {"read": (Reach(where={"field": "name", "op": "is", "value": "seen"}),)}
    rights = {
        "customer": Rights(actions=frozenset({"read"})),
        "contact": Rights(actions=frozenset({"read"}), reach=reach),
    }
    actor = Actor(tenant_id=world.company.tenant, rights=rights)
    where = {"related": "contacts", "measure": "count", "op": ">=", "value": 1}
    assert read.find_ids(actor, "customer", read.Query(where=where), "read", 10) == []


def test_what_an_undo_did_can_be_undone_as_a_whole(world):
    actor = world.actor
    old = world.company.write("customer", {"code": "A", "name": "before"})
    rows = [{"code": "A", "name": "after"}, {"code": "B", "name": "new"}]
    done = write(actor, "customer", rows, mode="upsert", key="code")
    undone = undo(actor, done.change_set)
    undo(actor, undone.change_set)
    assert json.loads(read.record(actor, "customer", old))["name"] == "after"
    assert {one["name"] for one in world.rows("customer")} == {"after", "new"}


def test_a_field_that_becomes_unique_knows_the_values_there_are(world):
    field = {"label_zh": "卡号", "object": "customer", "code": "card", "kind": "text"}
    field_id = world.company.write("custom_field", field)
    world.company.write("customer", {"name": "a", "card": "7"})
    write(world.actor, "custom_field", [{"id": field_id, "unique": True}], mode="update")
    assert write(world.actor, "customer", [{"name": "b", "card": "7"}]).counts == {"refused": 1}


def test_what_hangs_on_a_deleted_record_is_not_restored_without_it(world):
    customer = world.company.write("customer", {"name": "a"})
    contact = world.company.write("contact", {"name": "b", "customer": customer})
    write(world.actor, "customer", [{"id": customer}], mode="delete")
    result = write(world.actor, "contact", [{"id": contact}], mode="restore")
    assert [fault.code for fault in result.rows[0].faults.values()] == ["record.deleted_parent"]


def test_no_entry_of_a_timeline_falls_between_two_pages(world):
    actor = world.actor
    customer = world.company.write("customer", {"name": "a"})
    with db.transaction(actor.tenant_id) as tx:
        for table, title in (("customers_task", "title"), ("customers_attachment", "name")):
            tx.execute(
                f"INSERT INTO {table} (tenant_id, id, version, created_at, updated_at, title_sort, custom, {title},"
                f" customer_id{', file' if 'attach' in table else ', status, priority'})"
                f" VALUES ({actor.tenant_id}, %s, 1, now(), now(), '', '{{}}', 'x', %s,"
                f" {'%s' if 'attach' in table else '%s, %s'})",
                (10**12 + customer, customer, *(("{}",) if "attach" in table else ("open", "normal"))),
            )
    first = read.timeline(actor, "customer", customer, limit=1)
    second = read.timeline(actor, "customer", customer, limit=1, after=first.next)
    assert {json.loads(one)["object"] for one in (*first.rows, *second.rows)} == {"task", "attachment"}


def test_a_version_that_is_no_number_is_refused(world):
    record_id = world.company.write("customer", {"name": "a"})
    result = write(world.actor, "customer", [{"id": record_id, "version": "1", "name": "b"}], mode="update")
    assert result.counts == {"refused": 1}


def test_a_cursor_of_one_kind_is_none_of_another(world):
    actor = world.actor
    customer = world.company.write("customer", {"name": "a"})
    for number in range(3):
        world.company.write("contact", {"name": str(number), "customer": customer})
        world.company.write("task", {"title": str(number), "customer": customer})
    of_list = read.page(actor, "contact", read.Query(limit=1)).next
    of_timeline = read.timeline(actor, "customer", customer, limit=1).next
    with pytest.raises(Malformed):
        read.page(actor, "contact", read.Query(after=of_timeline))
    with pytest.raises(Malformed):
        read.timeline(actor, "customer", customer, after=of_list)


def test_a_moment_that_no_clock_here_shows_is_refused(world):
    result = write(world.actor, "task", [{"title": "a", "remind_at": "0001-01-01"}])
    assert [fault.code for fault in result.rows[0].faults.values()] == ["datetime.impossible"]


def test_a_code_is_the_same_in_full_width(world):
    write(world.actor, "customer", [{"name": "a", "code": "K-77"}])
    assert write(world.actor, "customer", [{"name": "b", "code": "Ｋ－７７"}]).counts == {"refused": 1}


@pytest.mark.parametrize("label", [5, ["x"], "x" * 61])
def test_a_choice_is_called_by_a_short_text(world, label):
    field = {"label_zh": "级别", "object": "customer", "code": "level", "kind": "choice"}
    result = write(world.actor, "custom_field", [{**field, "choices": [{"value": "a", "label_zh": label}]}])
    assert [fault.code for fault in result.rows[0].faults.values()] == ["custom_field.bad_choices"]


def test_a_restored_child_does_not_take_back_what_another_has(world):
    field = {"label_zh": "卡号", "object": "contact", "code": "card", "kind": "text", "unique": True}
    world.company.write("custom_field", field)
    customer, other = (world.company.write("customer", {"name": name}) for name in "ab")
    world.company.write("contact", {"name": "first", "customer": customer, "card": "7"})
    write(world.actor, "customer", [{"id": customer}], mode="delete")
    second = world.company.write("contact", {"name": "second", "customer": other, "card": "7"})
    with pytest.raises(Refused) as refused:
        write(world.actor, "customer", [{"id": customer}], mode="restore")
    assert refused.value.fields[""].code == "record.child_taken"
    write(world.actor, "contact", [{"id": second, "card": "8"}], mode="update")
    assert write(world.actor, "customer", [{"id": customer}], mode="restore").counts == {"restored": 1}
