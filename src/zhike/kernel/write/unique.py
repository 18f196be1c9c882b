"""Values that only one living record may have: checked in one statement a batch, and guarded by indexes after that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhike.kernel import db
from zhike.kernel.errors import Fault, Refused
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql, joined
from zhike.kernel.write.draft import Draft


class Race(Exception):
    """Another transaction took a unique value between check and insert: the batch is checked again."""


def check(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Note a fault on each draft whose unique value another record, or an earlier row of the batch, has."""
    asked: list[tuple[FieldSpec, dict[Any, Draft]]] = []
    for field in spec.unique_fields:
        wanted: dict[Any, Draft] = {}
        for draft in drafts:
            value = draft.changes().get(field.name)
            if value is None or draft.faults:
                continue
            first = wanted.setdefault(value, draft)
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
            holder.fault(field.name, "field.taken", value=value, id=record_id)


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
    if field.custom:
        return Sql(
            f"SELECT {i}, u.value, u.record_id FROM kernel_uniquevalue u WHERE u.tenant_id = {{tenant}}"
            " AND u.object = %s AND u.field = %s AND u.value = ANY(%s::text[])",
            (spec.name, field.name, [str(one) for one in values]),
        )
    sql = field.sql("t")
    return Sql(
        f'SELECT {i}, {sql}::text, t.id FROM "{spec.table}" t WHERE t.tenant_id = {{tenant}} AND t.deleted_at IS NULL'
        f" AND {sql} = ANY(%s::{field.kind.pg_type}[])",
        (values,),
    )


def keep(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Record the unique custom values of written drafts. Errors: Race."""
    fields = [one for one in spec.unique_fields if one.custom]
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
                    new.append((field.name, str(value), draft.id))
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
    if any(one.custom for one in spec.unique_fields):
        tx.execute(
            f"DELETE FROM kernel_uniquevalue WHERE tenant_id = {tx.tenant_id} AND object = %s"
            " AND record_id = ANY(%s::bigint[])",
            (spec.name, list(ids)),
        )


def retake(tx: db.Transaction, spec: ObjectSpec, ids: Sequence[int]) -> None:
    """Record the values of restored records again. Errors: Race; Refused when another record has one by now."""
    for field in spec.unique_fields:
        if field.custom:
            rows = tx.rows(
                f"SELECT t.custom->>'{field.name}', t.id FROM \"{spec.table}\" t WHERE t.tenant_id = {tx.tenant_id}"
                f" AND t.id = ANY(%s::bigint[]) AND t.custom->>'{field.name}' IS NOT NULL",
                (list(ids),),
            )
            taken = _taken(spec, 0, field, [value for value, _ in rows])
            other = tx.one(taken.text.replace("{tenant}", str(tx.tenant_id)), taken.params)
            if other:  # for what hangs on a restored record: the record itself was checked before
                raise Refused({"": Fault("record.child_taken", {"value": other[1]})}, "record.child_taken")
            _insert(tx, spec, [(field.name, value, record_id) for value, record_id in rows])


def learn(tx: db.Transaction, spec: ObjectSpec, field: FieldSpec) -> tuple[str, int] | None:
    """Record the values that living records have of a custom field that has just become unique.

    Gives a value that several have, and how many, instead: then the field cannot be unique yet.
    """
    value = f"t.custom->>'{field.name}'"
    living = (
        f'FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND {value} IS NOT NULL'
    )
    twice = tx.one(f"SELECT {value}, count(*) {living} GROUP BY 1 HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT 1")
    if twice is None:
        tx.execute(
            "INSERT INTO kernel_uniquevalue (tenant_id, object, field, value, record_id)"
            f" SELECT {tx.tenant_id}, %s, %s, {value}, t.id {living}",
            (spec.name, field.name),
        )
    return None if twice is None else (str(twice[0]), int(twice[1]))


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
