"""The database goes away and comes back under load: a clear error, then work goes on in the same process (A-04, A-01).

On a cluster of its own, with PostgreSQL's own durability: what was acknowledged must be there afterwards.
"""

import os
import random
import re
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from tests.conformance import worlds
from zhike.kernel import db
from zhike.kernel.errors import Busy
from zhike.kernel.write import write
from zhike.project import database as databases
from zhike.project import embedded, reach

WRITERS = 4


@pytest.fixture
def cluster(database):
    """A server of this test alone, migrated; `default` and `owner` mean it meanwhile."""
    with tempfile.TemporaryDirectory(prefix="zhike-fault-") as home:
        made = embedded.Cluster(home=Path(home))
        made.start(with_us=True)
        before = {name: dict(connections[name].settings_dict) for name in ("default", "owner")}
        point(str(embedded.socket_folder(made.home)))
        try:
            prepare()
            yield made
        finally:
            for name, settings in before.items():
                connections[name].close()
                connections[name].settings_dict.update(settings)
                connections.settings[name].update(settings)
            made.stop()


def point(folder):
    """Let this thread, and those that are started from now on, connect to another server."""
    for name in ("default", "owner"):
        connections[name].close()
        connections[name].settings_dict["HOST"] = folder
        connections.settings[name]["HOST"] = folder


def prepare():
    databases.prepare()
    call_command("migrate", database="owner", verbosity=0, interactive=False)


class Load:
    """Threads that write tags until they are told to stop, and note what was acknowledged and what went wrong."""

    def __init__(self, actor):
        self.actor, self.stop = actor, threading.Event()
        self.acknowledged, self.errors, self.unknown = [], [], []
        self.threads = [threading.Thread(target=self.run, args=(n,)) for n in range(WRITERS)]

    def __enter__(self):
        for one in self.threads:
            one.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        for one in self.threads:
            one.join(120)

    def run(self, n):
        number = 0
        try:
            while not self.stop.is_set():
                number += 1
                self.once(f"{n}-{number}-{time.monotonic_ns()}")
        finally:
            connections.close_all()

    def once(self, name):
        try:
            result = write(self.actor, "tag", [{"name": name}])
        except Busy:
            self.unknown.append(name)  # it may have been committed before the answer was lost
            time.sleep(0.02)
        except Exception as error:  # noqa: BLE001  # broad except: the test looks at what came
            self.errors.append(error)
        else:
            assert result.counts == {"created": 1}
            self.acknowledged.append(name)

    def progress(self, seconds=60):
        """Wait until every writer could have written again."""
        before, end = len(self.acknowledged), time.monotonic() + seconds
        while len(self.acknowledged) < before + 5 * WRITERS and time.monotonic() < end:
            time.sleep(0.02)
        return len(self.acknowledged) - before


def stored(tenant):
    with db.transaction(tenant) as tx:
        return [
            row[0]
            for row in tx.rows(f"SELECT name FROM customers_tag WHERE tenant_id = {tenant} AND name LIKE '%-%-%'")
        ]


@pytest.mark.soak
def test_the_database_is_stopped_and_started_under_load(cluster):
    world = worlds.fresh()
    tenant = world.company.tenant
    with Load(world.actor) as load:
        for _ in range(2):
            assert load.progress() > 0
            cluster.stop()
            with pytest.raises(Busy):
                write(load.actor, "tag", [{"name": "while it is away"}])
            cluster.start(with_us=True)
            assert load.progress() > 0, "work goes on in the same process"
    assert load.errors == []
    assert load.unknown, "the writers noticed"
    found = stored(tenant)
    assert len(found) == len(set(found))
    assert set(load.acknowledged) <= set(found) <= set(load.acknowledged) | set(load.unknown)
    assert {one["name"] for one in world.rows("tag")} >= set(found[:10])


@pytest.mark.slow
def test_a_connection_that_the_server_ended_is_replaced_in_silence(cluster):
    world = worlds.fresh()
    actor = world.actor
    with embedded.connect(cluster.home) as owner:
        owner.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
        )
    assert write(actor, "tag", [{"name": "after"}]).counts == {"created": 1}


@pytest.mark.slow
def test_a_connection_that_is_lost_in_the_middle_is_busy(cluster):
    world = worlds.fresh()
    actor = world.actor

    def lose(tx, result):
        with embedded.connect(cluster.home) as owner:
            owner.execute("SELECT pg_terminate_backend(%s)", [tx.connection.info.backend_pid])
        tx.execute("SELECT 1")

    with pytest.raises(Busy):
        write(actor, "tag", [{"name": "half"}], also=lose)
    assert write(actor, "tag", [{"name": "whole"}]).counts == {"created": 1}
    assert [one["name"] for one in world.rows("tag")] == ["whole"]
    assert db.current() is None


@pytest.mark.soak
def test_no_acknowledged_row_is_lost_when_the_server_is_killed(cluster):
    seed = random.SystemRandom().randrange(10**6)
    print(f"seed {seed}")  # noqa: T201 - to do it again
    chance = random.Random(seed)
    world = worlds.fresh()
    tenant = world.company.tenant
    with Load(world.actor) as load:
        for _ in range(20):
            assert load.progress() > 0
            time.sleep(chance.random() / 2)
            kill(cluster)
            cluster.start(with_us=True)
            assert load.progress() > 0
    assert load.errors == []
    found = stored(tenant)
    assert len(found) == len(set(found))
    assert set(load.acknowledged) <= set(found) <= set(load.acknowledged) | set(load.unknown)
    print(f"{len(load.acknowledged)} acknowledged, {len(load.unknown)} not, {len(found)} there")  # noqa: T201
    check_pages(cluster)


def kill(cluster):
    """The server and all its children, at once."""
    pid = cluster.pid()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    for one in (pid, *map(int, children)):
        try:
            os.kill(one, signal.SIGKILL)
        except ProcessLookupError:
            continue
    cluster.process.wait()


def check_pages(cluster):
    """Every table and index is sound, and every page of a stopped server has the checksum that it should."""
    with embedded.connect(cluster.home) as owner:
        assert owner.execute("SHOW data_checksums").fetchone() == ("on",)
        owner.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
    folder, user = str(embedded.socket_folder(cluster.home)), embedded.USER
    said = tool(cluster, "pg_amcheck", "--heapallindexed", "--verbose", "-h", folder, "-U", user, embedded.DATABASE)
    assert 'checking heap table "zhike.public.customers_tag"' in said
    assert 'checking btree index "zhike.public.customers_tag_pkey"' in said
    cluster.stop()
    said = tool(cluster, "pg_checksums", "--check", "-D", str(cluster.data))
    assert re.search(r"Bad checksums: +0$", said, re.MULTILINE), said
    assert int(re.search(r"Blocks scanned: +(\d+)", said)[1]) > 1000


def tool(cluster, name, *arguments):
    """A program that comes with the embedded server, run as its account; what it said. That it fails is a fault."""
    who = reach.account(cluster.data)
    program = reach.programs(who, cluster.home, embedded._package()) / "bin" / name
    ran = subprocess.run([program, *arguments], cwd="/", capture_output=True, text=True, check=False, **who.run_as())
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout + ran.stderr


@pytest.mark.soak
def test_the_tools_find_a_page_that_went_bad(cluster):
    """Or else the check after the kills would say nothing."""
    world = worlds.fresh()
    write(world.actor, "tag", [{"name": f"{n}"} for n in range(2000)])
    check_pages(cluster)
    cluster.start(with_us=True)
    with embedded.connect(cluster.home) as owner:
        (place,) = owner.execute("SELECT pg_relation_filepath('customers_tag')").fetchone()
    cluster.stop()
    with (cluster.data / place).open("r+b") as file:
        file.seek(8192 + 4000)
        byte = file.read(1)
        file.seek(8192 + 4000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(AssertionError, match=r"Bad checksums: +1"):
        tool(cluster, "pg_checksums", "--check", "-D", str(cluster.data))
