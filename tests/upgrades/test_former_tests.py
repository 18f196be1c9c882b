"""The tests of the program before pass on the tables of this one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project.running import around, new_home
from tests.upgrades import earlier
from tests.upgrades.earlier import applied

pytestmark = pytest.mark.slow

MADE_BY_OURS = """
import django; django.setup()
from pathlib import Path
from django.conf import settings
from django.core.management import call_command
from zhike.project import database, embedded
with embedded.Use(embedded.Cluster(home=Path(settings.HOME))):
    database.prepare()
    call_command('migrate', database='owner', verbosity=0, interactive=False)
    from django.db import connections
    with connections['owner'].cursor() as cursor:  # its transactions would hold back seals, which the tests count
        cursor.execute('ALTER SYSTEM SET autovacuum = off')
"""
# Of the tests before, some that write and read what they can in every table that ours has changed, quickly.
QUICK = [
    "tests/connect/test_records.py",
    "tests/connect/test_team.py",
    "tests/kernel/test_custom_fields.py",
    "tests/connect/test_second_thoughts.py",
    "tests/kernel/test_row_security.py",
    "tests/access/test_audit.py",
]
MOST = ["tests/access", "tests/connect", "tests/conformance", "tests/intake", "tests/kernel"]
# What the program before cannot do on our tables by its nature: the test, and why.
ROW_SECURITY = "tests/kernel/test_row_security.py::test_row_security"
NOT = {
    f"{ROW_SECURITY}_is_forced_on_every_table_of_tenants": "it names all tables, and ours has more; our own test, too",
}


def test_what_was_released_stays_as_it_was(before: earlier.Version) -> None:
    """A migration that was applied somewhere is never applied again."""
    theirs, ours = before.migrations(), earlier.OURS.migrations()
    assert {name for name, text in theirs.items() if ours.get(name) != text} == set()


@pytest.fixture(scope="module")
def tables_of_ours(before: earlier.Version) -> Iterator[dict[str, str]]:
    """The environment of a run of the tests before, on a database that our migrations have made."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.upgrades.on_home"}
    theirs = before.root / "tests" / "upgrades"
    theirs.mkdir()
    for name in ("__init__.py", "on_home.py"):
        (theirs / name).write_bytes((Path(__file__).parent / name).read_bytes())
    with new_home() as home:
        made = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", MADE_BY_OURS], cwd=earlier.ROOT, capture_output=True, text=True,
            env=around(home) | settings | {"PYTHONPATH": f"src{os.pathsep}."}, check=False,
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
        assert applied(home).issuperset(earlier.brought(before))
        yield around(home) | settings | {"PYTHONPATH": ""}


def ran(before: earlier.Version, environment: dict[str, str], tests: list[str]) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--ds=tests.upgrades.on_home"]
    command += ["-m", "not slow and not soak and not browser", *(f"--deselect={one}" for one in NOT), *tests]
    done = subprocess.run(command, cwd=before.root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]
    return done.stdout


@pytest.mark.soak
def test_its_tests_pass_on_the_new_tables(before: earlier.Version, tables_of_ours: dict[str, str]) -> None:
    assert " passed" in ran(before, tables_of_ours, QUICK)


@pytest.mark.soak
def test_most_of_its_tests_pass_on_the_new_tables(before: earlier.Version, tables_of_ours: dict[str, str]) -> None:
    assert " passed" in ran(before, tables_of_ours, MOST)
