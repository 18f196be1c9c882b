"""The kernel's door to PostgreSQL: one transaction per read or write, bound to one tenant by `SET LOCAL`.

Statements are plain SQL with `%s` parameters; the tenant id is always a constant in the text, so that a cluster sharded
by tenant can route each statement. Everything here runs as the application role, which row-level security binds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import orjson
import psycopg
from django.db import DatabaseError, connections
from psycopg import errors
from psycopg.abc import Buffer
from psycopg.adapt import Loader
from psycopg.rows import tuple_row

from zhike.kernel.errors import Busy, Unable, ZhikeError

Row = tuple[Any, ...]
WAKE = "zhike_wake"  # the channel on which workers hear whose followers have something to do


class _Json(Loader):
    def load(self, data: Buffer) -> Any:
        return orjson.loads(bytes(data))


WIDE_MEMORY = "64MB"  # of one sort or join over all records


@dataclass
class Transaction:
    """An open transaction of one tenant."""

    tenant_id: int
    connection: psycopg.Connection[Row]
    # Called after the commit, in order; for what must not happen when the transaction fails.
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    # What holds in this transaction only, until it is committed; None stands for what must be read anew.
    memory: dict[str, Any] = field(default_factory=dict)
    wakes: bool = False  # whether followers have something to do once it is committed: see `events`

    def execute(
        self, statement: str, params: Sequence[object] = (), *, prepare: bool | None = None
    ) -> psycopg.Cursor[Row]:
        """Run one statement and return its cursor.

        `prepare` keeps it parsed and planned on the connection: for what every request asks, and has one good plan.
        """
        cursor = psycopg.Cursor(self.connection, row_factory=tuple_row)
        # Django's connection leaves JSON as text for its own fields to read.
        cursor.adapters.register_loader("jsonb", _Json)
        for watch in _watchers.get():
            watch(statement)
        cursor.execute(statement.encode(), params or None, prepare=prepare)
        return cursor

    def rows(self, statement: str, params: Sequence[object] = ()) -> list[Row]:
        """All rows of a statement."""
        return self.execute(statement, params).fetchall()

    def one(self, statement: str, params: Sequence[object] = (), *, prepare: bool | None = None) -> Row | None:
        """The first row of a statement, or None."""
        return self.execute(statement, params, prepare=prepare).fetchone()

    def roomy(self) -> None:
        """Memory to sort, group and join all records in, for the rest of this transaction."""
        self.execute(f"SET LOCAL work_mem = '{WIDE_MEMORY}'")

    @contextmanager
    def over_all(self) -> Iterator[None]:
        """For statements over all records: memory to sort and join in, and no plan that asks row by row.

        Such a plan looks cheap while nothing is known of what was written just now, and is quadratic.
        """
        self.execute(f"SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '{WIDE_MEMORY}'")
        yield
        self.execute("SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL work_mem TO DEFAULT")


_current: ContextVar[Transaction | None] = ContextVar("zhike_transaction", default=None)
_watchers: ContextVar[tuple[Callable[[str], None], ...]] = ContextVar("zhike_watchers", default=())


@contextmanager
def watching(watch: Callable[[str], None]) -> Iterator[None]:
    """Call `watch` with the text of every statement in this context (query budgets, tenant-safety tests)."""
    token = _watchers.set((*_watchers.get(), watch))
    try:
        yield
    finally:
        _watchers.reset(token)


def current() -> Transaction | None:
    """The open transaction, if there is one."""
    return _current.get()


@contextmanager
def transaction(tenant_id: int, *, alias: str = "default", snapshot: bool = False) -> Iterator[Transaction]:
    """A transaction bound to a tenant. Inside an open one of the same tenant it joins that.

    With `snapshot` it only reads, and all of it as it was at its first statement; it joins no other.
    Errors: `Busy` when the database cannot be reached, or is lost on the way: then nothing was done, unless what
    was lost is the answer to the commit. `Unable` for what takes too long or finds no room on the disk.
    """
    outer = _current.get()
    if outer is not None:
        if outer.tenant_id != tenant_id or snapshot:
            raise RuntimeError("a transaction of another kind is open")
        yield outer
        return
    opened = Transaction(tenant_id, _begin(tenant_id, alias, snapshot=snapshot))
    token = _current.set(opened)
    try:
        yield opened
        opened.connection.execute(f"NOTIFY {WAKE}, '{int(tenant_id)}'; COMMIT" if opened.wakes else "COMMIT")
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        meant = meaning(error)
        _end(opened.connection, "ROLLBACK")
        if meant:
            raise meant from error
        raise
    except BaseException:
        _end(opened.connection, "ROLLBACK")
        raise
    finally:
        _current.reset(token)
    for call in opened.after_commit:
        call()


# A table or a right to it is missing, or a page of it cannot be read: for whoever runs the server to put right.
UNFIT = frozenset({"42P01", "42501", "58030", "XX001", "XX002"})


def meaning(error: Exception) -> ZhikeError | None:
    """What an error of the database is to whoever asked. None: a defect of ours, or (class 40) a race to run again."""
    cause = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    state = getattr(cause, "sqlstate", None) or ""
    if state.startswith(("08", "57P")) or _lost():
        return Busy("database.away")
    if state == errors.QueryCanceled.sqlstate:
        return Unable("database.too_slow")
    if state == errors.DiskFull.sqlstate:
        return Unable("database.full")
    if state in UNFIT:
        return Unable("server.unfit")
    if state == errors.LockNotAvailable.sqlstate or state.startswith("53"):
        return Busy("database.busy")
    return None


def _lost() -> bool:
    """Whether the connection of this thread is gone."""
    tx = _current.get()
    raw = tx.connection if tx else connections["default"].connection
    return raw is None or bool(raw.closed)


def bigints(values: Iterable[int]) -> str:
    """Whole numbers as PostgreSQL reads a `bigint[]`: of ten thousand the driver makes it 25 times more slowly."""
    return f"{{{orjson.dumps(list(values))[1:-1].decode()}}}"


@contextmanager
def savepoint(tx: Transaction) -> Iterator[None]:
    """A part of a transaction that can fail alone."""
    tx.connection.execute("SAVEPOINT zhike")
    try:
        yield
    except BaseException:
        tx.connection.execute("ROLLBACK TO SAVEPOINT zhike; RELEASE SAVEPOINT zhike")
        tx.memory = dict.fromkeys(tx.memory)
        raise
    tx.connection.execute("RELEASE SAVEPOINT zhike")


def _begin(tenant_id: int, alias: str, *, snapshot: bool) -> psycopg.Connection[Row]:
    """Open a transaction; a connection that died since its last use is replaced once."""
    django = connections[alias]
    how = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if snapshot else ""
    start = f"BEGIN{how}; SET LOCAL zhike.tenant_id = '{int(tenant_id)}'"
    for attempt in (1, 2):
        try:
            django.ensure_connection()
            raw = django.connection
            raw.execute(start.encode())
        except (psycopg.OperationalError, psycopg.InterfaceError, DatabaseError) as error:
            django.close()
            if attempt == 2:
                raise Busy("database.away") from error
            time.sleep(0.05)
        else:
            return raw  # type: ignore[no-any-return]
    raise AssertionError


def _end(connection: psycopg.Connection[Row], how: str) -> None:
    """Roll back, unless the connection is gone: then the server has done so."""
    if not connection.closed and not connection.broken:
        try:
            connection.execute(how)
        except psycopg.OperationalError:
            connection.close()
