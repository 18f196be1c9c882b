"""Values that only one living record may have: checked in one statement a batch, and guarded by indexes after that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from zhike.kernel import db
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.secrets import blind, record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined
from zhike.kernel.write.draft import Draft
from zhike.kernel.write.result import Race


def check(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Note a fault on each draft whose unique value another record, or an earlier row of the batch, has."""
    asked: list[tuple[FieldSpec, dict[Any, Draft]]] = []
    for field in spec.unique_fields:
        wanted: dict[Any, Draft] = {}
        for draft in drafts:
            value = draft.changes().get(field.name)
            if value is None or draft.faults:
                continue
            first = wanted.setdefault(_kept(tx.tenant_id, field, value) if _is_apart(field) else value, draft)
            if first is not draft:
                draft.fault(field.name, "field.taken_in_batch", value=value, row=first.index + 1)
        if wanted:
            asked.append((field, wanted))
    _check_together(tx, spec, drafts)
    if not asked:
        return
    parts = [_taken(spec, i, field, list(wanted)) for i, (field, wanted) in enumerate(asked)]
    statement = joined(parts, " UNION ALL ")
    for i, value, record_id in tx.rows(statement.text.replace("{tenant}", str(tx.tenant_id)), statement.params):
        field, wanted = asked[i]
        holder = wanted.get(value) or next((one for key, one in wanted.items() if str(key) == value), None)
        if holder is not None and record_id != holder.id:
            given = holder.values[field.name] if field.secret else value
            holder.fault(field.name, "field.taken", value=given, id=record_id)


def _is_apart(field: FieldSpec) -> bool:
    """Whether the values are kept in `kernel_uniquevalue`, as the object's own table has no column to compare."""
    return field.custom or field.secret


def _kept(tenant_id: int, field: FieldSpec, value: Any) -> str:
    """A value as `kernel_uniquevalue` has it: of a secret one, its keyed word."""
    return blind.whole(vaults.of(tenant_id), field.kind, value) if field.secret else str(value)


def _check_together(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """The same for values that are unique together; the fault stands at the last of the fields."""
    for names in spec.shape.together:
        wanted: dict[tuple[Any, ...], Draft] = {}
        for draft in drafts:
            values = tuple(draft.after().get(name) for name in names)
            if draft.faults or None in values or not draft.changes().keys() & set(names):
                continue
            first = wanted.setdefault(values, draft)
            if first is not draft:
                draft.fault(names[-1], "field.taken_in_batch", value=values[-1], row=first.index + 1)
        if not wanted:
            continue
        fields = [spec.fields[name] for name in names]
        columns = ", ".join(one.sql("t") for one in fields)
        given = ", ".join(f"%s::{one.kind.pg_type}[]" for one in fields)
        rows = tx.rows(
            f'SELECT t.id, {columns} FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL'
            f" AND ({columns}) IN (SELECT * FROM unnest({given}))",
            tuple(list(column) for column in zip(*wanted, strict=True)),
        )
        for record_id, *found in rows:
            holder = wanted.get(tuple(found))
            if holder is not None and holder.id != record_id:
                holder.fault(names[-1], "field.taken", value=found[-1], id=record_id)


def _taken(spec: ObjectSpec, i: int, field: FieldSpec, values: list[Any]) -> Sql:
    if _is_apart(field):
        return Sql(
            f"SELECT {i}, u.value, u.record_id FROM kernel_uniquevalue u WHERE u.tenant_id = {{tenant}}"
            " AND u.object = %s AND u.field = %s AND u.value = ANY(%s::text[])",
            (spec.name, field.name, values),
        )
    sql = field.sql("t")
    return Sql(
        f'SELECT {i}, {sql}::text, t.id FROM "{spec.table}" t WHERE t.tenant_id = {{tenant}} AND t.deleted_at IS NULL'
        f" AND {sql} = ANY(%s::{field.kind.pg_type}[])",
        (values,),
    )


def keep(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Record the unique values of written drafts that no index of the table keeps. Errors: Race."""
    fields = [one for one in spec.unique_fields if _is_apart(one)]
    if not fields:
        return
    gone: list[tuple[str, int | None]] = []
    new: list[tuple[str, str, int | None]] = []
    for draft in drafts:
        for field in fields:
            if field.name in draft.changes():
                value = draft.values[field.name]
                if draft.old and draft.old.values.get(field.name) is not None:
                    gone.append((field.name, draft.id))
                if value is not None:
                    new.append((field.name, _kept(tx.tenant_id, field, value), draft.id))
    if gone:
        names, ids = zip(*gone, strict=True)
        tx.execute(
            f"DELETE FROM kernel_uniquevalue WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND (field, record_id) IN (SELECT * FROM unnest(%s::text[], %s::bigint[]))",
            (spec.name, list(names), list(ids)),
        )
    _insert(tx, spec, new)


def release(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> None:
    """Forget the unique values of deleted records, so that others may have them."""
    if any(_is_apart(one) for one in spec.unique_fields):
        tx.execute(
            f"DELETE FROM kernel_uniquevalue WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND record_id = ANY(%s::bigint[])",
            (spec.name, list(ids)),
        )


def retake(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> None:
    """Record the values of restored records again. Errors: Race; Refused when another record has one by now."""
    for field in spec.unique_fields:
        if _is_apart(field):
            found = _values(tx, spec, field, Sql("t.id = ANY(%s::bigint[])", (list(ids),)))
            taken = _taken(spec, 0, field, [value for value, _ in found])
            other = tx.one(taken.text.replace("{tenant}", str(tx.tenant_id)), taken.params)
            if other:  # for what hangs on a restored record: the record itself was checked before
                raise Refused(
                    {"": Fault("record.child_taken", {"value": _told(field, other[1])})}, "record.child_taken"
                )
            _insert(tx, spec, [(field.name, value, record_id) for value, record_id in found])


def _values(tx: db.Transaction, spec: ObjectSpec, field: FieldSpec, which: Sql) -> list[tuple[str, int]]:
    """The values of a field as `kernel_uniquevalue` keeps them, and whose they are."""
    own = record_keys.sql(tx.tenant_id, spec.name, "t") if field.secret else "NULL::bytea"
    rows = tx.rows(
        f'SELECT {field.sql("t")}::text, t.id, {own} FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id}'
        f" AND {field.sql('t')} IS NOT NULL AND {which.text}",
        which.params,
    )
    if not field.secret:
        return [(value, record_id) for value, record_id, _ in rows]
    vault = vaults.of(tx.tenant_id)
    opened = ((records.one(field, vault.of(bytes(key or b"")), value), record_id) for value, record_id, key in rows)
    return [(blind.whole(vault, field.kind, value), record_id) for value, record_id in opened if value is not None]


def _told(field: FieldSpec, value: str) -> str:
    """What is said of a value that is taken: nothing of one that is kept as a keyed word."""
    return "***" if field.secret else value


def learn(tx: db.Transaction, spec: ObjectSpec, field: FieldSpec) -> tuple[str, int] | None:
    """Record the values that living records have of a custom field that has just become unique.

    Gives a value that several have, and how many, instead: then the field cannot be unique yet.
    """
    found = _values(tx, spec, field, Sql("t.deleted_at IS NULL"))
    value, count = next(iter(Counter(value for value, _ in found).most_common(1)), ("", 0))
    if count > 1:
        return _told(field, value), count
    _insert(tx, spec, [(field.name, value, record_id) for value, record_id in found])
    return None


def unlearn(tx: db.Transaction, object_name: str, field_name: str) -> None:
    """Forget all values of a custom field that is no longer unique, or no longer there."""
    tx.execute(
        f"DELETE FROM kernel_uniquevalue WHERE tenant_id = {tx.tenant_id} AND object = %s AND field = %s",
        (object_name, field_name),
    )


def _insert(tx: db.Transaction, spec: ObjectSpec, new: list[tuple[str, str, int | None]]) -> None:
    if not new:
        return
    fields, values, ids = zip(*new, strict=True)
    done = tx.execute(
        "INSERT INTO kernel_uniquevalue (tenant_id, object, field, value, record_id)"
        f" SELECT {tx.tenant_id}, %s, s.field, s.value, s.id"
        " FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS s(field, value, id) ON CONFLICT DO NOTHING",
        (spec.name, list(fields), list(values), list(ids)),
    )
    if done.rowcount != len(new):
        raise Race
