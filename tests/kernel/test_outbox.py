"""The journal as an outbox: a subscriber that fails gets every event all the same, in order, under one id (A-11)."""

import random
from collections import defaultdict
from dataclasses import dataclass, field

import pytest
from django.db import connections

from tests.conformance import worlds
from tests.kernel.threads import together
from zhike.kernel import db
from zhike.kernel.events import Event, deliver
from zhike.kernel.write import write

RECORDS, WRITERS, EACH = 20, 4, 250


class Down(Exception):
    """What the subscriber talks to is away."""


@dataclass
class Receiver:
    """Fails half of the time, before or after it has done something that no transaction takes back."""

    chance: random.Random
    got: list[Event] = field(default_factory=list)
    failed: list[Event] | None = None  # what it was given when it failed last
    failures: int = 0

    def __call__(self, tx: db.Transaction, events: list[Event]) -> None:
        if self.failed is not None:
            assert events[: len(self.failed)] == self.failed, "what failed comes again, first and as it was"
        self.failed = events
        fails = self.chance.random() < 0.5
        handled = events[: self.chance.randrange(len(events) + 1)] if fails else events
        self.got += handled
        if fails:
            self.failures += 1
            raise Down
        self.failed = None

    def run(self, tenant: int) -> int:
        """One delivery; how many change sets it took."""
        try:
            return deliver(tenant, "outbox", self, limit=self.chance.randrange(1, 8) if self.failed is None else 8)
        except Down:
            return -1


def history(tenant: int, record: int) -> list[int]:
    """The change sets of a record, oldest first."""
    with db.transaction(tenant) as tx:
        found = tx.rows(
            f"SELECT change_set_id FROM kernel_change WHERE tenant_id = {tenant} AND object = 'tag'"
            " AND (record_id = %s OR %s = ANY(ids)) ORDER BY id",
            (record, record),
        )
    return [one[0] for one in found]


@pytest.mark.slow
def test_a_thousand_events_reach_a_subscriber_that_fails_half_of_the_time(database: None) -> None:
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - to do it again
    world = worlds.fresh()
    tenant = world.company.tenant
    made = write(world.company.system, "tag", [{"name": f"t{n}"} for n in range(RECORDS)])
    records = [one.id for one in made.rows]
    receiver = Receiver(random.Random(seed))
    writing = [True]

    def writer(n: int) -> None:
        chance = random.Random(seed + n)
        for number in range(EACH):
            row = {"id": chance.choice(records), "name": f"{n}-{number}"}
            assert write(world.company.system, "tag", [row], mode="update").counts == {"updated": 1}

    def reader() -> None:
        while writing[0]:
            receiver.run(tenant)

    def all_writers() -> list[object]:
        try:
            return together([lambda n=n: writer(n) for n in range(WRITERS)])
        finally:
            writing[0] = False

    assert together([all_writers, reader]) == [[None] * WRITERS, None]
    while receiver.run(tenant):
        pass
    connections.close_all()

    assert receiver.failures > 10
    tags = [one for one in receiver.got if one.object == "tag"]
    told = defaultdict(list)
    for event in tags:
        for record in event.ids:
            if event.change_set not in told[record]:
                told[record].append(event.change_set)
    assert len({one.change_set for one in tags}) == 1 + WRITERS * EACH
    assert len(tags) > 1 + WRITERS * EACH, "some came twice: it failed after it had done something"
    assert {record: told[record] for record in records} == {record: history(tenant, record) for record in records}
    same = defaultdict(set)
    for event in tags:
        same[event.change_set].add(event)
    assert {len(one) for one in same.values()} == {1}, "again means the very same"


def test_an_object_that_was_only_declared_triggers(database: None) -> None:
    world = worlds.fresh()
    customer = world.company.write("customer", {"name": "a"})
    seen: list[Event] = []
    deliver(world.company.tenant, "gadgets", lambda tx, events: None)
    gadget = world.company.write("gadget", {"name": "g", "customer": customer})
    world.company.write("gadget", {"id": gadget, "state": "shipped", "price": "5"}, mode="update")
    world.company.write("gadget", {"id": gadget}, mode="delete")
    world.company.write("gadget", {"id": gadget}, mode="restore")
    deliver(world.company.tenant, "gadgets", lambda tx, events: seen.extend(events))
    assert [(one.object, one.verb, one.ids, set(one.fields)) for one in seen] == [
        ("gadget", "create", (gadget,), set()),
        ("gadget", "update", (gadget,), {"state", "price"}),
        ("gadget", "delete", (gadget,), set()),
        ("gadget", "restore", (gadget,), set()),
    ]
