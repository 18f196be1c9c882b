"""Undoing a change set: a write of the inverse through the same path, with a preview of what changed since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from zhike.kernel import db, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Conflict, Forbidden, NotFound
from zhike.kernel.journal import entry
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import scope
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql, joined
from zhike.kernel.write import batch
from zhike.kernel.write.match import old_json

CHUNK = 5_000


@dataclass(frozen=True)
class Clash:
    """A value that was changed again after the change set: it is left alone unless the undo is forced."""

    object: str
    id: int
    title: str
    field: str
    label: str
    before: Any
    after: Any
    now: Any


@dataclass
class Plan:
    """What an undo would do, per object."""

    updates: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    remove: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # what it created
    restore: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # what it deleted
    delete: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # what it restored
    # Updates of records that the actor has changed out of their own sight, and that nobody has touched since.
    blind: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    unseen: int = 0  # records out of the actor's sight that somebody has touched since: they are left alone
    clashes: list[Clash] = field(default_factory=list)
    erased: int = 0  # records of people who were erased: what they had is nowhere any more

    @property
    def records(self) -> int:
        """How many records the undo would touch, children not counted."""
        parts = (self.updates, self.blind, self.remove, self.restore, self.delete)
        return sum(len(one) for part in parts for one in part.values())


@dataclass(frozen=True)
class Undone:
    """What an undo did: the change set it left, and how many records it put back or had to leave."""

    change_set: int | None
    undone: int
    skipped: int


def preview(actor: Actor, change_set: int) -> Plan:
    """What undoing would do now. Errors: NotFound, Conflict when it is undone already, or its people were erased."""
    with db.transaction(actor.tenant_id) as tx:
        _open(tx, actor, change_set)
        return _plan(tx, actor, change_set)


def undo(actor: Actor, change_set: int, *, force: bool = False, job_id: int | None = None) -> Undone:
    """Put back what a change set did, as one change set. Values changed since then stay, or with `force` are put
    back too.

    Undo is for whoever made the change and for administrators. Errors: NotFound, Forbidden, Conflict.
    """
    acting = actor.through("undo")
    with db.transaction(actor.tenant_id) as tx:
        _open(tx, actor, change_set)
        plan = _plan(tx, acting, change_set, force=force, lock=True)
        steps = _steps(plan, acting)
        made = entry.reserve(tx)
        why = Why(undo_of=change_set, job_id=job_id, into=made)
        done, refused = 0, 0
        for who, name, rows, mode in steps:
            for start in range(0, len(rows), CHUNK):
                result = batch.write(who, name, rows[start : start + CHUNK], mode=mode, why=why)
                done += sum(1 for one in result.rows if one.outcome not in ("refused", "unchanged"))
                refused += len(result.refused)
        if done:
            _, name, _, mode = steps[0]
            entry.put(tx, acting, name, mode if len(steps) == 1 else "undo", done, why, made)
    left = refused + plan.unseen + len({(one.object, one.id) for one in plan.clashes} if not force else ())
    return Undone(made if done else None, done, left)


def _steps(plan: Plan, actor: Actor) -> list[tuple[Actor, str, list[dict[str, Any]], str]]:
    """The writes: who makes them, of which object, which rows, how."""
    steps = [(actor, name, rows, "update") for name, rows in plan.updates.items()]
    steps += [(replace(actor, all_rights=True), name, rows, "update") for name, rows in plan.blind.items()]
    for part, mode in ((plan.restore, "restore"), (plan.delete, "delete"), (plan.remove, "delete")):
        steps += [(actor, name, [{"id": one} for one in ids], mode) for name, ids in part.items()]
    return steps


def _open(tx: db.Transaction, actor: Actor, change_set: int) -> None:
    """Check that the change set exists, is the actor's to undo, and was not undone before."""
    # The journal cannot be locked by those who may only append to it; two undos of one change set meet here instead.
    tx.execute("SELECT pg_advisory_xact_lock(%s)", (change_set,))
    row = tx.one(
        f"SELECT person_id, EXISTS (SELECT 1 FROM kernel_changeset u WHERE u.tenant_id = {tx.tenant_id}"
        f" AND u.undo_of = s.id) FROM kernel_changeset s WHERE s.tenant_id = {tx.tenant_id} AND s.id = %s",
        (change_set,),
    )
    if row is None:
        raise NotFound("undo.not_found")
    if not (actor.admin or actor.all_rights) and row[0] != actor.person_id:
        raise Forbidden("right.admin_only")
    if row[1]:
        raise Conflict("undo.already")


def _plan(tx: db.Transaction, actor: Actor, change_set: int, *, force: bool = False, lock: bool = False) -> Plan:
    plan = Plan()
    rows = tx.rows(
        f"SELECT object, verb, record_id, ids, before, after FROM kernel_change WHERE tenant_id = {tx.tenant_id}"
        " AND change_set_id = %s ORDER BY id",
        (change_set,),
    )
    changed: dict[str, list[tuple[int, dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    main = {row[0] for row in rows[:1]}
    for name, verb, record_id, ids, before, after in rows:
        if verb == "create":
            plan.remove[name] += ids
        elif verb == "update":
            changed[name].append((record_id, before, after))
        elif verb == "erase":
            plan.erased += 1
        elif name in main:  # children follow their parents by themselves
            (plan.restore if verb == "delete" else plan.delete)[name].append(record_id)
    for name, changes in changed.items():
        spec, ids = specs.of(actor, name), [one[0] for one in changes]
        keys = record_keys.of(tx, name, ids)
        gone = {record_id for record_id, key in keys.items() if key == record_keys.ERASED}
        plan.erased += len(gone)
        now = _now(tx, actor, spec, change_set, ids, keys, lock)
        opened = [_opened(actor, spec, keys, one) for one in changes if one[0] not in gone]
        _plan_updates(actor, spec, opened, now, plan, force)
    for name, ids in list(plan.remove.items()):
        plan.remove[name] = _living(tx, name, ids)
    if plan.erased and not plan.records and not plan.unseen:
        raise Conflict("undo.erased")
    return plan


_Change = tuple[int, dict[str, Any], dict[str, Any]]


def _opened(actor: Actor, spec: ObjectSpec, keys: dict[int, bytes], change: _Change) -> _Change:
    """A change of the journal with its sealed values opened."""
    record_id, before, after = change
    vault, key = vaults.of(actor.tenant_id), keys.get(record_id)
    return record_id, records.from_journal(spec, vault, key, before), records.from_journal(spec, vault, key, after)


def _living(tx: db.Transaction, name: str, ids: list[int]) -> list[int]:
    """Those of the records that have not been deleted in the meantime."""
    table = registry.declared_object(name).table
    rows = tx.rows(
        f'SELECT id FROM "{table}" WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL'
        " AND id = ANY(%s::bigint[]) ORDER BY id",
        (ids,),
    )
    return [row[0] for row in rows]


@dataclass(frozen=True)
class _Now:
    """A record as it is: whether the actor sees and may change it, and whether anybody has touched it since."""

    title: str
    values: dict[str, Any]
    seen: bool
    touched: bool


def _now(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, change_set: int, ids: list[int], keys: dict[int, bytes],
    lock: bool,
) -> dict[int, _Now]:  # fmt: skip
    scope.need(actor, "update", spec)
    compiler = Compiler(actor)
    scopes = [scope.rows(actor, spec, "t", action, compiler) for action in ("read", "update")]
    seen = joined(scopes, " AND ").wrapped("coalesce((", "), FALSE)")
    touched = Sql(
        f"EXISTS (SELECT 1 FROM kernel_change k WHERE k.tenant_id = {tx.tenant_id} AND k.object = %s"
        " AND k.record_id = t.id AND k.change_set_id > %s)",
        (spec.name, change_set),
    )
    statement = (
        Sql(f"SELECT t.id, {spec.fields[spec.title].sql('t')}::text, {old_json(spec, 't')}, ")
        + joined((seen, touched), ", ")
        + Sql(
            f' FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL'
            # Locked, so that nothing is written between this look and the undo.
            f" AND t.id = ANY(%s::bigint[]) ORDER BY t.id{' FOR UPDATE OF t' if lock else ''}",
            (ids,),
        )
    )
    rows = tx.rows(statement.text, statement.params)
    vault, found = vaults.of(actor.tenant_id), {}
    for record_id, title, stored, seen_, touched_ in rows:
        values = records.opened(spec, vault, keys.get(record_id), orjson.loads(stored))
        found[record_id] = _Now(title, values, seen_, touched_)
    return found


def _plan_updates(
    actor: Actor,
    spec: ObjectSpec,
    changes: list[_Change],
    records: dict[int, _Now],
    plan: Plan,
    force: bool,
) -> None:
    for record_id, before, after in changes:
        now = records.get(record_id)
        if now is None:
            continue
        if not now.seen and now.touched:
            plan.unseen += 1
            continue
        row: dict[str, Any] = {}
        for key, was in after.items():
            known = spec.fields.get(key)
            if known is None or known.read_only:
                continue
            if force or now.values.get(key) == was:
                row[key] = before.get(key)
            if now.values.get(key) != was:
                label = known.label(actor.language)
                plan.clashes.append(
                    Clash(spec.name, record_id, now.title, key, label, before.get(key), was, now.values.get(key))
                )
        if row:
            (plan.updates if now.seen else plan.blind)[spec.name].append({"id": record_id, **row})
