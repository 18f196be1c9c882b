"""Birthdays, solar or lunar, with or without the year.

Normal forms: ``1990-05-12``, ``--05-12``, ``lunar:1990-06-01``, ``lunar:1990-06+-01`` (leap month), ``lunar:--06-01``.
"""

import datetime as dt
import re
import unicodedata
from typing import NamedTuple

from zhike.kernel.values import Bad, boolean, excerpt, lunar, when
from zhike.kernel.values.text import as_text, fold

_NORMAL = re.compile(r"(lunar:)?(?:(\d{4})-|--)(\d\d)(\+?)-(\d\d)", re.ASCII)
_SOLAR_MARK = re.compile(r"公历|阳历|新历|国历|solar:?")
_LUNAR_MARK = re.compile(r"农历|阴历|旧历|夏历|古历|lunar:?|\(农\)|\(阴\)")
_DIGITS: dict[str, int] = dict(zip("〇零一二三四五六七八九", (0, *range(10)), strict=True))
_MONTH_NAMES = {"正": 1, "元": 1, "冬": 11, "腊": 12, "臘": 12}
_CHINESE = re.compile(
    r"(?:(?P<year>\d{4}|[〇零一二三四五六七八九]{4})年)?(?P<leap>闰)?(?P<month>[正元冬腊]|十[一二]?|[一二三四五六七八九]|\d{1,2})月份?"
    r"(?P<day>初[一二三四五六七八九十]|[二三]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|[一二三四五六七八九]|\d{1,2})(?P<sun>[日号]?)"
)
_FULL = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?", re.ASCII)
_SHORT = re.compile(r"(?P<leap>闰)?(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII)
_LAST_DAY = {"除夕", "大年三十", "年三十", "大年夜"}
_ORDINARY = "一二三四五六七八九十"
_LUNAR_MONTHS = "正二三四五六七八九十冬腊"
_ENGLISH = "January February March April May June July August September October November December".split()  # noqa: SIM905
# What `words` says in English, without blanks and capitals.
_NUMBERED = re.compile(r"(?:(\d{4}),)?(leap)?month(\d{1,2}),day(\d{1,2})", re.ASCII)
_NAMED = re.compile(rf"(\d{{1,2}})({'|'.join(_ENGLISH).lower()})(\d{{4}})?", re.ASCII)


class Birthday(NamedTuple):
    year: int | None
    month: int
    day: int
    is_lunar: bool = False
    is_leap: bool = False


def parse(raw: object, *, is_lunar: bool | None = None) -> str:
    """The normal form. ``is_lunar`` is what another column says; words in the value itself (农历, 初一) count for more.

    Raises ``birthday.not_a_birthday``, ``birthday.impossible``, ``birthday.no_leap_month`` (``year``, ``month``),
    ``birthday.year`` (``first``, ``last``), ``birthday.future``.
    """
    if isinstance(raw, str) and (normal := _NORMAL.fullmatch(raw)):
        if not is_lunar and not normal[1] and not normal[4] and normal[2] and "1850" <= normal[2] <= "2020":
            return _solar(raw)
        year, month, day = int(normal[2]) if normal[2] else None, int(normal[3]), int(normal[5])
        marked = bool(normal[1])
        return _checked(Birthday(year, month, day, marked or (is_lunar is True), bool(normal[4])), raw)
    if not isinstance(raw, str):
        return _dated(raw, is_lunar)
    if len(raw) > 60:
        raise Bad("birthday.not_a_birthday", value=excerpt(raw))
    text = "".join(
        unicodedata.normalize("NFKC", raw).lower().replace("閏", "闰").replace("農", "农").replace("曆", "历").split()
    )
    bare = _SOLAR_MARK.sub("", text)
    if bare != text:
        is_lunar, text = False, bare
    bare = _LUNAR_MARK.sub("", text)
    if bare != text:
        is_lunar, text = True, bare
    text = text.replace("()", "").strip(":-,")
    if text in _LAST_DAY:
        return "lunar:--12-30"
    if chinese := _CHINESE.fullmatch(text):
        return _checked(_read(chinese, is_lunar), raw)
    if english := _english(text, is_lunar):
        return _checked(english, raw)
    if (short := _SHORT.fullmatch(text)) or (len(text) == 4 and text.isdigit() and text <= "1231"):
        month, day = (int(short["month"]), int(short["day"])) if short else (int(text[:2]), int(text[2:]))
        leap = bool(short and short["leap"])
        return _checked(Birthday(None, month, day, is_lunar is True or leap, leap), raw)
    return _dated(text.replace("闰", "") if is_lunar else text, is_lunar, is_leap="闰" in text, shown=raw)


def _solar(iso: str) -> str:
    try:
        dt.date.fromisoformat(iso)
    except ValueError:
        raise Bad("birthday.impossible", value=iso) from None
    return iso


def _read(match: re.Match[str], is_lunar: bool | None) -> Birthday:
    """A date in Chinese words. A month or day named as only the lunar calendar names it (腊月, 初一) is lunar."""
    year = match["year"]
    number = None if year is None else int("".join(str(_DIGITS.get(char, char)) for char in year))
    month, day = match["month"], match["day"]
    worded = not day.isdigit() and not match["sun"]
    named = month in _MONTH_NAMES or day[0] in "初廿卅" or bool(match["leap"]) or (worded and not month.isdigit())
    lunar_day = named if is_lunar is None or named else is_lunar
    return Birthday(number, _number(month), _number(day), lunar_day, bool(match["leap"]))


def _english(text: str, is_lunar: bool | None) -> Birthday | None:
    """A date as `words` says it in English."""
    if match := _NUMBERED.fullmatch(text):
        year = int(match[1]) if match[1] else None
        return Birthday(year, int(match[3]), int(match[4]), is_lunar is True, bool(match[2]))
    if match := _NAMED.fullmatch(text):
        month = [one.lower() for one in _ENGLISH].index(match[2]) + 1
        return Birthday(int(match[3]) if match[3] else None, month, int(match[1]), is_lunar is True)
    return None


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    if words in _MONTH_NAMES:
        return _MONTH_NAMES[words]
    words = words.replace("初十", "十").removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = words.rpartition("十")
    return (_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0)


def _dated(raw: object, is_lunar: bool | None, *, is_leap: bool = False, shown: object = None) -> str:
    """A complete date, as `when` reads it. A lunar 30 February is none there, so its parts are read first."""
    shown = raw if shown is None else shown
    if isinstance(raw, str) and is_lunar and (full := _FULL.fullmatch(raw)):
        return _checked(Birthday(int(full[1]), int(full[2]), int(full[3]), True, is_leap), shown)
    try:
        day = when.parse_date(raw)
    except Bad as bad:
        code = "birthday.impossible" if bad.code == "date.impossible" else "birthday.not_a_birthday"
        raise Bad(code, value=excerpt(as_text(shown))) from None
    return _checked(Birthday(day.year, day.month, day.day, is_lunar is True, is_leap), shown)


def _checked(birth: Birthday, raw: object) -> str:
    year, month, day = birth.year, birth.month, birth.day
    if birth.is_leap and not birth.is_lunar:
        raise Bad("birthday.not_a_birthday", value=excerpt(raw))
    this_year = dt.datetime.now(dt.UTC).year
    if year is not None and not 1850 <= year <= this_year + 1:
        raise Bad(
            "birthday.future" if year > this_year else "birthday.year", value=excerpt(raw), first=1850, last=this_year
        )
    if birth.is_lunar:
        _check_lunar(birth, raw)
    else:
        try:
            dt.date(year or 2000, month, day)
        except ValueError:
            raise Bad("birthday.impossible", value=excerpt(raw)) from None
    return _written(birth)


def _check_lunar(birth: Birthday, raw: object) -> None:
    if not (1 <= birth.month <= 12 and 1 <= birth.day <= 30):
        raise Bad("birthday.impossible", value=excerpt(raw))
    if birth.year is None:
        return
    if birth.year < lunar.FIRST:
        raise Bad("birthday.year", value=excerpt(raw), first=lunar.FIRST, last=lunar.LAST)
    days = lunar.days_in_month(birth.year, birth.month, is_leap=birth.is_leap)
    if not days:
        raise Bad("birthday.no_leap_month", value=excerpt(raw), year=birth.year, month=birth.month)
    if birth.day > days:
        raise Bad("birthday.impossible", value=excerpt(raw))


def _written(birth: Birthday) -> str:
    year = "-" if birth.year is None else f"{birth.year:04}"
    return f"{'lunar:' if birth.is_lunar else ''}{year}-{birth.month:02}{'+' if birth.is_leap else ''}-{birth.day:02}"


def parts(value: str) -> Birthday:
    """A normal form taken apart."""
    match = _NORMAL.fullmatch(value)
    if match is None:
        raise Bad("birthday.not_a_birthday", value=excerpt(value))
    return Birthday(int(match[2]) if match[2] else None, int(match[3]), int(match[5]), bool(match[1]), bool(match[4]))


def born(value: str) -> dt.date | None:
    """The day of birth by the common calendar; None without a year."""
    birth = parts(value)
    if birth.year is None:
        return None
    if birth.is_lunar:
        return lunar.to_solar(lunar.Lunar(birth.year, birth.month, birth.day, birth.is_leap))
    return dt.date(birth.year, birth.month, birth.day)


def next_solar(value: str, after: dt.date) -> dt.date:
    """The first day on which the birthday is kept that is not before ``after``.

    29 February is kept on the 28th in a common year, the 30th of a lunar month on its last day, and a birthday in a
    leap month in the ordinary month of that number where the year has no such leap month. Known to the end of 2099.
    """
    birth = parts(value)
    for year in range(after.year - 1, after.year + 3):
        if not lunar.FIRST <= year < lunar.LAST:
            continue
        day = _kept_on(birth, year)
        if day >= after and (birth.year is None or year >= birth.year):
            return day
    raise Bad("birthday.year", value=value, first=lunar.FIRST, last=lunar.LAST - 1)


def keys_of(day: dt.date) -> set[str]:
    """The birthdays kept on a day (see `next_solar`), without years: ``05-12``, ``lunar:06-01``, ``lunar:06+-01``."""
    found = {f"{day:%m-%d}"}
    if (day.month, day.day) == (2, 28) and not _is_leap_year(day.year):
        found.add("02-29")
    if lunar.FIRST < day.year < lunar.LAST:
        at = lunar.from_solar(day)
        last = at.day == lunar.days_in_month(at.year, at.month, is_leap=at.is_leap)
        marks = ("+",) if at.is_leap else ("",) if lunar.leap_month(at.year) == at.month else ("", "+")
        days = range(at.day, 31 if last else at.day + 1)
        found |= {f"lunar:{at.month:02}{mark}-{kept:02}" for mark in marks for kept in days}
    return found


def _kept_on(birth: Birthday, year: int) -> dt.date:
    if not birth.is_lunar:
        last = 28 if birth.month == 2 and birth.day == 29 and not _is_leap_year(year) else birth.day
        return dt.date(year, birth.month, last)
    is_leap = birth.is_leap and lunar.leap_month(year) == birth.month
    day = min(birth.day, lunar.days_in_month(year, birth.month, is_leap=is_leap))
    return lunar.to_solar(lunar.Lunar(year, birth.month, day, is_leap))


def _is_leap_year(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def is_lunar(raw: object) -> bool:
    """What a column 是否农历 or 历法 says: 农历 阴历 公历 阳历, or yes and no. Raises ``boolean.not_boolean``."""
    text = fold(as_text(raw))
    if text in {"农历", "阴历", "旧历", "农", "阴", "lunar"}:
        return True
    return False if text in {"公历", "阳历", "新历", "公", "阳", "solar"} else boolean.parse(raw)


def words(value: str, lang: str = "zh-CN") -> str:
    """``1990年5月12日``, ``农历1990年闰五月初二``; in English ``12 May 1990``, ``lunar 1990, leap month 5, day 2``."""
    birth = parts(value)
    if not lang.startswith("zh"):
        if birth.is_lunar:
            year = f"{birth.year}, " if birth.year else ""
            return f"lunar {year}{'leap ' if birth.is_leap else ''}month {birth.month}, day {birth.day}"
        return f"{birth.day} {_ENGLISH[birth.month - 1]}{f' {birth.year}' if birth.year else ''}"
    year = f"{birth.year}年" if birth.year else ""
    if not birth.is_lunar:
        return f"{year}{birth.month}月{birth.day}日"
    return f"农历{year}{'闰' if birth.is_leap else ''}{_LUNAR_MONTHS[birth.month - 1]}月{_day_words(birth.day)}"


def _day_words(day: int) -> str:
    if day <= 10:
        return "初" + _ORDINARY[day - 1]
    if day in (20, 30):
        return "二十" if day == 20 else "三十"
    return "十廿"[day // 10 - 1] + _ORDINARY[day % 10 - 1]
