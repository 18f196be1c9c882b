"""Duplicates are found in ledgers whose truth is known. The figures themselves are those of `./zhike bench`."""

from __future__ import annotations

from itertools import combinations

import pytest

from zhike.engines.duplicates.linkage.find import SURE, find
from zhike.kernel.values import company
from zhike.project.bench import ledgers


def test_people_of_fake_1000() -> None:
    score = ledgers.judge(ledgers.fake_1000())
    assert score.precision >= 0.99
    assert score.recall >= 0.65


@pytest.mark.parametrize("make", [ledgers.companies, ledgers.people])
def test_made_up_ledgers(make) -> None:
    assert ledgers.judge(make(1_500, seed=7)).f1 >= 0.97


def test_brands_of_company_names() -> None:
    names = ledgers.brands()
    right = [name for name, brand in names if company.parse(name).brand.lower() == brand.lower()]
    assert len(names) == 500
    assert len(right) >= 450


@pytest.mark.soak
@pytest.mark.parametrize("number", [1, 2, 3])
def test_one_source_of_febrl(number: int) -> None:
    assert ledgers.judge(ledgers.febrl(number)).f1 >= 0.97


@pytest.mark.slow
def test_two_sources_of_febrl() -> None:
    score = ledgers.judge(ledgers.febrl(4))
    assert score.precision >= 0.999
    assert score.recall >= 0.985


@pytest.mark.soak
@pytest.mark.parametrize("make", [ledgers.companies, ledgers.people])
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_ten_thousand_groups_are_merged_without_a_mistake(make, seed: int) -> None:
    known = make(33_000, seed=seed)
    groups = find(known.table).groups(SURE)
    assert len(groups) >= 10_000
    wrong = [group for group in groups if len({known.meant[row] for row in group.rows}) > 1]
    assert not wrong


def test_the_truth_of_made_up_ledgers_is_as_told() -> None:
    """Rows of the same person share something; the ledger holds namesakes and families, who are others."""
    known = ledgers.messy.people(2_000, seed=3)
    by_name: dict[str, set[int]] = {}
    for row, who in zip(known.rows, known.meant, strict=True):
        by_name.setdefault(row["name"], set()).add(who)
    assert any(len(people) > 1 for people in by_name.values())
    again = [who for who in set(known.meant) if known.meant.count(who) > 1]
    assert 0.25 < len(again) / len(set(known.meant)) < 0.42
    for who in again[:50]:
        rows = [row for row, one in zip(known.rows, known.meant, strict=True) if one == who]
        for a, b in combinations(rows, 2):
            assert any(a[name] and a[name][:1] == b[name][:1] for name in known.columns)
