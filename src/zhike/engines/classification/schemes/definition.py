"""What a version of a scheme says. In JSON, beside its `classes` ({"code", "zh", "en", "color"}, the best first):

rules   {"rules": [{"class", "where"}], "otherwise": code|null}                       the first that is met
score   {"points": [{"where", "points"}], "bands": [{"class", "from"}]}               points add up, the bands cut them
rfm     {"recency", "frequency", "monetary": codes of measures, "bands": 3 to 5, "cuts": null or {"r", "f", "m": [...]},
         "groups": [{"class", "r": [1, 5], "f": [1, 5], "m": [1, 5]}], "otherwise": code|null}
        each of the three is a digit from 1 to `bands`, by quantiles of all who have bought, or by fixed cuts
abc     {"measure": code, "bands": [{"class", "share": percent}]}                     by cumulated share of the whole
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhike.engines.classification.measures.fields import PREFIX
from zhike.kernel import specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.tree import Node
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import FieldSpec, ObjectSpec

MOST_CLASSES, MOST_RULES = 30, 100
DIGITS = ("r", "f", "m")
MEASURES = ("recency", "frequency", "monetary")
Cuts = dict[str, list[float]]


@dataclass(frozen=True)
class Class:
    """One class of a scheme."""

    code: str
    zh: str
    en: str
    color: str | None

    def label(self, language: str) -> str:
        """What it is called."""
        return self.en if language == "en" and self.en else self.zh


@dataclass(frozen=True)
class Group:
    """The cells of RFM that make a class: from and to of each digit."""

    code: str
    ranges: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """What a version says, understood. What its kind does not have is empty."""

    kind: str
    classes: tuple[Class, ...]
    rules: tuple[tuple[str, Node], ...] = ()  # class, condition
    otherwise: str | None = None
    points: tuple[tuple[Node, int], ...] = ()
    bands: tuple[tuple[str, float], ...] = ()  # class and from (score), or class and share up to (abc)
    measures: tuple[FieldSpec, ...] = ()  # of rfm: recency, frequency, monetary; of abc: the one
    size: int = 5  # of rfm: the largest digit
    cuts: Cuts | None = None  # fixed ones
    groups: tuple[Group, ...] = ()


def classes_of(raw: Any) -> tuple[Class, ...]:
    """The classes of a definition. Errors: Malformed."""
    found = []
    given = raw.get("classes") if isinstance(raw, Mapping) else None
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_CLASSES:
        raise _wrong("classes", "scheme.classes", most=MOST_CLASSES)
    for at, one in enumerate(given):
        if not isinstance(one, Mapping) or not isinstance(one.get("code"), str) or not one.get("zh"):
            raise _wrong(f"classes.{at}", "scheme.class_named")
        found.append(Class(one["code"][:40], str(one["zh"])[:40], str(one.get("en") or "")[:60], one.get("color")))
    if len({one.code for one in found}) < len(found):
        raise _wrong("classes", "scheme.class_twice")
    return tuple(found)


def parse(actor: Actor, object_name: str, kind: str, raw: Any, *, rule: bool = True) -> Definition:
    """What a definition means. Errors: Malformed with a path."""
    return _Parse(actor, specs.of(actor, object_name), raw, rule).definition(kind)


def _wrong(path: str, code: str, **data: object) -> Malformed:
    return Malformed(code, path=path, **data)


class _Parse:
    def __init__(self, actor: Actor, spec: ObjectSpec, raw: Any, rule: bool) -> None:
        self.actor, self.spec, self.rule = actor, spec, rule
        self.classes = classes_of(raw)
        self.raw: Mapping[str, Any] = raw
        self.codes = {one.code for one in self.classes}

    def definition(self, kind: str) -> Definition:
        made: Definition = {"rules": self.rules, "score": self.score, "rfm": self.rfm, "abc": self.abc}[kind]()
        return made

    def list(self, name: str, least: int = 1) -> list[Mapping[str, Any]]:
        found = self.raw.get(name)
        if not isinstance(found, list) or not least <= len(found) <= MOST_RULES:
            raise _wrong(name, "scheme.list", least=least, most=MOST_RULES)
        for at, one in enumerate(found):
            if not isinstance(one, Mapping):
                raise _wrong(f"{name}.{at}", "condition.not_an_object")
        return found

    def code(self, value: Any, path: str) -> str:
        if value not in self.codes:
            raise _wrong(path, "scheme.unknown_class", name=str(value)[:40])
        return str(value)

    def otherwise(self) -> str | None:
        value = self.raw.get("otherwise")
        return None if value is None else self.code(value, "otherwise")

    def where(self, one: Mapping[str, Any], path: str) -> Node:
        try:
            return api.parse(self.actor, self.spec, one.get("where"), rule=self.rule)
        except Malformed as error:
            where = f"{path}.{error.data.get('path', 'where')}"
            raise Malformed(error.code, **{**error.data, "path": where}) from error

    def number(self, value: Any, path: str) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e12:
            raise _wrong(path, "scheme.number")
        return float(value)

    def measure(self, code: Any, path: str) -> FieldSpec:
        field = self.spec.fields.get(f"{PREFIX}{code}")
        if field is None or field.beside is None or field.kind.family not in ("number", "datetime"):
            raise _wrong(path, "measure.unknown", measure=str(code)[:40])
        return field

    def rules(self) -> Definition:
        rules = tuple(
            (self.code(one.get("class"), f"rules.{at}.class"), self.where(one, f"rules.{at}"))
            for at, one in enumerate(self.list("rules"))
        )
        return Definition(kind="rules", classes=self.classes, rules=rules, otherwise=self.otherwise())

    def score(self) -> Definition:
        points = tuple(
            (self.where(one, f"points.{at}"), int(self.number(one.get("points"), f"points.{at}.points")))
            for at, one in enumerate(self.list("points"))
        )
        return Definition(kind="score", classes=self.classes, points=points, bands=self.bands("from", falling=True))

    def bands(self, key: str, *, falling: bool) -> tuple[tuple[str, float], ...]:
        bands = [
            (self.code(one.get("class"), f"bands.{at}.class"), self.number(one.get(key), f"bands.{at}.{key}"))
            for at, one in enumerate(self.list("bands"))
        ]
        values = [value for _, value in bands]
        if values != sorted(set(values), reverse=falling):
            raise _wrong("bands", "scheme.bands_in_order")
        return tuple(bands)

    def rfm(self) -> Definition:
        size = self.raw.get("bands", 5)
        if size not in (3, 4, 5):
            raise _wrong("bands", "scheme.rfm_bands")
        groups = tuple(
            Group(
                self.code(one.get("class"), f"groups.{at}.class"),
                {digit: self.range(one.get(digit, [1, size]), f"groups.{at}.{digit}", size) for digit in DIGITS},
            )
            for at, one in enumerate(self.list("groups"))
        )
        return Definition(
            kind="rfm", classes=self.classes, size=size, groups=groups, cuts=self.cuts(size),
            otherwise=self.otherwise(),
            measures=tuple(self.measure(self.raw.get(name), name) for name in MEASURES),
        )  # fmt: skip

    def range(self, value: Any, path: str, size: int) -> tuple[int, int]:
        if not (isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value)):
            raise _wrong(path, "scheme.range", size=size)
        low, high = value
        if not 1 <= low <= high <= size:
            raise _wrong(path, "scheme.range", size=size)
        return low, high

    def cuts(self, size: int) -> Cuts | None:
        raw = self.raw.get("cuts")
        if raw is None:
            return None
        found: Cuts = {}
        for digit in DIGITS:
            some = raw.get(digit) if isinstance(raw, Mapping) else None
            if not isinstance(some, list) or len(some) != size - 1:
                raise _wrong(f"cuts.{digit}", "scheme.cuts", count=size - 1)
            found[digit] = [self.number(one, f"cuts.{digit}.{at}") for at, one in enumerate(some)]
            if found[digit] != sorted(set(found[digit])):
                raise _wrong(f"cuts.{digit}", "scheme.bands_in_order")
        return found

    def abc(self) -> Definition:
        bands = self.bands("share", falling=False)
        if not all(0 < share <= 100 for _, share in bands) or bands[-1][1] != 100:
            raise _wrong("bands", "scheme.shares")
        measure = self.measure(self.raw.get("measure"), "measure")
        if measure.kind.family != "number":
            raise _wrong("measure", "measure.not_a_number", measure=str(self.raw.get("measure"))[:40])
        return Definition(kind="abc", classes=self.classes, bands=bands, measures=(measure,))
