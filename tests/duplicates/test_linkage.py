"""What holds of any table: order, emptiness, copies, families."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhike.engines.duplicates.linkage.find import LIKELY, SURE, find
from zhike.engines.duplicates.linkage.groups import grouped
from zhike.engines.duplicates.linkage.table import Table, table
from zhike.project.bench import ledgers, messy

PERSON = ("name", "birthday", "phone", "address")
ROLES = {"name": "person", "birthday": "birth", "phone": "phone", "address": "address", "region": "place"}


def people(*rows: tuple[str, ...], among: int = 200) -> Table:
    """The rows, the first ones of a ledger of others."""
    others = messy.people(among, seed=9).rows
    cells = [*(dict(zip(PERSON, row, strict=True)) for row in rows), *others]
    return table({name: (ROLES[name], [one.get(name, "") for one in cells]) for name in PERSON})


def chance(found, first: int, second: int) -> float:
    """The probability that was given to two rows; 0 if they were not compared."""
    return next((p for a, b, p in found.least(0) if {a, b} == {first, second}), 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("欧阳雨桐", "1990-05-12", "13800138000", ""), ("歐陽雨桐 ", "1990/5/12", "+86 138-0013-8000", "")),
        (("张玮", "1990-05-12", "13800138000", ""), ("张伟", "", "138 0013 8000", "")),
        (("Smith, John", "1971-06-24", "", "5 Oak Street"), ("john smith", "1971-06-24", "", "5 oak street")),
        (("李梓涵", "1988-03-09", "", "深圳市南山区科技路5号"), ("李梓涵", "1988-09-03", "", "科技路5号")),
    ],
)
def test_the_same_person_in_other_words(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert chance(find(people(one, other)), 0, 1) >= LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # father and son, twins, who has the number now, namesakes
        (("林国强", "1960-01-02", "13800138000", "科技路5号"), ("林文博", "1990-05-12", "13800138000", "科技路5号")),
        (("林子轩", "2001-05-12", "", "科技路5号"), ("林一诺", "2001-05-12", "", "科技路5号")),
        (("王浩然", "", "13800138000", ""), ("陈思远", "", "13800138000", "")),
        (("张伟", "1960-01-02", "13800138000", ""), ("张伟", "1990-05-12", "13900139000", "")),
    ],
)
def test_others_with_much_in_common(one: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert chance(find(people(one, other)), 0, 1) < LIKELY


@pytest.mark.parametrize(("phone", "least"), [("13836742423", LIKELY), ("18616025394", SURE)])
def test_a_firm_and_a_person_in_one_house(phone: str, least: float) -> None:
    firms = [{"firm": one["name"], "phone": one["phone"]} for one in messy.companies(100, seed=3).rows]
    firms[0] |= {"phone": "18616025394", "address": "科技路5号"}
    person = {"name": "邹玉", "phone": phone, "address": "科技路5号"}
    cells = [person, *firms, *messy.people(200, seed=9).rows]
    columns = ROLES | {"firm": "company"}
    told = {name: (columns[name], [one.get(name, "") for one in cells]) for name in (*PERSON, "firm")}
    assert chance(find(table(told)), 0, 1) < least


@settings(max_examples=3, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rnd: random.Random) -> None:
    ledger = messy.companies(150, seed=4)
    order = rnd.sample(range(len(ledger.rows)), len(ledger.rows))

    def found(rows: list[dict[str, str]]) -> Table:
        return table({name: (role, [one[name] for one in rows]) for name, role in ledgers.COMPANIES.items()})

    straight = [one.rows for one in find(found(ledger.rows)).groups()]
    mixed = find(found([ledger.rows[at] for at in order])).groups()
    assert sorted(sorted(order[at] for at in group.rows) for group in mixed) == straight


def test_rows_that_say_just_the_same_are_one_group() -> None:
    row = ("欧阳雨桐", "1990-05-12", "13800138000", "科技路5号")
    groups = find(people(*[row] * 5_000)).groups(SURE)
    assert list(range(5_000)) in [one.rows for one in groups]


@pytest.mark.parametrize("names", [[], [""], ["张伟"], ["", ""]])
def test_tables_with_next_to_nothing(names: list[str]) -> None:
    found = find(table({"name": ("person", names), "phone": ("phone", [""] * len(names))}))
    assert found.groups() == []


def test_a_weak_link_does_not_chain_strangers() -> None:
    """Two sure groups with one probable pair between them stay two."""
    sure = [(0, 1, 0.99), (0, 2, 0.99), (1, 2, 0.99), (3, 4, 0.99), (3, 5, 0.99), (4, 5, 0.99)]
    assert grouped([*sure, (2, 3, 0.6)]) == [([0, 1, 2], 0.99), ([3, 4, 5], 0.99)]
    every = [(a, b, 0.6) for a in (0, 1, 2) for b in (3, 4, 5)]
    assert grouped([*sure, *every]) == [([0, 1, 2, 3, 4, 5], pytest.approx(0.6))]


def test_what_is_known_to_be_different_is_in_no_group_together() -> None:
    pairs = [(0, 1, 0.99), (1, 2, 0.98), (0, 2, 0.97)]
    assert grouped(pairs, apart={(0, 2)}) == [([0, 1], 0.99)]
