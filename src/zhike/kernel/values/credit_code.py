"""统一社会信用代码, the code of a Chinese organisation, after GB 32100-2015.

18 characters: registering authority, kind, district (6), organisation code (9), check character. Letters I O S V Z are
not used. The check is to base 31 with weights that are powers of 3, so that no single wrong character passes.
"""

import re
import unicodedata

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import as_text

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUE = {char: value for value, char in enumerate(_ALPHABET)}
_WEIGHTS = [pow(3, n, 31) for n in range(17)]
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}\d{{6}}[{_ALPHABET}]{{10}}", re.ASCII)
_BETWEEN = re.compile(r"[\s\-·.]+")
_NOT_USED = re.compile(r"[IOSVZ]")


def parse(raw: object) -> str:
    """The code in capitals.

    Raises ``credit_code.length`` (``length``), ``credit_code.letters`` (``letter``), ``credit_code.check``.
    """
    code = raw if isinstance(raw, str) else as_text(raw)
    if not _SHAPE.fullmatch(code):
        code = _BETWEEN.sub("", unicodedata.normalize("NFKC", code[:200])).upper()
        if len(code) != 18:
            raise Bad("credit_code.length", value=excerpt(raw), length=len(code))
        if not _SHAPE.fullmatch(code):
            found = _NOT_USED.search(code)
            raise Bad("credit_code.letters", value=excerpt(raw), letter=found[0] if found else _odd(code))
    values = [_VALUE[char] for char in code]
    if (31 - sum(map(int.__mul__, values, _WEIGHTS))) % 31 != values[17]:
        raise Bad("credit_code.check", value=excerpt(raw))
    return code


def _odd(code: str) -> str:
    return next((char for n, char in enumerate(code) if char not in _VALUE or (2 <= n < 8 and not char.isdigit())), "?")


def district(code: str) -> str:
    """The GB/T 2260 code of where the organisation is registered, as it was then."""
    return code[2:8]


def mask(code: str) -> str:
    """``9144**********123X``."""
    return f"{code[:4]}{'*' * 10}{code[-4:]}"
