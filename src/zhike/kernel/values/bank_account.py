"""Bank accounts: the digits of a card or of a company's account, or an IBAN (ISO 13616).

Cards carry a check digit (ISO/IEC 7812, Luhn), accounts of companies in China do not, and a number does not say which
of the two it is; so only an IBAN is checked beyond its length.
"""

import re
import unicodedata

from stdnum import iban

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import as_text

SHORTEST, LONGEST = 8, 30
_BETWEEN = re.compile(r"[\s\-.]+")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", re.ASCII)


def parse(raw: object) -> str:
    """The number without spaces.

    Raises ``bank_account.characters``, ``bank_account.length`` (``length``), ``bank_account.iban``.
    """
    text = raw if isinstance(raw, str) else as_text(raw)
    number = _BETWEEN.sub("", unicodedata.normalize("NFKC", text[:200])).upper()
    if _IBAN.fullmatch(number):
        if not iban.is_valid(number):
            raise Bad("bank_account.iban", value=excerpt(raw))
        return number
    if not (number.isascii() and number.isdecimal()):
        raise Bad("bank_account.characters", value=excerpt(raw))
    if not SHORTEST <= len(number) <= LONGEST:
        raise Bad("bank_account.length", value=excerpt(raw), length=len(number), least=SHORTEST, most=LONGEST)
    return number


def mask(value: str) -> str:
    """``6222***********1234``."""
    return f"{value[:4]}{'*' * (len(value) - 8)}{value[-4:]}" if len(value) > 8 else f"****{value[-2:]}"
