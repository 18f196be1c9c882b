"""The records of a change set, for whoever chooses which of them to undo: what changed since, field by field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import orjson

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.journal import history, touched
from zhike.kernel.journal.touched import Entry
from zhike.kernel.read import columns, scope
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql
from zhike.kernel.write.match import old_json

PAGE = 50
# What there is to undo: it is `open`, or `undone`; or there is nothing, as the record is in the recycle bin by now
# (`deleted`), out of it again (`living`), or gone for good (`purged`).
STATES = ("open", "undone", "deleted", "living", "purged")


@dataclass(frozen=True)
class _Now:
    """A record as it is."""

    title: str
    values: dict[str, Any]
    seen: bool
    lives: bool


def page(actor: Actor, change_set: int, *, start: int = 0) -> dict[str, Any]:
    """A page of the records, from the `start`-th on. Errors: those of `touched.opened`."""
    with db.transaction(actor.tenant_id) as tx:
        touched.opened(tx, actor, change_set)
        found = touched.entries(tx, change_set, start=start, most=PAGE + 1)
        shown = found[:PAGE]
        by_object: dict[str, list[Entry]] = defaultdict(list)
        for one in shown:
            by_object[one.object].append(one)
        told = {
            (name, row["id"]): row
            for name, entries in by_object.items()
            for row in _rows(tx, actor, specs.of(actor, name), entries)
        }
    rows = [told[one.object, one.id] for one in shown]
    return {"rows": rows, "next": str(start + PAGE) if len(found) > PAGE else None}


def _rows(tx: db.Transaction, actor: Actor, spec: ObjectSpec, entries: list[Entry]) -> list[dict[str, Any]]:
    keys = record_keys.of(tx, spec.name, [one.id for one in entries])
    entries = touched.unsealed(actor, spec, keys, entries)
    now = _now(tx, actor, spec, keys, [one.id for one in entries])
    known = {one.name: one for one in columns.visible(actor, spec)}
    masked = columns.masked(actor, spec)
    values = [part for one in entries for part in (one.before, one.after)]
    linked = history.titles(actor, spec, [*values, *(one.values for one in now.values() if one.seen)])
    rows = []
    for one in entries:
        record = now.get(one.id)
        seen = record is not None and record.seen
        fields = [
            {"name": name, "label": known[name].label(actor.language), "changed": stands.get(name) != after}
            | {
                key: history.shown(known[name], part.get(name), name in masked, linked)
                for key, part in (("before", one.before or {}), ("after", one.after or {}), ("now", stands))
            }
            for stands in ([record.values] if record and seen else ())
            for name, after in (one.after or {}).items()
            if name in known
        ]
        title = title_of(actor, spec, record.title) if record and seen else None
        rows.append(
            {"object": spec.name, "id": one.id, "title": title, "verb": one.verb, "state": _state(one, record)}
            | {"fields": fields}
        )
    return rows


def title_of(actor: Actor, spec: ObjectSpec, title: str) -> Any:
    """How a record is called, as far as the actor sees its title."""
    field = spec.fields[spec.title]
    if field.name in columns.masked(actor, spec):
        return columns.masked_value(field, title)
    return title if field in columns.visible(actor, spec) else None


def _state(one: Entry, now: _Now | None) -> str:
    if one.undone:
        return "undone"
    if now is None:
        return "purged"
    if now.lives == (one.verb != "delete"):
        return "open"
    return "living" if now.lives else "deleted"


def _now(tx: db.Transaction, actor: Actor, spec: ObjectSpec, keys: dict[int, bytes], ids: list[int]) -> dict[int, _Now]:
    scope.need(actor, "read", spec)
    seen = scope.rows(actor, spec, "t", "read", Compiler(actor)).wrapped("coalesce((", "), FALSE)")
    statement = (
        Sql(f"SELECT t.id, {spec.fields[spec.title].sql('t')}::text, {old_json(spec, 't')}, t.deleted_at IS NULL, ")
        + seen
        + Sql(f' FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[])', (ids,))
    )
    rows = tx.rows(statement.text, statement.params)
    vault, found = vaults.of(actor.tenant_id), {}
    for record_id, title, stored, lives, seen_ in rows:
        values = records.opened(spec, vault, keys.get(record_id), orjson.loads(stored))
        found[record_id] = _Now(title, values, seen_, lives)
    return found
