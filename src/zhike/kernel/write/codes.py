"""Record codes by pattern. Numbers are taken in blocks outside the writing transaction, so that writers never wait for
each other; what a stopped process had left over is a gap."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.kinds import Code
from zhike.kernel.spec import FieldSpec, ObjectSpec
from zhike.kernel.values import code
from zhike.kernel.write.draft import Draft

BLOCK = 20
_left: dict[tuple[int, str], list[int]] = {}  # (tenant, counter) -> [next, end)
_lock = threading.Lock()


def fill(actor: Actor, spec: ObjectSpec, drafts: Sequence[Draft]) -> None:
    """Give a code to each new draft that has none."""
    for field in spec.own_fields:
        if isinstance(field.kind, Code) and field.kind.pattern:
            wanting = [one for one in drafts if one.old is None and not one.values.get(field.name)]
            if wanting:
                _give(actor, spec, field, wanting)


def _give(actor: Actor, spec: ObjectSpec, field: FieldSpec, drafts: Sequence[Draft]) -> None:
    assert isinstance(field.kind, Code)
    today = periods.today(actor.zone)
    numbers = take(actor.tenant_id, _counter(spec, field, today), len(drafts))
    for draft, number in zip(drafts, numbers, strict=True):
        draft.values[field.name] = code.render(field.kind.pattern, number, today)
        draft.generated.add(field.name)


def _counter(spec: ObjectSpec, field: FieldSpec, today: date) -> str:
    assert isinstance(field.kind, Code)
    return f"{spec.name}.{field.name}:{code.period(field.kind.pattern, today)}"


def take(tenant_id: int, counter: str, amount: int) -> list[int]:
    """The next numbers of a counter."""
    joined = db.current() is not None
    with _lock:
        left = _left.setdefault((tenant_id, counter), [0, 0])
        if left[1] - left[0] < amount:
            # Inside someone's transaction the counter could be rolled back: then nothing may be kept for later.
            block = amount if joined else max(amount, BLOCK)
            end = _advance(tenant_id, counter, block) + 1
            if joined:
                return list(range(end - block, end))
            left[:] = [end - block, end]
        start = left[0]
        left[0] += amount
    return list(range(start, start + amount))


def _advance(tenant_id: int, counter: str, block: int) -> int:
    with db.transaction(tenant_id) as tx:
        row = tx.one(
            f"INSERT INTO kernel_counter AS c (tenant_id, name, value) VALUES ({tenant_id}, %s, %s)"
            " ON CONFLICT (tenant_id, name) DO UPDATE SET value = c.value + excluded.value RETURNING value",
            (counter, block),
        )
    assert row is not None
    return int(row[0])
