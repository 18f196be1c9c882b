"""Records as they are, whoever may see them: for engines that compare all with all and show nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhike.kernel import db
from zhike.kernel.read.columns import lock_of
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.spec import FieldSpec, ObjectSpec

Record = tuple[int, list[str | None]]  # id, and the values of the fields asked for as texts
BATCH = 5_000


def some(tx: db.Transaction, spec: ObjectSpec, fields: Sequence[FieldSpec], ids: Sequence[int]) -> list[Record]:
    """The living ones of some records."""
    statement = _select(tx.tenant_id, spec, fields) + " AND t.id = ANY(%s::bigint[]) ORDER BY t.id"
    return [_opened(tx.tenant_id, fields, row) for row in tx.rows(statement, (db.bigints(ids),))]


def every(tx: db.Transaction, spec: ObjectSpec, fields: Sequence[FieldSpec]) -> Iterator[Record]:
    """All living records, the oldest first, as they are when this begins; the transaction stays open meanwhile."""
    tx.execute(f"DECLARE zhike_every NO SCROLL CURSOR FOR {_select(tx.tenant_id, spec, fields)} ORDER BY t.id")
    while rows := tx.rows(f"FETCH {BATCH} FROM zhike_every"):
        for row in rows:
            yield _opened(tx.tenant_id, fields, row)
    tx.execute("CLOSE zhike_every")


def _select(tenant_id: int, spec: ObjectSpec, fields: Sequence[FieldSpec]) -> str:
    secret = any(one.secret for one in fields)
    key = f"encode({record_keys.sql(tenant_id, spec.name, 't')}, 'hex')" if secret else "NULL"
    columns = "".join(f", ({one.sql('t')})::text" for one in fields)
    return f'SELECT t.id, {key}{columns} FROM "{spec.table}" t WHERE t.tenant_id = {tenant_id} AND t.deleted_at IS NULL'


def _opened(tenant_id: int, fields: Sequence[FieldSpec], row: db.Row) -> Record:
    record_id, key, *values = row
    lock = lock_of(tenant_id, key)
    for at, one in enumerate(fields):
        if one.secret and values[at] is not None:
            values[at] = records.one(one, lock, values[at])
    return record_id, values
