"""What a person types, as a tsquery over the tokens of `tokens`: every part must be found.

The pairs of 有限公司 and the like stand in most companies' names. They narrow nothing and take the index long, so where
there is anything else to go by they are only looked for in the rows that it has found.
"""

from __future__ import annotations

import re

from zhike.kernel.errors import Malformed
from zhike.kernel.search import tokens
from zhike.kernel.sql import FALSE, Sql
from zhike.kernel.values import Bad
from zhike.kernel.values.text import clean, fold

PARTS = re.compile(rf"[{tokens.CJK}]+|[^\s{tokens.CJK}]+")
NOISE = re.compile(r"[\s'’`\-()（）·•,，。;；/\\]+")
MOST_PARTS = 12


ORDINARY = frozenset(form[i : i + 2] for form in tokens.LEGAL_FORMS for i in range(len(form) - 1))


def matches(text: str, alias: str) -> Sql:
    """SQL that is true for the rows of `alias` whose tokens meet the text."""
    wanted = terms(text)
    if not wanted:
        return FALSE
    telling = [one for one in wanted if one.strip("'") not in ORDINARY]
    found = Sql(f"{alias}.search @@ %s::tsquery", (" & ".join(telling or wanted),))
    if telling and len(telling) < len(wanted):
        rest = " & ".join(one for one in wanted if one not in telling)
        found += Sql(f" AND ({alias}.search @@ %s::tsquery) IS TRUE", (rest,))  # so written that no index is asked
    return found


def terms(text: str) -> list[str]:
    """What must be found, as pieces of a tsquery; none when there is nothing to look for.

    Errors: Malformed for what is no text.
    """
    try:
        clean(text)
    except Bad as bad:
        raise Malformed(bad.code) from bad
    parts: list[str] = []
    for part in PARTS.findall(fold(text[:200]))[:MOST_PARTS]:
        parts += _chinese(part) if tokens.HAN.match(part) else _other(part)
    return parts


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _chinese(run: str) -> list[str]:
    if len(run) == 1:
        return [_quoted(run) + ":*"]
    return [_quoted(run[i : i + 2]) for i in range(len(run) - 1)]


def _other(part: str) -> list[str]:
    """Letters and digits: a prefix of a word, pinyin, initials, code or address, or the tail of a number."""
    if "@" in part:
        address = part.lstrip("@")
        return [_quoted(address) + ":*"] if address else []
    digits = re.sub(r"[\s\-+()]", "", part)
    if digits.isdecimal() and len(digits) >= 3:
        return [f"({_quoted(digits)}:* | {_quoted('~' + digits[::-1])}:*)"]
    words = [one for one in NOISE.split(part) if one]
    if len(words) < 2:
        return [_word(one) for one in words]
    # A code may have such signs in it, and is kept whole.
    return [f"(({' & '.join(map(_word, words))}) | {_quoted(part[: tokens.LONGEST])}:*)"]


def _word(word: str) -> str:
    if len(word) <= 2:
        return _quoted(word)
    prefix = word[: tokens.PINYIN_LENGTH] if word.isascii() and word.isalpha() else word
    # Initials are kept shorter than full pinyin: a longer run of them is still found by its beginning.
    short = word[: tokens.INITIALS_LENGTH]
    wide = f" | {_quoted(short)}" if len(word) > tokens.INITIALS_LENGTH and word.isascii() and word.isalpha() else ""
    return f"({_quoted(prefix)}:*{wide})" if wide else f"{_quoted(prefix)}:*"
