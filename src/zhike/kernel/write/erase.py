"""Erasing people: what is personal in their records goes for good, out of every table; the records stay and count.

The journal is not touched: it holds personal values sealed by the keys of the records (see `secrets.records`), and
these keys go. So does, in copies of the database without these keys, what was sealed there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import orjson

from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.journal import entry
from zhike.kernel.journal.entry import Why
from zhike.kernel.kinds import File
from zhike.kernel.search import derive, tokens
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write import batch
from zhike.kernel.write.match import old_json

VERB = "erase"
CHUNK = 1_000
Hook = Callable[[db.Transaction, str, Sequence[int]], None]
_along: list[Hook] = []


def along(hook: Hook) -> None:
    """Have a function called with records that are erased, in the same transaction: engines keep things beside."""
    _along.append(hook)


def erase(tx: db.Transaction, actor: Actor, found: Mapping[str, Sequence[int]], why: Why = batch.NO_REASON) -> int:
    """Erase what is personal in these records (ids by object), as one change set; gives its id.

    The caller has asked for the right to it. Nothing of it can be undone.
    """
    name = next(iter(found))
    change_set = entry.begin(tx, actor, name, VERB, len(found[name]), why)
    for each, ids in found.items():
        spec = specs.of(actor, each)
        for start in range(0, len(ids), CHUNK):
            _erase(tx, actor, spec, ids[start : start + CHUNK], change_set)
    return change_set


def _erase(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int], change_set: int) -> None:
    for hook in _along:
        hook(tx, spec.name, ids)
    own = [one for one in spec.personal_fields if not one.custom]
    rows = tx.rows(
        f"SELECT t.id, {old_json(spec, 't')}, {record_keys.sql(tx.tenant_id, spec.name, 't')}"
        f' FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[])'
        " ORDER BY t.id FOR UPDATE OF t",
        (list(ids),),
    )
    made = [_row(actor, spec, own, row) for row in rows]
    columns = "".join(f', "{one.column}" {one.kind.pg_type}' for one in own)
    sets = "".join(f', "{one.column}" = s."{one.column}"' for one in own)
    by = "NULL" if actor.person_id is None else str(int(actor.person_id))
    tx.execute(
        f'UPDATE "{spec.table}" AS t SET version = t.version + 1, updated_at = now(), updated_by_id = {by},'
        " title_sort = s.title_sort, search = s.search,"
        # Also what fields that are not there any more have left behind.
        " custom = coalesce((SELECT jsonb_object_agg(c.key, c.value) FROM jsonb_each(t.custom) c"
        f" WHERE c.key = ANY(%s::text[])), '{{}}'){sets}"
        f" FROM json_to_recordset(%s::json) AS s(id bigint, title_sort text, search tsvector{columns})"
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = s.id",
        (_kept(spec), orjson.dumps(made).decode()),
    )
    tx.execute(
        f"DELETE FROM kernel_uniquevalue WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[]) AND field <> ALL(%s::text[])",
        (spec.name, list(ids), _kept(spec)),
    )
    if spec.personal_fields:
        record_keys.destroy(tx, spec.name, ids)
        entry.moved(tx, change_set, spec.name, VERB, ids)


def _kept(spec: ObjectSpec) -> list[str]:
    """The fields whose values stay."""
    return [one.name for one in spec.own_fields if not one.personal]


def _row(actor: Actor, spec: ObjectSpec, own: Sequence[FieldSpec], row: db.Row) -> dict[str, Any]:
    record_id, json, key = row
    vault = vaults.of(actor.tenant_id)
    values = records.opened(spec, vault, key and bytes(key), orjson.loads(json))
    values |= {one.name: None for one in spec.personal_fields}
    values |= {one.name: _instead(actor, spec, one, record_id) for one in own if not one.nullable}
    return {
        "id": record_id,
        "title_sort": derive.title_sort(spec, values),
        "search": tokens.vector(derive.token_set(spec, values, vault)) or None,
        **{one.column: values[one.name] for one in own},
    }


def _instead(actor: Actor, spec: ObjectSpec, field: FieldSpec, record_id: int) -> Any:
    """What stands where there must be something."""
    if isinstance(field.kind, File):
        name = words.say("erased.file", actor.language)
        return {"key": "", "name": name, "size": 0, "type": "application/octet-stream", "sha256": ""}
    what = spec.label(actor.language)
    return words.say("erased.title", actor.language, what=what, id=record_id) if field.name == spec.title else ""


def forget_answers(tx: db.Transaction) -> None:
    """Drop what else may hold values of anybody: answers kept for a repeated request, and what ended jobs were asked
    and gave. A request that is under way keeps its place.
    """
    tx.execute(f"DELETE FROM kernel_idempotency WHERE tenant_id = {tx.tenant_id} AND status IS NOT NULL")
    tx.execute(
        "UPDATE kernel_job SET title = '', progress = '{}', result = '{}', error = NULL,"
        " params = CASE kind WHEN 'undo' THEN params ELSE '{}' END"
        f" WHERE tenant_id = {tx.tenant_id} AND state IN ('done', 'failed', 'canceled')"
    )
