"""Whether what is asked costs more when there is more: lists and searches at a few records against many."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from zhike.project.bench import lists, searching, show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

FEW = 10_000
_ROUNDS = 3


@dataclass(frozen=True)
class Costs:
    """The p50 of a list page and of a search at a number of records, in milliseconds."""

    rows: int
    listing: float
    search: float


def take(stage: Stage) -> Costs:
    """What they cost now."""
    with show.step("list and search at this size"):
        texts = searching.mixed(stage)
        listing = median(lists.alone(stage, [lists.LIST]).median for _ in range(_ROUNDS))
        search = median(searching.ask(stage, texts).median for _ in range(_ROUNDS))
    return Costs(stage.rows(), listing, search)


def compare(few: Costs, many: Costs) -> list[Figure]:
    """The cost at many records against that at few."""
    sizes = f"{many.rows:,} records against {few.rows:,}"
    return [
        Figure(
            what=f"cost growth of {name}, p50", value=after / before, unit="x", floor=2, aim=1.2,
            beside=f"{before:.1f} ms -> {after:.1f} ms, {sizes}",
        )
        for name, before, after in (("a list page", few.listing, many.listing), ("a search", few.search, many.search))
    ]  # fmt: skip
