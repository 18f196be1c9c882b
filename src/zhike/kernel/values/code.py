"""Codes of records by a pattern of the tenant: ``C{yyyy}{seq:6}`` gives C2026000001.

A pattern is literal text and parts in braces: ``{yyyy}`` ``{yy}`` ``{mm}`` ``{dd}``, and exactly one ``{seq}`` or
``{seq:n}`` with n digits at least (4 if not said). The sequence counts on within everything else that the code says: a
pattern with the year begins again each year, one with the month each month, and no two records ever get the same code.
At its end may stand ``{check}``: a digit that follows from all the others (H. M. Damm, 2004), so that neither one wrong
digit nor two neighbours the wrong way round give another valid code.
"""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from stdnum import damm

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import parse as parse_text

MAX_LENGTH = 60
_PART = re.compile(r"\{([^{}]*)\}")
_DATES = {"yyyy": 4, "yy": 2, "mm": 2, "dd": 2}
CHECK = "{check}"
_LITERAL = re.compile(r"[^\W_]*(?:[-_./#·][^\W_]*)*")


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A compiled pattern. ``before`` and ``after`` are what stands around the sequence, with the parts of a date."""

    text: str
    before: str
    after: str
    width: int
    shape: re.Pattern[str]
    checked: bool = False  # ends with a check digit

    def period(self, date: dt.date) -> str:
        """The key of the counter: what the code says beside the sequence."""
        return f"{_dated(self.before, date)}{{seq}}{_dated(self.after, date)}{CHECK if self.checked else ''}"

    def render(self, seq: int, date: dt.date) -> str:
        """The code. A sequence that has outgrown its digits gets more."""
        code = f"{_dated(self.before, date)}{seq:0{self.width}}{_dated(self.after, date)}"
        return code + check_digit(code) if self.checked else code

    def sequence(self, code: str, date: dt.date) -> int | None:
        """The sequence of a code of this period, whoever made it; None for any other. For counters that must not repeat
        the codes of an import.
        """
        if self.checked:
            if not self.right(code):
                return None
            code = code[:-1]
        before, after = _dated(self.before, date), _dated(self.after, date)
        digits = code[len(before) : len(code) - len(after)]
        fits = code.startswith(before) and code.endswith(after) and self.width <= len(digits) < 18 and digits.isascii()
        return int(digits) if fits and digits.isdigit() else None

    def fits(self, code: str) -> bool:
        """Whether a code looks like one of this pattern, of whatever date."""
        return self.shape.fullmatch(code) is not None

    def right(self, code: str) -> bool:
        """Whether the check digit of a code that fits is the one that follows; so it is where there is none."""
        return not self.checked or (self.fits(code) and code[-1] == check_digit(code[:-1]))


def check_digit(text: str) -> str:
    """The digit that follows from the digits of a text; its other characters say nothing."""
    return str(damm.calc_check_digit("".join(one for one in text if one in "0123456789")))


@lru_cache(maxsize=512)
def _dated(form: str, date: dt.date) -> str:
    if "{" not in form:
        return form
    form = form.replace("{yyyy}", f"{date.year:04}").replace("{yy}", f"{date.year % 100:02}")
    return form.replace("{mm}", f"{date.month:02}").replace("{dd}", f"{date.day:02}")


@lru_cache(maxsize=512)
def compile_pattern(pattern: str) -> Pattern:
    """Raises ``code.no_seq``, ``code.many_seq``, ``code.unknown_part`` (``part``), ``code.width``, ``code.literal``,
    ``code.pattern_too_long`` (``max``), ``code.check_not_last``.
    """
    form = pattern.removesuffix(CHECK)
    checked = form != pattern
    if CHECK in form:
        raise Bad("code.check_not_last", value=excerpt(pattern))
    if len(pattern) > MAX_LENGTH:
        raise Bad("code.pattern_too_long", max=MAX_LENGTH)
    halves = [""]
    shape = ""
    width = 0
    for n, piece in enumerate(_PART.split(form)):
        if n % 2 == 0:
            if not _LITERAL.fullmatch(piece):
                raise Bad("code.literal", value=excerpt(piece))
            halves[-1] += piece
            shape += re.escape(piece)
        elif piece in _DATES:
            halves[-1] += f"{{{piece}}}"
            shape += rf"\d{{{_DATES[piece]}}}"
        elif piece == "seq" or piece.startswith("seq:"):
            width = _width(piece)
            halves.append("")
            shape += rf"\d{{{width},17}}"
        else:
            raise Bad("code.unknown_part", part="{" + excerpt(piece) + "}")
    if len(halves) != 2:
        raise Bad("code.no_seq" if len(halves) == 1 else "code.many_seq", value=excerpt(pattern))
    if checked:
        shape += r"\d"
    return Pattern(
        text=pattern, before=halves[0], after=halves[1], width=width, checked=checked,
        shape=re.compile(shape, re.ASCII),
    )  # fmt: skip


def _width(part: str) -> int:
    digits = part[4:] if part != "seq" else "4"
    if not (digits.isascii() and digits.isdigit() and 1 <= int(digits[:3]) <= 12):
        raise Bad("code.width", part="{" + excerpt(part) + "}", max=12)
    return int(digits)


def parse(raw: object, *, max_length: int = MAX_LENGTH) -> str:
    """A code that somebody gives: half width, without blanks around it or at its dashes. What `text.parse` raises."""
    text = parse_text(raw, max_length=max_length)
    return text if text.isascii() else parse_text(unicodedata.normalize("NFKC", text), max_length=max_length)
