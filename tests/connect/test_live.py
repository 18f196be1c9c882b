"""What only a real server shows: raw requests, chunks, connections, several processes."""

from __future__ import annotations

import gzip
import http.client
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import orjson
import pytest

from tests.connect.company import Company, found
from tests.connect.live import serving

pytestmark = pytest.mark.slow  # two processes are started


@pytest.fixture(scope="module")
def live(database: None) -> Iterator[tuple[Company, str, int, str]]:
    company = found()
    token = company.program().token
    with serving(processes=2, threads=4) as address:
        parts = urlsplit(address)
        assert parts.hostname
        assert parts.port
        yield company, parts.hostname, parts.port, token or ""


def ask(
    live: tuple[Company, str, int, str], method: str, path: str, body: object = None, **headers: str
) -> tuple[int, bytes, dict[str, str]]:
    _, host, port, token = live
    connection = http.client.HTTPConnection(host, port, timeout=30)
    given = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        data = None if body is None else body if isinstance(body, bytes) else orjson.dumps(body)
        connection.request(method, f"/api/v1{path}", data, given)
        answer = connection.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def raw(live: tuple[Company, str, int, str], sent: bytes) -> bytes:
    """Send bytes as they are; gives the first line of the answer."""
    _, host, port, _ = live
    with socket.create_connection((host, port), timeout=30) as connection:
        connection.sendall(sent)
        return connection.recv(65536).split(b"\r\n")[0]


def test_fifty_at_once_over_two_processes(live: tuple[Company, str, int, str]) -> None:
    with ThreadPoolExecutor(20) as pool:
        made = list(
            pool.map(lambda _: ask(live, "POST", "/customers", {"name": "现场"}, Idempotency_Key="live-1"), range(50))
        )
    assert {one[0] for one in made} == {201}
    assert len({one[1] for one in made}) == 1
    status, body, _ = ask(live, "GET", "/customers?q=%E7%8E%B0%E5%9C%BA")
    assert (status, orjson.loads(body)["count"]["value"]) == (200, 1)


def test_head_has_no_body_and_regions_are_packed(live: tuple[Company, str, int, str]) -> None:
    assert ask(live, "HEAD", "/customers")[:2] == (200, b"")
    status, body, headers = ask(live, "GET", "/regions", Accept_Encoding="gzip")
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert orjson.loads(gzip.decompress(body))[0]["code"] == "110000"
    assert ask(live, "GET", "/regions", If_None_Match=headers["etag"])[:2] == (304, b"")


def test_bodies_without_and_beyond_a_length(live: tuple[Company, str, int, str]) -> None:
    _, host, port, token = live
    connection = http.client.HTTPConnection(host, port, timeout=30)
    given = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    for chunks, status in (
        ([b'{"name":', b' "chunks"}'], 201),
        ([b'{"name":', b' "chu'], 400),
        ([b"x" * 1024] * (3 * 1024), 413),
    ):
        connection.request("POST", "/api/v1/customers", iter(chunks), given, encode_chunked=True)
        answer = connection.getresponse()
        assert answer.status == status, answer.read()
        answer.read()
    connection.close()
    assert ask(live, "POST", "/customers", b"x" * (3 * 1024 * 1024))[0] == 413


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "OPTIONS", "PUT", "FOO"])
def test_methods(live: tuple[Company, str, int, str], method: str) -> None:
    assert ask(live, method, "/customers")[0] in (400, 405)


def test_an_address_has_a_limit(live: tuple[Company, str, int, str]) -> None:
    assert ask(live, "GET", f"/customers?q={'x' * 30_000}")[0] == 200
    assert ask(live, "GET", f"/customers?q={'x' * 70_000}")[0] == 414


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /api/v1/customers?q=%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/customers?q=\xff\xfe HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/\xe5\xae\xa2 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/%ff%fe HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /api/v1/customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \xff\xfe\r\n\r\n",
        b"GET /api/v1/customers HTTP/1.1\r\nHost: localhost\r\nCookie: zhike_session=\xff\x01\r\n\r\n",
        b"GET /api/v1/customers HTTP/1.1\r\nHost: localhost\r\nAccept-Language: \xff\r\n\r\n",
        b"POST /api/v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/v1/customers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET /api/v1/" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
    ],
)
def test_bytes_that_are_no_proper_request(live: tuple[Company, str, int, str], sent: bytes) -> None:
    line = raw(live, sent)
    assert not line or 400 <= int(line.split()[1]) < 500, line
    assert ask(live, "GET", "/meta")[0] == 200
