"""A definition as SQL: the class of a record, and its score. Where values are cut is found before, over all records.

Equal values are never parted: a cut stands at a value, and all who have it are on the same side. RFM after Hughes
(Strategic Database Marketing, 1994): three digits, each by the rank among all who have bought.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from zhike.engines.classification.schemes.definition import DIGITS, Cuts, Definition
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read.page import joining, source
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined


@dataclass(frozen=True)
class Classed:
    """SQL of the class (text, NULL for none) and the score (a whole number, NULL where the kind has none)."""

    code: Sql
    score: Sql


def cuts(tx: db.Transaction, actor: Actor, spec: ObjectSpec, definition: Definition) -> Cuts:
    """Where the values of all records are cut; nothing for kinds without, or where nobody has a value."""
    if definition.kind == "rfm":
        return definition.cuts or _quantiles(tx, actor, spec, definition)
    if definition.kind == "abc":
        return _shares(tx, actor, spec, definition)
    return {}


def of(definition: Definition, found: Cuts, compiler: Compiler) -> Classed:
    """SQL over a record `t`."""
    none = Sql("NULL::integer")
    if definition.kind == "rules":
        whens = [
            compiler.compile(node, "t").wrapped("WHEN ", " THEN ") + _text(code) for code, node in definition.rules
        ]
        return Classed(_case(whens, definition.otherwise), none)
    if definition.kind == "score":
        points = [
            compiler.compile(node, "t").wrapped("CASE WHEN ", f" THEN {number} ELSE 0 END")
            for node, number in definition.points
        ]
        score = joined(points, " + ").wrapped("(", ")")
        whens = [score.wrapped("WHEN ", f" >= {low!r} THEN ") + _text(code) for code, low in definition.bands]
        return Classed(_case(whens, None), score)
    if definition.kind == "rfm":
        return _rfm(definition, found, compiler)
    return Classed(_abc(definition, found, compiler), none)


def _text(code: str) -> Sql:
    return Sql("%s", (code,))


def _case(whens: list[Sql], otherwise: str | None) -> Sql:
    last = Sql("") if otherwise is None else Sql(" ELSE ") + _text(otherwise)
    return joined(whens, " ").wrapped("CASE ") + last + Sql(" END")


def number(field: FieldSpec, compiler: Compiler) -> str:
    """SQL of a measure as a number; of a moment its seconds, so that the later is the larger."""
    value = compiler.value(field, "t")
    return f"extract(epoch FROM {value})::float8" if field.kind.family == "datetime" else value


def _rfm(definition: Definition, found: Cuts, compiler: Compiler) -> Classed:
    digits = {}
    for digit, field in zip(DIGITS, definition.measures, strict=True):
        value, some = number(field, compiler), found.get(digit, [])
        digits[digit] = Sql(f"(1 + width_bucket({value}, %s::float8[]))" if some else "1", (some,) if some else ())
    bought = (
        f"{number(definition.measures[1], compiler)} > 0 AND {number(definition.measures[0], compiler)} IS NOT NULL"
    )
    whens = []
    for group in definition.groups:
        tests = [digits[one].wrapped("", f" BETWEEN {low} AND {high}") for one, (low, high) in group.ranges.items()]
        whens.append(joined(tests, " AND ").wrapped("WHEN ", " THEN ") + _text(group.code))
    inside = _case(whens, definition.otherwise)
    score = digits["r"].wrapped("", " * 100 + ") + digits["f"].wrapped("", " * 10 + ") + digits["m"]
    return Classed(
        inside.wrapped(f"CASE WHEN {bought} THEN ", " END"), score.wrapped(f"CASE WHEN {bought} THEN ", " END")
    )


def _abc(definition: Definition, found: Cuts, compiler: Compiler) -> Sql:
    value = number(definition.measures[0], compiler)
    whens = [
        Sql(f"WHEN {value} >= %s::float8 THEN ", (low,)) + _text(code)
        for (code, _), low in zip(definition.bands, found.get("abc", []), strict=False)
    ]
    last = definition.bands[-1][0]
    return _case([*whens, Sql(f"WHEN {value} IS NOT NULL THEN ") + _text(last)], None) if whens else Sql("NULL::text")


def _quantiles(tx: db.Transaction, actor: Actor, spec: ObjectSpec, definition: Definition) -> Cuts:
    """The values from which each digit begins, of all who have bought.

    `percentile_disc` gives values that somebody has; those that come twice, as when half of all bought once, are kept
    once, and the digits between them stay empty.
    """
    compiler = joining(actor)
    parts = [at / definition.size for at in range(1, definition.size)]
    values = [number(field, compiler) for field in definition.measures]
    asked = ", ".join(f"percentile_disc(%s::float8[]) WITHIN GROUP (ORDER BY {value})" for value in values)
    statement = (
        Sql(f"SELECT {asked} FROM ", (parts,) * len(values))
        + source(spec, compiler)
        + Sql(
            f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND {values[1]} > 0"
            f" AND {values[0]} IS NOT NULL"
        )
    )
    row = tx.one(statement.text, statement.params)
    assert row is not None
    return {digit: _above(some) for digit, some in zip(DIGITS, row, strict=True) if some and some[0] is not None}


def _above(some: list[float]) -> list[float]:
    """Cuts for `width_bucket`, which counts a value that equals one as above it: the next number after each."""
    return [math.nextafter(one, math.inf) for one in some]


def _shares(tx: db.Transaction, actor: Actor, spec: ObjectSpec, definition: Definition) -> Cuts:
    """The least value of each band but the last: the values, largest first, until their sum reaches the share.

    Whoever reaches it is still within, so that one customer with nearly all of it is in the first band.
    """
    compiler = joining(actor)
    value = number(definition.measures[0], compiler)
    shares = [share for _, share in definition.bands[:-1]]
    wanted = ", ".join("min(v.x) FILTER (WHERE v.before < %s::float8 * v.whole / 100)" for _ in shares) or "NULL"
    statement = (
        Sql(
            f"SELECT {wanted} FROM (SELECT s.x, s.whole, s.upto - s.x * s.same AS before FROM"
            " (SELECT x.x, sum(x.x) OVER () AS whole, sum(x.x) OVER (ORDER BY x.x DESC) AS upto,"
            " count(*) OVER (PARTITION BY x.x) AS same"
            f" FROM (SELECT {value} AS x FROM ",
            tuple(shares),
        )
        + source(spec, compiler)
        + Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND {value} > 0) x) s) v")
    )
    row = tx.one(statement.text, statement.params)
    found = [one for one in row or () if one is not None]
    return {"abc": found} if found else {}
