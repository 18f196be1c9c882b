"""Making one customer at a time over HTTP, against a bare INSERT and COMMIT of finished rows into the same table."""

from __future__ import annotations

from statistics import median

from zhike.project.bench import client, made, show
from zhike.project.bench.client import ROUNDS, SECONDS
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage
from zhike.project.bench.writers import APART, Insert, Post

_SAMPLE = 400
_FIRST = 20_000_000  # beyond those of the import


def measure(stage: Stage) -> list[Figure]:
    """Eight clients at once, the two ways in turn."""
    rows = list(made.customers(7, _FIRST, _SAMPLE))
    finished = _finished(stage)
    ratios, ours, bare = [], [], []
    with show.step("one customer at a time, 8 clients"):
        for turn in range(ROUNDS):
            first = _FIRST + turn * 10 * APART
            ours.append(client.run(Post(stage.port, stage.token, rows, first), 8, seconds=SECONDS))
            bare.append(client.run(Insert(stage.conninfo(), stage.table, finished, first), 8, seconds=SECONDS))
            ratios.append(ours[-1].rate / bare[-1].rate)
    beside = (
        f"{median(one.rate for one in ours):,.0f}/s, p50 {median(one.median for one in ours):.1f} ms;"
        f" bare {median(one.rate for one in bare):,.0f}/s, p50 {median(one.median for one in bare):.1f} ms"
    )
    what = "create one customer, 8 clients, against bare INSERT and COMMIT"
    return [Figure(what=what, value=median(ratios), unit="x", floor=0.1, aim=0.25, least=True, beside=beside)]


def _finished(stage: Stage) -> list[dict[str, str | None]]:
    """Rows as the write path has left them, every column as text."""
    with stage.owner() as connection:
        found = connection.execute(
            f"SELECT column_name FROM information_schema.columns WHERE table_name = '{stage.table}'"  # noqa: S608
            " AND column_name <> 'id'"
        )
        columns = [str(row[0]) for row in found]
        texts = ", ".join(f'"{one}"::text' for one in columns)
        rows = connection.execute(
            f'SELECT {texts} FROM "{stage.table}" WHERE phone IS NOT NULL LIMIT {_SAMPLE}'.encode()  # noqa: S608
        ).fetchall()
    return [dict(zip(columns, (None if one is None else str(one) for one in row), strict=True)) for row in rows]
