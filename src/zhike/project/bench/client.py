"""Clients: processes that ask as fast as they get answers, over HTTP or straight from the database.

Light, so that what is measured is the server: raw sockets, requests made beforehand, no Django. A client process may
hold several connections, each in a thread of its own; those to the database are a process each.
"""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection as Sender
from multiprocessing.synchronize import Barrier
from typing import Protocol

import psycopg

Call = Callable[[int], object]  # one request, given its number
Statement = tuple[str, Sequence[object]]

_spawn = multiprocessing.get_context("spawn")
_READY_SECONDS = 300  # on a machine that has much else to do
ROUNDS, SECONDS = 3, 4.0  # of two ways in turn: so often, and so long each


class Work(Protocol):
    """What a client does; made in one process and opened in another."""

    @property
    def threads(self) -> int:
        """How many connections share a process."""
        ...

    def open(self, client: int) -> Call:
        """Connect, and give what is called again and again."""
        ...


class Connection:
    """One HTTP connection that is kept."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """Send a request and read its answer. Errors: RuntimeError when it is not a good one."""
        self._socket.sendall(request)
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head, body = data[:end], data[end + 4 :]
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        while len(body) < length:
            body += self._more()
        if not head.startswith(b"HTTP/1.1 2"):
            raise RuntimeError(f"{head[:60]!r} {body[:300]!r} for {request[:300]!r}")
        return body

    def _more(self) -> bytes:
        data = self._socket.recv(262_144)
        if not data:
            raise RuntimeError("the server closed the connection")
        return data


def get(path: str, token: str) -> bytes:
    """A GET as it goes over the wire."""
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\r\n".encode()


def post(path: str, token: str, body: bytes) -> bytes:
    """A POST of JSON as it goes over the wire."""
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json"
    return f"{head}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


@dataclass(frozen=True)
class Get:
    """Asks for paths in turn."""

    port: int
    token: str
    paths: Sequence[str]
    threads: int = 4

    def open(self, client: int) -> Call:
        """Each client begins somewhere else."""
        connection, requests = Connection(self.port), [get(path, self.token) for path in self.paths]
        return lambda number: connection.ask(requests[(number + client) % len(requests)])


@dataclass(frozen=True)
class Posts:
    """Sends bodies of JSON in turn to one path."""

    port: int
    token: str
    path: str
    bodies: Sequence[bytes]
    threads: int = 1

    def open(self, client: int) -> Call:
        """Each client begins somewhere else."""
        connection, requests = Connection(self.port), [post(self.path, self.token, one) for one in self.bodies]
        return lambda number: connection.ask(requests[(number + client) % len(requests)])


@dataclass(frozen=True)
class Select:
    """Runs the same statements in turn, each call one of them, on a connection in autocommit."""

    conninfo: str
    statements: Sequence[Statement]
    threads: int = 1

    def open(self, client: int) -> Call:
        """A connection as psycopg makes it by itself: it prepares what comes again."""
        connection = psycopg.connect(self.conninfo, autocommit=True)

        def call(number: int) -> object:
            statement, params = self.statements[(number + client) % len(self.statements)]
            return connection.execute(statement.encode(), params or None).fetchall()

        return call


@dataclass
class Times:
    """What clients saw: seconds of each call, and how long they were at it."""

    taken: list[float]
    seconds: float

    @property
    def rate(self) -> float:
        """Calls a second."""
        return len(self.taken) / self.seconds

    def quantile(self, part: float) -> float:
        """Milliseconds within which this part of the calls ended."""
        ordered = sorted(self.taken)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000

    @property
    def median(self) -> float:
        return self.quantile(0.5)


def run(work: Work, clients: int, *, seconds: float = 60.0, calls: int | None = None) -> Times:
    """Let clients work for so many seconds, or until each has made so many calls. Errors: RuntimeError."""
    share = max(1, min(work.threads, clients))
    processes = max(1, clients // share)
    barrier = _spawn.Barrier(processes * share)
    found: list[Seen] = []
    ends, started = [], []
    for number in range(processes):
        ours, theirs = _spawn.Pipe(duplex=False)
        mine = range(number * share, (number + 1) * share)
        process = _spawn.Process(target=_process, args=(work, mine, barrier, theirs, seconds, calls), daemon=True)
        process.start()
        theirs.close()
        ends.append(ours)
        started.append(process)
    for end, process in zip(ends, started, strict=True):
        try:
            found += end.recv()
        except EOFError as error:
            raise RuntimeError("a client process ended early") from error
        process.join()
    for one in found:
        if one.fault:
            raise RuntimeError(one.fault)
    return Times([part for one in found for part in one.taken], max(one.seconds for one in found))


@dataclass
class Seen:
    """What one client saw."""

    taken: list[float]
    seconds: float
    fault: str


def _process(work: Work, clients: range, barrier: Barrier, end: Sender, seconds: float, calls: int | None) -> None:
    found: list[Seen] = []

    def client(number: int) -> None:
        fault, taken, begun = "", [], time.perf_counter()
        try:
            call = work.open(number)
            call(0)  # what a first call alone costs (a plan, a cache) is not the matter here
            barrier.wait(_READY_SECONDS)
            begun = time.perf_counter()
            taken = _repeat(call, begun + seconds, calls)
        except (OSError, RuntimeError, ValueError, psycopg.Error) as error:
            fault = f"{type(error).__name__}: {error}"
            barrier.abort()
        found.append(Seen(taken, time.perf_counter() - begun, fault))

    threads = [threading.Thread(target=client, args=(number,)) for number in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    end.send(found)


def _repeat(call: Call, until: float, calls: int | None) -> list[float]:
    taken: list[float] = []
    before = time.perf_counter()
    while before < until and (calls is None or len(taken) < calls):
        call(len(taken) + 1)
        after = time.perf_counter()
        taken.append(after - before)
        before = after
    return taken
