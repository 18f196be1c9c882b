"""Finding records of every kind at once, best first."""

from __future__ import annotations

from dataclasses import dataclass

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.kinds import Code
from zhike.kernel.read import columns, scope, titles
from zhike.kernel.search import derive, query
from zhike.kernel.secrets import records
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import FALSE, Sql, joined, like

NEWEST = 600  # records that are looked through before the index is asked
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
    compiler = Compiler(actor)
    parts = [
        _part(actor, spec, text, wanted, compiler, limit)
        for spec in specs.all_of(actor).values()
        if spec.searched and actor.may("read", spec.name) and (not objects or spec.name in objects)
        if (wanted := query.matches(actor, spec, text, "t")) != FALSE
    ]
    if not parts:
        return []
    statement = joined(parts, " UNION ALL ").wrapped(
        "SELECT object, id, title, subtitle, code FROM (", f") f ORDER BY rank, at DESC, id LIMIT {limit}"
    )
    subtitles = {one.name: _subtitle(actor, one) for one in specs.all_of(actor).values()}
    with db.transaction(actor.tenant_id) as tx:
        # The plan is the same whatever is looked for, and takes longer to make than to carry out.
        tx.execute("SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off")
        found = tx.execute(statement.text, statement.params, prepare=True)
        rows = found.fetchall()
    return [_hit(actor.tenant_id, subtitles[row[0]], row) for row in rows]


def _hit(tenant_id: int, fields: list[FieldSpec], row: db.Row) -> Hit:
    name, record_id, title, (key, *told), code = row
    lock = columns.lock_of(tenant_id, key)
    parts = [
        records.one(one, lock, text) if one.secret and text else text for one, text in zip(fields, told, strict=True)
    ]
    return Hit(name, record_id, title, " · ".join(filter(None, parts)), code)


def _part(actor: Actor, spec: ObjectSpec, text: str, wanted: Sql, compiler: Compiler, limit: int) -> Sql:
    """The candidates of one object, and the best of them.

    What is met all the time is met often enough among the newest records, and only what is not there is looked for in
    the index over all: a character that half of the names have would take it long, and what it finds is no better.
    """
    living = scope.living(actor, spec, "t", "read", compiler)
    matching = living + wanted.wrapped(" AND ")
    columns_ = _columns(actor, spec, compiler)
    chosen = columns_.wrapped("SELECT ", f' FROM "{spec.table}" t WHERE ')
    newest = columns_.wrapped(
        "SELECT ",
        f' FROM (SELECT * FROM "{spec.table}" n WHERE n.tenant_id = {actor.tenant_id}'
        f" ORDER BY n.id DESC LIMIT {NEWEST}) t WHERE ",
    )
    # Names that begin with the text come from the name index, so that they are there however common the text is.
    key = derive.sort_key(text.strip())
    between = Sql(f" AND t.title_sort >= %s AND t.title_sort < %s LIMIT {limit}", (key, key + "\U0010ffff"))
    # Nobody feels their way along a name that they see in part.
    starts = living + (between if spec.title in _seen(actor, spec) else Sql(" AND FALSE"))
    plain = text.strip()
    rank = Sql(
        "CASE WHEN lower(title) = lower(%s) OR lower(code) = lower(%s) THEN 0 WHEN title ILIKE %s THEN 1"
        " WHEN title ILIKE %s THEN 2 ELSE 3 END AS rank",
        (plain, plain, like(plain) + "%", f"%{like(plain)}%"),
    )
    return (
        (newest + matching).wrapped("(WITH newest AS MATERIALIZED (", ")")
        # Materialized, so that the planner does not take the limit for a hope to meet the words early in the table.
        + (chosen + matching.wrapped(f"(SELECT count(*) FROM newest) < {limit} AND ", ") ")).wrapped(
            ", indexed AS MATERIALIZED (", ""
        )
        + rank.wrapped(f"SELECT '{spec.name}' AS object, id, title, subtitle, code, at, ", " FROM (")
        + (chosen + starts).wrapped("(", ")")
        + Sql(
            f" UNION SELECT * FROM newest UNION (SELECT * FROM indexed LIMIT {CANDIDATES})) u"
            f" ORDER BY rank, at DESC LIMIT {limit})"
        )
    )


def _columns(actor: Actor, spec: ObjectSpec, compiler: Compiler) -> Sql:
    """What is shown of a hit, as far as the actor sees it."""
    seen = _seen(actor, spec)
    title = titles.sql(actor, spec, "t")
    code = next((one.sql("t") for one in spec.own_fields if isinstance(one.kind, Code) and one.name in seen), "NULL")
    fields = _subtitle(actor, spec)
    key = columns.key_sql(actor, spec, "t") if any(one.secret for one in fields) else "NULL"
    told = joined([Sql(key), *(_shown(actor, one, compiler) for one in fields)], ", ")
    return told.wrapped(f"t.id, {title} AS title, ARRAY[", f"]::text[] AS subtitle, {code} AS code, t.updated_at AS at")


def _seen(actor: Actor, spec: ObjectSpec) -> set[str]:
    return {one.name for one in columns.visible(actor, spec)} - columns.masked(actor, spec)


def _subtitle(actor: Actor, spec: ObjectSpec) -> list[FieldSpec]:
    """The fields that tell namesakes apart, as far as the actor sees them."""
    seen = _seen(actor, spec)
    return [spec.fields[name] for name in spec.shape.subtitle if name in seen]


def _shown(actor: Actor, field: FieldSpec, compiler: Compiler) -> Sql:
    """A value as people read it: a link by its title, where that may be seen."""
    if not field.to:
        return Sql(field.sql("t") + "::text")
    other = specs.of(actor, field.to)
    return columns.titled(actor, other, "o", compiler).wrapped(
        f'(SELECT {titles.sql(actor, other, "o")} FROM "{other.table}" o WHERE o.tenant_id = {actor.tenant_id}'
        f" AND o.id = {field.sql('t')} AND ",
        ")",
    )
