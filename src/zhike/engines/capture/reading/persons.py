"""Names of people: Chinese ones by surname, Latin ones by their capitals."""

from __future__ import annotations

import re
from functools import cache

from zhike.engines.capture.reading import positions, words
from zhike.kernel.values import company
from zhike.kernel.values.region_names import load, rank
from zhike.kernel.values.text import simplify

_HONORS = words.either("honors")
_CHINESE = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?P<honor>{_HONORS})?")
_CALLED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{1,2})(?P<honor>总|董|工|姐|哥|先生|女士|小姐|太太|老师|经理|总监|厂长|店长|校长|院长|局长|科长|处长|部长|书记|会计|行长|队长|主任|医生|教授|律师|博士|师傅|阿姨)"
)
_TOLD = re.compile(
    r"(?:我是|我叫|本人|名叫|联系人是?|联系|找|致电|收件人?|收货人?|姓名是?|名字是?|叫做?|给|同事|对接人?|负责人|这位是|这是|通知|询问)$"
)
_OF = re.compile(
    r"收(?:件|货)?|(?:的)?(?:新|个人)?(?:电话|手机号?|号码|微信号?|邮箱|联系方式|地址|名片|资料|身份证号?|职务|职位|生日)[^\n]*"
)
_LATIN = re.compile(
    r"(?:(?P<honor>Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|Sr|Sra)\.?\s+)?(?P<name>[^\W\d_][^\W\d_'’.-]*(?:[-'’][^\W\d_]+)*"
    r"(?:,?\s+(?:[^\W\d_]\.|(?:van|von|de|der|den|da|dos|del|di|la|le|bin|al|ten|ter)|[^\W\d_][^\W\d_'’-]*(?:[-'’][^\W\d_]+)*)){1,4})"
    r"(?:,?\s+(?:Ph\.?D\.?|MBA|M\.?D\.?|Jr\.?|Sr\.?|CPA|PMP|Esq\.?|II|III))*",
)
_COUNTY = 2  # `rank` of a county: many are called as people are
_CAPITAL = r"[A-Z][\w'’-]+"
_SAID = re.compile(
    r"\b(?:[Tt]his is|I am|I'm|[Mm]y name is|[Aa]sk for|[Cc]ontact|[Cc]all|[Ss]peak (?:to|with))\s+"
    rf"(?P<name>{_CAPITAL}(?:\s[A-Z]\.)?(?:\s{_CAPITAL}){{1,2}})"
)
_SMALL = frozenset("van von de der den da dos del di la le bin al ten ter".split())  # noqa: SIM905
_MALE = frozenset(("先生", "哥", "大哥", "叔叔", "帅哥", "师傅", "mr", "herr", "sr"))
_FEMALE = frozenset(("女士", "小姐", "太太", "姐", "大姐", "阿姨", "美女", "mrs", "ms", "miss", "frau", "mme", "sra"))
_NOT_LATIN = frozenset(words.of("not_latin_names"))


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(words.of("surnames")[0]), frozenset(words.of("double_surnames"))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(words.of("not_chinese_names"))


def chinese(text: str) -> tuple[str, str, float] | None:
    """The name that a whole text is, what the person is called besides (先生, 总), and how sure it is."""
    plain = simplify(text)
    match = _CHINESE.fullmatch(plain)
    if match and (sure := _likely(match["name"])):
        return text[: match.end("name")], match["honor"] or "", sure + (0.12 if match["honor"] else 0)
    if called(text):
        return text, plain[-2:] if len(plain) > 2 else plain[-1:], 0.62
    return None


def _likely(name: str) -> float:
    single, double = _surnames()
    if (
        name in _no_names()
        or name[:2] in _no_names()
        or any(char in "的是在了我你们个您他她它这那吗呢吧" for char in name[1:])
        or name[-2:] in ("公司", "集团", "先生", "女士", "电话", "手机", "地址", "微信")
    ):
        return 0
    place = load().whole(name, "")
    if positions.is_position(name) or any(rank(code) < _COUNTY for code in place):
        return 0
    if name[:2] in double and len(name) in (3, 4):
        return 0.86
    if name[0] not in single or len(name) > 4:
        return 0
    if len(name) == 4:  # of two surnames: 张王雨桐
        return 0.62 if name[1] in single and not company.parse(name).line else 0
    if len(name) == 3:
        return 0.78 if company.parse(name).line == "" or name[0] not in "金石水田文" else 0.62
    return 0.68


def called(text: str) -> bool:
    """Whether somebody is named by surname and position: 王经理, 李总."""
    match = _CALLED.fullmatch(simplify(text))
    return match is not None and match["name"] in _surnames()[0] | _surnames()[1]


def told(text: str) -> tuple[int, int] | None:
    """Where a name stands in a sentence that says so: 我是张三, 麻烦联系李四; and at its beginning: 王五的电话."""
    if said := _SAID.search(text):
        return said.span("name")
    plain = simplify(text)
    for length in (3, 2, 4):
        name = plain[-length:]
        if len(plain) > length and _TOLD.search(plain[:-length]) and _likely(name):
            return len(plain) - length, len(plain)
    for length in (4, 3, 2):
        name = plain[:length]
        if len(plain) > length and _OF.fullmatch(plain, length) and _likely(name):
            return 0, length
    return None


def latin(text: str) -> tuple[str, str, float] | None:
    """The same for a name in Latin letters."""
    match = _LATIN.fullmatch(text.strip())
    if match is None:
        return None
    words = match["name"].replace(",", " ").split()
    if any(word.lower().strip(".") in _NOT_LATIN for word in words) or positions.is_position(match["name"]):
        return None
    if not all(word.lower() in _SMALL or word[0].isupper() for word in words) or words[0].lower() in _SMALL:
        return None
    if any("\u4e00" <= char <= "\u9fff" for char in text) or len(match["name"]) > 50:
        return None
    shouted = all(word.isupper() for word in words if len(word) > 2)
    sure = 0.6 if shouted else 0.72 if len(words) in (2, 3) else 0.6
    return match["name"], (match["honor"] or "").lower(), sure + (0.15 if match["honor"] else 0)


def sex(honor: str) -> str:
    """``male``, ``female`` or "" by how somebody is called."""
    return "male" if honor in _MALE else "female" if honor in _FEMALE else ""
