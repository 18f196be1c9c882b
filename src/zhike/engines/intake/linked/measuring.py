"""How many rows of a sheet find the record that a link names, in the file or among the records, and which do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from zhike.engines.intake.linked import digest
from zhike.engines.intake.linked.digest import Digest
from zhike.engines.intake.linked.linker import plain
from zhike.engines.intake.linked.plan import Link, Linked
from zhike.engines.intake.places import Place
from zhike.engines.intake.source import Source
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.values import excerpt
from zhike.kernel.write import links

EXAMPLES = 20
_LOOKED_UP = 2_000  # different values that are looked for among the records


@dataclass
class Measured:
    """The rows of one link."""

    rows: int = 0
    found: int = 0  # whose value stands in one row of the other sheet
    records: int = 0  # of the others: whose value names a record that is there
    missing: int = 0  # whose value names nothing
    twice: int = 0  # whose value stands in several rows of the other sheet
    blank: int = 0
    exact: bool = True  # all rows of both sheets were looked at
    examples: list[tuple[int, str, str]] = field(default_factory=list)  # row, value, ``missing`` or ``twice``


def measure(actor: Actor, place: Place, linked: Linked, sources: Sequence[Source], at: int, link: Link) -> Measured:
    """What becomes of one link of a sheet. Errors: IntakeError."""
    child = digest.of(place, sources[at], linked.parts[at].plan)
    told = Measured(rows=len(child.numbers), exact=child.whole)
    if link.column is None:
        told.blank = told.rows
        return told
    known: dict[int, int] = {}
    if link.sheet is not None and link.key is not None:
        other = linked.place(link.sheet)
        parent = digest.of(place, sources[other], linked.parts[other].plan)
        told.exact = child.whole and parent.whole
        for value in parent.column(link.key):
            known[value] = known.get(value, 0) + 1
    open_ = _sort(child, link.column, known, told)
    if open_:
        _look_up(actor, place, linked, sources[at], at, link, open_, told)
    return told


def _sort(child: Digest, column: int, known: dict[int, int], told: Measured) -> dict[int, bool]:
    """Counts rows; gives those that do not find one row, by number, and whether they find several."""
    open_: dict[int, bool] = {}
    for number, value in zip(child.numbers, child.column(column), strict=True):
        times = known.get(value, 0) if value else 0
        if not value:
            told.blank += 1
        elif times == 1:
            told.found += 1
        elif times:
            told.twice += 1
            open_[number] = True
        else:
            told.missing += 1
            open_[number] = False
    return open_


def _look_up(
    actor: Actor, place: Place, linked: Linked, found: Source, at: int, link: Link, open_: dict[int, bool],
    told: Measured,
) -> None:  # fmt: skip
    """Tells records that are there from what names nothing, with examples."""
    column = link.column or 0
    last = max(open_)
    said: list[tuple[int, str]] = []
    for number, cells in digest.rows_of(place, found):
        if number in open_ and column < len(cells):
            said.append((number, plain(cells[column]) or ""))
        if number >= last:
            break
    different = list(dict.fromkeys(value for number, value in said if not open_[number]))
    there = _records(actor, linked.parts[at].plan.object, link.field, different[:_LOOKED_UP])
    told.exact = told.exact and len(different) <= _LOOKED_UP
    for number, value in said:
        if not open_[number] and value in there:
            told.records += 1
            told.missing -= 1
        elif len(told.examples) < EXAMPLES:
            told.examples.append((number, excerpt(value), "twice" if open_[number] else "missing"))


def _records(actor: Actor, name: str, link: str, values: Iterable[str]) -> set[str]:
    """The values that name one record, as the write path would find it."""
    wanted = {one for one in values if one}
    if not wanted:
        return set()
    other = specs.of(actor, specs.of(actor, name).fields[link].to or "")
    with db.transaction(actor.tenant_id) as tx:
        found = links.by_words(tx, actor, other, wanted)
    return {value for value, ids in found.items() if len(ids) == 1}
