"""Questions that are asked only when another was answered in some way.

The condition is one of the condition language, read by its own parser; of it a form takes a test of one choice, stage
or yes/no against one value or several, which can be told of an answer that is no record yet.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from zhike.engines.forms.definition import DECIDING
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.tree import Test
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

OPERATORS = ("is", "one_of")


class Wrong(Exception):
    """A form cannot go by this condition."""


@dataclass(frozen=True)
class Deciding:
    """The field that decides, and the values with which the question is asked."""

    field: str
    values: tuple[Any, ...]


def test(actor: Actor, spec: ObjectSpec, when: Mapping[str, Any], before: Collection[str]) -> Deciding:
    """What a condition looks at; `before` are the fields that are asked before. Errors: Wrong."""
    try:
        node = api.parse(actor, spec, when, rule=True)
    except Malformed as error:
        raise Wrong from error
    if not isinstance(node, Test) or len(node.path) != 1 or node.op not in OPERATORS:
        raise Wrong
    if node.field.name not in before or node.field.kind.kind not in DECIDING:
        raise Wrong
    return Deciding(node.field.name, tuple(node.value) if node.op == "one_of" else (node.value,))
