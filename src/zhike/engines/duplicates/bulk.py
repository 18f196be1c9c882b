"""Merging many groups at once: those that are surer than a threshold the steward sets, each as a merge of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from zhike.engines.duplicates import worklist
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage.find import SURE
from zhike.kernel import db, jobs, read, words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Forbidden, Malformed, NotFound, Refused
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import Query
from zhike.kernel.write import merge as merging

KIND = "duplicates.merge"
LEAST = SURE  # nobody looks at them: measured in decision 19, none of 60,000 such groups was wrong
LARGEST = 20  # records; a larger group is for somebody to look at


def _filled(record: Mapping[str, Any]) -> int:
    return sum(value not in (None, "", []) for value in record.values())


# Which record stays: the first by these; of equals the older one.
KEEP: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "complete": lambda record: (-_filled(record), record["id"]),
    "newest": lambda record: (_backwards(record["updated_at"]), record["id"]),
    "oldest": lambda record: (record["created_at"], record["id"]),
}


def _backwards(moment: str) -> tuple[int, ...]:
    return tuple(-ord(one) for one in moment)


def count(actor: Actor, object_name: str, least: float) -> dict[str, int]:
    """How many groups would be merged."""
    layout = worklist.layout_of(actor, object_name)
    with db.transaction(actor.tenant_id) as tx:
        groups = worklist.counted(tx, actor, layout, _checked(least), LARGEST)
    return {"groups": groups}


def start(actor: Actor, object_name: str, least: float, keep: str) -> int:
    """Put the merging into the queue; gives the job. Errors: Forbidden, Malformed, Conflict."""
    layout = worklist.layout_of(actor, object_name)
    if keep not in KEEP:
        raise Malformed("duplicates.wrong_keep", known=", ".join(KEEP))
    groups = count(actor, object_name, least)["groups"]
    if not groups:
        raise Conflict("duplicates.nothing_to_merge")
    what = layout.spec.label(actor.language, plural=True)
    title = words.say("duplicates.job.merge", actor.language, what=what)
    with db.transaction(actor.tenant_id) as tx:
        last = worklist.newest(tx, layout)  # what merging makes out anew is for somebody to look at first
    asked = {"object": object_name, "least": least, "keep": keep, "last": last}
    return jobs.start(actor, KIND, title, asked, total=groups)


def _checked(least: float) -> float:
    if not LEAST <= least < 1:
        raise Malformed("duplicates.wrong_least", least=LEAST)
    return least


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Do it, group by group, each in one transaction with the progress. What cannot be merged is counted."""
    actor, params = handle.actor, handle.params
    layout = worklist.layout_of(actor, str(params["object"]))
    while True:
        with db.transaction(actor.tenant_id) as tx:
            after = int(handle.progress.get("after", 0))
            least, last = float(params["least"]), int(params["last"])
            group = worklist.next_sure(tx, actor, layout, least, LARGEST, after, last)
            if group is None:
                return {}
            outcome = _merge(tx, actor, layout, group, params, handle.id)
            handle.advance(tx, 1, {outcome: 1}, {"after": group})


def _merge(tx: db.Transaction, actor: Actor, layout: Layout, group: int, params: Mapping[str, Any], job_id: int) -> str:
    mine = Query(ids=tuple(worklist.members(tx, group)), limit=LARGEST, count=False)
    rows = read.page(actor, layout.spec.name, mine).rows
    order = sorted((orjson.loads(row) for row in rows), key=KEEP[str(params["keep"])])
    if len(order) < 2:
        return "unchanged"
    winner, *losers = (int(record["id"]) for record in order)
    return _try(tx, actor, layout, winner, losers, job_id)


def _try(tx: db.Transaction, actor: Actor, layout: Layout, winner: int, losers: Sequence[int], job_id: int) -> str:
    try:
        with db.savepoint(tx):
            merging.merge(actor, layout.spec.name, winner, losers, why=Why(job_id=job_id))
    except (Refused, Forbidden, NotFound, Conflict):
        return "refused"
    return "merged"
