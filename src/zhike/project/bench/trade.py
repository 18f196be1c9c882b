"""The purchases and the behaviour of the customers on the stage: five orders and twenty events each, by bare SQL.

How they come in is measured elsewhere (`importing`, `behaving`); here they only have to be there. A few customers buy
most, and most buy once or never; what is newer is more.
"""

from __future__ import annotations

from datetime import UTC, datetime

import orjson

from zhike.engines.behaviour import months
from zhike.kernel import db, registry
from zhike.kernel.conditions import periods
from zhike.project.bench import show
from zhike.project.bench.client import Connection, post
from zhike.project.bench.stage import Stage

ORDERS, EVENTS = 5, 20  # for each customer
DAYS, SEEN_DAYS = 1_095, 90
SEED = 0.20261123
_ORDERS = """
INSERT INTO "{orders}" (tenant_id, version, created_at, updated_at, title_sort, custom, number, customer_id,
 ordered_at, status, amount, refunded)
SELECT {tenant}, 1, now(), now(), 'b' || n, '{{}}', 'B-' || n, {first} + floor(power(random(), 2.2) * {rows})::bigint,
 now() - power(random(), 1.4) * interval '{days} days', CASE WHEN random() < 0.03 THEN 'canceled' ELSE 'completed' END,
 round((20 * exp(2.5 * random()))::numeric, 2), 0
FROM generate_series(1, {count}) n
"""
_EVENTS = """
INSERT INTO behaviour_event (tenant_id, month, key, kind_id, at, day, object, record_id)
SELECT {tenant}, date_trunc('month', x.at AT TIME ZONE 'UTC')::date, gen_random_uuid(), ({kinds})[1 + x.k], x.at,
 (x.at AT TIME ZONE 'Asia/Shanghai')::date, 'customer', x.id
FROM (SELECT now() - random() * interval '{days} days' AS at,
 {first} + floor(power(random(), 1.6) * {rows})::bigint AS id,
 floor(random() * cardinality({kinds}))::int AS k FROM generate_series(1, {count})) x
"""
_COUNTS = """
INSERT INTO behaviour_count (tenant_id, object, record_id, kind_id, day, n)
SELECT tenant_id, object, record_id, kind_id, day, count(*) FROM behaviour_event
WHERE tenant_id = {tenant} GROUP BY tenant_id, object, record_id, kind_id, day
ON CONFLICT (tenant_id, object, record_id, kind_id, day) DO UPDATE SET n = excluded.n
"""


def fill(stage: Stage) -> None:
    """Have them all, unless they are there."""
    orders, tenant = registry.declared_object("order").table, stage.actor.tenant_id
    with stage.owner() as connection:
        first, last, rows, known = connection.execute(
            f'SELECT min(id), max(id), count(*), (SELECT count(*) FROM "{orders}") FROM "{stage.table}"'.encode()  # noqa: S608
        ).fetchone() or (0, 0, 0, 0)
        first, last, rows = int(str(first)), int(str(last)), int(str(rows))
        if int(str(known)) >= rows * ORDERS:
            return
        assert last - first + 1 == rows, "the customers of the stage have ids in a row"
        _months(stage)
        _seen_once(stage, first)
        kinds = connection.execute("SELECT id FROM behaviour_eventkind WHERE tenant_id = %s", (tenant,)).fetchall()
        ids = ", ".join(str(row[0]) for row in kinds)
        given = {
            "orders": orders, "tenant": tenant, "first": first, "rows": rows, "kinds": f"ARRAY[{ids}]::bigint[]",
        }  # fmt: skip
        connection.execute(f"SELECT setseed({SEED})".encode())
        for said, statement, count, days in (
            ("orders", _ORDERS, rows * ORDERS, DAYS),
            ("events", _EVENTS, rows * EVENTS, SEEN_DAYS),
            ("events by day", _COUNTS, rows * EVENTS, SEEN_DAYS),
        ):
            with show.step(f"{count:,} {said}"):
                connection.execute(statement.format(**given, count=count, days=days).encode())
                connection.commit()
    with show.step("VACUUM, ANALYZE, checkpoint"):
        stage.settle()


def _seen_once(stage: Stage, customer: int) -> None:
    """One event by the API, with which the kinds that a company begins with are made."""
    event = {"id": "bench", "kind": "page_view", "at": datetime.now(UTC).isoformat(), "who": {"id": customer}}
    body = orjson.dumps({"events": [event]})
    Connection(stage.port).ask(post("/api/v1/events/batch", stage.token, body))


def _months(stage: Stage) -> None:
    now = months.of(datetime.now(UTC))
    with db.transaction(stage.actor.tenant_id) as tx:
        months.ensure(tx, (periods.shift(now, -before, "m") for before in range(SEEN_DAYS // 28 + 1)))
