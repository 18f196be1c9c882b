"""Finding records of every kind at once, best first."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.kinds import Code
from zhike.kernel.read import columns, scope
from zhike.kernel.search import derive, query
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql, joined, like

CANDIDATES = 200  # rows that are ranked; more matches than that and the query is too short to be about one of them


@dataclass(frozen=True)
class Hit:
    """One record found."""

    object: str
    id: int
    title: str
    subtitle: str
    code: str | None


def find(actor: Actor, text: str, *, objects: tuple[str, ...] = (), limit: int = 10) -> list[Hit]:
    """The best matches for what a person typed, over all searchable objects the actor reads."""
    wanted = query.terms(text)
    if not wanted:
        return []
    compiler = Compiler(actor)
    parts = [
        _part(actor, spec, text, wanted, compiler, limit)
        for spec in specs.all_of(actor).values()
        if spec.searched and actor.may("read", spec.name) and (not objects or spec.name in objects)
    ]
    if not parts:
        return []
    statement = joined(parts, " UNION ALL ").wrapped(
        "SELECT object, id, title, subtitle, code FROM (", f") f ORDER BY rank, at DESC, id LIMIT {limit}"
    )
    with db.transaction(actor.tenant_id) as tx:
        # A limit makes the planner hope to meet rare words early in the table; the index always knows where they are.
        tx.execute("SET LOCAL enable_seqscan = off")
        return [Hit(*row) for row in tx.rows(statement.text, statement.params)]


def _part(actor: Actor, spec: ObjectSpec, text: str, wanted: str, compiler: Compiler, limit: int) -> Sql:
    living = scope.living(actor, spec, "t", "read", compiler)
    seen = {one.name for one in columns.visible(actor, spec)}
    title = spec.fields[spec.title].sql("t")
    subtitle = [spec.fields[name].sql("t") + "::text" for name in spec.shape.subtitle if name in seen]
    code = next((one.sql("t") for one in spec.own_fields if isinstance(one.kind, Code) and one.name in seen), "NULL")
    chosen = (
        f"SELECT t.id, {title} AS title, concat_ws(' · ', {', '.join(subtitle) or 'NULL'}) AS subtitle,"
        f' {code} AS code, t.title_sort, t.updated_at AS at FROM "{spec.table}" t WHERE '
    )
    # Names that begin with the text come from the name index, so that they are there however common the text is.
    key = derive.sort_key(text.strip())
    starts = living + Sql(
        f" AND t.title_sort >= %s AND t.title_sort < %s LIMIT {limit}",
        (key, key + "\U0010ffff"),
    )
    anywhere = living + Sql(f" AND t.search @@ %s::tsquery LIMIT {CANDIDATES}", (wanted,))
    plain = text.strip()
    rank = Sql(
        "CASE WHEN lower(title) = lower(%s) OR lower(code) = lower(%s) THEN 0 WHEN title ILIKE %s THEN 1"
        " WHEN title ILIKE %s THEN 2 ELSE 3 END AS rank",
        (plain, plain, like(plain) + "%", f"%{like(plain)}%"),
    )
    return (
        rank.wrapped(f"(SELECT '{spec.name}' AS object, id, title, subtitle, code, at, ", " FROM (")
        + starts.wrapped("(" + chosen, ")")
        + anywhere.wrapped(" UNION (" + chosen, ")")
        + Sql(f") u ORDER BY rank, at DESC LIMIT {limit})")
    )
