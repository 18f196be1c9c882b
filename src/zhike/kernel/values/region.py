"""Provinces, cities and districts of China, recognised in what people write. Normal form: the GB/T 2260 code.

`parse` reads the beginning of an address, `parse_region` a cell that names a place, `parse_cells` a place spread over
several cells. Short names are understood (广东 深圳 南山), former names and codes become what they belong to now, and a
name that several places have is settled by what stands before it, or refused. The table: ``data/regions.txt``.
"""

import re
from functools import cache, lru_cache

from zhike.kernel.values import Bad, excerpt
from zhike.kernel.values.pinyin import syllables
from zhike.kernel.values.region_names import Names, load, prefix, rank, short
from zhike.kernel.values.text import as_text, simplify

_CODE = re.compile(r"\d{6}|\d{4}|\d{2}", re.ASCII)
_GAP = re.compile(
    r"[\s,，、/\\|>·\-—_:：;；]*(?:(?:中国|中华人民共和国|市辖区|省直辖县级行政区划|自治区直辖县级行政区划)[\s,，、/|-]*)*"
)


def parse(raw: object) -> tuple[str, str]:
    """The code of the place at the beginning of an address, and the rest of the address.

    Raises ``region.unknown``, ``region.ambiguous`` (``options``), ``region.conflict`` (``first``, ``second``).
    """
    address = " ".join(as_text(raw).split())
    code, end = _read(simplify(address), load())
    if not code:
        raise Bad("region.unknown", value=excerpt(raw))
    return code, address[end:].lstrip(" ,，、;；-/|")


def may_begin(address: str) -> bool:
    """Whether it is worth `parse` to look for a place at the beginning of an address."""
    start = simplify(_GAP.sub("", address[:12], count=1)[:2])
    return load().begin(start) or start.isascii()


def parse_region(raw: object, *, within: str = "") -> str:
    """The code of a place. ``within`` is the code of a place that it is known to lie in.

    A code of 2, 4 or 6 digits is taken if it exists. Of a whole address only the place is kept.
    """
    return _parse_region(as_text(raw), within)


@lru_cache(maxsize=20_000)  # a column of places repeats a few hundred
def _parse_region(raw: str, within: str) -> str:
    places = load()
    text = "".join(raw.split()) if raw.isascii() else " ".join(raw.split())
    if _CODE.fullmatch(text):
        code = text.ljust(6, "0")
        code = places.former.get(code, code)
        if code not in places.full:
            raise Bad("region.unknown", value=excerpt(raw))
        return code
    place = simplify(text)
    if text.isascii():
        found = _spelled().get(re.sub(r"[^a-z]", "", place.lower().removesuffix("city").removesuffix("province")))
        if found is None:
            raise Bad("region.unknown", value=excerpt(raw))
        return found
    candidates = places.whole(place, within)
    if not candidates:
        code, _ = _read(place, places, within)
        if code and code != within:
            return code
        raise Bad("region.unknown", value=excerpt(raw))
    return _only(candidates, raw)


def parse_cells(*cells: object) -> tuple[str, str]:
    """`parse` of cells that belong together: 省, 市, 区, and perhaps the street. Blank ones are left out."""
    return parse(" ".join(as_text(cell) for cell in cells if cell is not None))


def _read(text: str, places: Names, outer: str = "") -> tuple[str, int]:
    """The code of the longest path of names at the beginning of a text, and where it ends."""
    code, at = outer, 0
    while rank(code or "000000") < 2:
        start = _skip(text, at)
        place = places.next(text, start, code)
        if place is None:
            if not code:
                _refuse_ambiguous(text, start, places)
            elif level(code) == "province":
                _refuse_conflict(text, start, places, code)
            break
        code, at = place.code, start + len(place.name)
    return code, at


def _skip(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _refuse_ambiguous(text: str, start: int, places: Names) -> None:
    for place in places.here(text, start):
        if place.is_full:
            _only(places.whole(place.name, ""), text)


def _refuse_conflict(text: str, start: int, places: Names, code: str) -> None:
    for place in places.here(text, start):
        if place.is_full and rank(place.code) == 1:
            raise Bad("region.conflict", value=excerpt(text), first=places.full[code], second=places.full[place.code])


def _only(candidates: list[str], raw: str) -> str:
    if len(candidates) == 1:
        return candidates[0]
    shown = [title(code) for code in candidates[:4]]
    raise Bad("region.ambiguous", value=excerpt(raw), options="、".join(shown) + ("…" if len(candidates) > 4 else ""))


def names(code: str) -> tuple[str, ...]:
    """``("广东省", "深圳市", "南山区")``; a municipality and a county under its province have no city between."""
    full = load().full
    path = dict.fromkeys((code[:2] + "0000", code[:4] + "00", code))
    return tuple(full[part] for part in path if part in full)


def title(code: str, lang: str = "zh-CN") -> str:
    """``广东省深圳市南山区``; in English ``Nanshan, Shenzhen, Guangdong``. An unknown code is shown as it is."""
    path = names(code)
    if not path:
        return code
    return "".join(path) if lang.startswith("zh") else ", ".join(reversed([_english(part) for part in path]))


def level(code: str) -> str:
    """``province``, ``city`` or ``district``; a county under its province (仙桃市) is a district."""
    return ("province", "city", "district")[rank(code)]


def within(code: str, outer: str) -> bool:
    """Whether a place is, or lies in, another."""
    return code.startswith(prefix(outer))


def current(code: str) -> str | None:
    """The code itself or what an abolished one belongs to now; None if there never was such a code."""
    places = load()
    code = places.former.get(code, code)
    return code if code in places.full else None


@cache
def tree() -> list[dict[str, object]]:
    """Every place for a form: ``{"code", "name", "children"}``, provinces first, in the order of their codes."""
    nodes: dict[str, dict[str, object]] = {}
    roots: list[dict[str, object]] = []
    for code, name in load().full.items():
        node: dict[str, object] = {"code": code, "name": name, "children": []}
        nodes[code] = node
        parent = nodes.get(code[:4] + "00") if level(code) == "district" else None
        parent = parent or (nodes[code[:2] + "0000"] if level(code) != "province" else None)
        children = parent["children"] if parent else roots
        assert isinstance(children, list)
        children.append(node)
    return roots


_ENGLISH = {
    "内蒙古自治区": "Inner Mongolia", "西藏自治区": "Tibet", "陕西省": "Shaanxi", "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macao", "哈尔滨市": "Harbin", "呼和浩特市": "Hohhot", "乌鲁木齐市": "Urumqi", "拉萨市": "Lhasa",
}  # fmt: skip


@cache
def _english(name: str) -> str:

    return _ENGLISH.get(name) or "".join(syllables(short(name))).capitalize().replace("v", "u")


@cache
def _spelled() -> dict[str, str]:
    """Provinces and cities in Latin letters, as far as only one is meant: ``shenzhen`` -> 440300."""
    found: dict[str, str] = {}
    twice = set()
    for code, name in load().full.items():
        if rank(code) < 2:
            key = re.sub(r"[^a-z]", "", _english(name).lower())
            if found.setdefault(key, code) != code and rank(found[key]) == rank(code):
                twice.add(key)
    return {key: code for key, code in found.items() if key not in twice}
