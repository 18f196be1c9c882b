"""A file opened with a plan: its headings, what each column goes to, and the rows that are records."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from zhike.engines.intake import fields, headers, mapping, shaping, sheets, synonyms
from zhike.engines.intake.cells import Assembler
from zhike.engines.intake.headers import Heading, Proposal
from zhike.engines.intake.mapping import Column
from zhike.engines.intake.places import Place
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.sheets import FileInfo, SheetInfo
from zhike.engines.intake.synonyms import Target
from zhike.engines.intake.table import Cell, Cells, Merge, Row, Table
from zhike.kernel import words
from zhike.kernel.errors import Malformed

_LOOK_AT = 300  # rows from which columns are judged
_SHARED = {"region": ("province", "city", "district"), "birthday": (None, "calendar")}  # kinds of several columns


Shaper = Callable[[Cells], Cells] | None


@lru_cache(maxsize=64)
def inspected(place: Place, name: str) -> FileInfo:
    """`sheets.inspect` of a kept file, which never changes."""
    return sheets.inspect(place, name=name)


LEFT_OUT = -1  # stands for a column among the edits of a row that somebody leaves out


@dataclass(frozen=True, kw_only=True)
class Source:
    """What an import reads."""

    info: FileInfo
    sheet: SheetInfo
    encoding: str | None
    delimiter: str | None
    table: Table
    head: Sequence[Row]
    proposal: Proposal
    columns: tuple[Column, ...]
    targets: tuple[Target, ...]
    made: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # index of a made column -> those it is made of
    shape: Shaper = None  # what makes of the cells of the file those of the columns
    edits: Mapping[int, Mapping[int, Cell]] = field(default_factory=dict)  # number of a row -> index -> cell instead

    @cached_property
    def implied(self) -> dict[str, str]:
        """Values that follow from the headings: whoever has a 姓名 is a person."""
        open_ = {one.name: one.options for one in self.targets} | {one.field: () for one in self.columns if one.field}
        paths = {one.index: one.path for one in self.proposal.columns}
        return {
            name: value
            for one in self.columns
            if one.field and paths.get(one.index)
            for name, value in synonyms.implied(one.field, paths[one.index][-1]).items()
            if value in open_.get(name, ())
        }

    def unclear(self, index: int) -> bool:
        """Whether dates of a column do not say which number is the month."""
        kinds = {one.name: one.kind for one in self.targets}
        field = next((one.field for one in self.columns if one.index == index), None)
        if kinds.get(field or "") not in ("date", "datetime", "birthday"):
            return False
        below = _below(self.head, self.proposal, self.shape)
        return shaping.unclear(cells[index] for _, cells in below if index < len(cells))

    @cached_property
    def lists(self) -> set[str]:
        """The fields that hold several values."""
        return {one.name for one in self.targets if one.kind in ("choices", "tags")}

    @property
    def total(self) -> int:
        """Rows below the headings; of an .xlsx an upper bound."""
        above = sum(1 for number, _ in self.head if number <= self.proposal.last)
        return max(0, self.sheet.survey.rows - above)

    @property
    def delimited(self) -> bool:
        """Whether the file is text."""
        return self.info.kind == "text"

    def assembler(self, *, shaped: bool = True) -> Assembler:
        """What makes values of rows; not `shaped` of cells that are as the columns have them."""
        below = [cells for _, cells in _below(self.head, self.proposal, self.shape)]
        values = {one.index: [row[one.index] for row in below if one.index < len(row)] for one in self.columns}
        return Assembler(
            self.columns, fields.spoken(self.targets, self.columns, values), delimited=self.delimited,
            shape=self.shape if shaped else None,
        )  # fmt: skip

    def records(self, after: int = 0) -> Iterator[tuple[int, Cells, str | None]]:
        """Number and cells of the rows below the headings, and why a row is no record, if it is none."""
        start = max(after, self.proposal.last)
        down = [one for one in self.sheet.survey.merges if one.bottom > max(one.top, self.proposal.last)]
        skipping = headers.Skipping(self.proposal)
        for number, given in self._rows(start, down):
            edits = self.edits.get(number)
            cells = edited(given, edits) if edits else given
            yield number, cells, skipping.reason(cells)

    def _rows(self, start: int, down: list[Merge]) -> Iterator[Row]:
        if not down:
            yield from self.table.rows(start)
            return
        # What is merged over several rows stands in the first of them, which may lie before the start.
        for number, cells in sheets.fill_down(self.table.rows(self.proposal.last), down):
            if number > start:
                yield number, cells

    def settled(self, plan: Plan) -> Plan:
        """The plan with everything decided, as a job keeps it."""
        return replace(
            plan,
            sheet=None if self.delimited else self.sheet.name,
            encoding=self.encoding,
            delimiter=self.delimiter,
            header_row=self.proposal.rows[0] if self.proposal.rows else 0,
            header_rows=len(self.proposal.rows),
            mapping={one.index: one.field for one in self.columns},
        )


def edited(cells: Cells, edits: Mapping[int, Cell]) -> Cells:
    """The cells of a row with some of them replaced; of one that stays out there is nothing left."""
    if LEFT_OUT in edits:
        return [None] * len(cells)
    found = list(cells) + [None] * (max(edits) + 1 - len(cells))
    for at, cell in edits.items():
        found[at] = cell
    return found


def _below(head: Sequence[Row], proposal: Proposal, shape: Shaper) -> list[Row]:
    below = [row for row in head if row[0] > proposal.last]
    return [(number, shape(cells)) for number, cells in below] if shape else below


def _proposed(
    headings: Sequence[Heading], below: Sequence[Row], targets: tuple[Target, ...], plan: Plan
) -> tuple[Column, ...]:
    """A field for each column. What is made of columns that go nowhere takes their place."""
    nowhere = {at for at, name in (plan.mapping or {}).items() if name is None} if plan.shape.made else set[int]()
    used = {name for name in (plan.mapping or {}).values() if name} if plan.shape.made else set[str]()
    free = tuple(one for one in targets if one.name not in used)
    made = [one for one in headings if plan.mapping is not None and one.index not in plan.mapping]
    if not plan.shape.made or not made:
        return mapping.propose(headings, below, targets)
    others = mapping.propose([one for one in headings if one.index not in nowhere and one not in made], below, targets)
    silent = mapping.propose([one for one in headings if one.index in nowhere], below, ())
    return tuple(sorted((*others, *silent, *mapping.propose(made, below, free)), key=lambda one: one.index))


def _width(proposal: Proposal) -> int:
    return max((one.index for one in proposal.columns), default=-1) + 1


def _all_headings(proposal: Proposal, plan: Plan) -> tuple[Heading, ...]:
    """Those of the file, and of the columns that are made of them."""
    made, width = plan.shape.made, _width(proposal)
    return (*proposal.columns, *(one.heading(width + at, proposal.columns) for at, one in enumerate(made)))


def open_source(
    place: Place, name: str, plan: Plan, targets: tuple[Target, ...], language: str = words.DEFAULT
) -> Source:
    """Opens a file; whoever opens it closes `table`. `language` is that of the headings of cards.

    Errors: IntakeError, Malformed.
    """
    info = inspected(place, name)
    sheet = _sheet(info, plan.sheet)
    encoding = plan.encoding or (info.encodings[0].encoding if info.encodings else None)
    table = sheets.open_table(place, info.key_of(sheet), encoding, plan.delimiter or info.delimiter, language=language)
    try:
        head = list(itertools.islice(table.rows(), _LOOK_AT))
        open_to = fields.fillable(targets, info.kind)
        proposal = _headings(head, sheet.survey.merges, plan, open_to)
        shape = plan.shape.of(_width(proposal))
        headings = _all_headings(proposal, plan)
        columns = _proposed(headings, _below(head, proposal, shape), open_to, plan)
        if plan.mapping is not None:
            chosen = {one.index: one.field for one in columns if one.index >= _width(proposal)} | dict(plan.mapping)
            columns = _mapped(columns, headings, chosen, open_to)
    except BaseException:
        table.close()
        raise
    return Source(
        info=info, sheet=sheet, encoding=encoding, delimiter=plan.delimiter or info.delimiter, table=table, head=head,
        proposal=proposal, columns=columns, targets=targets, shape=shape,
        made={_width(proposal) + at: one.columns for at, one in enumerate(plan.shape.made)},
    )  # fmt: skip


def first_rows(place: Place, info: FileInfo, sheet: SheetInfo) -> list[Row]:
    """The rows among which the headings of a sheet are looked for. Errors: IntakeError."""
    encoding = info.encodings[0].encoding if info.encodings else None
    table = sheets.open_table(place, info.key_of(sheet), encoding, info.delimiter)
    try:
        return list(itertools.islice(table.rows(), headers.LOOK_AT))
    finally:
        table.close()


def _sheet(info: FileInfo, name: str | None) -> SheetInfo:
    visible = [one for one in info.sheets if not one.hidden] or list(info.sheets)
    if not name:
        return visible[0]
    found = next((one for one in info.sheets if one.name == name), None)
    if found is None:
        raise Malformed("sheet.unknown", name=name[:60], known="、".join(one.name for one in info.sheets))
    return found


def _headings(head: Sequence[Row], merges: tuple[Merge, ...], plan: Plan, targets: tuple[Target, ...]) -> Proposal:
    known = mapping.knows(targets)
    if plan.header_row is None:
        return headers.propose(head, merges, known)
    if plan.header_row == 0:
        return headers.build(head, merges, ())
    if plan.header_rows:
        return headers.build(head, merges, range(plan.header_row, plan.header_row + plan.header_rows))
    return headers.build(head, merges, headers.lines_from(head, plan.header_row, merges, known))


def _mapped(
    proposed: tuple[Column, ...],
    headings: Sequence[Heading],
    chosen: Mapping[int, str | None],
    targets: tuple[Target, ...],
) -> tuple[Column, ...]:
    """The columns as the person wants them. Errors: Malformed."""
    kinds = {one.name: one.kind for one in targets}
    wanted = {one.index: chosen.get(one.index) for one in proposed}
    for used, times in Counter(one for one in wanted.values() if one).items():
        if used not in kinds:
            raise Malformed("import.unknown_field", field=used[:60])
        if times > len(_SHARED.get(kinds[used], ("",))):
            raise Malformed("import.field_twice", field=used)
    paths = {one.index: one.path for one in headings}
    found: list[Column] = []
    taken: set[tuple[str, str | None]] = set()
    for one in proposed:
        name = wanted[one.index]
        if name is None:
            found.append(replace(one, field=None, part=None, confidence=0.0, by=None))
            continue
        alone = sum(other == name for other in wanted.values()) == 1
        part = synonyms.part(kinds[name], paths[one.index][-1]) if paths[one.index] else None
        free = [other for other in _SHARED.get(kinds[name], (None,)) if (name, other) not in taken]
        if not alone and (part not in free):
            part = free[0]
        part = None if alone and part == "calendar" else part
        taken.add((name, part))
        same = one.field == name
        found.append(
            replace(
                one,
                field=name,
                part=part,
                confidence=one.confidence if same else 1.0,
                by=one.by if same else "person",
            )
        )
    return tuple(found)
