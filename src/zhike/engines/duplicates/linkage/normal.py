"""The normal form of what stands in a column, by its role. Only for comparing; "" is what says nothing.

A value that is wrong for its role is compared as it is written: a slip does not make it worthless.
"""

from __future__ import annotations

import re
import unicodedata

from zhike.kernel.values import Bad, email, phone, region, text, when

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_APART = re.compile(r"[\W_]+")
_TITLE = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof|sir)\s+(?=\S)|(?<=\S)(?:先生|女士|小姐|老师)$")
_E164 = re.compile(r"\+[1-9]\d{6,14}(?:;ext=\d+)?$", re.ASCII)
HOME = "+86"
_COMPACT_DATE = re.compile(r"(?:18|19|20)\d{6}")


def words(value: str) -> str:
    """Folded words without punctuation and accents, one space between them."""
    folded = text.fold(value)
    if not folded.isascii():
        plain = unicodedata.normalize("NFD", folded)
        folded = unicodedata.normalize("NFC", "".join(c for c in plain if unicodedata.category(c) != "Mn"))
    return " ".join(_PUNCTUATION.sub(" ", folded).split())


def given_or_family(value: str) -> str:
    """One part of a person's name."""
    return words(value)


def person(value: str) -> str:
    """A person's whole name without titles; the words of a Latin name in one order, whichever stood first."""
    name = _TITLE.sub("", words(value))
    return " ".join(sorted(name.split())) if name.isascii() else name.replace(" ", "")


def organization(value: str) -> str:
    """A company's name: folded, spaces between Chinese characters gone."""
    folded = text.fold(value)
    return folded if folded.isascii() else re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", folded)


def date(value: str) -> str:
    """YYYYMMDD; what is no date keeps its digits."""
    compact = _APART.sub("", value)
    if _COMPACT_DATE.fullmatch(compact):
        return compact
    try:
        return when.parse_date(value).strftime("%Y%m%d")
    except Bad:
        return compact


def phone_number(value: str) -> str:
    """The digits of the first number that stands there, without an extension; +86 is left out as it mostly is, for
    what looks like a number of China may be one of elsewhere.
    """
    number = value
    if not _E164.match(value):
        try:
            number = phone.parse(phone.split(value)[0])
        except (Bad, IndexError):
            return code(value).lstrip("0")
    return number.partition(";")[0].removeprefix(HOME).removeprefix("+")


def mail(value: str) -> str:
    """The address as its provider reads it: without case, and without dots and plus where these say nothing."""
    try:
        return email.match_key(email.parse(value))
    except Bad:
        return text.fold(value)


def code(value: str) -> str:
    """Letters and digits alone, of postcodes, house numbers, identity numbers."""
    return _APART.sub("", text.fold(value))


def place(value: str) -> str:
    """A Chinese place by its code, any other by its words."""
    try:
        return region.parse_region(value)
    except Bad:
        return words(value)


def address(value: str) -> str:
    """The part behind province, city and district, which are often left out."""
    detail = ""
    if region.may_begin(value):
        try:
            detail = region.parse(value)[1]
        except Bad:
            detail = ""
    return words(detail or value)
