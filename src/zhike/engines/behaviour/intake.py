"""Events come in, in batches: looked at one by one, stored and counted in one transaction, each of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import orjson

from zhike.engines.behaviour import counts, given, known, months, people, visitors
from zhike.engines.behaviour.given import Given, Reader, Wrong
from zhike.engines.behaviour.people import Record
from zhike.kernel import db, events, registry
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Fault

MOST = 1000  # events of a batch


@dataclass
class Taken:
    """What became of a batch: how many were new, how many had come before, and what is wrong with the others."""

    new: int = 0
    before: int = 0
    wrong: dict[int, tuple[str, Fault]] = field(default_factory=dict)  # by place in the batch: field, fault


def take(actor: Actor, raw: Sequence[Any], *, sent_at: datetime | None = None, nul: bool = False) -> Taken:
    """Take a batch of at most `MOST` events: what is wrong with one costs no other.

    `sent_at` is what the sender's clock says now: by it the moments are put right. `nul`: whether there is a NUL in it.
    """
    taken = Taken()
    with db.transaction(actor.tenant_id) as tx:
        counts.adding(tx)
        read = _read(tx, actor, raw, taken, sent_at, nul)
        whose = _whose(tx, actor, read, taken)
        read = [one for one in read if one.index not in taken.wrong]
        months.ensure(tx, {one.month for one in read})
        new = _store(tx, read, whose)
        taken.new, taken.before = len(new), len(read) - len(new)
        _count(tx, actor, new, whose)
    return taken


def _read(
    tx: db.Transaction, actor: Actor, raw: Sequence[Any], taken: Taken, sent_at: datetime | None, nul: bool
) -> list[Given]:
    now = datetime.now(UTC)
    reader = Reader(
        kinds=known.of(tx), people=frozenset(one.name for one in people.objects()), person=people.default(),
        objects=frozenset(one.name for one in registry.declared()), zone=actor.zone, now=now,
        skew=given.skew(sent_at, now), nul=nul,
    )  # fmt: skip
    found = []
    for index, one in enumerate(raw):
        try:
            found.append(reader.read(index, one))
        except Wrong as wrong:
            taken.wrong[index] = (wrong.field, wrong.fault)
    return found


@dataclass
class _Whose:
    """Whose each event is, by its place in the batch."""

    records: dict[int, Record] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)


def _whose(tx: db.Transaction, actor: Actor, read: Sequence[Given], taken: Taken) -> _Whose:
    """Find the records that the events name, and mark visitors; what names none that the actor may see is wrong."""
    whose = _Whose()
    named: dict[tuple[str, str], list[Given]] = {}
    for one in read:
        if one.who.visitor:
            whose.marks[one.index] = visitors.mark(one.who.visitor)
        else:
            named.setdefault((one.who.object or "", "id" if one.who.id else "code"), []).append(one)
    for (name, by), some in named.items():
        found: dict[Any, int] = {}
        if by == "id":
            found.update(people.by_id(tx, actor, name, (one.who.id or 0 for one in some)))
        else:
            found.update(people.by_code(tx, actor, name, (one.who.code or "" for one in some)))
        for one in some:
            record = found.get(one.who.id or one.who.code)
            if record is None:
                taken.wrong[one.index] = (f"who.{by}", Fault("behaviour.no_record"))
            else:
                whose.records[one.index] = (name, record)
    return whose


def _store(tx: db.Transaction, read: Sequence[Given], whose: _Whose) -> list[Given]:
    """Put down those that are not there yet; gives them."""
    by_key = {(one.month, one.key): one for one in reversed(read)}  # of those that are the same, the first
    rows = list(by_key.values())
    if not rows:
        return []
    records = [whose.records.get(one.index, (None, None)) for one in rows]
    stored = tx.rows(
        "INSERT INTO behaviour_event (tenant_id, month, key, kind_id, at, day, object, record_id, visitor,"
        f" on_object, on_id, on_text, properties) SELECT {tx.tenant_id}, g.m, g.k, g.t, g.a, g.d, g.o, g.r, g.v, g.x,"
        " g.y, g.z, g.p::jsonb FROM ROWS FROM (unnest(%s::date[], %s::uuid[], %s::bigint[], %s::timestamptz[],"
        " %s::date[], %s::text[], %s::bigint[], %s::uuid[], %s::text[], %s::bigint[]),"
        " json_array_elements_text(%s::json), json_array_elements_text(%s::json)) AS g(m, k, t, a, d, o, r, v, x, y, z,"
        " p) ON CONFLICT DO NOTHING RETURNING month, key::text",
        (
            _array(one.month for one in rows), _array(one.key for one in rows), _array(one.kind.id for one in rows),
            _array(f'"{one.at}"' for one in rows), _array(one.day for one in rows),
            _array(record[0] for record in records), _array(record[1] for record in records),
            _array(whose.marks.get(one.index) for one in rows), _array(one.on[0] for one in rows),
            _array(one.on[1] for one in rows), orjson.dumps([one.on[2] for one in rows]).decode(),
            f"[{','.join([one.properties or 'null' for one in rows])}]",
        ),
    )  # fmt: skip
    return [by_key[month, key.replace("-", "")] for month, key in stored]


def _array(values: Iterable[object]) -> str:
    """An array as PostgreSQL reads it, of values whose texts need no quotes: many times faster than the driver's."""
    return f"{{{','.join(['NULL' if one is None else str(one) for one in values])}}}"


def _count(tx: db.Transaction, actor: Actor, new: Sequence[Given], whose: _Whose) -> None:
    """Add the new ones to the numbers of the records whose they are."""
    joined = visitors.known(tx, {mark for one in new if (mark := whose.marks.get(one.index))})
    lead = people.lead(tx, actor, joined.values())
    numbers: Counter[counts.Day] = Counter()
    for one in new:
        record = whose.records.get(one.index)
        if record is None and (known_as := joined.get(whose.marks[one.index])):
            record = lead[known_as]
        if record is not None:
            numbers[record[0], record[1], one.kind.id, str(one.day)] += 1
    counts.add(tx, numbers)
    touched: dict[str, set[int]] = {}
    for name, record_id, _, _ in numbers:
        touched.setdefault(name, set()).add(record_id)
    for name, ids in touched.items():
        events.touch(tx, counts.WHAT, name, sorted(ids))
