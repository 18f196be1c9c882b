"""Addresses: the place, what follows it, and the postcode."""

from __future__ import annotations

import re

from zhike.engines.capture.reading import firms, persons, words
from zhike.engines.capture.reading.spans import Page, trimmed
from zhike.kernel.values import Bad, region
from zhike.kernel.values.text import simplify

_HAN = re.compile("[\u4e00-\u9fff]")
_MARK = re.compile(r"[路街道巷弄号栋幢楼层室座园区村镇乡厦场苑庄城里组队桥站口湾岛坊庭府邸]|\d")
_STREET = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9]{1,20}(?:路|街|大道|道|巷|弄|胡同|村|镇|大厦|广场|园区|工业园|科技园|产业园|小区|花园|新村|公寓|开发区)[\u4e00-\u9fffA-Za-z0-9#\-()（）]{0,40}"
    r"?\d+(?:-\d+)*(?:号|栋|幢|楼|室|座|层|单元|弄|#|组)[\u4e00-\u9fffA-Za-z0-9#\-()（）]{0,40}"
)
_BEGINS = re.compile(r"(?:^|[ ,;|、/:]|地址在?|位于|在|寄到|送到|发到|发往|寄往|寄|到|是)(?=[\u4e00-\u9fff])")
_ENGLISH = re.compile(rf"\b(?:{words.either('streets')})\b", re.IGNORECASE)
_POSTCODE = re.compile(r"(?<![\d-])[0-8]\d{5}(?![\d-])", re.ASCII)
_COUNTRY = re.compile(rf"(?:P\.?\s?R\.?\s?)?(?:{words.either('countries')})\.?", re.IGNORECASE)
_LABEL = re.compile(r"(?:税号|(?:统一)?(?:社会)?信用代码|纳税人?识别号|电话|手机号|邮箱|微信号?|开户行|联系人)")
_NOT_YET = re.compile(r"^[\u4e00-\u9fff]{2,3}$")


def addresses(page: Page) -> None:
    """Chinese and then English addresses in what is left of each line."""
    for left, right in list(page.pieces()):
        if not _chinese(page, left, right) and not _HAN.search(page.text, left, right):
            _english(page, left, right)
    _merge_english(page)


def said(page: Page, start: int, end: int, confidence: float = 0.95) -> None:
    """What stands after the label of an address."""
    start, end = trimmed(page.text, start, end)
    if start < end:
        _placed(page, start, end, confidence)


def _placed(page: Page, start: int, end: int, confidence: float) -> None:
    """Note an address, the place that it names, and the postcode at its end."""
    codes = list(_POSTCODE.finditer(page.text, start, end))
    if codes and codes[-1].end() == end and codes[-1].start() > start and _HAN.search(page.text, start, end):
        page.add("postcode", *codes[-1].span(), 0.8)
        start, end = trimmed(page.text, start, codes[-1].start())
    text = page.plain.value(start, end)
    code, rest = _place(text)
    page.add("address" if rest or not code else "region", start, end, confidence, text if rest or not code else code)
    if code and rest:
        page.add("region", start, end, confidence - 0.02, code)


def _place(text: str) -> tuple[str, str]:
    """The code of the place that an address names, "" for none, and the rest of the address."""
    try:
        return region.parse(text)
    except Bad:
        pass
    if not _HAN.search(text):
        for piece in re.split(r"[,;]", text):
            word = re.sub(r"\d+|P\.?R\.?\s*China|China|Province|City|District", "", piece).strip(" .")
            try:
                code = region.parse_region(word) if word else ""
            except Bad:
                continue
            if code and region.level(code) == "city":
                return code, text
    return "", text


def _chinese(page: Page, left: int, right: int) -> bool:
    text = simplify(page.text[left:right])
    for begins in _BEGINS.finditer(text):
        at = begins.end()
        code, rest = _place(text[at:])
        if not code or code == "100000":
            continue
        used = len(text) - at - len(rest)
        end = at + used
        if rest:
            end = _end(text, len(text) - len(rest))
        if _fits(text, at, used, end):
            _placed(page, left + at, left + end, 0.9 if end > at + used else 0.72)
            return True
    if street := _STREET.search(text):
        start = street.start()
        if begun := _BEGINS.search(text, start, street.end()):
            start = begun.end() if begun.end() - start < 4 else start
        _placed(page, left + start, left + _end(text, street.end()), 0.75)
        return True
    return False


def _fits(text: str, at: int, used: int, end: int) -> bool:
    """Whether a place and what follows it are an address, and not the name of a company or words of a sentence."""
    named, more = text[at : at + used], text[at + used : end].strip()
    if not more:
        return at + used == len(text) or text[at + used] in " ,;|、/)" or len(named) > 5
    if _NOT_YET.fullmatch(named) and not re.search(r"\d|路|街|区|镇", more):
        return False
    return bool(_MARK.search(more)) and not more.startswith(("的", "人的", "人员", "话"))


def _end(text: str, at: int) -> int:
    """Where an address ends: before a part that can be none of it, such as a name or a company."""
    end = at
    for word in re.finditer(r"[ ,;|、/]*([^ ,;|、/]+)", text[at:]):
        part = word[1]
        apart = word.start(1) > 0 or (at and text[at - 1] in " ,;|/")
        if apart and (_is_other(part) or not (_MARK.search(part) or _goes_on(text, at + word.end()))):
            break
        if "。" in part or "!" in part:
            return at + word.start(1) + min(i for i in (part.find("。"), part.find("!")) if i >= 0)
        end = at + word.end()
    return end


def _is_other(part: str) -> bool:
    """Whether a part of a line is something else than a part of an address."""
    return (
        _LABEL.match(part) is not None
        or "公司" in part
        or firms.loose(part) >= 0.8
        or persons.chinese(part.removesuffix("收")) is not None
    )


def _goes_on(text: str, at: int) -> bool:
    """Whether the next part of a line is one of an address: 新世界中心 B 座."""
    following = re.match(r"[ ,;|、/]*([^,;|、/]{1,8})", text[at:])
    return following is not None and _MARK.search(following[1]) is not None


def _english(page: Page, left: int, right: int) -> None:
    text = page.text[left:right]
    if not _ENGLISH.search(text) or len(text.split()) < 3:
        return
    if (
        re.search(r"\d", text) and (text.count(",") or re.match(r"\d|No|Room|Rm|Unit|Suite|Floor|P", text))
    ) or text.count(",") > 1:
        _placed(page, left, right, 0.75)


def _merge_english(page: Page) -> None:
    """An address may go on in the next line: the town, the country."""
    for one in [one for one in page.of("address") if not _HAN.search(one.value)]:
        line_end = page.line_of(one.end - 1)[1]
        if line_end + 1 >= len(page.text) or page.text[one.end : line_end].strip(" ,"):
            continue
        first, last = page.line_of(line_end + 1)
        below = page.text[first:last].strip(" ,.")
        town = re.search(r"\b\d{5,6}\b|,", below)
        if not below or not page.free(first, last) or len(below) > 60 or ":" in below:
            continue
        if _COUNTRY.fullmatch(below) or (
            town and not re.search(r"[@\u4e00-\u9fff]", below) and len(below.split()) <= 7
        ):
            page.found.remove(one)
            page.found[:] = [other for other in page.found if (other.role, other.start) != ("region", one.start)]
            whole = " ".join((one.value.rstrip(" ,") + ",", below))
            page.add("address", one.start, last, one.confidence, whole)
            if (code := _place(whole)[0]) and _place(whole)[1]:
                page.add("region", one.start, last, one.confidence - 0.05, code)


def postcodes(page: Page) -> None:
    """Six digits by themselves near an address."""
    for left, right in list(page.pieces()):
        if (code := _POSTCODE.fullmatch(page.text, left, right)) and page.of("address"):
            page.add("postcode", *code.span(), 0.7)
