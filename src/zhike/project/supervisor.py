"""Keeps the web server, the background worker and the embedded database running, and stops them all.

One process without threads: the children are forked from it after it has imported the application, so they share that
memory. A child that ends is started again, later each time it ends soon. When this process is killed the kernel ends
the children (see `lifeline`), so nothing is left that could be in the way of the next start.
"""

import logging
import multiprocessing
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import Final

from zhike.kernel import lifeline
from zhike.project import console, embedded
from zhike.project.problem import Problem

_fork: Final = multiprocessing.get_context("fork")
_STOP_SECONDS: Final = 15
_FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 30.0
_STABLE_SECONDS: Final = 60  # one that ran this long failed for a new reason
_HOPELESS: Final = 5  # failures in a row before the site was ever ready
_TICK: Final = 1.0
_LOG_LIMIT: Final = 20 * 1024 * 1024


@dataclass(kw_only=True)
class Child:
    """One process that is kept running: `run` is called in it."""

    name: str
    run: Callable[[], None]
    log: Path
    process: BaseProcess | None = None
    begun: float = 0.0
    failures: int = 0
    due: float = field(default_factory=time.monotonic)

    def pause(self) -> float:
        """Seconds to wait before it is started again."""
        return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** max(0, self.failures - 1))


class Supervisor:
    """Runs the children until a signal says stop. `in_child` comes first in each (drops what is the parent's)."""

    def __init__(
        self, children: Sequence[Child], cluster: embedded.Cluster | None, in_child: Callable[[], None]
    ) -> None:
        self.children = children
        self.cluster = cluster
        self.in_child = in_child
        self.signals = 0
        self.ready = False
        self._database_due = 0.0
        self._database_failures = 0
        self._wake, self._waker = socket.socketpair()

    def start(self) -> None:
        """Listen to signals and start every child."""
        for end in (self._wake, self._waker):
            end.setblocking(False)
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if name != signal.SIGHUP or signal.getsignal(name) != signal.SIG_IGN:  # nohup means it
                signal.signal(name, self._on_stop)
        signal.signal(signal.SIGCHLD, _nothing)
        for child in self.children:
            self._start(child)

    def wait_until(self, ready: Callable[[], bool]) -> bool:
        """Tend the children until `ready` answers yes; False when told to stop before."""
        while not self.signals:
            if ready():
                self.ready = True
                return True
            self._tend()
            for child in self.children:
                if child.failures >= _HOPELESS:
                    raise Problem("web_failed", name=child.name, log=child.log)
            self._sleep(0.1)
        return False

    def run(self) -> None:
        """Tend the children until told to stop."""
        while not self.signals:
            self._tend()
            self._sleep(_TICK)

    def stop(self) -> None:
        """End every child: politely, then, after a while or at a second signal, at once."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline, signals = time.monotonic() + _STOP_SECONDS, self.signals
        while any(process.is_alive() for process in running):
            if time.monotonic() > deadline or self.signals > signals:
                for process in running:
                    _kill_group(process)
                break
            self._sleep(0.1)
        for process in running:
            process.join()
        signal.set_wakeup_fd(-1)

    def _tend(self) -> None:
        self._tend_database()
        now = time.monotonic()
        for child in self.children:
            if child.process is not None and not child.process.is_alive():
                self._ended(child, child.process, now)
            if child.process is None and now >= child.due:
                self._start(child)

    def _tend_database(self) -> None:
        """Start the embedded database again when it has gone; its clients wait and try again meanwhile."""
        now = time.monotonic()
        if self.cluster is None or now < self._database_due or self.cluster.pid() is not None:
            return
        if self._database_failures == 0:
            console.complain(
                console.word("restarted", name="PostgreSQL", how=self.cluster.reason(), log=self.cluster.log)
            )
        try:
            self.cluster.start(with_us=True)
        except Problem as problem:
            console.complain(str(problem))
            self._database_failures += 1
            self._database_due = now + min(_LONGEST_PAUSE, _FIRST_PAUSE * 2**self._database_failures)
        else:
            self._database_failures = 0

    def _start(self, child: Child) -> None:
        if child.log.exists() and child.log.stat().st_size > _LOG_LIMIT:
            child.log.replace(child.log.with_suffix(".old.log"))
        child.process = _fork.Process(target=_run, args=(self, child, os.getpid()), name=child.name)
        child.process.start()
        child.begun = time.monotonic()

    def _ended(self, child: Child, process: BaseProcess, now: float) -> None:
        _kill_group(process)  # what it may have left
        child.process = None
        child.failures = 1 if now - child.begun > _STABLE_SECONDS else child.failures + 1
        child.due = now + child.pause()
        how = f"exit {process.exitcode}"
        console.complain(console.word("restarted", name=child.name, how=how, log=child.log))

    def _sleep(self, seconds: float) -> None:
        """Sleep until a signal (or the end of a child, which is one) or for so long."""
        if select.select([self._wake], [], [], seconds)[0]:
            self._wake.recv(4096)

    def _on_stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.signals += 1


def _run(supervisor: Supervisor, child: Child, parent: int) -> None:
    """In the child: cut every tie to the parent but the lifeline, then work."""
    os.setsid()
    signal.set_wakeup_fd(-1)
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    lifeline.die_with_parent(signal.SIGKILL, parent)
    supervisor.in_child()
    log = os.open(child.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.stdout.flush()
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)
    try:
        child.run()
    except Exception as error:
        # Python's own traceback would quote what the error quotes.
        logging.getLogger("zhike").critical("%s has failed", child.name, exc_info=error)
        raise SystemExit(1) from None


def _kill_group(process: BaseProcess) -> None:
    """Kill a child and all that it started: it leads a session of its own."""
    if process.pid is not None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def _nothing(_signal: int, _frame: FrameType | None) -> None:
    """A signal that only wakes the loop."""
