"""Ways in which a part can be away or damaged, for real, and right again after."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connections
from django.test import override_settings

from tests import database, masters
from zhike.access import identity
from zhike.engines.connect import storage
from zhike.engines.connect.meta import document
from zhike.kernel import specs
from zhike.kernel.secrets import master, vault
from zhike.kernel.secrets.master import MasterKey
from zhike.project import master_key

Break = Callable[[Any], AbstractContextManager[None]]  # of what a test stands on


def owner(statement: str, *params: object) -> None:
    """What only the owner of the database can do."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, params)


def forget() -> None:
    """A process that has just begun: nothing is kept in it."""
    identity._resolved.cache_clear()
    specs._cache.clear()
    vault._cache.clear()
    document._kept.clear()


@contextmanager
def _changed(there: str, back: str, *params: object) -> Iterator[None]:
    owner(there, *params)
    try:
        yield
    finally:
        owner(back, *params)


def lost(table: str) -> Break:
    """The table is gone."""
    return lambda _: _changed(f"ALTER TABLE {table} RENAME TO lost", f"ALTER TABLE lost RENAME TO {table}")


def shut(table: str, right: str = "SELECT") -> Break:
    """The application has lost a right to the table."""
    return lambda _: _changed(f"REVOKE {right} ON {table} FROM zhike_app", f"GRANT {right} ON {table} TO zhike_app")


def damaged(table: str, column: str, value: str, where: str) -> Break:
    """What stands in one row is changed from outside; `where` may name members of the scene in braces."""

    @contextmanager
    def changed(scene: Any) -> Iterator[None]:
        row = where.format_map(vars(scene))
        owner(f"CREATE TEMP TABLE kept AS SELECT {column} AS held FROM {table} WHERE {row}")
        try:
            with connections["owner"].cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {column} = {value} WHERE {row}")
                assert cursor.rowcount == 1, "one row is to be damaged"
            yield
        finally:
            owner(f"UPDATE {table} SET {column} = (SELECT held FROM kept) WHERE {row}")
            owner("DROP TABLE kept")

    return changed


def missing(table: str, where: str) -> Break:
    """One row is not there."""

    @contextmanager
    def taken(scene: Any) -> Iterator[None]:
        row = where.format_map(vars(scene))
        owner(f"CREATE TEMP TABLE kept AS SELECT * FROM {table} WHERE {row}")
        owner(f"DELETE FROM {table} WHERE {row}")
        try:
            yield
        finally:
            owner(f"INSERT INTO {table} SELECT * FROM kept")
            owner("DROP TABLE kept")

    return taken


@contextmanager
def away(scene: object) -> Iterator[None]:
    """PostgreSQL is stopped."""
    del scene
    with database.away():
        yield


def held(table: str, limit: str) -> Break:
    """Another holds the table, and the patience of the connection ends."""

    @contextmanager
    def waiting(scene: object) -> Iterator[None]:
        del scene
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SHOW {limit}")
            before = cursor.fetchone()[0]
            cursor.execute(f"SET {limit} = '150ms'")
        connections["owner"].ensure_connection()
        with connections["owner"].connection.transaction():
            owner(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            yield
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SET {limit} = '{before}'")

    return waiting


@contextmanager
def unseparated(scene: object) -> Iterator[None]:
    """The connection has lost what row-level security goes by."""
    del scene
    with connections["default"].cursor() as cursor:
        cursor.execute("SET row_security = off")
    try:
        yield
    finally:
        connections["default"].close()


@contextmanager
def other_master_key(scene: object) -> Iterator[None]:
    """Another key than the one that was."""
    del scene
    with masters.holding(MasterKey.of(os.urandom(32))):
        yield


def no_master_key(spoil: Callable[[Path], object]) -> Break:
    """Its file cannot be read any more."""

    @contextmanager
    def unread(scene: object) -> Iterator[None]:
        del scene
        with TemporaryDirectory() as folder, ExitStack() as after:
            home = Path(folder)
            master_key.load(home)
            spoil(home / master_key.FILE)
            after.callback(master.read_again)
            with override_settings(ZHIKE_MASTER_KEYS=partial(master_key.at_work, home)):
                master._read.clear()
                vault._cache.clear()
                yield
                assert not master._read

    return unread


@contextmanager
def without_bytes(scene: Any) -> Iterator[None]:
    """What a file holds is not in its place."""
    place = storage.path(scene.tenant, scene.sha256)
    aside = place.rename(place.with_suffix(".aside"))
    try:
        yield
    finally:
        aside.rename(place)


def setting(name: str, value: object) -> Break:
    """A setting leads to what is not there."""
    return lambda _: override_settings(**{name: value})
