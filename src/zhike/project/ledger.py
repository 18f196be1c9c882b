"""Duplicates in a file: its columns with their roles, the rows that are the same, and what is written about them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from zhike.engines.duplicates import headings as guessed
from zhike.engines.duplicates.linkage.find import Found, find
from zhike.engines.duplicates.linkage.roles import ROLES
from zhike.engines.duplicates.linkage.table import Table, table
from zhike.engines.duplicates.reasons import reasons
from zhike.engines.intake import headers, sheets
from zhike.engines.intake.table import Cell, CellFault
from zhike.kernel import words
from zhike.kernel.values import spreadsheet, text
from zhike.project.problem import Problem

LOOK_AT = 300  # rows from which the headings are found


@dataclass(frozen=True)
class Ledger:
    """The rows of one file below its headings."""

    headings: tuple[str, ...]
    guesses: tuple[str | None, ...]  # what the headings say of the columns
    numbers: list[int]  # of the rows, as a spreadsheet shows them
    cells: list[list[str]]


@dataclass(frozen=True)
class Roles:
    """What the columns of a ledger are."""

    compared: dict[str, str]  # heading -> role
    record: str | None  # the heading of the column that names a row


def read(file: Path, sheet: str | None, encoding: str | None) -> Ledger:
    """A file's rows. Errors: IntakeError."""
    found = sheets.inspect(file).sheets
    here = next((one for one in found if one.name == sheet), next((one for one in found if not one.hidden), found[0]))
    opened = sheets.open_table(file, sheet, encoding)
    try:
        rows = opened.rows()
        head = list(islice(rows, LOOK_AT))
        proposal = headers.propose(head, here.survey.merges, lambda heading: guessed.role(heading) is not None)
        skipping = headers.Skipping(proposal)
        labels = tuple(one.label for one in proposal.columns)
        guesses = tuple(guessed.role(one.path[-1]) if one.path else None for one in proposal.columns)
        ledger = Ledger(labels, guesses, [], [])
        for number, cells in (*(row for row in head if row[0] > proposal.last), *rows):
            if skipping.reason(cells) is None:
                ledger.numbers.append(number)
                ledger.cells.append([_text(cells[at]) if at < len(cells) else "" for at in range(len(labels))])
        return ledger
    finally:
        opened.close()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    return cell.text if isinstance(cell, CellFault) else text.as_text(cell)


def roles(ledger: Ledger, told: Mapping[str, str]) -> Roles:
    """What the columns are: as told (heading -> role, "" for none), else as their headings say. Errors: Problem."""
    for heading, role in told.items():
        if heading not in ledger.headings:
            raise Problem("no_column", heading=heading, known=", ".join(ledger.headings))
        if role and role != guessed.RECORD and role not in ROLES:
            raise Problem("no_column_role", role=role, known=", ".join((*ROLES, guessed.RECORD)))
    found = dict(zip(ledger.headings, ledger.guesses, strict=True)) | dict(told)
    compared = {heading: role for heading, role in found.items() if role and role != guessed.RECORD}
    if not compared:
        raise Problem("nothing_to_compare", known=", ".join(ledger.headings))
    return Roles(compared, next((heading for heading, role in found.items() if role == guessed.RECORD), None))


def search(first: Ledger, second: Ledger | None, meant: Roles) -> Found:
    """The rows that are the same, within one file or between two. Errors: Problem."""
    ledgers = [first, second] if second else [first]
    for one in ledgers:
        if missing := [heading for heading in meant.compared if heading not in one.headings]:
            raise Problem("no_column", heading=missing[0], known=", ".join(one.headings))
    side = np.repeat(np.arange(len(ledgers)), [len(one.cells) for one in ledgers]).astype(np.int8)
    return find(_table(ledgers, meant, side if second else None))


def _table(ledgers: Sequence[Ledger], meant: Roles, side: np.ndarray[tuple[int], np.dtype[np.int8]] | None) -> Table:
    columns = {
        heading: (role, [row[one.headings.index(heading)] for one in ledgers for row in one.cells])
        for heading, role in meant.compared.items()
    }
    return table(columns, side)


def names(ledger: Ledger, meant: Roles) -> list[str]:
    """What each row is called: by the column that names it, else by its number."""
    if meant.record not in ledger.headings:
        return [str(number) for number in ledger.numbers]
    at = ledger.headings.index(meant.record or "")
    return [row[at] for row in ledger.cells]


def write_pairs(goal: Path, called: Sequence[str], found: Found, least: float, language: str) -> int:
    """Each pair with its probability and reasons, the surest first; gives how many."""
    labels = [words.say(f"duplicates.{one}", language) for one in ("first", "second", "probability", "reasons")]
    at = np.flatnonzero(found.probability >= least)
    at = at[np.argsort(-found.probability[at], kind="stable")]
    return _write(goal, labels, (_pair(called, found, one, language) for one in at.tolist()))


def _pair(called: Sequence[str], found: Found, at: int, language: str) -> list[str]:
    first, second = called[found.first[at]], called[found.second[at]]
    return [first, second, f"{found.probability[at]:.4f}", reasons(found.model, found.weighed, at, language)]


def write_groups(goal: Path, ledger: Ledger, groups: Sequence[Sequence[int]], language: str) -> int:
    """The rows of each group with all their cells; gives how many rows."""
    labels = [words.say(f"duplicates.{one}", language) for one in ("group", "row")]
    return _write(goal, [*labels, *ledger.headings], _members(ledger, groups))


def _members(ledger: Ledger, groups: Sequence[Sequence[int]]) -> Iterator[list[str]]:
    for number, group in enumerate(groups, 1):
        for row in group:
            yield [str(number), str(ledger.numbers[row]), *map(spreadsheet.neutralise, ledger.cells[row])]


def _write(goal: Path, labels: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    count = 0
    with goal.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(labels)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
