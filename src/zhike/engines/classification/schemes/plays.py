"""What is to be done with records that have moved: a task for their owner, and a word when a key record fell.

Only when records move by themselves; a new version that moves thousands makes no tasks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from zhike.engines.classification.schemes.definition import Definition
from zhike.engines.classification.schemes.placing import Moves
from zhike.engines.classification.schemes.stored import Scheme
from zhike.kernel import db, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.write import write

BATCH = 1_000


def after(tx: db.Transaction, actor: Actor, one: Scheme, definition: Definition, moves: Moves) -> int:
    """Make the tasks that follow from these moves; how many."""
    played = _tasks(actor, one.object)
    if played is None or not moves.who:
        return 0
    spec, fields = played
    wanted = list(_wanted(actor, one, definition, moves))
    owners = _owners(tx, actor, one, [record for record, _, _ in wanted])
    today = periods.today(actor.zone)
    rows: list[dict[str, Any]] = [
        {
            fields["who"]: record,
            fields["text"]: said[:200],
            fields["owner"]: owners.get(record),
            fields["due"]: (today + timedelta(days=days)).isoformat(),
        }
        for record, said, days in wanted
    ]
    for start in range(0, len(rows), BATCH):
        result = write(actor, spec.name, rows[start : start + BATCH])
        assert not result.refused, result.refused[0].faults
    return len(rows)


def _wanted(actor: Actor, one: Scheme, definition: Definition, moves: Moves) -> Iterator[tuple[int, str, int]]:
    """Record, what to do, and within how many days."""
    falls = set(definition.falls())
    labels = {each.code: each.label(actor.language) for each in definition.classes}
    for (was, to), records in moves.who.items():
        todo = [(play.title, play.days) for play in definition.plays if play.task and play.code == to]
        if was is not None and to is not None and (was, to) in falls:
            given = {"scheme": one.label(actor.language), "was": labels[was], "to": labels[to]}
            todo.append((words.say("scheme.fell", actor.language, **given), 0))
        for said, days in todo:
            yield from ((record, said, days) for record in records)


def _tasks(actor: Actor, object_name: str) -> tuple[ObjectSpec, dict[str, str]] | None:
    """The object whose records are tasks about these, and which of its fields stand for what."""
    for spec in specs.all_of(actor).values():
        fields = spec.shape.plays.get("task")
        if fields and spec.fields[fields["who"]].to == object_name:
            return spec, fields
    return None


def _owners(tx: db.Transaction, actor: Actor, one: Scheme, ids: Sequence[int]) -> dict[int, int]:
    """Who is to do it: the owner of each record, or whoever made the scheme."""
    spec = specs.of(actor, one.object)
    owner = spec.fields.get(spec.owner or "")
    column = owner.sql("t") if owner else "NULL::bigint"
    rows = tx.rows(
        f'SELECT t.id, coalesce({column}, s.created_by_id) FROM "{spec.table}" t, classification_scheme s'
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = ANY(%s::bigint[]) AND s.tenant_id = {tx.tenant_id}"
        " AND s.id = %s",
        (db.bigints(ids), one.id),
    )
    return {row[0]: row[1] for row in rows if row[1] is not None}
