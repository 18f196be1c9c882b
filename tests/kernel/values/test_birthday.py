import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lunar_python import LunarYear, Solar

from zhike.kernel.values import Bad, birthday, lunar


@pytest.mark.parametrize(
    ("raw", "is_lunar", "expected"),
    [
        ("1972-01-21", False, "1972-01-21"),
        ("1969.07.26", True, "lunar:1969-07-26"),
        ("05月29日", None, "--05-29"),
        ("05月29日", True, "lunar:--05-29"),
        ("农历六月初一", None, "lunar:--06-01"),
        ("闰六月初一", None, "lunar:--06+-01"),
        ("1990年农历闰五月初二", None, "lunar:1990-05+-02"),
        ("農曆閏六月初一", None, "lunar:--06+-01"),
        ("腊月二十三", None, "lunar:--12-23"),
        ("正月十五", None, "lunar:--01-15"),
        ("冬月廿八", None, "lunar:--11-28"),
        ("除夕", None, "lunar:--12-30"),
        ("八月十五", None, "lunar:--08-15"),
        ("六月一日", None, "--06-01"),
        ("农历1990-6-1", None, "lunar:1990-06-01"),
        ("1990-06-01（农历）", None, "lunar:1990-06-01"),
        ("公历6月1日", True, "--06-01"),
        ("1990-02-30", True, "lunar:1990-02-30"),
        ("2月30日", True, "lunar:--02-30"),
        ("二〇〇一年正月初一", None, "lunar:2001-01-01"),
        ("0529", None, "--05-29"),
        ("--02-29", None, "--02-29"),
        (dt.date(1990, 5, 12), None, "1990-05-12"),
        (dt.datetime(1990, 5, 12), True, "lunar:1990-05-12"),
        (33005, None, "1990-05-12"),
    ],
)
def test_normal_form(raw: object, is_lunar: bool | None, expected: str) -> None:
    assert birthday.parse(raw, is_lunar=is_lunar) == expected
    assert birthday.parse(expected) == expected
    assert birthday.parse(birthday.words(expected)) == expected
    assert birthday.parse(birthday.words(expected, "en")) == expected


@pytest.mark.parametrize(
    ("raw", "is_lunar", "code"),
    [
        ("1990-02-30", None, "impossible"),
        ("2月31日", True, "impossible"),
        ("二〇〇〇年腊月三十", None, "impossible"),
        ("1990年农历闰六月初二", None, "no_leap_month"),
        ("1850-01-01", True, "year"),
        ("1700-01-01", None, "year"),
        ("9000-01-01", None, "future"),
        ("无", None, "not_a_birthday"),
        ("1990-05+-02", None, "not_a_birthday"),
    ],
)
def test_refused(raw: str, is_lunar: bool | None, code: str) -> None:
    with pytest.raises(Bad) as caught:
        birthday.parse(raw, is_lunar=is_lunar)
    assert caught.value.code == f"birthday.{code}"


def test_next_day_it_is_kept() -> None:
    new_year = dt.date(2025, 1, 1)
    for value, expected in [
        ("1972-01-21", "2025-01-21"),
        ("--02-29", "2025-02-28"),
        ("lunar:--06-01", "2025-06-25"),
        ("lunar:--06+-01", "2025-07-25"),  # 2025-07-25 = 闰六月初一
        ("lunar:--12-30", "2025-01-28"),  # the year ends with the 29th
        ("lunar:1990-05+-02", "2025-05-28"),
        ("lunar:--01-01", "2025-01-29"),
    ]:
        assert birthday.next_solar(value, new_year).isoformat() == expected
        assert birthday.next_solar(value, dt.date.fromisoformat(expected)).isoformat() == expected
    assert birthday.next_solar("lunar:--06+-01", dt.date(2026, 1, 1)).isoformat() == "2026-07-14"


def test_words_and_the_other_column() -> None:
    assert birthday.words("lunar:1990-05+-02") == "农历1990年闰五月初二"
    assert birthday.words("lunar:--12-30") == "农历腊月三十"
    assert birthday.words("1990-05-12", "en") == "12 May 1990"
    assert birthday.words("lunar:1990-05+-02", "en") == "lunar 1990, leap month 5, day 2"
    assert [birthday.is_lunar(raw) for raw in ("是", "农历", "阴历", "否", "公历", False)] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.dates(dt.date(1900, 1, 31), dt.date(2100, 12, 31)))
def test_there_and_back(day: dt.date) -> None:
    assert lunar.to_solar(lunar.from_solar(day)) == day


@pytest.mark.slow
def test_the_table_agrees_with_the_library() -> None:
    """Month by month; in 2089 and 2097 the Observatory's table, which calendars are printed from, is another's."""
    differ = []
    for year in range(1900, 2100):
        theirs = {
            month.getMonth(): month.getDayCount()
            for month in LunarYear.fromYear(year).getMonths()
            if month.getYear() == year
        }
        ours = {month: lunar.days_in_month(year, month) for month in range(1, 13)}
        if leap := lunar.leap_month(year):
            ours[-leap] = lunar.days_in_month(year, leap, is_leap=True)
        differ += [
            (year, month) for month in sorted(ours.keys() | theirs.keys()) if ours.get(month) != theirs.get(month)
        ]
    assert differ == [(2089, 7), (2089, 8), (2097, 6), (2097, 7)]


@pytest.mark.parametrize(
    "day", ["1900-01-31", "1933-07-22", "1954-11-25", "1978-09-02", "2025-07-25", "2033-12-22", "2057-09-28"]
)
def test_days_on_which_libraries_differ(day: str) -> None:
    date = dt.date.fromisoformat(day)
    theirs = Solar.fromYmd(date.year, date.month, date.day).getLunar()
    ours = lunar.from_solar(date)
    assert (ours.year, ours.month, ours.day) == (theirs.getYear(), abs(theirs.getMonth()), theirs.getDay())
