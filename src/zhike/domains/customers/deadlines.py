"""Until when a person's request is to be answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from zhike.kernel import db
from zhike.kernel.values import workdays

# PIPL art. 50 says "in time"; the 15 working days are those of GB/T 35273-2020, 8.7, which say 30 days or what the law
# sets, and of App rules (2019). GDPR art. 12(3): one month, which two more may follow when the person is told why.
TERMS = ("working_15", "days_30")
FRIDAY = 4


def due(received: dt.date, term: str) -> dt.date:
    """The last day of a term that begins with the day after. Of a year whose holidays are not out, weekdays count."""
    if term == "days_30":
        return received + dt.timedelta(days=30)
    day, left = received, 15
    while left:
        day += dt.timedelta(days=1)
        known = workdays.day(day)
        left -= known.work if known else day.weekday() <= FRIDAY
    return day


def keep(tx: db.Transaction, ids: Sequence[int]) -> None:
    """Write the day of requests that have just been stored."""
    rows = tx.rows(
        "SELECT id, received_on, term, extended_to FROM customers_privacyrequest"
        f" WHERE tenant_id = {tx.tenant_id} AND id = ANY(%s::bigint[])",
        (list(ids),),
    )
    days = [extended or due(received, term) for _, received, term, extended in rows]
    tx.execute(
        "UPDATE customers_privacyrequest t SET due_on = s.day FROM unnest(%s::bigint[], %s::date[]) AS s(id, day)"
        f" WHERE t.tenant_id = {tx.tenant_id} AND t.id = s.id",
        ([row[0] for row in rows], days),
    )
