"""Duplicates among the customers of a company: while one is typed, over HTTP, and the scan of all, as a job."""

from __future__ import annotations

import random
import time
from datetime import datetime
from typing import Any

import orjson

from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates import matching, scan
from zhike.engines.duplicates.linkage.find import LIKELY
from zhike.kernel import db, jobs, specs
from zhike.project.bench import client, memory, searching, show
from zhike.project.bench.client import Posts, Select, Statement
from zhike.project.bench.figures import Figure
from zhike.project.bench.heard import heard
from zhike.project.bench.stage import Stage

ASK = "/api/v1/customers/duplicates"
_ENDED = {"done", "failed", "canceled"}
_LOOK_SECONDS = 0.2


def typed(stage: Stage) -> list[dict[str, Any]]:
    """What people type who do not know that the customer is there: the name a little otherwise, a phone, an address."""
    rnd = random.Random(11)  # noqa: S311 - the same every time
    found: list[dict[str, Any]] = []
    for name, _code, phone, email in searching.sample(stage, rnd):
        kind = "organization" if len(name) > 4 else "person"
        short = name.replace("有限公司", "").replace("股份", "")
        found += [
            {"name": short, "kind": kind},
            {"name": name, "kind": kind, "phone": phone},
            {"name": short, "kind": kind, "phone": phone, "email": email},
            {"name": "新" + name, "kind": kind, "email": email},
        ]
    return found


def measure(stage: Stage) -> list[Figure]:
    """The scan comes first, as it learns what the check at entry goes by."""
    scanned = _scan(stage)
    values = typed(stage)
    bodies = [orjson.dumps({"values": one}) for one in values]
    with show.step("duplicates while one types"):
        ours = client.run(Posts(stage.port, stage.token, ASK, bodies), 1, calls=len(values))
        bare = client.run(Select(stage.conninfo(), _statements(stage, values)), 1, calls=len(values))
    beside = (
        f"p50 {ours.median:.1f} ms; the same SQL p50 {bare.median:.1f} ms, p95 {bare.quantile(0.95):.1f} ms;"
        f" {len(values)} half-typed customers"
    )
    return [
        *scanned,
        Figure(
            what="duplicates while one types, one client, p95", value=ours.quantile(0.95), unit="ms", floor=30, aim=15,
            beside=beside,
        ),
    ]  # fmt: skip


def _statements(stage: Stage, values: list[dict[str, Any]]) -> list[Statement]:
    """What the database is asked for them."""
    layout = layouts.of(specs.of(stage.actor, "customer"))
    if layout is None:
        raise RuntimeError("customers are not compared")
    found: list[Statement] = []
    for one in values:
        row = layout.given(one)
        told = heard(stage.actor.tenant_id, lambda row=row: _match(layout, row))  # type: ignore[misc]
        found += [each for each in told if "duplicates_key" in each[0]]
    return found


def _match(layout: layouts.Layout, row: list[str | None]) -> None:
    tx = db.current()
    if tx is not None:
        matching.matches(tx, layout, [row], LIKELY)


def _scan(stage: Stage) -> list[Figure]:
    rows = stage.rows()
    job = scan.start(stage.actor, "customer")
    watch = memory.Growth(stage.root)
    with show.step(f"scan of {rows:,} customers") as advance:
        while (seen := jobs.show(stage.actor, job))["state"] not in _ENDED:
            advance(seen["done"], scan.STEPS)
            watch.look(seen["done"] / scan.STEPS)
            time.sleep(_LOOK_SECONDS)
    watch.look(1)
    if seen["state"] != "done":
        raise RuntimeError(f"the scan ended with {seen}")
    begun, ended = (datetime.fromisoformat(seen[name]) for name in ("started_at", "finished_at"))
    seconds = (ended - begun).total_seconds()
    bare = _read(stage)
    result = seen["result"]
    beside = (
        f"{result['pairs']:,} pairs, {result['groups']:,} groups; {seconds / bare:.0f}x of reading the same columns by"
        f" bare SQL ({bare:.1f} s)"
    )
    return [
        Figure(what=f"scan of {rows:,} customers for duplicates", value=seconds, unit="s", floor=300, beside=beside),
        Figure(what="memory of the scan (peak of its process)", value=watch.peak, unit="MB", floor=4_000),
    ]


def _read(stage: Stage) -> float:
    layout = layouts.of(specs.of(stage.actor, "customer"))
    columns = ", ".join(one.sql("t") for one in layout.fields) if layout else "t.id"
    with stage.owner() as connection, connection.transaction(), connection.cursor("bare") as cursor:
        begun = time.perf_counter()
        cursor.execute(f'SELECT {columns} FROM "{stage.table}" t'.encode())  # noqa: S608 - names of our own
        while cursor.fetchmany(5_000):
            pass
        return time.perf_counter() - begun
