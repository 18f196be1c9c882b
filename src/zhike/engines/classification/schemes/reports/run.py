"""What a run that cut values anew has done: how many are in each class, and who moved where."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification.schemes.placing import Moves
from zhike.engines.classification.schemes.reports import stored
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db


def keep(tx: db.Transaction, one: Scheme, version: Version, moves: Moves) -> int:
    """Keep the report of a run."""
    counts = tx.rows(
        f"SELECT p.class, count(*) FROM classification_place p WHERE p.tenant_id = {tx.tenant_id}"
        " AND p.scheme_id = %s GROUP BY p.class",
        (one.id,),
    )
    by_class: dict[str, int] = dict(counts)
    ordered = sorted(moves.counts.items(), key=lambda each: -each[1])
    body: dict[str, Any] = {
        "version": version.number,
        "classes": [{"class": each.code, "count": by_class.get(each.code, 0)} for each in version.classes],
        "moved": moves.total,
        "moves": [{"from": was, "to": to, "count": number} for (was, to), number in ordered],
    }
    return stored.keep(tx, one.id, stored.RUN, body)
