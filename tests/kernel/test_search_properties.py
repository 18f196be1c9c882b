"""Whatever is typed into a search or sent as a cursor: an answer, or a refusal that says why."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conformance import worlds
from tests.kernel import examples
from zhike.kernel import read
from zhike.kernel.errors import Malformed
from zhike.kernel.search.find import find

TYPED = st.text(max_size=12) | st.lists(
    st.sampled_from([*"'\\&|!():*<>@-%_ \0\t", "星", "ab", "12", "﷽", "\ud800"])
).map("".join)

NAMES = ("星光 a'b", "O\\x-1 & |", "G26-0001", "=1+1", "@home", "139 1122 3344")


@pytest.fixture(scope="module")
def actor(database):
    world = worlds.fresh()
    for name in NAMES:
        world.company.write("customer", {"name": name})
    return world.actor


@examples.FEW
@given(typed=TYPED)
@example(typed="\0")
@example(typed="\ud800")
@example(typed="@")
@example(typed="' | !")
def test_any_text_can_be_searched_for(actor, typed):
    refused = []
    for act in (lambda: find(actor, typed), lambda: read.page(actor, "customer", read.Query(q=typed))):
        try:
            act()
        except Malformed as error:
            refused.append(error.code)
    assert set(refused) <= {"text.nul", "text.surrogate"}
    assert bool(refused) == any(one == "\0" or "\ud800" <= one <= "\udfff" for one in typed)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_finds_itself(actor, name):
    assert name in {one.title for one in find(actor, name)}
    listed = json.loads(read.page(actor, "customer", read.Query(q=name)).json())["rows"]
    assert name in [one["name"] for one in listed]
