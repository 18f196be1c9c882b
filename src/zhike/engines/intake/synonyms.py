"""The words under which people's spreadsheets keep what our fields hold (``synonyms.json``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from zhike.kernel.values import text

_MARKS = re.compile(r"[\s*＊_.\-—·:：#]+|[(（\[【].*?[)）\]】]|(?:必填|选填)$")
_LONGEST = 200  # characters of a heading that are compared


@dataclass(frozen=True, kw_only=True)
class Target:
    """A field that a column may go to."""

    name: str
    kind: str
    labels: tuple[str, ...]  # in every language
    synonyms: tuple[str, ...] = ()
    required: bool = False
    options: tuple[str, ...] = ()  # codes and words of a choice
    title: bool = False  # names the record
    overflow: str | None = None  # the field that takes the second value of a cell
    spoken: Mapping[str, str] = field(default_factory=dict)  # folded words of other systems -> code; "" is none


def for_field(name: str, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The strong and the weak synonyms of a field by its name, folded; by its kind if the name is unknown."""
    found = _table()["fields"].get(name)
    if found is None:
        return (), tuple(map(folded, _table()["kinds"].get(kind, ())))
    return tuple(map(folded, found["strong"])), tuple(map(folded, found["weak"]))


def derived(target: Target, object_labels: tuple[str, ...], to_labels: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Synonyms made of an object's own words: 客户名称 for its title, 客户编号 for its code and for links to it."""
    suffixes = _table()["suffixes"]
    found: list[str] = []
    for label in object_labels:
        if target.title:
            found += [label + one for one in ("", *suffixes["title"])]
        if target.kind == "code":
            found += [label + one for one in suffixes["code"]]
    for label in to_labels:
        found += [label + one for one in ("", *suffixes["link"])]
    return tuple(found)


def spoken(name: str, options: Iterable[str], values: Iterable[str]) -> dict[str, str]:
    """How other systems write the options of a field: 1 is male. `values` are folded values of the column.

    Systems differ (0 is female, or unknown where 2 is female); the first that knows all digits of the column is taken.
    """
    table = _table()["options"].get(name, {})
    known = set(options)
    found = {text.fold(word): code for code, all_ in table.get("words", {}).items() for word in all_ if code in known}
    digits = {one for one in values if one.isdecimal()}
    for system in table.get("systems", ()):
        if digits <= system.keys():
            return found | {word: code for word, code in system.items() if not code or code in known}
    return found


def implied(name: str, heading: str) -> dict[str, str]:
    """Values of other fields that a heading of this field implies."""
    plain = folded(heading)
    for one in _table()["implied"]:
        if one["field"] == name and plain in map(folded, one["words"]):
            return dict(one["values"])
    return {}


def part(kind: str, heading: str) -> str | None:
    """The part of a value that a column holds: 市 is the city of a region."""
    return _parts().get((kind, folded(heading)))


@cache
def _parts() -> dict[tuple[str, str], str]:
    return {
        (kind, folded(word)): name
        for kind, parts in _table()["parts"].items()
        for name, words in parts.items()
        for word in words
    }


def folded(heading: str) -> str:
    """The form under which headings are compared: no width, case, script variant, brackets or punctuation."""
    return _folded(heading[:_LONGEST])


@lru_cache(maxsize=20_000)
def _folded(heading: str) -> str:
    plain = text.fold(heading)
    return _MARKS.sub("", plain) or plain


@cache
def _table() -> dict[str, Any]:
    file = resources.files("zhike.engines.intake") / "synonyms.json"
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return found
