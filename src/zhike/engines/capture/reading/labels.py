"""What a text says of itself: 姓名：张三, Tel: ..., 地址 ... ; also a label on one line and its value on the next."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from zhike.engines.capture.reading.spans import Page, trimmed
from zhike.kernel.values.text import simplify

_HAN = re.compile("[\u4e00-\u9fff]")
_REMARK = r"(?:\s*[(\[](?:必填|选填|required|optional|微信同号|同微信)[)\]])?"
_APART = r"[\"']?(?:\s*\]\s*:?|\s*(?:[:=|\t]|是(?=\d)|\s-\s))[ \t:]*"
FIELD = "field:"  # a label of the object's own: the rest of the role is the field


@dataclass(frozen=True, kw_only=True)
class Label:
    """A label in a text, and where what it is said of begins and ends."""

    role: str
    start: int
    value: int
    end: int
    own_line: bool = False


@cache
def table() -> dict[str, str]:
    """Role by folded label, of all languages."""
    text = (resources.files("zhike.engines.capture.reading") / "labels.json").read_text("utf-8")
    return {word: role for role, words in json.loads(text).items() for word in words}


def folded(label: str) -> str:
    """The form under which labels are compared."""
    return " ".join(simplify(label).lower().split())


def labels(page: Page, more: dict[str, str]) -> list[Label]:
    """The labels of a text, in their order. `more`: role by folded label, beyond the common ones."""
    known = {**table(), **more}
    pattern = _pattern(tuple(known))
    plain = simplify(page.text).lower()
    found: list[Label] = []
    lines = list(page.lines())
    for number, (first, last) in enumerate(lines):
        heads = list(_heads(plain, first, last, pattern, known))
        for at, head in enumerate(heads):
            after = heads[at + 1] if at + 1 < len(heads) else None
            end = after.start if after else last
            if not page.text[head.value : end].strip(" \t:|]") and after is None and number + 1 < len(lines):
                below = lines[number + 1]
                if not any(_heads(plain, *below, pattern, known)):
                    found.append(Label(role=head.role, start=head.start, value=below[0], end=below[1], own_line=True))
                    continue
            found.append(Label(role=head.role, start=head.start, value=head.value, end=end))
    return found


def _heads(plain: str, first: int, last: int, pattern: re.Pattern[str], known: dict[str, str]) -> Iterator[Label]:
    for match in pattern.finditer(plain, first, last):
        word = folded(re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", match["word"]))
        role = known.get(word)
        at = match.start("word")
        if role is None or (match["apart"] is None and not _stands(plain, at, match.end(), first, last, word, role)):
            continue
        yield Label(role=role, start=at, value=match.end(), end=last)


def _stands(plain: str, at: int, end: int, first: int, last: int, word: str, role: str) -> bool:
    """Whether a word without a colon is a label: alone on its line, or before a gap, if it cannot be anything else."""
    left, right = trimmed(plain, first, last)
    if at == left and end >= right:
        return len(word) > 1
    loose = role in _LOOSE and len(word) > 1 and _HAN.match(word) is not None
    return loose and plain[end : end + 1] in (" ", "\t") and (at == left or plain[at - 1] in " \t,;|/")


_LOOSE = {"mobile", "phone", "fax", "qq", "wechat", "person", "address", "postcode", "credit_code", "birthday",
          "company", "identity_number", "email", "position", "region", "sex"}  # fmt: skip


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any label that does not begin within a word."""
    ways = "|".join(_way(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z0-9@._\u4e00-\u9fff-])(?P<word>{ways}){_REMARK}(?:(?P<apart>{_APART})|(?=\s|$))", re.IGNORECASE
    )


def _way(word: str) -> str:
    if _HAN.match(word) and _HAN.fullmatch(word[-1:]):
        return r"\s*".join(map(re.escape, word)) if len(word) <= 4 else re.escape(word)
    return re.escape(word).replace(r"\ ", r"[ .]+") + r"\.?"


def before(text: str, at: int, words: Iterable[str] | None = None) -> str:
    """The role of the label that stands right before a place of its line: 电话 before a number; "" for none."""
    start = text.rfind("\n", 0, at) + 1
    left = folded(text[max(start, at - 24) : at].rstrip(" \t:：.(-#/=是为|["))
    best = ""
    for word in table() if words is None else words:
        if len(word) > len(best) and left.endswith(word):
            inside = len(left) > len(word) and left[-len(word) - 1].isascii() and left[-len(word) - 1].isalnum()
            if not (word.isascii() and inside):
                best = word
    return table().get(best, "")
