"""What follows from values, made anew for records that are there: their search tokens, and the seals of secret ones.

The search column itself says in its comment by which way it was filled, so a table knows what it lacks; a sealed value
says which data key sealed it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import orjson
from django.db import connections

from zhike.kernel import db, registry, specs
from zhike.kernel.actor import system
from zhike.kernel.search import derive, tokens
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.secrets.vault import RECORD_KEY, Vault
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import FALSE, TRUE, Sql, joined
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
    yield from _over(specs.of(system(tenant_id), name), tenant_id, TRUE)


def reseal(tenant_id: int, name: str) -> Iterator[tuple[int, int]]:
    """Seal by the present data key what another sealed; as `rebuild`, and can be broken off and begun again."""
    spec = specs.of(system(tenant_id), name)
    yield from _over(spec, tenant_id, _by_another(spec, tenant_id))


def left(tenant_id: int, name: str) -> int:
    """How many records of an object another data key than the present one has sealed."""
    spec = specs.of(system(tenant_id), name)
    return _count(spec, tenant_id, _by_another(spec, tenant_id)) if spec.secret_fields else 0


def _by_another(spec: ObjectSpec, tenant_id: int) -> Sql:
    now = f"z{vaults.of(tenant_id).current}.%%"
    found = joined([Sql(f"{one.sql('t')} NOT LIKE '{now}'") for one in spec.secret_fields] or [FALSE], " OR ")
    return found.wrapped("(", ")")


def _count(spec: ObjectSpec, tenant_id: int, which: Sql) -> int:
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            f'SELECT count(*) FROM "{spec.table}" t WHERE t.tenant_id = {tenant_id} AND {which.text} AND t.id > %s',
            (0,),
        )
    return int(row[0]) if row else 0


def _over(spec: ObjectSpec, tenant_id: int, which: Sql) -> Iterator[tuple[int, int]]:
    total = _count(spec, tenant_id, which)
    last, count = 0, 0
    while True:
        with db.transaction(tenant_id) as tx:
            ids = _batch(tx, spec, which, last)
        if not ids:
            return
        last, count = ids[-1], count + len(ids)
        yield count, max(count, total)


def _batch(tx: db.Transaction, spec: ObjectSpec, which: Sql, last: int) -> list[int]:
    """The next records after `last`; their version and their history do not change."""
    vault = vaults.of(tx.tenant_id)
    rows = tx.rows(
        f"SELECT t.id, {old_json(spec, 't')}, {record_keys.sql(tx.tenant_id, spec.name, 't')}"
        f' FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND {which.text}'
        f" AND t.id > %s ORDER BY t.id LIMIT {BATCH} FOR NO KEY UPDATE OF t",
        (last,),
    )
    new: list[tuple[int, bytes]] = []
    made = [_row(spec, vault, row, new) for row in rows]
    own = [one for one in spec.secret_fields if not one.custom]
    columns = "".join(f', "{one.column}" text' for one in own)
    sets = "".join(f', "{one.column}" = s."{one.column}"' for one in own)
    tx.execute(
        f'UPDATE "{spec.table}" AS t SET search = s.search, custom = t.custom || s.custom{sets}'
        f" FROM json_to_recordset(%s::json) AS s(id bigint, search tsvector, custom jsonb{columns})"
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = s.id",
        (orjson.dumps(made).decode(),),
    )
    record_keys.put(tx, spec.name, new)
    return [row[0] for row in rows]


def _row(spec: ObjectSpec, vault: Vault, row: db.Row, new: list[tuple[int, bytes]]) -> dict[str, Any]:
    record_id, json, held = row
    stored, key = orjson.loads(json), bytes(held) if held else None
    values = records.opened(spec, vault, key, stored)
    if key is None and any(values[one.name] is not None for one in spec.secret_fields):
        key = os.urandom(RECORD_KEY)
        new.append((record_id, key))
    sealed = records.sealed(spec, vault.of(key or b""), values)
    return {
        "id": record_id,
        "search": tokens.vector(derive.token_set(spec, values, vault)) or None,
        "custom": {
            one.name: sealed[one.name] for one in spec.secret_fields if one.custom and sealed[one.name] is not None
        },
        **{one.column: sealed[one.name] for one in spec.secret_fields if not one.custom},
    }
