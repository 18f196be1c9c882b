"""Moving what links to some records to another one: a statement for each link, however many records hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Refused
from zhike.kernel.journal.entry import Why
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql
from zhike.kernel.write import apply, batch


def is_plain(link: FieldSpec) -> bool:
    """Whether a link holds one record that others may link to as well, and stands in the journal as it is."""
    return link.kind.family != "list" and not (link.personal or link.unique)


def move(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, link: FieldSpec, old: Sequence[int], new: int, why: Why
) -> None:
    """Let what links to one of `old` link to `new`, in and out of the recycle bin.

    Of the merged object itself the records `old` and `new` are left alone: none of them links to itself.
    Errors: Refused, for a list that would not be right.
    """
    if not is_plain(link):
        _one_by_one(tx, actor, spec, link, old, new, why)
        return
    apart = [*old, new] if spec.name == link.to else []
    _moved(tx, actor, spec, link, _linking(link, old) + Sql(" AND t.id <> ALL(%s::bigint[])", (apart,)), new, why)


def back(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, link: FieldSpec, ids: Sequence[int], frm: int, to: int,
    why: Why, *, force: bool,
) -> list[int]:  # fmt: skip
    """Let those of `ids` that still link to `frm` (with `force` all of them) link to `to` again; gives which did."""
    which = Sql("t.id = ANY(%s::bigint[])", (list(ids),))
    if not force:
        which += _linking(link, [frm]).wrapped(" AND ")
    return _moved(tx, actor, spec, link, which, to, why)


def elsewhere(
    tx: db.Transaction, spec: ObjectSpec, link: FieldSpec, ids: Sequence[int], expected: int
) -> list[tuple[int, str, int | None]]:
    """Those of `ids` that live and link to something else than expected by now: id, title, and what that is."""
    rows = tx.rows(
        f'SELECT t.id, {spec.fields[spec.title].sql("t")}::text, {link.sql("t")} FROM "{spec.table}" t'
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND t.id = ANY(%s::bigint[])"
        f" AND {link.sql('t')} IS DISTINCT FROM %s ORDER BY t.id",
        (list(ids), expected),
    )
    return [(record, title, now) for record, title, now in rows]


def _linking(link: FieldSpec, ids: Sequence[int]) -> Sql:
    return Sql(f"{link.sql('t')} = ANY(%s::bigint[])", (list(ids),))


def _moved(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, link: FieldSpec, which: Sql, to: int, why: Why
) -> list[int]:
    """Set the link of some records, and note it in the journal; `why.into` is the change set."""
    rows = tx.rows(
        f'SELECT t.id, {link.sql("t")} FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND {which.text}'
        " ORDER BY t.id FOR UPDATE OF t",
        which.params,
    )
    if not rows:
        return []
    ids, was = map(list, zip(*rows, strict=True))
    tx.execute(
        "INSERT INTO kernel_change (tenant_id, change_set_id, object, verb, record_id, before, after)"
        f" SELECT {tx.tenant_id}, {why.into}, '{spec.name}', 'update', s.id,"
        f" jsonb_build_object('{link.name}', s.was), jsonb_build_object('{link.name}', {int(to)}::bigint)"
        " FROM unnest(%s::bigint[], %s::bigint[]) AS s(id, was)",
        (ids, was),
    )
    by = "NULL" if actor.person_id is None else str(int(actor.person_id))
    value = f"t.custom || jsonb_build_object('{link.name}', {int(to)}::bigint)" if link.custom else str(int(to))
    tx.execute(
        f'UPDATE "{spec.table}" t SET "{"custom" if link.custom else link.column}" = {value},'
        f" version = t.version + 1, updated_at = now(), updated_by_id = {by}"
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[])",
        (ids,),
    )
    apply.follow(tx, actor, spec, ids, {(link.name, one) for one in was if one is not None})
    return ids


def _one_by_one(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, link: FieldSpec, old: Sequence[int], new: int, why: Why
) -> None:
    """Through the write path: a list in which the record may stand already, what only one may link to, or what the
    journal seals.
    """
    many = link.kind.family == "list"
    held = f"{link.sql('t')} && %s::bigint[]" if many else f"{link.sql('t')} = ANY(%s::bigint[])"
    rows = tx.rows(
        f'SELECT t.id, {link.sql("t")} FROM "{spec.table}" t'
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL AND {held} ORDER BY t.id FOR UPDATE OF t",
        (list(old),),
    )
    changed = [
        {"id": record, link.name: list(dict.fromkeys(new if one in old else one for one in value)) if many else new}
        for record, value in rows
    ]
    for start in range(0, len(changed), batch.MOST):
        rows_ = changed[start : start + batch.MOST]
        result = batch.write(replace(actor, all_rights=True), spec.name, rows_, mode="update", why=why)
        if result.refused:
            raise Refused(result.refused[0].faults)
