"""The rows on the workbench, page by page, and the cells that were mended; sealed, as all files of the engine are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.engines.intake.source import edited
from zhike.engines.intake.table import Cell, CellFault, Cells, Row
from zhike.kernel import db
from zhike.kernel.secrets import vault
from zhike.kernel.secrets.vault import Lock

ROWS = 500  # of a page
PLACE = b"import rows"
# what becomes of a row, as a page keeps it
LETTERS = {"created": "c", "updated": "u", "unchanged": "n", "refused": "r", "skipped": "s"}
OUTCOMES = {letter: name for name, letter in LETTERS.items()}

Edits = Mapping[int, Mapping[int, Cell]]  # number of a row -> index of a column -> cell


@dataclass(frozen=True, kw_only=True)
class Page:
    """Rows as they were read."""

    number: int
    rows: Sequence[Row]
    outcomes: str = ""


def pack(rows: Iterable[Row]) -> str:
    """Rows as text that `unpack` reads."""
    return orjson.dumps([[number, [_packed(cell) for cell in cells]] for number, cells in rows]).decode()


def unpack(packed: str) -> list[Row]:
    """Rows again, each cell of the type that it had."""
    return [(number, [_unpacked(cell) for cell in cells]) for number, cells in orjson.loads(packed)]


def _packed(cell: Cell) -> Any:
    if isinstance(cell, str):
        # Bytes that are no text stand there as halves of pairs, which JSON cannot hold.
        return cell if cell.isascii() or cell.isprintable() else {"s": cell.encode("utf-8", "surrogatepass").hex()}
    if cell is None or isinstance(cell, bool | float):
        return cell
    if isinstance(cell, int):
        return cell if -(2**53) < cell < 2**53 else {"i": str(cell)}
    if isinstance(cell, CellFault):
        return {"f": [cell.code, cell.text]}
    if isinstance(cell, dt.datetime):
        return {"m": cell.isoformat()}
    return {"d": cell.isoformat()} if isinstance(cell, dt.date) else {"t": cell.isoformat()}


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell  # type: ignore[no-any-return]
    ((kind, value),) = cell.items()
    if kind == "s":
        return bytes.fromhex(value).decode("utf-8", "surrogatepass")
    if kind == "f":
        return CellFault(*value)
    if kind == "i":
        return int(value)
    if kind == "m":
        return dt.datetime.fromisoformat(value)
    return dt.date.fromisoformat(value) if kind == "d" else dt.time.fromisoformat(value)


def store(tx: db.Transaction, upload: str, page: Page, generation: int) -> None:
    """Put a page there, or what is known of it anew."""
    tx.execute(
        "INSERT INTO intake_benchpage (tenant_id, upload, number, first, last, count, rows, outcomes, generation)"
        f" VALUES ({tx.tenant_id}, %s, %s, %s, %s, %s, %s, %s, %s)",
        (
            upload, page.number, page.rows[0][0], page.rows[-1][0], len(page.rows),
            _lock(tx).seal(PLACE, pack(page.rows)), page.outcomes, generation,
        ),
    )  # fmt: skip


_COLUMNS = "number, rows, outcomes"


def load(tx: db.Transaction, upload: str, numbers: Sequence[int]) -> list[Page]:
    """Pages by their numbers, in order; those that are not there are missing."""
    found = tx.rows(
        f"SELECT {_COLUMNS} FROM intake_benchpage WHERE tenant_id = {tx.tenant_id} AND upload = %s"
        " AND number = ANY(%s::int[]) ORDER BY number",
        (upload, list(numbers)),
    )
    return [_page(tx, *row) for row in found]


def holding(tx: db.Transaction, upload: str, rows: Iterable[int]) -> list[Page]:
    """The pages that hold rows with these numbers."""
    found = tx.rows(
        f"SELECT {_COLUMNS} FROM intake_benchpage WHERE tenant_id = {tx.tenant_id} AND upload = %s AND number IN"
        f" (SELECT (SELECT p.number FROM intake_benchpage p WHERE p.tenant_id = {tx.tenant_id} AND p.upload = %s"
        " AND p.first <= w ORDER BY p.first DESC LIMIT 1) FROM unnest(%s::bigint[]) AS w) ORDER BY number",
        (upload, upload, sorted(set(rows))),
    )
    return [_page(tx, *row) for row in found]


def _page(tx: db.Transaction, number: int, rows: str, outcomes: str) -> Page:
    return Page(number=number, rows=unpack(_lock(tx).open(PLACE, rows)), outcomes=outcomes)


def told(tx: db.Transaction, upload: str, page: Page, generation: int | None = None) -> None:
    """Keep what becomes of the rows of a page; with a generation, the whole page is checked by it."""
    tx.execute(
        "UPDATE intake_benchpage SET outcomes = %s, generation = coalesce(%s, generation)"
        f" WHERE tenant_id = {tx.tenant_id} AND upload = %s AND number = %s",
        (page.outcomes, generation, upload, page.number),
    )


def edits(tx: db.Transaction, upload: str, first: int = 0, last: int | None = None) -> dict[int, dict[int, Cell]]:
    """The mended cells of the rows with numbers from `first` to `last`."""
    found: dict[int, dict[int, Cell]] = {}
    lock = _lock(tx)
    rows = tx.rows(
        f"SELECT row, at, value FROM intake_benchedit WHERE tenant_id = {tx.tenant_id} AND upload = %s"
        " AND row BETWEEN %s AND %s",
        (upload, first, last if last is not None else 2**62),
    )
    for row, at, value in rows:
        found.setdefault(row, {})[at] = lock.open(PLACE, value) or None
    return found


def mend(tx: db.Transaction, upload: str, cells: Sequence[tuple[int, int, str]]) -> None:
    """Put other words into cells: (number of the row, index of the column, what it says now)."""
    lock = _lock(tx)
    rows, columns, values = zip(*((row, at, lock.seal(PLACE, value)) for row, at, value in cells), strict=True)
    tx.execute(
        "INSERT INTO intake_benchedit (tenant_id, upload, row, at, value)"
        f" SELECT {tx.tenant_id}, %s, s.row, s.at, s.value"
        " FROM unnest(%s::bigint[], %s::int[], %s::text[]) AS s(row, at, value)"
        " ON CONFLICT (tenant_id, upload, row, at) DO UPDATE SET value = excluded.value",
        (upload, list(rows), list(columns), list(values)),
    )


def as_mended(rows: Iterable[Row], changed: Edits) -> Iterator[tuple[int, Cells]]:
    """Rows with their mended cells."""
    for number, cells in rows:
        here = changed.get(number)
        yield number, edited(cells, here) if here else cells


def _lock(tx: db.Transaction) -> Lock:
    return vault.of(tx.tenant_id).own
