"""Who moved between the classes of a scheme: in which class records were at one moment, and in which at a later."""

from __future__ import annotations

import datetime as dt

from zhike.engines.classification.analysis import sets
from zhike.engines.classification.analysis.card import Asked, Json, told, without
from zhike.engines.classification.schemes.stored import Scheme
from zhike.kernel.conditions import periods
from zhike.kernel.read.page import joining
from zhike.kernel.sql import Sql

USUAL = 30  # days


def movement(one: Asked, scheme: Scheme, first: dt.date, last: dt.date | None) -> Json:
    """How many were in which class when the day `first` began and when `last` ended, or now."""
    moments = sets.moments(first, last, one.actor.zone)
    join = Sql(" JOIN ") + sets.moved(one.actor.tenant_id, scheme.id, moments).wrapped("(", ") m ON m.id = t.id")
    held = one.living(joining(one.actor))
    rows, at = one.rows(
        Sql(f'SELECT m.a, m.b, count(*) FROM "{one.spec.table}" t')
        + join
        + held.wrapped(" WHERE ", " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2")
    )
    if rows and all(was is None for was, _, _ in rows):
        return without("history")  # the classes of then are not known
    return told(
        at,
        first=first.isoformat(),
        last=(last or periods.today(one.actor.zone)).isoformat(),
        rows=[
            {"from": was, "to": to, "count": n, "where": {"in": sets.move(scheme.id, first, last, was, to)}}
            for was, to, n in rows
        ],
    )
