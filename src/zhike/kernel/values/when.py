"""Dates and times as people and spreadsheets write them.

Understood: ISO 8601; year first with ``- / . 年`` or blanks between; eight digits; English month names; a time of day
with 上午 下午 AM PM; the serial numbers of spreadsheets (day 60 is the 29 February 1900 that never was, see ECMA-376
part 1, 18.17.4.1). 3/9/2026 is refused unless ``order`` says which is the month, or one of the two can only be the day.

Times without an offset are in ``zone``. In the hour that a clock change skips there is no such time
(``datetime.gap``); in the hour that happens twice the first is meant (PEP 495, ``fold=0``).
"""

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import as_text

Order = Literal["dmy", "mdy"]
LAST_SERIAL = 2958465  # 9999-12-31

_YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_MONTHS = {"janfebmaraprmayjunjulaugsepoctnovdec"[n * 3 : n * 3 + 3]: n + 1 for n in range(12)}
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_MONTH = r"(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_WEEKDAY = r"(?:[,(]?\s*(?:(?:星期|周|礼拜)[一二三四五六日天]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)[,.)]?)?"
_HALF = r"(?P<half>上午|早上|早晨|凌晨|中午|下午|傍晚|晚上|am|pm|a\.m\.|p\.m\.)?"
_TIME = (
    rf"(?:[t\s]*{_HALF}\s*(?P<hour>\d{{1,2}})\s*(?:[:时点](?:\s*(?P<minute>\d{{1,2}})\s*(?:[:分](?:\s*(?P<second>\d{{1,2}})"
    r"(?:[.,](?P<part>\d{1,9}))?\s*秒?)?)?)?)\s*(?P<half2>am|pm|a\.m\.|p\.m\.)?\s*(?P<offset>z|utc|gmt|[+-]\d\d:?\d\d)?)?"
)
_FORMS = tuple(
    re.compile(form + _WEEKDAY + _TIME, re.ASCII)
    for form in (
        r"(?P<year>\d{4})\s*(?:[-/.]|年)\s*(?P<month>\d{1,2})\s*(?:[-/.]|月)\s*(?P<day>\d{1,2})(?!\d)\s*[日号]?",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        r"(?P<year>\d{4})\s+(?P<month>\d{1,2})\s+(?P<day>\d{1,2})(?!\d)",
        r"(?P<one>\d{1,2})\s*[-/.]\s*(?P<two>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})(?!\d)",
        rf"{_WEEKDAY}\s*{_DAY}[-\s,/]*{_MONTH}[-\s,/]*(?P<year>\d{{4}})(?!\d)",
        rf"{_WEEKDAY}\s*{_MONTH}[-\s]*{_DAY}[-\s,/]+(?P<year>\d{{4}})(?!\d)",
    )
)
_SHORT_YEAR = re.compile(r"\d{1,2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_PM = {"下午", "傍晚", "晚上", "pm", "p.m."}
_NOON_OR_AM = {"上午", "早上", "早晨", "凌晨", "中午", "am", "a.m."}


def parse_date(raw: object, *, zone: ZoneInfo | None = None, order: Order | None = None) -> dt.date:
    """A day. A time of day is dropped; one with an offset is first brought to ``zone``.

    Raises ``date.not_a_date``, ``date.impossible``, ``date.ambiguous``, ``date.year_only``, ``date.short_year``.
    """
    if isinstance(raw, str):
        if len(raw) == 10 and raw[4] == "-" == raw[7] and raw.isascii():
            try:
                return dt.date.fromisoformat(raw)
            except ValueError:
                pass
        if common := _YEAR_FIRST.fullmatch(raw):
            return _day(int(common[1]), int(common[2]), int(common[3]), raw)
        if len(raw) == 8 and raw.isascii() and raw.isdigit():
            return _day(int(raw[:4]), int(raw[4:6]), int(raw[6:]), raw)
        day, time, _, offset = _read(raw, order)
        if offset is None or zone is None:
            return day
        return _at(day, time or dt.time(), offset, zone, raw).date()
    if isinstance(raw, dt.datetime):
        return (_shift(raw, zone, raw) if raw.tzinfo and zone else raw).date()
    if isinstance(raw, dt.date):
        return raw
    return _serial(raw)[0]


def parse_datetime(raw: object, *, zone: ZoneInfo, order: Order | None = None) -> dt.datetime:
    """A moment, as an aware datetime in ``zone``. A day alone is its first moment.

    Raises what `parse_date` raises, and ``datetime.impossible`` (25:00), ``datetime.gap``.
    """
    if isinstance(raw, str):
        if (len(raw) in (16, 19) and raw[4] == "-" == raw[7] and raw[10] in " T") or _ISO.fullmatch(raw):
            try:
                return _place(dt.datetime.fromisoformat(raw), zone, raw)
            except ValueError as error:
                if isinstance(error, Bad):
                    raise
        day, time, next_day, offset = _read(raw, order)
        if next_day:
            day = _next(day, raw)
        if time is None:
            return _start(day, zone, raw)
        return _at(day, time, offset, zone, raw)
    if isinstance(raw, dt.datetime):
        return _place(raw, zone, raw)
    if isinstance(raw, dt.date):
        return _start(raw, zone, raw)
    day, seconds = _serial(raw)
    if not seconds:
        return _start(day, zone, raw)
    return _place(dt.datetime.combine(day, dt.time()) + dt.timedelta(seconds=seconds), zone, raw)


def _read(raw: str, order: Order | None) -> tuple[dt.date, dt.time | None, bool, dt.timezone | None]:
    """Day, time of day, whether it is 24:00, and offset."""
    if len(raw) > 64:
        raise Bad("date.not_a_date", value=excerpt(raw))
    text = raw if raw.isascii() else unicodedata.normalize("NFKC", raw)
    text = text.strip("\u200b\u200e\u200f\ufeff \t\r\n").lower()
    if text.isdigit() and text.isascii() and len(text) in (4, 5):
        return _serial(int(text))[0], None, False, None
    for form in _FORMS:
        if match := form.fullmatch(text):
            break
    else:
        raise Bad("date.short_year" if _SHORT_YEAR.fullmatch(text) else "date.not_a_date", value=excerpt(raw))
    part = match.groupdict()
    if part.get("one"):
        month, day = _month_and_day(int(part["one"]), int(part["two"]), order, raw)
    else:
        month = _MONTHS[part["name"]] if part.get("name") else int(part["month"])
        day = int(part["day"])
    date = _day(int(part["year"]), month, day, raw)
    if not part["hour"]:
        return date, None, False, None
    hour = int(part["hour"])
    half = part["half"] or part["half2"]
    if half in _PM and hour < 12:
        hour += 12
    elif half in _NOON_OR_AM and hour == 12 and half != "中午":
        hour = 0
    elif half == "中午" and hour < 3:
        hour += 12
    minute, second = int(part["minute"] or 0), int(part["second"] or 0)
    next_day = (hour, minute, second) == (24, 0, 0)
    try:
        time = dt.time(0 if next_day else hour, minute, second, int((part["part"] or "0").ljust(6, "0")[:6]))
    except ValueError:
        raise Bad("datetime.impossible", value=excerpt(raw)) from None
    return date, time, next_day, _offset(part["offset"], raw)


def _day(year: int, month: int, day: int, raw: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Bad("date.impossible", value=excerpt(raw)) from None


def _month_and_day(one: int, two: int, order: Order | None, raw: str) -> tuple[int, int]:
    if order == "dmy" or (order is None and one > 12):
        return two, one
    if order == "mdy" or two > 12 or one == two:
        return one, two
    raise Bad("date.ambiguous", value=excerpt(raw))


def _offset(text: str | None, raw: str) -> dt.timezone | None:
    if not text:
        return None
    if text in ("z", "utc", "gmt"):
        return dt.UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 23 or minutes > 59:
        raise Bad("datetime.impossible", value=excerpt(raw))
    delta = dt.timedelta(hours=hours, minutes=minutes)
    return dt.timezone(-delta if text[0] == "-" else delta)


def _serial(raw: object) -> tuple[dt.date, int]:
    """Day and second of the day of a spreadsheet's serial number; 20260903 as a number is read as its digits."""
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise Bad("date.not_a_date", value=excerpt(as_text(raw)))
    if not 1 <= raw < LAST_SERIAL + 1:  # false for NaN too
        if 10_000_101 <= raw <= 99_991_231 and raw == int(raw):
            return _read(str(int(raw)), None)[0], 0
        raise Bad("date.not_a_date", value=excerpt(raw))
    whole = int(raw)
    seconds = round((raw - whole) * 86400)
    if seconds == 86400:
        whole, seconds = whole + 1, 0
    if 1900 <= raw <= 2100 and not seconds:
        raise Bad("date.year_only", value=whole)
    if whole == 60 or whole > LAST_SERIAL:
        raise Bad("date.impossible", value=excerpt(raw))
    return dt.date(1899, 12, 30 if whole > 60 else 31) + dt.timedelta(days=whole), seconds


def _next(day: dt.date, raw: object) -> dt.date:
    try:
        return day + dt.timedelta(days=1)
    except OverflowError:
        raise Bad("datetime.impossible", value=excerpt(raw)) from None


def _at(day: dt.date, time: dt.time, offset: dt.timezone | None, zone: ZoneInfo, raw: object) -> dt.datetime:
    return _place(dt.datetime.combine(day, time, offset), zone, raw)


def _place(moment: dt.datetime, zone: ZoneInfo, raw: object) -> dt.datetime:
    """The moment in ``zone``; refuses a time that the clocks of the zone skip."""
    if moment.tzinfo is not None:
        return moment if moment.tzinfo is zone else _shift(moment, zone, raw)
    moment = moment.replace(tzinfo=zone)
    if moment.year >= _steady_since(zone) and not moment.fold:
        return moment
    try:
        before, after = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    except OverflowError:
        raise Bad("datetime.impossible", value=excerpt(raw)) from None
    if before is not None and after is not None and before < after:
        raise Bad("datetime.gap", value=excerpt(raw), zone=zone.key)
    return moment


def _shift(moment: dt.datetime, zone: ZoneInfo | None, raw: object) -> dt.datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:
        raise Bad("datetime.impossible", value=excerpt(raw)) from None


def _start(day: dt.date, zone: ZoneInfo, raw: object) -> dt.datetime:
    """The first moment of a day, also where the clocks skip midnight."""
    moment = dt.datetime.combine(day, dt.time(), zone)
    if moment.year >= _steady_since(zone) or moment.utcoffset() == moment.replace(fold=1).utcoffset():
        return moment
    return _shift(_shift(moment, dt.UTC, raw), zone, raw)  # type: ignore[arg-type]


@lru_cache(maxsize=64)
def _steady_since(zone: ZoneInfo) -> int:
    """First year from which the zone's offset never changes (9999 if it does): saves the check in most of Asia."""
    months = ((year, month) for year in range(1970, 2100) for month in range(1, 13))
    probes = [dt.datetime(year, month, 1, tzinfo=zone).utcoffset() for year, month in months]
    if probes[-24:] != [probes[-1]] * 24:
        return 9999
    last = max((n for n, offset in enumerate(probes) if offset != probes[-1]), default=-1)
    return 1970 + last // 12 + 2
