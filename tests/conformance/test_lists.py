"""Lists of every object: columns, order, pages, counts."""

import json
from functools import cache
from itertools import pairwise

import pytest

from tests.conformance import worlds
from zhike.kernel import db, read
from zhike.kernel.errors import Malformed
from zhike.kernel.read import order
from zhike.kernel.search import derive

pytestmark = pytest.mark.parametrize("name", worlds.OBJECTS)


@pytest.fixture(autouse=True)
def _one_transaction(name):
    """A statement alone costs less than its transaction."""
    with db.transaction(worlds.stocked(name).company.tenant):
        yield


def page(name, **query):
    world = worlds.stocked(name)
    return read.page(world.actor, name, read.Query(**query))


def records(found):
    return [json.loads(one) for one in found.rows]


@cache
def everything(name):
    return {one["id"]: one for one in records(page(name, limit=500))}


def spec_of(name):
    return worlds.stocked(name).spec(name)


def walk(name, **query):
    """The ids of all pages, by cursors."""
    found, after = [], None
    while True:
        one = page(name, after=after, count=False, columns=("id",), **query)
        found += [record["id"] for record in records(one)]
        if one.next is None:
            return found
        after = one.next


@pytest.mark.slow
def test_each_column_alone_is_as_in_the_whole_record(name):
    for column in spec_of(name).fields:
        rows = records(page(name, columns=(column,), limit=500))
        assert {row["id"]: row[column] for row in rows} == {
            key: record[column] for key, record in everything(name).items()
        }, column
        assert all(set(row) == {"id", "version", column} for row in rows)


def test_columns_come_in_the_order_asked_for(name):
    """What is stored sealed comes after the rest."""
    fields = spec_of(name).fields
    asked = tuple(reversed(fields))
    row = page(name, columns=asked, limit=1).rows[0]
    rest = sorted((one for one in asked if one not in ("id", "version")), key=lambda one: fields[one].secret)
    assert list(json.loads(row)) == ["id", "version", *rest]


def sortable(name):
    return [one for one in spec_of(name).fields.values() if one.kind.family not in order.UNSORTABLE and not one.secret]


def key(field, spec, value):
    """What a value sorts by; the value is not empty."""
    if field.name == spec.title and not field.custom:
        return derive.sort_key(str(value)).encode()
    if field.to:
        return value["id"]
    return float(value) if field.kind.family == "number" else str(value).encode()


@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_by_cursor_are_the_whole_list_in_order(name, sign):
    spec = spec_of(name)
    for field in sortable(name):
        found = walk(name, sort=sign + field.name, limit=6)
        assert len(found) == len(set(found))
        assert set(found) == set(everything(name))
        values = [everything(name)[one][field.name] for one in found]
        if field.name == spec.title:  # a record without a title sorts as one with an empty title
            values = [one or "" for one in values]
        full = [key(field, spec, one) for one in values if one is not None]
        assert values[len(full) :] == [None] * (len(values) - len(full)), "empty values come last"
        if field.kind.family != "datetime":  # written with parts of a second or without
            assert full == sorted(full, reverse=sign == "-"), field.name


@pytest.mark.slow
def test_several_keys_and_ways_keep_every_row_once(name):
    names = [one.name for one in sortable(name) if not one.system]
    for first, second in list(pairwise(names))[::4]:
        for sort in (f"{first},-{second}", f"-{first},{second}", f"-{first},-{second}"):
            found = walk(name, sort=sort, limit=5)
            assert len(found) == len(set(found)), sort
            assert found == [one["id"] for one in records(page(name, sort=sort, columns=("id",), limit=500))], sort


def test_page_numbers_give_the_same_rows_as_cursors(name):
    spec = spec_of(name)
    found = walk(name, sort=f"-{spec.title}", limit=5)
    numbered = []
    for number in range(1, len(found) // 5 + 3):
        numbered += [one["id"] for one in records(page(name, sort=f"-{spec.title}", page=number, limit=5))]
    assert numbered == found


def test_the_count_is_of_all_pages(name):
    for limit in (1, 500):
        found = page(name, limit=limit)
        assert (found.count, found.exact) == (len(everything(name)), True)
    assert page(name, count=False).count is None


@pytest.mark.parametrize(
    "query",
    [
        {"columns": ("nothing",)},
        {"sort": "nothing"},
        {"limit": 0},
        {"limit": 501},
        {"page": 0},
        {"page": 10**7},
        {"after": "x"},
        {"after": "💥"},
        {"where": {"field": "nothing"}},
        {"where": "x"},
    ],
    ids=str,
)
def test_what_cannot_be_listed_is_said(name, query):
    with pytest.raises(Malformed):
        page(name, **query)


def test_a_cursor_is_of_one_order(name):
    one = page(name, sort=spec_of(name).title, limit=1)
    with pytest.raises(Malformed):
        page(name, sort=f"-{spec_of(name).title}", after=one.next)
