"""How often somebody may try before they must wait: counted in the database, for all processes and across restarts.

An attempt is counted before it is made and taken back when it was right, so that many at once count as many. While one
waits nothing is counted: whoever goes on hammering does not make it longer, neither for themselves nor for others.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connections, transaction

from zhike.kernel.errors import TooMany

FORGOTTEN = 3600  # seconds after which failures are no longer counted
KEPT = "1 day"


@dataclass(frozen=True, kw_only=True)
class Rule:
    """So many failures are free; each from then on means to wait, twice as long as the one before."""

    free: int
    first: int = 60  # seconds
    longest: int = 900  # seconds

    def wait(self, failures: int) -> int:
        """Seconds to wait after so many failures."""
        over = failures - self.free
        return 0 if over < 0 else min(self.first << min(over, 16), self.longest)


@dataclass(frozen=True)
class Count:
    """One thing that failures are counted by."""

    key: str
    rule: Rule

    @classmethod
    def of(cls, rule: Rule, kind: str, *by: object) -> Count:
        """What is counted by may be anything and of any length; only its hash is kept."""
        text = "\0".join(str(one) for one in by)
        return cls(f"{kind}:{hashlib.sha256(text.encode()).hexdigest()}", rule)


@dataclass(frozen=True)
class Attempt:
    """An attempt that was counted as failed, to begin with."""

    counted: Sequence[tuple[str, datetime | None, datetime | None]]  # key, waits until: before, and now
    wait: int  # seconds that it means if it fails

    def take_back(self) -> None:
        """It was right after all."""
        with connections["default"].cursor() as cursor:
            for key, before, now in self.counted:
                cursor.execute(
                    "UPDATE access_attempt SET failures = greatest(failures - 1, 0),"
                    " until = CASE WHEN until IS NOT DISTINCT FROM %s THEN %s ELSE until END WHERE key = %s",
                    (now, before, key),
                )


def begin(*counts: Count) -> Attempt:
    """Count an attempt before it is made. Errors: TooMany, with the seconds to wait; nothing is counted then."""
    by_key = {one.key: one.rule for one in counts}
    keys = sorted(by_key)
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_attempt (key, failures, at) SELECT unnest(%s::text[]), 0, now() ON CONFLICT DO NOTHING",
            (keys,),
        )
        cursor.execute(
            "SELECT key, CASE WHEN at > now() - %s * interval '1 second' THEN failures ELSE 0 END, until,"
            " greatest(extract(epoch FROM until - now()), 0) FROM access_attempt WHERE key = ANY(%s::text[])"
            " ORDER BY key FOR UPDATE",
            (FORGOTTEN, keys),
        )
        held = cursor.fetchall()
        longest = max(math.ceil(row[3] or 0) for row in held)
        if longest > 0:
            raise TooMany("sign_in.too_many", seconds=longest, minutes=math.ceil(longest / 60))
        found, wait = [], 0
        for key, failures, before, _ in held:
            seconds = by_key[key].wait(failures + 1)
            cursor.execute(
                "UPDATE access_attempt SET failures = %s, at = now(),"
                " until = now() + nullif(%s, 0) * interval '1 second' WHERE key = %s RETURNING until",
                (failures + 1, seconds, key),
            )
            found.append((key, before, cursor.fetchone()[0]))
            wait = max(wait, seconds)
    return Attempt(found, wait)


def forget(*counts: Count) -> None:
    """Begin anew, as whoever may has let somebody in again."""
    with connections["default"].cursor() as cursor:
        cursor.execute("DELETE FROM access_attempt WHERE key = ANY(%s::text[])", ([one.key for one in counts],))


def prune() -> None:
    """Remove what counts no longer."""
    with connections["default"].cursor() as cursor:
        cursor.execute(f"DELETE FROM access_attempt WHERE at < now() - interval '{KEPT}'")
