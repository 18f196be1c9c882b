"""The work list: groups of records that are probably the same, and what somebody says of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson

from zhike.engines.duplicates import layout as layouts
from zhike.engines.duplicates import telling
from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage.find import LIKELY
from zhike.kernel import db, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed, NotFound
from zhike.kernel.read import scope
from zhike.kernel.read.page import MOST_ROWS, Query, page
from zhike.kernel.sql import Sql

STATES = ("open", "later")
SHOWN = 12  # records of a group that a list shows
MOST = 200  # records of a group that are told, and that somebody decides about at once
COUNTED = 10_000
PAIRS = 30  # of a group that are shown


def layout_of(actor: Actor, object_name: str) -> Layout:
    """How an object is compared, for whoever may put its duplicates right. Errors: Forbidden, Malformed."""
    spec = specs.of(actor, object_name)
    for action in ("update", "delete"):
        scope.need(actor, action, spec)
    found = layouts.of(spec)
    if found is None:
        raise Malformed("duplicates.not_compared", object=object_name)
    return found


def listed(
    actor: Actor, object_name: str, *, state: str, least: float, limit: int, after: tuple[float, int] | None
) -> dict[str, Any]:
    """A page of groups, the surest first: those of which the actor sees every living record."""
    layout = layout_of(actor, object_name)
    behind, given = ("", ()) if after is None else (" AND (g.probability, -g.id) < (%s, %s)", (after[0], -after[1]))
    with db.transaction(actor.tenant_id) as tx:
        within = shown(actor, layout, state, least)
        statement = within.wrapped(
            f"SELECT g.id, g.probability, g.until, g.at FROM duplicates_group g WHERE g.tenant_id = {tx.tenant_id}"
            f" AND g.object = '{layout.spec.name}' AND ",
            f"{behind} ORDER BY g.probability DESC, g.id LIMIT {limit + 1}",
        )
        rows = tx.rows(statement.text, (*statement.params, *given))
        found = _told(tx, actor, layout, rows[:limit], SHOWN)
        more = len(rows) > limit
        return {
            "groups": found,
            "next": f"{rows[limit - 1][1]!r},{rows[limit - 1][0]}" if more else None,
            "total": _count(tx, within, layout),
        }


def one(actor: Actor, group_id: int) -> dict[str, Any]:
    """A group with all its records. Errors: NotFound, Forbidden."""
    with db.transaction(actor.tenant_id) as tx:
        layout, row = _found(tx, actor, group_id)
        return _told(tx, actor, layout, [row], MOST)[0]


def of_record(actor: Actor, object_name: str, record_id: int) -> int | None:
    """The group that a record is in, if the actor sees all of it and it is not put off."""
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(
            f"SELECT m.group_id FROM duplicates_member m WHERE m.tenant_id = {tx.tenant_id} AND m.object = %s"
            " AND m.record_id = %s",
            (object_name, record_id),
        )
        if row is None or not (actor.may("update", object_name) and actor.may("delete", object_name)):
            return None
        within = shown(actor, layout_of(actor, object_name), "open", LIKELY)
        statement = within.wrapped(
            f"SELECT 1 FROM duplicates_group g WHERE g.tenant_id = {tx.tenant_id} AND g.id = {int(row[0])} AND "
        )
        return int(row[0]) if tx.one(statement.text, statement.params) else None


def locked(tx: db.Transaction, actor: Actor, group_id: int) -> tuple[Layout, list[int]]:
    """A group that nobody else decides about meanwhile: how it is compared, and its records.

    Errors: NotFound, Forbidden.
    """
    layout, row = _found(tx, actor, group_id, lock=True)
    return layout, _members(tx, row[0])[row[0]]


def put_off(actor: Actor, group_id: int, until: date | None) -> None:
    """Leave a group out of the list until a day; with None it is back. Errors: NotFound, Forbidden."""
    with db.transaction(actor.tenant_id) as tx:
        _found(tx, actor, group_id, lock=True)
        tx.execute(
            f"UPDATE duplicates_group SET until = %s WHERE tenant_id = {tx.tenant_id} AND id = %s", (until, group_id)
        )


def status(actor: Actor) -> list[dict[str, Any]]:
    """Of each object that is compared: when it was scanned last, how many records that were, and the open groups."""
    found = []
    for spec in specs.all_of(actor).values():
        layout = layouts.of(spec)
        if layout is None or not (actor.may("update", spec.name) and actor.may("delete", spec.name)):
            continue
        with db.transaction(actor.tenant_id) as tx:
            row = tx.one(
                f"SELECT at, seconds, records FROM duplicates_learned WHERE tenant_id = {tx.tenant_id} AND object = %s",
                (spec.name,),
            )
            at, seconds, records = row or (None, None, None)
            found.append(
                {
                    "object": spec.name,
                    "label": spec.label(actor.language, plural=True),
                    "compared": list(dict.fromkeys(one.label(actor.language) for one in layout.columns)),
                    "at": at and at.isoformat(),
                    "seconds": seconds,
                    "records": records,
                    **{one: _count(tx, shown(actor, layout, one, LIKELY), layout) for one in STATES},
                }
            )
    return found


def counted(tx: db.Transaction, actor: Actor, layout: Layout, least: float, largest: int) -> int:
    """How many open groups are at least so sure, and not too large."""
    return _count(tx, _sure(actor, layout, least, largest), layout)


def newest(tx: db.Transaction, layout: Layout) -> int:
    """The number of the group that came last, or 0."""
    row = tx.one(
        f"SELECT max(g.id) FROM duplicates_group g WHERE g.tenant_id = {tx.tenant_id}"
        f" AND g.object = '{layout.spec.name}'"
    )
    return int(row[0] or 0) if row else 0


def next_sure(
    tx: db.Transaction, actor: Actor, layout: Layout, least: float, largest: int, after: int, last: int
) -> int | None:
    """The next of these, by its number."""
    statement = _sure(actor, layout, least, largest).wrapped(
        f"SELECT g.id FROM duplicates_group g WHERE g.tenant_id = {tx.tenant_id}"
        f" AND g.object = '{layout.spec.name}' AND g.id > {int(after)} AND g.id <= {int(last)} AND ",
        " ORDER BY g.id LIMIT 1",
    )
    row = tx.one(statement.text, statement.params)
    return int(row[0]) if row else None


def members(tx: db.Transaction, group_id: int) -> list[int]:
    """The records of a group."""
    return _members(tx, group_id).get(group_id, [])


def _sure(actor: Actor, layout: Layout, least: float, largest: int) -> Sql:
    return shown(actor, layout, "open", least).wrapped(f"g.size <= {int(largest)} AND ")


def shown(actor: Actor, layout: Layout, state: str, least: float) -> Sql:
    """Which groups g are in a list: at least two of their records live, and the actor sees all that do."""
    off = "g.until > current_date" if state == "later" else "(g.until IS NULL OR g.until <= current_date)"
    return _seen(actor, layout, 1).wrapped(f"g.probability >= {least!r} AND {off} AND ")


def _seen(actor: Actor, layout: Layout, beyond: int) -> Sql:
    """Of which groups g more than so many records live, and the actor sees all of these."""
    spec = layout.spec
    seen = scope.rows(actor, spec, "t", "read", Compiler(actor))
    of_group = (
        f'FROM duplicates_member m JOIN "{spec.table}" t ON t.tenant_id = {actor.tenant_id} AND t.id = m.record_id'
        f" AND t.deleted_at IS NULL WHERE m.tenant_id = {actor.tenant_id} AND m.group_id = g.id"
    )
    return seen.wrapped(
        f"(SELECT count(*) > {int(beyond)} AND bool_and(coalesce((",
        f"), FALSE)) {of_group})",
    )


def _count(tx: db.Transaction, within: Sql, layout: Layout) -> int:
    statement = within.wrapped(
        f"SELECT count(*) FROM (SELECT 1 FROM duplicates_group g WHERE g.tenant_id = {tx.tenant_id}"
        f" AND g.object = '{layout.spec.name}' AND ",
        f" LIMIT {COUNTED}) c",
    )
    row = tx.one(statement.text, statement.params)
    return int(row[0]) if row else 0


def _found(tx: db.Transaction, actor: Actor, group_id: int, *, lock: bool = False) -> tuple[Layout, db.Row]:
    """A group that the actor may decide about. Errors: NotFound, Forbidden."""
    row = tx.one(
        f"SELECT id, probability, until, at, object FROM duplicates_group WHERE tenant_id = {tx.tenant_id} AND id = %s"
        + (" FOR UPDATE" if lock else ""),
        (group_id,),
    )
    if row is None or row[4] not in specs.all_of(actor):
        raise NotFound("duplicates.no_group")
    layout = layout_of(actor, row[4])
    seen = _seen(actor, layout, 0).wrapped(
        f"SELECT 1 FROM duplicates_group g WHERE g.tenant_id = {tx.tenant_id} AND g.id = {group_id} AND "
    )
    if tx.one(seen.text, seen.params) is None:
        raise NotFound("duplicates.no_group")
    return layout, row


def _members(tx: db.Transaction, *groups: int) -> dict[int, list[int]]:
    """The records of some groups, by group."""
    rows = tx.rows(
        "SELECT group_id, array_agg(record_id ORDER BY record_id) FROM duplicates_member"
        f" WHERE tenant_id = {tx.tenant_id} AND group_id = ANY(%s::bigint[]) GROUP BY group_id",
        (list(groups),),
    )
    return {row[0]: row[1] for row in rows}


def _told(tx: db.Transaction, actor: Actor, layout: Layout, rows: Sequence[db.Row], shown: int) -> list[dict[str, Any]]:
    """Groups as JSON: their records as the actor reads them, and why each pair that is known is one."""
    name, ids = layout.spec.name, _members(tx, *(row[0] for row in rows))
    first = {group: found[:shown] for group, found in ids.items()}
    every = [record for found in first.values() for record in found]
    seen = records(actor, name, every)
    some = {group: [one for one in found if one in seen] for group, found in first.items()}  # those that live
    pairs = _pairs(tx, actor, layout, every)
    return [
        {
            "id": row[0],
            "object": name,
            "probability": round(row[1], 4),
            "until": row[2] and row[2].isoformat(),
            "at": row[3].isoformat(),
            "size": len(ids.get(row[0], ())) - len(first.get(row[0], ())) + len(some.get(row[0], ())),
            "records": [seen[one] for one in some.get(row[0], ())],
            "pairs": [one for one in pairs if {one["first"], one["second"]} <= set(some.get(row[0], ()))][:PAIRS],
        }
        for row in rows
    ]


def records(actor: Actor, name: str, ids: Sequence[int]) -> dict[int, Any]:
    """Those of some records that live and that the actor sees, as they are read."""
    found: dict[int, Any] = {}
    for start in range(0, len(ids), MOST_ROWS):
        mine = Query(ids=tuple(ids[start : start + MOST_ROWS]), limit=MOST_ROWS, count=False)
        for row in page(actor, name, mine).rows:
            record = orjson.loads(row)
            found[record["id"]] = record
    return found


def _pairs(tx: db.Transaction, actor: Actor, layout: Layout, ids: Sequence[int]) -> list[dict[str, Any]]:
    rows = tx.rows(
        f"SELECT first_id, second_id, probability, reasons FROM duplicates_pair WHERE tenant_id = {tx.tenant_id}"
        " AND object = %s AND NOT different AND first_id = ANY(%s::bigint[]) AND second_id = ANY(%s::bigint[])"
        f" ORDER BY probability DESC, first_id, second_id LIMIT {MOST_ROWS * PAIRS}",
        (layout.spec.name, list(ids), list(ids)),
    )
    return [
        {
            "first": row[0],
            "second": row[1],
            "probability": round(row[2], 4),
            "reasons": telling.reasons(actor, layout, {name: tuple(told) for name, told in row[3].items()}),
        }
        for row in rows
    ]
