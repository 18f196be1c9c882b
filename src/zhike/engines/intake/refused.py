"""The refused rows of an import as a file: the same columns, what is wrong in words, and the number of the row.

A person mends the values and imports the file again; the added columns then go to no field.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from zhike.engines.intake import writers
from zhike.engines.intake.headers import Heading
from zhike.engines.intake.places import Goal
from zhike.engines.intake.table import Cell, CellFault, Cells, Row
from zhike.engines.intake.writers import OutColumn
from zhike.engines.intake.xlsx.output import LONGEST, Value
from zhike.kernel.values import spreadsheet

_UNDECODED = re.compile("[\ud800-\udfff]")


def write(
    goal: Goal, columns: Sequence[Heading], rows: Iterable[Row], reasons: Iterable[tuple[int, str]],
    labels: Mapping[str, str], *, delimited: bool,
) -> int:  # fmt: skip
    """Writes the rows that `reasons` names, in order of their numbers; gives how many.

    `labels` has the headings ``reason`` and ``row`` in the person's language. Rows may have gaps; a reason without its
    row (the file has changed since) is left out.
    """
    out = [OutColumn(label=one.label) for one in columns]
    out += [OutColumn(label=labels["reason"], shape="long"), OutColumn(label=labels["row"], shape="number")]
    lines = _lines([one.index for one in columns], rows, reasons)
    if delimited:  # what was made harmless in the file is so again, and not twice
        restored = ([spreadsheet.restore(one) if isinstance(one, str) else one for one in line] for line in lines)
        return writers.write_csv(goal, out, restored)
    return writers.write_xlsx(goal, labels["reason"], out, lines)


def _lines(indexes: Sequence[int], rows: Iterable[Row], reasons: Iterable[tuple[int, str]]) -> Iterator[list[Value]]:
    waiting = iter(reasons)
    wanted = next(waiting, None)
    for number, cells in rows:
        while wanted is not None and wanted[0] < number:
            wanted = next(waiting, None)
        if wanted is None:
            return
        if wanted[0] == number:
            yield [*(value(cells, index) for index in indexes), wanted[1], number]


def value(cells: Cells, index: int) -> Value:
    """A cell as it is written again."""
    cell: Cell = cells[index] if index < len(cells) else None
    if isinstance(cell, CellFault):
        return cell.text if cell.code == "cell.error" else f"={cell.text}"
    if isinstance(cell, str):
        return _UNDECODED.sub(lambda match: f"\\x{ord(match[0]) & 0xFF:02x}", cell)[:LONGEST]
    if isinstance(cell, dt.time):
        return cell.isoformat()
    return cell
