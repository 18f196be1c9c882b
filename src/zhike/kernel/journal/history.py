"""What happened to a record, and what happened in a tenant, from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from zhike.kernel import db, registry, settings, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.read import columns, scope
from zhike.kernel.read.titles import sql as title_sql
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec

PAGE = 50
Titles = dict[tuple[str, int], str]  # by object and id


def of_record(actor: Actor, object_name: str, record_id: int, *, after: int | None = None) -> dict[str, Any]:
    """The changes of one record, newest first; the caller has checked that the actor sees it."""
    spec = specs.of(actor, object_name)
    tenant = actor.tenant_id
    with db.transaction(tenant) as tx:
        rows = tx.rows(
            f"SELECT c.id, c.verb, c.before, c.after, {_SET} FROM kernel_change c JOIN kernel_changeset s"
            f" ON s.tenant_id = {tenant} AND s.id = c.change_set_id {_person(tenant)}"
            f" WHERE c.tenant_id = {tenant} AND c.object = %s AND c.record_id = %s"
            " AND (%s::bigint IS NULL OR c.id < %s)"
            f" ORDER BY c.id DESC LIMIT {PAGE + 1}",
            (object_name, record_id, after, after),
        )
        made = tx.rows(
            f"SELECT NULL::bigint, 'create', NULL::jsonb, NULL::jsonb, {_SET} FROM \"{spec.table}\" t"
            f" JOIN kernel_changeset s ON s.tenant_id = {tenant} AND s.id = t.created_set {_person(tenant)}"
            f" WHERE t.tenant_id = {tenant} AND t.id = %s",
            (record_id,),
        )
        key = record_keys.of(tx, object_name, [record_id]).get(record_id)
    more = len(rows) > PAGE
    told = [_opened(actor, spec, key, row) for row in (rows[:PAGE] if more else [*rows, *made])]
    linked = titles(actor, spec, [values for row in told for values in row[2:4]])
    fields = {one.name: one for one in columns.visible(actor, spec)}
    masked = columns.masked(actor, spec)
    entries = [_entry(actor, row, fields, masked, linked) for row in told]
    return {"rows": entries, "next": str(told[-1][0]) if more else None}


def _opened(actor: Actor, spec: ObjectSpec, key: bytes | None, row: db.Row) -> db.Row:
    """A row of the journal with its sealed values opened."""
    entry_id, verb, before, after, *rest = row
    vault = vaults.of(actor.tenant_id)
    values = (one if one is None else records.from_journal(spec, vault, key, one) for one in (before, after))
    return (entry_id, verb, *values, *rest)


_SET = "s.id, s.at, s.via, s.reason, s.undo_of, s.person_id, p.title"


def _person(tenant: int) -> str:
    people = registry.people()
    title = people.fields[people.title].column
    named = f'SELECT id, "{title}" AS title FROM "{people.table}" WHERE tenant_id = {tenant}'
    return f"LEFT JOIN ({named}) p ON p.id = s.person_id"


def _by(person_id: int | None, title: str | None) -> dict[str, Any] | None:
    return None if person_id is None else {"id": person_id, "title": title}


def _entry(
    actor: Actor,
    row: db.Row,
    known: dict[str, FieldSpec],
    masked: frozenset[str],
    linked: Titles,
) -> dict[str, Any]:
    _, verb, before, after, set_id, at, via, reason, undo_of, person_id, person = row
    fields = [
        {"name": name, "label": known[name].label(actor.language)}
        | {
            key: shown(known[name], (values or {}).get(name), name in masked, linked)
            for key, values in (("before", before), ("after", after))
        }
        for name in after or {}
        if name in known
    ]
    return {
        "change_set": set_id,
        "at": at.isoformat(),
        "by": _by(person_id, person),
        "via": via,
        "reason": reason,
        "undo_of": undo_of,
        "verb": verb,
        "fields": fields,
    }


def _linked(field: FieldSpec, value: Any) -> list[int]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, int)] if field.to else []


def shown(field: FieldSpec, value: Any, masked: bool, linked: Titles) -> Any:
    """A value as the API shows it: links with their titles, and masked where the actor sees it so."""
    if masked:
        value = columns.masked_value(field, value)
    if not field.to or value is None:
        return value
    many = [{"id": one, "title": linked.get((field.to, one))} for one in _linked(field, value)]
    return many if field.kind.family == "list" else (many[0] if many else None)


def titles(actor: Actor, spec: ObjectSpec, records: Iterable[Mapping[str, Any] | None]) -> Titles:
    """The titles of the records that links in some values lead to; of those the actor may read."""
    wanted: dict[str, set[int]] = {}
    for values in records:
        for name, value in (values or {}).items():
            field = spec.fields.get(name)
            if field and field.to:
                wanted.setdefault(field.to, set()).update(_linked(field, value))
    found: Titles = {}
    for name, ids in wanted.items():
        other = specs.of(actor, name)
        if ids and (other.shape.people or actor.may("read", name)):
            found.update(_load_titles(actor, other, ids))
    return found


def _load_titles(actor: Actor, other: ObjectSpec, ids: set[int]) -> Titles:
    where = scope.rows(actor, other, "t", "read", Compiler(actor)) if not other.shape.people else None
    more = f" AND {where.text}" if where else ""
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(
            f'SELECT t.id, {title_sql(actor, other, "t")} FROM "{other.table}" t'
            f" WHERE t.tenant_id = {actor.tenant_id} AND t.id = ANY(%s::bigint[]){more}",
            (list(ids), *(where.params if where else ())),
        )
    return {(other.name, row[0]): row[1] for row in rows}


def of_tenant(actor: Actor, *, after: int | None = None, mine: bool = True, limit: int = PAGE) -> dict[str, Any]:
    """Change sets, newest first: the actor's own, or everybody's."""
    tenant = actor.tenant_id
    with db.transaction(tenant) as tx:
        days = settings.sql(tx, settings.UNDO_DAYS)
        rows = tx.rows(
            f"SELECT s.object, s.verb, s.records, {_SET}, (SELECT coalesce(sum(u.records), 0) FROM kernel_changeset u"
            f" WHERE u.tenant_id = {tenant} AND u.undo_of = s.id), s.at < now() - make_interval(days => {days})"
            f" FROM kernel_changeset s {_person(tenant)} WHERE s.tenant_id = {tenant}"
            " AND (%s::bigint IS NULL OR s.id < %s) AND (NOT %s OR s.person_id = %s)"
            f" ORDER BY s.id DESC LIMIT {limit + 1}",
            (after, after, mine, actor.person_id),
        )
    entries = []
    for row in rows[:limit]:
        object_name, verb, records, set_id, at, via, reason, undo_of, person_id, person, undone, late = row
        spec = specs.all_of(actor).get(object_name)
        entries.append(
            {
                "change_set": set_id,
                "at": at.isoformat(),
                "by": _by(person_id, person),
                "via": via,
                "reason": reason,
                "verb": verb,
                "object": object_name,
                "label": spec.label(actor.language) if spec else object_name,
                "records": records,
                "undo_of": undo_of,
                "undone": undone >= records,
                "undone_records": int(undone),
                "undoable": undone < records and verb != "purge" and not late and actor.viewer is None,
            }
        )
    return {"rows": entries, "next": str(entries[-1]["change_set"]) if len(rows) > limit else None}
