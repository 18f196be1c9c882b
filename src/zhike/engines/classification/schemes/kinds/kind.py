"""What every kind of scheme can say."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from zhike.engines.classification.schemes.asked import Asked
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.beside import Beside
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.conditions.tree import Node
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined

Cuts = dict[str, list[float]]
NO_SCORE = Sql("NULL::integer")


@dataclass(frozen=True)
class Classed:
    """SQL of the class (text, NULL for none) and the score (a whole number, NULL where the kind has none).

    `values` are found once for each record, however often the two name them, as columns of `d`.
    """

    code: Sql
    score: Sql = NO_SCORE
    values: Mapping[str, Sql] = field(default_factory=dict)


@dataclass(frozen=True)
class Ground:
    """What a definition stands on when it becomes SQL over records `t`."""

    scheme_id: int
    compiler: Compiler

    def now(self, column: str) -> str:
        """What is kept of the class that a record is in now: `class`, `since`, `until` or `reason`; NULL if in none."""
        tenant = self.compiler.actor.tenant_id
        rows = f"{{b}}.tenant_id = {tenant} AND {{b}}.scheme_id = {self.scheme_id}"
        kept = Beside(table="classification_place", rows=rows, value=f"{{b}}.{column}", group="")
        joins = self.compiler.joins
        return joins.value(kept) if joins else kept.alone("t", f"now_{column}")

    def number(self, field: FieldSpec) -> str:
        """A measure as a number; of a moment its seconds, so that the later is the larger."""
        value = self.compiler.value(field, "t")
        return f"date_part('epoch', {value})" if field.kind.family == "datetime" else value


@dataclass(frozen=True, kw_only=True)
class Part:
    """Something that the class of a record rests on: a condition, or the value of a measure."""

    node: Node | None = None
    gives: str | None = None  # the class that the condition leads to
    points: int | None = None  # and what it adds
    come_from: tuple[str, ...] = ()  # the classes that one must be in before
    field: FieldSpec | None = None
    cuts: tuple[float, ...] = ()  # where the measure's values are cut
    typical: tuple[tuple[str, float], ...] = ()  # the middle of each class

    def band(self, value: float | None) -> int | None:
        """Between which cuts a value lies, from 1."""
        return None if value is None or not self.cuts else 1 + bisect_right(self.cuts, value)


class Kind(ABC):
    """A definition of one kind, understood."""

    @classmethod
    @abstractmethod
    def read(cls, asked: Asked) -> Self:
        """What a definition means. Errors: Malformed with a path."""

    def cuts(self, tx: db.Transaction, actor: Actor, spec: ObjectSpec) -> Cuts:
        """Where the values of all records are cut; nothing for kinds without, or where nobody has a value."""
        del tx, actor, spec
        return {}

    def moments(self) -> frozenset[str]:
        """The names of those cuts that are moments, not amounts."""
        return frozenset()

    @abstractmethod
    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """SQL of the class of a record."""

    @abstractmethod
    def parts(self, cuts: Cuts) -> list[Part]:
        """What a class rests on, in the order in which it is looked at."""

    def fields(self) -> list[FieldSpec]:
        """The measures that it looks at by themselves."""
        return [one.field for one in self.parts({}) if one.field]


def text(code: str) -> Sql:
    """A class as SQL."""
    return Sql("%s", (code,))


def case(whens: list[Sql], otherwise: str | None) -> Sql:
    """The first that is met."""
    last = Sql("") if otherwise is None else Sql(" ELSE ") + text(otherwise)
    return joined(whens, " ").wrapped("CASE ", "") + last + Sql(" END") if whens else _only(otherwise)


def _only(code: str | None) -> Sql:
    return Sql("NULL::text") if code is None else text(code).wrapped("", "::text")
