"""What a version would do, before it is published: counts, who would move from where to where, and some of them."""

from __future__ import annotations

from typing import Any

from zhike.engines.classification.schemes import placing, stored
from zhike.engines.classification.schemes.definition import Definition
from zhike.engines.classification.schemes.kinds.kind import Cuts, Ground, Part
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.errors import Conflict
from zhike.kernel.read.page import joining, source
from zhike.kernel.sql import TRUE, Sql, joined

Json = dict[str, Any]
SAMPLE = 20


def tried(tx: db.Transaction, actor: Actor, one: Scheme, version: Version, against: Version | None = None) -> Json:
    """Counts by class now (or by the version `against`) and then, the moves between them, and some who would move.

    Of conditions also how many records meet each, and how many meet several of different classes. Nothing is written.
    """
    definition, cuts, new = _now(tx, actor, one, version)
    old = Sql(
        "SELECT p.record_id AS id, p.class FROM classification_place p"
        f" WHERE p.tenant_id = {tx.tenant_id} AND p.scheme_id = {one.id}"
    )
    if against is not None:
        old = _now(tx, actor, one, against)[2]
    both = (
        new.wrapped("WITH n AS MATERIALIZED (", "), p AS MATERIALIZED (")
        + old
        + Sql(") SELECT {0} FROM n LEFT JOIN p ON p.id = n.id ")
    )
    columns = "p.class, n.class, count(*)"
    with tx.over_all():
        moves = tx.rows(f"{both.text.replace('{0}', columns)}GROUP BY p.class, n.class", both.params)
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
        **_met(tx, actor, one, [part for part in definition.kind.parts(cuts) if part.node]),
    }


def _now(tx: db.Transaction, actor: Actor, one: Scheme, version: Version) -> tuple[Definition, Cuts, Sql]:
    """What a version says, where values are cut by it now, and a SELECT of the classes."""
    definition = stored.understood(actor, one, version)
    if definition is None:
        raise Conflict("scheme.not_understood")
    cuts = definition.kind.cuts(tx, actor, specs.of(actor, one.object))
    return definition, cuts, placing.now(tx, actor, one, definition, cuts, None)


def _met(tx: db.Transaction, actor: Actor, one: Scheme, parts: list[Part]) -> Json:
    """How many records meet each condition, and how many meet those of more than one class."""
    if not parts:
        return {"parts": [], "overlap": 0}
    spec, ground = specs.of(actor, one.object), Ground(one.id, joining(actor))
    met = [ground.compiler.compile(part.node, "t") if part.node else TRUE for part in parts]
    columns = [
        (each if each != TRUE else Sql("TRUE")).wrapped("(", f") IS TRUE AS m{at}") for at, each in enumerate(met)
    ]
    gives = sorted({part.gives for part in parts if part.gives})
    of_class = [" OR ".join(f"x.m{at}" for at, part in enumerate(parts) if part.gives == code) for code in gives]
    several = " + ".join(f"({each})::int" for each in of_class) or "0"
    counts = ", ".join(f"count(*) FILTER (WHERE x.m{at})" for at in range(len(parts)))
    statement = (
        joined(columns, ", ").wrapped(f"SELECT count(*) FILTER (WHERE {several} > 1), {counts} FROM (SELECT ", " FROM ")
        + source(spec, ground.compiler)
        + Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL) x")
    )
    row = tx.one(statement.text, statement.params)
    assert row is not None
    return {
        "parts": [
            {
                "words": api.phrase(part.node, actor.language, lambda kind, one: read.title(actor, kind, one)),
                "class": part.gives,
                "points": part.points,
                "count": number,
            }
            for part, number in zip(parts, row[1:], strict=True)
            if part.node
        ],
        "overlap": row[0],
    }
