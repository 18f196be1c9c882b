"""What holds of all records of an object at once, as SQL for engines that judge them: no right of a person applies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read.page import joining, source
from zhike.kernel.spec import FieldSpec
from zhike.kernel.sql import Sql, joined


def verdicts(
    actor: Actor,
    object_name: str,
    conditions: Mapping[int, Any],
    *,
    after: int = 0,
    most: int | None = None,
    ids: Sequence[int] | None = None,
) -> Sql:
    """A SELECT of living records in the order of their ids: `id`, and `met`, the numbers (bigint[]) of the conditions
    that each meets. `conditions` are JSON by number. Up to `most` of them beyond `after`; of `ids` alone if given.
    Errors: Malformed.
    """
    spec = specs.of(actor, object_name)
    compiler = Compiler(actor, apart=True) if ids is not None else joining(actor).within()
    each = [
        api.to_sql(actor, spec, raw, "t", compiler, rule=True).wrapped("CASE WHEN ", f" THEN {number} END")
        for number, raw in conditions.items()
    ]
    met = joined(each, ", ").wrapped("array_remove(ARRAY[", "]::bigint[], NULL)")
    found = (
        met.wrapped("SELECT t.id, ", " AS met FROM ")
        + source(spec, compiler)
        + Sql(f" WHERE t.tenant_id = {actor.tenant_id} AND t.deleted_at IS NULL")
    )
    if ids is not None:
        found += Sql(" AND t.id = ANY(%s::bigint[])", (list(ids),))
    if after:
        found += Sql(" AND t.id > %s", (after,))
    return found if most is None else found + Sql(" ORDER BY t.id LIMIT %s", (most,))


def repeated(actor: Actor, object_name: str, field_name: str) -> Sql:
    """A SELECT of the ids of living records whose value in a field is another living record's, too.

    Sealed values are never opened: those that are the same have the same keyed words.
    """
    spec = specs.of(actor, object_name)
    field = spec.fields[field_name]
    value = field.sql("t")
    living = f"t.tenant_id = {actor.tenant_id} AND t.deleted_at IS NULL AND {value} IS NOT NULL"
    if field.secret:
        tag = spec.search_tag(field)
        same = Sql("ARRAY(SELECT w FROM unnest(tsvector_to_array(t.search)) AS w WHERE starts_with(w, %s))", (tag,))
    else:
        same = Sql(value)
    return same.wrapped(
        "SELECT n.id FROM (SELECT t.id, count(*) OVER (PARTITION BY ",
        f') AS number FROM "{spec.table}" t WHERE {living}) n WHERE n.number > 1',
    )


def led_to(tx: db.Transaction, actor: Actor, link: FieldSpec, ids: Sequence[int]) -> list[int]:
    """The records to which a link of some records leads now."""
    spec = specs.of(actor, link.object)
    rows = tx.rows(
        f'SELECT DISTINCT {link.sql("t")} FROM "{spec.table}" t WHERE t.tenant_id = {actor.tenant_id}'
        f" AND t.id = ANY(%s::bigint[]) AND {link.sql('t')} IS NOT NULL",
        (list(ids),),
    )
    return [row[0] for row in rows]
