"""Names of companies and other organizations."""

from __future__ import annotations

import re

from zhike.engines.capture.reading import words
from zhike.engines.capture.reading.spans import Page
from zhike.kernel.values import company
from zhike.kernel.values.region_names import load
from zhike.kernel.values.text import simplify

_FORM = re.compile(
    r"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[我们贵本]公司))[\u4e00-\u9fffA-Za-z0-9()（）&·]{2,60}?(?:有限责任公司|股份有限公司|集团有限公司|有限公司|(?<!有限)公司|集团(?!有限|股份|公司))"
    r"(?:\([\u4e00-\u9fff]{2,8}\))?(?:[\u4e00-\u9fff]{1,10}?(?:分公司|办事处|营业部|门店|分店|支公司|代表处))?"
)
_BEFORE = re.compile(
    r"^(?:.*(?:我们?是|这里是|这边是|来自|就职于|任职于|供职于|现任|联系|发给|寄给|开给|抬头是?|公司是|单位是|我在|他在|她在|在|是|叫|为|给|和|跟|与|对|向))(?=.{4})"
)
_WORKS = re.compile(
    r".*?(?:在|于)(?P<firm>[\u4e00-\u9fff]{4,16}?)(?:做|当|担任|上班|工作)(?P<position>[\u4e00-\u9fff]{0,8})"
)
_SPOKEN = re.compile(r"[您吗呢吧了]|我们|你们|(?<!美)的")
_OURS = frozenset(
    (
        "我",
        "我们",
        "我司",
        "贵",
        "贵司",
        "你们",
        "你",
        "本",
        "该",
        "总",
        "分",
        "子",
        "母",
        "各",
        "他们",
        "她们",
        "有限",
        "上市",
        "贸易",
        "科技",
        "咱们",
        "一家",
        "这家",
        "那家",
        "新",
        "老",
        "外贸",
    )
)
_OTHER = re.compile(rf"[\u4e00-\u9fffA-Za-z0-9()（）&·]{{2,30}}(?:{words.either('organizations')})")
_NOT_OTHER = re.compile(r".*(?:路|街|道|巷|弄|号|栋|幢|楼|层|室|村)\d*.*|.*\d+(?:号|栋|楼|室|层).*|本店|我店|网店")
_LATIN_FORM = words.either("latin_forms")
_LATIN = re.compile(
    r"(?<![\w@])[A-Z0-9][\w&'’.+-]*(?:\s+(?:[A-Z0-9&][\w&'’.+-]*|and|of|for|the|\([A-Z][\w ]*\))){0,7}?,?\s+"
    rf"(?:{_LATIN_FORM})(?![\w])"
)
_LOOSE = re.compile(rf"(?:[A-Z][\w&'’.-]*\s+){{1,5}}(?:{words.either('latin_lines')})")
_LEAST = 4


def formal(page: Page) -> None:
    """Names with a legal form, wherever they stand in a line."""
    for left, right in list(page.pieces()):
        piece = page.text[left:right]
        for match in _FORM.finditer(piece):
            start, end = match.span()
            if said := _BEFORE.match(simplify(match[0])):
                start += said.end()
            name = piece[start:end]
            if "的" in name[:-2]:
                start += name.rindex("的") + 1
                name = piece[start:end]
            stem = re.sub(r"(?:有限责任|股份有限|有限)?(?:公司|集团)$", "", simplify(name))
            if len(stem) < 2 or stem in _OURS or (stem[:1] in "我贵本该你" and len(stem) < _LEAST):
                continue
            page.add("company", left + start, left + end, 0.95 if "有限" in name or "集团" in name else 0.85)
        for match in _LATIN.finditer(piece):
            if page.free(left + match.start(), left + match.end()):
                end = match.end() + (piece[match.end() : match.end() + 1] == "." and match[0][-1] in "dcpo")
                page.add(
                    "company",
                    left + match.start(),
                    left + end,
                    0.93,
                    page.plain.value(left + match.start(), left + end),
                )


def loose(text: str) -> float:
    """How sure a whole text without a legal form is the name of an organization; 0 for not at all."""
    plain = simplify(text)
    if plain.isascii():
        return 0.7 if _LOOSE.fullmatch(plain) else 0
    if _NOT_OTHER.fullmatch(plain) or _SPOKEN.search(plain) or len(plain) < _LEAST or load().whole(plain, ""):
        return 0
    if _OTHER.fullmatch(plain):
        return 0.8
    parts = company.parse(plain)
    return 0.62 if parts.line and 2 <= len(parts.brand) <= 6 and len(plain) <= 14 else 0


def told(text: str) -> tuple[int, int, float] | None:
    """Where a name without a legal form ends a text that leads to it, 我是恒力机械, and how sure it is."""
    said = _BEFORE.match(simplify(text))
    sure = loose(text[said.end() :]) if said else 0
    return (said.end(), len(text), sure) if said and sure else None


def worked_at(text: str) -> re.Match[str] | None:
    """Where somebody works, `firm`, and as what, `position`: 在恒力机械做采购."""
    match = _WORKS.fullmatch(simplify(text))
    return match if match and loose(match["firm"]) else None
