"""The months in which events lie: each is a partition of their table, made before it is needed and dropped when over.

The application does not own the table. Two functions in the database, which run as its owner, make and drop a month,
and refuse any that is too far away or not yet over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from zhike.engines.behaviour.objects.event_kind import LONGEST
from zhike.kernel import db
from zhike.kernel.conditions import periods

AHEAD = 3
KEPT = LONGEST // 30 + 2  # months; the function that drops one is no younger
_there: set[date] = set()


def of(at: datetime) -> date:
    """The month of a moment: its first day, in UTC."""
    there = at if at.tzinfo is UTC else at.astimezone(UTC)
    return date(there.year, there.month, 1)


def ensure(tx: db.Transaction, wanted: Iterable[date]) -> None:
    """Make the months that are not there."""
    for month in sorted(set(wanted) - _there):
        tx.execute("SELECT behaviour_make_month(%s::date)", (month,))
        tx.after_commit.append(lambda month=month: _there.add(month))  # type: ignore[misc]


def forget() -> None:
    """Look anew which are there."""
    _there.clear()


def keep_up(tx: db.Transaction) -> None:
    """Make the next months, and drop those in which nothing may lie any more, of whatever company."""
    now = of(datetime.now(UTC))
    ensure(tx, (periods.shift(now, ahead, "m") for ahead in range(AHEAD + 1)))
    for before in range(KEPT, KEPT + 12):
        tx.execute("SELECT behaviour_drop_month(%s::date)", (periods.shift(now, -before, "m"),))
