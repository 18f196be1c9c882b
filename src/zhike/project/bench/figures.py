"""A measured figure, what is expected of it, and the table of them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.table import Table

MARKS = {"aim": "✓✓", "floor": "✓", "below": "✗", "": " "}
STYLES = {"aim": "green", "floor": "yellow", "below": "red", "": None}
HEADINGS = ("", "what", "measured", "floor", "aim", "beside it")


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure; a `share` is of 1. With `least` more is better. `beside` tells what is behind a ratio."""

    what: str
    value: float
    unit: str
    floor: float | None = None
    aim: float | None = None
    least: bool = False
    beside: str = ""

    @property
    def verdict(self) -> str:
        """The best expectation that is met: `aim`, `floor`, else `below`; nothing where nothing is expected."""
        for name, bound in (("aim", self.aim), ("floor", self.floor)):
            if bound is not None and (self.value >= bound if self.least else self.value <= bound):
                return name
        return "" if self.floor is None and self.aim is None else "below"

    def cells(self) -> tuple[str, ...]:
        """The row of this figure under `HEADINGS`."""
        sign = ">= " if self.least else "<= "
        bounds = ("" if one is None else sign + written(one, self.unit) for one in (self.floor, self.aim))
        return (MARKS[self.verdict], self.what, written(self.value, self.unit), *bounds, self.beside)


def written(value: float, unit: str) -> str:
    """A value as people read it."""
    if unit == "x":
        return f"{value:.2f}x" if value < 100 else f"{value:.0f}x"
    if unit == "share":
        return f"{value:.4f}"
    digits = 0 if value >= 100 or value == int(value) else 1 if value >= 10 else 2
    return f"{value:,.{digits}f} {unit}"


def table(figures: Iterable[Figure]) -> Table:
    """All figures for the terminal."""
    made = Table(*HEADINGS, title="./zhike bench", title_justify="left")
    for one in figures:
        made.add_row(*one.cells(), style=STYLES[one.verdict])
    return made


def markdown(figures: Iterable[Figure]) -> str:
    """All figures for a document."""
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    return "\n".join([*lines, *("| " + " | ".join(one.cells()) + " |" for one in figures)])
