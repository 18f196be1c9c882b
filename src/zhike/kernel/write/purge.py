"""Taking records out of the recycle bin for good, with what was deleted along with them and what is kept beside them.

A record stays while anything that stays links to it: no link ever leads nowhere. The journal keeps that it was purged,
and what it has of the record, but nobody opens what is sealed there: the record's key goes along. Undo cannot bring it
back. What administrators set up (people, roles, fields) is never
purged: the journal names it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from zhike.kernel import db, registry, settings, specs
from zhike.kernel.actor import Actor, system
from zhike.kernel.errors import Forbidden, Malformed, Refused
from zhike.kernel.journal import entry
from zhike.kernel.journal.entry import Why
from zhike.kernel.read import merged
from zhike.kernel.secrets import record_keys
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.write import links

BATCH = 500
Record = tuple[str, int]  # object, id
LIVING: Record = ("", 0)  # stands for any record that is not in the recycle bin
Hook = Callable[[db.Transaction, Actor, ObjectSpec, Sequence[int]], None]
_before: list[Hook] = []


@dataclass(frozen=True)
class Purged:
    """What became of the records: `kept` are those that something still links to; `along` went with their parents."""

    purged: int
    along: int
    kept: int


@dataclass
class _Doomed:
    """Records that could go, and the links (from, to) to them."""

    roots: set[Record]
    records: set[Record] = field(default_factory=set)
    links: set[tuple[Record, Record]] = field(default_factory=set)
    under: set[tuple[Record, Record]] = field(default_factory=set)  # (child, parent)

    def settle(self) -> None:
        """Keep what something kept links to, and what hangs on a kept record, until nothing changes."""
        kept = {one for one, _ in self.links} - self.records
        while kept:
            held = {to for one, to in self.links if one in kept}
            held |= {child for child, parent in self.under if parent in kept and child not in self.roots}
            kept = held & self.records
            self.records -= kept


def before(hook: Hook) -> None:
    """Have a function called with records that are about to go, in the same transaction: engines keep things beside."""
    _before.append(hook)


def purge(actor: Actor, object_name: str, ids: Sequence[int]) -> Purged:
    """Purge records that are in the recycle bin; other ids are passed over.

    Errors: Forbidden but for administrators, Malformed when they are too many, Refused for settings.
    """
    spec = specs.of(actor, object_name)
    if not actor.admin:
        raise Forbidden("right.admin_only")
    if spec.shape.settings:
        raise Refused({}, "purge.settings_stay")
    if len(ids) > BATCH:
        raise Malformed("write.too_many", most=BATCH)
    with db.transaction(actor.tenant_id) as tx:
        doomed = _doomed(tx, actor, spec, ids)
        asked = len(doomed.roots)
        doomed.settle()
        roots = len(doomed.roots & doomed.records)
        if doomed.records:
            change_set = entry.begin(tx, actor, spec.name, "purge", roots, Why())
            for name, found in _sources_first(doomed, spec.name):
                _remove(tx, actor, specs.of(actor, name), found, change_set)
        return Purged(roots, len(doomed.records) - roots, asked - roots)


def sweep(tenant_id: int) -> int:
    """Purge what has been in the recycle bin for longer than the company keeps it; how many records that were.

    A batch a transaction: what a crash left is found the next time.
    """
    with db.transaction(tenant_id) as tx:
        days = settings.value(tx, settings.BIN_DAYS)
    actor = system(tenant_id, via="bin")
    return sum(_sweep(actor, one, days) for one in registry.declared() if not one.shape.settings)


def _sweep(actor: Actor, spec: ObjectSpec, days: int) -> int:
    total = 0
    last: tuple[datetime | None, int] = (None, 0)
    while True:
        with db.transaction(actor.tenant_id) as tx:
            rows = _overdue(tx, spec, days, last)
            if not rows:
                return total
            done = purge(actor, spec.name, [row[0] for row in rows])
        total += done.purged + done.along
        last = rows[-1][1], rows[-1][0]


def _overdue(tx: db.Transaction, spec: ObjectSpec, days: int, last: tuple[datetime | None, int]) -> list[db.Row]:
    """(id, moment) of the next that are due; not those that were deleted along with a parent, whom they follow."""
    along = [
        f' AND NOT EXISTS (SELECT 1 FROM "{parent.table}" p WHERE p.tenant_id = {tx.tenant_id}'
        f" AND p.id = {link.sql('t')} AND p.deleted_at = t.deleted_at)"
        for link in spec.link_fields
        for parent in (registry.declared_object(link.to or ""),)
        if any(one.cascade and (one.object, one.field) == (spec.name, link.name) for one in parent.backlinks.values())
    ]
    # Who is deleted is not changed any more, so `updated_at`, which has the index, is when that was.
    return tx.rows(
        f'SELECT t.id, t.updated_at FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id}'
        " AND t.deleted_at IS NOT NULL AND t.updated_at < now() - make_interval(days => %s)"
        f" AND (%s::timestamptz IS NULL OR (t.updated_at, t.id) > (%s, %s)){''.join(along)}"
        f" ORDER BY t.updated_at, t.id LIMIT {BATCH}",
        (days, last[0], *last),
    )


def _doomed(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: Sequence[int]) -> _Doomed:
    """The deleted ones of the records, locked, all that is under them, and what links to any of it."""
    rows = tx.rows(
        f'SELECT t.id FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NOT NULL'
        " AND t.id = ANY(%s::bigint[]) ORDER BY t.id FOR UPDATE",
        (list(ids),),
    )
    found = _Doomed({(spec.name, row[0]) for row in rows})
    level = {spec.name: [row[0] for row in rows]}
    while level:
        found.records |= {(name, one) for name, some in level.items() for one in some}
        below: dict[str, list[int]] = defaultdict(list)
        for name, some in level.items():
            for other, link in links.leading_to(actor, name):
                cascade = bool(getattr(link.kind, "cascade", False)) and not link.custom
                living, deleted = _linking(tx, other, link, some)
                found.links |= {(LIVING, (name, to)) for to in living}
                for to, one in deleted:
                    found.links.add(((other.name, one), (name, to)))
                    if cascade:
                        found.under.add(((other.name, one), (name, to)))
                        if (other.name, one) not in found.records:
                            below[other.name].append(one)
        level = {name: list(dict.fromkeys(some)) for name, some in below.items()}
    return found


def _linking(
    tx: db.Transaction, spec: ObjectSpec, link: FieldSpec, ids: Sequence[int]
) -> tuple[set[int], list[tuple[int, int]]]:
    """Those of `ids` that living records link to, and (to, id) of the deleted records that do, which are locked.

    Nobody living can come to link to a deleted record, so the first need no lock.
    """
    to, join = link.sql("t"), ""
    given: list[list[int] | list[str]] = [list(ids)]
    held = f"{to} = ANY(%s::bigint[])"
    if link.custom:  # as the index of custom values has it
        held, given = "t.custom @> ANY(%s::jsonb[])", [[orjson.dumps({link.name: one}).decode() for one in ids]]
    elif link.kind.family == "list":
        held, to, join = f"{to} && %s::bigint[]", "l.id", f" CROSS JOIN LATERAL unnest({to}) AS l(id)"
    some = f'FROM "{spec.table}" t{join} WHERE t.tenant_id = {tx.tenant_id} AND {held}'
    living = tx.rows(f"SELECT DISTINCT {to} {some} AND t.deleted_at IS NULL", given)
    deleted = tx.rows(f"SELECT {to}, t.id {some} AND t.deleted_at IS NOT NULL ORDER BY t.id FOR UPDATE OF t", given)
    return {row[0] for row in living}, [(row[0], row[1]) for row in deleted]


def _sources_first(doomed: _Doomed, first: str) -> Iterator[tuple[str, list[int]]]:
    """The records by object, those that link before those that they link to; of one object all together."""
    left: dict[str, list[int]] = defaultdict(list)
    for name, one in sorted(doomed.records):
        left[name].append(one)
    before = {(one[0], to[0]) for one, to in doomed.links if {one, to} <= doomed.records and one[0] != to[0]}
    while left:
        free = [name for name in left if not any(to == name and one in left for one, to in before)]
        name = free[0] if free else first
        yield name, left.pop(name)


def _remove(tx: db.Transaction, actor: Actor, spec: ObjectSpec, ids: list[int], change_set: int) -> None:
    for hook in _before:
        hook(tx, actor, spec, ids)
    for table in ("kernel_teammember", "kernel_uniquevalue", "kernel_formercode"):
        tx.execute(
            f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s AND record_id = ANY(%s::bigint[])",
            (spec.name, ids),
        )
    merged.forget(tx, spec.name, ids)
    record_keys.forget(tx, spec.name, ids)
    tx.execute(f'DELETE FROM "{spec.table}" WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[])', (ids,))
    entry.moved(tx, change_set, spec.name, "purge", ids)
