"""The run: what is measured, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Collection

from zhike.project import console
from zhike.project.bench import (
    alike,
    backups,
    behaving,
    classing,
    creating,
    growth,
    importing,
    lists,
    machine,
    matching,
    memory,
    merging,
    narrowed,
    pages,
    records,
    searching,
    show,
    trail,
    undoing,
)
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

Measure = Callable[[Stage], list[Figure]]
# With the customers in place; those that write come after those that only look.
MEASURES: dict[str, Measure] = {
    "list": lists.measure,
    "list-alone": lists.measure_alone,
    "rights": narrowed.measure,
    "search": searching.measure,
    "count": lists.measure_count,
    "record": records.measure,
    "script": pages.measure_script,
    "cold": pages.measure_cold,
    "create": creating.measure,
    "duplicates": alike.measure,
    "events": behaving.measure,
    "classification": classing.measure,
    "backup": backups.measure,
    "idle": memory.measure,
    "undo": undoing.measure,
    "merge": merging.measure,
    "audit": trail.measure,
}
# Without customers.
APART: dict[str, Callable[[], list[Figure]]] = {"matching": matching.measure}


def perform_apart(chosen: Collection[str]) -> list[Figure]:
    """The figures that need no company."""
    found = [figure for name, measure in APART.items() if name in chosen for figure in measure()]
    for one in found:
        console.say("  " + "  ".join(one.cells()))
    return found


def perform(stage: Stage, rows: int, chosen: Collection[str]) -> tuple[dict[str, str], list[Figure]]:
    """Fill the company and take the chosen figures; gives the machine and them."""
    about = machine.describe(stage.version())
    figures: list[Figure] = []

    def keep(found: list[Figure]) -> None:
        for one in found:
            console.say("  " + "  ".join(one.cells()))
        figures.extend(found)

    few = None
    fresh = stage.rows() < rows  # what a folder that was kept holds is measured as it is
    if "growth" in chosen and fresh:
        importing.fill(stage, min(growth.FEW, rows), first=rows)
        settle(stage)
        few = growth.take(stage)
    if fresh:
        if "import-checked" in chosen:
            keep(importing.measure_checked(stage, rows))
        if "import" in chosen:
            keep(importing.measure(stage, rows))
        else:
            stage.empty()
            importing.fill(stage, rows)
        settle(stage)
    if few is not None:
        keep(growth.compare(few, growth.take(stage)))
    for name, measure in MEASURES.items():
        if name in chosen:
            keep(measure(stage))
    return about, figures


def settle(stage: Stage) -> None:
    """What the database does by itself after a while, now."""
    with show.step("VACUUM, ANALYZE, checkpoint"):
        stage.settle()
