"""Computing measures: of some records or of all, in one statement that reads each related table once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from zhike.engines.classification.measures import definition, stored
from zhike.engines.classification.measures.definition import Counted, Done, Measure, Stored
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.conditions.deeds import COUNTS
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.conditions.tree import Related
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import TRUE, Sql, joined

Placed = tuple[Measure, Stored]
Which = Callable[[str], Sql]  # SQL for "this column names one of the records that are meant"


def counted(tx: db.Transaction, actor: Actor, name: str) -> list[Placed]:
    """The measures of an object that are stored."""
    known = stored.meant(actor, stored.of(tx, name))
    return [(one, meaning) for one, meaning in known.values() if isinstance(meaning, Stored) and one.at]


def refresh(
    tx: db.Transaction, actor: Actor, name: str, *, ids: Sequence[int] | None = None,
    between: tuple[int, int] | None = None,
) -> list[int]:  # fmt: skip
    """Compute the measures of these records anew (all whose id lies beyond `between[0]`, up to `between[1]`).

    Gives the records of which something has changed. A record that is no more has none.
    """
    spec = specs.of(actor, name)
    which = _which(ids, between)
    table = f"classification_facts f WHERE f.tenant_id = {tx.tenant_id} AND f.object = '{name}'"
    gone = (
        which("f.record_id").wrapped(
            f"DELETE FROM {table} AND ",
            f' AND NOT EXISTS (SELECT 1 FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.id = f.record_id'
            " AND t.deleted_at IS NULL) RETURNING f.record_id",
        )
    )  # fmt: skip
    changed = [row[0] for row in tx.rows(gone.text, gone.params)]
    statement = _statement(tx, actor, spec, counted(tx, actor, name), which)
    return changed + [row[0] for row in tx.rows(statement.text, statement.params)]


def _which(ids: Sequence[int] | None, between: tuple[int, int] | None) -> Which:
    def holds(column: str) -> Sql:
        if ids is not None:
            return Sql(f"{column} = ANY(%s::bigint[])", (db.bigints(ids),))
        if between is not None:
            return Sql(f"{column} > %s AND {column} <= %s", between)
        return TRUE

    return holds


def sources(actor: Actor, placed: Sequence[Placed], which: Which) -> tuple[Sql, dict[int, str]]:
    """What is joined to the records `t`, once for each related object or kind of deed, and the values by measure."""
    found, values = [], {}
    compiler = Compiler(actor, count(1))
    together: dict[tuple[str, str], list[Placed]] = {}
    for each in placed:
        together.setdefault(source_of(each[1]), []).append(each)
    for n, some in enumerate(together.values()):
        made = _done if isinstance(some[0][1], Done) else _source
        found.append(made(actor, compiler, some, f"g{n}", which))
        for one, meaning in some:
            zero = meaning.how in ("count", "sum", "distinct", "days")
            value = f"g{n}.x{one.id}"
            values[one.id] = f"CASE WHEN g{n}.id IS NULL THEN 0 ELSE {value} END" if zero else value
    return joined(found, ""), values


def source_of(meaning: Stored) -> tuple[str, str]:
    """What it counts: the measures of one source are found together."""
    return ("did", meaning.code) if isinstance(meaning, Done) else ("related", meaning.node.backlink.name)


def _statement(tx: db.Transaction, actor: Actor, spec: ObjectSpec, placed: list[Placed], which: Which) -> Sql:
    joins, values = sources(actor, placed, which)
    numbers = [(one.at or 0, values[one.id]) for one, meaning in placed if not definition.is_moment(meaning)]
    moments = [(one.at or 0, values[one.id]) for one, meaning in placed if definition.is_moment(meaning)]
    head = (
        "INSERT INTO classification_facts AS f (tenant_id, object, record_id, numbers, moments)"
        f" SELECT {tx.tenant_id}, '{spec.name}', t.id, {_array(numbers)}::float8[], {_array(moments)}::timestamptz[]"
        f' FROM "{spec.table}" t'
    )
    tail = (
        " ON CONFLICT (tenant_id, object, record_id) DO UPDATE"
        " SET numbers = excluded.numbers, moments = excluded.moments"
        " WHERE (f.numbers, f.moments) IS DISTINCT FROM (excluded.numbers, excluded.moments) RETURNING f.record_id"
    )
    where = which("t.id").wrapped(f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND ", tail)
    return Sql(head) + joins + where


def _array(values: list[tuple[int, str]]) -> str:
    """The values, each at its place from 1."""
    places = dict(values)
    return f"ARRAY[{', '.join(places.get(at, 'NULL') for at in range(1, max(places, default=0) + 1))}]"


def _source(actor: Actor, compiler: Compiler, some: Sequence[Placed], alias: str, which: Which) -> Sql:
    """The related records of one kind, summed up for each record."""
    counted = [(one, meaning) for one, meaning in some if isinstance(meaning, Counted)]
    node, o = counted[0][1].node, f"o{alias[1:]}"
    link = node.spec.fields[node.backlink.field].sql(o)
    values = [measured(actor, compiler, meaning, o) + Sql(f" AS x{one.id}") for one, meaning in counted]
    held = compiler.reach(node.spec, o) + which(link).wrapped(" AND ")
    return (
        joined(values, ", ").wrapped(f" LEFT JOIN (SELECT {link} AS id, ", f' FROM "{node.spec.table}" {o} WHERE ')
        + held
        + Sql(f" GROUP BY {link}) {alias} ON {alias}.id = t.id")
    )


def _done(actor: Actor, compiler: Compiler, some: Sequence[Placed], alias: str, which: Which) -> Sql:
    """The days of one kind of deed, summed up for each record."""
    del compiler
    done = [(one, meaning) for one, meaning in some if isinstance(meaning, Done)]
    values = [deeds(actor, meaning) + Sql(f" AS x{one.id}") for one, meaning in done]
    return (
        joined(values, ", ").wrapped(f" LEFT JOIN (SELECT {COUNTS}.record_id AS id, ", " ")
        + done[0][1].node.deed.counts(None)
        + which(f"{COUNTS}.record_id").wrapped(" AND ", f" GROUP BY {COUNTS}.record_id) {alias} ON {alias}.id = t.id")
    )


def deeds(actor: Actor, meaning: Done) -> Sql:
    """A measure over rows of counts by day."""
    of = {"count": "sum({0}.n)", "days": "count(*)", "last": "max({0}.day)"}[meaning.how].format(COUNTS)
    since = periods.first_of_last(meaning.node.within, periods.today(actor.zone)) if meaning.node.within else None
    only = Sql(f"{of} FILTER (WHERE {COUNTS}.day >= %s::date)", (since,)) if since else Sql(of)
    if meaning.how == "last":
        return only.wrapped("(", f")::timestamp AT TIME ZONE '{actor.zone}'")
    return only.wrapped("coalesce(", ", 0)")


def measured(actor: Actor, compiler: Compiler, meaning: Counted, o: str) -> Sql:
    """A measure over related records in rows of `o`."""
    node, chosen = meaning.node, _chosen(compiler, meaning.node, o)
    only = chosen.wrapped(" FILTER (WHERE ", ")") if chosen != TRUE else Sql("")
    field = node.field.sql(o) if node.field else ""
    if meaning.how == "interval":
        spread = Sql(f"(max({field})") + only + Sql(f" - min({field})") + only + Sql(")")
        number = Sql("count(*)") + only
        return spread.wrapped("extract(epoch FROM ", ") / 86400.0 / nullif(") + number + Sql(" - 1, 0)")
    if meaning.how == "distinct":
        return Sql(f"count(DISTINCT {field})") + only
    if meaning.how == "count":
        return Sql("count(*)") + only
    value = Sql(f"{meaning.how}({field})") + only
    if meaning.how == "sum":  # of nothing 0; of values that nobody knows, as margins without a cost, unknown
        return Sql("CASE WHEN count(*)") + only + value.wrapped(" > 0 THEN ", " ELSE 0 END")
    if definition.is_moment(meaning) and node.field and node.field.kind.family == "date":
        return value.wrapped("", f"::timestamp AT TIME ZONE '{actor.zone}'")
    return value


def _chosen(compiler: Compiler, node: Related, o: str) -> Sql:
    """Which of the related records it means."""
    parts = []
    if node.within:
        at = node.spec.fields.get(node.spec.shape.timeline_at) or node.spec.fields["created_at"]
        parts.append(compiler.compare(at, "within", node.within, at.sql(o)))
    if node.where:
        parts.append(compiler.compile(node.where, o))
    return joined(parts, " AND ").wrapped("(", ")") if parts else TRUE
