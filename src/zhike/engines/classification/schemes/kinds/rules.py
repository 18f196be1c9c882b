"""Ordered rules: the first that is met tells the class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from zhike.engines.classification.schemes.asked import Asked
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part, case, text
from zhike.kernel.conditions.tree import Node


@dataclass(frozen=True)
class Rules(Kind):
    """{"rules": [{"class", "where"}], "otherwise": code|null}"""

    rules: tuple[tuple[str, Node], ...]
    otherwise: str | None

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """The rules, in order."""
        rules = tuple(
            (asked.code(one.get("class"), f"rules.{at}.class"), asked.where(one, f"rules.{at}"))
            for at, one in enumerate(asked.list("rules"))
        )
        return cls(rules, asked.otherwise())

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """The class of the first rule that a record meets."""
        del cuts
        whens = [
            ground.compiler.compile(node, "t").wrapped("WHEN ", " THEN ") + text(code) for code, node in self.rules
        ]
        return Classed(case(whens, self.otherwise))

    def parts(self, cuts: Cuts) -> list[Part]:
        """Each rule."""
        del cuts
        return [Part(node=node, gives=code) for code, node in self.rules]
