"""Telephone numbers. Normal form: E.164, with ``;ext=12`` (RFC 3966) for an extension: ``+8675526543210;ext=801``.

The common Chinese forms are read by shape alone, which takes a microsecond; the rest goes to libphonenumber. A CRM is
more lenient than a numbering plan: any 11 digits from 13x to 19x are a mobile number and any area code with 7 or 8
digits is a line, assigned or not. Foreign numbers only have to have a length possible in their country. What can be no
number at all (a digit missing, two numbers in one cell) is refused.
"""

import re
import unicodedata

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import as_text

_MOBILE = re.compile(r"(?:(?:\+|00)?86[- ]?|0)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})", re.ASCII)
_AREA = r"(?:10|2\d|[3-9]\d\d)"
_HOME = r"(?:\(?(?:\+|00)?86\)?[-\s]*(?:\(0\)\s*)?)"
_EXT = r"(?:[\s(]*(?:;ext=|转|分机号?|ext(?:ensio)?n?\.?|x|#|,|-|\()+[:\s]*(?P<ext>\d{1,7})\)?)?"
_LOCAL = r"(?P<local>[1-9]\d{3}[-\s]?\d{4}|[2-9]\d\d[-\s]?\d{4})"
_LINE = re.compile(rf"(?:{_HOME}|(?=\(?0))\(?0?(?P<area>{_AREA})[)\s-]*{_LOCAL}{_EXT}", re.ASCII)
_SERVICE = re.compile(rf"{_HOME}?(?P<local>[48]00(?:[-\s]?\d){{7}}){_EXT}", re.ASCII)
_MOBILE_EXT = re.compile(rf"(?:{_HOME}|0)?(?P<local>1[3-9]\d(?:[-\s.]?\d){{8}}){_EXT}", re.ASCII)
_PLAIN_LINE = re.compile(rf"0({_AREA})-?([2-9]\d{{6,7}}|[1-9]\d{{7}})", re.ASCII)
_NORMAL = re.compile(r"\+86(\d{9,12})(?:;ext=\d{1,7})?", re.ASCII)
_DASHES = str.maketrans("‐‑‒–—―−ー~·轉機", "---------.转机")
_GENERAL = re.compile(r"(?:[\d\s+()\-./,;=#]|ext(?:ensio)?n?\.?|x|转|分机号?)+", re.ASCII)
_TURN = re.compile("转|分机号?")
_LABEL = re.compile(r"^(?:tel|phone|mobile|电话|手机号?码?|固话|座机|联系电话)\s*:?\s*")
_REMARK = re.compile(r"\s*\(?(?:微信同号|同微信|微信|手机同微信|手机|办公室?|住宅|家)\)?$")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BETWEEN = re.compile(r"[、,;|/\n\r\t]+|\s{2,}|\s*(?:或|和|及|以及|or)\s*")
_TWO_MOBILES = re.compile(r"(?<=\d{4})\s+(?=(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d))")
_AREA_FIRST = re.compile(rf"\(?0{_AREA}[)\s-]+(?=\d{{7,8}}$)", re.ASCII)


def parse(raw: object, *, region: str = "CN", area: str = "") -> str:
    """E.164 with ``;ext=``. ``region`` reads numbers without a country code; ``area`` lines without an area code.

    Raises ``phone.too_short``, ``phone.too_long``, ``phone.not_a_phone``, ``phone.several`` (``count``),
    ``phone.no_area_code``, ``phone.unknown_country``.
    """
    text = raw if isinstance(raw, str) else as_text(raw)
    if region == "CN" and (mobile := _MOBILE.fullmatch(text)):
        return "+86" + "".join(mobile.groups())
    if (normal := _NORMAL.fullmatch(text)) and _is_chinese(normal[1]):
        return text
    if region == "CN" and (line := _PLAIN_LINE.fullmatch(text)):
        return "+86" + "".join(line.groups())
    if len(text) > 200:
        raise Bad("phone.not_a_phone", value=excerpt(raw))
    text = _tidy(text)
    if region == "CN":
        for shape in (_MOBILE_EXT, _SERVICE, _LINE):
            if match := shape.fullmatch(text):
                digits = (match["area"] if shape is _LINE else "") + re.sub(r"\D", "", match["local"])
                return f"+86{digits}{_ext(match['ext'])}"
    if len(pieces := split(text)) > 1:
        raise Bad("phone.several", value=excerpt(raw), count=len(pieces))
    return _general(text, raw, region, area)


def _tidy(text: str) -> str:
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).lower().translate(_DASHES)
    text = _LABEL.sub("", text.strip()).removeprefix("tel:")
    return _REMARK.sub("", text).strip(" '\"")


def _ext(digits: str | None) -> str:
    return f";ext={digits}" if digits else ""


def _is_chinese(rest: str) -> bool:
    """Whether the digits after +86 are a Chinese number by shape."""
    if len(rest) == 11 and rest[0] == "1" and rest[1] in "3456789":
        return True
    return (len(rest) == 10 and rest[:3] in ("400", "800")) or _PLAIN_LINE.fullmatch("0" + rest) is not None


def _general(text: str, raw: object, region: str, area: str) -> str:
    """By libphonenumber, after what it would misread is refused."""
    digits = re.sub(r"\D", "", text)
    about: dict[str, object] = {"value": excerpt(raw), "digits": len(digits)}
    if not digits or not _GENERAL.fullmatch(text):
        raise Bad("phone.not_a_phone", **about)
    if region == "CN" and not text.startswith(("+", "00", "(+", "(00")):
        if digits[0] == "1" and digits[1:2] in {*"3456789"} and len(digits) != 11:
            raise Bad("phone.too_short" if len(digits) < 11 else "phone.too_long", **about)
        if len(digits) in (7, 8) and digits[0] not in "019":
            if not area:
                raise Bad("phone.no_area_code", **about)
            return parse(f"0{area.lstrip('0')}-{text}")
    try:
        number = phonenumbers.parse(_TURN.sub(" ext ", text), region)
    except NumberParseException as error:
        raise Bad(_CODES.get(error.error_type, "phone.not_a_phone"), **about) from None
    found = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number):
        verdict = phonenumbers.is_possible_number_with_reason(number)
        if verdict != ValidationResult.IS_POSSIBLE:
            raise Bad(_VERDICTS.get(verdict, "phone.not_a_phone"), **about)
        if number.country_code == 86:
            raise Bad("phone.too_short" if len(found) < 13 else "phone.not_a_phone", **about)
        if phonenumbers.format_number(phonenumbers.parse(found), PhoneNumberFormat.E164) != found:
            raise Bad("phone.not_a_phone", **about)  # a trunk prefix that would be stripped again at each reading
    return found + _ext(number.extension)


_CODES = {
    NumberParseException.INVALID_COUNTRY_CODE: "phone.unknown_country",
    NumberParseException.TOO_SHORT_AFTER_IDD: "phone.too_short",
    NumberParseException.TOO_SHORT_NSN: "phone.too_short",
    NumberParseException.TOO_LONG: "phone.too_long",
}
_VERDICTS = {
    ValidationResult.TOO_SHORT: "phone.too_short",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "phone.too_short",
    ValidationResult.TOO_LONG: "phone.too_long",
    ValidationResult.INVALID_COUNTRY_CODE: "phone.unknown_country",
}


def split(raw: object) -> list[str]:
    """The numbers of a cell that may hold several, as written: ``15255229565 / 12552295650`` gives two texts.

    What is understood is filled in: in ``0755-26543210/26543211`` the area, in ``0755-26543210/11`` also the digits.
    """
    text = unicodedata.normalize("NFKC", raw if isinstance(raw, str) else as_text(raw)).strip()
    found: list[str] = []
    for piece in (piece.strip(" /-:") for part in _BETWEEN.split(text) for piece in _TWO_MOBILES.split(part)):
        if piece.startswith("ext=") and found:
            found[-1] += ";" + piece
        elif piece:
            found.append(_filled(piece, found[-1]) if found and piece.isdigit() else piece)
    return found


def _filled(piece: str, before: str) -> str:
    if len(piece) in (7, 8) and (area := _AREA_FIRST.match(before)):
        return area[0] + piece
    if len(piece) <= 3 and before[-4:].isdigit():
        return before[: -len(piece)] + piece
    return piece


def display(value: str, lang: str = "zh-CN") -> str:
    """A normal form as people write it: ``138 0013 8000``, ``0755-26543210``, ``+1 415-555-2671``; it parses back."""
    number, _, ext = value.partition(";ext=")
    rest = number[3:]
    if not number.startswith("+86"):
        shown = phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.INTERNATIONAL)
        if parse(shown) != number:
            shown = number
    elif len(rest) == 11 and rest[0] == "1":
        shown = f"{rest[:3]} {rest[3:7]} {rest[7:]}"
    elif rest[:3] in ("400", "800"):
        shown = f"{rest[:3]}-{rest[3:6]}-{rest[6:]}"
    elif len(rest) >= 9:
        code = _code(rest)
        shown = f"0{rest[:code]}-{rest[code:]}"
    else:
        shown = number
    return f"{shown} {'转' if lang.startswith('zh') else 'ext. '}{ext}" if ext else shown


def _code(rest: str) -> int:
    """Length of the area code of a Chinese line."""
    return 2 if rest[0] in "12" else 3


def mask(value: str) -> str:
    """``138****8000``, ``0755-****3210``, ``+1****2671``: enough to recognise, not enough to call."""
    number = value.partition(";ext=")[0]
    rest = number[3:]
    if not number.startswith("+86"):
        country = phonenumbers.parse(number).country_code
        return f"+{country}****{number[-4:]}" if len(number) - len(str(country)) > 7 else f"+{country}****"
    if len(rest) == 11 and rest[0] == "1":
        return f"{rest[:3]}****{rest[7:]}"
    if rest[:3] in ("400", "800") or len(rest) < 9:
        return f"{rest[:3]}****{rest[-2:]}"
    code = _code(rest)
    return f"0{rest[:code]}-****{rest[-4:]}"
