"""Undoing all that a job did: its change sets one by one, newest first, each in one transaction with the progress."""

from __future__ import annotations

from typing import Any

from zhike.kernel import db, jobs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict
from zhike.kernel.journal.undo import undo

KIND = "undo"
NOTHING_LEFT = ("undo.already", "undo.purged")  # somebody else has just undone it, or its records are purged


def start(actor: Actor, job_id: int, *, force: bool = False) -> int:
    """Put the undoing of a job into the queue, and give the job that does it.

    Errors: NotFound; Conflict while the job still runs, and when there is nothing (left) to undo.
    """
    job = jobs.show(actor, job_id)
    if job["state"] in ("waiting", "running"):
        raise Conflict("undo.running")
    left = _left(actor, job_id)
    if not left:
        raise Conflict("undo.nothing")
    total = sum(records for _, records in left)
    return jobs.start(actor, KIND, job["title"], {"job": job_id, "force": force}, total=total)


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Do it. After a crash it goes on with the change sets that it has not come to yet."""
    for change_set, records in _left(handle.actor, int(handle.params["job"]), handle.progress.get("before")):
        try:
            with db.transaction(handle.actor.tenant_id) as tx:
                done = undo(handle.actor, change_set, force=bool(handle.params["force"]), job_id=handle.id)
                handle.advance(tx, records, {"undone": done.undone, "skipped": done.skipped}, {"before": change_set})
        except Conflict as error:
            if error.code not in NOTHING_LEFT:
                raise
    return {}


def _left(actor: Actor, job_id: int, before: int | None = None) -> list[tuple[int, int]]:
    """The change sets of a job that are not undone wholly, newest first, with how many records each has left."""
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            "SELECT n.id, n.records FROM (SELECT s.id, s.records - coalesce((SELECT sum(u.records)"
            f" FROM kernel_changeset u WHERE u.tenant_id = {tx.tenant_id} AND u.undo_of = s.id), 0) AS records"
            f" FROM kernel_changeset s WHERE s.tenant_id = {tx.tenant_id} AND s.job_id = %s"
            " AND (%s::bigint IS NULL OR s.id < %s)) n WHERE n.records > 0 ORDER BY n.id DESC",
            (job_id, before, before),
        )
    return [(int(one[0]), int(one[1])) for one in rows]
