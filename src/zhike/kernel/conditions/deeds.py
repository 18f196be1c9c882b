"""What the people behind records did, as conditions count it: `{"did": "login", "times": {"op": ">=", "value": 3}}`.

An engine that keeps such counts provides them; the condition language asks it for the deed that is meant, on behalf of
whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

COUNTS = "dd"  # the alias by which the counts are known


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One kind of deed: how it is called, by language, and where it is counted.

    `counts` gives `FROM ... WHERE ...` over a table with the alias `COUNTS`, whose rows have a `record_id` and how
    often (`n`, 1 or more) on which `day`: from a day on, or all that is known.
    """

    labels: Mapping[str, str]
    counts: Callable[[date | None], Sql]


# (actor, object, code) -> the deed, None when there is none that the actor may name
Find = Callable[[Actor, ObjectSpec, str], Deed | None]
List = Callable[[Actor, ObjectSpec], Mapping[str, Deed]]  # by code, those that are taken now
_provider: list[tuple[Find, List]] = []


def provide(find: Find, every: List) -> None:
    """Register the functions that know the deeds; there is one engine that does."""
    _provider[:] = [(find, every)]


def find(actor: Actor, spec: ObjectSpec, code: str) -> Deed | None:
    """A kind of deed by its code, for records of an object."""
    return _provider[0][0](actor, spec, code) if _provider and code else None


def every(actor: Actor, spec: ObjectSpec) -> Mapping[str, Deed]:
    """The kinds of deed that one may ask of records of an object, by code."""
    return _provider[0][1](actor, spec) if _provider else {}
