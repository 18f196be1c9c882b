"""Putting records into their classes: by set, with a stay for each class that a record was in and left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from zhike.engines.classification.programmes import drawing
from zhike.engines.classification.schemes.definition import Definition
from zhike.engines.classification.schemes.kinds.kind import Cuts, Ground
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, events, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read.page import joining, source
from zhike.kernel.sql import Sql, joined


@dataclass(frozen=True)
class Moves:
    """Who changed their class: how many from which to which (None is no class), and who, where that is asked."""

    counts: Mapping[tuple[str | None, str | None], int]
    who: Mapping[tuple[str | None, str | None], Sequence[int]]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def now(
    tx: db.Transaction, actor: Actor, one: Scheme, definition: Definition, cuts: Cuts, ids: Sequence[int] | None
) -> Sql:
    """A SELECT of (id, class, score) as a definition puts them, those without a class included; of all if None."""
    spec = specs.of(actor, one.object)
    compiler = joining(actor) if ids is None else Compiler(actor)
    classed = definition.kind.classed(cuts, Ground(one.id, compiler))
    held = Sql(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL")
    if ids is not None:
        held += Sql(" AND t.id = ANY(%s::bigint[])", (db.bigints(ids),))
    records, record = source(spec, compiler) + held, "t"
    if classed.values:
        values = joined((one.wrapped("", f" AS {name}") for name, one in classed.values.items()), ", ")
        # OFFSET keeps PostgreSQL from writing them out wherever they are named.
        records = values.wrapped("(SELECT t.id, ", " FROM ") + records.wrapped("", " OFFSET 0) d")
        record = "d"
    return (
        classed.code.wrapped(f"SELECT {record}.id, (", ")::text AS class, (")
        + classed.score.wrapped("", ")::integer AS score FROM ")
        + records
    )


def place(
    tx: db.Transaction, actor: Actor, one: Scheme, version: Version, definition: Definition, cuts: Cuts,
    ids: Sequence[int] | None = None, *, asked: Sequence[str] = (),
) -> Moves:  # fmt: skip
    """Put these records into their classes, all if None. An override stays while it lasts.

    `asked`: the classes of which it is told who left them or came into them. Whoever calls it has the lock of those who
    keep (`locks.keep`): to look out for others, by ON CONFLICT, took twice as long as writing.
    """
    held = f"p.tenant_id = {tx.tenant_id} AND p.scheme_id = {one.id}"
    these = Sql("") if ids is None else Sql(" AND p.record_id = ANY(%s::bigint[])", (db.bigints(ids),))
    who = _who(asked)
    statement = (
        now(tx, actor, one, definition, cuts, ids).wrapped("WITH n AS MATERIALIZED (", "), ")
        + Sql(
            "moved AS (SELECT p.record_id, p.class AS was, p.since, n.class, n.score FROM classification_place p"
            f" LEFT JOIN n ON n.id = p.record_id WHERE {held} AND (p.until IS NULL OR p.until <= now())"
            " AND (p.class, p.score) IS DISTINCT FROM (n.class, n.score)"
        )
        + these
        + Sql(
            "), kept AS (INSERT INTO classification_stay (tenant_id, scheme_id, record_id, class, since, ended,"
            f" next_class, version_id) SELECT {tx.tenant_id}, {one.id}, m.record_id, m.was, m.since, now(), m.class,"
            f" {version.id}"
            " FROM moved m WHERE m.was IS DISTINCT FROM m.class RETURNING record_id, class AS was, next_class AS goes),"
            " changed AS (UPDATE classification_place p SET class = m.class, score = m.score, until = NULL,"
            " reason = NULL, by_id = NULL, since = CASE WHEN m.was = m.class THEN p.since ELSE now() END"
            f" FROM moved m WHERE {held} AND p.record_id = m.record_id AND m.class IS NOT NULL),"
            f" gone AS (DELETE FROM classification_place p USING moved m WHERE {held} AND p.record_id = m.record_id"
            " AND m.class IS NULL),"
            " new AS (INSERT INTO classification_place (tenant_id, scheme_id, record_id, class, score, since)"
            f" SELECT {tx.tenant_id}, {one.id}, n.id, n.class, n.score, now() FROM n WHERE n.class IS NOT NULL"
            f" AND NOT EXISTS (SELECT 1 FROM classification_place p WHERE {held} AND p.record_id = n.id)"
            " RETURNING record_id, NULL::text AS was, class AS goes),"
            " moves AS (SELECT * FROM kept UNION ALL SELECT * FROM new), told AS ("
        )
        + events.touching(tx, told_as(one), one.object, "moves")
        + Sql(f") SELECT m.was, m.goes, count(*), {who.text} FROM moves m GROUP BY m.was, m.goes", who.params)
    )
    with tx.over_all() if ids is None else nullcontext():
        rows = tx.rows(statement.text, statement.params)
    if rows:
        tx.wakes = True
        drawing.draw(tx, one.id, ids)
    return Moves({row[:2]: row[2] for row in rows}, {row[:2]: sorted(row[3]) for row in rows if row[3]})


def _who(asked: Sequence[str]) -> Sql:
    """SQL of the ids of those who moved, where a class that is asked for has to do with it."""
    if not asked:
        return Sql("NULL::bigint[]")
    some = [list(asked)] * 2
    return Sql("array_agg(m.record_id) FILTER (WHERE m.was = ANY(%s::text[]) OR m.goes = ANY(%s::text[]))", tuple(some))


def told_as(one: Scheme) -> str:
    """What those who follow are told of a record that moved."""
    return f"class:{one.code}"
