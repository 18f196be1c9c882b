"""The search tokens of values.

Chinese text gives its pairs of neighbouring characters and its last one, so that any run of characters is found: one
character is the prefix of a pair. Beside them stand the pinyin and the initials from each syllable on, so that a prefix
of either finds the middle of a name. Numbers are also kept reversed, so that a tail is a prefix.

Before each stands the tag of its `SearchSpace`, so that nobody finds by a field they do not see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from zhike.kernel.values import pinyin
from zhike.kernel.values.text import fold

VERSION = 3  # of the way tokens are made: with a new one, those of all records are made again (`rebuild`)
CJK = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
RUNS = re.compile(rf"[{CJK}]+|[^\W{CJK}_]+")
HAN = re.compile(rf"[{CJK}]")
DIGITS = re.compile(r"\D+")
# What nearly every company is called at the end: its pinyin would be found in every record, so it is left out.
LEGAL_FORMS = ("股份有限公司", "有限责任公司", "有限公司", "公司")
LEGAL_FORM = re.compile(rf"({'|'.join(LEGAL_FORMS)})$")
PINYIN_LENGTH, INITIALS_LENGTH, LONGEST, MOST_HAN, LONGEST_NAME = 12, 6, 60, 40, 4


def of_text(text: str) -> set[str]:
    """Tokens of a name or a sentence."""
    found: set[str] = set()
    for run in RUNS.findall(fold(text)[:300]):
        if HAN.match(run):
            _add_chinese(run[:MOST_HAN], found)
        else:
            found.add(run[:LONGEST])
    return found


def _add_chinese(run: str, found: set[str]) -> None:
    for i in range(len(run) - 1):
        found.add(run[i : i + 2])
    found.add(run[-1])
    spoken = LEGAL_FORM.sub("", run) or run
    _add_spoken(pinyin.syllables(spoken), found)
    if len(run) <= LONGEST_NAME:
        _add_spoken(pinyin.syllables(run, person=True), found)


def _add_spoken(syllables: list[str], found: set[str]) -> None:
    initials = "".join(one[:1] for one in syllables)
    for i in range(len(syllables)):
        found.add("".join(syllables[i : i + 4])[:PINYIN_LENGTH])
        found.add(initials[i : i + INITIALS_LENGTH])
        found.add(initials[i : i + 2])  # two letters are looked up whole: as a prefix they would match half the table


def of_digits(text: str) -> set[str]:
    """Tokens of a phone number: from the start and, reversed, from the end."""
    digits = DIGITS.sub("", text.split(";", maxsplit=1)[0])
    if text.startswith("+86"):
        digits = digits[2:]
    return {digits, "~" + digits[::-1]} if digits else set()


def of_email(text: str) -> set[str]:
    """Tokens of an e-mail address: the whole, and the domain."""
    whole = text.lower()[:LONGEST]
    return {whole, whole.partition("@")[2]} - {""}


def of_code(text: str) -> set[str]:
    """Tokens of a record code: the whole, and its number without leading zeros."""
    whole = fold(text)[:LONGEST]
    number = re.search(r"\d+$", whole)
    return {whole} | ({number[0].lstrip("0")} if number and number[0].lstrip("0") else set())


OF: dict[str, Callable[[str], set[str]]] = {"text": of_text, "digits": of_digits, "email": of_email, "code": of_code}


def vector(found: Set[str]) -> str:
    """Tokens as the text of a tsvector."""
    text = "' '".join(found)
    if "\\" in text or text.count("'") > 2 * len(found) - 2:
        text = "' '".join(one.replace("\\", "\\\\").replace("'", "''") for one in found)
    return f"'{text}'" if text else ""
