"""What a version would do, before it is published: counts, who would move from where to where, and some of them."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification.schemes import placing, stored
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict

Json = dict[str, Any]
SAMPLE = 20


def tried(tx: db.Transaction, actor: Actor, one: Scheme, version: Version) -> Json:
    """Counts by class now and then, the moves between them, and some who would move. Nothing is written."""
    definition = stored.understood(actor, one, version)
    if definition is None:
        raise Conflict("scheme.not_understood")
    cuts = definition.kind.cuts(tx, actor, specs.of(actor, one.object))
    new = placing.now(tx, actor, one, definition, cuts, None)
    both = new.wrapped(
        "WITH n AS MATERIALIZED (",
        ") SELECT {0} FROM n LEFT JOIN classification_place p"
        f" ON p.tenant_id = {tx.tenant_id} AND p.scheme_id = {one.id} AND p.record_id = n.id ",
    )
    moves = tx.rows(both.text.replace("{0}", "p.class, n.class, count(*)") + "GROUP BY p.class, n.class", both.params)
    sample = tx.rows(
        both.text.replace("{0}", "n.id, p.class, n.class, n.score")
        + f"WHERE p.class IS DISTINCT FROM n.class ORDER BY n.score DESC NULLS LAST, n.id LIMIT {SAMPLE}",
        both.params,
    )
    return {
        "cuts": cuts,
        "moves": [{"from": was, "to": to, "count": number} for was, to, number in moves],
        "sample": [
            {
                "record": {"id": row[0], "title": read.title(actor, one.object, row[0])},
                "from": row[1],
                "to": row[2],
                "score": row[3],
            }
            for row in sample
        ],
        "never": [code.code for code in definition.classes if code.code not in {to for _, to, _ in moves}],
    }
