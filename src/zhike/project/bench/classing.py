"""Measures, segments and classes of all customers, against DuckDB over the same rows; and what people wait for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from statistics import median
from typing import Any
from urllib.parse import quote

import orjson

from zhike.engines.classification import run
from zhike.kernel import jobs, registry
from zhike.kernel.actor import system
from zhike.project.bench import importing, show, trade
from zhike.project.bench.client import Connection, get, post
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

CALLS, ORDERS, ROUNDS = 60, 20, 3
_ENDED = ("done", "failed", "canceled")
_RFM = """
CREATE TABLE classed AS WITH sums AS (
 SELECT customer_id AS id, epoch(max(ordered_at)) AS r, count(*) AS f, sum(net) AS m FROM orders WHERE counts
 GROUP BY ALL
), cuts AS (
 SELECT quantile_disc(r, [.2, .4, .6, .8]) AS r, quantile_disc(f, [.2, .4, .6, .8]) AS f,
  quantile_disc(m, [.2, .4, .6, .8]) AS m FROM sums
), digits AS (
 SELECT s.id, 1 + len(list_filter(c.r, x -> s.r > x)) AS r, 1 + len(list_filter(c.f, x -> s.f > x)) AS f,
  1 + len(list_filter(c.m, x -> s.m > x)) AS m FROM sums s, cuts c
)
SELECT id, r * 100 + f * 10 + m AS score, CASE WHEN r = 5 AND f >= 4 THEN 'champions'
 WHEN r >= 3 AND f >= 4 THEN 'loyal' WHEN r <= 2 AND f = 5 THEN 'not_to_lose' WHEN r >= 4 AND f >= 2 THEN 'likely_loyal'
 WHEN r <= 2 AND f >= 3 THEN 'at_risk' WHEN r = 3 AND f = 3 THEN 'attention' WHEN r = 5 THEN 'new'
 WHEN r = 4 THEN 'promising' WHEN r = 3 THEN 'sleepy' WHEN r = 1 AND f = 1 THEN 'gone' ELSE 'hibernating' END AS class
FROM digits
"""


class Api:
    """Asks as a program does."""

    def __init__(self, stage: Stage) -> None:
        self.connection, self.token = Connection(stage.port), stage.token

    def get(self, path: str) -> Any:
        return orjson.loads(self.connection.ask(get(f"/api/v1{path}", self.token)))

    def post(self, path: str, body: Any) -> Any:
        return orjson.loads(self.connection.ask(post(f"/api/v1{path}", self.token, orjson.dumps(body))))


def measure(stage: Stage) -> list[Figure]:
    """All of them, in the order in which a company would come to need them."""
    trade.fill(stage)
    api = Api(stage)
    with show.step("measures, segments and classes for the first time"):
        first = _job(stage, lambda: run.start(system(stage.actor.tenant_id)))
    with show.step("the same at night"):
        nightly = _job(stage, lambda: run.start(system(stage.actor.tenant_id)))
    return [
        Figure(what="nightly sweep of measures, segments and classes", value=nightly, unit="s", floor=300, aim=120,
               beside=f"the first time {first:,.0f} s"),
        *_rfm(stage, api),
        _moving(stage, api),
        *_counting(api),
        _following(api),
        *_dashboard(api),
    ]  # fmt: skip


def _job(stage: Stage, start: Callable[[], int | None]) -> float:
    """Seconds that a job works."""
    job = start()
    while job is None:
        time.sleep(0.5)
        job = start()
    while (seen := jobs.show(stage.actor, job))["state"] not in _ENDED:
        time.sleep(0.05)
    if seen["state"] != "done":
        raise RuntimeError(f"the job ended with {seen}")
    return importing.seconds(seen)


def _rfm(stage: Stage, api: Api) -> Iterator[Figure]:
    """The scheme that a company begins with, as a new version, against the same by DuckDB."""
    known = api.get(f"/schemes?where={quote(orjson.dumps({'field': 'code', 'value': 'rfm'}))}")["rows"][0]["id"]
    definition = api.get(f"/schemes/{known}/versions")["rows"][0]["definition"]
    ours, written = [], []
    for _ in range(ROUNDS):
        scheme = _scheme(api, "rfm")
        api.post(f"/schemes/{scheme}/draft", {"definition": definition})
        with show.step("RFM of all customers"):
            ours.append(_job(stage, lambda: api.post(f"/schemes/{scheme}/versions/1/publish", {})["job"]))  # noqa: B023
        written.append(_written(stage, scheme))
        _forget(stage, scheme)
    bare = _duckdb(stage)
    yield Figure(
        what="RFM of all customers, written, against DuckDB with the orders in memory", value=median(ours) / bare,
        unit="x", floor=4, aim=2,
        beside=f"{median(ours):.1f} s, DuckDB {bare:.2f} s, bare INSERT of the same rows {median(written):.2f} s",
    )  # fmt: skip


def _written(stage: Stage, scheme: int) -> float:
    """Seconds in which PostgreSQL writes the classes of a scheme, once they are known, into an empty table."""
    with stage.owner() as connection:
        connection.execute("CREATE TABLE bench_place (LIKE classification_place INCLUDING ALL)")
        begun = time.monotonic()
        connection.execute(
            f"INSERT INTO bench_place SELECT * FROM classification_place WHERE scheme_id = {int(scheme)}".encode()  # noqa: S608
        )
        taken = time.monotonic() - begun
        connection.execute("DROP TABLE bench_place")
    return taken


def _forget(stage: Stage, scheme: int) -> None:
    with stage.owner() as connection:
        connection.execute(f"DELETE FROM classification_place WHERE scheme_id = {int(scheme)}".encode())  # noqa: S608


def _duckdb(stage: Stage) -> float:
    """Seconds of the same by DuckDB, from rows that it has in memory already."""
    import duckdb  # late import: only developers have it

    orders = registry.declared_object("order").table
    place = stage.home / "orders.csv"
    asked = f'COPY (SELECT customer_id, ordered_at, net, counts FROM "{orders}") TO STDOUT (FORMAT csv)'  # noqa: S608
    with stage.owner() as connection, place.open("wb") as file, connection.cursor().copy(asked.encode()) as copy:
        for block in copy:
            file.write(block)
    base = duckdb.connect(config={"threads": 2})
    columns = "{'customer_id': 'BIGINT', 'ordered_at': 'TIMESTAMPTZ', 'net': 'DOUBLE', 'counts': 'BOOLEAN'}"
    base.execute(f"CREATE TABLE orders AS FROM read_csv(?, header = false, columns = {columns})", [str(place)])
    place.unlink()
    taken = []
    with show.step("the same by DuckDB"):
        for _ in range(ROUNDS):
            base.execute("DROP TABLE IF EXISTS classed")
            begun = time.monotonic()
            base.execute(_RFM)
            taken.append(time.monotonic() - begun)
    return median(taken)


def _moving(stage: Stage, api: Api) -> Figure:
    """A new version that moves a tenth of the customers."""
    low, rows = _ids(stage)
    scheme = _scheme(api, "rules")
    for share in (0.5, 0.6):
        where = {"field": "id", "op": "<", "value": low + int(rows * share)}
        classes = [{"code": one, "zh": one} for one in ("a", "b")]
        said = {"classes": classes, "rules": [{"class": "a", "where": where}], "otherwise": "b"}
        number = api.post(f"/schemes/{scheme}/draft", {"definition": said})["number"]
        with show.step(f"version {number} of a scheme"):
            seconds = _job(stage, lambda: api.post(f"/schemes/{scheme}/versions/{number}/publish", {})["job"])  # noqa: B023
    _forget(stage, scheme)
    moved = rows // 10
    return Figure(
        what=f"publishing a version that moves {moved:,} customers, with history and events", value=seconds, unit="s",
        floor=20, aim=8,
    )  # fmt: skip


def _by_fields(n: int) -> Any:
    there = {"field": "region", "op": "in", "value": f"{(11, 31, 44)[n % 3]}0000"}
    return {"all": [{"field": "kind", "op": "is", "value": "organization"}, there]}


def _by_orders(n: int) -> Any:
    return {"related": "orders", "measure": "sum:net", "within": "90d", "op": ">=", "value": 200 + n}


def _by_events(n: int) -> Any:
    return {"did": "page_view", "times": {"op": ">=", "value": 3 + n % 4}, "within": f"{20 + n}d"}


WAYS: tuple[tuple[str, int, Callable[[int], Any]], ...] = (
    ("by fields", 150, _by_fields),
    ("with an order sum of 90 days", 400, _by_orders),
    ("with a count of events", 800, _by_events),
)


def _counting(api: Api) -> Iterator[Figure]:
    """The count that an editor of a segment shows, with another value each time."""
    for said, floor, where in WAYS:
        taken = []
        with show.step(f"counts of a segment {said}"):
            for n in range(CALLS):
                begun = time.monotonic()
                found = api.post("/customers/audience", {"where": where(n)})
                taken.append(time.monotonic() - begun)
        yield Figure(
            what=f"count while editing a segment {said}, p95", value=_p95(taken), unit="ms", floor=floor, aim=floor / 2,
            beside=f"p50 {median(taken) * 1000:.0f} ms; {found['count']:,} of {found['of']:,}",
        )  # fmt: skip


def _following(api: Api) -> Figure:
    """An order of somebody who never bought, until their measure, their segment and their stage are seen to follow."""
    where = {"all": [{"field": "m_orders", "op": ">=", "value": 1}]}
    segment = api.post("/segments", {"name": f"{time.time_ns()}", "object": "customer", "where": where})["id"]
    time.sleep(20)
    asked = quote(orjson.dumps({"field": "m_orders", "op": "=", "value": 0}))
    taken = []
    with show.step("orders that are followed"):
        for one in api.get(f"/customers?where={asked}&limit={ORDERS}&columns=name")["rows"]:
            own = quote(orjson.dumps({"all": [
                {"field": "id", "op": "=", "value": one["id"]}, {"field": "m_orders", "op": "=", "value": 1},
                {"in": f"segment:{segment}"}, {"field": "class_stage", "op": "is", "value": "first"},
            ]}))  # fmt: skip
            begun = time.monotonic()
            api.post("/orders", {"customer": one["id"], "ordered_at": _now(), "amount": "100"})
            while not api.get(f"/customers?where={own}&limit=1&columns=name")["rows"]:
                if time.monotonic() - begun > 60:
                    raise RuntimeError("a customer's measures did not follow an order")
                time.sleep(0.02)
            taken.append(time.monotonic() - begun)
    return Figure(
        what="a new order until measure, segment and class of its customer are seen, p95", value=_p95(taken) / 1000,
        unit="s", floor=3, aim=1, beside=f"p50 {median(taken):.2f} s",
    )  # fmt: skip


def _dashboard(api: Api) -> Iterator[Figure]:
    """All cards of the customer analysis, one after the other."""
    told = api.get("/customers/analysis")
    by_kind = {one["kind"]: one["id"] for one in reversed(told["schemes"])}
    paths = ["headline", "pareto", "cohorts", "changes", "needs", f"rfm?scheme={by_kind['rfm']}"]
    paths += [f"movement?scheme={by_kind['stages']}"]
    paths += [f"breakdown?field={one['name']}" for one in told["fields"] if one["part"]]
    paths += [f"breakdown?field={one['field']}" for one in told["schemes"][:1]]
    cold, kept = _asked(api, paths, anew=True), _asked(api, paths, anew=False)
    longest = sorted(cold, key=cold.__getitem__, reverse=True)[:3]
    yield Figure(
        what=f"dashboard of customers, {len(paths)} cards, cold: nothing is kept", value=sum(cold.values()), unit="s",
        floor=3, aim=1.5, beside=", ".join(f"{path.partition('?')[0]} {cold[path]:.2f} s" for path in longest),
    )  # fmt: skip
    yield Figure(
        what="the same, warm", value=sum(kept.values()) * 1000, unit="ms", floor=300,
        aim=150,
    )  # fmt: skip


def _asked(api: Api, paths: list[str], *, anew: bool) -> dict[str, float]:
    """Seconds that each card takes, looked at anew or as the night has kept it."""
    taken = {}
    with show.step(f"dashboard, {'cold' if anew else 'warm'}"):
        for path in paths:
            again = f"{'&' if '?' in path else '?'}refresh=1" if anew else ""
            begun = time.monotonic()
            api.get(f"/customers/analysis/{path}{again}")
            taken[path] = time.monotonic() - begun
    return taken


def _scheme(api: Api, kind: str) -> int:
    code = f"b{time.time_ns()}"
    return int(api.post("/schemes", {"name": code, "code": code, "object": "customer", "kind": kind})["id"])


def _ids(stage: Stage) -> tuple[int, int]:
    with stage.owner() as connection:
        row = connection.execute(f'SELECT min(id), count(*) FROM "{stage.table}"'.encode()).fetchone()  # noqa: S608
    return (int(str(row[0])), int(str(row[1]))) if row else (0, 0)


def _now() -> str:
    return datetime.now(UTC).isoformat()


def _p95(taken: list[float]) -> float:
    """Milliseconds."""
    return sorted(taken)[int(len(taken) * 0.95)] * 1000
