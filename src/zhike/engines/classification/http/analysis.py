"""The dashboard over HTTP: an operation a card, so that the quick ones are seen first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhike.engines.classification.analysis import (
    breakdown,
    card,
    changes,
    cohorts,
    grid,
    headline,
    movement,
    needs,
    outline,
    pareto,
    purchases,
    sets,
)
from zhike.engines.classification.analysis.card import Asked, Json
from zhike.engines.classification.purchases import bought_by
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.engines.connect import answers, asked
from zhike.engines.connect.routing import ObjectView, Told, of_objects
from zhike.engines.connect.schema import parts
from zhike.engines.connect.schema.parts import (
    ANY,
    ID,
    MAYBE_MOMENT,
    MAYBE_NUMBER,
    MAYBE_TEXT,
    NATURAL,
    TEXT,
    YES_NO,
    by_name,
    many,
    maybe,
    members,
    one_of,
)
from zhike.kernel import db
from zhike.kernel.conditions import periods
from zhike.kernel.errors import Malformed, NotFound
from zhike.kernel.spec import ObjectSpec
from zhike.kernel.values import Bad, when

Given = dict[str, str]
Answer = Callable[[Asked, Given], Json]
WHERE = by_name(ANY)
NUMBER = {"type": "number"}
REFRESH = parts.parameter("refresh", parts.FLAG, "1: look again; `over` says when it is worth it.")
SCHEME = parts.parameter("scheme", ID, "The scheme.", required=True)
OUTLINE = Told(
    answer=members(
        fields=many(members(name=TEXT, label=TEXT, part=MAYBE_TEXT)),
        schemes=many(members(id=ID, label=TEXT, kind=TEXT, field=TEXT, lifecycle=YES_NO)),
        purchases=YES_NO, amounts=YES_NO,
    )
)  # fmt: skip


def _records(spec: ObjectSpec) -> bool:
    return bought_by(spec) is not None


@of_objects("GET", "/analysis", "analysis", lambda _: OUTLINE, only=_records)
def of_object(request: HttpRequest, name: str) -> HttpResponse:
    """What the analysis can show of an object's records."""
    asked.query(request)
    actor = asked.actor(request)
    with db.transaction(actor.tenant_id) as tx:
        return answers.value(outline.outline(card.asked(tx, actor, name)))


def _card(name: str, doc: str, answer: Answer, has: parts.Schema, *query: parts.Schema) -> ObjectView:
    """One card: its members are missing where `lack` says why there are no numbers."""
    known = frozenset({"refresh", *(one["name"] for one in query)})
    told = Told(
        query=(REFRESH, *query),
        answer=members(at=MAYBE_MOMENT, over=YES_NO, lack=maybe(one_of(card.LACKS)), optional=has),
        errors=(403, 404),
    )

    def view(request: HttpRequest, object_name: str) -> HttpResponse:
        actor = asked.actor(request)
        with db.transaction(actor.tenant_id) as tx:
            card.asked(tx, actor, object_name)
            given = asked.query(request, known)
            one = card.asked(tx, actor, object_name, anew=asked.flag(given, "refresh"))
            return answers.value(answer(one, given))

    view.__name__, view.__doc__ = name, doc
    return of_objects("GET", f"/analysis/{name}", f"analysis_{name}", lambda _: told, only=_records)(view)


def _scheme(one: Asked, given: Given) -> tuple[Scheme, Version]:
    number = asked.number(given, "scheme", least=1)
    if number is None:
        raise Malformed("request.wrong_member", name="scheme")
    found = sets.scheme(one.tx, one.actor, one.spec, number)
    if found is None:
        raise NotFound("record.not_found")
    return found


def _breakdown(one: Asked, given: Given) -> Json:
    return breakdown.breakdown(one, given.get("field", ""))


def _rfm(one: Asked, given: Given) -> Json:
    scheme, version = _scheme(one, given)
    if scheme.kind != grid.KIND:
        raise NotFound("record.not_found")
    return grid.grid(one, scheme, version)


def _pareto(one: Asked, given: Given) -> Json:
    within = given.get("within")
    if within not in (None, purchases.YEAR):
        raise Malformed("request.wrong_member", name="within")
    return pareto.pareto(one, within)


def _movement(one: Asked, given: Given) -> Json:
    scheme, _ = _scheme(one, given)
    now = periods.today(one.actor.zone)
    first = _day(given, "first") or now - dt.timedelta(days=movement.USUAL)
    last = _day(given, "last")
    if first > (last or now):
        raise Malformed("request.wrong_member", name="first")
    return movement.movement(one, scheme, first, last)


def _day(given: Given, name: str) -> dt.date | None:
    if name not in given:
        return None
    try:
        return when.parse_date(given[name])
    except Bad as bad:
        raise Malformed("request.wrong_member", name=name) from bad


_card(
    "headline",
    "The numbers at the head: how many there are, who buys, who comes back and how soon, and what was paid.",
    lambda one, _: headline.headline(one),
    {
        "records": NATURAL, "year": maybe(NATURAL), "buyers": maybe(NATURAL), "repeat": maybe(NATURAL),
        "repeat_rate": MAYBE_NUMBER, "interval": MAYBE_NUMBER, "year_paid": MAYBE_NUMBER, "paid": MAYBE_NUMBER,
        "doors": members(records=WHERE, year=maybe(WHERE), buyers=maybe(WHERE), repeat=maybe(WHERE)),
    },
)  # fmt: skip
_card(
    "breakdown",
    "How many records have which value of a field, and what they paid.",
    _breakdown,
    {"rows": many(members(value=ANY, count=NATURAL, paid=MAYBE_NUMBER, where=WHERE)), "others": NATURAL},
    parts.parameter("field", TEXT, "One that the analysis of the object names.", required=True),
)
_card(
    "rfm",
    "How many records have which digits of recency and frequency, and what they paid.",
    _rfm,
    {
        "bands": NATURAL,
        "cells": many(members(recency=NATURAL, frequency=NATURAL, count=NATURAL, paid=MAYBE_NUMBER, where=WHERE)),
    },
    SCHEME,
)
_card(
    "pareto",
    "The share of what was paid by the share of those who paid, and how unequal that is.",
    _pareto,
    {
        "points": many(members(least=NUMBER, count=NATURAL, of_count=NUMBER, of_paid=NUMBER, where=WHERE)),
        "count": NATURAL, "paid": MAYBE_NUMBER, "gini": MAYBE_NUMBER, "top": NATURAL, "top_share": MAYBE_NUMBER,
    },
    parts.parameter("within", one_of((purchases.YEAR,)), "What was paid in this time; without it all."),
)  # fmt: skip
_card(
    "cohorts",
    "Of those who bought for the first time in a month, how many bought in each month since.",
    lambda one, _: cohorts.cohorts(one),
    {
        "months": many(members(month=TEXT, where=WHERE)),
        "rows": many(members(month=TEXT, size=NATURAL, where=WHERE, counts=many(NATURAL))),
    },
)
_card(
    "movement",
    "How many were in which class of a scheme on one day and in which on a later one.",
    _movement,
    {
        "first": TEXT, "last": TEXT,
        "rows": many(members(**{"from": MAYBE_TEXT, "to": MAYBE_TEXT, "count": NATURAL, "where": WHERE})),
    },
    SCHEME,
    parts.parameter("first", TEXT, "A day; without it the one thirty days ago."),
    parts.parameter("last", TEXT, "A later day; without it now."),
)  # fmt: skip
_CHANGE = members(record=parts.ref("Link"), before=NUMBER, after=NUMBER, change=NUMBER)
_card(
    "changes",
    "Who bought the most more, or less, in the last 90 days than in the 90 days before.",
    lambda one, _: changes.changes(one),
    {"risers": many(_CHANGE), "fallers": many(_CHANGE)},
)
_card(
    "needs",
    "How many records bought products of which category in the last 90 days.",
    lambda one, _: needs.needs(one),
    {"rows": many(members(id=ID, title=TEXT, count=NATURAL, where=WHERE))},
)
