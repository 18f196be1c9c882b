"""Days as the notices of the General Office of the State Council have them."""

import datetime as dt

import pytest
from chinese_calendar import constants

from zhike.kernel.values import workdays
from zhike.kernel.values.workdays import Day


def of(text: str) -> Day:
    found = workdays.day(dt.date.fromisoformat(text))
    assert found is not None
    return found


def kept_off(first: str, last: str, name: str) -> None:
    """All days between are off, and the next days around them do not belong to them."""
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    for number in range((end - start).days + 1):
        found = workdays.day(start + dt.timedelta(days=number))
        assert found is not None
        assert (found.work, workdays.title(found.holiday)) == (False, name), found
    for beside in (start - dt.timedelta(days=1), end + dt.timedelta(days=1)):
        found = workdays.day(beside)
        assert found is None or found.work or not found.holiday


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        # the notice for 2024
        ("2023-12-30", "2024-01-01", "元旦"), ("2024-02-10", "2024-02-17", "春节"),
        ("2024-04-04", "2024-04-06", "清明"), ("2024-05-01", "2024-05-05", "劳动节"),
        ("2024-06-10", "2024-06-10", "端午"), ("2024-09-15", "2024-09-17", "中秋"),
        ("2024-10-01", "2024-10-07", "国庆节"),
        # the notice for 2025
        ("2025-01-01", "2025-01-01", "元旦"), ("2025-01-28", "2025-02-04", "春节"),
        ("2025-04-04", "2025-04-06", "清明"), ("2025-05-01", "2025-05-05", "劳动节"),
        ("2025-05-31", "2025-06-02", "端午"),
        # the notice for 2026
        ("2026-01-01", "2026-01-03", "元旦"), ("2026-02-15", "2026-02-23", "春节"),
        ("2026-04-04", "2026-04-06", "清明"), ("2026-05-01", "2026-05-05", "劳动节"),
        ("2026-06-19", "2026-06-21", "端午"), ("2026-09-25", "2026-09-27", "中秋"),
        ("2026-10-01", "2026-10-07", "国庆节"),
    ],
)  # fmt: skip
def test_holidays(first: str, last: str, name: str) -> None:
    kept_off(first, last, name)


def test_national_day_and_mid_autumn_in_one() -> None:
    days = [of(f"2025-10-0{number}") for number in range(1, 9)]
    assert not any(one.work for one in days)
    assert {workdays.title(one.holiday) for one in days} == {"国庆节", "中秋"}
    assert of("2025-10-09") == Day(dt.date(2025, 10, 9), work=True)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2024, "02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12"),
        (2025, "01-26 02-08 04-27 09-28 10-11"),
        (2026, "01-04 02-14 02-28 05-09 09-20 10-10"),
    ],
)
def test_weekends_that_are_worked(year: int, days: str) -> None:
    found = workdays.special(year) or []
    assert [f"{one.on:%m-%d}" for one in found if one.made_up] == days.split()
    assert all(one.work == one.made_up and one.holiday for one in found)


def test_plain_days() -> None:
    assert of("2026-01-05") == Day(dt.date(2026, 1, 5), work=True)  # a Monday
    assert of("2026-01-10") == Day(dt.date(2026, 1, 10), work=False)  # a Saturday
    assert of("2026-01-05").plain
    assert of("2026-01-10").plain
    assert not of("2025-01-26").plain
    assert not of("2025-10-04").plain  # a Saturday, but a holiday


def test_a_year_without_a_notice_is_unknown() -> None:
    last = max(constants.holidays).year
    for year in (1, 1999, 2003, last + 1, last + 2, 2040, 9999):
        assert workdays.special(year) is None
        for month in range(1, 13):
            assert all(workdays.day(dt.date(year, month, number)) is None for number in range(1, 29))


def test_a_known_year_is_known_as_a_whole() -> None:
    """The library takes a year for known as soon as it holds one day around it: a table cut short must not pass."""
    for year in range(2004, max(constants.holidays).year + 1):
        found = workdays.special(year)
        assert found is not None
        assert {"New Year's Day", "Spring Festival", "Labour Day", "National Day"} <= {one.holiday for one in found}, (
            year
        )
        assert {one.on for one in found} == {
            one for one in (constants.holidays | constants.workdays) if one.year == year
        }


def test_every_holiday_has_both_names() -> None:
    for name in {*constants.holidays.values(), *constants.workdays.values()}:
        assert workdays.title(name, "en").isascii()
        assert not workdays.title(name).isascii()
