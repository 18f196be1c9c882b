"""In which order linked sheets are imported, and which links are written when all rows are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhike.engines.intake.linked.plan import Linked
from zhike.kernel.errors import Malformed
from zhike.kernel.spec import ObjectSpec

Edge = tuple[int, str]  # the sheet a link stands in, by its place, and its field


@dataclass(frozen=True, kw_only=True)
class Order:
    """The places of the sheets in the order in which they are done."""

    places: tuple[int, ...]
    later: frozenset[Edge]  # links that are written in a second pass

    def steps(self) -> list[tuple[int, bool]]:
        """What is done one after the other: a sheet, and whether it is only the links of its second pass."""
        again = [place for place in self.places if any(place == at for at, _ in self.later)]
        return [*((place, False) for place in self.places), *((place, True) for place in again)]


def find(linked: Linked, specs: Sequence[ObjectSpec]) -> Order:
    """A sheet comes after those that it names. Errors: Malformed when needed links go round in a circle."""
    needed: list[tuple[int, int, str]] = []
    others: list[tuple[int, int, str]] = []
    for at, (part, spec) in enumerate(zip(linked.parts, specs, strict=True)):
        for link in part.links or ():
            if link.sheet is not None:
                edge = (at, linked.place(link.sheet), link.field)
                is_needed = spec.fields[link.field].required and part.plan.mode != "update"
                (needed if is_needed else others).append(edge)
    above: dict[int, set[int]] = {at: set() for at in range(len(linked.parts))}
    for child, parent, _ in needed:
        if way := _way(above, parent, child):
            names = [linked.parts[one].sheet for one in (child, *way)]
            raise Malformed("import.linked_circle", circle=" → ".join(names))
        above[child].add(parent)
    later: set[Edge] = set()
    for child, parent, name in others:
        if _way(above, parent, child):
            later.add((child, name))
        else:
            above[child].add(parent)
    places: list[int] = []
    while len(places) < len(above):
        places.append(next(at for at in above if at not in places and above[at] <= set(places)))
    return Order(places=tuple(places), later=frozenset(later))


def _way(above: Mapping[int, set[int]], start: int, goal: int) -> list[int]:
    """A way from a sheet over those that it names to another; empty if there is none."""
    ways = [[start]]
    seen = {start}
    while ways:
        way = ways.pop(0)
        if way[-1] == goal:
            return way
        for one in sorted(above[way[-1]] - seen):
            seen.add(one)
            ways.append([*way, one])
    return []
