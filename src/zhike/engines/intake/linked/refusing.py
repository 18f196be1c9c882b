"""The refused rows of linked sheets as one workbook with the same sheets, to be mended and imported again.

Beside each row stand the ids of the records that its links have found, as what linked the sheets may be known to
nobody when the file comes back; and of rows that went in without some of their values their own id.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhike.engines.connect import storage
from zhike.engines.intake import importing, refused, writers
from zhike.engines.intake.headers import Heading
from zhike.engines.intake.linked import linker, proposing, rows
from zhike.engines.intake.places import Goal
from zhike.engines.intake.source import Source
from zhike.engines.intake.spool import Refusal
from zhike.engines.intake.writers import OutColumn
from zhike.engines.intake.xlsx import output
from zhike.engines.intake.xlsx.output import Value
from zhike.kernel import db, words
from zhike.kernel.errors import Fault
from zhike.kernel.secrets.scratch import Scratch

if TYPE_CHECKING:
    from zhike.engines.intake.linked.running import Run

_CHUNK = 500


def kept(one: Run) -> dict[str, Any] | None:
    """The workbook, as the value of a file field; None if no row was refused."""
    if not any(size for sizes in one.state["refused"] for size in sizes):
        return None
    with Scratch() as place:
        write(place, one)
        with place.open("rb") as file:
            chunks = iter(lambda: file.read(1 << 20), b"")
            return storage.keep_a_while(one.actor, name(one), chunks, most=importing.MOST).value()


def name(one: Run) -> str:
    """What the workbook is called."""
    return words.say("intake.refused_name", one.actor.language, name=Path(one.name).stem) + ".xlsx"


def write(goal: Goal, one: Run) -> int:
    """Writes the workbook and gives the number of its rows."""
    return output.write_all(goal, _sheets(one))


def _sheets(one: Run) -> Iterator[output.OutSheet]:
    for place, part in enumerate(one.linked.parts):
        with importing.opened(one.actor, one.place, one.name, part.plan, open_ended=True) as source:
            yield _sheet(one, place, source)


def _sheet(one: Run, place: int, source: Source) -> output.OutSheet:
    language, spec = one.actor.language, one.specs[place]
    links = list(dict.fromkeys(link.field for link in one.linked.parts[place].links or () if linker.does(link)))
    labels = [proposing.record_label(spec, field, language) for field in links]
    own = words.say("intake.linked_id", language)
    added = {*proposing.headings_of_ids(spec), *proposing.own_labels(), *proposing.told_labels()}
    columns = [heading for heading in source.proposal.columns if heading.label not in added]
    out = [OutColumn(label=heading.label) for heading in columns]
    out += [OutColumn(label=label, shape="number") for label in labels]
    out += [OutColumn(label=own, shape="number")] if _went_in(one, place) else []
    out += [
        OutColumn(label=words.say("intake.reason", language), shape="long"),
        OutColumn(label=words.say("intake.row", language), shape="number"),
    ]
    lines = _lines(one, place, source, columns, links, own=_went_in(one, place))
    return writers.sheet(one.linked.parts[place].sheet, out, lines)


def _found(one: Run, place: int) -> Iterator[Refusal]:
    """The refusals of a sheet, in the order of its rows; what is wrong with one row in both passes stands together."""
    sizes = one.state["refused"][place]
    both = [spool.read(size) for spool, size in zip(one.spools[place], sizes, strict=True)]
    for number, some in itertools.groupby(heapq.merge(*both, key=lambda told: told[0]), key=lambda told: told[0]):
        faults: dict[str, Fault] = {}
        went_in = False
        for _, wrong, went in some:
            faults |= wrong
            went_in = went_in or went
        yield number, faults, went_in


def _went_in(one: Run, place: int) -> bool:
    return any(went_in for _, _, went_in in _found(one, place))


def _lines(
    one: Run, place: int, source: Source, columns: Sequence[Heading], links: Sequence[str], *, own: bool
) -> Iterator[list[Value]]:
    indexes = [heading.index for heading in columns]
    spec, language = one.specs[place], one.actor.language
    waiting = _with_cells(source, _found(one, place))
    while some := list(itertools.islice(waiting, _CHUNK)):
        linked = _linked(one, place, source, [cells for _, cells in some])
        ids = _ids(one, place, [refusal[0] for refusal, _ in some]) if own else {}
        for (refusal, cells), found in zip(some, linked, strict=True):
            number, faults, went_in = refusal
            yield [
                *(refused.value(cells, index) for index in indexes),
                *(found.get(field) for field in links),
                *([ids.get(number) if went_in else None] if own else []),
                importing.sentence(faults, spec, language, went_in=went_in),
                number,
            ]


def _with_cells(source: Source, found: Iterable[Refusal]) -> Iterator[tuple[Refusal, Any]]:
    records = source.records()
    for refusal in found:
        for number, cells, _ in records:
            if number == refusal[0]:
                yield refusal, cells
                break


def _linked(one: Run, place: int, source: Source, cells: Sequence[Any]) -> list[Mapping[str, int]]:
    """The records that the links of rows have found among those of this run, or by their ids."""
    given: list[dict[str, Any]] = [{} for _ in cells]
    for again in (False, True):
        names = linker.of(one.actor.tenant_id, one.job, one.linked, one.order, place, source, again=again)
        if names.links:
            filled: list[dict[str, Any]] = [{} for _ in cells]
            names.put(filled, [names.named(row) for row in cells])
            given = [{**before, **more} for before, more in zip(given, filled, strict=True)]
    return [{name: value for name, value in row.items() if isinstance(value, int)} for row in given]


def _ids(one: Run, place: int, numbers: Sequence[int]) -> dict[int, int]:
    with db.transaction(one.actor.tenant_id) as tx:
        return rows.records(tx, one.job, place, numbers)
