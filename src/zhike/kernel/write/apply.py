"""The last step of a write: store the drafts that are right, journal them, and say what became of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.journal import entry
from zhike.kernel.journal.entry import Why
from zhike.kernel.secrets import records
from zhike.kernel.secrets import vault as vaults
from zhike.kernel.secrets.vault import Vault
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import codes, guards, rollups, store, unique
from zhike.kernel.write.draft import Draft
from zhike.kernel.write.result import Result, RowResult


def save(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft], mode: str, whole: bool, why: Why
) -> Result:
    """Insert the new and update the changed ones among the drafts without faults."""
    result = Result([_result(one) for one in drafts])
    good = [one for one in drafts if not one.faults]
    new = [one for one in good if one.old is None]
    old = [one for one in good if one.old is not None and one.changes()]
    if whole and len(good) < len(drafts):
        return result
    if new or old:
        result.change_set = entry.begin(tx, actor, spec.name, mode, len(new) + len(old), why)
        if new:
            store.insert(tx, spec, new, actor.person_id, result.change_set)
            entry.created(tx, result.change_set, spec.name, [one.id or 0 for one in new])
        if old:
            rows = [_changed(spec, one, vaults.of(tx.tenant_id)) for one in old]  # first, for keys that this makes
            store.update(tx, spec, old, actor.person_id)
            entry.changed(tx, result.change_set, spec, rows)
            codes.keep_former(tx, spec, old, result.change_set)
        unique.keep(tx, spec, [*new, *old])
        codes.pass_by(actor, spec, [*new, *old])
        guards.saved(tx, spec, [*new, *old])
        former = {
            (link.name, was)
            for one in old
            for link in spec.link_fields
            if link.name in one.changes() and isinstance(was := (one.old and one.old.values.get(link.name)), int)
        }
        follow(tx, actor, spec, [one.id or 0 for one in (*new, *old)], former)
    _tell(result, good)
    return result


def told(drafts: Sequence[Draft]) -> Result:
    """What would become of drafts if they were saved."""
    result = Result([_result(one) for one in drafts])
    _tell(result, [one for one in drafts if not one.faults])
    return result


def _tell(result: Result, good: Sequence[Draft]) -> None:
    for draft in good:
        row = result.rows[draft.index]
        row.id = draft.id
        row.outcome = "created" if draft.old is None else "updated" if draft.changes() else "unchanged"
        row.version = 1 if draft.old is None else draft.old.version + (row.outcome == "updated")


def _result(draft: Draft) -> RowResult:
    version = draft.old.version if draft.old else None
    return RowResult(index=draft.index, id=draft.id, version=version, faults=draft.faults, stale=draft.stale)


def _changed(spec: ObjectSpec, draft: Draft, vault: Vault) -> entry.Changed:
    before, after = _before(draft), draft.changes()
    lock = draft.lock(vault) if records.in_journal(spec, before, after) else None
    return entry.Changed(draft.id or 0, before, after, lock)


def _before(draft: Draft) -> dict[str, object]:
    return {name: draft.old.values.get(name) for name in draft.changes()} if draft.old else {}


def move(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft], mode: str, whole: bool, why: Why
) -> Result:
    """Put records, and what hangs on them, into the recycle bin, or take them out of it."""
    if mode == "restore":
        _parents_live(tx, actor, spec, drafts)
        _free_to_live(tx, spec, drafts)
    else:
        _not_held(tx, actor, spec, drafts)
    result = Result([_result(one) for one in drafts])
    good = [one for one in drafts if not one.faults]
    if not good or (whole and len(good) < len(drafts)):
        return result
    ids = list(dict.fromkeys(one.id or 0 for one in good))  # several rows may mean one record
    result.change_set = entry.begin(tx, actor, spec.name, mode, len(ids), why)
    _move_tree(tx, actor, spec, ids, mode, result.change_set)
    for draft in good:
        row = result.rows[draft.index]
        row.outcome = "deleted" if mode == "delete" else "restored"
        row.version = (draft.old.version if draft.old else 0) + 1
    return result


def _move_tree(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: list[int], mode: str, change_set: int) -> None:
    """The records themselves and, all the way down, those whose link to them says so."""
    below = [
        (other, children)
        for backlink in spec.backlinks.values()
        if backlink.cascade
        for other in (specs.of(actor, backlink.object),)
        if (children := store.children(tx, other, other.fields[backlink.field], ids, mode == "restore"))
    ]
    if mode == "delete":
        store.mark_deleted(tx, spec, ids, actor.person_id)
        unique.release(tx, spec, ids)
    else:
        store.mark_living(tx, spec, ids, actor.person_id)
        unique.retake(tx, spec, ids)
    entry.moved(tx, change_set, spec.name, mode, ids)
    follow(tx, actor, spec, ids)
    for other, children in below:
        _move_tree(tx, actor, other, children, mode, change_set)


def _not_held(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """What others name, and would be without, stays until they name another: as after a merge into that."""
    backlinks = [spec.backlinks[name] for name in spec.shape.held_by]
    while going := [one.id for one in drafts if one.id and not one.faults]:
        for backlink in backlinks:
            other = specs.of(actor, backlink.object)
            link = other.fields[backlink.field].sql("t")
            rows = tx.rows(
                f'SELECT {link}, count(*) FROM "{other.table}" t WHERE t.tenant_id = {tx.tenant_id}'
                f" AND t.deleted_at IS NULL AND {link} = ANY(%s::bigint[]) AND t.id <> ALL(%s::bigint[]) GROUP BY 1",
                (going, going if other.name == spec.name else []),
            )
            held: dict[int, int] = dict(rows)
            for draft in drafts:
                if draft.id in held and not draft.faults:
                    label = other.label(actor.language, plural=True)
                    draft.fault("", "record.held", count=held[draft.id], label=label)
        backlinks = [one for one in backlinks if one.object == spec.name]  # what stays holds what is above it
        if not backlinks or len(going) == sum(1 for one in drafts if one.id and not one.faults):
            return


def _parents_live(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """What hangs on a record that is in the recycle bin comes out with it, not alone."""
    for field in spec.link_fields:
        parent = specs.of(actor, field.to or "")
        cascading = {(one.object, one.field) for one in parent.backlinks.values() if one.cascade}
        if (spec.name, field.name) not in cascading:
            continue
        links = {one.index: one.old.values.get(field.name) for one in drafts if one.old}
        gone = store.deleted(tx, parent, [one for one in links.values() if one])
        for draft in drafts:
            if links.get(draft.index) in gone:
                draft.fault("", "record.deleted_parent")


def _free_to_live(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """A restored record must not take back a unique value that somebody else has by now."""
    names = {one.name for one in spec.unique_fields}.union(*spec.shape.together)
    for draft in drafts:
        if draft.old:
            draft.values = {name: draft.old.values.get(name) for name in names}
            draft.old.values = {**draft.old.values, **dict.fromkeys(draft.values)}
    unique.check(tx, spec, drafts)
    for draft in drafts:
        if draft.old:
            draft.old.values.update(draft.values)


def follow(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int], former: Iterable[tuple[str, int]] = ()
) -> None:
    """What every write of the object entails. `former`: what the records linked to before, by the name of the link."""
    rollups.follow(tx, actor, spec, ids, former)
    if spec.shape.settings:
        specs.raise_stamp(tx)
    for work in spec.after:
        work(tx, actor, ids)
