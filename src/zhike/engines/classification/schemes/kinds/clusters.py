"""Clusters: each record is in the class whose middle is nearest. The middles are found before, see `schemes.groups`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from zhike.engines.classification.schemes.asked import Asked, wrong
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part
from zhike.kernel.spec import FieldSpec
from zhike.kernel.sql import Sql

MOST_MEASURES, MOST_CLUSTERS = 8, 12
NARROWEST = 1e-6  # widths are rounded to that; narrower ones would make squares too large to count with


@dataclass(frozen=True)
class Scale:
    """How a measure becomes comparable: (x - middle) / width, of ln(1 + x) if it is skewed."""

    middle: float
    width: float
    log: bool

    def sql(self, value: str) -> str:
        """SQL of the scaled value; who has none stands in the middle."""
        inner = f"ln(1 + greatest(({value})::float8, 0))" if self.log else f"({value})::float8"
        return f"coalesce(({inner} - {self.middle!r}) / {self.width!r}, 0)"

    def back(self, place: float) -> float:
        """The value that stands at a place."""
        value = place * self.width + self.middle
        return math.expm1(value) if self.log else value


@dataclass(frozen=True)
class Clusters(Kind):
    """{"measures": [codes], "scales": [{"middle", "width", "log"}], "middles": [{"class", "at": [...]}]}

    `middles` are scaled. Who has none of the measures is in no class.
    """

    measures: tuple[FieldSpec, ...]
    scales: tuple[Scale, ...]
    middles: tuple[tuple[str, tuple[float, ...]], ...]

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """The measures, how they are scaled, and the middles."""
        codes = asked.raw.get("measures")
        if (
            not isinstance(codes, list)
            or not 1 <= len(codes) <= MOST_MEASURES
            or len(set(map(str, codes))) < len(codes)
        ):
            raise wrong("measures", "scheme.cluster_measures", most=MOST_MEASURES)
        measures = tuple(asked.measure(code, f"measures.{at}", number=True) for at, code in enumerate(codes))
        scales = tuple(_scale(asked, one, f"scales.{at}") for at, one in enumerate(asked.list("scales")))
        middles = tuple(
            (asked.code(one.get("class"), f"middles.{at}.class"), _point(asked, one.get("at"), f"middles.{at}.at"))
            for at, one in enumerate(asked.list("middles", least=2))
        )
        if len(scales) != len(measures):
            raise wrong("scales", "scheme.cluster_shape", count=len(measures))
        for at, (_, point) in enumerate(middles):
            if len(point) != len(measures):
                raise wrong(f"middles.{at}.at", "scheme.cluster_shape", count=len(measures))
        return cls(measures, scales, middles)

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """The class of the nearest middle; of two as near the first."""
        del cuts
        scaled = [scale.sql(ground.number(one)) for one, scale in zip(self.measures, self.scales, strict=True)]
        away = [
            " + ".join(f"power({value} - {place!r}, 2)" for value, place in zip(scaled, point, strict=True))
            for _, point in self.middles
        ]
        codes = [code for code, _ in self.middles]
        known = " OR ".join(f"{ground.number(one)} IS NOT NULL" for one in self.measures)
        nearest = (
            f"SELECT c.code FROM unnest(%s::text[], ARRAY[{', '.join(away)}]::float8[])"
            " WITH ORDINALITY AS c(code, away, n) ORDER BY c.away, c.n LIMIT 1"
        )
        return Classed(Sql(f"CASE WHEN {known} THEN ({nearest}) END", (codes,)))

    def parts(self, cuts: Cuts) -> list[Part]:
        """Each measure with the middles of the classes, as they are before scaling."""
        del cuts
        return [
            Part(field=one, typical=tuple((code, scale.back(point[at])) for code, point in self.middles))
            for at, (one, scale) in enumerate(zip(self.measures, self.scales, strict=True))
        ]


def _scale(asked: Asked, raw: Mapping[str, Any], path: str) -> Scale:
    middle, width = (asked.number(raw.get(name), f"{path}.{name}") for name in ("middle", "width"))
    if width < NARROWEST:
        raise wrong(f"{path}.width", "scheme.number")
    return Scale(middle, width, raw.get("log") is True)


def _point(asked: Asked, raw: Any, path: str) -> tuple[float, ...]:
    if not isinstance(raw, list):
        raise wrong(path, "scheme.number")
    return tuple(asked.number(one, f"{path}.{at}") for at, one in enumerate(raw))
