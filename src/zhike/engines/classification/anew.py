"""Finding anew what is kept of records: first their measures, then what goes by these."""

from __future__ import annotations

from collections.abc import Sequence

from zhike.engines.classification.measures import compute
from zhike.engines.classification.schemes import anew as classes
from zhike.engines.classification.segments import defined, membership
from zhike.kernel import db
from zhike.kernel.actor import Actor


def objects(tx: db.Transaction, actor: Actor) -> list[str]:
    """The objects of whose records anything is kept."""
    del actor
    rows = tx.rows(
        f"SELECT object FROM classification_measure WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL AND active"
        f" UNION SELECT object FROM classification_segment WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL"
        " AND kind = 'dynamic'"
        f" UNION SELECT object FROM classification_scheme WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL"
        " ORDER BY object"
    )
    return [row[0] for row in rows]


def some(tx: db.Transaction, actor: Actor, name: str, ids: Sequence[int]) -> None:
    """All that is kept of these records."""
    compute.refresh(tx, actor, name, ids=ids)
    for one, node in defined.dynamic(tx, actor, name):
        membership.refresh(tx, actor, one, node, ids)
    classes.some(tx, actor, name, ids)


def measures_between(tx: db.Transaction, actor: Actor, name: str, bounds: tuple[int, int]) -> int:
    """The measures of the records whose id lies beyond the first, up to the second; how many changed."""
    return len(compute.refresh(tx, actor, name, between=bounds))


def segment(tx: db.Transaction, actor: Actor, name: str, segment_id: int) -> None:
    """The members of one dynamic segment, of all records."""
    for one, node in defined.dynamic(tx, actor, name):
        if one.id == segment_id:
            membership.refresh(tx, actor, one, node)


def segments(tx: db.Transaction, actor: Actor, name: str) -> list[int]:
    """The dynamic segments of an object, in the order in which they are found."""
    return [one.id for one, _ in defined.dynamic(tx, actor, name)]
