"""Calls the followers of events soon after a transaction that has something for them: see `kernel.events`.

A thread of each worker listens. What it misses, such as while the database is away, the clock brings: whoever registers
a follower also has it called by a periodic task.
"""

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import psycopg
from django.db import connections
from procrastinate.contrib.django.utils import connector_params

from zhike.kernel import db, events

_LISTEN_SECONDS: Final = 1.0  # then it looks whether it is to stop
_GATHER_SECONDS: Final = 0.1  # what comes in this time is one call
_AWAY_SECONDS: Final = 5.0

log: Final = logging.getLogger(__name__)


class Listener(threading.Thread):
    """Listens until `stop`."""

    def __init__(self) -> None:
        super().__init__(name="follow", daemon=True)
        self._over = threading.Event()

    def stop(self) -> None:
        """Come to an end after the call that is under way."""
        self._over.set()

    def run(self) -> None:
        while not self._over.is_set():
            try:
                with psycopg.connect(**connector_params(), autocommit=True) as heard:
                    heard.execute(f"LISTEN {db.WAKE}")
                    self._listen(heard)
            except psycopg.OperationalError:
                self._over.wait(_AWAY_SECONDS)

    def _listen(self, heard: psycopg.Connection[tuple[object, ...]]) -> None:
        with ThreadPoolExecutor(1, thread_name_prefix="follow") as caller:
            while not self._over.is_set():
                first = list(heard.notifies(timeout=_LISTEN_SECONDS, stop_after=1))
                more = list(heard.notifies(timeout=_GATHER_SECONDS)) if first else []
                for tenant_id in sorted({int(one.payload) for one in (*first, *more)}):
                    self._call(caller, tenant_id)

    def _call(self, caller: ThreadPoolExecutor, tenant_id: int) -> None:
        """Each follower; one that fails is told of, and costs the others nothing."""
        for follow in events.followers():
            error = caller.submit(_with_own_connection, follow, tenant_id).exception()
            if error is not None and not self._over.is_set():
                log.error("a follower of company %s failed", tenant_id, exc_info=error)


def _with_own_connection(follow: events.Follow, tenant_id: int) -> None:
    try:
        follow(tenant_id)
    finally:
        connections.close_all()
