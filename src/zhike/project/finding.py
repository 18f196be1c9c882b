"""Duplicates in a file, at the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from zhike.engines.duplicates.headings import RECORD
from zhike.kernel import words
from zhike.kernel.errors import Malformed
from zhike.project import console, files, ledger


def find(
    file: Path,
    other: Path | None,
    told: Mapping[str, str],
    *,
    sheet: str | None,
    encoding: str | None,
    least: float,
    goal: Path | None,
    pairs: Path | None,
) -> None:
    """Say what the columns are taken for, find the rows that are the same, and write them down. Errors: Problem."""
    language = files.language()
    with files.in_words():
        first, second = _read(file, sheet, encoding), _read(other, sheet, encoding) if other else None
    meant = ledger.roles(first, told)
    for heading in first.headings:
        role = RECORD if heading == meant.record else meant.compared.get(heading)
        said = words.say(f"duplicates.role.{role}", language) if role else console.word("column_left_out")
        console.say(f"  {heading}: {said}" + (f" ({role})" if role else ""))
    with console.step(console.word("duplicates")):
        found = ledger.search(first, second, meant)
    groups = [one.rows for one in found.groups(least)]
    console.say(console.word("duplicates_found", pairs=len(found.least(least)), groups=len(groups)))
    if goal and not second:
        ledger.write_groups(goal, first, groups, language)
        console.say(console.word("duplicates_groups", file=goal))
    if pairs:
        called = [name for one in (first, second) if one for name in ledger.names(one, meant)]
        ledger.write_pairs(pairs, called, found, least, language)
        console.say(console.word("duplicates_pairs", file=pairs))


def _read(file: Path, sheet: str | None, encoding: str | None) -> ledger.Ledger:
    if not file.is_file():
        raise Malformed("intake.no_file", path=file)
    with console.step(file.name):
        return ledger.read(file, sheet, encoding)
