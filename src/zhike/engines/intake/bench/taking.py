"""The import of what lies on the workbench: its rows as they stand there, by what its columns mean there."""

from __future__ import annotations

from dataclasses import replace

from zhike.engines.intake import importing
from zhike.engines.intake.bench import opening
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict


def start(actor: Actor, upload: str) -> int:
    """Puts the import into the queue and gives its job; from then on nothing is mended any more.

    Errors: NotFound, Forbidden; Conflict when the rows were taken already.
    """
    importing.own(actor, upload)
    with db.transaction(actor.tenant_id) as tx:
        bench = opening.need(tx, upload)

    def take(tx: db.Transaction, job: int) -> None:
        now = opening.need(tx, upload, lock=True)
        if now.job is not None:
            raise Conflict("import.taken_over")
        if now.plan != bench.plan:
            raise Conflict("import.changed_meanwhile")
        tx.execute(
            # A new generation, so that what is still being checked need not be.
            "UPDATE intake_bench SET job = %s, generation = generation + 1"
            f" WHERE tenant_id = {tx.tenant_id} AND upload = %s",
            (job, upload),
        )

    return importing.start(actor, upload, replace(bench.plan, checked=True), also=take)
