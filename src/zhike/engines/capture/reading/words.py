"""Lists of words that the rules know (``words.json``); some are parts of patterns."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources


def of(name: str) -> tuple[str, ...]:
    """A list."""
    return tuple(_table()[name])


def either(name: str) -> str:
    """A pattern for any of a list, the earlier ones first."""
    return "|".join(_table()[name])


@cache
def _table() -> dict[str, list[str]]:
    text = (resources.files("zhike.engines.capture.reading") / "words.json").read_text("utf-8")
    found: dict[str, list[str]] = json.loads(text)
    return found
