"""A cleaning as a job: with `preview` it counts and shows what it would do, else it does it through the write path.

It goes through the records by their ids, a batch a transaction. What somebody changes between reading and writing is
left to them; every batch is a change set of the job, and the undo of the job takes back all of them.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import orjson

from zhike.engines.quality.cleaning import operations
from zhike.kernel import db, jobs, read, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import scope
from zhike.kernel.read.find import count
from zhike.kernel.read.page import MOST_ROWS, Query
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import write

KIND, PREVIEW = "clean", "clean_preview"
SHOWN = 30  # records whose values before and after are shown
Json = dict[str, Any]


def start(actor: Actor, name: str, asked: Json, where: Any, *, preview: bool) -> int:
    """Put it into the queue; gives its job. `asked` has the operation and what it is told.

    Errors: Malformed, Forbidden: what is wrong with the operation or the condition is told now.
    """
    spec = specs.of(actor, name)
    _need(actor, spec)
    operations.plan(actor, spec, asked["operation"], asked["params"])
    read.find_ids(actor, name, Query(where=where), "update", 0)
    title = words.say(
        f"clean.{asked['operation']}", actor.language, object=spec.label(actor.language, plural=True)
    )  # fmt: skip
    return jobs.start(actor, PREVIEW if preview else KIND, title, {**asked, "object": name, "where": where})


def _need(actor: Actor, spec: ObjectSpec) -> None:
    for action in ("bulk", "update", "read"):
        scope.need(actor, action, spec)


@jobs.kind(PREVIEW)
def preview(handle: jobs.Handle) -> Json:
    """How many records would change, how many values of each field, and some of them before and after."""
    return _perform(handle, writing=False)


@jobs.kind(KIND)
def clean(handle: jobs.Handle) -> Json:
    """Do it; after a crash from where it was."""
    return _perform(handle, writing=True)


def _perform(handle: jobs.Handle, *, writing: bool) -> Json:
    actor, params = handle.actor, handle.params
    name, query = params["object"], Query(where=params["where"])
    spec = specs.of(actor, name)
    _need(actor, spec)
    plan = operations.plan(actor, spec, params["operation"], params["params"])
    if not handle.progress:
        handle.expect(count(actor, name, query, "update"))
    while True:
        with db.transaction(actor.tenant_id) as tx:
            last = int(handle.progress.get("last", 0))
            ids = read.find_ids(actor, name, query, "update", MOST_ROWS - 1, after=last)
            if not ids:
                break
            found = _rows(actor, spec, plan, ids)
            changes = [one for one in zip(found, plan.changes(tx, found, writing), strict=True) if one[1]]
            counts = Counter(f"field.{field}" for _, values in changes for field in values)
            if writing:
                rows = [{"id": row["id"], "version": row["version"], **values} for row, values in changes]
                counts += Counter(write(actor, name, rows, mode="update", why=Why(job_id=handle.id)).counts)
            else:
                counts["would_change"] += len(changes)
            shown = [*handle.progress.get("shown", []), *(_shown(spec, *one) for one in changes)][:SHOWN]
            handle.advance(tx, len(ids), dict(counts), {"last": ids[-1], "shown": shown})
    return {"sample": handle.progress.get("shown", [])}


def _rows(actor: Actor, spec: ObjectSpec, plan: operations.Plan, ids: list[int]) -> list[Json]:
    """The records as the actor reads them, without those that they may change but not see."""
    between = {"field": "id", "op": "between", "value": [ids[0], ids[-1]]}
    columns = tuple(dict.fromkeys((spec.title, *plan.reads)))
    wanted, found, after = set(ids), [], None
    while True:
        page = read.page(
            actor, spec.name,
            Query(where=between, sort="id", columns=columns, limit=MOST_ROWS, after=after, count=False),
        )  # fmt: skip
        found += [row for row in map(orjson.loads, page.rows) if row["id"] in wanted]
        after = page.next
        if after is None:
            return found


def _shown(spec: ObjectSpec, row: Json, values: operations.Values) -> Json:
    return {
        "id": row["id"],
        "title": str(row.get(spec.title) or f"#{row['id']}"),
        "fields": {name: {"before": row[name], "after": value} for name, value in values.items()},
    }
