"""Tenants for the conformance tests: one with records to look at, kept for all tests of an object, and fresh ones."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from typing import Any

from tests.access import company
from tests.conformance import invent
from zhike.kernel import read, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import Result, write

ROWS = 14
OBJECTS = sorted(one.name for one in registry.declared())


@dataclass
class World:
    """A company, and what stands in it for links to lead to."""

    company: company.Company
    targets: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    numbers: Any = field(default_factory=lambda: count(100))

    @property
    def actor(self) -> Actor:
        """The owner, as they are now."""
        return self.company.actor("boss")

    def spec(self, name: str) -> ObjectSpec:
        return specs.of(self.actor, name)

    def reach(self, spec: ObjectSpec) -> None:
        """Make records for the links of an object to lead to."""
        for one in spec.link_fields:
            if one.to == registry.people().name:
                while len(self.targets[one.to]) < 3:
                    self.targets[one.to] = list(self.company.people.values())
                    if len(self.targets[one.to]) < 3:
                        self.company.add(f"colleague{len(self.targets[one.to])}")
            elif len(self.targets[one.to]) < 2:
                self.targets[one.to].append(0)  # an object may lead to itself
                self.targets[one.to] = [self.least(one.to), self.least(one.to)]

    def least(self, name: str) -> int:
        """A record with no more than it must have."""
        spec = registry.declared_object(name)
        needed = [one for one in invent.writable(spec) if one.required or one.name == spec.title]
        for one in needed:
            if one.to and not self.targets[one.to]:
                self.targets[one.to] = [self.least(one.to)]
        n = next(self.numbers)
        return self.company.write(name, {one.name: invent.value(one, n, self.targets) for one in needed})

    def row(self, spec: ObjectSpec, **how: Any) -> invent.Row:
        """The values of a record that is not there yet."""
        self.reach(spec)
        return invent.row(spec, next(self.numbers), self.targets, **how)

    def write(self, name: str, row: invent.Row, mode: str = "create", **how: Any) -> Result:
        return write(self.actor, name, [row], mode=mode, **how)

    def made(self, name: str, row: invent.Row) -> int:
        """The id of a new record; nothing may be wrong with it."""
        result = self.write(name, row)
        assert result.rows[0].outcome == "created", result.rows[0].faults
        assert result.rows[0].id
        return result.rows[0].id

    def read(self, name: str, record_id: int, **how: Any) -> dict[str, Any]:
        """A record with links as bare ids."""
        return plain(self.spec(name), json.loads(read.record(self.actor, name, record_id, **how)))

    def rows(self, name: str, **query: Any) -> list[dict[str, Any]]:
        query.setdefault("limit", 500)
        found = json.loads(read.page(self.actor, name, read.Query(**query)).json())["rows"]
        return [plain(self.spec(name), one) for one in found]


def plain(spec: ObjectSpec, record: dict[str, Any]) -> dict[str, Any]:
    """A record with links as bare ids."""
    return {name: invent.bare(spec.fields[name], value) for name, value in record.items()}


def fresh() -> World:
    return World(company.founded())


@cache
def stocked(name: str) -> World:
    """A world with records of one object: some full, most with values missing or the same. Only to be looked at."""
    world = fresh()
    spec = registry.declared_object(name)
    world.reach(spec)
    rows = [invent.row(spec, n, world.targets, sparse=n > 2) for n in range(ROWS)]
    result = write(world.actor, name, rows, all_or_nothing=True)
    assert not result.refused, [one.faults for one in result.refused]
    return world
