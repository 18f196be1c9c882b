"""A-33, in backups: who was erased does not come back with an older backup, and its keys are nowhere (issue 3)."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.project import homes
from tests.project.running import Caller, Up, around, company, free_port, new_home, zhike
from tests.project.test_upgrade import BACK_ONE
from zhike.project import master_key
from zhike.project.backup import keyfile
from zhike.project.backup.keyfile import KeyFile

MARK, OTHER = "麒麟鸟七", "金丝雀九"  # every text of one person holds the mark, and former ones in the journal do
PHONE = "13900007391"
NICK = {"label_zh": "昵称", "object": "customer", "code": "nick", "kind": "text", "unique": True}
JOBS = "from zhike.project import jobs; jobs.backup_keys(timestamp=0)"

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Person:
    """A customer, and the sum of the file that they sent."""

    id: int
    file: str


@dataclass(frozen=True)
class Home:
    """A home with two people, backed up; then the first was erased, and one more person came."""

    path: Path
    token: str
    erased: Person
    other: Person
    later: int
    backup: Path
    before: bytes  # the key file as it was when the backup was made
    keys: dict[str, bytes]  # of the records of the erased person, by object, as they were
    told: list[Any]  # what the API says of the other person


def upload(caller: Caller, mark: str) -> tuple[str, str]:
    """A file that holds a mark; its key and its sum."""
    head = f'--b\r\nContent-Disposition: form-data; name="file"; filename="{mark}.txt"\r\n\r\n'
    raw = f"{head}{mark}\r\n--b--\r\n".encode()
    made = caller.ok("POST", "/files", raw=raw, kind="multipart/form-data; boundary=b")
    return made["key"], made["sha256"]


def make(caller: Caller, mark: str, phone: str) -> Person:
    """A person with all that may hang on one, whose every text has been another."""
    values = {"name": mark, "remark": mark + "备注", "nick": mark + "昵称", "phone": phone}
    one = caller.ok("POST", "/customers", {"kind": "person", **values})["id"]
    former = {"name": mark + "旧名", "remark": mark + "旧备注", "phone": None, "nick": mark + "旧昵称"}
    for version, given in ((1, former), (2, values)):
        caller.ok("PATCH", f"/customers/{one}", {"version": version, **given})
    said = caller.ok("POST", "/interactions", {"customer": one, "content": mark + "内容"})["id"]
    caller.ok("PATCH", f"/interactions/{said}", {"version": 1, "content": mark + "改"})  # the others have no key
    caller.ok("POST", "/tasks", {"customer": one, "title": mark + "任务"})
    key, sha256 = upload(caller, mark)
    caller.ok("POST", "/attachments", {"customer": one, "name": mark + "附件", "file": {"key": key}})
    return Person(one, sha256)


def alone(path: Path) -> Person:
    """The one person of a new company in a home, which is stopped again."""
    token = company(path)
    up = Up(path, free_port()).ready()
    try:
        caller = Caller(up, token)
        caller.ok("POST", "/custom_fields", NICK)
        return make(caller, MARK, PHONE)
    finally:
        up.stop()


def told(caller: Caller, one: int) -> list[Any]:
    """A person, and how they came about."""
    return [caller.ok("GET", f"/customers/{one}"), caller.ok("GET", f"/customers/{one}/history")["rows"]]


@pytest.fixture(scope="module")
def home() -> Iterator[Home]:
    with new_home() as path:
        token = company(path)
        kept = path.parent / "kept"
        up = Up(path, free_port()).ready()
        try:
            caller = Caller(up, token)
            caller.ok("POST", "/custom_fields", NICK)
            one, other = make(caller, MARK, PHONE), make(caller, OTHER, "13900008888")
            made = zhike(path, "backup", "--to", str(kept))
            assert made.returncode == 0, made.stderr
            [file], [keys] = kept.glob("*.backup"), kept.glob("*.keys")
            before, held = keys.read_bytes(), keys_of(path, one)
            caller.ok("POST", f"/customers/{one.id}/personal-data/erase", {})
            later = caller.ok("POST", "/customers", {"name": "后来", "kind": "person", "phone": "13900009999"})["id"]
            said = told(caller, other.id)
        finally:
            up.stop()
        ran(path, JOBS)
        yield Home(path, token, one, other, later, file, before, held, said)


def keys_of(path: Path, one: Person) -> dict[str, bytes]:
    with homes.looked_into(path) as base:
        found = base.execute(
            "SELECT object, key FROM kernel_recordkey WHERE object = 'customer' AND record_id = %s"
            " OR record_id IN (SELECT id FROM customers_interaction WHERE customer_id = %s) AND object = 'interaction'",
            [one.id, one.id],
        ).fetchall()
    return {name: bytes(key) for name, key in found}


def ran(path: Path, program: str) -> str:
    """What a program writes to its log on a home whose database runs."""
    start = "from zhike.project.site import ready\nwith ready():\n    "
    command = [sys.executable, "-W", "ignore", "-c", start + program]
    done = subprocess.run(command, env=around(path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def every_row(path: Path) -> str:
    """All that lies in any table, as whoever gets hold of the database reads it."""
    with homes.looked_into(path) as base:
        return "\n".join(
            row[0] for name in homes.tables(base) for row in base.execute(f'SELECT t::text FROM "{name}" t'.encode())
        )


@pytest.mark.soak
def test_an_erasure_reaches_the_key_file(home: Home) -> None:
    assert set(home.keys) == {"customer", "interaction"}
    [file] = home.backup.parent.glob("*.keys")
    at_hand = master_key.from_file(home.path / "master.key")
    found = {one.object: one for one in KeyFile(str(file), at_hand).blocks()}
    held = b"".join(one.keys for one in found.values())
    assert all(key not in held for key in home.keys.values())
    assert home.erased.id.to_bytes(2, "big") in keyfile.split(found["customer"].erased)
    assert home.other.id.to_bytes(2, "big") in found["customer"].by_id
    assert json.loads((home.path / "keys.json").read_text())["places"][str(home.backup.parent)]["failed"] == ""
    was = home.path.parent / "was" / file.name
    was.parent.mkdir()
    was.write_bytes(home.before)
    before = b"".join(one.keys for one in KeyFile(str(was), at_hand).blocks())
    assert all(key in before for key in home.keys.values())


@pytest.fixture(scope="module")
def goal(home: Home) -> Path:
    """The home that the older backup was restored into."""
    goal = home.path.parent / "goal"
    done = zhike(home.path, "restore", str(home.backup), "--into", str(goal))
    assert done.returncode == 0, done.stderr
    assert "erased again, as they were since then: 4 records" in done.stdout
    return goal


@pytest.mark.soak
def test_who_was_erased_does_not_come_back(home: Home, goal: Path) -> None:
    rows = every_row(goal)
    assert [line for line in rows.splitlines() if MARK in line or PHONE in line or "qilinniao" in line] == []
    assert rows.count(OTHER) > 4
    assert "jinsique" in rows
    files = {one.name for one in (goal / "files").rglob("*")}
    assert home.erased.file not in files
    assert home.other.file in files
    with homes.looked_into(goal) as base:
        marks = base.execute("SELECT object FROM kernel_recordkey WHERE key = '' ORDER BY 1").fetchall()
        assert [row[0] for row in marks] == ["attachment", "customer", "interaction", "task"]
        unique = base.execute("SELECT record_id FROM kernel_uniquevalue WHERE field = 'nick'").fetchall()
        assert unique == [(home.other.id,)]
        younger = "SELECT FROM kernel_recordkey WHERE object = 'customer' AND record_id = %s"
        assert base.execute(younger, [home.later]).fetchone() is None
        assert base.execute("SELECT to_regclass('zhike_erased_since')").fetchone() == (None,)


@pytest.mark.soak
def test_others_are_whole_and_work_goes_on(home: Home, goal: Path) -> None:
    up = Up(goal, free_port()).ready()
    try:
        caller = Caller(up, home.token)
        assert told(caller, home.other.id) == home.told
        row, entries = told(caller, home.erased.id)
        assert row["name"] == f"已删除的客户 #{home.erased.id}"
        assert row["phone"] is row["remark"] is None
        assert entries[0]["verb"] == "erase"
        assert MARK not in json.dumps(entries, ensure_ascii=False)
        assert caller.ok("GET", f"/customers?q={PHONE[-4:]}")["rows"] == []
        again = caller.ok("GET", "/audit?kinds=privacy.erased")["rows"][0]
        assert (again["via"], again["data"]["record"]) == ("restore", home.erased.id)
        # The next new record has a number that was another's in the original, and a key of its own.
        new = caller.ok("POST", "/customers", {"name": "新人", "kind": "person", "phone": "13900001234"})
        assert new["id"] == home.later
    finally:
        up.stop()
    verified = zhike(goal, "audit", "verify")
    assert verified.returncode == 0, verified.stderr

    # It goes on in a line of its own, whose backups leave the keys of the original as they are.
    [keys] = home.backup.parent.glob("*.keys")
    original = keys.read_bytes()
    made = zhike(goal, "backup", "--to", str(home.backup.parent))
    assert made.returncode == 0, made.stderr
    assert keys.read_bytes() == original
    [own] = set(home.backup.parent.glob("*.keys")) - {keys}
    own.unlink()
    for one in set(home.backup.parent.glob("*.backup")) - {home.backup}:
        one.unlink()


@pytest.mark.soak
def test_the_former_keys_would_bring_them_back(home: Home) -> None:
    """What the others look for would be found: it is the key file of today that makes the difference."""
    [now] = home.backup.parent.glob("*.keys")
    former = home.path.parent / "former" / now.name
    former.parent.mkdir()
    former.write_bytes(home.before)
    goal = home.path.parent / "former" / "goal"
    done = zhike(home.path, "restore", str(home.backup), "--into", str(goal), "--keys", str(former))
    assert done.returncode == 0, done.stderr
    rows = every_row(goal)
    assert MARK in rows
    assert "qilinniao" in rows
    assert home.erased.file in {one.name for one in (goal / "files").rglob("*")}


@pytest.mark.soak
def test_an_erasure_that_cannot_reach_a_place_is_told_of_and_tried_again() -> None:
    with new_home() as path:
        one = alone(path)
        made = zhike(path, "backup", "--to", str(path.parent / "kept"))
        assert made.returncode == 0, made.stderr
        [file] = (path.parent / "kept").glob("*.keys")
        whole, key = file.read_bytes(), keys_of(path, one)["customer"]
        file.write_bytes(whole[:-1])
        erase = f"erasure.erase(system(1), 'customer', {one.id})"
        imports = "from zhike.engines.privacy import erasure; from zhike.kernel.actor import system"
        said = ran(path, f"{imports}; {erase}; {JOBS}")
        assert "erasures have not reached the backups" in said
        state = json.loads((path / "keys.json").read_text())
        [place] = state["places"].values()
        assert "damaged" in place["failed"]

        file.write_bytes(whole)
        assert ran(path, JOBS) == ""  # too soon
        assert file.read_bytes() == whole
        place["tried"] = "2026-01-01T00:00:00+00:00"
        (path / "keys.json").write_text(json.dumps(state))
        assert ran(path, JOBS) == ""
        at_hand = master_key.from_file(path / "master.key")
        assert key not in b"".join(one.keys for one in KeyFile(str(file), at_hand).blocks())
        assert [one["failed"] for one in json.loads((path / "keys.json").read_text())["places"].values()] == [""]

        # Nothing more is owed; and a place without a key file is none any more.
        written = file.read_bytes()
        ran(path, JOBS)
        assert file.read_bytes() == written


@pytest.mark.soak
def test_a_database_that_was_taken_back_begins_new_keys() -> None:
    """As by a copy of its data folder: numbers that records had may be given again, so the old keys are left alone."""
    with new_home() as path:
        company(path)
        kept = path.parent / "kept"
        assert zhike(path, "backup", "--to", str(kept)).returncode == 0
        [file] = kept.glob("*.keys")
        written = file.read_bytes()
        with homes.looked_into(path) as base:
            base.execute("DELETE FROM kernel_changeset WHERE id = (SELECT max(id) FROM kernel_changeset)")
        again = zhike(path, "backup", "--to", str(kept))
        assert again.returncode == 0, again.stderr
        assert len(list(kept.glob("*.keys"))) == 2
        assert file.read_bytes() == written
        for one in kept.glob("*.backup"):
            goal = path.parent / one.stem
            done = zhike(path, "restore", str(one), "--into", str(goal))
            assert done.returncode == 0, done.stderr


@pytest.mark.soak
def test_going_back_before_an_upgrade_does_not_bring_them_back() -> None:
    with new_home() as path:
        one = alone(path)
        with homes.looked_into(path):
            done = subprocess.run(
                [sys.executable, "-W", "ignore", "-c", BACK_ONE],
                env=around(path), capture_output=True, text=True, check=False,
            )  # fmt: skip
        assert done.returncode == 0, done.stderr
        (path / "run" / "migrated").unlink()
        done = zhike(path, "upgrade")
        assert done.returncode == 0, done.stderr
        imports = "from zhike.engines.privacy import erasure; from zhike.kernel.actor import system"
        ran(path, f"{imports}; erasure.erase(system(1), 'customer', {one.id}); {JOBS}")
        went = zhike(path, "upgrade", "--back")
        assert went.returncode == 0, went.stderr
        assert MARK in every_row(path)  # until the program starts that goes with these tables
        assert zhike(path, "upgrade").returncode == 0
        assert MARK not in every_row(path)
