"""A score card: points for what is true of a record, and bands of the sum. Customer health is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from zhike.engines.classification.schemes.asked import Asked
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part, case, text
from zhike.kernel.conditions.tree import Node
from zhike.kernel.sql import joined


@dataclass(frozen=True)
class Score(Kind):
    """{"points": [{"where", "points"}], "bands": [{"class", "from"}]}"""

    points: tuple[tuple[Node, int], ...]
    bands: tuple[tuple[str, float], ...]

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """The points, and the bands from the highest down."""
        points = tuple(
            (asked.where(one, f"points.{at}"), asked.points(one.get("points"), f"points.{at}.points"))
            for at, one in enumerate(asked.list("points"))
        )
        return cls(points, asked.bands("from", falling=True))

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """The band in which the sum lies; below the lowest there is none."""
        del cuts
        parts = [
            ground.compiler.compile(node, "t").wrapped("CASE WHEN ", f" THEN {number} ELSE 0 END")
            for node, number in self.points
        ]
        score = joined(parts, " + ").wrapped("(", ")")
        whens = [score.wrapped("WHEN ", f" >= {low!r} THEN ") + text(code) for code, low in self.bands]
        return Classed(case(whens, None), score)

    def parts(self, cuts: Cuts) -> list[Part]:
        """Each condition with its points."""
        del cuts
        return [Part(node=node, points=number) for node, number in self.points]
