"""What is recognised by its shape: addresses of mail and web, phones, and numbers with a check digit."""

from __future__ import annotations

import re

from zhike.engines.capture.reading import labels, words
from zhike.engines.capture.reading.spans import Page, trimmed
from zhike.kernel.values import Bad, credit_code, email, identity_number, phone, url

_EMAIL = re.compile(
    r"(?<![\w.%+-])[A-Za-z0-9][\w.%+'-]{0,63}\s?@\s?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", re.ASCII
)
_URL = re.compile(
    r"(?:https?://|www\.)[A-Za-z0-9][\w.~%/?&=#+:-]*|(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,3}"
    r"(?:com\.cn|net\.cn|org\.cn|gov\.cn|edu\.cn|com|cn|net|org|io|co|ai|tech|top|shop|de|uk|hk|tw|jp|eu|example)"
    r"(?![\w.-]*[\w-])(?:/[\w.~%/?&=#+-]*)?",
    re.ASCII | re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?<![0-9A-Za-z])[0-9A-HJ-NPQRTUWXY](?:[ -]?[0-9A-HJ-NPQRTUWXY]){17}(?![0-9A-Za-z])", re.IGNORECASE
)
_IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9](?: ?\d){16} ?[\dXx](?![0-9A-Za-z])", re.ASCII)
_EXT = r"(?:[ \t]*[(,;]?[ \t]*(?:转|轉|分机号?|ext(?:ension)?\.?|x|#)[ \t]*[:.]?[ \t]*\d{1,6}\)?)?"
_MORE = r"(?:[ \t]*[/、][ \t]*\d{1,8}(?![\d-]))*"
_FREE = r"(?<![\d.+*])"
_SHAPES = (
    rf"{_FREE}(?:\(?(?:\+|00)?86\)?[ \t-]*)?1[3-9](?:[ \t.-]?\d){{9}}(?!\d){_EXT}",
    rf"{_FREE}(?:\(?(?:\+|00)?86\)?[ \t-]*)?[48]00(?:[ \t-]?\d){{7}}(?!\d){_EXT}",
    rf"{_FREE}(?:\(?(?:\+|00)86\)?[ \t-]*(?:\(0\))?)?"
    r"(?:\(0\d{2,3}\)|(?<=86)\(\d{2,3}\)|0\d{2,3}|(?<=86)\d{2,3}|(?<=86[ -])\d{2,3})"
    rf"[ \t-]*[1-9]\d{{2,3}}[ \t-]?\d{{4}}(?!\d)(?:-\d{{1,5}}(?!\d))?{_EXT}{_MORE}",
    rf"{_FREE}(?:\+86|\+86[ -]|\(\+?86\)[ ]?)[1-9]\d{{1,2}}[ -][1-9]\d{{2,3}}[ -]?\d{{4}}(?!\d){_EXT}",
    rf"{_FREE}(?:\+|00)[1-9]\d{{0,2}}(?:[ .-]?\(?\d{{1,5}}\)?){{2,6}}(?!\d){_EXT}",
)
_PHONES = re.compile("|".join(f"(?:{one})" for one in _SHAPES), re.ASCII | re.IGNORECASE)
_AMERICAN = re.compile(
    rf"{_FREE}(?:1[ .-])?(?:\(\d{{3}}\) ?|\d{{3}}[.-])\d{{3}}[ .-]\d{{4}}(?!\d){_EXT}", re.ASCII | re.IGNORECASE
)
_SAID = re.compile(rf"[+(\d][\d() \t./-]{{5,24}}\d(?!\d){_EXT}", re.ASCII | re.IGNORECASE)
_WECHAT = re.compile(r"[A-Za-z][\w-]{4,29}|1[3-9]\d{9}|[1-9]\d{5,10}", re.ASCII)
_SAME = re.compile(words.either("same_number"))
_CLOSE = 12  # characters between a number and the word that it is the one of WeChat, too
_TOLD = ("mobile", "phone")


def exact(page: Page) -> None:
    """Mail, web, credit codes and identity numbers."""
    for match in _EMAIL.finditer(page.text):
        _take(page, "email", match, email.parse, 0.98)
    for match in _URL.finditer(page.text):
        if page.free(*match.span()) and page.text[match.end() : match.end() + 1] != "@":
            _take(
                page, "url", match, url.parse, 0.95 if "/" in match[0] or match[0].lower().startswith("www") else 0.85
            )
    for match in _IDENTITY.finditer(page.text):
        _take(page, "identity_number", match, identity_number.parse, 0.97)
    for match in _CREDIT.finditer(page.text):
        _take(page, "credit_code", match, credit_code.parse, 0.97)


def _take(page: Page, role: str, match: re.Match[str], parse: object, confidence: float) -> None:
    start, end = trimmed(page.text, *match.span())
    text = page.text[start:end].rstrip(".")
    text = text.replace(" ", "") if role != "url" else text
    try:
        value = parse(text) if callable(parse) else ""
    except Bad:
        return
    if page.free(start, end):
        page.add(role, start, end, confidence, value)


def phones(page: Page) -> None:
    """Phones; what a label calls something else (an order, an account) is none, and a fax is not called."""
    for match in _PHONES.finditer(page.text):
        _number(page, match, "CN", 0.93)
    for match in _AMERICAN.finditer(page.text):
        _number(page, match, "US", 0.7)
    for match in _SAID.finditer(page.text):
        if labels.before(page.text, match.start()) in (*_TOLD, "fax"):
            _number(page, match, "CN", 0.8)
            _number(page, match, "US", 0.6)


def _number(page: Page, match: re.Match[str], region: str, confidence: float) -> None:
    start, end = trimmed(page.text, *match.span())
    end = match.end() if page.text[match.end() - 1 : match.end()].isdigit() else end
    if start >= end or not page.free(start, end):
        return
    role = labels.before(page.text, start)
    if role in ("other", "qq", "credit_code", "identity_number", "postcode"):
        page.take(start, end)
        return
    values = _parsed(page.text[start:end], region)
    if not values:
        return
    for value in values:
        sure = min(0.99, confidence + (0.05 if role in _TOLD else 0))
        page.add("fax" if role == "fax" else "phone", start, end, sure, value)
    if role == "wechat":
        page.add("wechat", start, end, 0.9, values[0].removeprefix("+86"))


def _parsed(text: str, region: str) -> list[str]:
    found = []
    try:
        return [phone.parse(text, region=region)]
    except Bad as bad:
        if bad.code != "phone.several":
            return []
    for one in phone.split(text):
        try:
            found.append(phone.parse(one, region=region))
        except Bad:
            continue
    return found


def wechat(page: Page) -> None:
    """A name at WeChat after its label, and a phone that is said to be the same."""
    for at in re.finditer(
        r"(?:微信号?|薇信|威信|v信|加v|vx|wx|wechat|weixin)(?: ?id)?(?:号码?)?\s*"
        r"(?:(?:更换|变更|换|改)[成为到了])?\s*[:=是]?\s*",
        page.text,
        re.IGNORECASE,
    ):
        if (name := _WECHAT.match(page.text, at.end())) and page.free(*name.span()):
            page.add("wechat", *name.span(), 0.93, name[0])
    for same in _SAME.finditer(page.text.lower()):
        near = [one for one in page.of("phone") if 0 <= same.start() - one.end <= _CLOSE]
        near = near or [one for one in page.of("phone") if one.value.startswith("+861") and len(one.value) == 14]
        if near and not page.of("wechat"):
            one = near[-1]
            page.add("wechat", one.start, one.end, 0.85, one.value.removeprefix("+86").partition(";")[0])
            page.take(*same.span())
