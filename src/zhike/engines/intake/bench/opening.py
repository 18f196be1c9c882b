"""A file is laid on the workbench: its first page at once, the others by a job, each checked as it is read.

Whoever changes what the columns mean raises the generation: the job of the generation before stops at its next page,
and a new one checks all pages again. The rows themselves are read once.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import orjson

from zhike.engines.connect import storage
from zhike.engines.intake import importing, plan
from zhike.engines.intake.bench import checking, pages
from zhike.engines.intake.bench.pages import Page
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.table import Row
from zhike.kernel import db, jobs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, NotFound
from zhike.kernel.secrets import vault
from zhike.kernel.spec import ObjectSpec

KIND = "import_check"
PLACE = b"import plan"
_SAME = ("sheet", "encoding", "delimiter", "header_row", "header_rows")  # what decides which rows there are
_REMEMBERED = 16


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A file on the workbench."""

    upload: str
    plan: Plan
    generation: int
    revision: int
    last: int
    rows: int
    total: int
    read: bool
    job: int | None
    checker: int | None


_COLUMNS = "plan, generation, revision, last, rows, total, read, job, checker"


def find(tx: db.Transaction, upload: str, *, lock: bool = False) -> Bench | None:
    """What lies on the workbench of an upload; locked, nobody else changes it until the transaction ends."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM intake_bench WHERE tenant_id = {tx.tenant_id} AND upload = %s"
        + (" FOR UPDATE" if lock else ""),
        (upload,),
    )
    if row is None:
        return None
    wanted = plan.read(orjson.loads(vault.of(tx.tenant_id).own.open(PLACE, row[0])))
    names = ("generation", "revision", "last", "rows", "total", "read", "job", "checker")
    return Bench(upload=upload, plan=wanted, **dict(zip(names, row[1:], strict=True)))


def need(tx: db.Transaction, upload: str, *, lock: bool = False) -> Bench:
    """The same. Errors: NotFound."""
    found = find(tx, upload, lock=lock)
    if found is None:
        raise NotFound("import.not_on_bench")
    return found


def lay(actor: Actor, upload: str, wanted: Plan) -> None:
    """Lay a file on the workbench, or say anew what its columns mean. What was mended stays while the rows do.

    Errors: NotFound, Forbidden, Malformed, IntakeError; Conflict while its rows are being imported.
    """
    stored = importing.own(actor, upload)
    place = storage.Kept(actor.tenant_id, stored.sha256)
    with importing.opened(actor, place, stored.name, replace(wanted, checked=False)) as source:
        settled = source.settled(replace(wanted, checked=False))
        with db.transaction(actor.tenant_id) as tx:
            storage.hold(tx, f"bench {upload}")
            before = find(tx, upload, lock=True)
            if before and before.job and _under_way(tx, before.job):
                raise Conflict("import.under_way")
            if before and all(getattr(before.plan, one) == getattr(settled, one) for one in _SAME):
                _mean(tx, actor, before, settled, source)
            else:
                _read_first(tx, actor, upload, settled, source)
    _remember(actor, upload, settled, source)


def stopped(tx: db.Transaction, bench: Bench) -> bool:
    """Whether rows wait for a check that was canceled or has failed."""
    if bench.checker is None or _under_way(tx, bench.checker):
        return False
    behind = tx.one(
        f"SELECT 1 FROM intake_benchpage WHERE tenant_id = {tx.tenant_id} AND upload = %s AND generation < %s LIMIT 1",
        (bench.upload, bench.generation),
    )
    return not bench.read or behind is not None


def _under_way(tx: db.Transaction, job: int) -> bool:
    return bool(
        tx.one(
            f"SELECT 1 FROM kernel_job WHERE tenant_id = {tx.tenant_id} AND id = %s"
            " AND state IN ('waiting', 'running')",
            (job,),
        )
    )


def _read_first(tx: db.Transaction, actor: Actor, upload: str, settled: Plan, source: Source) -> None:
    rows = list(itertools.islice(_raw(source), pages.ROWS + 1))
    some, more = rows[: pages.ROWS], len(rows) > pages.ROWS
    tx.execute(f"DELETE FROM intake_bench WHERE tenant_id = {tx.tenant_id} AND upload = %s", (upload,))
    tx.execute(
        "INSERT INTO intake_bench (tenant_id, upload, plan, generation, revision, last, rows, total, read, made_at)"
        f" VALUES ({tx.tenant_id}, %s, %s, 1, 0, %s, %s, %s, %s, now())",
        (
            upload, _sealed(tx, settled), some[-1][0] if some else 0, len(some),
            max(source.total, len(some)) if more else len(some), not more,
        ),
    )  # fmt: skip
    if some:
        check_page(tx, actor, settled, source, upload, Page(number=0, rows=some), 1, fresh=True)
    if more:
        _defer(tx, actor, upload, 1, source.total)


def _mean(tx: db.Transaction, actor: Actor, before: Bench, settled: Plan, source: Source) -> None:
    """The columns of a file that lies there mean something else now."""
    if before.plan == settled and before.job is None:
        if stopped(tx, before):
            _defer(tx, actor, before.upload, before.generation, before.total)
        return
    generation = before.generation + 1
    tx.execute(
        "UPDATE intake_bench SET plan = %s, generation = %s, job = NULL"
        f" WHERE tenant_id = {tx.tenant_id} AND upload = %s",
        (_sealed(tx, settled), generation, before.upload),
    )
    for page in pages.load(tx, before.upload, [0]):
        check_page(tx, actor, settled, source, before.upload, page, generation)
    if before.rows > pages.ROWS or not before.read:
        _defer(tx, actor, before.upload, generation, before.total)


def again(tx: db.Transaction, actor: Actor, bench: Bench, settled: Plan) -> int:
    """Have all pages checked again by another plan, in the background; gives the generation."""
    generation = bench.generation + 1
    tx.execute(
        f"UPDATE intake_bench SET plan = %s, generation = %s WHERE tenant_id = {tx.tenant_id} AND upload = %s",
        (_sealed(tx, settled), generation, bench.upload),
    )
    _defer(tx, actor, bench.upload, generation, bench.total)
    return generation


def _defer(tx: db.Transaction, actor: Actor, upload: str, generation: int, total: int) -> None:
    stored = importing.own(actor, upload)
    params = {"upload": upload, "generation": generation}
    job = jobs.start(actor, KIND, stored.name, params, total=total)
    tx.execute(f"UPDATE intake_bench SET checker = %s WHERE tenant_id = {tx.tenant_id} AND upload = %s", (job, upload))


def _sealed(tx: db.Transaction, settled: Plan) -> str:
    return vault.of(tx.tenant_id).own.seal(PLACE, orjson.dumps(settled.as_json()).decode())


def _raw(source: Source, after: int = 0) -> Iterator[Row]:
    return ((number, cells) for number, cells, _ in source.records(after))


def check_page(
    tx: db.Transaction, actor: Actor, wanted: Plan, source: Source, upload: str, page: Page, generation: int,
    *, fresh: bool = False,
) -> None:  # fmt: skip
    """Check a page and keep what was found; a fresh one is kept with its rows."""
    changed = {} if fresh else pages.edits(tx, upload, page.rows[0][0], page.rows[-1][0])
    looked = checking.look(actor, wanted, source, pages.as_mended(page.rows, changed))
    # The rows that follow from it stand in later pages, which this generation has yet to look at.
    checking.settle(tx, upload, looked, fresh=fresh)
    page = replace(page, outcomes="".join(one.outcome for one in looked))
    if fresh:
        pages.store(tx, upload, page, generation)
    else:
        pages.told(tx, upload, page, generation)


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Reads and checks what is left of a file; ends early when another generation has begun."""
    actor, upload, generation = handle.actor, handle.params["upload"], handle.params["generation"]
    with db.transaction(actor.tenant_id) as tx:
        bench = find(tx, upload)
    if bench is None or bench.generation != generation:
        return {}
    stored = importing.own(actor, upload)
    place = storage.Kept(actor.tenant_id, stored.sha256)
    with importing.opened(actor, place, stored.name, bench.plan) as source:
        if not bench.read and not _read_on(handle, bench, source):
            return {}
        _check_again(handle, bench, source)
    return {}


def _read_on(handle: jobs.Handle, bench: Bench, source: Source) -> bool:
    """Lay the rest of the rows there; False when another generation has begun."""
    actor, upload, number = handle.actor, bench.upload, -(-bench.rows // pages.ROWS)
    rows, count = _raw(source, bench.last), bench.rows
    while True:
        some = list(itertools.islice(rows, pages.ROWS))
        count += len(some)
        with _step(handle, bench) as tx:
            if tx is None:
                return False
            over = len(some) < pages.ROWS
            if some:
                page = Page(number=number, rows=some)
                check_page(tx, actor, bench.plan, source, upload, page, bench.generation, fresh=True)
            tx.execute(
                "UPDATE intake_bench SET last = %s, rows = %s, read = %s, total = greatest(total, %s)"
                f" WHERE tenant_id = {tx.tenant_id} AND upload = %s",
                (some[-1][0] if some else bench.last, count, over, count, upload),
            )
            handle.advance(tx, len(some), {}, {})
            if over:
                tx.execute(
                    f"UPDATE intake_bench SET total = rows WHERE tenant_id = {tx.tenant_id} AND upload = %s", (upload,)
                )
                return True
        number += 1


def _check_again(handle: jobs.Handle, bench: Bench, source: Source) -> None:
    """Check the pages that an older generation has checked."""
    while True:
        with _step(handle, bench) as tx:
            if tx is None:
                return
            row = tx.one(
                f"SELECT min(number) FROM intake_benchpage WHERE tenant_id = {tx.tenant_id} AND upload = %s"
                " AND generation < %s",
                (bench.upload, bench.generation),
            )
            if row is None or row[0] is None:
                return
            (page,) = pages.load(tx, bench.upload, [row[0]])
            check_page(tx, handle.actor, bench.plan, source, bench.upload, page, bench.generation)
            handle.advance(tx, len(page.rows), {}, {})


@contextmanager
def _step(handle: jobs.Handle, bench: Bench) -> Iterator[db.Transaction | None]:
    """A transaction in which the generation stands; None when another has begun."""
    with db.transaction(handle.actor.tenant_id) as tx:
        now = find(tx, bench.upload, lock=True)
        if now is None or now.generation != bench.generation:
            yield None
            return
        yield tx


_sources: OrderedDict[tuple[int, str], tuple[Plan, Source]] = OrderedDict()


def _remember(actor: Actor, upload: str, settled: Plan, source: Source) -> None:
    _sources[actor.tenant_id, upload] = (settled, source)
    _sources.move_to_end((actor.tenant_id, upload))
    while len(_sources) > _REMEMBERED:
        _sources.popitem(last=False)


def need_rights(actor: Actor, bench: Bench) -> ObjectSpec:
    """The object of a file that the actor may import. Errors: Forbidden."""
    spec = importing.object_of(actor, bench.plan.object)
    importing.need_rights(actor, spec, bench.plan.mode)
    return spec


def reading(actor: Actor, bench: Bench) -> Source:
    """What the columns of a file mean, without reading it again while that has not changed. Errors: as `opened`."""
    stored = importing.own(actor, bench.upload)
    spec = need_rights(actor, bench)
    known = _sources.get((actor.tenant_id, bench.upload))
    if known and known[0] == bench.plan and known[1].targets == importing.targets_of(actor, spec, bench.plan):
        return known[1]
    place = storage.Kept(actor.tenant_id, stored.sha256)
    with importing.opened(actor, place, stored.name, bench.plan) as source:
        _remember(actor, bench.upload, bench.plan, source)
    return source
