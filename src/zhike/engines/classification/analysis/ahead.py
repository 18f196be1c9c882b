"""The cards of the dashboard, found before anybody asks: so the first who looks in the morning does not wait."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

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
from zhike.engines.classification.schemes.stored import Scheme, Version
from zhike.kernel import db
from zhike.kernel.actor import Actor
from zhike.kernel.conditions import periods

Card = Callable[[Asked], Json]


def find(actor: Actor, name: str) -> None:
    """All cards, as those see them who see every record; each in a transaction of its own."""
    with db.transaction(actor.tenant_id) as tx:
        one = card.asked(tx, actor, name)
        cards = list(_cards(one)) if one.purchases else []
    for each in cards:
        with db.transaction(actor.tenant_id) as tx:
            each(card.asked(tx, actor, name, anew=True))


def _cards(one: Asked) -> Iterator[Card]:
    """As the dashboard shows them when it is opened."""
    yield from (headline.headline, cohorts.cohorts, changes.changes, needs.needs)
    for within in (None, purchases.YEAR):
        yield partial(pareto.pareto, within=within)
    shown = outline.outline(one)
    names = [each["name"] for each in shown["fields"] if each["part"]] + [each["field"] for each in shown["schemes"]]
    for name in dict.fromkeys(names):
        yield partial(breakdown.breakdown, name=name)
    first = periods.today(one.actor.zone) - dt.timedelta(days=movement.USUAL)
    for each in shown["schemes"]:
        scheme, version = _scheme(one, each["id"])
        yield partial(movement.movement, scheme=scheme, first=first, last=None)
        if scheme.kind == grid.KIND:
            yield partial(grid.grid, scheme=scheme, version=version)


def _scheme(one: Asked, scheme_id: int) -> tuple[Scheme, Version]:
    found = sets.scheme(one.tx, one.actor, one.spec, scheme_id)
    assert found is not None, "the outline names what there is"
    return found
