"""Finding anew what is kept of records: first their measures, then what goes by these."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.classification.measures import compute
from zhike.kernel import db
from zhike.kernel.actor import Actor


def objects(tx: db.Transaction, actor: Actor) -> list[str]:
    """The objects of whose records anything is kept."""
    del actor
    rows = tx.rows(
        f"SELECT DISTINCT object FROM classification_measure WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL"
        " AND active ORDER BY object"
    )
    return [row[0] for row in rows]


def some(tx: db.Transaction, actor: Actor, name: str, ids: Sequence[int]) -> None:
    """All that is kept of these records."""
    compute.refresh(tx, actor, name, ids=ids)


def between(tx: db.Transaction, actor: Actor, name: str, bounds: tuple[int, int]) -> None:
    """The same of the records whose id lies beyond the first, up to the second."""
    compute.refresh(tx, actor, name, between=bounds)
