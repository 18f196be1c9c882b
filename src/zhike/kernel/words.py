"""Users' words: one catalogue a language and app, `catalogue/<language>.json` or `catalogue/<topic>.<language>.json`.

Keys: an error's code as it is; `object.<name>`, `object.<name>.plural`, `field.<object>.<field>` (or `field.<field>`
for a name that means the same everywhere), `choice.<object>.<field>.<code>`, `op.<operator>`, `nav.<name>`.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.apps import apps

LANGUAGES = ("zh-CN", "en")
DEFAULT = "zh-CN"


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
