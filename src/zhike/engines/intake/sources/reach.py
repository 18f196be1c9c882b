"""Asking an address for a file: the one place in Zhike that fetches what somebody typed.

Where the name leads is looked up once, checked, and that very address is connected to, so that a name service that
answers otherwise a second time leads nowhere else. Each redirect is a new address, checked anew. What lets us in goes
to its own origin only. All of it ends within a time and a size.
"""

from __future__ import annotations

import http.client  # network: of import sources; every address is checked before it is connected to
import ipaddress
import socket  # network: the same
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import unquote

from zhike.engines.intake.errors import IntakeError
from zhike.engines.intake.sources import address
from zhike.engines.intake.sources.address import Address

MOST_REDIRECTS = 5
_CONNECT = 10  # seconds
_SILENT = 30  # seconds without a byte
_PIECE = 1 << 16
_LONGEST_MARK = 1000
_MOVED = frozenset({301, 302, 303, 307, 308})
T = TypeVar("T")
_LOST = (http.client.HTTPException, OSError)


@dataclass(frozen=True, kw_only=True)
class Secret:
    """A header that lets us in, and to whom it is sent."""

    origin: str
    header: str
    value: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A file that is on its way."""

    name: str
    mark: str  # by which its owner says that it is the same; "" if they do not
    pieces: Iterator[bytes]


class _Connection(http.client.HTTPConnection):
    """One that keeps its socket at hand until the answer is read."""

    dialed: socket.socket | None = None

    def connect(self) -> None:
        self.sock = self.dialed = _dial(self.host, self.port)


class _Tls(_Connection):
    def connect(self) -> None:
        plain = _dial(self.host, self.port)
        held = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host, do_handshake_on_connect=False)
        self.sock = self.dialed = held
        held.do_handshake()


def _dial(host: str, port: int) -> socket.socket:
    """A connection to what a name leads to, if all of that may be asked. Errors: IntakeError, OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, where in found:
        address.need_allowed(ipaddress.ip_address(str(where[0]).partition("%")[0]))
    last: OSError | None = None
    for family, kind, protocol, _, where in found[:4]:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(_CONNECT)
        try:
            connection.connect(where)
        except OSError as error:
            connection.close()
            last = error
            continue
        connection.settimeout(_SILENT)
        return connection
    raise last or OSError("no address")


@contextmanager
def fetched(text: str, *, secret: Secret | None, mark: str, seconds: int) -> Iterator[Answer | None]:
    """The file at an address; None when its owner says that it is still the one of `mark`.

    Errors: IntakeError, also while the pieces are read.
    """
    clock = _Clock(seconds)
    place = address.parse(text)
    try:
        for _ in range(MOST_REDIRECTS + 1):
            connection = clock.watch(_connection(place))
            answer = clock.tell(place, lambda: _asked(connection, place, secret, mark))  # noqa: B023 - called at once
            if answer.status not in _MOVED:
                yield _taken(place, answer, clock)
                return
            place = place.leads_to(answer.headers.get("Location", ""))
            connection.close()
        raise IntakeError("import_source.redirects", most=MOST_REDIRECTS)
    finally:
        clock.stop()


def _connection(place: Address) -> _Connection:
    return (_Tls if place.scheme == "https" else _Connection)(place.host, place.port)


def _asked(connection: _Connection, place: Address, secret: Secret | None, mark: str) -> http.client.HTTPResponse:
    headers = {"User-Agent": "Zhike", "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    tag, _, moment = mark.partition("\n")
    headers |= ({"If-None-Match": tag} if tag else {}) | ({"If-Modified-Since": moment} if moment else {})
    if secret and secret.origin == place.origin:
        headers[secret.header] = secret.value
    connection.request("GET", place.path, headers=headers)
    return connection.getresponse()


def _taken(place: Address, answer: http.client.HTTPResponse, clock: _Clock) -> Answer | None:
    if answer.status == http.client.NOT_MODIFIED:
        return None
    if answer.status != http.client.OK:
        raise IntakeError("import_source.status", status=answer.status)
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise IntakeError("import_source.packed", packed=answer.headers["Content-Encoding"][:40])
    tag, moment = answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", "")
    mark = f"{tag}\n{moment}" if 0 < len(tag + moment) <= _LONGEST_MARK else ""
    return Answer(name=_name(place, answer.headers), mark=mark, pieces=_pieces(place, answer, clock))


def _pieces(place: Address, answer: http.client.HTTPResponse, clock: _Clock) -> Iterator[bytes]:
    """All that was announced, or an error: half a file is none."""
    expected, size = answer.length, 0
    while piece := clock.tell(place, lambda: answer.read(_PIECE)):
        size += len(piece)
        yield piece
    clock.need_time()
    if expected is not None and size != expected:
        raise IntakeError("import_source.cut_off", size=size, expected=expected)


def _name(place: Address, headers: Message) -> str:
    """What the file is called: as its owner says, else by the address."""
    return headers.get_filename() or PurePosixPath(unquote(place.path.partition("?")[0])).name or place.host


class _Clock:
    """Ends a connection when its time is over, however slowly the other side sends."""

    def __init__(self, seconds: int) -> None:
        self._seconds = seconds
        self._over = False
        self._connection: _Connection | None = None
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def watch(self, connection: _Connection) -> _Connection:
        """From now on it is this one."""
        self._connection = connection
        return connection

    def tell(self, place: Address, do: Callable[[], T]) -> T:
        """Do something with the connection. Errors: IntakeError."""
        self.need_time()
        try:
            return do()
        except TimeoutError as error:
            raise IntakeError("import_source.too_slow", seconds=self._seconds) from error
        except socket.gaierror as error:
            self.need_time()
            raise IntakeError("import_source.no_host", host=place.host) from error
        except _LOST as error:
            self.need_time()
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise IntakeError("import_source.unreachable", host=place.host, reason=str(reason)) from error

    def need_time(self) -> None:
        """Errors: IntakeError when it is over."""
        if self._over:
            raise IntakeError("import_source.too_slow", seconds=self._seconds)

    def stop(self) -> None:
        """Let go of the connection."""
        self._timer.cancel()
        if self._connection:
            self._connection.close()

    def _end(self) -> None:
        self._over = True
        held = self._connection.dialed if self._connection else None
        if held is not None:
            with suppress(OSError):  # it is gone already
                held.shutdown(socket.SHUT_RDWR)
