"""What is secret stands sealed in every table, opens for whom it is, and is found by keyed words alone."""

import json
import os

import pytest
from django.db import connections

from tests.conformance import worlds
from tests.masters import holding
from zhike.kernel import db, read
from zhike.kernel.errors import Malformed, Unable
from zhike.kernel.journal import history
from zhike.kernel.journal.undo import undo
from zhike.kernel.search import find, rebuild
from zhike.kernel.secrets import record_keys, vault
from zhike.kernel.secrets.master import MasterKey, at_hand
from zhike.kernel.write import write

PHONE, OTHER, EMAIL, IDENTITY = "+8613911223344", "+867552654321", "Zhang.San@example.com", "11010519491231002X"
PLAIN = ("13911223344", "11223344", "2654321", "Zhang.San", "zhang.san", IDENTITY, "6222000011112222", "芝麻开门")


@pytest.fixture
def world(database):
    """A company with a customer who has every secret, in declared and in custom fields."""
    made = worlds.fresh()
    for code, kind, more in (("account", "bank_account", {"unique": True}), ("word", "text", {"secret": True})):
        made.company.write("custom_field", {"label_zh": code, "object": "customer", "code": code, "kind": kind, **more})
    values = {"phone": PHONE, "email": EMAIL, "identity_number": IDENTITY}
    made.company.write("customer", {"name": "甲", **values, "account": "6222 0000 1111 2222", "word": "芝麻开门"})
    return made


def customer(world, name="甲"):
    return next(one for one in world.rows("customer") if one["name"] == name)


def change(world, **values):
    result = write(world.actor, "customer", [{"id": customer(world)["id"], **values}], mode="update")
    assert not result.refused, result.refused[0].faults
    return result.change_set


def found(world, where):
    return len(read.find_ids(world.actor, "customer", read.Query(where=where), "read", 10))


def stored(tenant):
    """Every row of a company in every table, as whoever gets hold of the database reads it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.columns WHERE column_name = 'tenant_id'")
        texts = []
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, ' '), '') FROM \"{table}\" t WHERE tenant_id = {tenant}"
            )
            texts.append(cursor.fetchone()[0])
    return " ".join(texts)


def test_no_table_holds_what_is_secret(world):
    change_set = change(world, phone=OTHER, email=None, word="芝麻关门")
    change(world, phone=PHONE)
    assert customer(world)["phone"] == PHONE
    assert customer(world)["word"] == "芝麻关门"
    assert undo(world.actor, change_set, force=True).undone == 1
    assert customer(world)["email"] == EMAIL
    text = stored(world.actor.tenant_id)
    assert "甲" in text
    assert [one for one in (*PLAIN, "芝麻关门") if one in text] == []


def test_history_and_undo_open_what_the_journal_holds(world):
    change(world, phone=OTHER)
    entry = history.of_record(world.actor, "customer", customer(world)["id"])["rows"][0]
    assert [(one["before"], one["after"]) for one in entry["fields"]] == [(PHONE, OTHER)]


@pytest.mark.parametrize(
    ("field", "op", "value", "number"),
    [
        ("phone", "is", "139 1122 3344", 1),
        ("phone", "ends", "3344", 1),
        ("phone", "ends", "11223344", 1),
        ("phone", "ends", "3345", 0),
        ("phone", "one_of", ["13800138000", PHONE], 1),
        ("phone", "is_not", PHONE, 0),
        ("email", "is", "zhang.san@EXAMPLE.com", 1),
        ("email", "domain", "@Example.com", 1),
        ("email", "domain", "example.org", 0),
        ("identity_number", "is", IDENTITY, 1),
        ("word", "is", "芝麻开门", 1),
        ("account", "is", "6222000011112222", 1),
    ],
)
def test_filters_ask_by_keyed_words(world, field, op, value, number):
    assert found(world, {"field": field, "op": op, "value": value}) == number


@pytest.mark.parametrize(
    ("field", "op", "value", "code"),
    [
        ("phone", "starts", "139", "condition.secret_phone"),
        ("email", "contains", "zhang", "condition.secret_email"),
        ("identity_number", "ends", "002X", "condition.secret"),
        ("word", "contains", "芝", "condition.secret"),
        ("phone", "ends", "344", "condition.wrong_value"),
    ],
)
def test_other_filters_say_why_not(world, field, op, value, code):
    with pytest.raises(Malformed) as refused:
        found(world, {"field": field, "op": op, "value": value})
    assert refused.value.code == code
    assert refused.value.data["path"].startswith(("op", "value"))


@pytest.mark.parametrize("typed", ["13911223344", "+86 139 1122 3344", "3344", "11223344", "zhang.san", "example.com"])
def test_search_finds_by_keyed_words(world, typed):
    assert [one.title for one in find.find(world.actor, typed, objects=("customer",))] == ["甲"]


def test_a_landline_is_found_without_its_area_code(world):
    change(world, phone="0312-2654321")
    assert [one.title for one in find.find(world.actor, "2654321")] == ["甲"]


def test_a_secret_value_is_unique_and_matched(world):
    taken = write(world.actor, "customer", [{"name": "乙", "account": "6222-0000-1111-2222"}])
    assert taken.refused[0].faults["account"].code == "field.taken"
    rows = [{"name": "甲二", "email": "ZHANG.SAN@example.com"}, {"name": "丙", "email": "new@example.com"}]
    done = write(world.actor, "customer", rows, mode="upsert", key="email")
    assert [one.outcome for one in done.rows] == ["updated", "created"]
    assert customer(world, "甲二")["account"] == "6222000011112222"


def test_an_unchanged_secret_is_no_change(world):
    assert change(world, phone=PHONE, word="芝麻开门") is None


def test_a_new_data_key_seals_all_again_and_history_still_opens(world):
    change(world, phone=OTHER)
    tenant = world.actor.tenant_id
    with db.transaction(tenant) as tx:
        version = vault.renew(tx)
    assert list(rebuild.reseal(tenant, "customer"))[-1][0] == len(world.rows("customer"))
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT phone, custom->>'word' FROM customers_customer WHERE tenant_id = {tenant}")
        assert [vault.version_of(one) for one in cursor.fetchone()] == [version, version]
    assert list(rebuild.reseal(tenant, "customer")) == []
    entry = history.of_record(world.actor, "customer", customer(world)["id"])["rows"][0]
    assert [(one["before"], one["after"]) for one in entry["fields"]] == [(PHONE, OTHER)]


def test_without_its_key_a_record_is_closed_for_good(world):
    change(world, phone=OTHER)
    record_id = customer(world)["id"]
    with db.transaction(world.actor.tenant_id) as tx:
        assert record_keys.destroy(tx, "customer", [record_id]) == 1
    row = json.loads(read.record(world.actor, "customer", record_id))
    assert (row["phone"], row["email"]) == (None, None)
    entry = history.of_record(world.actor, "customer", record_id)["rows"][0]
    assert [(one["before"], one["after"]) for one in entry["fields"]] == [(None, None)]


def test_a_sealed_value_opens_at_its_own_place_only(world):
    world.company.write("customer", {"name": "乙", "phone": "13800138000"})
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "UPDATE customers_customer t SET phone = o.phone FROM customers_customer o WHERE t.name = '甲'"
            f" AND o.name = '乙' AND t.tenant_id = {world.actor.tenant_id} AND o.tenant_id = t.tenant_id"
        )
    with pytest.raises(Unable) as refused:
        world.rows("customer")
    assert refused.value.code == "secrets.damaged"


def test_another_master_key_opens_nothing_and_an_old_one_can_be_replaced(world):
    tenant, old, new = world.actor.tenant_id, at_hand()[0], MasterKey.of(os.urandom(32))
    with holding(new), pytest.raises(Unable) as refused:
        world.rows("customer")
    assert refused.value.data == {"key": old.key_id}
    with holding(new, old), db.transaction(tenant) as tx:
        assert vault.rewrap(tx) == 2
    with holding(new):
        assert customer(world)["phone"] == PHONE
    with holding(old, new), db.transaction(tenant) as tx:
        assert vault.rewrap(tx) == 2
        tx.execute("DELETE FROM kernel_masterkeyinuse WHERE key_id = %s", (new.key_id,))


def test_whether_a_field_is_secret_is_decided_at_the_start(world):
    fields = [one for one in world.rows("custom_field") if one["code"] == "word"]
    again = write(world.actor, "custom_field", [{"id": fields[0]["id"], "secret": False}], mode="update")
    assert again.refused[0].faults["secret"].code == "custom_field.secret_kept"
    number = {"label_zh": "数", "object": "customer", "code": "number", "kind": "integer", "secret": True}
    assert (
        write(world.actor, "custom_field", [number]).refused[0].faults["secret"].code == "custom_field.cannot_be_secret"
    )
