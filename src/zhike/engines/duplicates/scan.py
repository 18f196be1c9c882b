"""The scan of all records of an object: what is the same, by a model learned from them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zhike.engines.duplicates import clusters, keeping, learned
from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates.clusters import Pair
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage import keys
from zhike.engines.duplicates.linkage.find import LIKELY, Found, find
from zhike.engines.duplicates.linkage.groups import Group
from zhike.engines.duplicates.linkage.table import Table
from zhike.engines.duplicates.matching import Reasons, reasons
from zhike.kernel import db, events, jobs, specs, statistics, words
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Conflict, Malformed
from zhike.kernel.read import scope, stored

KIND = "duplicates.scan"
SUBSCRIBER = "duplicates"
BATCH = 10_000
STEPS = 3  # reading, finding, writing down
TABLES = ("duplicates_key", "duplicates_pair", "duplicates_group", "duplicates_member")
Ids = NDArray[np.int64]


def start(actor: Actor, object_name: str) -> int:
    """Put a scan into the queue; gives the job. Errors: Forbidden, Malformed; Conflict while one is under way."""
    spec = specs.of(actor, object_name)
    for action in ("update", "delete"):
        scope.need(actor, action, spec)
    if layouts.of(spec) is None:
        raise Malformed("duplicates.not_compared", object=object_name)
    with db.transaction(actor.tenant_id) as tx:
        tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.{KIND}",))
        if any(one.get("object") == object_name for one in jobs.asked(actor.tenant_id, KIND)):
            raise Conflict("duplicates.scan_under_way")
        title = words.say("duplicates.job.scan", actor.language, what=spec.label(actor.language, plural=True))
        return jobs.start(actor, KIND, title, {"object": object_name}, total=STEPS)


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Do it. The work is done from the beginning after a crash; nothing is seen of it before its end."""
    tenant_id, name = handle.actor.tenant_id, str(handle.params["object"])
    layout = layouts.of(specs.of(system(tenant_id), name))
    if layout is None:
        raise Malformed("duplicates.not_compared", object=name)
    begun = time.monotonic()
    ids, table = read(tenant_id, layout)
    _advance(handle, 1)
    found = find(table, secret=layouts.secret(tenant_id, name))
    _advance(handle, 2)
    with db.transaction(tenant_id) as tx:
        _keep_keys(tx, layout, ids, table)
        told = _write(tx, layout, ids, found, time.monotonic() - begun)
        handle.advance(tx, STEPS - handle.done, {}, {})
    if len(ids) > statistics.MANY:
        for one in TABLES:
            statistics.refresh(one)
    return {"object": name, "records": len(ids), **told}


def _advance(handle: jobs.Handle, done: int) -> None:
    with db.transaction(handle.actor.tenant_id) as tx:
        handle.advance(tx, done - handle.done, {}, {})


def read(tenant_id: int, layout: Layout) -> tuple[Ids, Table]:
    """All living records as a table, with their ids. What is written from now on, the event stream brings."""
    with db.transaction(tenant_id) as tx:
        events.begin_now(tx, SUBSCRIBER, anew=False)  # other objects may have been scanned, and wait to be followed
        ids: list[int] = []

        def rows() -> Iterator[list[str | None]]:
            for record_id, values in stored.every(tx, layout.spec, layout.fields):
                ids.append(record_id)
                yield values

        table = layout.table(rows())
    return np.array(ids, np.int64), table


def _keep_keys(tx: db.Transaction, layout: Layout, ids: Ids, table: Table) -> None:
    """Keys of records that have none, such as from before there were any; of all when other columns are compared."""
    name = layout.spec.name
    row = tx.one(f"SELECT compared FROM duplicates_learned WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,))
    if row is None or row[0] == layout.version:
        has = tx.rows(
            f"SELECT DISTINCT record_id FROM duplicates_key WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,)
        )
        missing = np.flatnonzero(~np.isin(ids, np.array([one for (one,) in has], np.int64)))
    else:
        tx.execute(f"DELETE FROM duplicates_key WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,))
        missing = np.arange(len(ids))
    if not len(missing):
        return
    made = keys.of_rows(table.taken(missing), layouts.secret(tx.tenant_id, name))
    for start_ in range(0, len(missing), BATCH):
        some = missing[start_ : start_ + BATCH]
        due = ids[some].tolist()
        keeping.put(tx, name, due, keys.listed(made[start_ : start_ + BATCH]), due)  # a write may have come before


def _write(tx: db.Transaction, layout: Layout, ids: Ids, found: Found, seconds: float) -> dict[str, Any]:
    name = layout.spec.name
    apart = clusters.apart(tx, name)
    clusters.drop(tx, name)
    originals = len(found.first) - found.copies
    pairs, copies = list(_pairs(ids, found, slice(originals))), list(_pairs(ids, found, slice(originals, None)))
    clusters.put(tx, name, pairs)
    clusters.put(tx, name, copies, copies=True)
    groups = clusters.replace(tx, name, _groups(ids, found, apart))
    learned.keep(tx, layout, found, len(ids), seconds)
    return {"pairs": len(pairs) + len(copies), "groups": groups}


def _pairs(ids: Ids, found: Found, which: slice) -> Iterator[tuple[Pair, float, Reasons]]:
    at_all = np.arange(len(found.first))[which]
    for at in at_all[found.probability[which] >= LIKELY].tolist():
        one, other = int(ids[found.first[at]]), int(ids[found.second[at]])
        yield clusters.pair(one, other), float(found.probability[at]), reasons(found.model, found.weighed, at)


def _groups(ids: Ids, found: Found, apart: set[Pair]) -> Iterator[Group]:
    """The groups as ids."""
    row_of = {int(one): row for row, one in enumerate(ids.tolist())} if apart else {}
    rows = {clusters.pair(row_of[a], row_of[b]) for a, b in apart if a in row_of and b in row_of}
    for one in found.groups(LIKELY, rows):
        yield Group(ids[one.rows].tolist(), one.weakest)
