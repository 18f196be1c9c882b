"""The import of a file as a job, against COPY of the finished rows; and the memory of the process that does the job."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import importing
from zhike.engines.intake.plan import Plan
from zhike.kernel import jobs
from zhike.kernel.write import write
from zhike.project.bench import made, memory, show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import Stage

SEED = 20_261_121
_LOOK_SECONDS = 0.2
_ENDED = {"done", "failed", "canceled"}
_BLOCK = 1 << 20


def fill(stage: Stage, rows: int, *, first: int = 0) -> tuple[float, memory.Growth]:
    """Import so many made-up customers; gives the seconds of the job and what memory it took."""
    seconds, watch, counts = _import(stage, rows, first)
    if counts != {"created": rows}:
        raise RuntimeError(f"the import ended with {counts}")
    return seconds, watch


def _import(stage: Stage, rows: int, first: int = 0) -> tuple[float, memory.Growth, dict[str, int]]:
    place = stage.home / "customers.csv"
    with show.step(f"file of {rows:,} customers") as advance:
        made.write_csv(place, SEED, first, rows, advance)
    job = _start(stage, place)
    watch = memory.Growth(stage.root)
    with show.step(f"import of {rows:,} customers") as advance:
        while (seen := jobs.show(stage.actor, job))["state"] not in _ENDED:
            advance(seen["done"], rows)
            watch.look(seen["done"] / rows)
            time.sleep(_LOOK_SECONDS)
    watch.look(1)
    place.unlink()
    if seen["state"] != "done":
        raise RuntimeError(f"the import ended with {seen}")
    return seconds(seen), watch, seen["counts"]


def measure(stage: Stage, rows: int) -> list[Figure]:
    """Both ways start from an empty table and a checkpoint, and end with the same rows in it."""
    stage.empty()
    seconds, watch = fill(stage, rows)
    bare = _bare(stage, rows)
    return [
        Figure(
            what="import through the full write path, against bare COPY", value=bare / seconds, unit="x",
            floor=0.35, aim=0.6, least=True,
            beside=f"{rows / seconds:,.0f} rows/s ({seconds:.0f} s); COPY {rows / bare:,.0f} rows/s ({bare:.0f} s)",
        ),
        Figure(
            what="memory of the import job (peak of its process)", value=watch.peak, unit="MB", floor=600,
            beside=f"{watch.early:.0f} MB at 10%, {watch.late:.0f} MB at 100%",
        ),
        Figure(what="the same, at 100% against 10%", value=watch.late / watch.early, unit="x", floor=1.5, aim=1.1),
    ]  # fmt: skip


def measure_checked(stage: Stage, rows: int) -> list[Figure]:
    """The same with a duplicate rule on: each new customer is compared with those that are there."""
    stage.empty()
    rule = {"name": "import", "object": "customer", "action": "block", "least": 95, "through": ["import"]}
    made_rule = write(stage.actor, "duplicate_rule", [rule]).rows[0].id
    seconds, watch, counts = _import(stage, rows)
    write(stage.actor, "duplicate_rule", [{"id": made_rule}], mode="delete")
    created = counts["created"]
    bare = _bare(stage, created)
    return [
        Figure(
            what="import with a duplicate rule on, against bare COPY", value=bare / created * rows / seconds, unit="x",
            floor=0.3, least=True,
            beside=f"{rows / seconds:,.0f} rows/s ({seconds:.0f} s), {rows - created:,} refused; {watch.peak:.0f} MB",
        ),
    ]  # fmt: skip


def _bare(stage: Stage, rows: int) -> float:
    """Seconds that COPY takes for the customers that are there."""
    finished = stage.home / "finished.copy"
    with show.step("the finished rows, out of the table"):
        _copy_out(stage, finished)
        stage.empty(keys=False)  # which the rows need when they come back
    with show.step(f"bare COPY of {rows:,} finished rows"):
        seconds = _copy_in(stage, finished)
    finished.unlink()
    if stage.rows() != rows:
        raise RuntimeError("COPY and the import do not end alike")
    return seconds


def _start(stage: Stage, place: Path) -> int:
    with place.open("rb") as file:
        chunks = iter(lambda: file.read(_BLOCK), b"")
        stored = storage.keep_a_while(stage.actor, place.name, chunks, most=importing.MOST)
    mapping = dict(enumerate(made.FIELDS))
    return importing.start(stage.actor, stored.key, Plan(object="customer", header_row=1, mapping=mapping))


def seconds(job: dict[str, Any]) -> float:
    begun, ended = (datetime.fromisoformat(job[name]) for name in ("started_at", "finished_at"))
    return (ended - begun).total_seconds()


def _copy_out(stage: Stage, place: Path) -> None:
    with (
        stage.owner() as connection,
        connection.cursor() as cursor,
        place.open("wb") as file,
        cursor.copy(f'COPY "{stage.table}" TO STDOUT'.encode()) as copy,
    ):
        for block in copy:
            file.write(block)


def _copy_in(stage: Stage, place: Path) -> float:
    with stage.owner() as connection, connection.cursor() as cursor, place.open("rb") as file:
        begun = time.monotonic()
        with cursor.copy(f'COPY "{stage.table}" FROM STDIN'.encode()) as copy:
            while block := file.read(_BLOCK):
                copy.write(block)
        return time.monotonic() - begun
