"""Finding the records that rows mean, by id or by a key, locked against others until the end of the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed
from zhike.kernel.read import former, scope
from zhike.kernel.secrets import blind, record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.sql import Sql
from zhike.kernel.write.draft import Draft, Old
from zhike.kernel.write.result import Race

KEY_FAMILIES = frozenset({"text", "code", "number", "link", "date"})


def key_field(spec: ObjectSpec, name: str | None) -> FieldSpec | None:
    """The field to match by; None is the id. Errors: Malformed."""
    if name in (None, "id"):
        return None
    field = spec.fields.get(name or "")
    if field is None or field.system or field.kind.family not in KEY_FAMILIES:
        raise Malformed("write.wrong_match", field=str(name)[:60])
    return field


def find(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft], key: FieldSpec | None, mode: str,
    *, lock: bool = True,
) -> None:  # fmt: skip
    """Put the record that each draft means into `old`; note a fault where it is missing, unseen or not clear."""
    wanted = [one for one in drafts if _key(one, key) is not None]
    if lock and wanted and key and mode == "upsert" and not key.unique:
        # Nothing else keeps two writers, who both find no such record, from both making it.
        tx.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", (f"{tx.tenant_id}.{spec.name}.{key.name}",))
    found = _load(tx, actor, spec, key, [_key(one, key) for one in wanted], mode, lock) if wanted else {}
    if key in spec.code_fields:
        found |= _former(tx, actor, spec, {_key(one, key) for one in wanted} - found.keys(), mode, lock)
    first: dict[str | int, Draft] = {}
    for draft in drafts:
        value = _key(draft, key)
        name = key.name if key else "id"
        if value is None:
            if mode != "upsert":
                _lose(draft, name, "write.match_missing", field=name)
            continue
        here = found.get(_named(value, key), [])
        # Two words may mean one record: its code, and one that it had.
        before = first.setdefault(here[0].id if len(here) == 1 else _named(value, key), draft)
        if before is not draft and mode in ("update", "upsert"):
            _lose(draft, name, "write.match_twice", field=name, value=value, row=before.index + 1)
        elif len(here) > 1:
            _lose(draft, name, "write.match_ambiguous", field=name, value=value)
        elif here:
            _take(draft, here[0], mode)
        elif mode != "upsert" or key is None:  # an id is never the caller's to choose
            _lose(draft, name, "record.not_found")


def find_by_first(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft], keys: Sequence[FieldSpec | None],
    mode: str, *, lock: bool = True,
) -> None:  # fmt: skip
    """The same by several keys: each draft by the first in which it has a value."""
    if len(keys) == 1:
        find(tx, actor, spec, drafts, keys[0], mode, lock=lock)
        return
    parts: list[list[Draft]] = [[] for _ in keys]
    for draft in drafts:
        parts[next((at for at, key in enumerate(keys) if _key(draft, key) is not None), 0)].append(draft)
    by_id: dict[int, Draft] = {}
    for key, part in zip(keys, parts, strict=True):
        if part:
            find(tx, actor, spec, part, key, mode, lock=lock)
        for draft in part:
            if draft.old is not None and (first := by_id.setdefault(draft.old.id, draft)) is not draft:
                name = key.name if key else "id"
                _lose(draft, name, "write.match_twice", field=name, value=_key(draft, key), row=first.index + 1)


def _lose(draft: Draft, name: str, code: str, **data: object) -> None:
    draft.lost = True
    draft.fault(name, code, **data)


def _key(draft: Draft, key: FieldSpec | None) -> Any:
    return draft.id if key is None else draft.values.get(key.name)


def _named(value: Any, key: FieldSpec | None) -> str:
    """A value of the key as `_load` names what it has found."""
    return blind.same(key.kind, value) if key and key.secret else str(value)


def _take(draft: Draft, old: Old, mode: str) -> None:
    draft.take(old)
    if old.key == record_keys.ERASED and mode in ("update", "upsert"):
        draft.fault("", "record.erased")
        return
    if not old.allowed:
        draft.fault("", "right.out_of_scope")
        return
    if draft.version is not None and draft.version != old.version:
        differing = {n: (v, old.values.get(n)) for n, v in draft.values.items() if old.values.get(n) != v}
        if differing or not draft.values:
            draft.stale = differing
            draft.fault("", "write.stale", version=old.version)


def old_json(spec: ObjectSpec, alias: str) -> str:
    """The own fields of a record as JSON, links as bare ids: the form in which they are stored."""
    values = ", ".join(f'{one.kind.json_sql(one.sql(alias))} AS "{one.name}"' for one in spec.own_fields)
    return f"(SELECT row_to_json(o)::text FROM (SELECT {values}) o)"


def _load(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, key: FieldSpec | None, values: list[Any], mode: str, lock: bool
) -> dict[str, list[Old]]:
    action = {"delete": "delete", "restore": "delete"}.get(mode, "update")
    compiler = Compiler(actor)
    seen = scope.living(actor, spec, "t", "read", compiler, deleted=mode == "restore")
    may = scope.rows(actor, spec, "t", action, compiler)
    sql = "t.id" if key is None else key.sql("t")
    own = record_keys.sql(tx.tenant_id, spec.name, "t")
    statement = (
        may.wrapped(f"SELECT ({sql})::text, t.id, t.version, {old_json(spec, 't')}, {own}, ", f' FROM "{spec.table}" t')
        + seen.wrapped(" WHERE ")
        + _meant(tx, spec, key, values).wrapped(" AND ", " ORDER BY t.id" + (" FOR UPDATE OF t" if lock else ""))
    )
    vault = vaults.of(tx.tenant_id)
    found: dict[str, list[Old]] = {}
    for row_key, record_id, version, json, own_key, allowed in tx.rows(statement.text, statement.params):
        stored = orjson.loads(json)
        if own_key is None and records.needs_key(spec, stored):
            raise Race  # it got its first secret value while this waited for the row
        old = records.opened(spec, vault, own_key and bytes(own_key), stored)
        name = row_key if key is None or key.kind.family != "number" else _same_number(row_key, key)
        if key and key.secret:
            name = blind.same(key.kind, old[key.name])
        key_of_it = None if own_key is None else bytes(own_key)
        found.setdefault(name, []).append(Old(record_id, version, old, bool(allowed), key_of_it))
    return found


def _former(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, codes: set[str], mode: str, lock: bool
) -> dict[str, list[Old]]:
    """The records that had such codes, or into which one went that had."""
    ids = former.find(tx, spec, codes) if codes else {}
    found = _load(tx, actor, spec, None, list(set(ids.values())), mode, lock) if ids else {}
    return {code: found[str(record)] for code, record in ids.items() if str(record) in found}


def _meant(tx: db.Transaction, spec: ObjectSpec, key: FieldSpec | None, values: list[Any]) -> Sql:
    """The rows that have one of these values."""
    if key is None:
        return Sql("t.id = ANY(%s::bigint[])", (list(values),))
    if key.secret:
        return blind.having(vaults.of(tx.tenant_id), spec, key, values, "t")
    return Sql(f"{key.sql('t')} = ANY(%s::{key.kind.pg_type}[])", (list(values),))


def _same_number(text: str, key: FieldSpec) -> str:
    """A number as drafts write it."""
    return str(key.kind.dump(key.kind.to_python(text)))
