"""RFM after Hughes (Strategic Database Marketing, 1994): three digits, each by the rank among all who have bought.

Equal values are never parted: a cut stands at a value, and all who have it are on the same side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from zhike.engines.classification.schemes.asked import Asked, wrong
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part, case, text
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.read.page import joining, source
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql

DIGITS = ("r", "f", "m")
MEASURES = ("recency", "frequency", "monetary")
SIZES = (3, 4, 5)


@dataclass(frozen=True)
class Group:
    """The cells that make a class: from and to of each digit, and of their weighted sum."""

    code: str
    ranges: Mapping[str, tuple[int, int]]


@dataclass(frozen=True)
class Rfm(Kind):
    """{"recency", "frequency", "monetary": codes of measures, "bands": 3 to 5, "cuts": null or {"r", "f", "m": [...]},
    "groups": [{"class", "r": [1, 5], "f": [1, 5], "m": [1, 5], "total": [1, 5]}], "weights": [1, 1, 1],
    "otherwise": code|null}

    Each of the three is a digit from 1 to `bands`, by quantiles of all who have bought, or by fixed cuts. `total` is
    the mean of the digits by their weights, rounded.
    """

    measures: tuple[FieldSpec, ...]
    size: int
    groups: tuple[Group, ...]
    weights: tuple[float, ...]
    fixed: Cuts | None
    otherwise: str | None

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """The three measures, the cuts and the groups."""
        size = asked.raw.get("bands", 5)
        if type(size) is not int or size not in SIZES:
            raise wrong("bands", "scheme.rfm_bands")
        groups = tuple(
            Group(
                asked.code(one.get("class"), f"groups.{at}.class"),
                {
                    name: _range(one[name], f"groups.{at}.{name}", size)
                    for name in (*DIGITS, "total")
                    if one.get(name) is not None
                },
            )
            for at, one in enumerate(asked.list("groups"))
        )
        measures = tuple(
            asked.measure(asked.raw.get(name), name, number=asked.new and name != "recency") for name in MEASURES
        )
        return cls(measures, size, groups, _weights(asked), _fixed(asked, size), asked.otherwise())

    def cuts(self, tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> Cuts:
        """The values from which each digit begins, of all who have bought.

        `percentile_disc` gives values that somebody has; those that come twice, as when half of all bought once, are
        kept, and the digits between them stay empty.
        """
        if self.fixed is not None:
            return self.fixed
        ground = Ground(0, joining(actor))
        parts = [at / self.size for at in range(1, self.size)]
        values = [ground.number(field) for field in self.measures]
        asked = ", ".join(f"percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY {value})" for value in values)
        statement = (
            Sql(f"SELECT {asked} FROM ", (parts,) * len(values))
            + source(spec, ground.compiler)
            + Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND {self._bought(ground)}")
        )
        with tx.over_all():
            row = tx.one(statement.text, statement.params)
        assert row is not None
        return {digit: _above(some) for digit, some in zip(DIGITS, row, strict=True) if some and some[0] is not None}

    def moments(self) -> frozenset[str]:
        """Such as that of the last purchase."""
        return frozenset(
            digit for digit, field in zip(DIGITS, self.measures, strict=True) if field.kind.family == "datetime"
        )

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """The first group in which the digits lie; the score is the three digits. Who never bought is in none."""
        values = {"bought": Sql(self._bought(ground))}
        for digit, field in zip(DIGITS, self.measures, strict=True):
            value, some = ground.number(field), cuts.get(digit, [])
            values[digit] = Sql(f"(1 + width_bucket({value}, %s::float8[]))" if some else "1", (some,) if some else ())
        weighted = " + ".join(f"d.{one} * {w!r}" for one, w in zip(DIGITS, self.weights, strict=True))
        digits = {one: f"d.{one}" for one in DIGITS} | {"total": f"round(({weighted}) / {sum(self.weights)!r})"}
        whens = []
        for group in self.groups:
            tests = [f"{digits[one]} BETWEEN {low} AND {high}" for one, (low, high) in group.ranges.items()]
            whens.append(Sql(f"WHEN {' AND '.join(tests) or 'TRUE'} THEN ") + text(group.code))
        bought = "CASE WHEN d.bought THEN "
        score = Sql(f"{bought} d.r * 100 + d.f * 10 + d.m END")
        return Classed(case(whens, self.otherwise).wrapped(bought, " END"), score, values)

    def parts(self, cuts: Cuts) -> list[Part]:
        """The three measures with their cuts."""
        return [
            Part(field=field, cuts=tuple(cuts.get(digit, ())))
            for digit, field in zip(DIGITS, self.measures, strict=True)
        ]

    def _bought(self, ground: Ground) -> str:
        recency, frequency, _ = self.measures
        return f"{ground.number(frequency)} > 0 AND {ground.number(recency)} IS NOT NULL"


def _above(some: list[float]) -> list[float]:
    """Cuts for `width_bucket`, which counts a value that equals one as above it: the next number after each."""
    return [math.nextafter(one, math.inf) for one in some]


def _range(value: Any, path: str, size: int) -> tuple[int, int]:
    if not (isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)):
        raise wrong(path, "scheme.range", size=size)
    low, high = value
    if not 1 <= low <= high <= size:
        raise wrong(path, "scheme.range", size=size)
    return low, high


def _weights(asked: Asked) -> tuple[float, ...]:
    raw = asked.raw.get("weights", [1, 1, 1])
    if not isinstance(raw, list) or len(raw) != len(DIGITS):
        raise wrong("weights", "scheme.weights")
    found = tuple(asked.number(one, f"weights.{at}") for at, one in enumerate(raw))
    if min(found) < 0 or not sum(found):
        raise wrong("weights", "scheme.weights")
    return found


def _fixed(asked: Asked, size: int) -> Cuts | None:
    raw = asked.raw.get("cuts")
    if raw is None:
        return None
    found: Cuts = {}
    for digit in DIGITS:
        some = raw.get(digit) if isinstance(raw, Mapping) else None
        if not isinstance(some, list) or len(some) != size - 1:
            raise wrong(f"cuts.{digit}", "scheme.cuts", count=size - 1)
        found[digit] = [asked.number(one, f"cuts.{digit}.{at}") for at, one in enumerate(some)]
        if found[digit] != sorted(set(found[digit])):
            raise wrong(f"cuts.{digit}", "scheme.bands_in_order")
    return found
