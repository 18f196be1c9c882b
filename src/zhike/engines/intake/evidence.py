"""What the values of a column look like, by their shape alone: quick, lenient, only for guessing."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from zhike.engines.intake.table import Cell, CellFault
from zhike.kernel.values import Bad, boolean, credit_code, empty, identity_number, text

SHAPES: dict[str, re.Pattern[str]] = {
    "email": re.compile(r"[^\s@]+@[^\s@]*", re.ASCII),
    "url": re.compile(r"(?:https?://|www\.)\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|tech)(?:/\S*)?"),
    "credit_code": re.compile(r"[0-9a-hj-npqrtuwxy]{2}\d{6}[0-9a-hj-npqrtuwxy]{10}"),
    "identity_number": re.compile(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]"),
    "mobile": re.compile(r"(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{3,4}(?:\s*[/、,;|]\s*\+?\d(?:[ -]?\d){6,14})*"),
    "landline": re.compile(r"\(?0\d{2,3}\)?[- ]?\d{7,8}(?:\s*[-转]\s*\d{1,5})?|[48]00[- ]?\d{3}[- ]?\d{4}"),
    "datetime": re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[t ]+\d{1,2}:\d\d(?::\d\d)?.*"),
    "date": re.compile(
        r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
        r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d"
    ),
    "day": re.compile(r"(?:农历|阴历|公历|阳历)?\s*\d{1,2}\s*[月/-]\s*\d{1,2}\s*[日号]?|(?:农历|阴历).{2,}"),
    "money": re.compile(r"[¥￥$]\s*-?[\d,]+(?:\.\d+)?(?:万|元)?|-?[\d,]*\d(?:\.\d+)?\s*(?:万元?|亿元?|元)"),
    "integer": re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+"),
    "decimal": re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d+%?|-?\d+(?:\.\d+)?%"),
    "company": re.compile(
        r".{2,}(?:公司|集团|有限合伙|事务所|经营部|厂|合作社|学校|医院|银行|中心|店|商行|工作室)(?:[（(].*)?"
    ),
    "person": re.compile(r"[\u4e00-\u9fff·]{2,4}(?:先生|女士|小姐|总)?"),
    "place": re.compile(r"[\u4e00-\u9fff]{2,10}(?:省|市|区|县|州|盟|旗|自治区|新区)"),
    "address": re.compile(r".*(?:路|街|道|巷|弄|村|大厦|广场|小区|园|座|号楼?|室|栋|幢).*"),
}


_LONGEST = 200  # characters that are looked at: a crafted cell of a million costs no more


@dataclass(frozen=True)
class Evidence:
    """The values of a column: how many were looked at, and the share of each shape among them."""

    count: int
    shares: dict[str, float]
    words: frozenset[str]  # folded values, as far as there are few different ones
    right: dict[str, int] = field(default_factory=dict)  # how many of a shape have the right check digit

    def is_right(self, shape: str) -> bool:
        """Whether check digits say of most values with a shape that they are what they look like."""
        return shape not in _CHECKED or 2 * self.right.get(shape, 0) >= self.count * self.share(shape)

    def share(self, *shapes: str) -> float:
        """The share of values with one of the shapes; at most 1."""
        return min(1.0, sum(self.shares.get(shape, 0.0) for shape in shapes))


def look(cells: Iterable[Cell]) -> Evidence:
    """The evidence of a column."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    words: set[str] = set()
    count = 0
    for cell in cells:
        if cell is None or isinstance(cell, CellFault) or empty.is_empty(cell):
            continue
        count += 1
        seen = shapes(cell)
        found.update(seen)
        right.update(name for name in _CHECKED if name in seen and _right(name, cell))
        if len(words) <= 40:
            words.add(text.fold(text.as_text(cell)[:_LONGEST]))
    shares = {shape: number / count for shape, number in found.items()} if count else {}
    return Evidence(count, shares, frozenset(words) if len(words) <= 40 else frozenset(), dict(right))


def shapes(cell: Cell) -> tuple[str, ...]:
    """The shapes a value has; the first is the most telling."""
    if isinstance(cell, bool):
        return ("boolean",)
    if isinstance(cell, dt.datetime):
        return ("datetime" if cell.time() != dt.time() else "date",)
    if isinstance(cell, dt.date):
        return ("date",)
    if isinstance(cell, dt.time):
        return ("time",)
    plain = unicodedata.normalize("NFKC", text.as_text(cell)[:_LONGEST]).strip().strip("'\"\u200b").lower()
    found = tuple(name for name, shape in SHAPES.items() if shape.fullmatch(plain))
    if plain in boolean.WORDS:
        found += ("boolean",)
    if not found and len(plain) > 60:
        return ("prose",)
    return found


# what a check digit tells from any other row of digits
_CHECKED = {"credit_code": credit_code.parse, "identity_number": identity_number.parse}


def _right(name: str, cell: Cell) -> bool:
    try:
        _CHECKED[name](cell)
    except Bad:
        return False
    return True


# shapes that no header has
VALUES = frozenset(SHAPES) - {"company", "person", "place", "address", "url"} | {"time", "prose"}


def is_value(cell: Cell) -> bool:
    """Whether a cell is surely data and not a heading: a number, a date, a phone number, a mail address."""
    if not isinstance(cell, str):
        return cell is not None
    return any(shape in VALUES for shape in shapes(cell))
