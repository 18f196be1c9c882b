"""Fields that an administrator adds: of every kind, as good as declared ones, and never able to break an object."""

import json

import pytest

from tests.conformance import invent, oracle, targets, worlds
from zhike.kernel import db, kinds, read, specs
from zhike.kernel.conditions import operators
from zhike.kernel.errors import Malformed, Refused
from zhike.kernel.journal.undo import undo
from zhike.kernel.read import order
from zhike.kernel.write import write

KINDS = sorted(one.kind for one in kinds.ALL if one.custom_ok and one.kind != "stage")
CHOICES = [{"value": f"c{n}", "label_zh": f"选项{n}", "label_en": f"Option {n}"} for n in range(4)]


def definition(kind, **more):
    given = {"label_zh": f"自定义{kind}", "object": "task", "code": f"my_{kind}", "kind": kind, **more}
    if kind in ("choice", "choices"):
        given["choices"] = CHOICES
    return given | ({"to": "customer"} if kind == "link" else {})


@pytest.fixture(scope="module")
def world(database):
    """Tasks with a value, or none, in a field of every kind."""
    made = worlds.fresh()
    for kind in KINDS:
        made.company.write("custom_field", definition(kind))
    spec = made.spec("task")
    made.reach(spec)
    rows = [invent.row(spec, n, made.targets, sparse=n > 2) for n in range(worlds.ROWS)]
    result = write(made.actor, "task", rows, all_or_nothing=True)
    assert not result.refused, result.refused[0].faults
    return made


def field_of(world, kind):
    return world.spec("task").fields[f"my_{kind}"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_value_comes_back_and_changes(world, kind):
    spec, field = world.spec("task"), field_of(world, kind)
    row = world.row(spec)
    record_id = world.made("task", row)
    assert world.read("task", record_id)[field.name] == row[field.name]
    same = write(world.actor, "task", [{"id": record_id, **row}], mode="update")
    assert same.counts == {"unchanged": 1}
    other = next(x for n in range(50) if (x := invent.value(field, n, world.targets)) != row[field.name])
    changed = write(world.actor, "task", [{"id": record_id, field.name: other}], mode="update")
    record = world.read("task", record_id)
    assert {key: record[key] for key in row} == {**row, field.name: other}
    undo(world.actor, changed.change_set)
    record = world.read("task", record_id)
    assert {key: record[key] for key in row} == row
    write(world.actor, "task", [{"id": record_id, field.name: None}], mode="update")
    assert world.read("task", record_id)[field.name] == invent.empty(field)
    write(world.actor, "task", [{"id": record_id}], mode="delete")


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_filters_as_a_declared_field_does(world, kind):
    field, actor = field_of(world, kind), world.actor
    rows = world.rows("task")
    judging = oracle.Oracle(zone=actor.zone, me=actor.person_id, people=actor.people)
    present = [one[field.name] for one in rows if one[field.name] not in (None, [])]
    assert 0 < len(present) < len(rows)
    for op in operators.of(field.kind):
        for value in targets.of(field, op, present):
            where = {"field": field.name, "op": op} | ({} if value is None else {"value": value})
            found = read.find_ids(actor, "task", read.Query(where=where), "read", 500)
            assert set(found) == {one["id"] for one in rows if judging.test(field, op, value, one[field.name])}, where


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_it_sorts_page_by_page(world, kind):
    field = field_of(world, kind)
    if field.kind.family in order.UNSORTABLE or field.secret:
        with pytest.raises(Malformed, match=r"read\.cannot_sort"):
            read.page(world.actor, "task", read.Query(sort=field.name))
        return
    for sign in ("", "-"):
        found, after = [], None
        while True:
            query = read.Query(sort=sign + field.name, limit=3, after=after, columns=(field.name,))
            page = read.page(world.actor, "task", query)
            found += [json.loads(one) for one in page.rows]
            if page.next is None:
                break
            after = page.next
        assert sorted(one["id"] for one in found) == sorted(one["id"] for one in world.rows("task"))
        values = [invent.bare(field, one[field.name]) for one in found]
        full = [moment(field, one) for one in values if one is not None]
        assert full == sorted(full, reverse=sign == "-")
        assert values[len(full) :] == [None] * (len(values) - len(full))


def moment(field, value):
    """What a value sorts by."""
    if field.kind.family == "datetime":
        return oracle.dt.datetime.fromisoformat(value)
    return float(value) if field.kind.family == "number" else value


def test_two_unique_fields_of_two_records_stay_unique():
    """A batch in which one record changes one of them, and another the other."""
    world = worlds.fresh()
    for code in ("card", "badge"):
        world.company.write("custom_field", definition("text", code=code, unique=True))
    a, b = (world.company.write("task", {"title": x, "card": f"c{x}", "badge": f"b{x}"}) for x in "12")
    write(world.actor, "task", [{"id": a, "card": "c3"}, {"id": b, "badge": "b3"}], mode="update")
    taken = write(world.actor, "task", [{"title": "x", "badge": "b1"}, {"title": "y", "card": "c2"}])
    assert [list(one.faults) for one in taken.rows] == [["badge"], ["card"]]
    free = write(world.actor, "task", [{"title": "x", "badge": "b2"}, {"title": "y", "card": "c1"}])
    assert free.counts == {"created": 2}


def test_unique_values_of_what_hangs_on_a_record_come_back_with_it():
    world = worlds.fresh()
    world.company.write("custom_field", definition("text", object="contact", code="badge", unique=True))
    customer = world.company.write("customer", {"name": "a"})
    world.company.write("contact", {"name": "b", "customer": customer, "badge": "7"})
    for mode in ("delete", "restore"):
        write(world.actor, "customer", [{"id": customer}], mode=mode)
    taken = write(world.actor, "contact", [{"name": "c", "customer": customer, "badge": "7"}])
    assert taken.rows[0].faults["badge"].code == "field.taken"


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "choice", "choices": ["a", "b"]},
        {"kind": "choice", "choices": {"value": "a"}},
        {"kind": "choice", "choices": [{"label_zh": "甲"}]},
        {"kind": "choice", "choices": [{"value": "a"}, {"value": "a"}]},
        {"kind": "choice", "choices": []},
        {"kind": "choices", "choices": None},
        {"kind": "link", "to": None},
        {"kind": "link", "to": "nothing"},
    ],
    ids=str,
)
def test_a_definition_that_nobody_could_read_is_refused(wrong):
    world = worlds.fresh()
    result = write(world.actor, "custom_field", [definition(wrong["kind"]) | wrong])
    assert list(result.rows[0].faults) == ["to" if wrong["kind"] == "link" else "choices"]
    assert world.rows("task") == []


@pytest.mark.parametrize("again", [False, True])
def test_a_field_keeps_its_kind_while_there_are_values_of_it(again):
    """Values of the old kind are still stored: read as the new one they would break every list."""
    world = worlds.fresh()
    field = world.company.write("custom_field", definition("text", code="size"))
    world.company.write("task", {"title": "a", "size": "large"})
    if again:
        write(world.actor, "custom_field", [{"id": field}], mode="delete")
        with pytest.raises(Refused) as refused:
            write(world.actor, "custom_field", [definition("integer", code="size")])
        assert list(refused.value.fields) == ["code"]
        assert write(world.actor, "custom_field", [definition("text", code="size")]).counts == {"created": 1}
    else:
        result = write(world.actor, "custom_field", [{"id": field, "kind": "integer"}], mode="update")
        assert result.counts == {"refused": 1}
    assert [one["title"] for one in world.rows("task")] == ["a"]


def test_what_was_not_committed_is_not_remembered():
    """A field made in a transaction that failed is not seen later, and the next one is."""
    world = worlds.fresh()
    system = world.company.system

    def fail():
        with db.transaction(system.tenant_id):
            write(system, "custom_field", [definition("text", code="ghost")], all_or_nothing=True)
            assert "ghost" in specs.of(system, "task").fields
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    kept = dict(specs._cache)
    world.company.write("custom_field", definition("text", code="real"))
    specs._cache.clear()
    specs._cache.update(kept)  # another process made the field: this one does not hear of its commit
    assert {"ghost", "real"} & set(specs.of(system, "task").fields) == {"real"}


def test_values_of_a_retired_field_outlive_changes_of_others(world):
    fields = {}
    for code in ("first", "second"):
        given = {"label_zh": code, "object": "customer", "code": code, "kind": "text"}
        fields[code] = world.company.write("custom_field", given)
    record_id = world.company.write("customer", {"name": "a", "first": "kept", "second": "old"})
    write(world.actor, "custom_field", [{"id": fields["first"], "retired": True}], mode="update")
    write(world.actor, "customer", [{"id": record_id, "second": "new"}], mode="update")
    write(world.actor, "customer", [{"id": record_id, "second": None}], mode="update")
    write(world.actor, "custom_field", [{"id": fields["first"], "retired": False}], mode="update")
    found = world.read("customer", record_id)
    assert (found["first"], found["second"]) == ("kept", None)
