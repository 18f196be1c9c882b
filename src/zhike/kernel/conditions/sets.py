"""Sets of records that an engine keeps, as conditions name them: `{"in": "quality:12"}`.

An engine registers a kind of set; the condition language asks it for the set that is meant, on behalf of whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from zhike.kernel.actor import Actor
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One set: how it is called, by language, and SQL that is true for the rows of an alias that belong to it."""

    labels: Mapping[str, str]
    holds: Callable[[str], Sql]


# (actor, object, key, whether a rule of the system asks) -> the set, None when there is none that the actor may name
Find = Callable[[Actor, ObjectSpec, str, bool], Kept | None]
_kinds: dict[str, Find] = {}
_twice: dict[str, str] = {}


def kind(name: str, *, twice: str | None = None) -> Callable[[Find], Find]:
    """Register the function that knows the sets of a kind.

    `twice`: the key of its set of records that are probably there a second time, for rules that want each only once.
    """

    def mark(find: Find) -> Find:
        _kinds[name] = find
        if twice is not None:
            _twice[name] = twice
        return find

    return mark


def find(actor: Actor, spec: ObjectSpec, name: str, *, rule: bool = False) -> Kept | None:
    """The set of records of an object by its whole name, such as `quality:12`."""
    kind_name, _, key = name.partition(":")
    known = _kinds.get(kind_name)
    return known(actor, spec, key, rule) if known and key else None


def twice(actor: Actor, spec: ObjectSpec) -> Iterator[tuple[str, Kept]]:
    """The sets of an object's records that are probably there a second time, each with its whole name."""
    for kind_name, key in sorted(_twice.items()):
        name = f"{kind_name}:{key}"
        if (found := find(actor, spec, name, rule=True)) is not None:
            yield name, found
