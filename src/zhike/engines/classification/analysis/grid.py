"""The cells of an RFM scheme: how many have which digits of recency and frequency, and what they paid."""

from __future__ import annotations

from zhike.engines.classification.analysis import sets
from zhike.engines.classification.analysis.card import Asked, Json, money, told
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

KIND = "rfm"


def grid(one: Asked, scheme: Scheme, version: Version) -> Json:
    """The score of a place is recency, frequency and monetary as three digits."""
    compiler = joining(one.actor)
    paid = f"sum({one.pays.value(compiler, 'sum:amount')})" if one.pays else "NULL::float8"
    place = (
        f"JOIN classification_place p ON p.tenant_id = {one.actor.tenant_id} AND p.scheme_id = {scheme.id}"
        " AND p.record_id = t.id"
    )
    columns = Sql(f"p.score / 100 AS r, mod(p.score / 10, 10) AS f, count(*), {paid}")
    cells = one.over(columns, compiler, Sql("p.score IS NOT NULL"), joins=place)
    rows, at = one.rows(cells + Sql(" GROUP BY 1, 2 ORDER BY 1, 2"))
    return told(
        at,
        bands=int(version.definition.get("bands", 5)),
        cells=[
            {"recency": r, "frequency": f, "count": n, "paid": money(x), "where": {"in": sets.cell(scheme.id, r, f)}}
            for r, f, n, x in rows
        ],
    )
