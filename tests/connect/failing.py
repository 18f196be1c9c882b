"""Work whose database connection is lost at a statement of our choosing, for real: the server ends it."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from zhike.kernel import db
from zhike.kernel.errors import Busy


def chance() -> random.Random:
    """Other moments in every run; what is printed brings them back."""
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - to do it again
    return random.Random(seed)


@contextmanager
def lost_at(number: int) -> Iterator[None]:
    """The server ends the connection before the statement with this number, counted from 1."""
    seen = itertools.count(1)

    def end(statement: str) -> None:
        del statement
        tx = db.current()
        if tx is not None and next(seen) == number:
            _end(tx.connection.info.backend_pid)

    with db.watching(end):
        yield


def _end(pid: int) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
        while True:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE pid = %s", [pid])
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.002)


def statements(act: Callable[[], Any]) -> int:
    """How many statements something takes."""
    seen: list[str] = []
    with db.watching(seen.append):
        act()
    return len(seen)


def broken_off(perform: Callable[[], Any], moments: list[int]) -> int:
    """Do a job whose connection is lost at these statements, an attempt each, then to its end; gives the losses."""
    lost = 0
    for moment in moments:
        try:
            with lost_at(moment):
                perform()
        except Busy:
            lost += 1
        else:
            return lost
    perform()
    return lost
