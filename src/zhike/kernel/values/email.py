"""E-mail addresses (RFC 5321, 5322, 6531), without asking the DNS.

Normal form: the local part as written, the domain in lower case and, where it is international, in Unicode. Ordinary
addresses are recognised by shape; the rest is left to email-validator.
"""

import re
import unicodedata

import email_validator

from zhike.kernel.values import Bad, excerpt

MAX_LOCAL, MAX_LENGTH, MAX_LABEL = 64, 254, 63  # RFC 5321, 4.5.3.1; RFC 1035, 2.3.4
_ATOM = r"[A-Za-z0-9_+&'=/-]+"
_LABEL = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ORDINARY = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@((?:{_LABEL}\.)+[a-z]{{2,63}})")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NAMED = re.compile(r"[^<>@]*<\s*([^<>\s]+)\s*>")
_SPECIAL = re.compile(rf"(?:^|\.)(?:{'|'.join(map(re.escape, email_validator.SPECIAL_USE_DOMAIN_NAMES))})$")
_SPECIAL_ENDS = tuple({name.rpartition(".")[2] for name in email_validator.SPECIAL_USE_DOMAIN_NAMES})


def parse(raw: object) -> str:
    """The address. ``mailto:``, a name before ``<address>``, full-width letters and ＠ are put right.

    Raises ``email.not_an_email``, ``email.no_at``, ``email.no_domain``, ``email.bad_domain``, ``email.too_long``,
    ``email.several``.
    """
    if not isinstance(raw, str):
        raise Bad("email.not_an_email", value=excerpt(raw))
    if (plain := _ORDINARY.fullmatch(raw)) and _is_short(plain):
        return raw
    if len(raw) > 1000:
        raise Bad("email.too_long", value=excerpt(raw), max=MAX_LENGTH)
    text = _tidy(raw)
    local, at, domain = text.rpartition("@")
    lowered = f"{local}@{domain.lower()}"
    if (plain := _ORDINARY.fullmatch(lowered)) and _is_short(plain):
        return lowered
    if not at:
        raise Bad("email.no_at", value=excerpt(raw))
    if not domain:
        raise Bad("email.no_domain", value=excerpt(raw))
    if re.search(r"@[^@]*[;,、/\s][^@]*@", text):
        raise Bad("email.several", value=excerpt(raw))
    return _general(text, raw)


def _is_short(match: re.Match[str]) -> bool:
    return match.end(1) <= MAX_LOCAL and len(match[2]) <= MAX_LABEL and not _is_special(match[2])


def _is_special(domain: str) -> bool:
    return domain.endswith(_SPECIAL_ENDS) and _SPECIAL.search(domain) is not None


def _tidy(raw: str) -> str:
    text = _INVISIBLE.sub("", raw).strip(" \t\xa0\u3000")  # a line break in or at an address is an error
    if not text.isascii():
        text = unicodedata.normalize("NFC", text).translate(_WIDE)
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    if named := _NAMED.fullmatch(text):
        text = named[1]
    return text.strip(" ,;、")


_WIDE = {0xFF01 + n: 0x21 + n for n in range(94)} | {ord("。"): ord("."), ord("．"): ord("."), 0x3000: ord(" ")}


def _general(text: str, raw: str) -> str:
    if text.rfind("@") > MAX_LOCAL:
        raise Bad("email.too_long", value=excerpt(raw), max=MAX_LOCAL)
    if text.startswith('"') and not text.isascii():
        raise Bad("email.not_an_email", value=excerpt(raw))
    try:
        found = email_validator.validate_email(text, check_deliverability=False, allow_quoted_local=True)
    except email_validator.EmailNotValidError as error:
        words = str(error).lower()
        if "too long" in words and len(text) > MAX_LENGTH:
            raise Bad("email.too_long", value=excerpt(raw), max=MAX_LENGTH) from None
        in_domain = "after the @" in words or "domain" in words
        raise Bad("email.bad_domain" if in_domain else "email.not_an_email", value=excerpt(raw)) from None
    if len(found.normalized) > MAX_LENGTH:
        raise Bad("email.too_long", value=excerpt(raw), max=MAX_LENGTH)
    return found.normalized


def match_key(value: str) -> str:
    """Under which two addresses are the same in practice: no provider tells Li@ from li@."""
    return value.lower()


def mask(value: str) -> str:
    """``g***@example.com``."""
    local, _, domain = value.rpartition("@")
    return f"{local[:1]}***@{domain}"
