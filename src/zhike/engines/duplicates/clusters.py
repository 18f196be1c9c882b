"""Pairs and groups as they are stored: written whole by a scan, and in part when some records change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import orjson

from zhike.engines.duplicates.linkage.find import LIKELY
from zhike.engines.duplicates.linkage.groups import Copy, Group, grouped
from zhike.engines.duplicates.matching import Reasons
from zhike.kernel import db

Pair = tuple[int, int]  # the smaller id first
Link = tuple[int, int, float, bool]  # two records, how probably they are the same, whether the second is a copy
BATCH = 10_000
FARTHEST = 5_000  # records whose groups are made anew together


def pair(one: int, other: int) -> Pair:
    """Two records as they are stored."""
    return (one, other) if one < other else (other, one)


def apart(tx: db.Transaction, name: str, ids: Sequence[int] | None = None) -> set[Pair]:
    """The pairs of which somebody has said that they are different; of some records or of all."""
    which, given = ("", ()) if ids is None else (" AND first_id = ANY(%s::bigint[])", (list(ids),))
    rows = tx.rows(
        f"SELECT first_id, second_id FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s"
        f" AND different{which}",
        (name, *given),
    )
    return {(row[0], row[1]) for row in rows}


def put(tx: db.Transaction, name: str, found: Iterable[tuple[Pair, float, Reasons]], *, copies: bool = False) -> None:
    """Keep pairs, or those of copies with the one that they are like; what somebody has said of one stays."""
    told = [{"a": one, "b": other, "p": chance, "r": why} for (one, other), chance, why in found]
    for start in range(0, len(told), BATCH):
        tx.execute(
            "INSERT INTO duplicates_pair AS p"
            " (tenant_id, object, first_id, second_id, probability, reasons, different, copy, at)"
            f" SELECT {tx.tenant_id}, %s, s.a, s.b, s.p, s.r, FALSE, {copies}, now()"
            " FROM json_to_recordset(%s::json) AS s(a bigint, b bigint, p float8, r jsonb)"
            " ON CONFLICT (tenant_id, object, first_id, second_id) DO UPDATE"
            " SET probability = excluded.probability, reasons = excluded.reasons, copy = p.copy OR excluded.copy",
            (name, orjson.dumps(told[start : start + BATCH]).decode()),
        )


def drop(tx: db.Transaction, name: str) -> None:
    """Forget all pairs that nobody has decided."""
    tx.execute(
        f"DELETE FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s AND NOT different", (name,)
    )


def drop_of(tx: db.Transaction, name: str, ids: Sequence[int]) -> tuple[set[int], set[int]]:
    """Forget the pairs of some records that nobody has decided.

    Gives the other records of these, and the heirs among them: where the first of some copies goes, the next one is
    the first of the rest from now on, and other pairs of it are not known yet.
    """
    rows = tx.rows(
        f"WITH gone AS (DELETE FROM duplicates_pair WHERE tenant_id = {tx.tenant_id} AND object = %s AND NOT different"
        " AND (first_id = ANY(%s::bigint[]) OR second_id = ANY(%s::bigint[]))"
        " RETURNING first_id, second_id, probability, reasons, copy),"
        " heirs AS (SELECT min(second_id) OVER (PARTITION BY first_id) AS heir, second_id, probability, reasons"
        " FROM gone WHERE copy AND NOT second_id = ANY(%s::bigint[])),"
        " made AS (INSERT INTO duplicates_pair"
        " (tenant_id, object, first_id, second_id, probability, reasons, different, copy, at)"
        f" SELECT {tx.tenant_id}, %s, heir, second_id, probability, reasons, FALSE, TRUE, now() FROM heirs"
        " WHERE heir <> second_id ON CONFLICT DO NOTHING)"
        " SELECT first_id, second_id, NULL FROM gone UNION SELECT heir, heir, heir FROM heirs",
        (name, list(ids), list(ids), list(ids), name),
    )
    return {one for row in rows for one in row[:2]}, {row[2] for row in rows if row[2] is not None}


def replace(tx: db.Transaction, name: str, groups: Iterable[Group]) -> int:
    """Let these be all groups of an object; gives how many. A group with the same records stays put off."""
    waiting = _put_off(tx, name, None)
    for table in ("duplicates_member", "duplicates_group"):
        tx.execute(f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND object = %s", (name,))
    return _insert(tx, name, groups, waiting)


def regroup(tx: db.Transaction, name: str, ids: Collection[int]) -> None:
    """Make the groups of some records, and of all that these are linked with, anew."""
    near, links = _near(tx, name, ids)
    some = sorted(near)
    waiting = _put_off(tx, name, some)
    rows = tx.rows(
        f"DELETE FROM duplicates_member WHERE tenant_id = {tx.tenant_id} AND object = %s"
        " AND record_id = ANY(%s::bigint[]) RETURNING group_id",
        (name, some),
    )
    gone = sorted({row[0] for row in rows})
    # Whoever was in such a group and is far from all that: in none until looked at again.
    for table, key in (("duplicates_member", "group_id"), ("duplicates_group", "id")):
        tx.execute(f"DELETE FROM {table} WHERE tenant_id = {tx.tenant_id} AND {key} = ANY(%s::bigint[])", (gone,))
    pairs, copies = [one[:3] for one in links if not one[3]], [Copy(*one[:3]) for one in sorted(links) if one[3]]
    found = grouped(pairs, least=LIKELY, apart=apart(tx, name, some), copies=copies)
    _insert(tx, name, found, waiting)


def _near(tx: db.Transaction, name: str, ids: Collection[int]) -> tuple[set[int], set[Link]]:
    """The records that pairs link with some, in any number of steps, and these pairs."""
    near, links, edge = set(ids), set[Link](), sorted(ids)
    while edge and len(near) < FARTHEST:
        rows = tx.rows(
            "SELECT first_id, second_id, probability, copy FROM duplicates_pair"
            f" WHERE tenant_id = {tx.tenant_id} AND object = %s AND NOT different"
            " AND (first_id = ANY(%s::bigint[]) OR second_id = ANY(%s::bigint[]))",
            (name, edge, edge),
        )
        links |= {(row[0], row[1], row[2], row[3]) for row in rows}
        reached = {one for row in rows for one in row[:2]}
        reached |= {
            row[0]
            for row in tx.rows(
                f"SELECT o.record_id FROM duplicates_member m JOIN duplicates_member o ON o.tenant_id = {tx.tenant_id}"
                f" AND o.group_id = m.group_id WHERE m.tenant_id = {tx.tenant_id} AND m.object = %s"
                " AND m.record_id = ANY(%s::bigint[])",
                (name, edge),
            )
        }
        edge = sorted(reached - near)
        near |= reached
    return near, links


def _put_off(tx: db.Transaction, name: str, ids: Sequence[int] | None) -> dict[frozenset[int], date]:
    """The groups that are put off, by their records."""
    which, given = ("", ()) if ids is None else (" AND m.record_id = ANY(%s::bigint[])", (list(ids),))
    rows = tx.rows(
        "SELECT g.until, array_agg(m.record_id) FROM duplicates_group g"
        f" JOIN duplicates_member m ON m.tenant_id = {tx.tenant_id} AND m.group_id = g.id"
        f" WHERE g.tenant_id = {tx.tenant_id} AND g.object = %s AND g.until IS NOT NULL{which} GROUP BY g.id, g.until",
        (name, *given),
    )
    return {frozenset(row[1]): row[0] for row in rows}


def _insert(tx: db.Transaction, name: str, groups: Iterable[Group], waiting: Mapping[frozenset[int], date]) -> int:
    found = list(groups)
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        until = [waiting.get(frozenset(one.rows)) if waiting else None for one in some]
        rows = tx.rows(
            "INSERT INTO duplicates_group (tenant_id, object, probability, size, until, at)"
            f" SELECT {tx.tenant_id}, %s, s.p, s.n, s.u, now()"
            " FROM unnest(%s::float8[], %s::int[], %s::date[]) WITH ORDINALITY AS s(p, n, u, o)"
            " ORDER BY s.o RETURNING id",
            (name, [one.weakest for one in some], [len(one.rows) for one in some], until),
        )
        members = [(record, group_id) for one, (group_id,) in zip(some, rows, strict=True) for record in one.rows]
        tx.execute(
            "INSERT INTO duplicates_member (tenant_id, object, record_id, group_id)"
            f" SELECT {tx.tenant_id}, %s, s.r, s.g FROM unnest(%s::bigint[], %s::bigint[]) AS s(r, g)",
            (name, [one[0] for one in members], [one[1] for one in members]),
        )
    return len(found)
