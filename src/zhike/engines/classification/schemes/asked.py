"""What somebody asks a scheme to say, read with the place of whatever is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhike.engines.classification import for_all
from zhike.engines.classification.measures.fields import PREFIX
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.tree import Node
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import FieldSpec, ObjectSpec

MOST = 100  # entries of a list
LARGEST = 1e12
MOST_POINTS = 100_000  # of one condition: a hundred of them still make a score that can be stored


def wrong(path: str, code: str, **data: object) -> Malformed:
    """A fault of a definition, with its place."""
    return Malformed(code, path=path, **data)


@dataclass(frozen=True)
class Asked:
    """The JSON of a definition. Each method gives a part of it, or raises Malformed with its path."""

    actor: Actor
    spec: ObjectSpec
    raw: Mapping[str, Any]
    codes: frozenset[str]  # of its classes
    rule: bool  # whether it is the system that reads it
    new: bool = False  # whether somebody has just written it

    def list(self, name: str, least: int = 1) -> list[Mapping[str, Any]]:
        """A list of objects."""
        found = self.raw.get(name, [] if not least else None)
        if not isinstance(found, list) or not least <= len(found) <= MOST:
            raise wrong(name, "scheme.list", least=least, most=MOST)
        for at, one in enumerate(found):
            if not isinstance(one, Mapping):
                raise wrong(f"{name}.{at}", "condition.not_an_object")
        return found

    def code(self, value: Any, path: str) -> str:
        """One of the classes."""
        if not isinstance(value, str) or value not in self.codes:
            raise wrong(path, "scheme.unknown_class", name=str(value)[:40])
        return str(value)

    def codes_of(self, value: Any, path: str) -> tuple[str, ...]:
        """Some of the classes."""
        if not isinstance(value, list):
            raise wrong(path, "scheme.list", least=0, most=len(self.codes))
        return tuple(self.code(one, f"{path}.{at}") for at, one in enumerate(value))

    def otherwise(self) -> str | None:
        """The class of whoever is in no other."""
        value = self.raw.get("otherwise")
        return None if value is None else self.code(value, "otherwise")

    def where(self, one: Mapping[str, Any], path: str) -> Node:
        """A condition."""
        try:
            node = api.parse(self.actor, self.spec, one.get("where"), rule=self.rule)
            if self.new:
                for_all.check(node, self.actor.language)
            return node
        except Malformed as error:
            where = f"{path}.{error.data.get('path', 'where')}"
            raise Malformed(error.code, **{**error.data, "path": where}) from error

    def number(self, value: Any, path: str) -> float:
        """Any number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > LARGEST:
            raise wrong(path, "scheme.number")
        return float(value)

    def points(self, value: Any, path: str) -> int:
        """A whole number of points."""
        if not self.new:
            return int(self.number(value, path))
        if type(value) is not int or abs(value) > MOST_POINTS:
            raise wrong(path, "scheme.points", most=MOST_POINTS)
        return value

    def days(self, one: Mapping[str, Any], name: str, path: str) -> int | None:
        """A whole number of days, or nothing."""
        value = one.get(name)
        if value is None:
            return None
        if type(value) is not int or not 0 <= value <= 3650:
            raise wrong(f"{path}.{name}", "scheme.days")
        return value

    def text(self, one: Mapping[str, Any], name: str, path: str, *, longest: int, needed: bool = False) -> str:
        """Words of people."""
        value = one.get(name) or ""
        if not isinstance(value, str) or (needed and not value.strip()) or len(value) > longest:
            raise wrong(f"{path}.{name}", "scheme.text", most=longest)
        return value.strip()

    def measure(self, code: Any, path: str, *, number: bool = False) -> FieldSpec:
        """A measure; with `number` one that adds up."""
        field = self.spec.fields.get(f"{PREFIX}{code}") if isinstance(code, str) else None
        if field is None or field.beside is None or field.kind.family not in ("number", "datetime"):
            raise wrong(path, "measure.unknown", measure=str(code)[:40])
        if number and field.kind.family != "number":
            raise wrong(path, "measure.not_a_number", measure=str(code)[:40])
        return field

    def bands(self, key: str, *, falling: bool) -> tuple[tuple[str, float], ...]:
        """Classes, each with the value where it begins or ends, in order."""
        bands = [
            (self.code(one.get("class"), f"bands.{at}.class"), self.number(one.get(key), f"bands.{at}.{key}"))
            for at, one in enumerate(self.list("bands"))
        ]
        values = [value for _, value in bands]
        if values != sorted(set(values), reverse=falling):
            raise wrong("bands", "scheme.bands_in_order")
        return tuple(bands)
