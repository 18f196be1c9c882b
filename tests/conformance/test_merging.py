"""Two records of every object become one, and two again, with whatever hangs on them."""

import pytest

from tests.conformance import invent, worlds
from zhike.kernel import registry
from zhike.kernel.errors import Malformed, NotFound, Refused
from zhike.kernel.journal import history
from zhike.kernel.journal.undo import undo
from zhike.kernel.read import merged
from zhike.kernel.write import links
from zhike.kernel.write.merge import merge

OBJECTS = [one.name for one in registry.declared() if not (one.shape.people or one.shape.settings)]
OTHERS = sorted({one.name for one in registry.declared()} - set(OBJECTS))
MOVING = {"version", "updated_at", "updated_by"}
PROOFS = {"consent"}  # in which nothing may be changed, so that nothing can be put into them either


@pytest.fixture(scope="module")
def world():
    return worlds.fresh()


def still(record):
    """A record without what every write changes."""
    return {name: value for name, value in record.items() if name not in MOVING}


def hang(world, name, record):
    """A record for each link of an object that may lead here: (object, link, id)."""
    made = []
    for other, link in links.leading_to(world.actor, name):
        one = world.made(other.name, world.row(world.spec(other.name)))
        row = {"id": one, link.name: [record] if link.kind.family == "list" else record}
        if not world.write(other.name, row, mode="update").refused:
            made.append((other.name, link.name, one))
    return made


def leads_to(world, place):
    name, link, record = place
    value = world.read(name, record)[link]
    return value[0] if isinstance(value, list) else value


@pytest.mark.parametrize("name", OBJECTS)
def test_two_become_one_and_two_again(world, name):
    spec = world.spec(name)
    full, few = world.row(spec), world.row(spec)
    needed = {one.name for one in spec.own_fields if one.required} | {spec.title}
    kept, gone = world.made(name, {key: few[key] for key in few if key in needed}), world.made(name, full)
    hanging = hang(world, name, gone)
    before = [still(world.read(name, one)) for one in (kept, gone)]
    if name in PROOFS:
        with pytest.raises(Refused):
            merge(world.actor, name, kept, [gone])
        assert [still(world.read(name, one)) for one in (kept, gone)] == before
        return
    change_set = merge(world.actor, name, kept, [gone])

    whole = world.read(name, kept)
    for field in invent.writable(spec):
        mine, theirs = before[0][field.name], before[1][field.name]
        if field.kind.kind == "code" or field.to == name:
            continue
        if field.kind.family == "list":
            assert set(whole[field.name] or ()) == {*(mine or ()), *(theirs or ())}, field.name
        else:
            assert whole[field.name] == (theirs if mine is None else mine), field.name
    assert [leads_to(world, place) for place in hanging] == [kept] * len(hanging)
    with pytest.raises(NotFound):
        world.read(name, gone)
    assert merged.into(world.actor, name, gone) == kept
    told = [
        one["verb"] for one in history.of_record(world.actor, name, kept)["rows"] if one["change_set"] == change_set
    ]
    assert "merge" in told

    undo(world.actor, change_set)
    assert [still(world.read(name, one)) for one in (kept, gone)] == before
    assert [leads_to(world, place) for place in hanging] == [gone] * len(hanging)
    assert merged.into(world.actor, name, gone) is None


@pytest.mark.parametrize("name", OTHERS)
def test_people_and_settings_are_not_merged(world, name):
    with pytest.raises(Malformed, match=r"merge\.not_this"):
        merge(world.actor, name, 1, [2])
