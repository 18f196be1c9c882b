"""How fast one person may ask: a bucket of requests each, at pages and through tokens apart, that fills again evenly.

The buckets are the web process's own: they cost no statement, nothing can be down, and with several processes a person
has one in each. They are no defence against a flood of strangers, who are refused before, but against a program that
has run wild and would take the place of everybody else.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from zhike.kernel.errors import TooMany

MOST = 20_000  # buckets that are kept; the one unused for longest goes first, and is full by then
MINUTE = 60.0


@dataclass(frozen=True)
class Left:
    """What is left in a bucket: requests, and after how many seconds it is full again."""

    most: int
    requests: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers-10 of the IETF tells it."""
        return {
            "RateLimit-Policy": f'"person";q={self.most};w={MINUTE:.0f}',
            "RateLimit": f'"person";r={self.requests};t={self.seconds}',
        }


class Pace:
    """So many requests a minute for each who asks, and as many at once; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = float(per_minute)
        self._clock = clock
        self._held: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # what is left, and at what time
        self._lock = threading.Lock()

    def take(self, who: Hashable) -> Left | None:
        """Take one request out of a bucket; None: no limit. Errors: TooMany, with the seconds until there is one."""
        if not self._most:
            return None
        now = self._clock()
        with self._lock:
            left, at = self._held.pop(who, (self._most, now))
            left = min(self._most, left + (now - at) * self._most / MINUTE)
            after = left - 1 if left >= 1 else left
            self._held[who] = (after, now)
            if len(self._held) > MOST:
                self._held.popitem(last=False)
        if left < 1:
            raise TooMany("request.too_many", seconds=math.ceil((1 - left) * MINUTE / self._most))
        return Left(int(self._most), int(after), math.ceil((self._most - after) * MINUTE / self._most))
