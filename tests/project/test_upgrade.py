"""`./zhike upgrade`: it looks first, backs up, can be stopped anywhere, and goes back."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import homes
from tests.project.running import Up, around, company, free_port, new_home, zhike

pytestmark = pytest.mark.slow
NEWEST = "customers"  # the app whose newest migration is taken back

BACK_ONE = """
import django; django.setup()
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
names = sorted(name for app, name in MigrationLoader(None).graph.nodes if app == 'customers')
call_command('migrate', 'customers', names[-2], database='owner', verbosity=0)
print(names[-1])
"""
# The first migration of the upgrade fails once it has done its work.
FAILS = """
import sys, os
from django.db.migrations.migration import Migration
plain = Migration.apply
def apply(self, *given, **more):
    plain(self, *given, **more)
    os.kill(os.getpid(), 9) if {killed} else (_ for _ in ()).throw(OSError("planted"))
Migration.apply = apply
from zhike.project.cli import main
sys.exit(main(['upgrade']))
"""


@pytest.fixture
def older(behind: Path) -> Iterator[Path]:
    """A home whose tables are one migration behind, for one test alone."""
    with new_home() as home:
        subprocess.run(["cp", "-a", behind, home], check=True)  # owners and all: the server runs as another account
        yield home


@pytest.fixture(scope="module")
def behind() -> Iterator[Path]:
    """What such homes are copies of."""
    with new_home() as home:
        company(home)
        with homes.looked_into(home):
            ran(home, BACK_ONE)
        (home / "run" / "migrated").unlink()
        yield home


def ran(home: Path, program: str) -> str:
    done = program_on(home, program)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def program_on(home: Path, program: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-c", program]
    return subprocess.run(command, env=around(home), capture_output=True, text=True, check=False)


def applied(home: Path) -> list[str]:
    with homes.looked_into(home) as base:
        rows = base.execute("SELECT name FROM django_migrations WHERE app = %s ORDER BY name", [NEWEST])
        return [row[0] for row in rows]


@pytest.mark.soak
def test_forward_and_back(older: Path) -> None:
    before = applied(older)
    looked = zhike(older, "upgrade", "--check")
    assert looked.returncode == 0, looked.stderr
    assert "1 changes of the tables are to come" in looked.stdout
    assert applied(older) == before
    none_yet = zhike(older, "upgrade", "--back")
    assert none_yet.returncode == 1
    assert "no backup from before an upgrade" in none_yet.stderr

    done = zhike(older, "upgrade")
    assert done.returncode == 0, done.stderr
    assert len(applied(older)) == len(before) + 1
    again = zhike(older, "upgrade")
    assert again.returncode == 0
    assert len(list((older / "upgrades").glob("*.backup"))) == 1

    (older / "files" / "later").write_text("written after the upgrade")
    went = zhike(older, "upgrade", "--back")
    assert went.returncode == 0, went.stderr
    assert applied(older) == before
    [aside] = older.glob("replaced-*")
    assert (aside / "files" / "later").read_text() == "written after the upgrade"
    assert (aside / "pg" / "PG_VERSION").exists()
    assert zhike(older, "upgrade").returncode == 0
    assert zhike(older, "audit", "verify").returncode == 0


@pytest.mark.soak
@pytest.mark.parametrize("killed", [True, False])
def test_one_that_was_stopped_goes_on(older: Path, killed: bool) -> None:
    stopped = program_on(older, FAILS.format(killed=killed))
    assert stopped.returncode == (-9 if killed else 1)
    assert killed or "Go on: ./zhike upgrade." in stopped.stderr
    [backup] = (older / "upgrades").glob("*.backup")
    done = zhike(older, "upgrade")
    assert done.returncode == 0, done.stderr
    assert backup.name in done.stdout  # the way back leads to before the first try
    assert [backup] == list((older / "upgrades").glob("*.backup"))
    assert zhike(older, "upgrade", "--check").stdout.count("0 changes") == 1


def test_what_is_in_the_way_is_said_before_anything_is_done(older: Path) -> None:
    key = older / "master.key"
    kept = key.read_bytes()
    key.write_text("mZ3p0W2pM8S0e3U1m3o0n7cXrWq1m2q3Zk4r5t6y7u8=\n")
    other = zhike(older, "upgrade")
    assert other.returncode == 1
    assert "encrypted under the master key" in other.stderr
    key.write_bytes(kept)
    assert not (older / "upgrades").exists()

    assert zhike(older, "upgrade").returncode == 0
    up = Up(older, free_port()).ready()
    try:
        busy = zhike(older, "upgrade")
        assert busy.returncode == 1
        assert f"process {up.process.pid}" in busy.stderr
    finally:
        up.stop()
    with homes.looked_into(older) as base:
        base.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('kernel', '9999_future', now())")
    newer = zhike(older, "upgrade")
    assert newer.returncode == 1
    assert "kernel.9999_future" in newer.stderr
    assert len(list((older / "upgrades").glob("*.backup"))) == 1
