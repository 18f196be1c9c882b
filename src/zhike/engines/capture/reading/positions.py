"""Positions and departments: 市场部经理, Sales Manager."""

from __future__ import annotations

import re

from zhike.engines.capture.reading import words
from zhike.kernel.values.text import simplify

_ENDS = words.either("positions")
_CHINESE = re.compile(rf"[\u4e00-\u9fffA-Za-z()（）/、&]{{0,14}}?(?:{_ENDS})(?:[(（][^()（）]{{1,8}}[)）])?")
_QUALIFIED = re.compile(rf"(?:{words.either('qualifiers')}){{0,3}}(?:{_ENDS})")
_SPOKEN = re.compile("[的是我你们了]")
_DEPARTMENT = re.compile(rf"[\u4e00-\u9fffA-Za-z]{{0,10}}(?:{words.either('departments')})")
_LATIN_WORDS = re.compile(rf"\b(?:{words.either('latin_positions')})\b", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z][A-Za-z&/,.'() -]{1,60}")
_NO_POSITION = re.compile(rf"\b(?:{words.either('not_positions')})\b", re.IGNORECASE)
_DEPARTMENTS = re.compile(
    r"(?:[A-Za-z&]+ ){1,4}(?:Department|Dept\.?|Division|Office)|(?:Department|Dept\.?) of (?:[A-Za-z&]+ ?){1,4}",
    re.IGNORECASE,
)


def is_position(text: str) -> bool:
    """Whether a whole text names a position, and nothing else."""
    plain = simplify(text.strip())
    if plain.isascii():
        return (
            bool(_LATIN.fullmatch(plain) and _LATIN_WORDS.search(plain))
            and not _NO_POSITION.search(plain)
            and len(plain.split()) <= 8
        )
    if plain.endswith(("公司", "集团", "有限")) or _SPOKEN.search(plain):
        return False
    return len(plain) <= 18 and bool(_CHINESE.fullmatch(plain))


def is_department(text: str) -> bool:
    """Whether a whole text names a department."""
    plain = simplify(text.strip())
    return bool(_DEPARTMENTS.fullmatch(plain) if plain.isascii() else _DEPARTMENT.fullmatch(plain))


def ends(text: str) -> list[int]:
    """How many characters at the end of a text can be a position, the most first: 张三区域经理 has 4 and 2."""
    plain = simplify(text)
    return [n for n in range(min(len(plain) - 1, 14), 1, -1) if _QUALIFIED.fullmatch(plain[-n:])]
