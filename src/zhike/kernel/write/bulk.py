"""A bulk edit or delete of any size: a job that goes through the records by their ids, a batch a transaction."""

from __future__ import annotations

from typing import Any

from zhike.kernel import db, jobs, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import scope
from zhike.kernel.read.find import count, find_ids
from zhike.kernel.read.page import Query
from zhike.kernel.write.batch import write
from zhike.kernel.write.result import Result

KIND = "bulk"
CHUNK = 2_000
TOLD = 100  # refused records that the result names
ACTIONS = {"update": "update", "delete": "delete", "restore": "delete"}


def start(actor: Actor, object_name: str, mode: str, query: Query, values: dict[str, Any]) -> int:
    """Put it into the queue; gives its job. `mode` is one of `ACTIONS`. Errors: Malformed, Forbidden."""
    spec = specs.of(actor, object_name)
    for action in ("bulk", ACTIONS[mode]):
        scope.need(actor, action, spec)
    find_ids(actor, object_name, query, ACTIONS[mode], 0)  # whether the condition is understood is told now
    params = {"object": object_name, "mode": mode, "where": query.where, "q": query.q, "values": values}
    return jobs.start(actor, KIND, spec.label(actor.language, plural=True), params)


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Do it; after a crash from where it was. A record that meets the condition only later is left alone."""
    actor, params = handle.actor, handle.params
    name, mode = params["object"], params["mode"]
    query = Query(where=params["where"], q=params["q"], deleted=mode == "restore")
    scope.need(actor, "bulk", specs.of(actor, name))
    if not handle.progress:
        handle.expect(count(actor, name, query, ACTIONS[mode]))
    refused: list[dict[str, Any]] = handle.progress.get("refused", [])
    handle.result["refused_records"] = refused
    while True:
        with db.transaction(actor.tenant_id) as tx:
            last = int(handle.progress.get("last", 0))
            ids = find_ids(actor, name, query, ACTIONS[mode], CHUNK - 1, after=last)
            if not ids:
                return {}
            rows = [{**params["values"], "id": one} for one in ids]
            result = write(actor, name, rows, mode=mode, why=Why(job_id=handle.id))
            refused = [*refused, *_told(actor, result)][:TOLD]
            handle.advance(tx, len(ids), result.counts, {"last": ids[-1], "refused": refused})
            handle.result["refused_records"] = refused  # also for whoever stops the job


def _told(actor: Actor, result: Result) -> list[dict[str, Any]]:
    return [
        {"id": row.id, "why": [words.say(one.code, actor.language, **one.data) for one in row.faults.values()]}
        for row in result.refused[:TOLD]
    ]
