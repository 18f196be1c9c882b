"""A text as the rules see it: half width, without invisible signs; each of its characters knows where it stood."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WIDE = {0xFF01 + n: chr(0x21 + n) for n in range(94)}
_ALIKE = {
    **_WIDE,
    **dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-"),
    **dict.fromkeys(map(ord, "\t"), "\t"),
    **dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029\r"), "\n"),
    **dict.fromkeys(map(ord, "☎📞📱✆☏✉📧🏠📍🌐"), " "),
    ord("﹕"): ":", ord("︰"): ":", ord("∶"): ":", ord("【"): "[", ord("】"): "]",
}  # fmt: skip
_LETTERS = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")


@dataclass(frozen=True, kw_only=True)
class Plain:
    """`text` is what rules read; `at[n]` is where its character n stood in `source`."""

    source: str
    text: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a part of `text` stood in the source."""
        return self.at[start], self.at[end - 1] + 1

    def value(self, start: int, end: int) -> str:
        """A part as it was written, but letters and digits in half width, on one line, and nothing invisible."""
        raw = _HIDDEN.sub("", self.source[slice(*self.span(start, end))])
        return " ".join(_LETTERS.sub(lambda found: _WIDE[ord(found[0])], raw).split())


def plain(source: str) -> Plain:
    """The form that rules read."""
    chars: list[str] = []
    at: list[int] = []
    for number, char in enumerate(source):
        found = char if "!" <= char <= "~" else _one(char)
        if found:
            chars.append(found)
            at.append(number)
    return Plain(source=source, text="".join(chars), at=tuple(at))


def _one(char: str) -> str:
    """What stands for a character: itself, a simpler one, or nothing."""
    if (known := _ALIKE.get(ord(char))) is not None:
        return known
    if char in "\n " or "\u4e00" <= char <= "\u9fff":
        return char
    kind = unicodedata.category(char)
    if kind in ("Zs", "Cc"):
        return " "
    return "" if _HIDDEN.match(char) else char
