"""The demo company's purchases tell something: seasons, a price that rose, a line that was given up, rhythms."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, timedelta

import pytest

from zhike.project.demo import goods, habits, purchases, records, seasons

NOW = datetime(2026, 11, 23, 15, 30)
TODAY = NOW.date()


@pytest.fixture(scope="module")
def bought() -> list[purchases.Bought]:
    return made()


def made() -> list[purchases.Bought]:
    rnd = random.Random(1)
    rows = [records.customer(rnd, [1, 2, 3], number) for number in range(320)]
    buyers = [(at, habits.buyer(rnd, row, TODAY)) for at, row in enumerate(rows)]
    return purchases.made(rnd, buyers, NOW)


def test_the_same_day_makes_the_same_company(bought: list[purchases.Bought]) -> None:
    assert [(one.customer, one.at, one.amount) for one in made()] == [
        (one.customer, one.at, one.amount) for one in bought
    ]


def test_nothing_lies_ahead_and_nothing_is_older_than_three_years(bought: list[purchases.Bought]) -> None:
    assert 3_000 < len(bought) < 9_000
    assert [one.at for one in bought] == sorted(one.at for one in bought)
    assert NOW - timedelta(days=habits.DAYS + 1) < bought[0].at < bought[-1].at < NOW
    assert all(one.amount > 0 for one in bought)


def test_months_have_their_seasons(bought: list[purchases.Bought]) -> None:
    by_month = Counter((one.at.year, one.at.month) for one in bought)
    for year in (2025, 2026):
        assert by_month[year, 2] < by_month[year, 3]
        assert by_month[year, 5] < by_month[year, 6]
    assert seasons.new_year(2026).isoformat() == "2026-02-17"
    new_year = [one for one in bought if abs((one.at.date() - seasons.new_year(2026)).days) <= 3]
    assert len(new_year) < 10


def test_a_price_rose_and_less_is_bought(bought: list[purchases.Bought]) -> None:
    sold = [
        (NOW - one.at, number, price)
        for one in bought
        for good, number, price in one.lines
        if good.name == "黑色硒鼓 T210"
    ]
    rose = timedelta(days=goods.DEARER_DAYS)
    after = [(number, price) for ago, number, price in sold if ago < rose]
    before = [(number, price) for ago, number, price in sold if rose + timedelta(days=2) < ago < 2 * rose]
    assert max(price for _, price in before) == 208
    assert max(price for _, price in after) == 239
    assert sum(number for number, _ in after) < sum(number for number, _ in before)


def test_a_line_ends_and_another_begins(bought: list[purchases.Bought]) -> None:
    ago: dict[str, list[int]] = {}
    for one in bought:
        for good, _, _ in one.lines:
            ago.setdefault(good.category, []).append((TODAY - one.at.date()).days)
    assert min(ago[goods.LOST]) > goods.LOST_DAYS
    assert max(ago[goods.YOUNG]) < goods.YOUNG_DAYS
    assert min(min(days) for name, days in ago.items() if name != goods.LOST) < 30


def test_some_sleep_some_are_gone_and_a_few_buy_most(bought: list[purchases.Bought]) -> None:
    last = {one.customer: (NOW - one.at).days for one in bought}
    habit = {one.customer: one.buyer.habit.code for one in bought}
    assert min(last[one] for one, code in habit.items() if code == "asleep") >= 45
    assert min(last[one] for one, code in habit.items() if code == "gone") >= 300
    spent: Counter[int] = Counter()
    for one in bought:
        spent[one.customer] += round(one.amount)
    fifth = sum(amount for _, amount in spent.most_common(len(spent) // 5))
    assert 0.55 < fifth / spent.total() < 0.9
