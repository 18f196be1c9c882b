"""Whole numbers, decimals and money, as people write them and spreadsheets keep them.

Understood: full-width digits, thousands separators (comma, space, apostrophe; groups of three), a sign on either side
of a currency mark, accounting negatives ``(1,200)``, ``%`` and ``‰``, the Chinese scales 百 千 万 百万 千万 亿 万亿 and
the w and k people type for 万 and 千, and an exponent as spreadsheets export it.

Nothing is rounded in silence: more places than the field has are refused, trailing zeros aside. ``rounding=True``
rounds half away from zero instead, as a spreadsheet shows a computed cell; it is for whoever asked the person. A float
has the 15 digits a spreadsheet has, so 0.1 + 0.2 is 0.3.
"""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Context, Decimal

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import as_text

BIGINT = 2**63 - 1
MAX_DIGITS = 60  # before the point, where a field names no limit
_CONTEXT = Context(prec=200, rounding=ROUND_HALF_UP)
_UNIT = [Decimal(1).scaleb(-n) for n in range(31)]
_SIMPLE = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_COMMON = r"(-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,15})?)(万?)"
_PLAIN = re.compile(_COMMON, re.ASCII)
_PLAIN_MONEY = re.compile(f"[¥￥]?{_COMMON}元?", re.ASCII)
_SCALE = {
    "": 0, "%": -2, "‰": -3, "百": 2, "千": 3, "k": 3, "万": 4, "萬": 4, "w": 4, "十万": 5, "百万": 6, "千万": 7,
    "亿": 8, "億": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_MINUS = str.maketrans("−–—‐‑’。", "-----'.")
_NUMBER = re.compile(
    r"(?P<sign>[-+]?)(?P<whole>\d{1,3}(?:([, '])\d{3})(?:\3\d{3})*|\d+|(?=\.\d))(?:\.(?P<part>\d*))?"
    r"(?:e(?P<exp>[-+]?\d{1,3}))?\s*(?P<scale>[十百千]?[万亿萬億]亿?|[百千%‰kw]|)",
    re.ASCII,
)
_MARK = r"(?:rmb|cny|cn¥|usd|us\$|hkd|hk\$|eur|gbp|jpy|人民币|[¥$€£]|:)"
_BEFORE = re.compile(rf"([-+]?)\s*{_MARK}(?:\s*{_MARK})*\s*")
_AFTER = re.compile(r"(?:\s*(?:元整|圆整|块钱|[元圆块整¥$€]|人民币|rmb|cny|usd|hkd|eur|gbp|jpy))+\Z")


def parse_integer(raw: object, *, low: int = -BIGINT - 1, high: int = BIGINT) -> int:
    """A whole number.

    Raises ``number.not_a_number``, ``number.not_whole``, ``number.too_small``, ``number.too_large``.
    """
    if isinstance(raw, str) and raw.isascii() and raw.isdigit() and len(raw) < 19:
        number = int(raw)
    elif type(raw) is int:
        number = raw
    else:
        value = _read(raw)
        number = int(value)
        if number != value:
            raise Bad("number.not_whole", value=excerpt(raw))
    if number < low:
        raise Bad("number.too_small", value=excerpt(raw), min=low)
    if number > high:
        raise Bad("number.too_large", value=excerpt(raw), max=high)
    return number


def parse_decimal(
    raw: object,
    *,
    places: int | None = None,
    digits: int | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    rounding: bool = False,
) -> Decimal:
    """A decimal number with exactly ``places`` places; ``digits`` digits in all, as ``numeric(digits, places)``.

    Without ``places`` the number keeps its own, less trailing zeros. Raises ``number.not_a_number``,
    ``number.too_many_places``, ``number.too_many_digits``, ``number.too_small``, ``number.too_large``.
    """
    if not isinstance(raw, str):
        value = _read(raw)
    elif _SIMPLE.fullmatch(raw):
        value = Decimal(raw)
    else:
        plain = _PLAIN.fullmatch(raw)
        value = _quick(plain) if plain else _read(raw)
    return _fit(raw, value, places, digits, low, high, rounding)


def parse_money(
    raw: object,
    *,
    places: int = 2,
    digits: int | None = None,
    low: Decimal | int | None = None,
    high: Decimal | int | None = None,
    rounding: bool = False,
) -> Decimal:
    """`parse_decimal` that also takes currency marks (¥ ￥ RMB CNY 元 块, and foreign ones): the mark is not kept.

    A per cent sign is refused: it is no amount.
    """
    if not isinstance(raw, str):
        value = _read(raw)
    elif _SIMPLE.fullmatch(raw):
        value = Decimal(raw)
    else:
        plain = _PLAIN_MONEY.fullmatch(raw)
        value = _quick(plain) if plain else _read(raw, money=True)
    return _fit(raw, value, places, digits, low, high, rounding)


def _quick(plain: re.Match[str]) -> Decimal:
    figures, scale = plain.groups()
    value = Decimal(figures.replace(",", ""))
    return value.scaleb(4) if scale else value


def _fit(
    raw: object,
    value: Decimal,
    places: int | None,
    digits: int | None,
    low: Decimal | int | None,
    high: Decimal | int | None,
    rounding: bool,
) -> Decimal:
    if places is None:
        fitted = value.normalize(_CONTEXT)
        if fitted.as_tuple().exponent > 0:  # type: ignore[operator]  # finite: the exponent is a number
            fitted = fitted.quantize(_UNIT[0], None, _CONTEXT)
    else:
        fitted = value.quantize(_UNIT[places], None, _CONTEXT)
        if fitted != value and not rounding:
            raise Bad("number.too_many_places", value=excerpt(raw), places=places)
    if not fitted:
        fitted = abs(fitted)  # no minus zero
    elif fitted.adjusted() >= (most := MAX_DIGITS if digits is None else digits - (places or 0)):
        raise Bad("number.too_many_digits", value=excerpt(raw), max=most)
    if low is not None and fitted < low:
        raise Bad("number.too_small", value=excerpt(raw), min=str(low))
    if high is not None and fitted > high:
        raise Bad("number.too_large", value=excerpt(raw), max=str(high))
    return fitted


def _read(raw: object, *, money: bool = False) -> Decimal:
    if isinstance(raw, Decimal | float | int):
        if isinstance(raw, bool):
            raise Bad("number.not_a_number", value=excerpt(raw))
        return _finite(raw)
    text = raw if isinstance(raw, str) else as_text(raw)
    if len(text) > 200:
        raise Bad("number.not_a_number", value=excerpt(text))
    text = " ".join(unicodedata.normalize("NFKC", text).translate(_MINUS).lower().split()).strip("'\u200b\ufeff")
    negative = text.startswith("(") and text.endswith(")")
    if negative:
        text = text[1:-1].strip()
    sign = ""
    if money:
        text = _AFTER.sub("", text)
        if before := _BEFORE.match(text):
            sign, text = before[1], text[before.end() :]
        if not negative and text.startswith("(") and text.endswith(")"):
            negative, text = True, text[1:-1].strip()
    match = _NUMBER.fullmatch(text)
    if not match or sum((bool(sign), bool(match["sign"]), negative)) > 1 or (money and match["scale"] in ("%", "‰")):
        raise Bad("number.not_a_number", value=excerpt(raw))
    scale = _SCALE.get(match["scale"])
    if scale is None:
        raise Bad("number.not_a_number", value=excerpt(raw))
    whole = match["whole"].replace(",", "").replace(" ", "").replace("'", "")
    value = Decimal(f"{whole or 0}.{match['part'] or 0}").scaleb(scale + int(match["exp"] or 0), _CONTEXT)
    if value and abs(value.adjusted()) > MAX_DIGITS:
        raise Bad("number.too_many_digits", value=excerpt(raw), max=MAX_DIGITS)
    return -value if negative or "-" in (sign, match["sign"]) else value


def _finite(raw: Decimal | float) -> Decimal:
    try:
        value = raw if isinstance(raw, Decimal) else Decimal(raw) if isinstance(raw, int) else Decimal(f"{raw:.15g}")
    except OverflowError:
        raise Bad("number.too_many_digits", value="…", max=MAX_DIGITS) from None
    if not value.is_finite():
        raise Bad("number.not_a_number", value=excerpt(raw))
    if value and abs(value.adjusted()) > MAX_DIGITS:
        raise Bad("number.too_many_digits", value=excerpt(f"{value:e}"), max=MAX_DIGITS)
    return value
