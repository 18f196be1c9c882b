"""Segments as they are stored, what each goes by, and the order in which they are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhike.engines.classification import for_all, locks, uses
from zhike.kernel import db, jobs, specs, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import api
from zhike.kernel.conditions.tree import Did, Group, In, Node, Not, Related, Test
from zhike.kernel.errors import Fault, Malformed, Refused

SET = "segment"  # sets of this kind: {"in": "segment:12"}
JOB = "segment"


@dataclass(frozen=True)
class Segment:
    """A living segment."""

    id: int
    name: str
    object: str
    kind: str
    where: Any

    @property
    def set(self) -> str:
        """As conditions name it."""
        return f"{SET}:{self.id}"


def of(tx: db.Transaction, object_name: str | None = None) -> dict[int, Segment]:
    """The segments of a company, or of one object, by id."""
    rows = tx.rows(
        'SELECT id, name, object, kind, "where" FROM classification_segment'
        f" WHERE tenant_id = {tx.tenant_id} AND deleted_at IS NULL AND (%s::text IS NULL OR object = %s) ORDER BY id",
        (object_name, object_name),
    )
    return {row[0]: Segment(*row) for row in rows}


def dynamic(tx: db.Transaction, actor: Actor, object_name: str) -> list[tuple[Segment, Node]]:
    """The dynamic ones that can be understood, each behind those that it names."""
    spec, found = specs.of(actor, object_name), of(tx, object_name)
    known: dict[int, Node] = {}
    for one in found.values():
        if one.kind == "dynamic":
            try:
                known[one.id] = api.parse(actor, spec, one.where, rule=True)
            except Malformed:  # as when a field is retired: its members stay as they were
                continue
    return [(found[one], known[one]) for one in _in_order({one: found[one].where for one in known})]


def named(where: Any) -> Iterator[int]:
    """The segments that a condition (JSON) names, however deep."""
    if isinstance(where, Mapping):
        name = where.get("in")
        if isinstance(name, str) and name.startswith(f"{SET}:") and name.partition(":")[2].isdigit():
            yield int(name.partition(":")[2])
        for one in where.values():
            yield from named(one)
    elif isinstance(where, list):
        for one in where:
            yield from named(one)


def leaves(node: Node) -> Iterator[Test | Related | In | Did]:
    """What a condition consists of."""
    if isinstance(node, Group):
        for part in node.parts:
            yield from leaves(part)
    elif isinstance(node, Not):
        yield from leaves(node.part)
    else:
        yield node


def _in_order(known: Mapping[int, Any]) -> list[int]:
    """Those that others name come first; there is no circle, as none can be saved."""
    ordered: dict[int, None] = {}

    def put(one: int) -> None:
        if one in known and one not in ordered:
            for other in named(known[one]):
                if other != one:
                    put(other)
            ordered.setdefault(one)

    for one in known:
        put(one)
    return list(ordered)


def settle(tx: db.Transaction, actor: Actor, ids: Sequence[int]) -> None:
    """See that segments just written can be found, and have them found. Errors: Refused."""
    rows = tx.rows(
        'SELECT id, name, object, kind, "where", deleted_at IS NULL FROM classification_segment'
        f" WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[]) ORDER BY id",
        (list(ids),),
    )
    locks.define(tx)
    for *told, living in rows:
        one = Segment(*told)
        if not living:
            _not_used(tx, actor, one)
        elif one.kind == "dynamic":
            _no_circle(tx, one)
            _understood(actor, one)
            title = words.say("segment.run", actor.language, name=one.name)
            jobs.start(actor, JOB, title, {"segment": one.id})


def _understood(actor: Actor, one: Segment) -> None:
    try:
        for_all.check(api.parse(actor, specs.of(actor, one.object), one.where), actor.language)
    except Malformed as error:
        raise Refused({"where": Fault(error.code, error.data)}) from error


def _no_circle(tx: db.Transaction, one: Segment) -> None:
    """Whoever is in a segment by being in it is in none. Errors: Refused."""
    found = of(tx)
    seen: set[int] = set()
    left = [one.id]
    while left:
        each = left.pop()
        if each not in seen and each in found:
            seen.add(each)
            below = list(named(found[each].where))
            if one.id in below:
                raise Refused({"where": Fault("segment.circle", {"name": found[each].name})})
            left += below


def _not_used(tx: db.Transaction, actor: Actor, one: Segment) -> None:
    """A segment that something goes by stays until nothing does. Errors: Refused, which names what does."""
    if users := uses.of_segment(tx, actor, one.set, one.id):
        raise Refused({"": Fault("segment.used", uses.names(users))})
