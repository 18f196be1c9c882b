"""Text as a person or a spreadsheet gives it, made safe to store, and its fold for search and matching.

Rules: Unicode NFC (UAX 15); invisible format characters are dropped, because they break search and can disguise a name
(Unicode TR 36, 2.10), except where they are part of a visible character: the joiner inside an emoji sequence (UTS 51)
and the joiners of Arabic and Indic scripts (UAX 31, 2.3). Astral characters such as 𠮷 stay as they are.
"""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from functools import cache
from importlib import resources

from zhike.kernel.values import Bad

# Zs, Zl, Zp and the control characters that stand for white space, except plain space
_SPACES = "\t\n\v\f\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_RUN = re.compile(f"[ {_SPACES}]+")
_RUN_IN_LINE = re.compile("[\v\f\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_LINE_TAIL = re.compile("(?<![ \t])[ \t]++(?=\n)")
_PICTURE = (
    "\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u2460-\u24ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    "\U0001f000-\U0001faff"
)
_JOINED_SCRIPT = "\u0600-\u1aff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
_KEPT = (
    f"(?:(?<=[{_PICTURE}\ufe0f\u20e3])\u200d(?=[{_PICTURE}])"  # 👨‍👩‍👧
    f"|(?<=[{_JOINED_SCRIPT}])[\u200c\u200d](?=[{_JOINED_SCRIPT}])"
    "|(?<=\U0001f3f4)[\U000e0020-\U000e007e]+\U000e007f)"  # 🏴 + tag characters: flags of regions
)
_HIDDEN = (
    "\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_DROP = re.compile(f"({_KEPT})|[{_HIDDEN}]")
_INVISIBLE = re.compile(f"[{_HIDDEN}]")
# what folding changes only by the table below: ASCII, Han, full-width ASCII, common Chinese punctuation
_SIMPLE = re.compile(
    "[ -~\u3001\u3002\u3007-\u3011\u3400-\u9fff\uff01-\uff5e\U00020000-\U0002f7ff\U00030000-\U00033fff]*"
)
_LONG = 1000  # characters above which a crowd of marks is worth looking for
_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(raw: object, *, max_length: int | None = None) -> str:
    """One line of text: trimmed, inner white space collapsed to one space.

    Raises ``text.nul``, ``text.surrogate``, ``text.too_long`` (``length``, ``max``), ``text.not_text``, ``text.empty``.
    """
    text = raw if isinstance(raw, str) else as_text(raw)
    if not text.isprintable():
        text = _RUN.sub(" ", clean(text))
    elif "  " in text:
        text = _RUN.sub(" ", text)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text := thinned(text)):
        text = unicodedata.normalize("NFC", text)
    text = text.strip(" ")
    if not text:
        raise Bad("text.empty")
    if max_length is not None and len(text) > max_length:
        raise Bad("text.too_long", length=len(text), max=max_length)
    return text


def parse_long(raw: object, *, max_length: int | None = None) -> str:
    """Text of several lines: line ends become ``\\n``, blank lines at both ends and spaces at line ends go."""
    text = raw if isinstance(raw, str) else as_text(raw)
    if not text.isprintable():
        text = clean(_LINE_END.sub("\n", text))
        text = _RUN_IN_LINE.sub(" ", text)
        text = _LINE_TAIL.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", thinned(text))
    text = text.rstrip(" \t\n").lstrip("\n")
    if not text.strip():
        raise Bad("text.empty")
    if max_length is not None and len(text) > max_length:
        raise Bad("text.too_long", length=len(text), max=max_length)
    return text


def clean(text: str) -> str:
    """Without invisible characters; refuses what no database or file can hold (NUL, half of a surrogate pair)."""
    if "\0" in text:
        raise Bad("text.nul")
    if _SURROGATE.search(text):
        raise Bad("text.surrogate")
    return _DROP.sub(_keep, text)


def _keep(match: re.Match[str]) -> str:
    return match[1] or ""


def readable(text: str) -> str:
    """With a sign in place of what is no character: half of a surrogate pair, a byte that could not be decoded."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def as_text(raw: object) -> str:
    """What a spreadsheet shows for a cell: 3.0 is ``3``, a date without a time of day is ``2026-09-03``."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "TRUE" if raw else "FALSE"
    if isinstance(raw, int):
        return str(raw) if raw.bit_length() < 4096 else _not_text(raw)
    if isinstance(raw, float):
        if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        return f"{raw:.15g}"
    if isinstance(raw, Decimal):
        return f"{raw:f}" if raw.is_finite() and -400 < raw.adjusted() < 400 else _not_text(raw)
    if isinstance(raw, dt.datetime):
        if raw.tzinfo is None and raw.time() == dt.time():
            return raw.date().isoformat()
        return raw.isoformat(" ", "auto" if raw.microsecond else "seconds")
    if isinstance(raw, dt.date | dt.time):
        return raw.isoformat()
    return _not_text(raw)


def _not_text(raw: object) -> str:
    raise Bad("text.not_text", type=type(raw).__name__)


def fold(text: str) -> str:
    """The form under which two spellings of a text are the same, for search and matching.

    NFKC (full width becomes half width), case folded, traditional characters become simplified one by one (table of
    OpenCC, ``TSCharacters.txt``), white space collapsed, invisible characters dropped. Only for comparing, never shown.
    """
    if text.isascii():
        text = text.lower()
        return " ".join(text.split()) if " " in text or not text.isprintable() else text
    if not _SIMPLE.fullmatch(text):
        text = unicodedata.normalize("NFKC", thinned(text))
        text = unicodedata.normalize("NFKC", thinned(_INVISIBLE.sub("", text).casefold()))
    table, changes = _folding()
    text = text.lower()
    if changes.search(text):
        text = text.translate(table)
    return " ".join(text.split()) if " " in text or not text.isprintable() else text


def thinned(text: str) -> str:
    """A long text with at most 30 combining marks in a row (UAX 15, 13: no script needs more).

    Normalising sorts them in quadratic time: a crafted cell would take minutes.
    """
    return _crowd().sub(r"\1", text) if len(text) > _LONG else text


@cache
def _crowd() -> re.Pattern[str]:
    marks = "".join(one for one in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(one))
    return re.compile(f"([{marks}]{{30}})[{marks}]+")


def simplify(text: str) -> str:
    """Traditional characters made simplified one by one (the table of `fold`); nothing else changes, nor the length."""
    return text if text.isascii() or not traditional().search(text) else text.translate(_simplifying())


@cache
def _simplifying() -> dict[int, str]:
    return {code: simp for code, simp in _folding()[0].items() if not 0xFF00 < code < 0xFF5F and len(simp) == 1}


@cache
def traditional() -> re.Pattern[str]:
    """The characters that `simplify` may change."""
    return re.compile(f"[{''.join(map(chr, _simplifying()))}]")


@cache
def _folding() -> tuple[dict[int, str], re.Pattern[str]]:
    """Table traditional -> simplified and full-width -> half-width ASCII, and the pattern of what it changes."""
    lines = (resources.files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    # within the BMP: a set beyond it makes `re` ten times slower, for a few characters that nobody's name has
    table = {trad: simp.split(" ")[0] for trad, simp in pairs if len(trad) == 1 and trad <= "\uffff"}
    for trad, first in table.items():  # chains end at their last character, so that folding twice changes nothing
        seen, last = {trad}, first
        while last in table and last not in seen:
            seen.add(last)
            last = table[last]
        table[trad] = unicodedata.normalize("NFKC", last)
    table |= {chr(0xFF01 + n): chr(0x21 + n).lower() for n in range(94)}
    table = {trad: simp for trad, simp in table.items() if trad != simp}
    return {ord(trad): simp for trad, simp in table.items()}, re.compile(f"[{''.join(map(re.escape, table))}]")


def mask(value: str) -> str:
    """``张*``: enough to recognise what one knows; the length is not told."""
    return f"{value[:1]}*"


def is_blank(raw: object) -> bool:
    """None and text without a visible character: what never reaches a parser."""
    if not isinstance(raw, str):
        return raw is None
    return not raw or raw.isspace() or (not raw.isprintable() and not _INVISIBLE.sub("", raw).strip())
