"""What a person is told of records that are probably the same: what they may see of them, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from zhike.engines.duplicates.layout import Layout
from zhike.engines.duplicates.linkage.roles import ROLES
from zhike.engines.duplicates.matching import Match, Reasons
from zhike.kernel import db, registry, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions.sql import Compiler
from zhike.kernel.errors import Malformed, NotFound, ZhikeError
from zhike.kernel.read import columns, scope, titles
from zhike.kernel.secrets import vault
from zhike.kernel.sql import FALSE

TELLING = 0.5  # bits: what weighs less is not worth a word
NOTHING = "***"
PLACE = b"duplicates.handle"


@dataclass(frozen=True)
class Told:
    """A record as the actor sees it. Of one that they may not see: its name masked, and whose it is."""

    id: int
    title: str
    subtitle: str
    owner: str | None
    visible: bool


def records(tx: db.Transaction, actor: Actor, layout: Layout, ids: Sequence[int]) -> dict[int, Told]:
    """Some living records by id."""
    spec = layout.spec
    compiler = Compiler(actor)
    seen = scope.rows(actor, spec, "t", "read", compiler) if actor.may("read", spec.name) else FALSE
    people, title = registry.people(), spec.fields[spec.title]
    names = {one.name for one in columns.visible(actor, spec)}
    owner = spec.fields[spec.owner].sql("t") if spec.owner in names else "NULL::bigint"
    shown = [
        one
        for one in spec.shape.subtitle
        if one in spec.fields and not spec.fields[one].secret and not spec.fields[one].to
    ]
    whole = names - columns.masked(actor, spec)
    parts = ", ".join(spec.fields[one].sql("t") + "::text" for one in shown if one in whole) or "NULL::text"
    statement = seen.wrapped(
        f"SELECT t.id, {titles.sql(actor, spec, 't')}, {title.kind.mask_sql(title.sql('t'))}, ARRAY[{parts}]::text[],"
        f' (SELECT {people.fields[people.title].sql("p")} FROM "{people.table}" p WHERE p.tenant_id = {tx.tenant_id}'
        f" AND p.id = {owner}), coalesce((",
        f'), FALSE) FROM "{spec.table}" t WHERE t.tenant_id = {tx.tenant_id} AND t.deleted_at IS NULL'
        " AND t.id = ANY(%s::bigint[])",
    )
    rows = tx.rows(statement.text, (*statement.params, list(ids)))
    return {
        row[0]: Told(row[0], row[1] if row[5] else row[2], " · ".join(filter(None, row[3])) if row[5] else "", *row[4:])
        for row in rows
    }


def match(actor: Actor, layout: Layout, one: Match, other: Told, *, join: bool = False) -> dict[str, Any]:
    """A match as JSON. `handle` names a record that the actor may not see, to ask for it."""
    hidden = not other.visible
    return {
        "id": None if hidden else other.id,
        "title": other.title,
        "subtitle": other.subtitle,
        "owner": other.owner,
        "visible": other.visible,
        "probability": round(one.probability, 4),
        "reasons": reasons(actor, layout, one.reasons),
        "handle": handle(actor, layout.spec.name, other.id) if hidden and join else None,
    }


def reasons(actor: Actor, layout: Layout, found: Reasons) -> str:
    """What speaks for a pair and what against it, the weightiest first: ``电话相同；名称读音相同；生日不同``.

    Columns that the actor may not see are left out; of those that they see in part only equal values are told, as
    what is nearly equal would let them feel their way to a value.
    """
    known = {one.name: one for one in layout.columns}
    hidden, in_part = actor.on(layout.spec.name).hidden, masked(actor, layout)
    telling = sorted(found.items(), key=lambda one: -abs(one[1][1]))
    said = [
        words.say(
            f"duplicates.level.{ROLES[known[name].role].likeness.__name__}.{level}",
            actor.language,
            column=known[name].label(actor.language),
        )
        for name, (level, weight) in telling
        if abs(weight) >= TELLING and name in known and known[name].field.name not in hidden
        if level == 0 or name not in in_part
    ]
    return words.say("duplicates.and", actor.language).join(said)


def masked(actor: Actor, layout: Layout) -> frozenset[str]:
    """The columns that the actor sees in part only."""
    names = columns.masked(actor, layout.spec)
    return frozenset(one.name for one in layout.columns if one.field.name in names)


def percent(probability: float) -> int:
    """A probability in whole percent, never 100: nobody is that sure."""
    return min(int(probability * 100), 99)


def handle(actor: Actor, object_name: str, record_id: int) -> str:
    """What names a record to somebody who may not know its id."""
    return vault.of(actor.tenant_id).own.seal(PLACE, f"{object_name}.{actor.person_id}.{record_id}")


def meant(actor: Actor, object_name: str, given: str) -> int:
    """The record that a handle names, which this same actor has got. Errors: Malformed, NotFound."""
    if not given.startswith("z") or len(given) > 300:
        raise Malformed("request.wrong_member", name="handle")
    try:
        name, person, record_id = vault.of(actor.tenant_id).own.open(PLACE, given).split(".")
    except (ValueError, ZhikeError) as error:
        raise NotFound("record.not_found") from error
    if (name, person) != (object_name, str(actor.person_id)):
        raise NotFound("record.not_found")
    return int(record_id)
