"""Taking a bulk edit of about 100,000 records back, against the edit itself; both are jobs of the background worker."""

from __future__ import annotations

import time
from datetime import datetime

from zhike.kernel import jobs
from zhike.kernel.journal import undo_job
from zhike.kernel.read import Query
from zhike.kernel.write import bulk
from zhike.project.bench import show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage
from zhike.project.console import Advance

_WHERE = {"field": "source", "op": "is", "value": "展会"}  # one in six of the customers
_LOOK_SECONDS = 0.2
_ENDED = {"done", "failed", "canceled"}


def measure(stage: Stage) -> list[Figure]:
    """One edit of every customer from one source, and the undo of all of it."""
    query = Query(where=_WHERE)
    with show.step("bulk edit") as advance:
        job = bulk.start(stage.actor, "customer", "update", query, {"remark": "批量修改"})
        edit, edited = _wait(stage, job, advance)
    with show.step("undo of the bulk edit") as advance:
        back, undone = _wait(stage, undo_job.start(stage.actor, job), advance)
    if undone != edited or not edited:
        raise RuntimeError(f"{edited} records were edited and {undone} put back")
    beside = f"{edited:,} records: edit {edit:.1f} s, undo {back:.1f} s"
    return [
        Figure(what="undo of a bulk edit, against the edit", value=back / edit, unit="x", floor=3, beside=beside),
    ]


def _wait(stage: Stage, job: int, advance: Advance) -> tuple[float, int]:
    """The seconds of a job and how many records it wrote."""
    while (seen := jobs.show(stage.actor, job))["state"] not in _ENDED:
        advance(seen["done"], seen["total"] or 1)
        time.sleep(_LOOK_SECONDS)
    if seen["state"] != "done":
        raise RuntimeError(f"the job ended with {seen}")
    begun, ended = (datetime.fromisoformat(seen[name]) for name in ("started_at", "finished_at"))
    return (ended - begun).total_seconds(), seen["counts"].get("updated", 0) + seen["counts"].get("undone", 0)
