"""The database as it was at one moment, whatever is written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psycopg
from psycopg import sql

from zhike.project import environment
from zhike.project.backup.programs import Programs
from zhike.project.environment import UNFINISHED, Server
from zhike.project.problem import Problem

# What makes the tables, and what makes them quick and safe once they are full, is one part; it comes first.
PARTS: Final = {"schema": ("pre-data", "post-data"), "data": ("data",)}
LEFT_OUT: Final = "public.kernel_recordkey"  # its rows stand in the key file, see `keyfile`
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, kw_only=True)
class Dump:
    """The parts of a database, see `PARTS`, and the version of the programs that they are for."""

    major: int
    parts: dict[str, Iterator[bytes]]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What the tables held (rows of each), which migrations had been applied, and how large the database was."""

    rows: dict[str, int]
    migrations: dict[str, list[str]]
    keys: list[str]  # the names of the master keys that its secrets are wrapped by
    size: int


def require_any(home: Path) -> None:
    """Refuse a home without data before anything makes an empty database in it. Errors: Problem."""
    if not environment.database_url() and not (home / "pg" / "PG_VERSION").exists():
        raise Problem("backup_nothing")


def connect(server: Server) -> Connection:
    """A session of the owner. Errors: Problem."""
    try:
        password = server.password or None
        return psycopg.connect(server.conninfo(), password=password, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise Problem("database_away", reason=str(error).strip().partition("\n")[0]) from error


@contextmanager
def still(server: Server) -> Iterator[Connection]:
    """A session that sees one moment, of all companies, for as long as the block lasts. Errors: Problem."""
    with connect(server) as connection:
        connection.execute("SET idle_in_transaction_session_timeout = 0")
        if value(connection, f"SELECT to_regclass('public.{UNFINISHED}')") is not None:
            raise Problem("restore_unfinished", name=server.name)
        _require_sight(connection)
        with connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield connection


@contextmanager
def dumped(server: Server, connection: Connection) -> Iterator[Dump]:
    """What `connection` sees as streams of pg_dump, for as long as the block lasts. Errors: Problem.

    They begin at once, beside each other and whatever is done before they are read, and wait when nobody reads them.
    """
    programs = Programs(server, connection.info.server_version // 10_000)
    moment = str(value(connection, "SELECT pg_export_snapshot()"))
    with ExitStack() as stack:
        parts = {
            name: stack.enter_context(programs.dump(sections, moment, LEFT_OUT)) for name, sections in PARTS.items()
        }
        yield Dump(major=programs.major, parts=parts)


def seen(connection: Connection) -> Seen:
    """What a restore must know of a moment."""
    return Seen(rows=rows(connection), migrations=migrations(connection), keys=keys(connection), size=size(connection))


def rows(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    found = connection.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY 1"
    ).fetchall()
    names = [str(row[0]) for row in found]
    count = sql.SQL("SELECT count(*) FROM {}")
    return {name: int(str(value(connection, count.format(sql.Identifier(name))))) for name in names}


def migrations(connection: Connection) -> dict[str, list[str]]:
    """The migrations that were applied, by app."""
    if value(connection, "SELECT to_regclass('public.django_migrations')") is None:
        raise Problem("backup_nothing")
    found: dict[str, list[str]] = {}
    for app, name in connection.execute("SELECT app, name FROM django_migrations ORDER BY id"):
        found.setdefault(str(app), []).append(str(name))
    return found


def size(connection: Connection) -> int:
    """The bytes that the database takes on the disk."""
    return int(str(value(connection, "SELECT pg_database_size(current_database())")))


def keys(connection: Connection) -> list[str]:
    """The names of the master keys that are in use."""
    if value(connection, "SELECT to_regclass('public.kernel_masterkeyinuse')") is None:
        return []
    return [str(row[0]) for row in connection.execute("SELECT key_id FROM kernel_masterkeyinuse ORDER BY 1")]


def _require_sight(connection: Connection) -> None:
    """The rows of all companies are hidden from an owner that is not told to look past that."""
    sees = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    if value(connection, sees) is not True:
        raise Problem("backup_blind", user=connection.info.user)


def value(connection: Connection, statement: str | sql.Composed) -> object:
    """What a statement gives that gives one value; None where there is none."""
    found = connection.execute(statement).fetchone()
    return found[0] if found else None
