"""The tree of product categories, in SQL. UNION drops what was seen, so that a circle would end."""

from __future__ import annotations

from collections.abc import Mapping

from zhike.kernel import db


def circles(tx: db.Transaction, parents: Mapping[int, int | None]) -> set[int]:
    """Which categories would come to stand under themselves, if these had these parents."""
    rows = tx.rows(
        "WITH RECURSIVE given AS (SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS g(id, parent_id)),"
        " edges AS (SELECT c.id, c.parent_id FROM commerce_productcategory c"
        f" WHERE c.tenant_id = {tx.tenant_id} AND c.id NOT IN (SELECT g.id FROM given g)"
        " UNION ALL SELECT g.id, g.parent_id FROM given g),"
        " up (first, id) AS (SELECT g.id, g.parent_id FROM given g WHERE g.parent_id IS NOT NULL"
        " UNION SELECT up.first, e.parent_id FROM up JOIN edges e ON e.id = up.id WHERE e.parent_id IS NOT NULL)"
        " SELECT DISTINCT up.first FROM up WHERE up.first = up.id",
        (list(parents), list(parents.values())),
    )
    return {row[0] for row in rows}
