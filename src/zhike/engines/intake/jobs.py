"""What this engine does by itself, by the clock."""

from __future__ import annotations

from contextlib import suppress

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from zhike.access import tenants
from zhike.engines.intake.sources import kept, reading, telling
from zhike.kernel import db

_LOOK = "zhike.intake.sources"
_AGAIN = 3  # seconds until it is looked whether an import has ended


@app.periodic(cron="* * * * *")
@app.task(queue="jobs", name=_LOOK, queueing_lock=_LOOK, pass_context=False)
def look(timestamp: int) -> None:
    """Have the sources read whose time has come."""
    del timestamp
    for tenant_id in tenants.ids():
        with db.transaction(tenant_id) as tx:
            for source in kept.due(tx):
                begin(tenant_id, source)


def begin(tenant_id: int, source: int, *, seconds: int = 0) -> None:
    """Have a source read by the worker, once however often it is asked for."""
    name = f"import-source-{tenant_id}-{source}"
    task = read.configure(
        lock=name, queueing_lock=name, schedule_in={"seconds": seconds} if seconds else None
    )  # fmt: skip
    with suppress(AlreadyEnqueued):
        task.defer(tenant_id=tenant_id, source=source)


@app.task(queue="jobs", name="zhike.intake.source")
def read(tenant_id: int, source: int) -> None:
    """Read one source."""
    done = reading.once(tenant_id, source)
    if done.again:
        begin(tenant_id, source, seconds=_AGAIN)
    if done.tell:
        tell.defer(tenant_id=tenant_id, source=source)


@app.task(
    queue="jobs", name="zhike.intake.source_failed",
    retry=RetryStrategy(max_attempts=8, exponential_wait=4, retry_exceptions={OSError}),
)  # fmt: skip
def tell(tenant_id: int, source: int) -> None:
    """Tell the owner of a source that it cannot be read."""
    telling.failure(tenant_id, source)
