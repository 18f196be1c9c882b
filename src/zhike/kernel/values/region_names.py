"""The table of places behind `region`, with the names by which they are found."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from zhike.kernel.values.text import simplify

# The 55 minorities, whose names stand in the names of autonomous places.
_PEOPLES = """
蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜
土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙
鄂伦春 赫哲 门巴 珞巴 基诺
"""
_PEOPLE = "|".join(sorted(_PEOPLES.split(), key=len, reverse=True))
_AUTONOMY = re.compile(rf"(?:(?:{_PEOPLE})族)*(?:蒙古|哈萨克|柯尔克孜|维吾尔|各族)?(?=自治)")
_KIND = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|新区|特区|林区|地区|[省市区县旗盟州])$")
_ALIASES = {"巴州": "652800", "克州": "653000", "博州": "652700", "昌州": "652300", "锡盟": "152500"}

# What follows a short name that is only part of another name: 南京路, 北京东路, 朝阳门, 朝阳区, 长安大街.
_GOES_ON = re.compile(
    r"[省市区县旗州盟]|[东西南北中一二三四五六七八九十]{0,2}大?(?:[路街道巷弄里村镇乡门桥]"
    r"|胡同|广场|大厦|花园|小区|公寓|饭店|酒店|商会|会馆|大学|学院|银行)"
)


class Place(NamedTuple):
    name: str
    code: str
    is_full: bool


class Names:
    """Places by code, by name, and by the first two characters of a name."""

    def __init__(self, lines: list[str]) -> None:
        self.full: dict[str, str] = {}
        self.former: dict[str, str] = {}
        self._called: dict[str, list[str]] = defaultdict(list)
        self._by_two: dict[str, list[Place]] = defaultdict(list)
        old = []
        for line in lines:
            code, name, *now = line.split(" ")
            if now:
                self.former[code] = now[0]
                old.append((name, now[0]))
            else:
                self.full[code] = name
        for code, name in self.full.items():
            self._add(name, code, is_full=True)
        for name, code in old:
            self._add(name, code, is_full=True)
        for code, name in self.full.items():
            for short in shorts(name):
                self._add(short, code, is_full=False)
        for short, code in _ALIASES.items():
            self._add(short, code, is_full=False)
        for places in self._by_two.values():
            places.sort(key=lambda place: (-len(place.name), rank(place.code)))

    def _add(self, name: str, code: str, *, is_full: bool) -> None:
        name = simplify(name)  # as the texts are that are looked up: 乾县 is 干县 here
        if code not in self._called[name]:
            self._called[name].append(code)
            self._by_two[name[:2]].append(Place(name, code, is_full))

    def begin(self, text: str) -> bool:
        """Whether some name may stand at the beginning of a text."""
        return text[:2] in self._by_two

    def whole(self, text: str, outer: str) -> list[str]:
        """The places within ``outer`` that a text names from beginning to end, of the highest level there is."""
        codes = [code for code in self._called.get(text, ()) if code.startswith(prefix(outer))]
        highest = min(map(rank, codes), default=0)
        return [code for code in codes if rank(code) == highest]

    def here(self, text: str, start: int) -> Iterator[Place]:
        """The names that stand at a place of a text, the longest first, of the same length the highest level first."""
        for place in self._by_two.get(text[start : start + 2], ()):
            if text.startswith(place.name, start):
                end = start + len(place.name)
                if place.is_full:
                    goes_on = text.startswith("场", end)
                else:
                    goes_on = bool(_GOES_ON.match(text, end)) and not self._goes_in(text, end, place.code)
                if not goes_on:
                    yield place

    def named(self, text: str, start: int) -> Iterator[Place]:
        """The names that stand at a place of a text, whatever comes after them; in the order of `here`."""
        for place in self._by_two.get(text[start : start + 2], ()):
            if text.startswith(place.name, start):
                yield place

    def _goes_in(self, text: str, at: int, outer: str) -> bool:
        """Whether a place within ``outer`` is named next: 江苏镇江, where 江苏镇 is not meant."""
        inner = self._by_two.get(text[at : at + 2], ())
        return any(text.startswith(place.name, at) and place.code.startswith(prefix(outer)) for place in inner)

    def next(self, text: str, start: int, outer: str) -> Place | None:
        """The place that a name within ``outer`` means; its own name once more is taken too.

        With no outer place a district counts only by its complete name, and only if no other place has it.
        """
        length = 0
        found: list[Place] = []
        for place in self.here(text, start):
            if found and len(place.name) < length:
                break
            if outer:
                fits = place.code.startswith(prefix(outer))
            elif rank(place.code) == 2 and place.code[2:4] != "90":  # 90: a county-level city under its province
                fits = place.is_full and len(self._called[place.name]) == 1
            else:
                fits = True
            if fits:
                length = len(place.name)
                found.append(place)
        found = [place for place in found if place.code != outer] or found[:1]
        if not found:
            return None
        highest = [place for place in found if rank(place.code) == rank(found[0].code)]
        return highest[0] if len(highest) == 1 else None


def rank(code: str) -> int:
    """0 province, 1 city, 2 district."""
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def prefix(code: str) -> str:
    """What the codes of everything within a place begin with."""
    return code[: 2 * rank(code) + 2]


def short(name: str) -> str:
    """深圳 for 深圳市, 黔南 for 黔南布依族苗族自治州; a single character keeps its kind: 赵县."""
    for stem in (_KIND.sub("", _AUTONOMY.sub("", name, count=1)), _KIND.sub("", name)):  # the second for 内蒙古
        if len(stem) > 1:
            return stem
    return name


def shorts(name: str) -> list[str]:
    """The shorter names of a place."""
    stem = short(name)
    found = [stem] if stem != name else []
    if name.endswith("自治州"):
        found.append(stem + "州")
    elif name.endswith(("自治县", "自治旗")):
        found.append(stem + name[-1])
    elif name.endswith("新区"):
        found.append(stem + "区")
    return found


@cache
def load() -> Names:
    """The table, read once."""
    text = (resources.files("zhike.kernel.values") / "data" / "regions.txt").read_text("utf-8")
    return Names([line for line in text.splitlines() if line and not line.startswith("#")])
