"""What people ask of segments: how many, who for instance, what two share, who came and went, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from zhike.engines.classification import kept
from zhike.engines.classification.segments import members, remembered, sets
from zhike.engines.classification.segments.defined import Segment
from zhike.kernel import db, read, specs
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.conditions.tree import Group, Node, Not, Test
from zhike.kernel.errors import Malformed
from zhike.kernel.read import find, scope
from zhike.kernel.read.page import Query
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import TRUE, Sql, joined

Json = dict[str, Any]
SAMPLE = 10
MOST = 3  # segments of which the overlap is counted
PAGE = 50


def audience(actor: Actor, name: str, where: Any) -> Json:
    """How many records meet a condition, of how many, and some of them. Errors: Malformed, Forbidden.

    Much is the same while somebody tries this and that: of how many is counted now and then, and sums over what hangs
    on records are remembered for a minute.
    """
    spec = specs.of(actor, name)
    of = _of(actor, name)
    number, some = find.count_and_some(actor, name, Query(where=where), "read", SAMPLE, remembered.sums(actor))
    page = read.page(actor, name, Query(ids=tuple(some), limit=SAMPLE, count=False, columns=("@list",)))
    return {
        "count": number,
        "of": max(of, number),
        "words": api.to_words(actor, spec, where, lambda kind, one: read.title(actor, kind, one)),
        "sample": [orjson.loads(row) for row in page.rows],
    }


def _of(actor: Actor, name: str) -> int:
    every = find.counting(actor, name, Query(), "read")
    with db.transaction(actor.tenant_id) as tx:
        found, moment = kept.rows(tx, every)
        if moment.over:
            found, _ = kept.rows(tx, every, anew=True)
    return int(found[0][0])


def overlap(actor: Actor, ids: Sequence[int]) -> Json:
    """How many records, among those that the actor sees, are in which of two or three segments. Errors: Malformed."""
    if not 2 <= len(set(ids)) <= MOST:
        raise Malformed("segment.overlap_of", least=2, most=MOST)
    some = [_readable(actor, one) for one in dict.fromkeys(ids)]
    if len({one.object for one in some}) > 1:
        raise Malformed("segment.overlap_of_one_object")
    spec = specs.of(actor, some[0].object)
    inside = [sets.holds(actor.tenant_id, one.id, "t") for one in some]
    pattern = joined((one.wrapped("CASE WHEN ", f" THEN {1 << at} ELSE 0 END") for at, one in enumerate(inside)), " + ")
    living = scope.living(actor, spec, "t", "read", Compiler(actor))
    anywhere = Sql(
        f" AND t.id IN (SELECT m.record_id FROM classification_member m WHERE m.tenant_id = {actor.tenant_id}"
        " AND m.segment_id = ANY(%s::bigint[]))",
        ([one.id for one in some],),
    )
    statement = (
        pattern.wrapped("SELECT p.x, count(*) FROM (SELECT ", f' AS x FROM "{spec.table}" t WHERE ')
        + living
        + anywhere.wrapped("", ") p GROUP BY p.x")
    )
    with db.transaction(actor.tenant_id) as tx:
        parts: dict[int, int] = dict(tx.rows(statement.text, statement.params))
    return {
        "segments": [
            {"id": one.id, "title": one.name, "count": sum(n for x, n in parts.items() if x >> at & 1)}
            for at, one in enumerate(some)
        ],
        "parts": [
            {"segments": [one.id for at, one in enumerate(some) if x >> at & 1], "count": parts.get(x, 0)}
            for x in range(1, 1 << len(some))
        ],
    }


def _readable(actor: Actor, segment_id: int) -> Segment:
    """A segment whose members the actor may know. Errors: NotFound, Malformed."""
    one = members.seen(actor, segment_id)
    if sets.find(actor, specs.of(actor, one.object), str(one.id), False) is None:
        raise Malformed("condition.unknown_set", path="segments", set=one.set)
    return one


def passages(actor: Actor, segment_id: int, *, after: int | None, entered: bool | None) -> Json:
    """Who of those that the actor sees entered and left, the newest first, and by which values."""
    one = _readable(actor, segment_id)
    spec = specs.of(actor, one.object)
    living = scope.living(actor, spec, "t", "read", Compiler(actor))
    statement = (
        Sql(
            "SELECT p.id, p.record_id, p.at, p.entered, p.because FROM classification_passage p"
            f' JOIN "{spec.table}" t ON t.tenant_id = {actor.tenant_id} AND t.id = p.record_id'
            f" WHERE p.tenant_id = {actor.tenant_id} AND p.segment_id = %s"
            " AND (%s::bigint IS NULL OR p.id < %s) AND (%s::boolean IS NULL OR p.entered = %s) AND ",
            (one.id, after, after, entered, entered),
        )
        + living
        + Sql(f" ORDER BY p.id DESC LIMIT {PAGE + 1}")
    )
    with db.transaction(actor.tenant_id) as tx:
        rows = tx.rows(statement.text, statement.params)
    return {
        "rows": [
            {
                "id": row[0],
                "record": {"id": row[1], "title": read.title(actor, spec.name, row[1])},
                "at": row[2].isoformat(),
                "entered": row[3],
                "values": _told(actor, spec, row[4]),
            }
            for row in rows[:PAGE]
        ],
        "next": rows[PAGE - 1][0] if len(rows) > PAGE else None,
    }


def _told(actor: Actor, spec: ObjectSpec, values: Json) -> list[Json]:
    """The values that the actor may see, each with the name of its field."""
    rights = actor.on(spec.name)
    known = ((spec.fields[name], value) for name, value in values.items() if name in spec.fields)
    return [
        {"field": field.name, "label": field.label(actor.language), "value": value}
        for field, value in known
        if rights.shows(field.name, field.kind)
    ]


def explained(actor: Actor, name: str, where: Any, record_id: int) -> Json:
    """Why a record meets a condition or does not, part by part. Errors: NotFound, Malformed."""
    read.record(actor, name, record_id)
    spec = specs.of(actor, name)
    node = api.parse(actor, spec, where)
    found: list[Sql] = []
    seen = scope.Seen(actor, apart=True)
    shape = _shaped(actor, node, found, seen)
    values = joined(found, ", ").wrapped("SELECT ", f' FROM "{spec.table}" t WHERE t.tenant_id = {actor.tenant_id}')
    statement = values + Sql(" AND t.id = %s AND t.deleted_at IS NULL", (record_id,))
    with db.transaction(actor.tenant_id) as tx:
        row = tx.one(statement.text, statement.params)
    return _filled(shape, list(row or ()))


def _shaped(actor: Actor, node: Node, found: list[Sql], seen: Compiler) -> Json:
    """The tree of a condition in words; what is asked of the record goes into `found`, by number."""
    words = api.phrase(node, actor.language, lambda kind, one: read.title(actor, kind, one))
    met = _number(found, seen.compile(node, "t").wrapped("(", ") IS TRUE"))
    shape: Json = {"words": words, "met": met, "parts": []}
    if isinstance(node, Group):
        shape["how"] = "all" if node.every else "any"
        shape["parts"] = [_shaped(actor, part, found, seen) for part in node.parts]
    elif isinstance(node, Not):
        shape["how"] = "not"
        shape["parts"] = [_shaped(actor, node.part, found, seen)]
    elif isinstance(node, Test) and _shows(actor, node):
        value = node.field.kind.json_sql(seen.value(node.field, "t"))
        shape["field"], shape["value"] = node.field.name, _number(found, Sql(f"to_jsonb({value})"))
    return shape


def _shows(actor: Actor, node: Test) -> bool:
    """Whether the value can be told: of the record itself, and seen whole."""
    plain = len(node.path) == 1 and not node.field.secret and node.field.kind.family != "list"
    return plain and actor.on(node.field.object).shows(node.field.name, node.field.kind)


def _number(found: list[Sql], asked: Sql) -> int:
    found.append(asked if asked != TRUE else Sql("TRUE"))
    return len(found) - 1


def _filled(shape: Json, row: list[Any]) -> Json:
    told: Json = {key: shape[key] for key in ("words", "how", "field") if key in shape}
    told["met"] = bool(row[shape["met"]])
    if "value" in shape:
        told["value"] = row[shape["value"]]
    return {**told, "parts": [_filled(one, row) for one in shape["parts"]]}
