"""Text put into one form. Plain functions over text."""

from __future__ import annotations

import re

WIDE = {0xFF01 + n: 0x21 + n for n in range(0x5E)} | {0x3000: 0x20}
# Chinese punctuation that stands in Chinese text as it is; brackets have an operation of their own.
KEPT = {ord(one) for one in "，。；：？！、（）"}
HALF = {wide: narrow for wide, narrow in WIDE.items() if wide not in KEPT}
_BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff（）])\s+(?=[\u3400-\u9fff（）])")
_BRACKET_PAIR = re.compile(r"[(（]([^()（）]*)[)）]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_LATIN = re.compile(r"[A-Za-z .,'’&-]*")
# Written as they are: legal forms and the like are no names.
_CAPITALS = frozenset({"LLC", "LLP", "LP", "PLC", "AG", "SA", "NV", "BV", "USA", "UK", "IT", "II", "III", "IV"})
_LONGEST_SHORT = 4  # letters: no more in capitals, and nothing else, is taken for an abbreviation


def half_width(text: str) -> str:
    """Letters, digits and signs in half width; Chinese punctuation stays."""
    return text.translate(HALF)


def joined(text: str) -> str:
    """Without white space between Chinese characters, nor at the ends."""
    return _BETWEEN_HAN.sub("", text).strip()


def brackets(text: str) -> str:
    """Pairs of brackets in full width where the text is Chinese, as names of companies are registered, else in half."""
    whole = any("\u3400" <= one <= "\u9fff" for one in text)
    return _BRACKET_PAIR.sub(r"（\1）" if whole else r"(\1)", text)


def capitals(text: str) -> str:
    """A Latin name that is all in capitals, or all without any, with one at the beginning of each word."""
    short = text.isupper() and len(text) <= _LONGEST_SHORT
    if short or not _LATIN.fullmatch(text) or not (text.isupper() or text.islower()):
        return text
    return _LATIN_WORD.sub(lambda found: _word(found[0]), text)


def _word(word: str) -> str:
    if word.upper() in _CAPITALS:
        return word.upper()
    return "".join(part[:1].upper() + part[1:].lower() for part in re.split(r"(?<=['’-])", word))


HOW = {"width": half_width, "spaces": joined, "brackets": brackets, "capitals": capitals}


def tidied(text: str, how: tuple[str, ...]) -> str:
    """The text after the steps asked for, in the order of `HOW`."""
    for name, step in HOW.items():
        if name in how:
            text = step(text)
    return text
