"""What follows from a record's values: the pinyin key of its title, and its search tokens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhike.kernel.search import tokens
from zhike.kernel.secrets import blind
from zhike.kernel.secrets.vault import Vault
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import pinyin
from zhike.kernel.values.text import fold


def title_sort(spec: ObjectSpec, values: Mapping[str, Any]) -> str:
    """The key that sorts titles as a Chinese reader expects."""
    title = values.get(spec.title)
    return sort_key(str(title)) if title else ""


def sort_key(title: str) -> str:
    """The key of one title; a short one is read as a person's name, so that 单 sorts as a surname."""
    return pinyin.sort_key(fold(title[:100]), person=len(title) <= tokens.LONGEST_NAME)[:200]


def token_set(spec: ObjectSpec, values: Mapping[str, Any], vault: Vault) -> set[str]:
    """The search tokens of a record; those of sealed values are keyed words."""
    found: set[str] = set()
    for field in spec.with_tokens:
        value = values.get(field.name)
        if value is not None:
            found |= of_value(spec, field, value, vault)
    return found


def of_value(spec: ObjectSpec, field: FieldSpec, value: str, vault: Vault) -> set[str]:
    """The search tokens of one value."""
    tag = spec.search_tag(field)
    found = blind.words(vault, field.kind, value) if field.secret else tokens.OF[field.kind.searched_as](value)
    return {tag + one for one in found} if tag else found
