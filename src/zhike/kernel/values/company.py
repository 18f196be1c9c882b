"""What the name of a Chinese company consists of: place, brand, line of business, legal form, branch.

After the rules for company names (企业名称登记管理规定, article 6: 行政区划 + 字号 + 行业 + 组织形式). The brand (字号)
tells companies apart; the place is often left out, and the form is written in many ways.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from zhike.kernel.values.region_names import Names, Place, load, prefix, rank
from zhike.kernel.values.text import simplify, thinned

_FORM = re.compile(
    r"(?:控股|实业|企业)?(?:集团)?(?:股份)?(?:有限)?(?:责任)?(?:集团)?(?:总)?公司$|集团$"
    r"|(?:合伙企业)?\(?(?:有限合伙|普通合伙|特殊普通合伙|个体工商户|个人独资)\)?$|合伙企业$|个人独资企业$"
    r"|(?:农民)?专业合作社(?:联合社)?$|合作社$"
)
_BRANCH = re.compile(
    r"(?P<head>.+(?:公司|集团|控股|银行|事务所|大学|医院|设计院))(?P<branch>.{1,20}?(?:分公司|分店|分行|支行|分部|办事处|营业部|营业厅|分厂|分院|分校|项目部|代表处|门店|店|厂|站))$"
)
_AREA = re.compile(
    r"(?:经济技术|高新技术|高新|保税|工业|经济)?(?:开发区|保税区|新区|园区)(?=.{3})"
    r"|[\u4e00-\u9fff]{2,3}?(?:镇|乡|街道|苏木|村)(?=[\u4e00-\u9fff]{3})"
)
_COUNTY = 2  # `rank` of a county
_LEAST, _LONGEST = 2, 8  # characters of what is left of a name; of a word of business
_WESTERN = re.compile(
    r"[\s,.]*\b(?:co|company|corp|corporation|inc|incorporated|ltd|limited|llc|llp|lp|plc|gmbh|ag|kg|sa|sarl|srl|spa|bv|nv"
    r"|oy|ab|as|aps|pty|pte|sdn|bhd|kk|group|holdings?|mbh|se|ug|ohg|s\.a|s\.l|l\.l\.c|b\.v|n\.v)\b[\s,.&)]*$",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_NOISE = re.compile(r"[^\w&+]+")
_ASIDE = re.compile(r"\(([^()]*)\)")


class Company(NamedTuple):
    """The parts of a name as they are written; "" for what it does not say."""

    region: str  # GB/T 2260 code
    brand: str
    line: str  # of business
    form: str
    branch: str
    place: str  # as the name begins with it

    @property
    def whole(self) -> str:
        """The name with its place: what looks like a place may be the beginning of the brand."""
        return self.place + self.core

    @property
    def core(self) -> str:
        """Brand and line of business: the name without what is often left out."""
        return self.brand + self.line


@lru_cache(maxsize=50_000)
def parse(name: str) -> Company:
    """The parts of a company's name; of a name in Latin letters all but the form is the brand."""
    text = " ".join(unicodedata.normalize("NFKC", thinned(name)).split())
    if not _HAN.search(text):
        return _western(text)
    branch = ""
    if found := _BRANCH.fullmatch(text):
        text, branch = found["head"], found["branch"]
    text, region = _without_asides(text)
    text = _NOISE.sub("", text)
    form = ""
    if (match := _FORM.search(text)) and match.start() >= 2:
        form, text = match[0], text[: match.start()]
    placed = text
    text, first = _without_place_before(text)
    place = placed.removesuffix(text)
    text, last = _without_place_behind(text)
    brand, line = _split(text)
    brand, inner = _without_place_behind(brand)
    return Company(first or last or inner or region, brand, line, form, branch, place)


def _western(text: str) -> Company:
    form = ""
    while (match := _WESTERN.search(text)) and match.start() > 0:
        form, text = text[match.start() :] + form, text[: match.start()]
    return Company("", " ".join(_NOISE.sub(" ", text).split()), "", " ".join(_NOISE.sub(" ", form).split()), "", "")


def _without_asides(text: str) -> tuple[str, str]:
    """The text without its brackets, and the place that one of them named: 华为(深圳)."""
    region = ""
    for match in _ASIDE.finditer(text):
        region = region or _place(match[1])
    return _ASIDE.sub("", text), region


def _without_place_before(text: str) -> tuple[str, str]:
    """The text without the places it begins with, and the code of the last of them."""
    places, plain = load(), simplify(text)
    at, code = (2 if plain.startswith("中国") else 0), ""
    while place := _begins(places, plain, at, code):
        at, code = at + len(place.name), place.code
        if plain[at : at + 1] in ("省", "市") and len(text) - at > _LEAST:
            at += 1
    if code and (area := _AREA.match(plain, at)):
        at = area.end()
    return text[at:], code


def _begins(places: Names, plain: str, at: int, outer: str) -> Place | None:
    """The place named here, the longest that leaves a name behind it and lies in the one before."""
    for place in places.named(plain, at):
        fits = place.code.startswith(prefix(outer)) and place.code != outer if outer else True
        if fits and len(plain) - at - len(place.name) >= _LEAST:
            return place
    return None


def _without_place_behind(text: str) -> tuple[str, str]:
    """The text without a place that it ends with, and its code: 力佳管道技术上海."""
    for length in range(min(len(text) - 2, 6), 1, -1):
        if code := _place(text[-length:]):
            return text[:-length], code
    return text, ""


def _place(text: str) -> str:
    """The code of the province or city that is called so, or ""; counties have names that brands have, too."""
    codes = load().whole(simplify(text), "")
    return codes[0] if len(codes) == 1 and rank(codes[0]) < _COUNTY else ""


def _split(core: str) -> tuple[str, str]:
    """Brand and line of business: the longest end that consists of words of business."""
    if len(core) < _LEAST:
        return core, ""
    words, plain = _words(), simplify(core).lower()
    ends = [len(core)]
    for start in range(len(core) - 1, -1, -1):
        for end in ends:  # a word of one character only at the very end: 店, 厂
            if (1 < end - start <= _LONGEST or end == len(core)) and plain[start:end] in words:
                ends.append(start)
                break
    start = min(end for end in ends if end != 1)  # one character is no brand
    return core[:start], core[start:]


@cache
def _words() -> frozenset[str]:
    lines = (resources.files("zhike.kernel.values") / "data" / "company_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
