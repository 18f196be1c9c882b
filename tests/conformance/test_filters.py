"""Every operator of every field of every object, against plain Python on the same rows."""

import pytest

from tests.conformance import oracle, targets, worlds
from zhike.kernel import db, read
from zhike.kernel.conditions import operators

pytestmark = pytest.mark.parametrize("name", worlds.OBJECTS)


def fields(name):
    """Those of the object; the system's, which all have, at one of them."""
    spec = worlds.stocked(name).spec(name)
    return spec.fields.values() if name == worlds.OBJECTS[0] else spec.own_fields


@pytest.fixture(autouse=True)
def _one_transaction(name):
    """A statement alone costs less than its transaction."""
    with db.transaction(worlds.stocked(name).company.tenant):
        yield


def ids(world, name, where):
    return set(read.find_ids(world.actor, name, read.Query(where=where), "read", 500))


def judge(world):
    actor = world.actor
    return oracle.Oracle(zone=actor.zone, me=actor.person_id, people=actor.people)


def test_every_operator_means_what_it_says(name):
    world = worlds.stocked(name)
    rows, judging = world.rows(name), judge(world)
    assert len(rows) >= worlds.ROWS
    kinds = set()
    for field in fields(name):
        few = field.kind.kind in kinds  # the first field of a kind is tried with every value, the others with some
        kinds.add(field.kind.kind)
        present = [one[field.name] for one in rows if one[field.name] not in (None, [])]
        for op in operators.of(field.kind):
            values = list(targets.of(field, op, present))
            for value in values[:: len(values) - 1 or 1] if few else values:
                where = {"field": field.name, "op": op} | ({} if value is None else {"value": value})
                expected = {one["id"] for one in rows if judging.test(field, op, value, one[field.name])}
                assert ids(world, name, where) == expected, where


@pytest.mark.slow
def test_filters_through_a_link_mean_the_linked_record(name):
    world = worlds.stocked(name)
    spec, judging = world.spec(name), judge(world)
    rows = world.rows(name)
    for link in [one for one in spec.fields.values() if one.to and one.kind.family != "list"]:
        other = world.spec(link.to)
        linked = {one["id"]: one for one in world.rows(link.to)}
        for field in (other.fields[other.title], other.fields["id"], other.fields["updated_by"]):
            for op in operators.of(field.kind):
                value = next(targets.of(field, op, [one[field.name] for one in linked.values() if one[field.name]]))
                where = {"field": f"{link.name}.{field.name}", "op": op} | ({} if value is None else {"value": value})
                expected = {
                    one["id"]
                    for one in rows
                    if judging.test(field, op, value, linked.get(one[link.name], {}).get(field.name))
                }
                assert ids(world, name, where) == expected, where


def test_measures_of_related_records(name):
    world = worlds.stocked(name)
    spec = world.spec(name)
    rows = world.rows(name)
    for backlink in spec.backlinks.values():
        related = world.rows(backlink.object)
        for op in operators.COMPARE:
            for number in (0, 1, 2):
                where = {"related": backlink.name, "measure": "count", "op": op, "value": number}
                counted = {one["id"]: sum(1 for other in related if other[backlink.field] == one["id"]) for one in rows}
                expected = {
                    key
                    for key, amount in counted.items()
                    if (amount != number if op == "!=" else oracle.compare(op, amount, number))
                }
                assert ids(world, name, where) == expected, where
