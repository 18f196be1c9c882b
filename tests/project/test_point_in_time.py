"""A-08: a server's own archive brings it back to a moment (the procedure of docs/operations.md, tried as it stands)."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.project.running import Caller, Up, company, eventually, free_port, new_home, zhike
from zhike.project import embedded, reach

pytestmark = pytest.mark.soak
BEFORE, AFTER = 12, 7


@contextmanager
def archived(home: Path, archive: Path) -> Iterator[None]:
    """The server of a home, keeping every piece of its journal in a folder."""
    settings = {"archive_mode": "on", "archive_command": f"test ! -f {archive}/%f && cp %p {archive}/%f"}
    with embedded.Use(embedded.Cluster(home=home, settings=settings)):
        yield


def test_back_to_a_moment() -> None:
    with new_home() as home:
        archive, base, back = (home.parent / name for name in ("archive", "base", "back"))
        home.mkdir()
        who = reach.account(home / "pg")
        who.own(archive)
        with archived(home, archive):
            reach.let_reach(who, archive)
            up = Up(home, free_port(), ZHIKE_WORKER_JOBS="1")
            try:
                caller = Caller(up, company_of(home, up))
                copy_of_the_data(home, base)
                write(caller, "之前", BEFORE)
                keep(home)
                moment = str(ask(home, "SELECT clock_timestamp()"))
                write(caller, "之后", AFTER)
                keep(home)  # its key file has seen what will be taken back
                wanted = ask(home, "SELECT pg_walfile_name(pg_switch_wal())")
                assert eventually(lambda: (archive / str(wanted)).exists())
            finally:
                up.stop()

        back.mkdir()
        shutil.copytree(base, back / "pg")
        (back / "pg" / "recovery.signal").touch()
        shutil.copyfile(home / "master.key", back / "master.key")
        (back / "master.key").chmod(0o600)
        if who.other:
            subprocess.run(["chown", "-R", f"{who.user}:{who.group}", back / "pg"], check=True)
        (back / "pg").chmod(0o700)
        recovery = {
            "restore_command": f"cp {archive}/%f %p",
            "recovery_target_time": moment,
            "recovery_target_action": "promote",
        }
        with embedded.Use(embedded.Cluster(home=back, settings=recovery)):
            assert eventually(lambda: ask(back, "SELECT pg_is_in_recovery()") is False)
            counted = "SELECT count(*) FROM customers_customer WHERE name LIKE '{}%'"
            assert ask(back, counted.format("之前")) == BEFORE
            assert ask(back, counted.format("之后")) == 0
            assert ask(back, "SELECT max(at) <= '" + moment + "' FROM kernel_changeset") is True
            verified = zhike(back, "audit", "verify")
            assert verified.returncode == 0, verified.stderr

            # Numbers of records may be given again now: the key file of before stays as it is, and a new one begins.
            shutil.copyfile(home / "keys.json", back / "keys.json")
            [keys] = (home.parent / "kept").glob("*.keys")
            written = keys.read_bytes()
            keep(home, back)
            assert len(list((home.parent / "kept").glob("*.keys"))) == 2
            assert keys.read_bytes() == written


def company_of(home: Path, up: Up) -> str:
    up.ready()
    return company(home)


def keep(home: Path, other: Path | None = None) -> None:
    made = zhike(other or home, "backup", "--to", str(home.parent / "kept"))
    assert made.returncode == 0, made.stderr


def write(caller: Caller, name: str, many: int) -> None:
    for number in range(many):
        caller.ok("POST", "/customers", {"name": f"{name}{number}", "kind": "organization"})


def copy_of_the_data(home: Path, to: Path) -> None:
    command = [embedded.programs() / "pg_basebackup", "-h", str(embedded.socket_folder(home)), "-U", embedded.USER]
    subprocess.run([*command, "-D", str(to), "--checkpoint=fast"], check=True, capture_output=True)


def ask(home: Path, statement: str) -> object:
    with embedded.connect(home) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return row and row[0]
