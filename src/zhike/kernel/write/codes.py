"""Record codes by pattern: that of the object, or another that the tenant has for it or for a part of the company.

Numbers are taken in blocks before the writing transaction begins, so that writers never wait for each other; what a
stopped process had left over is a gap.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.kinds import Code
from zhike.kernel.read import former
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values.code import Pattern, compile_pattern
from zhike.kernel.write.draft import Draft

BLOCK = 20
_left: dict[tuple[int, str], list[int]] = {}  # (tenant, counter) -> [next, end)
_lock = threading.Lock()


class Rules(Protocol):
    """The patterns that a tenant has for an object."""

    @property
    def patterns(self) -> Collection[str]:
        """All of them."""

    def of(self, people: Collection[int | None]) -> Mapping[int | None, str]:
        """The pattern for records of each owner (None: nobody); whoever is left out has that of the object."""


_rules: list[Callable[[Actor, ObjectSpec], Rules | None]] = []


def ruled_by(rules: Callable[[Actor, ObjectSpec], Rules | None]) -> None:
    """Say who knows the patterns of tenants: `access` does, at start-up."""
    _rules[:] = [rules]


def fields(spec: ObjectSpec) -> list[FieldSpec]:
    """The fields whose values are given by a pattern."""
    return [one for one in spec.code_fields if _declared(one)]


def reserve(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Have enough numbers at hand for the drafts that may want a code. For before the writing transaction."""
    today = periods.today(actor.zone)
    for field in fields(spec):
        new = [one for one in drafts if one.id is None and not one.values.get(field.name)]
        for pattern, wanting in _by_pattern(actor, spec, field, new):
            counter = _counter(field, pattern, today)
            with _lock:
                left = _left.setdefault((actor.tenant_id, counter), [0, 0])
                enough = left[1] - left[0] >= len(wanting)
            if not enough:
                # Never ask the database while holding the lock: whoever holds the counter's row may be waiting for it.
                block = max(len(wanting), BLOCK)
                end = _advance(actor.tenant_id, counter, block) + 1
                with _lock:
                    left[:] = [end - block, end]


def fill(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Give a code to each new draft that has none."""
    today = periods.today(actor.zone)
    for field in fields(spec):
        new = [one for one in drafts if one.old is None and not one.values.get(field.name)]
        for pattern, wanting in _by_pattern(actor, spec, field, new):
            numbers = _take(actor.tenant_id, _counter(field, pattern, today), len(wanting))
            for draft, number in zip(wanting, numbers, strict=True):
                draft.values[field.name] = pattern.render(number, today)
                draft.generated.add(field.name)


def keep_former(tx: db.Transaction, spec: ObjectSpec, drafts: Sequence[Draft], change_set: int) -> None:
    """Remember the codes that drafts have just lost."""
    lost = [
        (one.old.values[field.name], one.id or 0)
        for field in spec.code_fields
        for one in drafts
        if one.old and one.old.values.get(field.name) and field.name in one.changes()
    ]
    if lost:
        former.lost(tx, spec, lost, change_set)


def verify(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Note a fault where a code that somebody brought has a check digit that does not follow from it."""
    for field in fields(spec):
        brought = [(one, code) for one in drafts if (code := _brought(one, field))]
        patterns = _patterns(actor, spec, field) if brought else []
        if any(one.checked for one in patterns):
            for draft, code in brought:
                meant = [one for one in patterns if one.fits(code)]
                if meant and not any(one.right(code) for one in meant):
                    draft.fault(field.name, "code.check", value=code)


def pass_by(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Codes that people or imports brought, and that look like ours, are not given again."""
    today = periods.today(actor.zone)
    for field in fields(spec):
        brought = [code for one in drafts if (code := _brought(one, field))]
        for pattern in _patterns(actor, spec, field) if brought else ():
            numbers = [number for code in brought if (number := pattern.sequence(code, today)) is not None]
            if numbers:
                _advance_to(actor.tenant_id, _counter(field, pattern, today), max(numbers))


def renumbered(
    tx: db.Transaction, actor: Actor, spec: ObjectSpec, field: FieldSpec, records: Mapping[int, tuple[str, int | None]],
    passed: Counter[str] | None = None,
) -> dict[int, str]:  # fmt: skip
    """New codes for those of the records (id -> code, owner) whose code is not of the pattern that holds for them now.

    With `passed`, which counts them, numbers are only looked at, not taken.
    """
    today = periods.today(actor.zone)
    by_owner = _pattern_of(actor, spec, field, {owner for _, owner in records.values()})
    old: dict[Pattern, list[int]] = defaultdict(list)
    for record, (code, owner) in records.items():
        pattern = by_owner[owner]
        if not (pattern.fits(code) and pattern.right(code)):
            old[pattern].append(record)
    found: dict[int, str] = {}
    for pattern, wanting in old.items():
        left, counter = wanting, _counter(field, pattern, today)
        while left:
            numbers = _numbers(tx, counter, len(left), passed)
            given = [pattern.render(one, today) for one in numbers]
            taken = _taken(tx, spec, field, given)
            free = [one for one in given if one not in taken]
            found.update(zip(left, free, strict=False))
            left = left[len(free) :]
    return found


def _brought(draft: Draft, field: FieldSpec) -> str | None:
    """The new code of a draft, if we did not give it."""
    return None if field.name in draft.generated else draft.changes().get(field.name)


def _by_pattern(
    actor: Actor, spec: ObjectSpec, field: FieldSpec, drafts: Sequence[Draft]
) -> Iterator[tuple[Pattern, list[Draft]]]:
    found: dict[Pattern, list[Draft]] = defaultdict(list)
    if drafts:
        owners = [one.values.get(spec.owner, actor.person_id) if spec.owner else actor.person_id for one in drafts]
        # Before the links are looked up an owner may be a name, which no pattern is known for.
        known = [one if isinstance(one, int) else actor.person_id for one in owners]
        by_owner = _pattern_of(actor, spec, field, set(known))
        for draft, owner in zip(drafts, known, strict=True):
            found[by_owner[owner]].append(draft)
    yield from found.items()


def _pattern_of(actor: Actor, spec: ObjectSpec, field: FieldSpec, owners: set[int | None]) -> dict[int | None, Pattern]:
    rules = _ruled(actor, spec)
    special = rules.of(owners) if rules else {}
    return {one: compile_pattern(special.get(one) or _declared(field)) for one in owners}


def _patterns(actor: Actor, spec: ObjectSpec, field: FieldSpec) -> list[Pattern]:
    rules = _ruled(actor, spec)
    return [compile_pattern(one) for one in dict.fromkeys((_declared(field), *(rules.patterns if rules else ())))]


def _ruled(actor: Actor, spec: ObjectSpec) -> Rules | None:
    return _rules[0](actor, spec) if _rules else None


def _declared(field: FieldSpec) -> str:
    assert isinstance(field.kind, Code)
    return field.kind.pattern


def _counter(field: FieldSpec, pattern: Pattern, today: date) -> str:
    return f"{field.object}.{field.name}:{pattern.period(today)}"


def _take(tenant_id: int, counter: str, amount: int) -> list[int]:
    """The next numbers: from the block at hand, else from the counter itself and in the open transaction."""
    with _lock:
        left = _left.setdefault((tenant_id, counter), [0, 0])
        if left[1] - left[0] >= amount:
            left[0] += amount
            return list(range(left[0] - amount, left[0]))
    end = _advance(tenant_id, counter, amount) + 1
    return list(range(end - amount, end))


def _numbers(tx: db.Transaction, counter: str, amount: int, passed: Counter[str] | None) -> list[int]:
    """The next numbers; those that `_take` might give after the ones that were passed, if these are counted."""
    if passed is None:
        return _take(tx.tenant_id, counter, amount)
    row = tx.one(f"SELECT value FROM kernel_counter WHERE tenant_id = {tx.tenant_id} AND name = %s", (counter,))
    first = (int(row[0]) if row else 0) + passed[counter] + 1
    passed[counter] += amount
    return list(range(first, first + amount))


def _taken(tx: db.Transaction, spec: ObjectSpec, field: FieldSpec, codes: list[str]) -> set[str]:
    sql = field.sql("t")
    rows = tx.rows(
        f'SELECT {sql} FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL'
        f" AND {sql} = ANY(%s::text[])",
        (codes,),
    )
    return {row[0] for row in rows}


def _advance(tenant_id: int, counter: str, block: int) -> int:
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            f"INSERT INTO kernel_counter AS c (tenant_id, name, value) VALUES ({tenant_id}, %s, %s)"
            " ON CONFLICT (tenant_id, name) DO UPDATE SET value = c.value + excluded.value RETURNING value",
            (counter, block),
        )
    assert row is not None
    return int(row[0])


def _advance_to(tenant_id: int, counter: str, number: int) -> None:
    with db.transaction(tenant_id) as tx:
        tx.execute(
            f"INSERT INTO kernel_counter AS c (tenant_id, name, value) VALUES ({tenant_id}, %s, %s)"
            " ON CONFLICT (tenant_id, name) DO UPDATE SET value = greatest(c.value, excluded.value)",
            (counter, number),
        )
