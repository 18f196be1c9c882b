"""Out of the recycle bin for good: what goes, what goes along, what stays, and what is known of it afterwards."""

import pytest
from django.db import connections

from tests.conformance import worlds
from zhike.access import audit, team
from zhike.engines.connect import storage
from zhike.kernel import db, registry
from zhike.kernel.errors import Conflict, Forbidden, Refused
from zhike.kernel.journal import choice, history
from zhike.kernel.journal.undo import preview, undo
from zhike.kernel.write import purge, write


@pytest.fixture
def world(database):
    return worlds.fresh()


def aged(world, days, *tables):
    """What is in the recycle bin has been there for longer."""
    with connections["owner"].cursor() as cursor:
        for table in tables or ("customers_customer", "customers_contact", "customers_attachment", "scratch_gadget"):
            cursor.execute(
                f"UPDATE {table} SET deleted_at = deleted_at - make_interval(days => %s),"
                " updated_at = updated_at - make_interval(days => %s)"
                " WHERE tenant_id = %s AND deleted_at IS NOT NULL",
                [days, days, world.company.tenant],
            )


def there(world, name):
    """The ids of all records, living or deleted."""
    with db.transaction(world.company.tenant) as tx:
        table = world.spec(name).table
        return {row[0] for row in tx.rows(f'SELECT id FROM "{table}" WHERE tenant_id = {tx.tenant_id}')}


def deleted(world, name, *ids):
    return write(world.actor, name, [{"id": one} for one in ids], mode="delete").change_set


def test_what_is_old_goes_with_what_hangs_on_it(world):
    old, young, living = (world.company.write("customer", {"name": name}) for name in ("old", "young", "living"))
    for customer in (old, young, living):
        world.company.write("contact", {"name": f"of {customer}", "customer": customer})
    gone = deleted(world, "customer", old)
    aged(world, 61)
    deleted(world, "customer", young)
    assert purge.sweep(world.company.tenant) == 2
    assert there(world, "customer") == {young, living}
    assert len(there(world, "contact")) == 2
    assert purge.sweep(world.company.tenant) == 0
    entry = history.of_tenant(world.actor, mine=False)["rows"][0]
    assert (entry["verb"], entry["object"], entry["records"], entry["by"]) == ("purge", "customer", 1, None)
    assert not entry["undoable"]
    with pytest.raises(Conflict, match=r"undo\.purged"):
        undo(world.actor, entry["change_set"])
    assert preview(world.actor, gone).gone == 1
    with pytest.raises(Conflict, match=r"undo\.purged"):
        undo(world.actor, gone)
    row = choice.page(world.actor, gone)["rows"][0]
    assert (row["id"], row["title"], row["state"]) == (old, None, "purged")
    assert audit.seal(world.company.tenant) > 0
    assert audit.verify(world.company.tenant)[0] is None


def test_the_rest_of_a_deletion_can_still_be_undone(world):
    ids = [world.company.write("customer", {"name": f"{n}"}) for n in range(3)]
    gone = deleted(world, "customer", *ids)
    assert purge.purge(world.actor, "customer", ids[:1]) == purge.Purged(1, 0, 0)
    told = undo(world.actor, gone)
    assert (told.undone, told.skipped) == (2, 1)
    assert {one["id"] for one in world.rows("customer")} == set(ids[1:])


def test_what_something_links_to_stays(world):
    """An interaction of a customer may be with a contact: the contact stays as long as it does."""
    customer = world.company.write("customer", {"name": "a"})
    contact = world.company.write("contact", {"name": "b", "customer": customer})
    row = {"customer": customer, "contact": contact, "content": "c", "kind": "call"}
    interaction = world.company.write("interaction", row)
    deleted(world, "contact", contact)
    aged(world, 100)
    assert purge.sweep(world.company.tenant) == 0
    assert purge.purge(world.actor, "contact", [contact]) == purge.Purged(0, 0, 1)
    deleted(world, "interaction", interaction)
    assert purge.sweep(world.company.tenant) == 0
    assert purge.purge(world.actor, "interaction", [interaction]) == purge.Purged(1, 0, 0)
    assert purge.sweep(world.company.tenant) == 1
    assert there(world, "contact") == set()


def test_a_custom_link_counts_as_one(world):
    world.company.write(
        "custom_field", {"label_zh": "介绍人", "object": "customer", "code": "by", "kind": "link", "to": "customer"}
    )
    first = world.company.write("customer", {"name": "first"})
    second = world.company.write("customer", {"name": "second", "by": first})
    deleted(world, "customer", first)
    assert purge.purge(world.actor, "customer", [first]) == purge.Purged(0, 0, 1)
    deleted(world, "customer", second)
    assert purge.purge(world.actor, "customer", [first, second]) == purge.Purged(2, 0, 0)


def test_what_is_kept_beside_a_record_goes_along(world):
    card = {"label_zh": "卡号", "object": "customer", "code": "card", "kind": "text", "unique": True}
    world.company.write("custom_field", card)
    colleague = world.company.add("colleague")
    customer = world.company.write("customer", {"name": "a", "card": "K1", "phone": "13800000000"})
    team.put(world.actor, "customer", customer, colleague, "read", None)
    first, second, shared = (storage.keep(world.actor, f"{n}.txt", [f"{n}".encode()]) for n in range(3))
    row = {"name": "x", "customer": customer, "file": {"key": first.key}}
    attachment = world.company.write("attachment", row)
    world.company.write("attachment", {"id": attachment, "file": {"key": second.key}}, mode="update")
    other = world.company.write("customer", {"name": "b"})
    for holder in (customer, other):
        world.company.write("attachment", {"name": "y", "customer": holder, "file": {"key": shared.key}})
    deleted(world, "customer", customer)
    told = purge.purge(world.actor, "customer", [customer])
    assert told == purge.Purged(1, 2, 0)
    assert set(storage.known(world.company.tenant, [first.key, second.key, shared.key])) == {shared.key}
    with db.transaction(world.company.tenant) as tx:
        for table in ("kernel_teammember", "kernel_uniquevalue", "kernel_recordkey"):
            assert tx.rows(f"SELECT 1 FROM {table} WHERE tenant_id = {tx.tenant_id}") == []


def test_only_administrators_and_only_what_is_deleted(world):
    living = world.company.write("customer", {"name": "living"})
    assert purge.purge(world.actor, "customer", [living, 10**9]) == purge.Purged(0, 0, 0)
    assert there(world, "customer") == {living}
    world.company.add("seller")
    with pytest.raises(Forbidden):
        purge.purge(world.company.actor("seller"), "customer", [living])
    with pytest.raises(Refused, match=r"purge\.settings_stay"):
        purge.purge(world.actor, "person", [world.company.owner])


def test_many_go_in_batches(world, monkeypatch):
    monkeypatch.setattr(purge, "BATCH", 7)
    made = write(world.actor, "customer", [{"name": f"{n}"} for n in range(30)])
    ids = [one.id for one in made.rows]
    deleted(world, "customer", *ids)
    aged(world, 61)
    assert purge.sweep(world.company.tenant) == 30
    assert there(world, "customer") == set()
    entries = [one for one in history.of_tenant(world.actor, mine=False)["rows"] if one["verb"] == "purge"]
    assert sorted(one["records"] for one in entries) == [2, 7, 7, 7, 7]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (registry.declared_object(link.object).table, registry.declared_object(link.object).fields[link.field].column)
        for spec in registry.declared()
        for link in spec.backlinks.values()
        if not (spec.shape.settings or registry.declared_object(link.object).shape.settings)
    ],
)
def test_what_links_to_a_record_is_found_by_an_index(database, table, column):
    """PostgreSQL asks for each record that goes whether anything links to it, the deleted among them: without an index
    that has these it would read the whole table each time."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
        found = [row[0] for row in cursor.fetchall()]
    leads = tuple(f"(tenant_id, {column}{rest}" for rest in (")", ", "))
    assert any(any(lead in one for lead in leads) and "WHERE (deleted_at" not in one for one in found), found
