"""Which cell styles mean a date or a time, and serial numbers as dates (ECMA-376 part 1, 18.8.30 and 18.17.4.1)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Literal
from xml.etree import ElementTree as ET

from zhike.engines.intake.xlsx.archive import whole

Style = Literal["", "date", "datetime", "time", "duration"]

LAST_SERIAL = 2958465  # 9999-12-31
_DAY_MS = 86_400_000
_LONGEST = 255  # characters of a number format in Excel
# what a format shows that is not a part of a date: quoted text, escaped characters, colours, conditions, locales
_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_BUILT_IN: dict[int, Style] = {
    **dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56), "time"),
    22: "datetime",
    46: "duration",
}


def read(tree: ET.Element | None) -> list[Style]:
    """The meaning of each cell style, by its index."""
    if tree is None:
        return []
    custom = {
        whole(one.get("numFmtId"), "numFmtId", -1): of_format(one.get("formatCode", ""))
        for one in tree.iterfind("{*}numFmts/{*}numFmt")
    }
    return [of_number(whole(one.get("numFmtId"), "numFmtId"), custom) for one in tree.iterfind("{*}cellXfs/{*}xf")]


def of_number(number: int, custom: Mapping[int, Style]) -> Style:
    """The meaning of a number format by its number: one of the file's own, or one that every program knows."""
    return custom.get(number) or _BUILT_IN.get(number, "")


def of_format(code: str) -> Style:
    """The meaning of one number format such as ``yyyy"年"m"月"d"日"``."""
    shown = _NOT_SHOWN.sub("", code[:_LONGEST].partition(";")[0])
    if _DURATION.search(shown):
        return "duration"
    if "general" in shown.lower():
        return ""
    day = bool(re.search(r"[yde]", shown, re.IGNORECASE)) and not re.search(r"[0#?]", re.sub(r"s\.0+", "s", shown))
    time = bool(re.search(r"[hs]", shown, re.IGNORECASE))
    if day:
        return "datetime" if time else "date"
    return "time" if time else "date" if re.fullmatch(r"\s*m+\s*", shown, re.IGNORECASE) else ""


def moment(serial: float, style: Style, *, from_1904: bool) -> dt.date | dt.datetime | dt.time | str | None:
    """What a serial number shows in a date style; None if no such day exists."""
    if not 0 <= serial < LAST_SERIAL + 1:
        return None
    whole, ms = divmod(round(serial * _DAY_MS), _DAY_MS)
    if style == "duration":
        return f"{whole * 24 + ms // 3_600_000}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d}"
    if whole == 0 and style == "time" and not from_1904:
        return dt.time(ms // 3_600_000, ms // 60_000 % 60, ms // 1000 % 60, ms % 1000 * 1000)
    if from_1904:
        start = dt.datetime(1904, 1, 1)  # noqa: DTZ001  # cells have no zone
    elif whole in (0, 60):
        return None
    else:
        start = dt.datetime(1899, 12, 30 if whole > 60 else 31)  # noqa: DTZ001
    try:
        found = start + dt.timedelta(days=whole, milliseconds=ms)
    except OverflowError:
        return None
    return found.date() if style == "date" and not ms else found
