"""Tags: several short words in one cell."""

import re
from collections.abc import Iterable

from zhike.kernel.values import Bad, text

_MARKS = re.compile(r"[、,，;；|｜/／\n\r\t]+")
_HAN = "\u3400-\u9fff"
_GAPS = re.compile(rf"\s{{2,}}|\s+(?=#)|(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")


def parse(raw: object, *, most: int = 100, max_length: int = 60) -> list[str]:
    """The tags in their order, each once (by `text.fold`).

    A list is taken as it is. Text is split at ``、 , ; | /`` and line ends. Without any of these a blank splits where a
    Chinese character stands beside it, and so do two blanks: ``美妆 母婴`` is two tags, ``big client`` one.
    A leading # is dropped. Raises ``tags.too_many`` (``max``), ``tags.not_tags`` and what `text.parse` raises.
    """
    found: dict[str, str] = {}
    for piece in split(raw):
        tag = text.parse(piece, max_length=max_length)
        found.setdefault(text.fold(tag), tag)
    if len(found) > most:
        raise Bad("tags.too_many", count=len(found), max=most)
    return list(found.values())


def split(raw: object) -> list[object]:
    """The pieces of a cell or a list, without blank ones."""
    if isinstance(raw, str):
        if raw.isalnum():
            return [raw]
        pieces = (_MARKS if _MARKS.search(raw.strip()) else _GAPS).split(raw)
        return [piece for part in pieces if not text.is_blank(piece := part.strip().lstrip("#＃"))]
    if isinstance(raw, Iterable) and not isinstance(raw, bytes | dict):
        return [piece for piece in raw if not text.is_blank(piece)]
    if isinstance(raw, bytes | dict):
        raise Bad("tags.not_tags", type=type(raw).__name__)
    return [text.as_text(raw)]
