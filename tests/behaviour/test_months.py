"""Months are made ahead and dropped when nothing in them may be kept; the application can do no more than that."""

from __future__ import annotations

import datetime as dt

import psycopg
import pytest
from django.db import connections

from tests.connect.company import Company
from zhike.engines.behaviour import jobs, months
from zhike.kernel import db
from zhike.kernel.conditions import periods

NOW = months.of(dt.datetime.now(dt.UTC))


def there() -> set[str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'behaviour_event'::regclass")
        return {row[0] for row in cursor.fetchall()}


def name(month: dt.date) -> str:
    return f"behaviour_event_{month:%Y%m}"


def test_the_job_makes_the_next_months_and_drops_the_old(company: Company) -> None:
    old = periods.shift(NOW, -39, "m")
    with db.transaction(company.tenant) as tx:
        tx.execute("SELECT behaviour_make_month(%s::date)", (old,))
    assert name(old) in there()
    for _ in range(2):
        jobs.daily(0)
    assert name(old) not in there()
    assert {name(periods.shift(NOW, ahead, "m")) for ahead in range(months.AHEAD + 1)} <= there()


@pytest.mark.parametrize(
    ("function", "month"),
    [
        ("behaviour_drop_month", NOW),
        ("behaviour_drop_month", periods.shift(NOW, -30, "m")),
        ("behaviour_make_month", periods.shift(NOW, 60, "m")),
        ("behaviour_make_month", NOW.replace(day=2)),
    ],
)
def test_nobody_drops_or_makes_other_months(company: Company, function: str, month: dt.date) -> None:
    with pytest.raises(psycopg.errors.RaiseException), db.transaction(company.tenant) as tx:
        tx.execute(f"SELECT {function}(%s::date)", (month,))
