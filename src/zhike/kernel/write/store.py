"""The statements that change a table: each takes a whole batch as one JSON parameter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.registry import declared_object
from zhike.kernel.search import derive, tokens
from zhike.kernel.secrets import record_keys
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.secrets.vault import Vault
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write.draft import Draft, draw
from zhike.kernel.write.result import Race


def _columns(fields: Sequence[FieldSpec], table: str = "") -> str:
    return "".join(f', {table}"{one.column}"' for one in fields)


def _recordset(fields: Sequence[FieldSpec], custom: bool) -> str:
    """The shape of the JSON that carries a batch."""
    own = "".join(f', "{one.column}" {one.kind.pg_type}' for one in fields)
    more = ", custom jsonb, gone text[]" if custom else ""
    return f"json_to_recordset(%s::json) AS s(n bigint{own}, title_sort text, search tsvector{more})"


def _row(spec: ObjectSpec, draft: Draft, fields: Sequence[FieldSpec], custom: bool, vault: Vault) -> dict[str, Any]:
    values = draft.after()
    if draft.old is None:
        n = draft.index
        codes = (
            tokens.vector(derive.of_value(spec, spec.fields[name], values[name], vault)) for name in draft.generated
        )
        search = " ".join((draft.search, *codes))
        title_sort = derive.title_sort(spec, values) if spec.title in draft.generated else draft.title_sort
    else:
        n = draft.id or 0
        search = tokens.vector(derive.token_set(spec, values, vault))
        title_sort = derive.title_sort(spec, values)
    values = draft.sealed(spec, vault)
    row = {one.column: values.get(one.name) for one in fields}
    row |= {"n": n, "title_sort": title_sort, "search": search or None}
    if custom:
        # Only what changes: the record may have values of fields that are retired, or that are new since we looked.
        changed = [one.name for one in spec.own_fields if one.custom and one.name in draft.changes()]
        row["custom"] = {name: values[name] for name in changed if values[name] is not None}
        row["gone"] = changed
    return row


def _keep_keys(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """The keys of records whose first secret values these are. Errors: Race."""
    new = [(one.id or 0, one.new_key) for one in drafts if one.new_key]
    if not record_keys.put(tx, spec.name, new):
        raise Race


def insert(
    tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft], person_id: int | None, change_set: int
) -> None:
    """Insert new records and put their ids into the drafts. Errors: UniqueViolation when a value was just taken."""
    given = {name for draft in drafts for name in draft.values}
    fields = [one for one in spec.own_fields if not one.custom and one.name in given]
    custom = any(one.custom and one.name in given for one in spec.own_fields)
    vault = vaults.of(tx.tenant_id)
    if spec.secret_fields:
        draw(drafts)
    rows = [_row(spec, draft, fields, custom, vault) for draft in drafts]
    by = "NULL" if person_id is None else str(int(person_id))
    held = "s.custom" if custom else "'{}'::jsonb"
    found = tx.rows(
        f'INSERT INTO "{spec.table}" (tenant_id, version, created_at, created_by_id, created_set, updated_at,'
        f" updated_by_id, title_sort, search, custom{_columns(fields)})"
        f" SELECT {tx.tenant_id}, 1, now(), {by}, {int(change_set)}, now(), {by}, s.title_sort, s.search,"
        f" {held}{_columns(fields, 's.')}"
        f" FROM {_recordset(fields, custom)} ORDER BY s.n RETURNING id",
        (orjson.dumps(rows).decode(),),
    )
    for draft, (record_id,) in zip(drafts, found, strict=True):
        draft.id = record_id
    _keep_keys(tx, spec, drafts)


def update(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft], person_id: int | None) -> None:
    """Write the changed values of locked records."""
    changed = {name for draft in drafts for name in draft.changes()}
    fields = [one for one in spec.own_fields if not one.custom and one.name in changed]
    custom = any(one.custom and one.name in changed for one in spec.own_fields)
    vault = vaults.of(tx.tenant_id)
    rows = [_row(spec, draft, fields, custom, vault) for draft in drafts]
    sets = "".join(f', "{one.column}" = s."{one.column}"' for one in fields) + (
        ", custom = (t.custom - s.gone) || s.custom" if custom else ""
    )
    by = "NULL" if person_id is None else str(int(person_id))
    done = tx.execute(
        f'UPDATE "{spec.table}" AS t SET version = t.version + 1, updated_at = now(), updated_by_id = {by},'
        f" title_sort = s.title_sort, search = s.search{sets} FROM {_recordset(fields, custom)}"
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = s.n",
        (orjson.dumps(rows).decode(),),
    )
    if done.rowcount != len(drafts):
        raise Race
    _keep_keys(tx, spec, drafts)


def mark_deleted(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int], person_id: int | None) -> None:
    """Put records into the recycle bin; all that one transaction deletes has the same moment."""
    _mark(tx, spec, ids, person_id, "now()")


def mark_living(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int], person_id: int | None) -> None:
    """Take records out of the recycle bin."""
    _mark(tx, spec, ids, person_id, "NULL")


def _mark(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int], person_id: int | None, when: str) -> None:
    by = "NULL" if person_id is None else str(int(person_id))
    tx.execute(
        f'UPDATE "{spec.table}" SET deleted_at = {when}, version = version + 1, updated_at = now(),'
        f" updated_by_id = {by} WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[])",
        (list(ids),),
    )


def deleted(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> set[int]:
    """Those of the records that are in the recycle bin."""
    rows = tx.rows(
        f'SELECT t.id FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NOT NULL'
        " AND t.id = ANY(%s::bigint[])",
        (list(ids),),
    )
    return {row[0] for row in rows}


def children(tx: db.Transaction, spec: ObjectSpec, link: FieldSpec, ids: Sequence[int], with_parent: bool) -> list[int]:
    """Records of `spec` that hang on `ids`: living ones, or (to restore) those deleted together with their parent."""
    table = declared_object(link.to or "").table
    parent = f'(SELECT p.deleted_at FROM "{table}" p WHERE p.tenant_id = {tx.tenant_id} AND p.id = {link.sql("t")})'
    held = f"t.deleted_at = {parent}" if with_parent else "t.deleted_at IS NULL"
    rows = tx.rows(
        f'SELECT t.id FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND {held}'
        f" AND {link.sql('t')} = ANY(%s::bigint[]) ORDER BY t.id FOR UPDATE OF t",
        (list(ids),),
    )
    return [row[0] for row in rows]
