"""Web addresses (RFC 3986). Only http and https: a link in a CRM is clicked, and ``javascript:`` is no address."""

import re
import unicodedata
from urllib.parse import SplitResult, urlsplit

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.text import as_text

MAX_LENGTH = 2000
_ORDINARY = re.compile(r"https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,24}(?:/[A-Za-z0-9_.~/%?&=+-]*)?")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?!\d)")
_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_][\w-]{0,61}[^\W_]|xn--[a-z0-9-]{1,59})\.?")
_NUMBERS = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}", re.ASCII)
_SIX = re.compile(r"[0-9a-f:.]{2,45}", re.ASCII)
_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\u2000-\u200f\u2028-\u202f\u2060-\u206f\u3000\ufeff\ud800-\udfff<>\"\\^`{|}]"
)


def parse(raw: object) -> str:
    """The address with its scheme (https where none is given), scheme and host in lower case, no lone slash at the end.

    Raises ``url.not_a_url``, ``url.scheme`` (``scheme``), ``url.host``, ``url.password``, ``url.too_long`` (``max``).
    """
    text = raw if isinstance(raw, str) else as_text(raw)
    if len(text) > MAX_LENGTH:
        raise Bad("url.too_long", value=excerpt(text), max=MAX_LENGTH)
    if _ORDINARY.fullmatch(text):
        return text.rstrip("/") if text.count("/") == 3 else text
    text = unicodedata.normalize("NFC", text.strip(" \t\r\n\u3000\u200b\ufeff"))
    head, slash, tail = _halves(text)
    text = unicodedata.normalize("NFKC", head) + slash + tail
    if _FORBIDDEN.search(text):
        raise Bad("url.not_a_url", value=excerpt(raw))
    scheme = _SCHEME.match(text)
    if scheme is None:
        text = "https://" + text.removeprefix("//")
    elif scheme[1].lower() not in ("http", "https"):
        raise Bad("url.scheme", value=excerpt(raw), scheme=scheme[1].lower())
    elif not text.startswith("//", scheme.end()):
        raise Bad("url.not_a_url", value=excerpt(raw))
    return _written(text, raw)


def _halves(text: str) -> tuple[str, str, str]:
    """Scheme and host, where full-width characters can only be a slip, and the path, where they may be meant."""
    match = re.match(r"((?:[^:：/／]*[:：][/／]{2})?[^/／?？#＃]*)([/／?？#＃]?)(.*)", text, re.DOTALL)
    assert match is not None
    return match[1], unicodedata.normalize("NFKC", match[2]), match[3]


def _written(text: str, raw: object) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Bad("url.not_a_url", value=excerpt(raw)) from None
    if "@" in parts.netloc:
        raise Bad("url.password", value="…")
    host = (parts.hostname or "").lower()
    if not (
        _HOST.fullmatch(host)
        or _NUMBERS.fullmatch(host)
        or host == "localhost"
        or (":" in host and _SIX.fullmatch(host))
    ):
        raise Bad("url.host", value=excerpt(raw))
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != {"http": 80, "https": 443}[parts.scheme]:
        netloc += f":{port}"
    path = "" if parts.path == "/" and not parts.query and not parts.fragment else parts.path
    url = SplitResult(parts.scheme, netloc, path, parts.query, parts.fragment).geturl()
    if len(url) > MAX_LENGTH:
        raise Bad("url.too_long", value=excerpt(url), max=MAX_LENGTH)
    return url
