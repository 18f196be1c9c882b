"""Backup and restore through the command line, on real homes (A-06, A-07)."""

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from tests.project import homes
from tests.project.running import Caller, Up, around, company, free_port, new_home, zhike
from zhike.project import console, master_key
from zhike.project.backup import back, entries
from zhike.project.backup.sealed import seal
from zhike.project.problem import Problem

pytestmark = pytest.mark.slow
FLIPS = 20
HEARD = """
import django; django.setup()
from zhike.kernel import events
heard = []
while events.deliver(1, 'late', lambda tx, some: heard.extend(one.change_set for one in some)):
    pass
print(*dict.fromkeys(heard))
"""


@dataclass(frozen=True)
class Backed:
    """A home with a company in it, and a backup of it."""

    home: Path
    token: str
    file: Path
    state: dict[str, object]


def attach(caller: Caller, name: str, content: bytes) -> str:
    """Upload a file; its SHA-256."""
    edge = uuid4().hex
    head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    raw = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
    sha256: str = caller.ok("POST", "/files", raw=raw, kind=f"multipart/form-data; boundary={edge}")["sha256"]
    return sha256


def fill(home: Path, token: str) -> None:
    """Customers, changes of them, and files, by the front door."""
    up = Up(home, free_port()).ready()
    try:
        caller = Caller(up, token)
        rows = [{"name": f"备份客户{number}", "kind": "organization"} for number in range(300)]
        made = caller.ok("POST", "/customers/batch", {"mode": "create", "rows": rows})
        for one in made["results"][:5]:
            caller.ok("PATCH", f"/customers/{one['id']}", {"version": 1, "name": f"改名{one['id']}"})
        attach(caller, "大.bin", random.Random(7).randbytes(3_000_000))
        attach(caller, "小.txt", "附件".encode())
    finally:
        up.stop()


def state(home: Path) -> dict[str, object]:
    with homes.looked_into(home) as base:
        return {
            "rows": homes.rows(base),
            "sequences": homes.sequences(base),
            "order": homes.order(base),
            "shape": homes.shape(base),
            "files": homes.sums(home),
        }


@pytest.fixture(scope="module")
def backed() -> Iterator[Backed]:
    with new_home() as home:
        token = company(home)
        fill(home, token)
        made = zhike(home, "backup", "--to", str(home.parent / "kept"))
        assert made.returncode == 0, made.stderr
        assert re.search(r"read back and whole: .*\.backup \([\d.]+ MB, 2 files\)", made.stdout)
        [file] = (home.parent / "kept").glob("*.backup")
        yield Backed(home, token, file, state(home))


def restored(backed: Backed, name: str, file: Path | None = None, **environment: str) -> Path:
    goal = backed.home.parent / name
    done = zhike(backed.home, "restore", str(file or backed.file), "--into", str(goal), **environment)
    assert done.returncode == 0, done.stderr
    return goal


def test_what_comes_back_is_what_was_there(backed: Backed) -> None:
    goal = restored(backed, "second")
    found = state(goal)
    assert len(found["files"]) == 2  # type: ignore[arg-type]
    for part, wanted in backed.state.items():
        assert found[part] == wanted, part

    # It starts, signs in whoever could, and goes on where the other stopped.
    with homes.looked_into(backed.home) as base:
        newest = base.execute("SELECT max(id) FROM customers_customer").fetchone()
    up = Up(goal, free_port()).ready()
    try:
        caller = Caller(up, backed.token)
        assert caller.ok("POST", "/customers", {"name": "恢复之后", "kind": "organization"})["id"] > newest[0]  # type: ignore[index]
        assert caller.ok("GET", "/changes")["rows"][0]["object"] == "customer"
        job = caller.ok("POST", "/customers/export", {"format": "csv"})["job"]
        told = caller.wait(job, lambda one: one["state"] in ("done", "failed"))
        assert told["state"] == "done", told
    finally:
        up.stop()
    verified = zhike(goal, "audit", "verify")
    assert verified.returncode == 0, verified.stderr
    assert "whole" in verified.stdout

    # Who begins to listen only now hears of everything, and of what came before the restore first.
    with homes.looked_into(goal) as base:
        heard = [(1, int(one)) for one in python(goal, HEARD).split()]
        there = [one for one in homes.order(base)[0] if one[0] == 1]
    before = [one for one in backed.state["order"][0] if one[0] == 1]  # type: ignore[index]
    assert heard[: len(before)] == before
    assert sorted(heard) == sorted(there)

    again = zhike(backed.home, "restore", str(backed.file), "--into", str(goal))
    assert again.returncode == 1
    assert "already holds" in again.stderr


@pytest.mark.soak
def test_a_copy_of_a_copy_keeps_the_order(backed: Backed) -> None:
    """The numbers of transactions were below zero already, or began anew."""
    goal = restored(backed, "third")
    made = zhike(goal, "backup")
    assert made.returncode == 0, made.stderr
    [file] = (goal / "backups").glob("*.backup")
    found = state(restored(backed, "fourth", file))
    assert found == backed.state


def test_one_changed_byte_anywhere_is_refused(backed: Backed, tmp_path: Path) -> None:
    whole = backed.file.read_bytes()
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    edges = [0, 20, 150, len(whole) - 1]
    for offset in edges + [chance.randrange(len(whole)) for _ in range(FLIPS - len(edges))]:
        bad = bytearray(whole)
        bad[offset] ^= 1 << chance.randrange(8)
        refuses(backed, tmp_path, bytes(bad), f"byte {offset}, seed {seed}")


def test_a_part_of_a_backup_is_refused(backed: Backed, tmp_path: Path) -> None:
    whole = backed.file.read_bytes()
    start = whole.index(b"\n", 20) + 1
    chunk = 1024 * 1024 + 16
    first, second, rest = whole[start : start + chunk], whole[start + chunk :][:chunk], whole[start + 2 * chunk :]
    for bad in (
        whole[: start + chunk], whole[: start + 2 * chunk], whole[:-1], whole[:start], whole[:40], b"", whole + b"\0",
        whole[:start] + second + first + rest,
    ):  # fmt: skip
        refuses(backed, tmp_path, bad, f"{len(bad)} of {len(whole)} bytes")


def refuses(backed: Backed, folder: Path, content: bytes, what: str) -> None:
    bad = folder / "bad.backup"
    bad.write_bytes(content)
    with pytest.raises(Problem) as caught:
        back.examine(master_key.from_file(backed.home / "master.key"), str(bad), console.silent)
    assert caught.value.code in {"backup_damaged", "backup_no_backup", "backup_other_key"}, what


def beside(backed: Backed, folder: Path, change: Callable[[bytearray], None] = lambda content: None) -> Path:
    """The backup in another folder with its key file, changed; that file."""
    folder.mkdir(exist_ok=True)
    shutil.copyfile(backed.file, folder / backed.file.name)
    [keys] = backed.file.parent.glob("*.keys")
    content = bytearray(keys.read_bytes())
    change(content)
    (folder / keys.name).write_bytes(content)
    return folder / keys.name


def refused(backed: Backed, folder: Path, keys: str = "") -> str:
    """With which code a backup in a folder is refused."""
    at_hand = master_key.from_file(backed.home / "master.key")
    with pytest.raises(Problem) as caught:
        back.examine(at_hand, str(folder / backed.file.name), console.silent, keys)
    return caught.value.code


def test_a_key_file_of_which_one_byte_was_changed_is_refused(backed: Backed, tmp_path: Path) -> None:
    size = beside(backed, tmp_path).stat().st_size
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    for offset in [0, 20, 150, size - 1] + [chance.randrange(size) for _ in range(FLIPS - 4)]:

        def flip(content: bytearray) -> None:
            content[offset] ^= 1 << chance.randrange(8)  # noqa: B023 - called at once

        beside(backed, tmp_path, flip)
        told = refused(backed, tmp_path)
        assert told in {"backup_damaged", "backup_no_backup", "backup_other_key"}, f"byte {offset}, seed {seed}"
    beside(backed, tmp_path, lambda content: content.pop())
    assert refused(backed, tmp_path) == "backup_damaged"


def test_the_key_file_must_be_there_and_the_right_one(backed: Backed, tmp_path: Path) -> None:
    keys = beside(backed, tmp_path)
    keys.unlink()
    goal = tmp_path / "goal"
    done = zhike(backed.home, "restore", str(tmp_path / backed.file.name), "--into", str(goal))
    assert done.returncode == 1
    assert f"{keys.name} is not there" in done.stderr
    assert not goal.exists()

    [own] = backed.file.parent.glob("*.keys")
    at_hand = master_key.from_file(backed.home / "master.key")
    told = back.examine(at_hand, str(tmp_path / backed.file.name), console.silent, str(own))
    assert told.keys == str(own)

    # A backup is no key file, a key file no backup, and another's keys are not its own.
    assert refused(backed, tmp_path, str(backed.file)) == "backup_no_backup"
    with pytest.raises(Problem, match="no backup of Zhike"):
        back.examine(at_hand, str(own), console.silent)
    writer, foreign = entries.Writer(), tmp_path / "foreign"
    plain = iter([writer.begin({"kind": "keys", "line": "0123456789ab", "witness": None}), writer.end()])
    foreign.write_bytes(b"".join(seal(at_hand[0], "2026-01-01T00:00:00+00:00", plain)))
    assert refused(backed, tmp_path, str(foreign)) == "backup_keys_other"


def test_a_damaged_one_changes_nothing(backed: Backed, tmp_path: Path) -> None:
    bad = tmp_path / "bad.backup"
    content = bytearray(backed.file.read_bytes())
    content[-9] ^= 1
    bad.write_bytes(content)
    goal = tmp_path / "goal"
    done = zhike(backed.home, "restore", str(bad), "--into", str(goal))
    assert done.returncode == 1
    assert "damaged or not complete" in done.stderr
    assert "Traceback" not in done.stderr
    assert not goal.exists()


def test_without_its_key_it_stays_shut_and_says_which_it_takes(backed: Backed) -> None:
    with new_home() as elsewhere:
        done = zhike(elsewhere, "restore", str(backed.file))
        key = json.loads(backed.file.read_bytes().split(b"\n")[1])["key_id"]
        assert done.returncode == 1
        assert f"takes the master key {key}" in done.stderr
        assert not elsewhere.exists()

        given = {"ZHIKE_MASTER_KEY_FILE": str(backed.home / "master.key")}
        done = zhike(elsewhere, "restore", str(backed.file), **given)
        assert done.returncode == 0, done.stderr
        assert not (elsewhere / "master.key").exists()
        assert zhike(elsewhere, "audit", "verify", **given).returncode == 0


def test_nothing_in_it_can_be_read(backed: Backed) -> None:
    content = backed.file.read_bytes()
    for planted in ("备份客户", "附件", "customers_customer", "boss@example.com"):
        assert planted.encode() not in content


def python(home: Path, program: str) -> str:
    """What a program says that runs on a home."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], env=around(home), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.soak
def test_what_older_tables_held_comes_into_todays(backed: Backed) -> None:
    """A-07: the newest migration of the kernel is not in the backup."""
    older = restored(backed, "older")
    command = "from django.db.migrations.loader import MigrationLoader as L; import django; django.setup();"
    command += "from django.core.management import call_command as c;"
    command += "names = sorted(n for a, n in L(None).graph.nodes if a == 'kernel');"
    command += "c('migrate', 'kernel', names[-2], database='owner', verbosity=0); print(names[-1])"
    with homes.looked_into(older) as base:
        newest = python(older, command).strip()
        assert base.execute("SELECT FROM django_migrations WHERE name = %s", [newest]).fetchone() is None
    made = zhike(older, "backup")  # which changes no tables
    assert made.returncode == 0, made.stderr
    [file] = (older / "backups").glob("*.backup")
    goal = restored(backed, "newer", file)
    with homes.looked_into(goal) as base:
        assert base.execute("SELECT count(*) FROM django_migrations WHERE name = %s", [newest]).fetchone() == (1,)
        assert homes.shape(base) == backed.state["shape"]
        assert homes.rows(base)["customers_customer"] == backed.state["rows"]["customers_customer"]  # type: ignore[index]


@pytest.mark.soak
def test_a_newer_one_is_refused(backed: Backed) -> None:
    newer = restored(backed, "from-the-future")
    with homes.looked_into(newer) as base:
        base.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('kernel', '9999_future', now())")
    made = zhike(newer, "backup")
    assert made.returncode == 0, made.stderr
    [file] = (newer / "backups").glob("*.backup")
    goal = newer.parent / "never"
    done = zhike(backed.home, "restore", str(file), "--into", str(goal))
    assert done.returncode == 1
    assert "kernel.9999_future" in done.stderr
    assert not (goal / "pg").exists()
    assert not (goal / "restoring").exists()


def test_an_empty_home_stays_empty() -> None:
    with new_home() as home:
        for command in ("backup", "upgrade"):
            refused = zhike(home, command)
            assert refused.returncode == 1
            assert "nothing to back up" in refused.stderr
        assert not home.exists()


def test_a_full_folder_or_a_closed_one_is_said(backed: Backed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    done = zhike(backed.home, "backup", "--to", str(tmp_path / "file"))
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "cannot be written to or read from" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["file"]
