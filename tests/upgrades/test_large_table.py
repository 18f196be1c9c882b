"""An upgrade beside people who work on a table of a million rows shuts it for nobody."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import psycopg
import pytest

from tests.project import homes
from tests.project.running import around, company, new_home
from tests.upgrades import earlier
from zhike.project import embedded

pytestmark = pytest.mark.soak
ROWS = 1_000_000
LONGEST = 1.0  # seconds for which a table may be shut
TABLE = "customers_customer"

# Every index of the table anew, by the operations that migrations use.
INDEXES = """
import django; django.setup()
from django.apps import apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from zhike.kernel import migrating
state = MigrationLoader(None).project_state()
customer = state.apps.get_model('customers', 'customer')
with connections['owner'].schema_editor(atomic=False) as editor:
    for index in list(customer._meta.indexes):
        remove, add = migrating.RemoveIndex('customer', index.name), migrating.AddIndex('customer', index)
        without = state.clone()
        remove.state_forwards('customers', without)
        remove.database_forwards('customers', editor, state, without)
        add.database_forwards('customers', editor, without, state)
"""


class Watched:
    """Two people at work as the application's role, and somebody who looks at who holds what.

    `shut`: how long each table was held shut at the longest, as far as samples tell; `failed`: what was refused. A
    statement that waits for a lock for longer than `LONGEST` is refused.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.shut: dict[str, float] = {}
        self.failed: list[str] = []
        self.done = 0
        self._over = threading.Event()
        self._threads = [threading.Thread(target=one) for one in (self._look, self._work, self._work)]

    def __enter__(self) -> "Watched":
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        for one in self._threads:
            one.join()

    def _look(self) -> None:
        since: dict[tuple[object, ...], float] = {}
        with embedded.connect(self.home) as base:
            while not self._over.wait(0.02):
                now = time.monotonic()
                held = base.execute(
                    "SELECT relname, pid, virtualtransaction FROM pg_locks JOIN pg_class c ON c.oid = relation"
                    " WHERE mode = 'AccessExclusiveLock' AND granted AND relkind = 'r'"
                    " AND relnamespace = 'public'::regnamespace"
                ).fetchall()
                since = {one: since.get(one, now) for one in held}
                for one, begun in since.items():
                    self.shut[str(one[0])] = max(self.shut.get(str(one[0]), 0), now - begun)

    def _work(self) -> None:
        folder = str(embedded.socket_folder(self.home))
        limits = f"-c lock_timeout={int(LONGEST * 1000)}ms -c zhike.tenant_id=1"
        with psycopg.connect(host=folder, user="zhike_app", dbname="zhike", autocommit=True, options=limits) as base:
            number = 0
            while not self._over.is_set():
                number = (number * 7919 + 13) % ROWS
                try:
                    base.execute(f"SELECT name FROM {TABLE} WHERE id BETWEEN %s AND %s", [number, number + 20])
                    base.execute(f"UPDATE {TABLE} SET remark = 'x' WHERE tenant_id = 1 AND id = %s", [number])
                    base.execute(inserted("1"))
                except psycopg.Error as error:
                    self.failed.append(str(error))
                self.done += 1


def inserted(numbers: str) -> str:
    """SQL that adds customers, with the columns that the version before knows."""
    return (
        f"INSERT INTO {TABLE} (tenant_id, version, created_at, updated_at, title_sort, custom, name, kind, stage, code)"
        " SELECT 1, 1, now(), now(), n::text, '{}', '客户' || n, 'organization', 'lead', gen_random_uuid()::text"
        f" FROM generate_series(1, {numbers}) n"
    )


@pytest.fixture(scope="module")
def large(before: earlier.Version) -> Iterator[Path]:
    """A home of the version before, with a million customers."""
    with new_home() as home:
        company(home, **before.environment)
        with homes.looked_into(home) as base:
            base.execute(inserted(str(ROWS)))
            base.execute("ANALYZE")
            yield home


@contextmanager
def watched(home: Path) -> Iterator[Watched]:
    with Watched(home) as people:
        time.sleep(1)
        yield people
    assert people.done > 0


def nobody_was_shut_out(people: Watched) -> None:
    assert people.failed == []
    assert {table: seconds for table, seconds in people.shut.items() if seconds > LONGEST} == {}


def test_an_upgrade(large: Path, before: earlier.Version) -> None:
    with watched(large) as people:
        done = subprocess.run(
            [sys.executable, "-m", "zhike.project.cli", "migrate"],
            env=around(large),
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip - no limit of time, as `zhike` has
    assert done.returncode == 0, done.stderr
    with homes.looked_into(large) as base:
        applied = set(base.execute("SELECT app, name FROM django_migrations").fetchall())
    assert applied.issuperset(earlier.brought(before))
    nobody_was_shut_out(people)


def test_every_index_anew(large: Path) -> None:
    with watched(large) as people:
        done = subprocess.run([sys.executable, "-W", "ignore", "-c", INDEXES], env=around(large), check=False)
    assert done.returncode == 0
    nobody_was_shut_out(people)


@pytest.mark.parametrize(
    "harm",
    [
        f"BEGIN; ALTER TABLE {TABLE} ALTER COLUMN version TYPE bigint; ROLLBACK",
        f"BEGIN; ALTER TABLE {TABLE} ADD COLUMN x bigint; UPDATE {TABLE} SET x = 1; ROLLBACK",
    ],
)
def test_that_the_watch_sees_what_it_should(large: Path, harm: str) -> None:
    with watched(large) as people, embedded.connect(large) as base:
        base.execute(harm)
    assert people.shut[TABLE] > LONGEST
    assert any("lock timeout" in one for one in people.failed)
