"""Conditions of what is kept once for all people: they cannot speak of whoever asks."""

from __future__ import annotations

from typing import Any

from zhike.kernel.conditions.operators import PEOPLE
from zhike.kernel.conditions.tree import Group, Node, Not, Related, Test
from zhike.kernel.errors import Malformed


def check(node: Node | None, language: str, path: str = "") -> None:
    """See that a condition means the same whoever looks. Errors: Malformed with the place."""
    if isinstance(node, Group):
        for at, part in enumerate(node.parts):
            check(part, language, f"{path}{'all' if node.every else 'any'}.{at}.")
    elif isinstance(node, Not):
        check(node.part, language, f"{path}not.")
    elif isinstance(node, Related):
        check(node.where, language, f"{path}where.")
    elif isinstance(node, Test) and _own(node):
        raise Malformed("classification.whoever_asks", path=f"{path}value", field=node.field.label(language))


def _own(node: Test) -> bool:
    values: list[Any] = list(node.value) if isinstance(node.value, list | tuple) else [node.value]
    return node.field.kind.family == "person" and any(one in PEOPLE for one in values if isinstance(one, str))
