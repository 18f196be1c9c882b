"""The lunar calendar against what is printed of it: leap months, first and last days of years (A-38)."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.connect.company import found
from tests.intake.company import bring, export, listed
from zhike.kernel.values import birthday, lunar

# The leap months of 1900 to 2099, as the Hong Kong Observatory and GB/T 33661-2017 have them.
LEAP = (
    "1900:8 1903:5 1906:4 1909:2 1911:6 1914:5 1917:2 1919:7 1922:5 1925:4 1928:2 1930:6 1933:5 1936:3 1938:7 1941:6"
    " 1944:4 1947:2 1949:7 1952:5 1955:3 1957:8 1960:6 1963:4 1966:3 1968:7 1971:5 1974:4 1976:8 1979:6 1982:4 1984:10"
    " 1987:6 1990:5 1993:3 1995:8 1998:5 2001:4 2004:2 2006:7 2009:5 2012:4 2014:9 2017:6 2020:4 2023:2 2025:6 2028:5"
    " 2031:3 2033:11 2036:6 2039:5 2042:2 2044:7 2047:5 2050:3 2052:8 2055:6 2058:4 2061:3 2063:7 2066:5 2069:4 2071:8"
    " 2074:6 2077:4 2080:3 2082:7 2085:5 2088:4 2090:8 2093:6 2096:4 2099:2"
)
# The first days of lunar years, which are public holidays.
FIRST = (
    "2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09 2006-01-29 2007-02-18 2008-02-07 2009-01-26"
    " 2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05"
    " 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13"
    " 2030-02-03"
)


def test_leap_months() -> None:
    known = {int(year): int(month) for year, month in (one.split(":") for one in LEAP.split())}
    assert {year: month for year in range(1900, 2100) if (month := lunar.leap_month(year))} == known


def test_first_days_of_years() -> None:
    for text in FIRST.split():
        day = dt.date.fromisoformat(text)
        found_ = lunar.from_solar(day)
        assert (found_.year, found_.month, found_.day, found_.is_leap) == (day.year, 1, 1, False)


def test_years_without_the_thirtieth_of_the_twelfth_month() -> None:
    """Five years one after the other, from 2024 on, end with the 29th; their eves are kept on that day."""
    assert [year for year in range(2019, 2030) if lunar.days_in_month(year, 12) == 29] == [2021, *range(2024, 2029)]
    firsts = {int(one[:4]): dt.date.fromisoformat(one) for one in FIRST.split()}
    for year in range(2001, 2030):
        eve = firsts[year + 1] - dt.timedelta(days=1)
        assert birthday.next_solar("lunar:--12-30", firsts[year]) == eve


BIRTHDAYS = [
    "lunar:1990-05+-02", "lunar:--06+-01", "lunar:--12-30", "lunar:1989-12-29", "lunar:1990-06-01", "lunar:--01-15",
    "lunar:1984-10+-10", "--02-29", "1992-02-29", "1990-05-12",
]  # fmt: skip


@pytest.mark.parametrize("kind", ["csv", "xlsx", "vcard3", "vcard4"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_birthdays_go_out_and_come_back(database: None, tmp_path: Path, kind: str, language: str) -> None:
    company, other = found(), found()
    api = company.program(language=language)
    for n, one in enumerate(BIRTHDAYS):
        api.post("/customers", {"name": f"第{n}位", "kind": "person", "birthday": one}).ok(201)
    more: dict[str, Any] = {} if "card" in kind else {"columns": ["name", "kind", "birthday"]}
    out = export(company, api, "customers", tmp_path / f"a.{kind[:5]}", format=kind, sort="id", **more)
    done = bring(other, other.program(), out, object="customer")
    assert done["counts"] == {"created": len(BIRTHDAYS)}, done
    assert [row[0] for row in listed(other.program(), "customers", "birthday")] == BIRTHDAYS
