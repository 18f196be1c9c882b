"""The tables of a company change while the program before serves; then each migration goes back and forth on them.

What is asked about the home stands in one fixture, as it takes long to come by.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.fields import FieldOperation
from psycopg import sql

from tests.project import homes
from tests.project.running import SECONDS, Caller, Up, around, company, eventually, free_port, new_home
from tests.upgrades import content, earlier
from tests.upgrades.fill import fill
from tests.upgrades.traffic import Traffic
from zhike.project import embedded

pytestmark = pytest.mark.soak
Node = tuple[str, str]

# Migrates as it is told: lines of an app and the name of its last migration, or `zero`.
DRIVER = """
import sys
import django; django.setup()
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader
graph = MigrationLoader(None).graph
ours = {one.label for one in apps.get_app_configs() if one.name.startswith('zhike.')}
plan = []
for leaf in graph.leaf_nodes():
    plan += [node for node in graph.forwards_plan(leaf) if node not in plan]
on_ours = [node for node in plan if ours & {above for above, _ in graph.forwards_plan(node)}]
print(*map('.'.join, on_ours), flush=True)
for line in sys.stdin:
    call_command('migrate', *line.split(), database='owner', verbosity=0, interactive=False)
    print('done', flush=True)
"""
# Killed once it has done so many operations.
KILLED = """
import os
import django; django.setup()
from django.core.management import call_command
from django.db.backends.base.schema import BaseDatabaseSchemaEditor as Editor
plain, left = Editor.execute, [{after}]
def execute(self, *given, **more):
    plain(self, *given, **more)
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), 9)
Editor.execute = execute
call_command('migrate', database='owner', verbosity=0, interactive=False)
"""
# The tables of ours that the company leaves empty, with the reason.
EMPTY = {
    "access_attempt": "nobody has guessed",
    "access_auditseal": "sealed by the clock",
    "access_cache": "what is in it may be lost",
    "classification_analysis": "only what took long to find is kept",
    "classification_request": "only who may not decide asks",
    "intake_sourcefile": "no file has been taken from an address that does not exist",
    "intake_linkedrow": "kept only while linked sheets are being imported",
    "kernel_subscription": "made when a subscriber first asks",
    "kernel_touch": "no engine has changed anything beside the records",
}


class Migrator:
    """Brings the tables of a home up and down; `plan` holds our migrations and those that depend on them, in order."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", DRIVER], env=around(home), stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        words = self.process.stdout.readline().split()
        self.plan: list[Node] = [(word.split(".")[0], word.split(".")[1]) for word in words]

    def to(self, node: Node) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(*node, file=self.process.stdin, flush=True)
        assert self.process.stdout.readline() == "done\n", f"{node}: the reason stands on standard error"

    def before(self, node: Node) -> Node:
        """Where its app stands without it."""
        own = [one for one in self.plan if one[0] == node[0]]
        at = own.index(node)
        return own[at - 1] if at else (node[0], "zero")

    def close(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        assert self.process.wait(60) == 0


@contextmanager
def migrator(home: Path) -> Iterator[tuple[Migrator, "psycopg.Connection[tuple[object, ...]]"]]:
    with homes.looked_into(home) as base:
        base.prepare_threshold = None  # the columns of what it asks change
        one = Migrator(home)
        try:
            yield one, base
            one.close()
        finally:
            one.process.kill()


@dataclass(frozen=True)
class Served:
    """What came of an upgrade beside the program before: a home, what people were refused, and what they wrote."""

    home: Path
    refused: list[Any]
    before: set[Node]  # the migrations that there were
    gave_way: bool  # whether a change of a table had to wait behind a long statement
    job: str  # how a job ended that the former worker did on the new tables
    written: list[str]
    found: list[str]  # the same by the new program


@pytest.fixture(scope="module")
def served(before: earlier.Version) -> Iterator[Served]:
    """The former program founds a company and serves it while the new one brings the tables up; then that serves."""
    with new_home() as home:
        token = company(home, **before.environment)
        were = earlier.applied(home)
        up = Up(home, free_port(), **before.environment).ready()
        try:
            caller = Caller(up, token)
            with Traffic(caller) as traffic, embedded.connect(home) as reader:
                with reader.transaction():  # somebody's long statement, in the way of every change of a table
                    in_use = sql.SQL(", ").join(map(sql.Identifier, homes.tables(reader)))
                    reader.execute(sql.SQL("LOCK TABLE {} IN ACCESS SHARE MODE").format(in_use))
                    migrating = begun(home, "migrate")
                    gave_way = eventually(lambda: waits(reader) or migrating.poll() is not None, SECONDS, pause=0.02)
                    gave_way = gave_way and migrating.poll() is None
                    traffic.some_more()
                assert migrating.wait(SECONDS) == 0
                traffic.some_more()
            job = caller.ok("POST", "/customers/export", {"format": "csv"})["job"]
            ended = caller.wait(job, lambda one: one["state"] in ("done", "failed"))["state"]
            written = names(caller)
        finally:
            up.stop()
        up = Up(home, free_port()).ready()
        try:
            caller = Caller(up, token)
            found = names(caller)
            fill(caller)
        finally:
            up.stop()
        yield Served(home, traffic.refused, were, gave_way, ended, written, found)


def waits(base: "psycopg.Connection[tuple[Any, ...]]") -> bool:
    """Does somebody wait to shut a table?"""
    asked = "SELECT EXISTS (SELECT FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND NOT granted)"
    return base.execute(asked).fetchone() == (True,)


def names(caller: Caller) -> list[str]:
    return sorted(one["name"] for one in caller.every("customers", "name"))


def begun(home: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "zhike.project.cli", *arguments]
    return subprocess.Popen(command, cwd=earlier.ROOT, env=around(home))


def test_the_program_before_serves_while_the_tables_change(served: Served, before: earlier.Version) -> None:
    new = set(earlier.brought(before))
    assert not served.before & new
    assert served.before >= before.migrations().keys()
    assert earlier.applied(served.home) >= new
    assert served.refused == []
    nodes = MigrationLoader(None).graph.nodes
    changes = [one for node in new for one in nodes[node].operations if isinstance(one, FieldOperation)]
    assert served.gave_way or not changes
    assert served.job == "done"
    assert served.found == served.written
    assert served.found


def test_nothing_that_migrations_could_harm_is_missing(served: Served) -> None:
    with homes.looked_into(served.home) as base:
        rows = content.read(base).rows
    ours = {app for app, _ in earlier.OURS.migrations()}
    assert {name for name, found in rows.items() if name.split("_")[0] in ours and not found} <= EMPTY.keys()


def back_and_forth(one: Migrator, base: "psycopg.Connection[tuple[object, ...]]", newest: list[Node]) -> None:
    """Each migration down, up, and down for good, newest first; then all of them up again.

    Those of others that stand on ours only make way, and come back in the end: they are not ours to mend.
    """
    first = full = content.read(base)
    ours = earlier.OURS.migrations()
    for node in newest:
        if node not in ours:
            one.to(one.before(node))
            full = content.read(base)
            continue
        one.to(one.before(node))
        without = content.read(base)
        assert without.within(full) == full.within(without), f"{node}: rows changed on the way back"
        one.to(node)
        again = content.read(base)
        assert again.columns == full.columns, f"{node}: {again.added_to(full) ^ full.added_to(again)}"
        assert again.shape == full.shape, f"{node}: other indexes, constraints, policies or rights"
        assert again.within(without) == full.within(without), f"{node}: rows changed on the way forth"
        one.to(one.before(node))
        full = content.read(base)
        assert full == without, f"{node}: the second way back leads elsewhere"
    for node in reversed(newest):
        one.to(node)
    last = content.read(base)
    assert last.columns == first.columns
    assert last.shape == first.shape
    assert last.within(full) == first.within(full)


def test_what_is_new_goes_back_and_forth(served: Served, before: earlier.Version) -> None:
    with migrator(served.home) as (one, base):
        new = set(earlier.brought(before))
        back_and_forth(one, base, [node for node in reversed(one.plan) if node in new])


def test_all_that_there_is_goes_back_and_forth(served: Served) -> None:
    with migrator(served.home) as (one, base):
        assert earlier.OURS.migrations().keys() <= set(one.plan)
        back_and_forth(one, base, list(reversed(one.plan)))


def test_killed_after_any_statement_it_goes_on(served: Served, before: earlier.Version) -> None:
    with migrator(served.home) as (one, base):
        wanted = content.read(base)
        new = set(earlier.brought(before))
        for node in reversed(one.plan):
            if node in new:
                one.to(one.before(node))
        left = content.read(base)
        for after in range(1, 1000):
            command = [sys.executable, "-W", "ignore", "-c", KILLED.format(after=after)]
            done = subprocess.run(command, env=around(served.home), capture_output=True, text=True, check=False)
            found = content.read(base)
            assert left.within(found) == found.within(left)
            if done.returncode == 0:
                break
            assert done.returncode == -9, done.stderr
    assert after > 1
    assert (found.columns, found.shape) == (wanted.columns, wanted.shape)
