"""Which backups stay."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhike.project.backup import keep
from zhike.project.problem import Problem

START = datetime(2026, 1, 1, 3, tzinfo=UTC)
TIMES = st.lists(st.integers(0, 3 * 366 * 24).map(lambda hours: START + timedelta(hours=hours)), unique=True)
RULES = st.lists(st.tuples(st.integers(1, 12), st.sampled_from("hdwmy")), max_size=4)


def test_days_weeks_and_months() -> None:
    """Two a day for a year, kept as `7d,4w,12m`."""
    names = [keep.name_of(START + timedelta(hours=12 * number)) for number in range(2 * 365)]
    stay = sorted(set(names) - set(keep.to_remove(names, keep.rules("7d,4w,12m"))))
    days = [f"zhike-202612{day}T150000Z.backup" for day in range(25, 32)]
    weeks = ["zhike-20261213T150000Z.backup", "zhike-20261220T150000Z.backup", "zhike-20261227T150000Z.backup"]
    last_of = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    months = [f"zhike-2026{month:02}{day}T150000Z.backup" for month, day in enumerate(last_of, 1)]
    assert stay == sorted({*days, *weeks, *months})


@given(TIMES, RULES)
def test_the_newest_stays_whatever_the_rules(times: list[datetime], rules: list[tuple[int, str]]) -> None:
    names = [keep.name_of(at) for at in times]
    gone = keep.to_remove(names, rules)
    assert set(gone) <= set(names)
    assert len(gone) < len(names) or not names
    if names:
        assert max(names) not in gone
    assert keep.to_remove([name for name in names if name not in gone], rules) == []


def test_what_is_none_of_ours_is_not_looked_at() -> None:
    names = ["a.txt", "zhike-20261301T000000Z.backup", ".zhike-20260101T000000Z.backup.part", "zhike-1.keys"]
    names.append(keep.name_of(START))
    assert keep.to_remove(names, keep.rules("1h")) == []


@pytest.mark.parametrize("text", ["", "7", "d", "0d", "7x", "7d;4w", "-1d", "1000d"])
def test_rules_that_are_none(text: str) -> None:
    with pytest.raises(Problem, match="--keep"):
        keep.rules(text)


@pytest.mark.parametrize("text", ["", "1m", "5", "0h", "off ", "1.5d"])
def test_spans_that_are_none(text: str) -> None:
    with pytest.raises(Problem, match="--every"):
        keep.span(text)
