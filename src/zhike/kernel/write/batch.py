"""Writing a batch: parse, find, check, store, journal - in one transaction, with one change set."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from typing import Any

from psycopg.errors import CheckViolation, DeadlockDetected, UniqueViolation

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Conflict, Malformed
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import scope
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import apply, check, codes, guards, links, match, unique
from zhike.kernel.write.draft import Draft, parse
from zhike.kernel.write.result import Race, Result

MODES = ("create", "update", "upsert", "delete", "restore")
MOST = 10_000
ATTEMPTS = 4
NO_REASON = Why()

Also = Callable[[db.Transaction, Result], None]


def write(
    actor: Actor,
    object_name: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    mode: str = "create",
    key: str | None = None,
    all_or_nothing: bool = False,
    why: Why = NO_REASON,
    also: Also | None = None,
    prepared: list[Draft] | None = None,
    filling: bool = False,
    others: Sequence[str] = (),
) -> Result:
    """Write a batch of rows of one object and say what became of each.

    `key` names the field that finds the record of a row (the id if None); rows without a value in it are found by the
    first of `others` in which they have one. One bad row never costs the good ones unless
    `all_or_nothing`. `filling` gives the records that are found only what they lack. `also` runs in the same
    transaction after the rows, such as for a job's cursor. `prepared` is what `prepare` gave for these rows: an import
    parses the next batch while PostgreSQL stores this one.
    Errors: Malformed, Forbidden; Conflict when others kept taking the same values.
    """
    if mode not in MODES:
        raise Malformed("write.wrong_mode", mode=str(mode)[:40])
    if len(rows) > MOST:
        raise Malformed("write.too_many", most=MOST)
    spec = specs.of(actor, object_name)
    for action in _actions(mode):
        scope.need(actor, action, spec)
    for name in (key, *others):
        match.key_field(spec, name)
    inside = db.current() is not None
    drafts = parse(actor, spec, rows) if prepared is None else prepared
    if mode in ("create", "upsert") and not inside:
        codes.reserve(actor, spec, drafts)
    for attempt in range(ATTEMPTS):
        try:
            with db.transaction(actor.tenant_id) as tx, db.savepoint(tx) if inside else nullcontext():
                if attempt:  # what an attempt has touched is not used again
                    drafts = parse(actor, spec, rows)
                result = _attempt(
                    tx, actor, spec, drafts, mode, key, all_or_nothing, why, filling=filling, others=others
                )
                if also:
                    also(tx, result)
                return result
        except (Race, UniqueViolation, CheckViolation):  # another was faster: now the checks see what it did
            continue
        except DeadlockDetected:
            if inside:
                raise
    raise Conflict("write.race")


def trial(
    actor: Actor,
    object_name: str,
    rows: Sequence[Mapping[str, Any]],
    *,
    mode: str = "create",
    key: str | None = None,
    filling: bool = False,
    others: Sequence[str] = (),
    prepared: list[Draft] | None = None,
) -> tuple[Result, list[Draft]]:
    """What would become of rows: every check of `write`, and nothing is stored, locked or numbered.

    Gives the drafts, too, as the checks have left them. Errors: Malformed, Forbidden; Conflict as `write`.
    """
    spec = specs.of(actor, object_name)
    for action in _actions(mode):
        scope.need(actor, action, spec)
    for name in (key, *others):
        match.key_field(spec, name)
    for attempt in range(ATTEMPTS):
        drafts = prepared if prepared is not None and not attempt else parse(actor, spec, rows, only_look=True)
        try:
            with db.transaction(actor.tenant_id) as tx:
                _check(tx, actor, spec, drafts, mode, key, filling=filling, others=others, only_look=True)
        except Race:
            continue
        return apply.told(drafts), drafts
    raise Conflict("write.race")


def prepare(
    actor: Actor, object_name: str, rows: Sequence[Mapping[str, Any]], *, only_look: bool = False, new: bool = False
) -> list[Draft]:
    """Parse rows for `write` ahead of time, or for `trial`; needs no database once the object's spec is known.

    `new` says that they will all be new records: then the guards work ahead, too.
    """
    spec = specs.of(actor, object_name)
    drafts = parse(actor, spec, rows, only_look=only_look)
    if new:
        guards.ahead(actor, spec, drafts)
    return drafts


def _actions(mode: str) -> tuple[str, ...]:
    return {"upsert": ("create", "update"), "restore": ("delete",)}.get(mode, (mode,))


def _attempt(
    tx: db.Transaction,
    actor: Actor,
    spec: ObjectSpec,
    drafts: list[Draft],
    mode: str,
    key: str | None,
    all_or_nothing: bool,
    why: Why,
    *,
    filling: bool,
    others: Sequence[str],
) -> Result:
    if mode in ("delete", "restore"):
        match.find(tx, actor, spec, drafts, match.key_field(spec, key), mode)
        return apply.move(tx, actor, spec, drafts, mode, all_or_nothing, why)
    new = _check(tx, actor, spec, drafts, mode, key, filling=filling, others=others)
    _other_codes(tx, actor, spec, new)
    return apply.save(tx, actor, spec, drafts, mode, all_or_nothing, why)


def _check(
    tx: db.Transaction,
    actor: Actor,
    spec: ObjectSpec,
    drafts: list[Draft],
    mode: str,
    key: str | None,
    *,
    filling: bool,
    others: Sequence[str],
    only_look: bool = False,
) -> list[Draft]:
    """Note all faults of drafts that are to be saved; gives those that will be new records."""
    links.resolve(tx, actor, spec, drafts)
    if mode == "create":
        for draft in drafts:
            if draft.id is not None:
                draft.fault("id", "field.not_writable")
    else:
        keys = [match.key_field(spec, name) for name in (key, *others)]
        match.find_by_first(tx, actor, spec, drafts, keys, mode, lock=not only_look)
    if filling:
        _only_blanks(drafts)
    new = [one for one in drafts if one.old is None and not one.lost]
    check.defaults(actor, spec, new)
    check.required(spec, [one for one in drafts if not one.lost])
    check.owner(actor, spec, drafts)
    if not only_look:
        codes.fill(actor, spec, [one for one in new if not one.faults])
    if actor.via != "undo":  # what was there comes back as it was
        codes.verify(actor, spec, drafts)
    check.derive(actor, spec, drafts)
    check.rules(actor, spec, drafts)
    check.set_rules(tx, actor, spec, drafts)
    unique.check(tx, spec, drafts)
    guards.check(tx, actor, spec, new)
    return new


def _only_blanks(drafts: Sequence[Draft]) -> None:
    """Leave alone what a found record has already."""
    for draft in drafts:
        if draft.old is not None:
            for name in [one for one in draft.values if draft.old.values.get(one) not in (None, "", [])]:
                del draft.values[name]


def _other_codes(tx: db.Transaction, actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """A code that we gave may be one that an import brought before: then the next is tried."""
    for _ in range(ATTEMPTS * 5):
        taken = [one for one in drafts if one.faults and set(one.faults) <= one.generated]
        if not taken:
            return
        for draft in taken:
            for name in draft.faults:
                draft.values.pop(name)
            draft.faults.clear()
        codes.fill(actor, spec, taken)
        unique.check(tx, spec, taken)
