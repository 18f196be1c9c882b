"""The job of an import of linked sheets: one sheet after the other, then the links that go round.

Each batch is committed with the number of its last row, the step it belongs to, and what is known of its rows for those
that name them; whoever goes on after a crash finds all of it as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import batches, importing
from zhike.engines.intake.batches import Batch, row_of
from zhike.engines.intake.importing import Progress
from zhike.engines.intake.linked import linker, order, refusing, rows, settling
from zhike.engines.intake.linked import plan as plans
from zhike.engines.intake.linked.linker import Linker
from zhike.engines.intake.linked.order import Order
from zhike.engines.intake.linked.plan import Linked, Part
from zhike.engines.intake.places import Place
from zhike.engines.intake.source import Source
from zhike.engines.intake.spool import Refusal, Spool
from zhike.kernel import db, jobs, statistics
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault, Malformed
from zhike.kernel.journal.entry import Why
from zhike.kernel.secrets import vault
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import Result, write


@dataclass(frozen=True, kw_only=True)
class Run:
    """An import of linked sheets under way; `name` is that of the file."""

    actor: Actor
    place: Place
    name: str
    linked: Linked
    specs: tuple[ObjectSpec, ...]
    order: Order
    job: int
    spools: tuple[tuple[Spool, Spool], ...]  # of each sheet: what its rows are refused for, and their later links
    why: Why
    progress: Progress

    @property
    def state(self) -> dict[str, Any]:
        """``step``, ``row``, ``refused`` (sizes of the spools), ``counts`` of each sheet, ``change_sets``."""
        plain = {
            "step": 0, "row": 0, "refused": [[0, 0] for _ in self.linked.parts],
            "counts": [{} for _ in self.linked.parts], "change_sets": [],
        }  # fmt: skip
        return {**plain, **self.progress.state}


def spools(folder: Path, stem: str, tenant_id: int, linked: Linked) -> tuple[tuple[Spool, Spool], ...]:
    """Where the refused rows of each sheet are noted while it runs."""
    lock = vault.of(tenant_id).own
    return tuple(
        (Spool(folder / f"{stem}.{at}.refused", lock), Spool(folder / f"{stem}.{at}.links.refused", lock))
        for at in range(len(linked.parts))
    )


def run(one: Run) -> None:
    """Writes all rows that are not yet written. Errors: IntakeError, Conflict, Busy, what the progress raises."""
    steps = one.order.steps()
    for number in range(one.state["step"], len(steps)):
        place, again = steps[number]
        part = one.linked.parts[place]
        after = one.state["row"] if one.state["step"] == number else 0
        with importing.opened(one.actor, one.place, one.name, part.plan, open_ended=True) as source:
            names = linker.of(one.actor.tenant_id, one.job, one.linked, one.order, place, source, again=again)
            if again:
                _links(one, number, source, names, after)
            else:
                _rows(one, number, part, source, names, after)


def _rows(one: Run, number: int, part: Part, source: Source, names: Linker, after: int) -> None:
    written = 0
    for batch in batches.batches(one.actor, part.plan, source, after, names):
        counts = _write(one, number, part, batch, names).counts
        written += counts.get("created", 0) + counts.get("updated", 0)
    if written > statistics.MANY:
        statistics.refresh(one.specs[names.place].table)


def _write(one: Run, number: int, part: Part, batch: Batch, names: Linker) -> Result:
    def also(tx: db.Transaction, result: Result) -> None:
        records = [None if row.outcome == "refused" else row.id for row in result.rows]
        names.keep(tx, batch.numbers, batch.named, records)
        found, counts = importing.refusals(batch, result), importing.counts_of(batch, result)
        step = _Step(number, names.place, batch.read, batch.last)
        _advance(one, tx, step, result, counts, found)

    wanted = part.plan
    return write(
        one.actor, wanted.object, batch.rows, mode=wanted.mode, key=wanted.match, why=one.why, also=also,
        prepared=batch.drafts, filling=wanted.existing == "fill", others=wanted.also_match,
    )  # fmt: skip


@dataclass(frozen=True)
class _Step:
    """A batch: the step it belongs to and its sheet, how many rows it took, and where in the file it ends."""

    number: int
    place: int
    read: int
    last: int
    again: bool = False  # of the second pass


def _advance(
    one: Run, tx: db.Transaction, step: _Step, result: Result, counts: Mapping[str, int], found: list[Refusal]
) -> None:
    place, again = step.place, step.again
    state = one.state
    refused = [list(sizes) for sizes in state["refused"]]
    refused[place][again] = one.spools[place][again].append(refused[place][again], found)
    some = {name: count for name, count in counts.items() if count}
    own = [dict(told) for told in state["counts"]]
    for name, count in some.items():
        own[place][name] = own[place].get(name, 0) + count
    sets = [*state["change_sets"], *([result.change_set] if result.change_set else ())]
    told = {"step": step.number, "row": step.last, "refused": refused, "counts": own, "change_sets": sets}
    one.progress.advance(tx, step.read, some, told)


def _links(one: Run, number: int, source: Source, names: Linker, after: int) -> None:
    """The second pass: the links of records that are there now, to records that are there now."""
    part = one.linked.parts[names.place]
    assembler = source.assembler()
    fields = {link.field for link in names.links}
    found: list[tuple[int, dict[str, Any], batches.Named]] = []
    for at, cells, no_record in source.records(after):
        if no_record is None:
            values = row_of(assembler.row(cells), part.plan, source)
            given = {name: value for name, value in values.items() if name in fields}
            found.append((at, given, names.named(cells)))
        if len(found) == batches.ROWS:
            _write_links(one, number, part, names, found)
            found = []
    if found:
        _write_links(one, number, part, names, found)


def _write_links(
    one: Run, number: int, part: Part, names: Linker, found: list[tuple[int, dict[str, Any], batches.Named]]
) -> None:
    with db.transaction(one.actor.tenant_id) as tx:
        records = rows.records(tx, one.job, names.place, [at for at, _, _ in found])
    found = [(at, given, named) for at, given, named in found if at in records]
    last = found[-1][0] if found else 0
    given = [row for _, row, _ in found]
    names.put(given, [named for _, _, named in found])
    wrong = [_taken_out(row) for row in given]
    going = [at for at, row in enumerate(given) if row]
    sent = [{"id": records[found[at][0]], **given[at]} for at in going]

    def also(tx: db.Transaction, result: Result) -> None:
        for at, told in zip(going, result.rows, strict=True):
            wrong[at] |= told.faults
        told_of: list[Refusal] = [(found[at][0], faults, True) for at, faults in enumerate(wrong) if faults]
        counts = {"left_out": sum(len(faults) for faults in wrong)}
        _advance(one, tx, _Step(number, names.place, 0, last, again=True), result, counts, told_of)

    if not found:
        return
    filling = part.plan.existing == "fill"
    write(one.actor, part.plan.object, sent, mode="update", why=one.why, also=also, filling=filling)


def _taken_out(row: dict[str, Any]) -> dict[str, Fault]:
    """Takes the links that lead nowhere out of a row, and gives what is wrong with them."""
    wrong = {name: value for name, value in row.items() if isinstance(value, Fault)}
    for name in wrong:
        del row[name]
    return wrong


def start(actor: Actor, upload: str, wanted: Linked | None) -> int:
    """Puts an import of linked sheets into the queue with everything settled, and gives its job.

    Errors: as `settling.settle`; Conflict while one of the sheets is being imported into the same object.
    """
    stored = importing.own(actor, upload)
    settled = settling.settle(actor, storage.Kept(actor.tenant_id, stored.sha256), stored.name, wanted)
    params = {"upload": upload, "sha256": stored.sha256, "linked": settled.linked.as_json()}
    return importing.put_into_queue(actor, stored, params, sum(settled.totals))


def read(given: Mapping[str, Any]) -> Linked:
    """What a job was asked. Errors: Malformed."""
    found = plans.read(given)
    if found is None:
        raise Malformed("request.wrong_member", name="sheets")
    return found


def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Does the job; gives ``change_sets``, ``sheets`` and the file of the ``refused`` rows, however it ends."""
    actor, params = handle.actor, handle.params
    rows.sweep(actor.tenant_id)
    stored, _ = storage.find(actor, params["upload"])
    linked = read(params["linked"])
    specs = tuple(importing.object_of(actor, one.plan.object) for one in linked.parts)
    beside = storage.path(actor.tenant_id, stored.sha256)
    one = Run(
        actor=actor, place=storage.Kept(actor.tenant_id, stored.sha256), name=stored.name, linked=linked, specs=specs,
        order=order.find(linked, specs), job=handle.id, why=Why(job_id=handle.id), progress=importing.OfJob(handle),
        spools=spools(beside.parent, f"{stored.sha256}.{handle.id}", actor.tenant_id, linked),
    )  # fmt: skip

    def report() -> None:
        handle.result["change_sets"] = one.state["change_sets"]
        handle.result["sheets"] = list(told(one))
        if file := refusing.kept(one):
            handle.result["refused"] = file

    def forget() -> None:
        rows.drop(actor.tenant_id, handle.id)
        for pair in one.spools:
            for spool in pair:
                spool.drop()

    handle.afterwards.append(forget)
    with importing.at_the_end(report):
        run(one)
    return {}


def told(one: Run) -> Iterator[dict[str, Any]]:
    """What became of each sheet."""
    for part, counts in zip(one.linked.parts, one.state["counts"], strict=True):
        yield {"sheet": part.sheet, "object": part.plan.object, "counts": counts}
