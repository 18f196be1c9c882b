"""Subscribers get every change set once, in an order that no late commit can break (A-11)."""

import threading

import pytest
from django.db import connections

from tests.conformance import worlds
from tests.kernel.threads import together
from zhike.kernel import db
from zhike.kernel.events import deliver
from zhike.kernel.write import write


@pytest.fixture
def world(database):
    return worlds.fresh()


def drain(tenant, name="test", limit=200):
    """Everything that is to be had now."""
    found = []
    while deliver(tenant, name, lambda tx, events: found.extend(events), limit=limit):
        pass
    return found


def change_sets(tenant):
    with db.transaction(tenant) as tx:
        return [
            row[0] for row in tx.rows(f"SELECT id FROM kernel_changeset WHERE tenant_id = {tenant} ORDER BY xid, id")
        ]


def test_an_event_says_what_happened_to_which_records(world):
    tenant, actor = world.company.tenant, world.actor
    drain(tenant)
    made = write(actor, "customer", [{"name": "a"}, {"name": "b"}])
    ids = tuple(one.id for one in made.rows)
    write(actor, "contact", [{"name": "c", "customer": ids[0]}])
    write(actor, "customer", [{"id": ids[0], "remark": "x", "stage": "lost"}], mode="update")
    write(actor, "customer", [{"id": ids[0]}], mode="delete")
    write(actor, "customer", [{"id": ids[0]}], mode="restore")
    told = [
        (one.object, one.verb, one.ids if one.object == "customer" else len(one.ids), set(one.fields))
        for one in drain(tenant)
    ]
    assert told == [
        ("customer", "create", ids, set()),
        ("contact", "create", 1, set()),
        ("customer", "update", ids[:1], {"remark", "stage"}),
        ("customer", "delete", ids[:1], set()),
        ("contact", "delete", 1, set()),
        ("customer", "restore", ids[:1], set()),
        ("contact", "restore", 1, set()),
    ]
    assert drain(tenant) == []
    assert [one.change_set for one in drain(tenant, "another")] != []


def test_an_error_of_the_handler_moves_nothing(world):
    tenant = world.company.tenant
    world.company.write("customer", {"name": "a"})
    seen = []

    def fail(tx, events):
        seen.append([one.change_set for one in events])
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            deliver(tenant, "test", fail)
    assert seen[0] == seen[1]
    assert [one.change_set for one in drain(tenant)] == seen[0]


def test_what_the_handler_writes_is_kept_with_the_cursor_or_not_at_all(world):
    tenant = world.company.tenant
    before = len(change_sets(tenant))

    def follow(tx, events):
        write(world.company.system, "tag", [{"name": f"of {events[0].change_set}"}], all_or_nothing=True)
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        deliver(tenant, "test", follow)
    assert len(change_sets(tenant)) == before
    assert world.rows("tag") == []


def test_a_change_set_of_an_open_transaction_is_waited_for(world):
    """A later one that is committed earlier is held back, so that the cursor never passes a gap."""
    tenant = world.company.tenant
    drain(tenant)
    opened, go_on = threading.Event(), threading.Event()
    made = {}

    def slow():
        with db.transaction(tenant):
            made["slow"] = write(world.company.system, "tag", [{"name": "slow"}]).change_set
            opened.set()
            assert go_on.wait(60)

    def fast():
        assert opened.wait(60)
        made["fast"] = write(world.company.system, "tag", [{"name": "fast"}]).change_set
        seen = drain(tenant)
        go_on.set()
        return seen

    errors = together([slow, fast])
    assert errors == [None, []]
    assert [one.change_set for one in drain(tenant)] == [made["slow"], made["fast"]]


def test_every_change_set_comes_once_whoever_writes_meanwhile(world):
    tenant, writers = world.company.tenant, 6
    drain(tenant)
    seen, ended = [], threading.Semaphore(0)

    def writing(n):
        try:
            for i in range(15):
                with db.transaction(tenant):  # two change sets of one transaction stay together
                    for part in "ab":
                        write(world.company.system, "tag", [{"name": f"{n} {i} {part}"}])
        finally:
            ended.release()

    def reading():
        left = writers
        while left:
            deliver(tenant, "test", lambda tx, events: seen.extend(one.change_set for one in events), limit=3)
            if ended.acquire(blocking=False):
                left -= 1

    results = together([*(lambda n=n: writing(n) for n in range(writers)), reading])
    assert results == [None] * (writers + 1)
    seen += [one.change_set for one in drain(tenant)]
    expected = change_sets(tenant)[-writers * 30 :]
    assert seen == expected


def test_two_of_one_subscriber_share_the_work(world):
    tenant = world.company.tenant
    drain(tenant)
    for n in range(30):
        world.company.write("tag", {"name": f"{n}"})
    found = together([lambda: drain(tenant, limit=2) for _ in range(3)])
    told = sorted(event.change_set for one in found for event in one)
    assert told == change_sets(tenant)[-30:]
    connections["default"].ensure_connection()
