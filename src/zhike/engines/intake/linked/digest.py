"""What the columns of a sheet say, as numbers: enough to see which columns of two sheets say the same."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import orjson

from zhike.engines.intake import sheets
from zhike.engines.intake.linked.linker import said
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import Cells

ROWS = 50_000  # of a sheet that are compared
_COLUMNS = 60
_REMEMBERED = 12
_MEANS = ("object", "mode", "match", "also_match", "defaults", "mapping", "bad_cells", "existing", "append")


@dataclass(frozen=True)
class Digest:
    """A sheet, column by column."""

    numbers: Sequence[int]  # of the rows
    columns: Sequence[Sequence[int]]  # for each column and row a number of what stands there; 0: nothing
    whole: bool  # all rows were read

    def column(self, at: int) -> Sequence[int]:
        """One column; of those far to the right nothing is known."""
        return self.columns[at] if at < len(self.columns) else array("q", bytes(8 * len(self.numbers)))


_known: OrderedDict[tuple[Place, str], Digest] = OrderedDict()


def of(place: Place, found: Source, wanted: Plan) -> Digest:
    """The digest of a sheet of a kept file, which never changes. Errors: IntakeError."""
    asked = {name: one for name, one in wanted.as_json().items() if name not in _MEANS}
    key = (place, orjson.dumps(asked).decode())
    if key not in _known:
        _known[key] = _read(place, found)
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return _known[key]


def _read(place: Place, found: Source) -> Digest:
    numbers: array[int] = array("q")
    columns: list[array[int]] = []
    for number, cells in rows_of(place, found):
        if len(numbers) == ROWS:
            return Digest(numbers, columns, whole=False)
        for at, cell in enumerate(cells[:_COLUMNS]):
            if at == len(columns):
                columns.append(array("q", bytes(8 * len(numbers))))
            word = said(cell)
            columns[at].append(0 if word is None else hash(word) or 1)
        for one in columns[len(cells) :]:
            one.append(0)
        numbers.append(number)
    return Digest(numbers, columns, whole=True)


def rows_of(place: Place, found: Source) -> Iterator[tuple[int, Cells]]:
    """The records of a sheet, with the cells of its columns. Errors: IntakeError."""
    table = sheets.open_table(place, found.info.key_of(found.sheet), found.encoding, found.delimiter)
    try:
        for number, cells, no_record in replace(found, table=table).records():
            if no_record is None:
                yield number, found.shape(cells) if found.shape else cells
    finally:
        table.close()
