"""Record codes by pattern.

Numbers are taken in blocks before the writing transaction begins, so that writers never wait for each other; what a
stopped process had left over is a gap.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from datetime import date

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.kinds import Code
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values.code import Pattern, compile_pattern
from zhike.kernel.write.draft import Draft

BLOCK = 20
_left: dict[tuple[int, str], list[int]] = {}  # (tenant, counter) -> [next, end)
_lock = threading.Lock()


def reserve(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Have enough numbers at hand for the drafts that may want a code. For before the writing transaction."""
    for field, pattern in _patterns(spec):
        wanting = sum(1 for one in drafts if one.id is None and not one.values.get(field.name))
        counter = _counter(field, pattern, periods.today(actor.zone))
        with _lock:
            left = _left.setdefault((actor.tenant_id, counter), [0, 0])
            enough = left[1] - left[0] >= wanting
        if not enough:
            # Never ask the database while holding the lock: whoever holds the counter's row may be waiting for it.
            block = max(wanting, BLOCK)
            end = _advance(actor.tenant_id, counter, block) + 1
            with _lock:
                left[:] = [end - block, end]


def fill(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Give a code to each new draft that has none."""
    today = periods.today(actor.zone)
    for field, pattern in _patterns(spec):
        wanting = [one for one in drafts if one.old is None and not one.values.get(field.name)]
        numbers = _take(actor.tenant_id, _counter(field, pattern, today), len(wanting))
        for draft, number in zip(wanting, numbers, strict=True):
            draft.values[field.name] = pattern.render(number, today)
            draft.generated.add(field.name)


def pass_by(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Codes that people or imports brought, and that look like ours, are not given again."""
    today = periods.today(actor.zone)
    for field, pattern in _patterns(spec):
        brought = [
            number
            for one in drafts
            if field.name not in one.generated
            and (code := one.changes().get(field.name))
            and (number := pattern.sequence(code, today)) is not None
        ]
        if brought:
            _advance_to(actor.tenant_id, _counter(field, pattern, today), max(brought))


def _patterns(spec: ObjectSpec) -> Iterator[tuple[FieldSpec, Pattern]]:
    for field in spec.own_fields:
        if isinstance(field.kind, Code) and field.kind.pattern:
            yield field, compile_pattern(field.kind.pattern)


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
