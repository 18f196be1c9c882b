"""居民身份证号码, the number of a resident's identity card, after GB 11643-1999.

18 characters: district (6), date of birth, sequence (odd for men), check character (ISO 7064 MOD 11-2). Taken too:
residence permits of Hong Kong 81, Macao 82 and Taiwan 83 people (the same structure since 2018), permanent residence
cards of foreigners (9, province, nationality; since 2023), and the 15 digits of before 1999, which become the 18 that
the standard derives from them: the same person has one number.
"""

import datetime as dt
import re
import unicodedata
from functools import cache

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.region import current
from zhike.kernel.values.region_names import load
from zhike.kernel.values.text import as_text

_WEIGHTS = [pow(2, 17 - n, 11) for n in range(17)]
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
_OLD = re.compile(r"[1-9]\d{14}", re.ASCII)
_BETWEEN = re.compile(r"[\s\-·.]+")
_ABROAD = {"81": "810000", "82": "820000", "83": "710000"}
_FIRST_YEAR = 1850


def parse(raw: object) -> str:
    """18 characters, X in capital.

    Raises ``identity_number.length`` (``length``), ``identity_number.characters``, ``identity_number.region``,
    ``identity_number.date``, ``identity_number.check``.
    """
    number = raw if isinstance(raw, str) else as_text(raw)
    if not _SHAPE.fullmatch(number):
        number = _tidy(number, raw)
    if not (number[:2] in _ABROAD or number[:4] in _districts() or (number[0] == "9" and number[1:3] in _districts())):
        raise Bad("identity_number.region", value=mask(number))
    if birthday(number) is None:
        raise Bad("identity_number.date", value=mask(number))
    if _check(number) != number[17]:
        raise Bad("identity_number.check", value=mask(number))
    return number


def _tidy(text: str, raw: object) -> str:
    number = _BETWEEN.sub("", unicodedata.normalize("NFKC", text[:200])).upper().replace("*", "").replace("Х", "X")
    if _OLD.fullmatch(number):
        return _upgraded(number)
    if len(number) != 18:
        raise Bad("identity_number.length", value=excerpt(raw, 6), length=len(number))
    if not _SHAPE.fullmatch(number):
        raise Bad("identity_number.characters", value=excerpt(raw, 6))
    return number


def _upgraded(old: str) -> str:
    """The sequence numbers 996 to 999 were for people born before 1900."""
    century = "18" if old[12:] >= "996" and old[6:8] >= "50" else "19"
    number = old[:6] + century + old[6:]
    return number + _check(number)


def _check(number: str) -> str:
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)) % 11]


@cache
def _districts() -> frozenset[str]:
    """The first two and the first four digits of every code there is or was."""
    codes = [*load().full, *load().former]
    return frozenset(code[:4] for code in codes) | frozenset(code[:2] for code in codes)


def birthday(number: str) -> dt.date | None:
    """The date of birth; None where the digits are none that has been."""
    try:
        date = dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    today = dt.datetime.now(dt.UTC).date()
    return date if date.year >= _FIRST_YEAR and date <= today + dt.timedelta(days=1) else None


def sex(number: str) -> str:
    """``male`` or ``female``."""
    return "male" if int(number[16]) % 2 else "female"


def region(number: str) -> str | None:
    """The GB/T 2260 code of the district that issued the number, or of the nearest place around it that exists now."""
    if number[:2] in _ABROAD:
        return _ABROAD[number[:2]]
    if number[0] == "9":
        return current(number[1:3] + "0000")
    return current(number[:6]) or current(number[:4] + "00") or current(number[:2] + "0000")


def mask(number: str) -> str:
    """``4403**********1234``; an error quotes no more of a number either."""
    return f"{number[:4]}{'*' * 10}{number[-4:]}"
