"""Checking an audit trail with as many entries as the company has customers: every seal is made anew."""

from __future__ import annotations

import time

import orjson

from zhike.access import audit
from zhike.project.bench import show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

_BLOCK = 100_000


def measure(stage: Stage) -> list[Figure]:
    """As many changes of one record each as there are customers, sealed and then checked."""
    entries, tenant = stage.rows(), stage.actor.tenant_id
    with show.step(f"journal of {entries:,} more entries") as advance:
        for done in range(0, entries, _BLOCK):
            _write(stage, min(_BLOCK, entries - done))
            advance(done, entries)
        begun = time.monotonic()
        audit.seal(tenant)
        sealing = time.monotonic() - begun
        stage.settle()
    with show.step("audit verify"):
        begun = time.monotonic()
        broken, checked, _ = audit.verify(tenant)
        seconds = time.monotonic() - begun
    if broken or checked < entries:
        raise RuntimeError(f"the trail of {checked} entries is broken: {broken}")
    beside = f"{checked:,} entries, {checked / seconds:,.0f}/s; sealing what the worker had left took {sealing:.1f} s"
    return [Figure(what="audit verify", value=seconds, unit="s", floor=30 * max(1, checked / 1_000_000), beside=beside)]


def _write(stage: Stage, amount: int) -> None:
    """Changes as the write path leaves them, one record in each."""
    tenant, before = stage.actor.tenant_id, orjson.dumps({"remark": None, "stage": "potential"})
    after = orjson.dumps({"remark": "电话联系", "stage": "contacted"})
    statement = (
        "WITH made AS (INSERT INTO kernel_changeset (tenant_id, at, xid, object, verb, via, person_id, records)"  # noqa: S608
        f" SELECT {tenant}, now(), pg_current_xact_id()::text::bigint, 'customer', 'update', 'page',"
        f" {stage.actor.person_id}, 1 FROM generate_series(1, {amount}) RETURNING id)"
        " INSERT INTO kernel_change (tenant_id, change_set_id, object, verb, record_id, before, after)"
        f" SELECT {tenant}, id, 'customer', 'update', id, %s::jsonb, %s::jsonb FROM made"
    )
    with stage.owner() as connection:
        connection.execute(statement.encode(), (before.decode(), after.decode()))
