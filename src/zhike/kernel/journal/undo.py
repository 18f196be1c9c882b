"""Undoing a change set: a write of the inverse through the same path, with a preview of what changed since."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Any

import orjson

from zhike.kernel import db, registry, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Conflict
from zhike.kernel.journal import entry, touched
from zhike.kernel.journal.entry import Why
from zhike.kernel.journal.touched import Chosen, Entry
from zhike.kernel.read import former, merged, scope
from zhike.kernel.read.merged import Merge
from zhike.kernel.secrets import record_keys, records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql, joined
from zhike.kernel.write import batch, links, relink
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
    gone: int = 0  # records that have been purged: nothing brings them back
    # Links that a merge moved, and that a statement moves back: (object, link, from, to) -> records.
    links: dict[tuple[str, str, int, int], list[int]] = field(default_factory=lambda: defaultdict(list))
    clashes: list[Clash] = field(default_factory=list)
    whole: bool = False  # a merge: some of its records cannot be chosen
    erased: int = 0  # records of people who were erased: what they had is nowhere any more

    @property
    def records(self) -> int:
        """How many records the undo would touch, children not counted."""
        parts = (self.updates, self.blind, self.remove, self.restore, self.delete, self.links)
        return sum(len(one) for part in parts for one in part.values())


@dataclass(frozen=True)
class Undone:
    """What an undo did: the change set it left, and how many records it put back or had to leave."""

    change_set: int | None
    undone: int
    skipped: int


def preview(actor: Actor, change_set: int, *, chosen: Chosen | None = None) -> Plan:
    """What undoing would do now, all that is left of it or some records. Errors: those of `undo`."""
    with db.transaction(actor.tenant_id) as tx:
        merge = merged.by(tx, change_set) if touched.opened(tx, actor, change_set) == "merge" else None
        return _plan(tx, actor, change_set, chosen, merge)


def undo(
    actor: Actor, change_set: int, *, chosen: Chosen | None = None, force: bool = False, job_id: int | None = None
) -> Undone:
    """Put back what a change set did and is not undone yet, or that of `chosen` records, as one change set. Values
    changed since then stay, or with `force` are put back too.

    Undo is for whoever made the change and for administrators, and for a time (`settings.UNDO_DAYS`).
    Errors: NotFound, Forbidden, Conflict; Refused when a chosen record is not in the change set.
    """
    acting = actor.through("undo")
    with db.transaction(actor.tenant_id) as tx:
        merge = merged.by(tx, change_set) if touched.opened(tx, actor, change_set) == "merge" else None
        plan = _plan(tx, acting, change_set, chosen, merge, force=force, lock=True)
        if plan.gone and (merge or not (plan.records or plan.clashes or plan.unseen)):  # half a merge is none
            raise Conflict("undo.purged")
        steps = _steps(plan, acting, merge)
        made = entry.reserve(tx)
        why = Why(undo_of=change_set, job_id=job_id, into=made)
        done, refused = 0, 0
        for who, name, rows, mode in steps:
            for start in range(0, len(rows), CHUNK):
                result = batch.write(who, name, rows[start : start + CHUNK], mode=mode, why=why)
                done += sum(1 for one in result.rows if one.outcome not in ("refused", "unchanged"))
                refused += len(result.refused)
        for (name, link, frm, to), ids in plan.links.items():
            spec = specs.of(actor, name)
            done += len(relink.back(tx, acting, spec, spec.fields[link], ids, frm, to, why, force=force))
        if merge:
            if refused:
                raise Conflict("merge.not_apart")
            merged.apart(tx, merge, change_set)
            former.apart(tx, change_set)
        if done:
            _, name, _, mode = steps[0]
            entry.put(tx, acting, name, mode if len(steps) == 1 and not merge else "undo", done, why, made)
    clashing = {(one.object, one.id) for one in plan.clashes} if not force else ()
    return Undone(made if done else None, done, refused + plan.unseen + plan.gone + len(clashing))


Step = tuple[Actor, str, list[dict[str, Any]], str]


def _steps(plan: Plan, actor: Actor, merge: Merge | None) -> list[Step]:
    """The writes: who makes them, of which object, which rows, how.

    Of a merge, the record that stays gives back what the others must have to live; what links to these comes last.
    """
    steps = [(actor, name, rows, "update") for name, rows in plan.updates.items()]
    steps += [(replace(actor, all_rights=True), name, rows, "update") for name, rows in plan.blind.items()]
    late = [one for one in steps if merge and one[1] != merge.object]
    steps = [one for one in steps if one not in late]
    for part, mode in ((plan.restore, "restore"), (plan.delete, "delete"), (plan.remove, "delete")):
        steps += [(actor, name, [{"id": one} for one in ids], mode) for name, ids in part.items()]
    return [*steps, *late]


def _plan(
    tx: db.Transaction,
    actor: Actor,
    change_set: int,
    chosen: Chosen | None,
    merge: Merge | None,
    *,
    force: bool = False,
    lock: bool = False,
) -> Plan:
    plan = Plan(whole=merge is not None)
    by_verb: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    if merge and chosen is not None:
        raise Conflict("merge.whole")
    leading = links.leading_to(actor, merge.object) if merge else ()
    links_to = {(spec.name, link.name) for spec, link in leading}
    for one in touched.left(tx, change_set, chosen):
        if merge and (moved := _moved_link(merge, links_to, one)):
            plan.links[moved].append(one.id)
        elif one.verb != "merge":  # which only tells the history of the record that stayed
            by_verb[one.verb, one.object].append(one)
    for key, ids in plan.links.items():
        plan.clashes += _links_elsewhere(tx, actor, key, ids)
    parts = {"create": (plan.remove, True), "restore": (plan.delete, True), "delete": (plan.restore, False)}
    for (verb, name), found in by_verb.items():
        if verb == "update":
            spec, ids = specs.of(actor, name), [one.id for one in found]
            keys = record_keys.of(tx, name, ids)
            known = [one for one in found if keys.get(one.id) != record_keys.ERASED]
            plan.erased += len(found) - len(known)
            now = _now(tx, actor, spec, change_set, ids, keys, lock)
            _plan_updates(actor, spec, touched.unsealed(actor, spec, keys, known), now, plan, force)
            hidden = [one for one in ids if one not in now]
            plan.gone += len(hidden) - len(living(tx, name, hidden)) if hidden else 0
        elif verb == "erase":
            plan.erased += len(found)
        else:
            part, wanted = parts[verb]
            lives = living(tx, name, [one.id for one in found])
            plan.gone += len(found) - len(lives) if verb != "create" else 0
            part[name] += [one.id for one in found if lives.get(one.id) is wanted]
    if plan.erased and not (plan.records or plan.unseen or plan.clashes):
        raise Conflict("undo.erased")
    return plan


def _moved_link(merge: Merge, links_to: set[tuple[str, str]], one: Entry) -> tuple[str, str, int, int] | None:
    """What an entry of a merge did, if it is that a link was moved from a loser to the winner."""
    after = one.after or {}
    if one.verb != "update" or len(after) != 1 or (one.object == merge.object and one.id == merge.winner):
        return None
    ((name, to),) = after.items()
    was = (one.before or {}).get(name)
    if (one.object, name) not in links_to or to != merge.winner or was not in merge.losers:
        return None
    return one.object, name, merge.winner, was


def _links_elsewhere(tx: db.Transaction, actor: Actor, key: tuple[str, str, int, int], ids: list[int]) -> list[Clash]:
    """Links that a merge moved and that somebody has moved on since."""
    name, link, frm, to = key
    spec = specs.of(actor, name)
    field_ = spec.fields[link]
    return [
        Clash(name, one, title, link, field_.label(actor.language), to, frm, now)
        for one, title, now in relink.elsewhere(tx, spec, field_, ids, frm)
    ]


def living(tx: db.Transaction, name: str, ids: list[int]) -> dict[int, bool]:
    """Whether each record lives or is in the recycle bin; those that have been purged are left out."""
    table = registry.declared_object(name).table
    rows = tx.rows(
        f'SELECT id, deleted_at IS NULL FROM "{table}" WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[])',
        (ids,),
    )
    return dict(rows)


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
    changes: list[Entry],
    records: dict[int, _Now],
    plan: Plan,
    force: bool,
) -> None:
    for change in changes:
        record_id, before, after = change.id, change.before or {}, change.after or {}
        now = records.get(record_id)
        if now is None:
            continue
        if not now.seen and now.touched:
            plan.unseen += 1
            continue
        row: dict[str, Any] = {}
        for key, was in after.items():
            known = spec.fields.get(key)
            if known is None or known.read_only or now.values.get(key) == before.get(key):
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
