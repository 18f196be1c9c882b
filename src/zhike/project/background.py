"""Background work: a procrastinate worker that leaves no job lying when it ends, however it ends.

A job that was running when its worker died still counts as running in the queue. It is put back when its worker has
been silent for a while; at once, when that worker was the one this home keeps (`up` runs one at a time and notes its
number). Jobs commit how far they are, so one that is put back goes on from there.
"""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

from procrastinate import App, JobContext, PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException, UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.middleware import AsyncCallNext, WorkerMiddleware
from procrastinate.periodic import PeriodicDeferrer, TaskAtTime
from procrastinate.worker import Worker
from psycopg.errors import RaiseException

from zhike.project import database, environment, following

GRACE_SECONDS: Final = 3  # for running jobs when told to stop; then they are left for the next start
SILENT_SECONDS: Final = 30  # without a sign of life a worker counts as dead
_LOOK_SECONDS: Final = 10
_HEARTBEAT_SECONDS: Final = 5
# Young objects before the collector looks at them: a batch of an import makes a hundred thousand that all live until it
# is stored, and to look at them at every 700th took a tenth of its time.
_YOUNG: Final = 50_000

# The database's time, and the newest time of each periodic task. One far ahead came of a clock that was wrong once.
_NEWEST: Final = """
    SELECT extract(epoch FROM now())::float8 AS now, coalesce(jsonb_object_agg(key, newest), '{}') AS newest FROM (
        SELECT task_name || ' ' || periodic_id AS key, max(defer_timestamp) AS newest
        FROM procrastinate_periodic_defers
        WHERE defer_timestamp < extract(epoch FROM now()) + 86400 GROUP BY task_name, periodic_id
    ) AS each
"""

log: Final = logging.getLogger(__name__)


class _Deferrer(PeriodicDeferrer):
    """Goes by the database's clock, which is one for all workers, and never back before a task's newest time.

    Procrastinate's own goes by the worker's clock and remembers no times but the newest: a worker whose clock jumps
    ahead, or that was stopped for long, would do again what others have done.
    """

    def __init__(self, tasks: App) -> None:
        super().__init__(tasks.periodic_registry)
        self._connector = tasks.connector

    async def worker(self) -> None:
        while self.registry.periodic_tasks:
            found = await self._connector.execute_query_one_async(_NEWEST)
            await self.defer_jobs(self.get_due(found["now"], found["newest"]))
            await self.wait(next_tick=self.get_next_tick(at=found["now"]))

    def get_due(self, now: float, newest: dict[str, int]) -> Iterable[TaskAtTime]:
        """The last time of each task, when it is not long ago and nobody has done it or a later one."""
        for (name, periodic_id), task in self.registry.periodic_tasks.items():
            for timestamp in self.get_timestamps(task, since=None, until=now):
                if timestamp > newest.get(f"{name} {periodic_id}", 0):
                    yield task, timestamp


class _Worker(Worker):
    async def _periodic_deferrer(self) -> None:
        await _Deferrer(self.app).worker()


def work(note: Path | None = None) -> None:
    """Do jobs until told to stop. `note` is the file in which the worker of `up` leaves its number."""
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    database.take_time()
    gc.set_threshold(_YOUNG)
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4)
    with app.replace_connector(connector) as with_pool:
        asyncio.run(_work(with_pool, note))


async def _work(tasks: App, note: Path | None) -> None:
    jobs = environment.number("ZHIKE_WORKER_JOBS", 2, least=1, most=64)
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(jobs, thread_name_prefix="job"))
    async with tasks.open_async():
        tasks.perform_import_paths()  # type: ignore[no-untyped-call]
        if note is not None:
            await _put_back_noted(tasks, note)
        worker = _Worker(
            app=tasks,
            concurrency=jobs,
            delete_jobs="successful",
            install_signal_handlers=False,
            update_heartbeat_interval=_HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENT_SECONDS,
            worker_middleware=[_noting(note)] if note is not None else [],
        )
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, _stop, loop, worker)
        helper = asyncio.create_task(_put_back_silent(tasks, worker))
        helper.add_done_callback(lambda _: worker.stop())  # type: ignore[no-untyped-call]
        listener = following.Listener()
        listener.start()
        await worker.run()  # type: ignore[no-untyped-call]
        listener.stop()
        helper.cancel()


def _stop(loop: asyncio.AbstractEventLoop, worker: Worker) -> None:
    """Take no more jobs; a job that does not end within the grace is left as it is, to be put back."""
    worker.stop()  # type: ignore[no-untyped-call]
    loop.call_later(GRACE_SECONDS, os._exit, 0)


async def _put_back_noted(tasks: App, note: Path) -> None:
    """Put back the jobs of the worker that this home kept before."""
    before = _noted(note)
    if before is None:
        return
    for job in await tasks.job_manager.list_jobs_async(status="doing", worker_id=before):
        await _put_back(tasks, job)


async def _put_back_silent(tasks: App, worker: Worker) -> None:
    """Again and again, put back the jobs of workers that gave no sign of life."""
    while True:
        await asyncio.sleep(_LOOK_SECONDS)
        for job in await tasks.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
            if job.worker_id != worker.worker_id:
                await _put_back(tasks, job)


def _noting(note: Path) -> WorkerMiddleware:
    """Before each job, see that our number is noted."""

    async def see_that_it_is_noted(do: AsyncCallNext, _context: JobContext, worker: Worker) -> Any:
        if worker.worker_id is not None and _noted(note) != worker.worker_id:
            _write(note, worker.worker_id)
        return await do()

    return see_that_it_is_noted


async def _put_back(tasks: App, job: Job) -> None:
    """Let a job be done again, unless its like is waiting already, or another worker has put it back."""
    try:
        await tasks.job_manager.retry_job(job)
    except UniqueViolation:  # of queueing locks: one that waits does for both
        log.warning("drop job %s (%s), left by worker %s: another waits", job.id, job.task_name, job.worker_id)
        await tasks.job_manager.finish_job(job, Status.FAILED, delete_job=True)
    except ConnectorException as error:
        if not isinstance(error.__cause__, RaiseException):  # PostgreSQL's word for "it is no longer being done"
            raise
    else:
        log.warning("put back job %s (%s), left by worker %s", job.id, job.task_name, job.worker_id)


def _noted(note: Path) -> int | None:
    try:
        return int(note.read_text("ascii"))
    except (FileNotFoundError, ValueError):
        return None


def _write(note: Path, worker: int) -> None:
    note.write_text(str(worker), "ascii")
