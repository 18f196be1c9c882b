"""Writing a run into docs/performance.md, between the marks that stand there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from zhike.project.bench.figures import Figure, markdown

PAGE = Path(__file__).resolve().parents[4] / "docs" / "performance.md"
BEGIN, END = "<!-- the latest run -->", "<!-- end of the run -->"


def write(about: Mapping[str, str], figures: Sequence[Figure], page: Path = PAGE) -> None:
    """Put the run in place of the one before."""
    before, _, rest = page.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    lines = "\n".join(f"- {name}: {value}" for name, value in about.items())
    page.write_text(f"{before}{BEGIN}\n{lines}\n\n{markdown(figures)}\n{END}{after}", "utf-8")
