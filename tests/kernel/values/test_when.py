import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kernel.values.material import NEW_YORK, SHANGHAI
from zhike.kernel.values import Bad, when

DAY = dt.date(2026, 9, 3)


@pytest.mark.parametrize(
    "raw",
    [
        *("2026-09-03", "2026/9/3", "2026.09.03", "2026年9月3日", "2026年09月03", "20260903", 20260903, 46268, 46268.0),
        *("46268", "3 Sep 2026", "Sep. 3rd, 2026", "September 3, 2026", "２０２６－９－３", "2026 9 3", "9/3/2026"),
        *(
            "2026-9-3 星期四",
            "2026-09-03T10:00:00",
            "2026-09-03 12:33",
            " 2026-09-03 ",
            dt.datetime(2026, 9, 3, 5),
            DAY,
        ),
    ],
)
def test_a_day(raw: object) -> None:
    assert when.parse_date(raw, order="mdy") == DAY


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2021-02-30", "date.impossible"),
        ("2026年2月31日", "date.impossible"),
        ("20260231", "date.impossible"),
        (60, "date.impossible"),
        ("去年", "date.not_a_date"),
        ("待补", "date.not_a_date"),
        (0, "date.not_a_date"),
        (-1.5, "date.not_a_date"),
        (float("nan"), "date.not_a_date"),
        (True, "date.not_a_date"),
        ("2026年9月", "date.not_a_date"),
        ("3/9/2026", "date.ambiguous"),
        ("2026", "date.year_only"),
        (2026, "date.year_only"),
        ("26/9/3", "date.short_year"),
    ],
)
def test_no_day(raw: object, code: str) -> None:
    with pytest.raises(Bad) as caught:
        when.parse_date(raw)
    assert caught.value.code == code


def test_order_of_day_and_month() -> None:
    assert when.parse_date("25/9/2026") == when.parse_date("9/25/2026") == dt.date(2026, 9, 25)
    assert when.parse_date("3/9/2026", order="dmy") == DAY
    assert when.parse_date("9/9/2026") == dt.date(2026, 9, 9)


@given(st.integers(61, when.LAST_SERIAL))
def test_serial_numbers_after_the_day_that_never_was(serial: int) -> None:
    day = dt.date(1899, 12, 30) + dt.timedelta(days=serial)
    if not 1900 <= serial <= 2100:
        assert when.parse_date(serial) == day
        assert when.parse_datetime(serial + 0.75, zone=SHANGHAI).hour == 18 or day.year < 1992


def test_serial_numbers_before_it() -> None:
    assert when.parse_date(1) == dt.date(1900, 1, 1)
    assert when.parse_date(59) == dt.date(1900, 2, 28)
    assert when.parse_date(61) == dt.date(1900, 3, 1)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2026-10-11 12:33", "2026-10-11T12:33:00+08:00"),
        ("2026/10/11 12:33:05", "2026-10-11T12:33:05+08:00"),
        ("2026年10月11日 下午3点20分", "2026-10-11T15:20:00+08:00"),
        ("2026-10-11 上午12:05", "2026-10-11T00:05:00+08:00"),
        ("2026-10-11 中午12:05", "2026-10-11T12:05:00+08:00"),
        ("Oct 11, 2026 3:20 PM", "2026-10-11T15:20:00+08:00"),
        ("2026-10-11 24:00", "2026-10-12T00:00:00+08:00"),
        ("2026-10-11T12:33:00Z", "2026-10-11T20:33:00+08:00"),
        ("2026-10-11T12:33:00+00:00", "2026-10-11T20:33:00+08:00"),
        ("2026-10-11 12:33:05.123456", "2026-10-11T12:33:05.123456+08:00"),
        (46306.5, "2026-10-11T12:00:00+08:00"),
        (dt.datetime(2026, 10, 11, 12, 33), "2026-10-11T12:33:00+08:00"),
        ("2026-10-11", "2026-10-11T00:00:00+08:00"),
        ("1991-07-01 12:00", "1991-07-01T12:00:00+09:00"),
        ("1986-07-01", "1986-07-01T00:00:00+09:00"),
        ("1985-07-01", "1985-07-01T00:00:00+08:00"),
        ("1992-07-01", "1992-07-01T00:00:00+08:00"),
    ],
)
def test_a_moment(raw: object, expected: str) -> None:
    assert when.parse_datetime(raw, zone=SHANGHAI).isoformat() == expected


def test_clock_changes() -> None:
    with pytest.raises(Bad) as caught:
        when.parse_datetime("2026-03-08 02:30", zone=NEW_YORK)
    assert (caught.value.code, caught.value.data["zone"]) == ("datetime.gap", "America/New_York")
    with pytest.raises(Bad, match="gap"):
        when.parse_datetime("1986-05-04 02:30", zone=SHANGHAI)
    assert when.parse_datetime("2026-11-01 01:30", zone=NEW_YORK).isoformat() == "2026-11-01T01:30:00-04:00"
    assert when.parse_datetime("2026-11-01T01:30:00-05:00", zone=NEW_YORK).isoformat() == "2026-11-01T01:30:00-05:00"
    # a day begins even where midnight is skipped
    assert (
        when.parse_datetime("2018-11-04", zone=ZoneInfo("America/Sao_Paulo")).isoformat() == "2018-11-04T01:00:00-02:00"
    )


@pytest.mark.parametrize("raw", ["2026-10-11 25:00", "2026-10-11 12:60", "2026-10-11 12:00+25:00", "9999-12-31 24:00"])
def test_no_moment(raw: str) -> None:
    with pytest.raises(Bad, match=r"datetime\.impossible"):
        when.parse_datetime(raw, zone=SHANGHAI)


@pytest.mark.slow
@given(
    st.datetimes(dt.datetime(1850, 1, 1), dt.datetime(2200, 1, 1), timezones=st.timezones(), allow_imaginary=False),
    st.timezones(),
)
def test_a_moment_stays_the_same_moment(moment: dt.datetime, zone: ZoneInfo) -> None:
    forms: list[object] = [moment]
    offset = moment.utcoffset()
    if offset is not None and offset.seconds % 60 == 0:
        forms.append(moment.isoformat())
    for form in forms:
        assert when.parse_datetime(form, zone=zone).astimezone(dt.UTC) == moment.astimezone(dt.UTC)
