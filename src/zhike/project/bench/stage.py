"""The Zhike that is measured: a home folder of its own, a server started as anybody starts it, one company in it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from zhike.access import identity, people, tenants, tokens
from zhike.kernel import lifeline, registry
from zhike.kernel.actor import Actor, system
from zhike.project import embedded, environment
from zhike.project.commands import up
from zhike.project.problem import Problem

EMAIL, PASSWORD = "owner@bench.example", "Bench-4711-Zhike"
_START_SECONDS = 300


class Stage:
    """A running Zhike. `actor` is the owner of its company, `token` a token of theirs."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.start()
        self.actor = self._found()
        self.token = tokens.create(system(self.actor.tenant_id), person_id=self.actor.person_id or 0, name="bench")
        self.table = registry.declared_object("customer").table

    @property
    def root(self) -> int:
        """The process that all others descend from."""
        assert self.process is not None
        return self.process.pid

    def start(self) -> float:
        """Start it; gives the seconds until it answered."""
        begun = time.monotonic()
        log = self.home / "log" / "bench.log"
        with log.open("ab") as out:
            command = [sys.executable, "-m", "zhike.project.cli", "up", "--port", str(self.port)]
            self.process = subprocess.Popen(
                command,
                env={**os.environ, "ZHIKE_API_RATE": "0"},  # how fast it can be, not how fast it lets one be
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                preexec_fn=_stop_with_us,  # noqa: PLW1509 - it calls prctl only
            )
        while not up.answers("127.0.0.1", self.port):
            if self.process.poll() is not None or time.monotonic() - begun > _START_SECONDS:
                raise Problem("web_failed", name="up", log=log)
            time.sleep(0.05)
        return time.monotonic() - begun

    def stop(self) -> None:
        """Stop it, as Ctrl-C does."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def owner(self) -> psycopg.Connection[tuple[object, ...]]:
        """A session of the owner of the tables, for what no user does."""
        return embedded.connect(self.home)

    def conninfo(self) -> str:
        """How a bare client connects: as the application, bound to the company by row-level security."""
        options = f"-c zhike.tenant_id={self.actor.tenant_id}"
        folder = str(embedded.socket_folder(self.home))
        return make_conninfo(host=folder, user=environment.APP_ROLE, dbname=embedded.DATABASE, options=options)

    def rows(self) -> int:
        """How many customers there are."""
        with self.owner() as connection:
            found = connection.execute(f'SELECT count(*) FROM "{self.table}"').fetchone()  # noqa: S608 - our own table
        return int(str(found[0])) if found else 0

    def empty(self, *, keys: bool = True) -> None:
        """Have no customers, and nothing left to be written to disk. `keys`: nor what opens the values of those."""
        with self.owner() as connection:
            connection.execute(f'TRUNCATE "{self.table}" CASCADE')
            if keys:
                connection.execute("TRUNCATE kernel_recordkey, duplicates_key")
            connection.execute("CHECKPOINT")

    def settle(self) -> None:
        """What autovacuum does after a while."""
        with self.owner() as connection:
            connection.execute("VACUUM (ANALYZE)")
            connection.execute("CHECKPOINT")

    def version(self) -> str:
        """The version of the database."""
        with self.owner() as connection:
            return str(connection.info.parameter_status("server_version"))

    def _found(self) -> Actor:
        """The company, made if it is not there yet."""
        known = people.by_email(EMAIL, None)
        if known:
            return identity.person(known[0].tenant_id, known[0].person_id, via="api")
        made = tenants.create_tenant("云帆科技", owner_email=EMAIL, owner_name="周海燕", password=PASSWORD)
        return identity.person(made.tenant, made.person, via="api")


def _stop_with_us() -> None:
    lifeline.die_with_parent(signal.SIGTERM)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
