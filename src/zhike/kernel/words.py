"""Users' words: one catalogue a language and app, `catalogue/<language>.json` or `catalogue/<topic>.<language>.json`.

Keys: an error's code as it is; `object.<name>`, `object.<name>.plural`, `field.<object>.<field>` (or `field.<field>`
for a name that means the same everywhere), `choice.<object>.<field>.<code>`, `op.<operator>`, `nav.<name>`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from string import Formatter

from django.apps import apps

LANGUAGES = ("zh-CN", "en")
DEFAULT = "zh-CN"
_MEETS = re.compile(r"[\u3400-\u9fff][A-Za-z0-9+-]|[A-Za-z0-9%][\u3400-\u9fff]")


@cache
def catalogue(language: str) -> dict[str, str]:
    """All words of one language, over all installed apps."""
    found: dict[str, str] = {}
    for app in apps.get_app_configs():
        if not app.name.startswith("zhike.") and not (Path(app.path) / "catalogue").is_dir():
            continue
        for file in sorted((Path(app.path) / "catalogue").glob(f"*{language}.json")):
            found.update(json.loads(file.read_text("utf-8")))
    return found


def find(key: str, language: str) -> str | None:
    """The words of a key, or None."""
    return catalogue(language).get(key)


def say(key: str, language: str = DEFAULT, /, **data: object) -> str:
    """The words of a key with its data filled in; an unknown key is shown as it is, so that it is noticed."""
    text = find(key, language)
    if text is None:
        return key
    try:
        return text.format(**data)
    except (KeyError, IndexError):
        return text


def phrase(key: str, language: str = DEFAULT, /, **data: object) -> str:
    """The same, with a space wherever what is filled in makes a Chinese character meet a Latin letter or a digit."""
    text = find(key, language)
    if text is None:
        return key
    parts: list[str] = []
    for literal, name, _, _ in Formatter().parse(text):
        parts += [literal, str(data[name]) if name else ""]
    said = ""
    for part in parts:
        said += " " + part if said and part and _MEETS.fullmatch(said[-1] + part[0]) else part
    return said


def heading(key: str, language: str) -> str:
    """The same where it stands by itself: with a capital letter."""
    said = say(key, language)
    return said[:1].upper() + said[1:]


def choose(header: str | None) -> str:
    """The best of our languages for an `Accept-Language` header."""
    for part in (header or "").split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh-CN"
        if tag.startswith("en"):
            return "en"
    return DEFAULT
