"""What the worker does with an import: of one sheet, or of several that are linked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhike.engines.connect import storage
from zhike.engines.intake import batches, importing, plan
from zhike.engines.intake.batches import Batch
from zhike.engines.intake.linked import running
from zhike.engines.intake.plan import Plan
from zhike.engines.intake.source import Source
from zhike.engines.intake.spool import Spool
from zhike.kernel import apart, jobs
from zhike.kernel.actor import Actor
from zhike.kernel.journal.entry import Why
from zhike.kernel.secrets import vault

KIND = importing.KIND
MANY = 20_000  # rows: with fewer, another process takes longer to start than it saves


@jobs.kind(KIND)
def perform(handle: jobs.Handle) -> dict[str, Any]:
    """Does an import job."""
    return running.perform(handle) if "linked" in handle.params else _of_one_sheet(handle)


def _of_one_sheet(handle: jobs.Handle) -> dict[str, Any]:
    """Gives ``change_sets`` and the file of the ``refused`` rows, however it ends."""
    actor, upload = handle.actor, handle.params["upload"]
    stored, _ = storage.find(actor, upload)
    wanted = plan.read(handle.params["plan"])
    beside = storage.path(actor.tenant_id, f"{stored.sha256}.{handle.id}.refused")
    spool = Spool(beside, vault.of(actor.tenant_id).own)

    def report() -> None:
        size = int(handle.progress.get("refused", 0))
        handle.result["change_sets"] = handle.progress.get("change_sets", [])
        object_ = importing.object_of(actor, wanted.object)
        if file := importing.refused_file(actor, stored.name, object_, source, spool, size):
            handle.result["refused"] = file

    handle.afterwards.append(spool.drop)

    def read(actor: Actor, wanted: Plan, source: Source, after: int) -> Iterator[Batch]:
        if source.total - after < MANY or os.cpu_count() == 1:
            return batches.batches(actor, wanted, source, after)
        return apart.each(read_apart, Apart(actor, wanted, stored, upload, after))

    with importing.mended(actor, stored, wanted, upload) as source, importing.at_the_end(report):
        importing.run(actor, wanted, source, importing.OfJob(handle), spool, Why(job_id=handle.id), read)
    return {}


@dataclass(frozen=True)
class Apart:
    """What a process of its own needs to read the rows of a job."""

    actor: Actor
    plan: Plan
    stored: storage.Stored
    upload: str
    after: int


def read_apart(given: Apart) -> Iterator[Batch]:
    """The batches of the rows after one, in the process that is to read them. Errors: as `batches.read`."""
    with importing.mended(given.actor, given.stored, given.plan, given.upload) as source:
        yield from batches.read(given.actor, given.plan, source, given.after)
