"""Search tokens made anew, for records that were written when tokens were made in another way.

The column itself says in its comment by which way it was filled, so a table knows what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson
from django.db import connections

from zhike.kernel import db, registry, specs
from zhike.kernel.actor import system
from zhike.kernel.search import derive, tokens
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write.match import old_json

BATCH = 1000
WAY = f"tokens {tokens.VERSION}"


def outdated(alias: str) -> list[ObjectSpec]:
    """The objects whose tables hold tokens of another way; `alias` is a connection of the owner."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = 'public'::regnamespace AND a.attname = 'search'"
            " AND col_description(c.oid, a.attnum) IS DISTINCT FROM %s",
            [WAY],
        )
        tables = {name for (name,) in cursor.fetchall()}
    return [spec for spec in registry.declared() if spec.table in tables]


def done(alias: str, spec: ObjectSpec) -> None:
    """Note that every record of the object has the tokens of today."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"COMMENT ON COLUMN \"{spec.table}\".search IS '{WAY}'")


def rebuild(tenant_id: int, name: str) -> Iterator[tuple[int, int]]:
    """Make the tokens of one company's records of an object anew; gives again and again how many are done, of all."""
    spec = specs.of(system(tenant_id), name)
    with db.transaction(tenant_id) as tx:
        (total,) = tx.rows(f'SELECT count(*) FROM "{spec.table}" t WHERE t.tenant_id = {tenant_id}')[0]
    last, count = 0, 0
    while True:
        with db.transaction(tenant_id) as tx:
            rows = tx.rows(
                f'SELECT t.id, {old_json(spec, "t")} FROM "{spec.table}" t WHERE t.tenant_id = {tenant_id}'
                f" AND t.id > %s ORDER BY t.id LIMIT {BATCH} FOR NO KEY UPDATE",
                (last,),
            )
            made = [
                {"id": id_, "search": tokens.vector(derive.token_set(spec, orjson.loads(values))) or None}
                for id_, values in rows
            ]
            tx.execute(
                f'UPDATE "{spec.table}" AS t SET search = s.search'
                " FROM json_to_recordset(%s::json) AS s(id bigint, search tsvector)"
                f" WHERE t.tenant_id = {tenant_id} AND t.id = s.id",
                (orjson.dumps(made).decode(),),
            )
        if not rows:
            return
        last, count = rows[-1][0], count + len(rows)
        yield count, total
