"""How well duplicates are found, in ledgers whose truth is known. The figures are shares, not times."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from zhike.kernel.values import company
from zhike.project.bench import ledgers, show
from zhike.project.bench.figures import Figure
from zhike.project.bench.ledgers import Known

MADE = 20_000  # companies and people of the made-up ledgers


def measure() -> list[Figure]:
    """The published sets, the made-up ones, and the brands of companies' names."""
    figures = [
        *_judged(partial(ledgers.febrl, 4), precision=0.999, recall=0.985),
        *(one for number in (1, 2, 3) for one in _judged(partial(ledgers.febrl, number), f1=0.97)),
        *_judged(ledgers.fake_1000, precision=0.99, recall=0.65),
        *_judged(partial(ledgers.companies, MADE), f1=0.97),
        *_judged(partial(ledgers.people, MADE), f1=0.97),
    ]
    names = ledgers.brands()
    right = sum(company.parse(name).brand.lower() == brand.lower() for name, brand in names)
    figures.append(_figure("brands of company names", right / len(names), 0.9, f"{right} of {len(names)}"))
    return figures


def _judged(make: Callable[[], Known], **floors: float) -> list[Figure]:
    known = make()
    with show.step(known.name):
        begun = time.monotonic()
        score = ledgers.judge(known)
        took = time.monotonic() - begun
    beside = (
        f"precision {score.precision:.4f}, recall {score.recall:.4f}, {score.wrong} wrong of {known.table.size:,} rows,"
        f" {took:.1f} s"
    )
    return [
        _figure(f"duplicates in {known.name}: {what}", getattr(score, what), floor, beside)
        for what, floor in floors.items()
    ]


def _figure(what: str, share: float, floor: float, beside: str) -> Figure:
    return Figure(what=what, value=share, unit="share", floor=floor, least=True, beside=beside)
