"""List pages over HTTP, against a bare loop of the same SQL."""

from __future__ import annotations

from statistics import median
from urllib.parse import urlencode

from zhike.kernel import read
from zhike.project.bench import client, show
from zhike.project.bench.client import ROUNDS, SECONDS, Get, Select, Statement, Times
from zhike.project.bench.figures import Figure
from zhike.project.bench.heard import heard
from zhike.project.bench.stage import Stage

COLUMNS = (
    "name", "code", "kind", "stage", "owner", "phone", "email", "region", "industry", "tags", "next_step_on",
    "updated_at",
)  # fmt: skip
WHERE = '{"field":"region","op":"in","value":"440300"}'
SORT = "-updated_at"


def path(*, limit: int = 50, count: int = 0) -> str:
    """The list of customers in Shenzhen, newest first."""
    asked = {"where": WHERE, "sort": SORT, "columns": ",".join(COLUMNS), "limit": limit, "count": count}
    return f"/api/v1/customers?{urlencode(asked)}"


LIST, LIST_COUNTED = path(), path(count=1)


def statements(stage: Stage) -> list[Statement]:
    """What the kernel asks of PostgreSQL for it."""
    query = read.Query(
        where={"field": "region", "op": "in", "value": "440300"}, sort=SORT, columns=COLUMNS, count=False
    )
    return heard(stage.actor.tenant_id, lambda: read.page(stage.actor, "customer", query))


def measure(stage: Stage) -> list[Figure]:
    """Eight clients at once, the two ways in turn."""
    with show.step("list pages, 8 clients"):
        ratios, ours, bare = [], [], []
        for _ in range(ROUNDS):
            ours.append(client.run(Get(stage.port, stage.token, [LIST]), 8, seconds=SECONDS))
            bare.append(client.run(Select(stage.conninfo(), statements(stage)), 8, seconds=SECONDS))
            ratios.append(ours[-1].rate / bare[-1].rate)
        counted = client.run(Get(stage.port, stage.token, [LIST_COUNTED]), 8, seconds=SECONDS)
    beside = f"{_rate(ours):,.0f} pages/s; bare {_rate(bare):,.0f}/s; with the bounded count {counted.rate:,.0f}/s"
    return [
        Figure(
            what="list page, 8 clients, against a bare loop of the same SQL", value=median(ratios), unit="x",
            floor=0.25, aim=0.5, least=True, beside=beside,
        )
    ]  # fmt: skip


def measure_alone(stage: Stage) -> list[Figure]:
    """One client: what HTTP and everything between it and the database add."""
    with show.step("list pages, one client"):
        added, ours, bare = [], [], []
        for _ in range(ROUNDS):
            ours.append(alone(stage, [LIST]))
            bare.append(client.run(Select(stage.conninfo(), statements(stage)), 1, seconds=SECONDS / 2))
            added.append(ours[-1].median - bare[-1].median)
    beside = (
        f"p50 {median(one.median for one in ours):.1f} ms, p95 {median(one.quantile(0.95) for one in ours):.1f} ms;"
        f" bare p50 {median(one.median for one in bare):.1f} ms"
    )
    what = "list page, one client, p50 over the bare query"
    return [Figure(what=what, value=median(added), unit="ms", floor=6, aim=2, beside=beside)]


def measure_count(stage: Stage) -> list[Figure]:
    """A page of one row with its count."""
    with show.step("bounded count"):
        ours = alone(stage, [path(limit=1, count=1)])
        with stage.owner() as connection:
            found = connection.execute(
                f"SELECT count(*) FROM \"{stage.table}\" WHERE region LIKE '4403%'"  # noqa: S608 - our own table
            ).fetchone()
    matching = int(str(found[0])) if found else 0
    what = f"bounded count of a filter that matches {matching:,}, over HTTP, p50"
    beside = f"p95 {ours.quantile(0.95):.1f} ms, with a page of one row"
    return [Figure(what=what, value=ours.median, unit="ms", floor=30, aim=10, beside=beside)]


def alone(stage: Stage, paths: list[str], seconds: float = SECONDS / 2) -> Times:
    """One client over HTTP."""
    return client.run(Get(stage.port, stage.token, paths), 1, seconds=seconds)


def _rate(found: list[Times]) -> float:
    return median(one.rate for one in found)
