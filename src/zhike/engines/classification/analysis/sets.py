"""What stands behind a cell of the dashboard as a set that conditions name: `{"in": "rfm:7:5:4"}`, "moved:...".

They ask the same tables as the cards do, so a list shows just those that a card counted.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from zhike.engines.classification.schemes import fields, stored
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db, words
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods, sets
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.sql import Sql

CELL, MOVED = "rfm", "moved"
NOW = "now"
Moments = tuple[object, object]


def cell(scheme_id: int, recency: int, frequency: int) -> str:
    """The name of the set of a cell of RFM."""
    return f"{CELL}:{scheme_id}:{recency}:{frequency}"


def move(scheme_id: int, first: dt.date, last: dt.date | None, was: str | None, to: str | None) -> str:
    """The name of the set of those who were in one class and are in another, or in the same."""
    classes = ":".join(quote(one or "", safe="") for one in (was, to))
    return f"{MOVED}:{scheme_id}:{first}:{last or NOW}:{classes}"


def moments(first: dt.date, last: dt.date | None, zone: ZoneInfo) -> Moments:
    """When the first day begins, and when the last ends; forever for now, and for days beyond which there is none."""
    end: object = "infinity" if last in (None, dt.date.max) else periods.moment(last + dt.timedelta(days=1), zone)
    return "-infinity" if first == dt.date.min else periods.moment(first, zone), end


def moved(tenant_id: int, scheme_id: int, when: Moments) -> Sql:
    """A SELECT of (id, a, b): the class of each record at one moment and at a later one, NULL for none.

    Who is in a class since a moment was in no other since then; an earlier one is told by the stay that it ended.
    """
    first, last = when
    own = f"tenant_id = {tenant_id} AND scheme_id = {int(scheme_id)}"
    stay = (
        f"(SELECT s.record_id, s.class FROM classification_stay s WHERE s.{own.replace(' AND ', ' AND s.')}"
        " AND s.since <= %s AND s.ended > %s)"
    )
    return Sql(
        "SELECT record_id AS id, coalesce(x.class, CASE WHEN p.since <= %s THEN p.class END) AS a,"
        " coalesce(y.class, CASE WHEN p.since <= %s THEN p.class END) AS b"
        " FROM (SELECT p.record_id, p.class, p.since FROM classification_place p"
        f" WHERE p.{own.replace(' AND ', ' AND p.')}) p"
        f" FULL JOIN {stay} x USING (record_id) FULL JOIN {stay} y USING (record_id)"
        " WHERE coalesce(x.class, y.class) IS NOT NULL OR p.since <= %s",
        (first, last, first, first, last, last, last),
    )


def scheme(tx: db.Transaction, actor: Actor, spec: ObjectSpec, scheme_id: int) -> tuple[Scheme, Version] | None:
    """A scheme of the object that is in force, and its version, for whoever sees its classes."""
    found, version = stored.schemes(tx, spec.name).get(scheme_id), stored.published(tx).get(scheme_id)
    known = spec.fields.get(f"{fields.PREFIX}{found.code}") if found else None
    if found is None or version is None or known is None or not actor.on(spec.name).shows(known.name, known.kind):
        return None
    return found, version


@sets.kind(CELL)
def _cell(actor: Actor, spec: ObjectSpec, key: str, rule: bool) -> sets.Kept | None:
    del rule
    parts = key.split(":")
    if len(parts) != 3 or not all(one.isascii() and one.isdigit() and len(one) <= 18 for one in parts):
        return None
    scheme_id, recency, frequency = (int(one) for one in parts)
    found = _found(actor, spec, scheme_id)
    if found is None or found[0].kind != CELL or max(recency, frequency) > 9:
        return None
    low = recency * 100 + frequency * 10
    return sets.Kept(
        labels={
            one: words.say("analysis.set.cell", one, scheme=found[0].label(one), r=recency, f=frequency)
            for one in words.LANGUAGES
        },
        holds=lambda alias: Sql(
            f"EXISTS (SELECT 1 FROM classification_place p WHERE p.tenant_id = {actor.tenant_id}"
            f" AND p.scheme_id = {scheme_id} AND p.record_id = {alias}.id AND p.score BETWEEN {low} AND {low + 9})"
        ),
    )


@sets.kind(MOVED)
def _moved(actor: Actor, spec: ObjectSpec, key: str, rule: bool) -> sets.Kept | None:
    del rule
    parts = key.split(":")
    if len(parts) != 5 or not (parts[0].isascii() and parts[0].isdigit() and len(parts[0]) <= 18):
        return None
    found, first, last = _found(actor, spec, int(parts[0])), _day(parts[1]), _day(parts[2])
    if found is None or first is None or (last is None and parts[2] != NOW):
        return None
    was, to = (unquote(one) or None for one in parts[3:])
    every = moved(actor.tenant_id, found[0].id, moments(first, last, actor.zone))
    return sets.Kept(
        labels={one: _label(found, one, (was, to), first, last) for one in words.LANGUAGES},
        holds=lambda alias: (
            every.wrapped(f"{alias}.id IN (SELECT m.id FROM (", ") m WHERE")
            + Sql(" m.a IS NOT DISTINCT FROM %s::text AND m.b IS NOT DISTINCT FROM %s::text)", (was, to))
        ),
    )


def _found(actor: Actor, spec: ObjectSpec, scheme_id: int) -> tuple[Scheme, Version] | None:
    with db.transaction(actor.tenant_id) as tx:
        return scheme(tx, actor, spec, scheme_id)


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _label(
    found: tuple[Scheme, Version], language: str, moves: tuple[str | None, str | None], first: dt.date,
    last: dt.date | None,
) -> str:  # fmt: skip
    one, version = found
    known = {each.code: each.label(language) for each in version.classes}
    none = words.say("analysis.no_class", language)
    was, to = (none if each is None else known.get(each, each) for each in moves)
    until = words.say("analysis.now", language) if last is None else str(last)
    return words.say(
        "analysis.set.moved", language, scheme=one.label(language), first=str(first), was=was, last=until, to=to
    )
