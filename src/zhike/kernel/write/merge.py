"""Merging records: one stays, the others go into the recycle bin, and what hung on them hangs on the one that stays.

All of it is one change set, and one transaction. `kernel_merge` remembers which record went into which, so that an old
id still leads somewhere; undoing the change set (`journal.undo`) takes the merge apart again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Fault, Forbidden, Malformed, NotFound, Refused
from zhike.kernel.journal import entry
from zhike.kernel.journal.entry import Why
from zhike.kernel.kinds import Code
from zhike.kernel.read import former, merged, scope
from zhike.kernel.secrets import record_keys
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write import batch, links, match, relink, store, unique
from zhike.kernel.write.draft import Draft

VERB = "merge"
MOST = 50  # records that go into one at a time


def merge(
    actor: Actor,
    object_name: str,
    winner: int,
    losers: Sequence[int],
    *,
    take: Mapping[str, int] | None = None,
    values: Mapping[str, Any] | None = None,
    version: int | None = None,
    why: Why = batch.NO_REASON,
) -> int:
    """Merge `losers` into `winner`; gives the change set.

    The winner keeps its values; what it lacks it gets from the losers, in their order. `take` names for fields the
    record whose value is to stand (0: none), `values` gives values outright. Nobody merges what they may not change
    (the winner) or delete (the losers). Errors: Malformed, NotFound, Forbidden, Conflict, Refused.
    """
    spec = specs.of(actor, object_name)
    ids = _ids(spec, winner, losers)
    scope.need(actor, "update", spec)
    scope.need(actor, "delete", spec)
    with db.transaction(actor.tenant_id) as tx:
        records = _locked(tx, actor, spec, ids, winner, version)
        chosen, given = _sources(actor, spec, records, take or {}), dict(values or {})
        if spec.owner in chosen:  # giving a record to somebody else is a right of its own
            given.setdefault(spec.owner, _from(records, chosen.pop(spec.owner), spec.owner))
        row = _row(spec, records, [winner, *losers], chosen, given)
        made = entry.reserve(tx)
        inner = Why(reason=why.reason, job_id=why.job_id, into=made)
        store.mark_deleted(tx, spec, list(losers), actor.person_id)
        unique.release(tx, spec, list(losers))
        entry.moved(tx, made, spec.name, "delete", list(losers))
        entry.moved(tx, made, spec.name, VERB, [winner])
        for other, link in links.leading_to(actor, spec.name):
            relink.move(tx, actor, other, link, losers, winner, inner)
        # What the records have between them goes into the winner, whether or not this person sees all of it.
        _write(replace(actor, all_rights=True), spec, {"id": winner, **row}, inner)
        _write(actor, spec, {"id": winner, **given}, inner)
        _remember(tx, spec, winner, losers, made)
        merged.tell(tx, spec.name, winner, losers)
        former.merged(tx, spec, losers, winner, made)
        return entry.put(tx, actor, spec.name, VERB, len(ids), why, made)


def _ids(spec: ObjectSpec, winner: int, losers: Sequence[int]) -> list[int]:
    """The records that are merged, in the order in which they are locked. Errors: Malformed."""
    if spec.shape.people or spec.shape.settings:
        raise Malformed("merge.not_this")
    if not losers or winner in losers or len(set(losers)) < len(losers):
        raise Malformed("merge.itself")
    if len(losers) > MOST:
        raise Malformed("merge.too_many", most=MOST)
    return sorted([winner, *losers])


def _locked(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: list[int], winner: int, version: int | None
) -> dict[int, Draft]:
    """The records as they are, locked in the order of their ids. Errors: NotFound, Forbidden, Conflict."""
    drafts = [Draft(at) for at in range(len(ids))]
    for draft, one in zip(drafts, ids, strict=True):
        draft.id = one
        draft.version = version if one == winner else None
    match.find(tx, actor, spec, drafts, None, "update")
    found = {draft.id or 0: draft for draft in drafts}
    losing = [Draft(at, id=one) for at, one in enumerate(ids) if one != winner]
    match.find(tx, actor, spec, losing, None, "delete")
    for draft in (found[winner], *losing):
        _refuse(draft, found[draft.id or 0])
    return found


def _refuse(draft: Draft, seen: Draft) -> None:
    """Say why a record cannot be merged: `draft` as it is to be written, `seen` as it was found."""
    whole = draft.faults.get("")
    if "id" in draft.faults:
        raise NotFound("record.not_found")
    if seen.old is not None and seen.old.key == record_keys.ERASED:
        raise Conflict("record.erased")
    if whole is not None and whole.code == "write.stale":
        raise Conflict("write.stale", version=draft.old.version if draft.old else 0)
    if whole is not None:
        raise Forbidden(whole.code, **whole.data)


def _write(actor: Actor, spec: ObjectSpec, row: dict[str, Any], why: Why) -> None:
    """Errors: Refused."""
    if row.keys() > {"id"}:
        result = batch.write(actor, spec.name, [row], mode="update", why=why)
        if result.refused:
            raise Refused(result.rows[0].faults)


def _sources(actor: Actor, spec: ObjectSpec, records: Mapping[int, Draft], take: Mapping[str, int]) -> dict[str, int]:
    """Whose value is to stand in which field. Errors: Refused."""
    rights, faults = actor.on(spec.name), dict[str, Fault]()
    for name, source in take.items():
        field = spec.fields.get(name)
        if field is None or name in rights.hidden:
            faults[name] = Fault("field.unknown", {"field": name[:60]})
        elif field.read_only or name in rights.read_only:
            faults[name] = Fault("field.not_writable")
        elif source and source not in records:
            faults[name] = Fault("merge.not_among", {"id": source})
    if faults:
        raise Refused(faults)
    return dict(take)


def _from(records: Mapping[int, Draft], source: int, name: str) -> Any:
    old = records[source].old if source else None
    return old.values.get(name) if old else None


def _row(
    spec: ObjectSpec,
    records: Mapping[int, Draft],
    order: Sequence[int],
    take: Mapping[str, int],
    given: Mapping[str, Any],
) -> dict[str, Any]:
    """What is written into the winner, the first in `order`, besides what is given outright."""
    mine, *others = (old.values for one in order if (old := records[one].old))
    row: dict[str, Any] = {
        link.name: None  # it does not hang on itself
        for link in spec.link_fields
        if link.to == spec.name and link.kind.family != "list" and mine.get(link.name) in records
    }
    for field in spec.own_fields:
        if field.name in take:
            row[field.name] = _from(records, take[field.name], field.name)
        elif not (field.read_only or field.name in row or field.name in given or isinstance(field.kind, Code)):
            row[field.name] = _filled(field, mine, others)
    for field in spec.own_fields:  # a second phone number has its place
        beside = field.kind.overflow
        if beside in row and beside not in take and row[beside] is None:
            kept = {row.get(field.name), None}
            row[beside] = next((one[field.name] for one in (mine, *others) if one.get(field.name) not in kept), None)
    return {name: value for name, value in row.items() if value != mine.get(name)}


def _filled(field: FieldSpec, mine: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> Any:
    """The winner's value, or the first that another has; of lists all that any has."""
    if field.kind.family == "list":
        every = [one for values in (mine, *others) for one in values.get(field.name) or ()]
        return list(dict.fromkeys(every)) or mine.get(field.name)
    return next((one[field.name] for one in (mine, *others) if one.get(field.name) is not None), None)


def _remember(tx: db.Transaction, spec: ObjectSpec, winner: int, losers: Sequence[int], change_set: int) -> None:
    """Which record went into which, and the team of the losers in that of the winner."""
    joined = tx.rows(
        "INSERT INTO kernel_teammember (tenant_id, object, record_id, person_id, may, until, by_id, at)"
        f" SELECT {tx.tenant_id}, m.object, {int(winner)}, m.person_id, max(m.may),"
        " CASE WHEN bool_or(m.until IS NULL) THEN NULL ELSE max(m.until) END, max(m.by_id), min(m.at)"
        f" FROM kernel_teammember m WHERE m.tenant_id = {tx.tenant_id} AND m.object = %s"
        " AND m.record_id = ANY(%s::bigint[]) GROUP BY m.object, m.person_id"
        " ON CONFLICT (tenant_id, object, record_id, person_id) DO NOTHING RETURNING person_id",
        (spec.name, list(losers)),
    )
    tx.execute(
        "INSERT INTO kernel_merge (tenant_id, object, loser_id, winner_id, change_set_id, team)"
        f" SELECT {tx.tenant_id}, %s, l.id, {int(winner)}, {int(change_set)}, %s::bigint[]"
        " FROM unnest(%s::bigint[]) AS l(id)"
        # Of one that was restored by hand after an earlier merge, that is forgotten.
        " ON CONFLICT (tenant_id, object, loser_id) DO UPDATE SET winner_id = excluded.winner_id,"
        " change_set_id = excluded.change_set_id, team = excluded.team",
        (spec.name, [row[0] for row in joined], list(losers)),
    )
