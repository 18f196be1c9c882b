"""Records by the values of one field: a class, a province, an industry, a stage, a tag."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zhike.engines.classification.analysis.card import Asked, Json, money, told
from zhike.kernel.errors import Malformed
from zhike.kernel.read.page import joining
from zhike.kernel.spec import FieldSpec
from zhike.kernel.sql import Sql

ROLE = "party"  # the fields by which an object's records are told apart: region, industry, tags ...
FAMILIES = ("choice", "boolean", "region", "list")
MOST = 100
PROVINCE = 2  # digits of a region's code


def fields(one: Asked) -> Iterator[tuple[FieldSpec, str | None]]:
    """The fields that can be asked for, each with what it stands for, if its object says so."""
    rights = one.actor.on(one.spec.name)
    parts = {name: part for part, name in one.spec.shape.plays.get(ROLE, {}).items()}
    for known in one.spec.fields.values():
        fits = known.kind.family in FAMILIES or known.name in parts
        if fits and not known.to and not known.secret and rights.shows(known.name, known.kind):
            yield known, parts.get(known.name)


def breakdown(one: Asked, name: str) -> Json:
    """How many records have which value, the most frequent first, and what they paid. Errors: Malformed."""
    known = next((each for each, _ in fields(one) if each.name == name), None)
    if known is None:
        raise Malformed("condition.unknown_field", path="field", field=name[:60], object=one.spec.name)
    compiler, listed = joining(one.actor), known.kind.family == "list"
    value = compiler.value(known, "t")
    if known.kind.family == "region":
        value = f"left({value}, {PROVINCE})"
    paid = f"sum({one.pays.value(compiler, 'sum:amount')})" if one.pays else "NULL::float8"
    columns = Sql(f"{'u.x' if listed else value} AS x, count(*) AS n, {paid} AS paid, sum(count(*)) OVER ()::float8")
    joins = f"CROSS JOIN LATERAL unnest({value}) AS u(x)" if listed else ""
    grouped = one.over(columns, compiler, joins=joins)
    rows, at = one.rows(grouped + Sql(f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST}"))
    return told(
        at,
        rows=[
            {"value": value, "count": count, "paid": money(paid), "where": _where(known, value)}
            for value, count, paid, _ in rows
        ],
        others=int(rows[0][3]) - sum(row[1] for row in rows) if rows else 0,
    )


def _where(known: FieldSpec, value: Any) -> Json:
    if value is None:
        return {"field": known.name, "op": "empty"}
    if known.kind.family == "list":
        return {"field": known.name, "op": "has", "value": value}
    if known.kind.family == "region":
        return {"field": known.name, "op": "in", "value": f"{value}0000"}
    return {"field": known.name, "op": "is", "value": value}
