"""Background work with progress: a row that people watch beside a task in procrastinate's queue.

A job's function is called again after a crash with the progress it last committed; it commits progress in the same
transaction as the work (`Handle.advance`), so nothing is lost and nothing is done twice. Who takes a job up raises its
attempt: a worker that was only thought to be dead finds at its next step that the job is no longer its own.

What a job was asked and what it tells may hold values of records, so these columns hold JSON strings: sealed JSON.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from psycopg.errors import DeadlockDetected, SerializationFailure

from zhike.kernel import db
from zhike.kernel.actor import Actor, resolve, system
from zhike.kernel.errors import Busy, NotFound, ZhikeError
from zhike.kernel.secrets import vault

Run = Callable[["Handle"], dict[str, Any]]  # gives the job's result
_runs: dict[str, Run] = {}
PLACE = b"job"
ATTEMPTS = 20
AWAITED = 1  # the priority of what a person waits for: before what the clock starts, which has 0
AWAY = (Busy, DeadlockDetected, SerializationFailure)
AGAIN = RetryStrategy(max_attempts=ATTEMPTS, wait=2, linear_wait=2, retry_exceptions=set(AWAY))


class Canceled(Exception):
    """Somebody asked the job to stop."""


class Superseded(Exception):
    """Another worker has taken the job up."""


@dataclass
class Handle:
    """A running job: whose it is, what it was asked, and how far it has come.

    `result` is kept however the job ends; what its function gives at the end is added to it. `afterwards` is called
    once that is stored: until then the job may be taken up again, and needs what it has laid aside.
    """

    actor: Actor
    id: int
    attempt: int
    params: dict[str, Any]
    progress: dict[str, Any]
    done: int
    counts: dict[str, int]
    result: dict[str, Any] = field(default_factory=dict)
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    def advance(self, tx: db.Transaction, rows: int, counts: dict[str, int], progress: dict[str, Any]) -> None:
        """Note what a transaction has done, in that transaction. Errors: Canceled, Superseded."""
        self.done += rows
        for name, value in counts.items():
            self.counts[name] = self.counts.get(name, 0) + value
        self.progress = {**self.progress, **progress}
        row = tx.one(
            "UPDATE kernel_job SET done = %s, counts = %s::jsonb, progress = %s::jsonb"
            f" WHERE tenant_id = {tx.tenant_id} AND id = %s AND attempt = %s RETURNING state",
            (self.done, _json(self.counts), _sealed(tx.tenant_id, self.progress), self.id, self.attempt),
        )
        if row is None:
            raise Superseded
        if row[0] == "canceled":
            raise Canceled

    def expect(self, total: int) -> None:
        """Say how much there is to do."""
        with db.transaction(self.actor.tenant_id) as tx:
            tx.execute(
                f"UPDATE kernel_job SET total = %s WHERE tenant_id = {tx.tenant_id} AND id = %s", (total, self.id)
            )


def kind(name: str) -> Callable[[Run], Run]:
    """Register the function that does jobs of a kind."""

    def mark(run: Run) -> Run:
        _runs[name] = run
        return run

    return mark


def start(actor: Actor, name: str, title: str, params: dict[str, Any], *, total: int | None = None) -> int:
    """Put a job into the queue, in the open transaction if there is one; gives its id."""
    if name not in _runs:
        raise KeyError(name)
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            "INSERT INTO kernel_job (tenant_id, kind, title, state, params, progress, done, total, counts, result,"
            f" person_id, language, attempt, created_at) VALUES ({tx.tenant_id}, %s, %s, 'waiting', %s::jsonb, '{{}}',"
            " 0, %s, '{}', '{}', %s, %s, 0, now()) RETURNING id",
            (name, title[:300], _sealed(tx.tenant_id, params), total, actor.person_id, actor.language),
        )
        assert row is not None
        perform.configure(lock=f"job-{actor.tenant_id}-{row[0]}").defer(tenant_id=actor.tenant_id, job_id=row[0])
    return int(row[0])


@app.task(queue="jobs", name="zhike.job", retry=AGAIN, priority=AWAITED)
def perform(tenant_id: int, job_id: int) -> None:
    """What the worker does with a job."""
    handle, name = _begin(tenant_id, job_id)
    if handle is None:
        return
    try:
        handle.result |= _runs[name](handle)
    except Superseded:
        return
    except Canceled:
        _end(handle, "canceled", {"code": "job.canceled"})
    except AWAY as error:
        if handle.attempt < ATTEMPTS:
            raise  # the queue tries again, from the progress that was committed
        _end(handle, "failed", {"code": "job.failed", "data": {"reason": type(error).__name__}})
    except ZhikeError as error:
        _end(handle, "failed", {"code": error.code, "data": error.data})
    except Exception as error:
        _end(handle, "failed", {"code": "job.failed", "data": {"reason": type(error).__name__}})
        raise
    else:
        _end(handle, "done", None)


def _begin(tenant_id: int, job_id: int) -> tuple[Handle | None, str]:
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            "UPDATE kernel_job SET state = 'running', attempt = attempt + 1, started_at = coalesce(started_at, now())"
            f" WHERE tenant_id = {tenant_id} AND id = %s AND state IN ('waiting', 'running')"
            " RETURNING kind, attempt, params, progress, done, counts, person_id, language",
            (job_id,),
        )
        if row is None and not tx.one(f"SELECT 1 FROM kernel_job WHERE tenant_id = {tenant_id} AND id = %s", (job_id,)):
            # A worker puts tasks into the queue beside its transaction: this one has come before its job is committed.
            raise Busy("job.not_found")
    if row is None:
        return None, ""
    name, attempt, params, progress, done, counts, person_id, language = row
    asked, told = _opened(tenant_id, params), _opened(tenant_id, progress)
    handle = Handle(system(tenant_id, via=name), job_id, attempt, asked, told, done, counts)
    try:
        actor = resolve(tenant_id, person_id, via=name)
    except AWAY:
        raise
    except ZhikeError as error:  # whoever started it may do nothing any more
        _end(handle, "failed", {"code": error.code, "data": error.data})
        return None, name
    return replace(handle, actor=replace(actor, language=language or actor.language)), name


def _end(handle: Handle, state: str, error: dict[str, Any] | None) -> None:
    tenant_id = handle.actor.tenant_id
    with db.transaction(tenant_id) as tx:
        ended = tx.execute(
            "UPDATE kernel_job SET state = %s, result = %s::jsonb, error = %s::jsonb, finished_at = now()"
            f" WHERE tenant_id = {tenant_id} AND id = %s AND attempt = %s",
            (state, _sealed(tenant_id, handle.result), error and _sealed(tenant_id, error), handle.id, handle.attempt),
        )
    if ended.rowcount:  # else it is somebody else's by now
        for call in handle.afterwards:
            call()


def asked(tenant_id: int, name: str) -> list[dict[str, Any]]:
    """What the jobs of a kind were asked that are not over."""
    with db.transaction(tenant_id) as tx:
        rows = tx.rows(
            f"SELECT params FROM kernel_job WHERE tenant_id = {tenant_id} AND kind = %s"
            " AND state IN ('waiting', 'running')",
            (name,),
        )
    return [_opened(tenant_id, row[0]) for row in rows]


def under_way(tx: db.Transaction) -> bool:
    """Whether any job of the tenant has not ended."""
    return (
        tx.one(f"SELECT 1 FROM kernel_job WHERE tenant_id = {tx.tenant_id} AND state IN ('waiting', 'running') LIMIT 1")
        is not None
    )


def cancel(actor: Actor, job_id: int) -> None:
    """Ask a job to stop after the batch it is at. Errors: NotFound."""
    with db.transaction(actor.tenant_id) as tx:
        done = tx.execute(
            "UPDATE kernel_job SET state = 'canceled', finished_at = now()"
            f" WHERE tenant_id = {tx.tenant_id} AND id = %s AND state IN ('waiting', 'running')"
            " AND (%s OR person_id = %s)",
            (job_id, actor.admin, actor.person_id),
        )
    if not done.rowcount:
        raise NotFound("job.not_found")


_SHOWN = """id, kind, title, state, done, total, counts, result, error, created_at, started_at, finished_at,
    extract(epoch FROM coalesce(finished_at, now()) - started_at),
    CASE kind WHEN 'undo' THEN params END"""


def show(actor: Actor, job_id: int) -> dict[str, Any]:
    """A job of the actor's (an administrator sees all). Errors: NotFound."""
    found = _select(actor, "AND id = %s", (job_id,))
    if not found:
        raise NotFound("job.not_found")
    return found[0]


def newest(actor: Actor, limit: int = 20) -> list[dict[str, Any]]:
    """The actor's latest jobs."""
    return _select(actor, "ORDER BY id DESC LIMIT %s", (limit,))


def _select(actor: Actor, more: str, params: tuple[object, ...]) -> list[dict[str, Any]]:
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f"SELECT {_SHOWN} FROM kernel_job WHERE tenant_id = {tx.tenant_id} AND (%s OR person_id = %s) {more}",
            (actor.admin, actor.person_id, *params),
        )
    return [_as_json(actor.tenant_id, row) for row in rows]


def _as_json(tenant_id: int, row: db.Row) -> dict[str, Any]:
    job_id, name, title, state, done, total, counts, result, error, created, started, finished, seconds, undo = row
    rate = done / float(seconds) if seconds and done else None
    left = (total - done) / rate if rate and total and state == "running" else None
    return {
        "id": job_id,
        "kind": name,
        "title": title,
        "state": state,
        "done": done,
        "total": total,
        "rate": round(rate, 1) if rate else None,
        "seconds_left": round(left, 1) if left is not None else None,
        "counts": counts,
        "result": _opened(tenant_id, result),
        "error": _opened(tenant_id, error),
        "undoes": undo and _opened(tenant_id, undo)["job"],
        "created_at": created.isoformat(),
        "started_at": started and started.isoformat(),
        "finished_at": finished and finished.isoformat(),
    }


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _sealed(tenant_id: int, value: dict[str, Any]) -> str:
    """The text of a JSON column."""
    return _json(vault.of(tenant_id).own.seal(PLACE, _json(value)))


def _opened(tenant_id: int, stored: Any) -> Any:
    """What was sealed; jobs from before that are as they were."""
    return orjson.loads(vault.of(tenant_id).own.open(PLACE, stored)) if isinstance(stored, str) else stored
