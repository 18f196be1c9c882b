"""What fills the links of a sheet with the records that rows of other sheets have become."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.engines.intake.batches import Named
from zhike.engines.intake.linked import rows as done
from zhike.engines.intake.linked.order import Order
from zhike.engines.intake.linked.plan import Link, Linked
from zhike.engines.intake.linked.rows import Found
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import Cell, CellFault, Cells
from zhike.kernel import db
from zhike.kernel.errors import Fault
from zhike.kernel.values import Bad, empty, excerpt, text

_LONGEST = 1_000  # characters of a key
_ID = re.compile(r"[1-9]\d{0,17}", re.ASCII)


def said(cell: Cell) -> str | None:
    """What a cell says as a key, however it is written; None if it says nothing."""
    if cell is None or cell == "" or isinstance(cell, CellFault) or empty.is_empty(cell):
        return None
    try:
        return text.fold(text.clean(text.as_text(cell))[:_LONGEST]) or None
    except Bad:
        return None


@dataclass(frozen=True, kw_only=True)
class Linker:
    """The links of one sheet in one pass, and the columns by which others name its rows."""

    tenant_id: int
    job: int
    place: int  # of the sheet among those of the import
    links: tuple[Link, ...]
    later: tuple[str, ...] = ()  # fields whose links are written in the second pass
    keys: tuple[int, ...] = ()  # columns that others go by; `rows.SELF` for the row itself
    linked: Linked
    shape: Any = None  # makes of the cells of the file those of the columns

    @property
    def _columns(self) -> list[int]:
        named = [at for one in self.links for at in (one.column, one.record) if at is not None]
        return list(dict.fromkeys([*(at for at in self.keys if at >= 0), *named]))

    def named(self, cells: Cells) -> Named:
        """What the columns that name rows say."""
        shaped = self.shape(cells) if self.shape else cells
        return tuple(plain(shaped[at]) if at < len(shaped) else None for at in self._columns)

    def put(self, rows: Sequence[dict[str, Any]], named: Sequence[Named]) -> list[set[str]]:
        """Fills the links of rows; a fault stands where they cannot be. Gives those whose record is still to come."""
        coming: list[set[str]] = [set() for _ in rows]
        for row in rows:
            for name in self.later:
                row.pop(name, None)
        if self.links and rows:
            with db.transaction(self.tenant_id) as tx:
                for link in reversed(self.links):  # of several sheets for one field, the first that has it wins
                    self._fill(tx, link, rows, named, coming)
        return coming

    def _fill(
        self, tx: db.Transaction, link: Link, rows: Sequence[dict[str, Any]], named: Sequence[Named],
        coming: list[set[str]],
    ) -> None:  # fmt: skip
        places = {at: n for n, at in enumerate(self._columns)}

        def of(one: Named, at: int | None) -> str | None:
            return None if at is None else one[places[at]]

        words = {said(of(one, link.column)) for one in named} - {None}
        found: Mapping[str, Found] = {}
        if link.sheet is not None and link.key is not None and words:
            place = self.linked.place(link.sheet)
            found = done.by_word(tx, self.job, place, link.key, {one for one in words if one})
        for row, one, soon in zip(rows, named, coming, strict=True):
            own, key = of(one, link.record), of(one, link.column)
            if own is not None and _ID.fullmatch(own):
                row[link.field] = int(own)
                soon.discard(link.field)
            elif (word := said(key)) is not None and word in found:
                _settle(link, found[word], key or "", row, soon)
            elif key is not None and link.field not in row:
                row[link.field] = key  # looked for among the records that are there

    def keep(
        self, tx: db.Transaction, numbers: Sequence[int], named: Sequence[Named], records: Sequence[int | None]
    ) -> None:
        """Note rows that others may name."""
        if not self.keys or not numbers:
            return
        places = {at: n for n, at in enumerate(self._columns)}
        words = {
            at: [None if at < 0 else said(one[places[at]]) for one in named] for at in self.keys
        }  # fmt: skip
        done.keep(tx, self.job, self.place, numbers, records, words)


def _settle(link: Link, found: Found, key: str, row: dict[str, Any], soon: set[str]) -> None:
    data = {"value": excerpt(key), "sheet": link.sheet or "", "row": found.row}
    if found.other is not None:
        row[link.field] = Fault("import.linked_twice", {**data, "other": found.other})
    elif found.record is None:
        row[link.field] = Fault("import.linked_refused", data)
    elif found.record:
        row[link.field] = found.record
    else:
        row.pop(link.field, None)
        soon.add(link.field)


def plain(cell: Cell) -> str | None:
    """A cell as text that can be looked for."""
    if cell is None or cell == "" or isinstance(cell, CellFault) or empty.is_empty(cell):
        return None
    try:
        return text.clean(text.as_text(cell)).strip()[:_LONGEST] or None
    except Bad:
        return None


def of(
    tenant_id: int, job: int, linked: Linked, order: Order, place: int, source: Source, *, again: bool = False
) -> Linker:
    """The linker of a sheet; `again`: of its second pass."""
    part = linked.parts[place]
    later = tuple(one for at, one in sorted(order.later) if at == place)
    links = tuple(one for one in part.links or () if (one.field in later) == again and does(one))
    asked = later or part.plan.bad_cells == "leave_out"  # rows that go in, and are looked at again
    keys = [] if again else [*([done.SELF] if asked else []), *_named_by(linked, place)]
    return Linker(
        tenant_id=tenant_id, job=job, place=place, links=links, later=() if again else later,
        keys=tuple(dict.fromkeys(keys)), linked=linked, shape=source.shape,
    )  # fmt: skip


def does(link: Link) -> bool:
    """Whether a link says where its record is found."""
    return link.sheet is not None or link.record is not None or link.column is not None


def _named_by(linked: Linked, place: int) -> Iterable[int]:
    """The columns of a sheet by which others name its rows."""
    name = linked.parts[place].sheet
    return [
        link.key for part in linked.parts for link in part.links or () if link.sheet == name and link.key is not None
    ]
