"""One embedded database for the whole test run, made, migrated and started when the first test asks for it.

Tests run the code under test as the application role, on real transactions: nothing is rolled back for them. A test
that needs clean data makes a tenant of its own. Durability is switched off here, as the data ends with the run.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from zhike.project import database, embedded

_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "1GB"}
# A transaction of the server's own would hold back what waits for older ones: journal readers, seals.
_ALONE = {"autovacuum": "off"}

_lock = threading.RLock()  # its own connections come back here
_use: embedded.Use | None = None
_hooked: Any = None  # Django's own `ensure_connection`, while ours stands in its place


def on_first_use() -> None:
    """Have the first connection that Django opens start the database."""
    global _hooked
    _hooked = BaseDatabaseWrapper.ensure_connection

    def ensure_connection(self: BaseDatabaseWrapper) -> None:
        start()
        self.ensure_connection()

    BaseDatabaseWrapper.ensure_connection = ensure_connection  # type: ignore[method-assign]


def start() -> None:
    """Start and migrate the database, once."""
    global _use
    with _lock:
        if _use is not None:
            return
        BaseDatabaseWrapper.ensure_connection = _hooked  # type: ignore[method-assign]
        _use = embedded.Use(embedded.Cluster(home=settings.HOME, settings=_FAST | _ALONE))
        _use.enter(with_us=True)
        database.require_version()
        database.prepare()
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections["owner"].close()


@contextmanager
def away() -> Iterator[None]:
    """The server is stopped for a while; what was open to it is closed, as at the beginning of a request."""
    assert _use is not None
    _use.cluster.stop()
    try:
        yield
    finally:
        _use.cluster.start(with_us=True)
        connections.close_all()


def stop() -> None:
    """Stop what `start` started."""
    if _use is not None:
        connections.close_all()
        _use.leave(stop=True)
