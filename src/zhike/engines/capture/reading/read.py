"""From a text to what it says. The surest rules go first, and what they take the others do not see."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from zhike.engines.capture.reading import firms, labels, numbers, persons, places, positions
from zhike.engines.capture.reading.labels import FIELD, Label
from zhike.engines.capture.reading.plain import plain
from zhike.engines.capture.reading.spans import Finding, Page, trimmed

LONGEST = 5_000  # characters: a page; nobody means more by one record
_HAN = re.compile("[\u4e00-\u9fff]")
_CUT = re.compile(r"[,;|、\t•·:\[\]]|\s[-–/@]\s|\s{2,}")
_SPREAD = re.compile("(?<![\u4e00-\u9fff])[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
_TAIL = re.compile(r"\((?:收|女士|先生|小姐|女|男|老板|微信|手机)\)?$")
_ASIDE = re.compile(r"([\u4e00-\u9fff]{2,4})\(([^()]{2,12})\)?")  # 张三（经理）
_WORD = re.compile(r"[^\s]*[\u4e00-\u9fff][^\s]*|[^\s\u4e00-\u9fff]+(?:\s+[^\s\u4e00-\u9fff]+)*")
_LONG_VALUE = 200
_SHAPED = {"mobile": "phone", "phone": "phone"}
_TYPED = frozenset(("email", "url", "credit_code", "identity_number", "fax", "wechat"))


def read(source: str, more: Mapping[str, str] | None = None) -> Page:
    """Everything found in a text of at most `LONGEST` characters. `more`: roles of further labels, folded."""
    page = Page(plain(source))
    numbers.exact(page)
    numbers.phones(page)
    numbers.wechat(page)
    for label in labels.labels(page, dict(more or {})):
        _labelled(page, label)
    firms.formal(page)
    places.addresses(page)
    places.postcodes(page)
    for left, right in list(page.pieces()):
        _words(page, left, right)
    _settle(page)
    return page


def _labelled(page: Page, label: Label) -> None:
    """Take what a label says of itself; what has a shape was found before."""
    start, end = _free_part(page, label)
    role = label.role
    if role in _SHAPED or role in _TYPED or role in ("other", "qq"):
        page.take(label.start, min(label.value, label.end) if not label.own_line else label.start)
        if role in ("other", "qq"):
            page.take(label.start, label.end)
        return
    if start >= end or end - start > _LONG_VALUE:
        return
    page.take(label.start, min(label.value, start))
    if role in ("address", "region"):
        places.said(page, start, end)
    elif role == "person":
        _person(page, start, end)
    elif role == "department":
        page.add("department", start, end, 0.93)
    elif role == "company":
        kept = re.split(r"\s*[;|\t]\s*", page.text[start:end])[0]
        page.add("company", start, start + len(kept), 0.95)
    elif role == "postcode":
        if re.fullmatch(r"[\w -]{3,10}", page.text[start:end].strip()):
            page.add("postcode", start, end, 0.95)
    elif role in ("position", "birthday", "sex") or role.startswith(FIELD):
        kept = re.split(
            r"\s*[;|\t]\s*|[,，]\s*(?=\S)" if role != "birthday" else r"\s*[;|\t,]\s*", page.text[start:end]
        )[0]
        page.add(role, start, start + len(kept), 0.95)


def _free_part(page: Page, label: Label) -> tuple[int, int]:
    """What of a label's value nothing else has taken: up to the first that is."""
    start, end = trimmed(page.text, label.value, label.end)
    at = start
    while at < end and not page.taken[at]:
        at += 1
    return trimmed(page.text, start, at)


def _person(page: Page, start: int, end: int) -> None:
    """The person after a label: their name, and what stands with it."""
    text = page.text[start:end]
    first = re.split(r"[,;|、\t(/]|\s{2,}", text)[0]
    words = first.split()
    if words and _HAN.search(words[0]) and len(words) > 1 and not all(len(word) == 1 for word in words):
        first = text[: text.index(words[0]) + len(words[0])]
    first = first.strip()
    if firms.loose(first) >= 0.8 or "公司" in first:
        page.add("company", start, start + len(first), 0.85)
        return
    found = persons.chinese(first) or persons.latin(first) or _with_position(page, start, start + len(first))
    if found:
        name, honor, _ = found
        page.add("person", start, start + text.index(name) + len(name), 0.96)
        _honor(page, honor, start + len(first))
    elif 1 < len(first) <= 30 and not re.search(r"\d", first) and not _is_role(first):
        page.add("person", start, start + len(first), 0.85)


def _is_role(text: str) -> bool:
    return positions.is_department(text) or positions.is_position(text)


def _with_position(page: Page, start: int, end: int) -> tuple[str, str, float] | None:
    """张三经理: the name, with the position noted beside it."""
    text = page.text[start:end]
    for length in positions.ends(text):
        if found := persons.chinese(text[:-length].strip()):
            page.add("position", end - length, end, min(0.85, found[2]))
            return found
    return None


def _honor(page: Page, honor: str, at: int) -> None:
    if sex := persons.sex(honor):
        page.found.append(Finding(role="sex", value=sex, confidence=0.75, start=max(at - 1, 0), end=at))


def _words(page: Page, left: int, right: int) -> None:
    """What is left of a line: names, positions, organizations."""
    starts = [left, *(cut.end() for cut in _CUT.finditer(page.text, left, right))]
    ends = [*(cut.start() for cut in _CUT.finditer(page.text, left, right)), right]
    for start, end in zip(starts, ends, strict=True):
        text = page.text[start:end]
        if spread := _SPREAD.search(text):
            _spread(page, start + spread.start(), start + spread.end())
        if not _HAN.search(text):
            _one(page, start, end)
            continue
        for word in _WORD.finditer(text):
            _one(page, start + word.start(), start + word.end())


def _spread(page: Page, start: int, end: int) -> None:
    """王 芳: a name of two characters, set as wide as one of three."""
    if found := persons.chinese(page.text[start] + page.text[end - 1]):
        page.add("person", start, end, _near(page, start, end, found[2]), page.text[start] + page.text[end - 1])
        if honor := re.match(r" *[(]?(先生|女士|小姐)", page.text[end : end + 8]):
            page.take(end, end + honor.end())
            _honor(page, honor[1], end)


def _one(page: Page, start: int, end: int) -> None:
    start, end = trimmed(page.text, start, end)
    if tail := _TAIL.search(page.text[start:end]):
        _honor(page, tail[0].strip("()"), start + tail.start())
        end = start + tail.start()
    start += page.text[start:end].startswith("的")
    if (aside := _ASIDE.fullmatch(page.text, start, end)) and persons.chinese(aside[1]):
        for part in (1, 2):
            _one(page, *aside.span(part))
        return
    text = page.text[start:end]
    if len(text) < 2 or len(text) > 80 or not page.free(start, end):
        return
    if work := firms.worked_at(text):
        page.add("company", start + work.start("firm"), start + work.end("firm"), firms.loose(work["firm"]))
        _one(page, start + work.start("position"), end)
    elif positions.is_department(text):
        page.add("department", start, end, 0.8)
    elif not persons.called(text) and (named := _with_position(page, start, end)):
        page.add("person", start, start + len(named[0]), _near(page, start, end, named[2]))
        _honor(page, named[1], end)
    elif positions.is_position(text) and not persons.called(text):
        page.add("position", start, end, 0.85)
    elif found := persons.chinese(text) or persons.latin(text):
        name, honor, sure = found
        at = start + text.index(name)
        page.add("person", at, at + len(name), _near(page, start, end, sure))
        page.take(start, end)
        _honor(page, honor, end)
    elif sure := firms.loose(text):
        page.add("company", start, end, sure)
    else:
        _inside(page, start, end)


def _inside(page: Page, start: int, end: int) -> None:
    """A name or a position within a longer word: 云帆科技张三, 我是张三, 张三经理."""
    text = page.text[start:end]
    behind = text.rfind("的") + 1
    if behind and positions.is_position(text[behind:]):
        page.add("position", start + behind, end, 0.75)
        if firm := firms.told(text[: behind - 1]):
            page.add("company", start + firm[0], start + firm[1], firm[2])
        return
    if (told := persons.told(text)) is not None:
        page.add("person", start + told[0], start + told[1], 0.82)
        return
    for length in (3, 2):
        name = persons.chinese(text[-length:])
        if name and len(text) > length + 3 and firms.loose(text[:-length]) and name[2] > 0.65:
            page.add("person", end - length, end, 0.7)
            page.add("company", start, end - length, firms.loose(text[:-length]))
            return


def _near(page: Page, start: int, end: int, sure: float) -> float:
    """Surer at the beginning of the text, alone on a line, and beside a phone or a position."""
    first, last = page.line_of(start)
    alone = trimmed(page.text, first, last) == (start, end)
    beside = any(
        0 <= one.start - end <= 4 or 0 <= start - one.end <= 4
        for one in page.of("phone", "position", "company", "email", "department", "address")
    )
    top = not page.text[:start].strip()
    return min(0.95, sure + 0.08 * alone + 0.08 * beside + 0.05 * top)


_LEAST = 0.6


def _settle(page: Page) -> None:
    """Drop what is too doubtful, and put a department before its position."""
    page.found[:] = [one for one in page.found if one.confidence >= _LEAST]
    for place in page.of("department"):
        beside = [one for one in page.of("position") if page.line_of(one.start) == page.line_of(place.start)]
        near = [one for one in beside if 0 <= one.start - place.end <= 3]
        if near:
            one = near[0]
            page.found.remove(one)
            page.found.remove(place)
            page.found.append(replace(one, start=place.start, value=_joined(place.value, one.value)))


def _joined(first: str, second: str) -> str:
    return f"{first} {second}" if first.isascii() and second.isascii() else first + second
