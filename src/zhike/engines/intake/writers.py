"""Tables into files: .xlsx and .csv, as streams of rows.

Numbers stay numbers and dates dates. In .csv every text that a spreadsheet program would take for a formula is made
harmless by `zhike.kernel.values.spreadsheet`; what that adds, an import takes away again.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.places import Goal
from zhike.engines.intake.xlsx import output
from zhike.engines.intake.xlsx.output import Value
from zhike.kernel.values import spreadsheet

Shape = Literal["text", "long", "number", "money", "date", "datetime"]
ENCODINGS = {"utf-8": "utf-8-sig", "utf-8-sig": "utf-8-sig", "gb18030": "gb18030", "gbk": "gbk"}

_BLOCK = 2_000  # rows encoded at once
_SHOWN = 50  # characters listed in a refusal
_WIDTHS: dict[Shape, int] = {"text": 18, "long": 36, "number": 12, "money": 14, "date": 12, "datetime": 20}
_STYLES: dict[Shape, int] = {"money": output.MONEY, "date": output.DATE, "datetime": output.MOMENT}


@dataclass(frozen=True, kw_only=True)
class OutColumn:
    """One column of a file."""

    label: str
    shape: Shape = "text"


def write_xlsx(
    goal: Goal,
    title: str,
    columns: Sequence[OutColumn],
    rows: Iterable[Sequence[Value]],
    about: output.About | None = None,
) -> int:
    """Writes a workbook and gives the number of rows. Raises ``export.cell_too_long``."""
    return output.write_all(goal, [sheet(title, columns, rows)], about)


def sheet(title: str, columns: Sequence[OutColumn], rows: Iterable[Sequence[Value]]) -> output.OutSheet:
    """A sheet of a workbook."""
    widths = [max(_WIDTHS[one.shape], min(40, 2 * len(one.label) + 2)) for one in columns]
    styles = [_STYLES.get(one.shape, output.GENERAL) for one in columns]
    return output.OutSheet(title, [one.label for one in columns], widths, styles, rows)


def write_csv(
    goal: Goal, columns: Sequence[OutColumn], rows: Iterable[Sequence[Value]], encoding: str = "utf-8-sig"
) -> int:
    """Writes delimited text and gives the number of rows.

    GB18030 holds every character; plain GBK does not. Raises ``export.not_in_encoding`` with the characters that are
    missing, after the last row, so that all are named; ``encoding.unknown``.
    """
    codec = ENCODINGS.get(encoding)
    if codec is None:
        raise IntakeError("encoding.unknown", encoding=encoding, known=", ".join(ENCODINGS))
    missing: dict[str, None] = {}
    count = 0
    with goal.open("wb") as file:
        for text, number in _blocks(columns, rows):
            count += number
            try:
                block = text.encode(codec if not file.tell() else codec.removesuffix("-sig"))
            except UnicodeEncodeError:
                missing |= dict.fromkeys(one for one in text if not _fits(one, codec))
                continue
            if not missing:
                file.write(block)
    if missing:
        shown = "".join(list(missing)[:_SHOWN]) + ("…" if len(missing) > _SHOWN else "")
        raise IntakeError("export.not_in_encoding", encoding=encoding, characters=shown, count=len(missing))
    return count


def _blocks(columns: Sequence[OutColumn], rows: Iterable[Sequence[Value]]) -> Iterator[tuple[str, int]]:
    """The text of many rows at once, and how many they are."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([spreadsheet.neutralise(one.label) for one in columns])
    count = 0
    for row in rows:
        writer.writerow([_plain(value) for value in row])
        count += 1
        if count == _BLOCK:
            yield buffer.getvalue(), count
            buffer.seek(0)
            buffer.truncate()
            count = 0
    yield buffer.getvalue(), count


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return spreadsheet.neutralise(value)
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value) if not isinstance(value, dt.date) else value.isoformat()


def _fits(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
