"""Random roles, rules, people and records: every way to a record agrees with what the roles say, in plain Python."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.access import company
from tests.access.company import Company
from zhike.access import why
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden, NotFound
from zhike.kernel.read import find_ids
from zhike.kernel.search.find import find
from zhike.kernel.write import write

PEOPLE = ("li", "ma", "wu", "xu", "an")
DEPARTMENT = {"li": "sales", "ma": "sales", "wu": "team", "xu": "service", "an": ""}
BELOW = {"": {"", "sales", "team", "service"}, "sales": {"sales", "team"}, "team": {"team"}, "service": {"service"}}
ACTIONS = ("read", "update", "delete", "export")
REGIONS = ("110105", "440305", "310101", None)


@dataclass(frozen=True)
class Record:
    """A customer, as the roles look at it."""

    id: int
    name: str
    owner: str | None
    region: str | None
    kind: str
    contacts: tuple[int, ...]


Meets = Callable[[Record, str], bool]
CONDITIONS: tuple[tuple[Any, Meets], ...] = (
    ({"field": "region", "op": "in", "value": "110000"}, lambda one, _: (one.region or "").startswith("11")),
    ({"field": "region", "op": "empty"}, lambda one, _: one.region is None),
    ({"field": "kind", "op": "is", "value": "person"}, lambda one, _: one.kind == "person"),
    ({"field": "owner", "op": "is", "value": "me"}, lambda one, me: one.owner == me),
    ({"not": {"field": "owner", "op": "is", "value": "me"}}, lambda one, me: one.owner != me),
    ({"related": "contacts", "measure": "count", "op": ">=", "value": 2}, lambda one, _: len(one.contacts) >= 2),
    (
        {"any": [{"field": "kind", "op": "is", "value": "organization"}, {"field": "owner", "op": "empty"}]},
        lambda one, _: one.kind == "organization" or one.owner is None,
    ),
)


@dataclass(frozen=True)
class World:
    """A company whose records stay as they are while its roles change."""

    company: Company
    records: tuple[Record, ...]

    def scope(self, dice: random.Random) -> tuple[Any, Meets]:
        """A random scope of a role, and what it means."""
        who = dice.choice(("own", "department", "department_below", "all", "named"))
        named = dice.sample(("sales", "team", "service"), dice.randint(1, 2))
        where, meets = dice.choice(CONDITIONS) if dice.random() < 0.5 else (None, lambda *_: True)
        if who == "named":
            told: Any = {"departments": [self.company.departments[one] for one in named]}
        else:
            told = who
        if who != "named" and where is None and dice.random() < 0.7:
            return who, lambda one, me: belongs(one, me, who, named)
        scope = {"who": told} | ({} if where is None else {"where": where})
        return scope, lambda one, me: belongs(one, me, who, named) and meets(one, me)


def belongs(record: Record, me: str, who: str, named: list[str]) -> bool:
    if who == "all":
        return True
    if record.owner is None:
        return False
    if who == "own":
        return record.owner == me
    if who == "named":
        return DEPARTMENT[record.owner] in set().union(*(BELOW[one] for one in named))
    mine = DEPARTMENT[me]
    return DEPARTMENT[record.owner] in ({mine} if who == "department" else BELOW[mine])


@dataclass(frozen=True)
class Role:
    """A role as it is written, and what it means for customers."""

    grants: dict[str, Any]
    grant: dict[str, Meets]
    deny: dict[str, Meets]


def invent(world: World, dice: random.Random) -> Role:
    grants: dict[str, Any] = {"actions": {}}
    grant, deny = {}, {}
    scope, meaning = world.scope(dice)
    grants["scope"] = scope
    for action in ACTIONS:
        roll = dice.random()
        if roll < 0.5:
            grants["actions"][action], grant[action] = True, meaning
        elif roll < 0.7:
            grants["actions"][action], grant[action] = world.scope(dice)
    if dice.random() < 0.4:
        action = dice.choice(ACTIONS)
        where, meets = dice.choice(CONDITIONS)
        whole = dice.random() < 0.2
        grants["deny"] = {"actions": {action: True if whole else {"where": where}}}
        deny[action] = (lambda *_: True) if whole else meets
    contact = {"actions": {"read": True}, "scope": "own"}
    return Role({"customer": grants, "contact": contact}, grant, deny)


Teams = dict[tuple[int, str], tuple[str, bool]]  # (record, person) -> what they may, and whether their time is over


def gather(world: World, dice: random.Random) -> Teams:
    """Random teams of the records, instead of those there are."""
    pairs = dice.sample([(one.id, name) for one in world.records for name in PEOPLE], 12)
    teams = {pair: (dice.choice(("read", "update")), dice.random() < 0.3) for pair in pairs}
    with db.transaction(world.company.tenant) as tx:
        tx.execute(f"DELETE FROM kernel_teammember WHERE tenant_id = {tx.tenant_id}")
        for (record, name), (may_, over) in teams.items():
            until = dice.choice(("now() - interval '1 second'",) if over else ("NULL", "now() + interval '1 hour'"))
            tx.execute(
                "INSERT INTO kernel_teammember (tenant_id, object, record_id, person_id, may, until, at)"
                f" VALUES ({tx.tenant_id}, 'customer', %s, %s, %s, {until}, now())",
                (record, world.company.people[name], may_),
            )
    return teams


@dataclass(frozen=True)
class Held:
    """The roles of a person and the teams of all."""

    roles: list[Role]
    teams: Teams


def may(held: Held, action: str, record: Record, me: str) -> bool:
    granting = [one for one in held.roles if action in one.grant]
    if any(one.deny[action](record, me) for one in held.roles if action in one.deny):
        return False
    if any(one.grant[action](record, me) for one in granting):
        return True
    level, over = held.teams.get((record.id, me), ("", True))
    return bool(granting) and not over and action != "delete" and (action != "update" or level == "update")


@pytest.fixture(scope="module")
def world() -> World:
    made = company.staffed()
    dice = random.Random(7)
    records = []
    for number in range(24):
        owner = dice.choice((*PEOPLE, None))
        region, kind = dice.choice(REGIONS), dice.choice(("organization", "person"))
        name = f"客户 {number}"
        record_id = made.write(
            "customer",
            {"name": name, "owner": made.people[owner] if owner else None, "region": region, "kind": kind},
        )
        contacts = tuple(
            made.write("contact", {"name": f"c{n}", "customer": record_id}) for n in range(dice.randint(0, 3))
        )
        records.append(Record(record_id, name, owner, region, kind, contacts))
    return World(made, tuple(records))


def check(world: World, seed: int) -> None:
    """Give everybody random roles, and compare every way to the records with what these say."""
    dice = random.Random(seed)
    invented = [invent(world, dice) for _ in range(4)]
    made = world.company
    rows = [{"name": f"r{seed}.{number}", "grants": one.grants} for number, one in enumerate(invented)]
    ids = [one.id for one in write(made.system, "role", rows, all_or_nothing=True).rows]
    held = {name: sorted(dice.sample(range(4), dice.randint(1, 3))) for name in PEOPLE}
    given = [{"id": made.people[name], "roles": [ids[one] for one in which]} for name, which in held.items()]
    assert not write(made.system, "person", given, mode="update").refused
    teams = gather(world, dice)
    for name, which in held.items():
        agrees(world, made.actor(name), Held([invented[one] for one in which], teams), name)


def agrees(world: World, actor: Actor, held: Held, me: str) -> None:
    seen = {one.id for one in world.records if may(held, "read", one, me)}
    listed, counted = rows_of(actor)
    assert listed == seen
    assert counted == len(seen)
    assert {one.id for one in searched(actor)} == seen
    assert {one.id for one in world.records if readable(actor, one.id)} == seen
    assert contacts_of(actor) == {one for record in world.records if record.id in seen for one in record.contacts}
    for action in ("update", "delete", "export"):
        wanted = {one.id for one in world.records if may(held, action, one, me)}
        assert reached(actor, action) == wanted, action
    assert exported(actor) == seen & {one.id for one in world.records if may(held, "export", one, me)}
    for record in world.records[:: max(1, len(world.records) // 4)]:
        told = {one.action: one for one in why.actions(actor, actor, "customer", record.id)}
        for action in ACTIONS:
            assert told[action].allowed == (record.id in seen and may(held, action, record, me))
            if told[action].allowed:
                assert any(one.allows and one.holds for one in told[action].reasons)
            assert all(one.words for one in told[action].reasons)


def rows_of(actor: Actor) -> tuple[set[int], int]:
    try:
        page = json.loads(read.page(actor, "customer", read.Query(limit=100)).json())
    except Forbidden:
        return set(), 0
    return {one["id"] for one in page["rows"]}, page["count"]["value"]


def searched(actor: Actor) -> list[Any]:
    return find(actor, "客户", objects=("customer",), limit=100)


def readable(actor: Actor, record_id: int) -> bool:
    try:
        return bool(read.record(actor, "customer", record_id))
    except (NotFound, Forbidden):
        return False


def contacts_of(actor: Actor) -> set[int]:
    page = json.loads(read.page(actor, "contact", read.Query(limit=100)).json())
    return {one["id"] for one in page["rows"]}


def reached(actor: Actor, action: str) -> set[int]:
    try:
        return set(find_ids(actor, "customer", read.Query(), action, 100))
    except Forbidden:
        return set()


def exported(actor: Actor) -> set[int]:
    stream = read.Stream(actor=actor, spec=specs.of(actor, "customer"), query=read.Query(), action="export")
    try:
        with stream.opened(10) as rows:
            return {json.loads(one)["id"] for one in rows}
    except Forbidden:
        return set()


@pytest.mark.parametrize("seed", range(12))
def test_every_way_to_a_record_agrees_with_the_roles(world: World, seed: int) -> None:
    check(world, seed)


@pytest.mark.soak
def test_ten_thousand_random_cases(world: World) -> None:
    """A case is a person with random roles and a record, by every way there is to it."""
    rounds = range(1_000, 1_500)
    assert len(rounds) * len(PEOPLE) * len(world.records) >= 10_000
    for seed in rounds:
        check(world, seed)
    with db.transaction(world.company.tenant) as tx:
        roles = tx.one(f"SELECT count(*) FROM access_role WHERE tenant_id = {tx.tenant_id}")
    assert roles is not None
    assert roles[0] >= 4 * len(rounds)
