"""Any condition: its SQL means what plain Python means, its words can be said, nonsense is refused with its place."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conformance import invent, worlds
from tests.kernel import examples, trees
from zhike.kernel import read
from zhike.kernel.conditions import api
from zhike.kernel.errors import Malformed
from zhike.kernel.write import write

OBJECTS = ("customer", "contact", "interaction", "task", "person", "department")
ASKED = ("customer", "task", "person")
CUSTOM = (
    "text",
    "integer",
    "decimal",
    "boolean",
    "date",
    "datetime",
    "choice",
    "choices",
    "tags",
    "phone",
    "person",
    "link",
)


@cache
def world():
    """A few records of everything, and tasks and customers with custom fields."""
    made = worlds.fresh()
    for name in ("task", "customer"):
        for kind in CUSTOM:
            given = {"label_zh": f"自定义{kind}", "object": name, "code": f"my_{kind}", "kind": kind}
            given |= {"to": "department"} if kind == "link" else {}
            if kind in ("choice", "choices"):
                given["choices"] = [{"value": f"c{n}", "label_zh": f"选{n}", "label_en": f"C{n}"} for n in range(4)]
            made.company.write("custom_field", given)
    for name in OBJECTS:
        spec = made.spec(name)
        made.reach(spec)
        rows = [invent.row(spec, n, made.targets, sparse=n > 1) for n in range(9)]
        result = write(made.actor, name, rows, all_or_nothing=True)
        assert not result.refused, result.refused[0].faults
    gone = made.rows("customer")[-1]["id"]
    write(made.actor, "customer", [{"id": gone}], mode="delete")  # links may lead to what is deleted
    return made


@cache
def data():
    return trees.Data.of(world(), OBJECTS)


@pytest.fixture(autouse=True, scope="module")
def _there_is_data(database):
    data()


asked = st.deferred(
    lambda: st.sampled_from(ASKED).flatmap(lambda name: st.tuples(st.just(name), trees.trees(data(), name)))
)
broken = st.deferred(
    lambda: st.sampled_from(ASKED).flatmap(lambda n: st.tuples(st.just(n), trees.broken(trees.trees(data(), n))))
)


def found(name, tree):
    return read.find_ids(world().actor, name, read.Query(where=tree), "read", 500)


def means_the_same(name, tree):
    rows = data().tables[name]
    expected = {key for key, row in rows.items() if data().meets(name, row, tree)}
    assert set(found(name, tree)) == expected
    for key in sorted(rows)[:2]:
        alone = {"all": [{"field": "id", "op": "=", "value": key}, tree]}
        assert found(name, alone) == ([key] if key in expected else [])


def can_be_said(name, tree):
    for language in ("zh-CN", "en"):
        actor = replace(world().actor, language=language)
        text = api.to_words(actor, world().spec(name), tree, lambda _, record_id: f"#{record_id}")
        assert text.strip()
        assert "condition." not in text
        assert "{" not in text.replace("{}", "")


def is_understood_or_refused(name, tree):
    refused = None
    try:
        found(name, tree)
    except Malformed as error:
        refused = error
    if refused is not None:
        assert refused.code.startswith("condition.")
        assert isinstance(refused.data["path"], str)
        assert refused.data["path"]


@pytest.mark.slow
@examples.FEW
@given(asked)
def test_sql_means_what_plain_python_means(one):
    means_the_same(*one)


@pytest.mark.slow
@examples.FEW
@given(asked)
def test_every_condition_can_be_said_in_words(one):
    can_be_said(*one)


@pytest.mark.slow
@examples.FEW
@given(broken)
def test_nonsense_is_refused_with_its_place(one):
    is_understood_or_refused(*one)


@examples.FEW
@given(st.sampled_from(ASKED), trees.JUNK)
def test_anything_else_is_refused_too(name, tree):
    is_understood_or_refused(name, tree)


@pytest.mark.soak
@examples.MANY
@given(asked)
def test_many_conditions_mean_the_same(one):
    means_the_same(*one)
    can_be_said(*one)


@pytest.mark.soak
@examples.MANY
@given(broken)
def test_much_nonsense_is_refused(one):
    is_understood_or_refused(*one)


@pytest.mark.parametrize(
    ("tree", "path"),
    [
        ({"all": [{"field": "name", "op": "is", "value": "x"}, {"field": "nothing"}]}, "all.1.field"),
        ({"any": {}}, "any"),
        ({"not": {"field": "name", "op": ">", "value": 1}}, "not.op"),
        ({"field": "tags", "op": "has", "value": "  "}, "value"),
        ({"field": "owner", "op": "is", "value": "somebody"}, "value"),
        ({"related": "contacts", "measure": "sum:name"}, "measure"),
        ({"related": "contacts", "where": {"field": "x"}}, "where.field"),
        ({"field": "name", "op": "is", "value": "a\0b"}, "value"),
        ({"field": "name", "op": "is", "value": "\ud800"}, "value"),
        ({"field": "since", "op": "within", "value": "99999y"}, "value"),
        ({"field": "since", "op": "on", "value": "-99999y"}, "value"),
        ({"field": "since", "op": "<=", "value": "9999-12-31"}, None),
        ({"field": "created_at", "op": ">", "value": "0001-01-01"}, None),
    ],
    ids=str,
)
def test_the_path_leads_to_what_is_wrong(tree, path):
    if path is None:
        found("customer", tree)
        return
    with pytest.raises(Malformed) as refused:
        found("customer", tree)
    assert refused.value.data["path"] == path
