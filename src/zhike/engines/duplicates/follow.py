"""After the first scan: what is written is compared with all there is, within a minute, and nothing else."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

from zhike.engines.duplicates import candidates, clusters, learned, scan
from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage.find import LIKELY
from zhike.engines.duplicates.matching import matches
from zhike.kernel import db, events, jobs, specs
from zhike.kernel.actor import system
from zhike.kernel.events import Event
from zhike.kernel.read import stored

AT_ONCE = 5  # change sets in one transaction
BATCH = 1_000
LONGEST = 40  # seconds; the rest a minute later
GROWN = 1.25  # times as many records: then it is worth learning anew
RELEARN_DAYS = 7


def follow(tenant_id: int) -> int:
    """Compare what has been written since the last time; how many change sets that were."""
    done, until = 0, time.monotonic() + LONGEST
    if not _scanned(tenant_id):
        return 0
    while time.monotonic() < until:
        some = events.deliver(tenant_id, scan.SUBSCRIBER, _handle, limit=AT_ONCE)
        done += some
        if not some:
            break
    return done


def _scanned(tenant_id: int) -> bool:
    with db.transaction(tenant_id) as tx:
        return tx.one(f"SELECT 1 FROM duplicates_learned WHERE tenant_id = {tenant_id} LIMIT 1") is not None


def _handle(tx: db.Transaction, some: list[Event]) -> None:
    changed: dict[str, set[int]] = defaultdict(set)
    known = specs.all_of(system(tx.tenant_id))
    for one in some:
        layout = layouts.of(known[one.object]) if one.object in known else None
        if layout is None or learned.of(tx, layout).at is None:
            continue
        if one.verb != "update" or one.fields & {field.name for field in layout.fields}:
            changed[one.object].update(one.ids)
    for name, ids in changed.items():
        layout = layouts.of(known[name])
        assert layout is not None
        ordered = sorted(ids)
        for start in range(0, len(ordered), BATCH):
            again(tx, layout, ordered[start : start + BATCH])


def again(tx: db.Transaction, layout: Layout, ids: Sequence[int]) -> None:
    """Compare some records with all there is, and put the groups in order that this concerns."""
    name = layout.spec.name
    touched, heirs = clusters.drop_of(tx, name, ids)
    touched |= set(ids)
    found = matches_of(tx, layout, sorted({*ids, *heirs}))
    apart = clusters.apart(tx, name, sorted({pair[0] for pair, _, _ in found}))
    clusters.put(tx, name, [one for one in found if one[0] not in apart])
    touched |= {one for pair, _, _ in found for one in pair}
    clusters.regroup(tx, name, touched)


def matches_of(
    tx: db.Transaction, layout: Layout, ids: Sequence[int]
) -> list[tuple[clusters.Pair, float, dict[str, tuple[int, float]]]]:
    """The pairs that some stored records are part of."""
    rows = stored.some(tx, layout.spec, layout.fields, ids)
    living = [record_id for record_id, _ in rows]
    if not rows:
        return []
    found = matches(tx, layout, [values for _, values in rows], LIKELY, ids=living, choice=candidates.EVERY)
    pairs = {
        clusters.pair(record_id, one.id): (one.probability, one.reasons)
        for record_id, some in zip(living, found, strict=True)
        for one in some
    }
    return [(pair, *told) for pair, told in sorted(pairs.items())]


def when_due(tenant_id: int) -> list[int]:
    """Start scans of what was never scanned, or has grown much, or was learned long ago; gives the jobs."""
    actor, started = system(tenant_id, via=scan.KIND), []
    under_way = {one.get("object") for one in jobs.asked(tenant_id, scan.KIND)}
    for spec in specs.all_of(actor).values():
        layout = layouts.of(spec)
        if layout is not None and spec.name not in under_way and _due(tenant_id, layout):
            started.append(scan.start(actor, spec.name))
    return started


def _due(tenant_id: int, layout: Layout) -> bool:
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            f"SELECT records, at < now() - interval '{RELEARN_DAYS} days' OR compared <> %s FROM duplicates_learned"
            f" WHERE tenant_id = {tenant_id} AND object = %s",
            (layout.version, layout.spec.name),
        )
        (now,) = tx.rows(
            f'SELECT count(*) FROM "{layout.spec.table}" t WHERE t.tenant_id = {tenant_id} AND t.deleted_at IS NULL'
        )[0]
    if row is None or row[1]:
        return bool(now)
    return bool(now > row[0] * GROWN)
