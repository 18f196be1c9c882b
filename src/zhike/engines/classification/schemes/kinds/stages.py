"""Stages that records go through, as in the life of a customer: where one comes from counts, and how long one stays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from zhike.engines.classification.schemes.asked import Asked, wrong
from zhike.engines.classification.schemes.kinds.kind import Classed, Cuts, Ground, Kind, Part, case, text
from zhike.kernel.conditions.tree import Node
from zhike.kernel.sql import Sql, joined


@dataclass(frozen=True)
class Entry:
    """When one comes into a stage."""

    code: str
    node: Node
    come_from: tuple[str, ...]  # only from these stages, if any are named; whoever is there already stays


@dataclass(frozen=True)
class Stages(Kind):
    """{"stages": [{"class", "where", "from": [codes]}], "stay": {code: days}, "otherwise": code|null}

    The first stage whose condition holds, and that can be reached from where one is, is where one goes; but not before
    one has been in a stage for the days that it says, so that nobody goes back and forth.
    """

    entries: tuple[Entry, ...]
    stay: tuple[tuple[str, int], ...]
    otherwise: str | None

    @classmethod
    def read(cls, asked: Asked) -> Self:
        """The stages in the order in which they are tried."""
        entries = tuple(
            Entry(
                asked.code(one.get("class"), f"stages.{at}.class"),
                asked.where(one, f"stages.{at}"),
                asked.codes_of(one.get("from") or [], f"stages.{at}.from"),
            )
            for at, one in enumerate(asked.list("stages"))
        )
        given = asked.raw.get("stay") or {}
        if not isinstance(given, Mapping):
            raise wrong("stay", "condition.not_an_object")
        stay = tuple((asked.code(code, "stay"), asked.days(given, code, "stay") or 0) for code in given)
        return cls(entries, stay, asked.otherwise())

    def classed(self, cuts: Cuts, ground: Ground) -> Classed:
        """Where a record goes from where it is."""
        del cuts
        now, since = ground.now("class"), ground.now("since")
        whens = []
        for one in self.entries:
            meets = ground.compiler.compile(one.node, "t").wrapped("(", ")")
            if one.come_from:
                meets += Sql(f" AND {now} = ANY(%s::text[])", ([*one.come_from, one.code],))
            whens.append(meets.wrapped("WHEN ", " THEN ") + text(one.code))
        held = [
            Sql(f"{now} = %s AND now() - {since} < %s::int * interval '1 day'", (code, days))
            for code, days in self.stay
            if days
        ]
        goes = case(whens, self.otherwise)
        return Classed(
            joined(held, " OR ").wrapped("CASE WHEN ", f" THEN {now} ELSE ") + goes + Sql(" END") if held else goes
        )

    def parts(self, cuts: Cuts) -> list[Part]:
        """Each entry."""
        del cuts
        return [Part(node=one.node, gives=one.code, come_from=one.come_from) for one in self.entries]
