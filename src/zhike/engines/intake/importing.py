"""The import: batches through the write path, each with the cursor of its job in the same transaction.

A worker may be killed at any moment: what was committed stays, with the number of the last row that it holds, and the
next run goes on after it. Nothing is lost and nothing is written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from zhike.engines.connect import storage
from zhike.engines.intake import batches, fields, limits, refused
from zhike.engines.intake.batches import Batch
from zhike.engines.intake.bench import pages
from zhike.engines.intake.places import Goal, Place
from zhike.engines.intake.plan import VIA, Plan
from zhike.engines.intake.source import Source, open_source
from zhike.engines.intake.spool import Refusal, Spool
from zhike.engines.intake.synonyms import Target
from zhike.kernel import db, jobs, specs, statistics, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Malformed, NotFound
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import scope
from zhike.kernel.secrets.scratch import Scratch
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import Result, write

KIND = VIA
MOST = limits.DEFAULT.file_bytes
_TWICE = frozenset({"field.taken_in_batch", "write.match_twice"})
_ACTIONS = {"create": ("create",), "update": ("update",), "upsert": ("create", "update")}


Read = Callable[[Actor, Plan, Source, int], Iterator[Batch]]  # gives the batches of the rows after one


class Progress(Protocol):
    """How far an import has come, kept in the transaction of each batch."""

    @property
    def state(self) -> Mapping[str, Any]:
        """``row``: the last row that is done; ``refused``: size of the spool; ``change_sets``."""
        ...

    def expect(self, total: int) -> None:
        """Told once how many rows there are."""
        ...

    def advance(self, tx: db.Transaction, rows: int, counts: Mapping[str, int], state: Mapping[str, Any]) -> None:
        """Told after each batch, in its transaction, perhaps again if the transaction is tried again."""
        ...


def object_of(actor: Actor, name: str) -> ObjectSpec:
    """The object to import. Errors: NotFound, Forbidden."""
    spec = specs.all_of(actor).get(name)
    if spec is None:
        raise NotFound("import.no_object", object=name[:60])
    return spec


def need_rights(actor: Actor, spec: ObjectSpec, mode: str) -> None:
    """Importing is a right of its own, beside those of what it does. Errors: Forbidden."""
    for action in ("import", *_ACTIONS[mode]):
        scope.need(actor, action, spec)


def targets_of(actor: Actor, spec: ObjectSpec, wanted: Plan) -> tuple[Target, ...]:
    """Where columns may go: fields, and the id where records are found."""
    found = fields.targets(actor, spec)
    return found if wanted.mode == "create" else (*found, fields.ID)


@contextmanager
def opened(actor: Actor, path: Place, name: str, wanted: Plan, *, open_ended: bool = False) -> Iterator[Source]:
    """The file of an import, with its plan applied; `open_ended` while the person still chooses the columns.

    Errors: IntakeError, Malformed, NotFound, Forbidden.
    """
    spec = object_of(actor, wanted.object)
    need_rights(actor, spec, wanted.mode)
    source = open_source(path, name, wanted, targets_of(actor, spec, wanted), actor.language)
    try:
        if not open_ended and not any(one.field for one in source.columns):
            raise Malformed("import.nothing_mapped")
        _check(spec, wanted, source, open_ended=open_ended and wanted.mapping is None)
        yield source
    finally:
        source.table.close()


def _check(spec: ObjectSpec, wanted: Plan, source: Source, *, open_ended: bool) -> None:
    # Without the column of the key no row would be found, and an upsert would make everything a second time.
    mapped = {one.field for one in source.columns if one.field} | wanted.defaults.keys()
    if spec.shape.numbered and spec.shape.numbered[1] in mapped:
        mapped.add(spec.shape.numbered[0])
    for name in wanted.keys:
        if not open_ended and name not in mapped:
            raise Malformed("import.match_not_mapped", field=name)
    writable = {one.name for one in spec.own_fields if not one.read_only}
    if wanted.mode != "create":
        writable.add("id")
    for name in wanted.defaults:
        if name not in writable:
            raise Malformed("import.unknown_field", field=name[:60])


def run(
    actor: Actor, wanted: Plan, source: Source, progress: Progress, spool: Spool, why: Why, read: Read = batches.batches
) -> None:
    """Writes all rows that are not yet written. Errors: IntakeError, Conflict, Busy, what `progress` raises."""
    if not progress.state.get("row"):
        progress.expect(source.total)
    written = 0
    for batch in read(actor, wanted, source, int(progress.state.get("row", 0))):
        counts = _write(actor, wanted, batch, progress, spool, why).counts
        written += counts.get("created", 0) + counts.get("updated", 0)
    if written > statistics.MANY:
        statistics.refresh(object_of(actor, wanted.object).table)


def _write(actor: Actor, wanted: Plan, batch: Batch, progress: Progress, spool: Spool, why: Why) -> Result:
    before = dict(progress.state)

    def also(tx: db.Transaction, result: Result) -> None:
        size = spool.append(int(before.get("refused", 0)), refusals(batch, result))
        sets = [*before.get("change_sets", ()), *([result.change_set] if result.change_set else ())]
        counts = counts_of(batch, result)
        state = {"row": batch.last, "refused": size, "change_sets": sets}
        progress.advance(tx, batch.read, {name: count for name, count in counts.items() if count}, state)

    return write(
        actor, wanted.object, batch.rows, mode=wanted.mode, key=wanted.match, why=why, also=also, prepared=batch.drafts,
        filling=wanted.existing == "fill", others=wanted.also_match,
    )  # fmt: skip


def refusals(batch: Batch, result: Result) -> list[Refusal]:
    """The rows of a batch that a person should look at again."""
    found: list[Refusal] = []
    for one in result.rows:
        refused_ = one.outcome == "refused"
        faults = {**batch.left_out.get(one.index, {}), **_by_row(batch, one.faults)}
        if refused_ or faults:
            found.append((batch.numbers[one.index], faults, not refused_))
    return found


def _by_row(batch: Batch, faults: Mapping[str, Fault]) -> dict[str, Fault]:
    """Faults that name another row of the batch, with its number in the file instead."""
    return {
        name: Fault("import.twice", {"value": one.data["value"], "row": batch.numbers[int(str(one.data["row"])) - 1]})
        if one.code in _TWICE
        else one
        for name, one in faults.items()
    }


def counts_of(batch: Batch, result: Result) -> dict[str, int]:
    """What became of the rows of a batch."""
    left_out = sum(len(faults) for faults in batch.left_out.values())
    return {**result.counts, "skipped": batch.skipped, "noted": batch.noted, "left_out": left_out}


def refused_file(
    actor: Actor, name: str, spec: ObjectSpec, source: Source, spool: Spool, size: int
) -> dict[str, Any] | None:
    """The file of the refused rows, as the value of a file field; None if there are none."""
    if not size:
        return None
    title = refused_name(name, source, actor.language)
    with Scratch() as place:
        write_refused(place, spec, source, spool.read(size), actor.language)
        with place.open("rb") as file:
            return storage.keep_a_while(actor, title, iter(lambda: file.read(1 << 20), b""), most=MOST).value()


def refused_name(name: str, source: Source, language: str) -> str:
    """What the file of the refused rows of a file is called."""
    title = Path(name).stem + (f" {source.sheet.name}" if len(source.info.sheets) > 1 else "")
    return words.say("intake.refused_name", language, name=title) + (".csv" if source.delimited else ".xlsx")


def write_refused(goal: Goal, spec: ObjectSpec, source: Source, found: Iterable[Refusal], language: str) -> int:
    """Writes the rows that were refused, with the reason of each; gives how many."""
    labels = {one: words.say(f"intake.{one}", language) for one in ("reason", "row")}
    reasons = ((number, sentence(faults, spec, language, went_in=went_in)) for number, faults, went_in in found)
    rows = ((number, cells) for number, cells, _ in source.records())
    return refused.write(goal, source.proposal.columns, rows, reasons, labels, delimited=source.delimited)


def sentence(faults: Mapping[str, Fault], spec: ObjectSpec, language: str, *, went_in: bool) -> str:
    """What is wrong with a row, for people."""
    found = [words.say("intake.went_in", language)] if went_in else []
    for name, fault in faults.items():
        said = words.say(fault.code, language, **fault.data)
        field_ = spec.fields.get(name)
        found.append(f"{field_.label(language)}: {said}" if field_ else said)
    return "\n".join(found)


@dataclass
class OfJob:
    """The progress of a job. `Handle.advance` adds up; what a rolled-back transaction has added is not kept."""

    handle: jobs.Handle

    @property
    def state(self) -> Mapping[str, Any]:
        return self.handle.progress

    def expect(self, total: int) -> None:
        self.handle.expect(total)

    def advance(self, tx: db.Transaction, rows: int, counts: Mapping[str, int], state: Mapping[str, Any]) -> None:
        handle = self.handle
        before = (handle.done, dict(handle.counts), handle.progress)
        try:
            handle.advance(tx, rows, dict(counts), dict(state))
            after = (handle.done, handle.counts, handle.progress)
        finally:
            handle.done, handle.counts, handle.progress = before
        tx.after_commit.append(lambda: self._keep(*after))

    def _keep(self, done: int, counts: dict[str, int], state: dict[str, Any]) -> None:
        self.handle.done, self.handle.counts, self.handle.progress = done, counts, state


@contextmanager
def mended(actor: Actor, stored: storage.Stored, wanted: Plan, upload: str) -> Iterator[Source]:
    """The rows of a job: of the file, or as they were mended on the workbench. Errors: as `opened`."""
    place = storage.Kept(actor.tenant_id, stored.sha256)
    with opened(actor, place, stored.name, wanted) as source:
        if wanted.checked:
            with db.transaction(actor.tenant_id) as tx:
                source = replace(source, edits=pages.edits(tx, upload))  # noqa: PLW2901 - the same, mended
        yield source


@contextmanager
def at_the_end(do: Callable[[], None]) -> Iterator[None]:
    """Does something when a job is done, canceled or failed, but not when it will be gone on with."""
    ends = True
    try:
        yield
    except (*jobs.AWAY, jobs.Superseded):
        ends = False
        raise
    finally:
        if ends:
            do()


def start(actor: Actor, upload: str, wanted: Plan, *, also: Callable[[db.Transaction, int], None] | None = None) -> int:
    """Puts an import into the queue with everything settled, and gives its job; `also` runs in that transaction.

    Errors: as `opened`; Conflict while the same sheet is being imported into the same object.
    """
    stored = own(actor, upload)
    with opened(actor, storage.Kept(actor.tenant_id, stored.sha256), stored.name, wanted) as source:
        settled = source.settled(wanted)
        total = source.total
    params = {"upload": upload, "sha256": stored.sha256, "plan": settled.as_json()}
    return put_into_queue(actor, stored, params, total, also)


def put_into_queue(
    actor: Actor, stored: storage.Stored, params: dict[str, Any], total: int,
    also: Callable[[db.Transaction, int], None] | None = None,
) -> int:  # fmt: skip
    """Starts the job of an import. Errors: Conflict while some of its rows are being imported to the same place."""
    with db.transaction(actor.tenant_id) as tx:
        storage.hold(tx, stored.sha256)
        for other in jobs.asked(actor.tenant_id, KIND):
            if other.get("sha256") == stored.sha256 and _brings(params) & _brings(other):
                raise Conflict("import.under_way")
        job = jobs.start(actor, KIND, stored.name, params, total=total)
        if also:
            also(tx, job)
    return job


def _brings(params: Mapping[str, Any]) -> set[tuple[str, str | None]]:
    """Which sheets a job brings to which objects."""
    plans = [one["plan"] for one in params["linked"]["sheets"]] if "linked" in params else [params["plan"]]
    return {(one["object"], one.get("sheet")) for one in plans}


def own(actor: Actor, upload: str) -> storage.Stored:
    """A file that the actor has uploaded. Errors: NotFound."""
    stored, owner = storage.find(actor, upload)
    if owner != actor.person_id:
        raise NotFound("file.not_found")
    return stored
