"""Whose facts, sets and classes may have changed by what was written: the records, and those they lead to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.events import Event
from zhike.kernel.read import verdicts
from zhike.kernel.spec import FieldSpec, ObjectSpec

STEPS = 3  # from what was written to whom it concerns: a line, its order, the customer
Found = dict[str, set[int]]


def of(tx: db.Transaction, actor: Actor, new: Sequence[Event], wanted: Collection[str]) -> Found:
    """The records of the objects `wanted` that these events concern.

    A change of what records link to, such as a product's category, is found by the next run over all.
    """
    known = specs.all_of(actor)
    leads = _leads(known, wanted)
    found: Found = defaultdict(set)
    level = _written(new)
    for _ in range(STEPS + 1):
        above: Found = defaultdict(set)
        for name, ids in level.items():
            if name in wanted:
                found[name] |= ids
            for link in leads.get(name, ()):
                above[link.to or ""].update(verdicts.led_to(tx, actor, link, sorted(ids)))
        for name, ids in _left(tx, new, leads).items():
            above[name] |= ids
        level, new = above, ()
    return dict(found)


def _written(new: Iterable[Event]) -> Found:
    level: Found = defaultdict(set)
    for event in new:
        level[event.object].update(event.ids)
    return level


def _leads(known: Mapping[str, ObjectSpec], wanted: Collection[str]) -> dict[str, list[FieldSpec]]:
    """By object, its links to what is wanted, or to what leads there."""
    leads: dict[str, list[FieldSpec]] = {}
    reached = set(wanted)
    for _ in range(STEPS):
        for name, spec in known.items():
            if not spec.shape.settings:
                leads[name] = [one for one in spec.link_fields if one.kind.kind == "link" and one.to in reached]
        reached |= {name for name, links in leads.items() if links}
    return leads


def _left(tx: db.Transaction, new: Sequence[Event], leads: Mapping[str, list[FieldSpec]]) -> Found:
    """What the written records led to before."""
    found: Found = defaultdict(set)
    for event in new:
        for link in leads.get(event.object, ()):
            if event.verb == "update" and link.name in event.fields:
                rows = tx.rows(
                    f"SELECT DISTINCT (before->>%s)::bigint FROM kernel_change WHERE tenant_id = {tx.tenant_id}"
                    " AND change_set_id = %s AND object = %s AND record_id = ANY(%s::bigint[])"
                    " AND before->>%s IS NOT NULL",
                    (link.name, event.change_set, event.object, db.bigints(event.ids), link.name),
                )
                found[link.to or ""] |= {row[0] for row in rows}
    return found
