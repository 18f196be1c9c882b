"""A company of each test, a folder that its server allows, and a server that gives files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.connect.company import Company, Program, found

Give = Callable[["Handler"], None]


@pytest.fixture
def company(database: None) -> Company:
    return found()


@pytest.fixture
def api(company: Company) -> Program:
    return company.program()


class Inbox:
    """A folder that files are put into; they are an hour old unless told otherwise."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def put(self, name: str, text: str, *, age: float = 3600, encoding: str = "utf-8") -> Path:
        path = self.path / name
        path.write_text(text, encoding)
        then = time.time() - age
        os.utime(path, (then, then))
        return path


@pytest.fixture
def inbox(company: Company, tmp_path: Path, settings: Any) -> Inbox:
    settings.IMPORT_FOLDER = str(tmp_path / "{company}")
    path = tmp_path / str(company.tenant)
    path.mkdir()
    return Inbox(path)


class Handler(BaseHTTPRequestHandler):
    """Answers as the test says."""

    protocol_version = "HTTP/1.1"
    server: Web

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.give(self)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        """All of an answer."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing is told."""


class Web(ThreadingHTTPServer):
    """A server on this machine."""

    daemon_threads = True
    give: Give
    asked: list[tuple[str, dict[str, str]]]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def web(settings: Any) -> Iterator[Web]:
    """It is allowed to be asked; nothing else of this machine is."""
    settings.IMPORT_NETWORKS = ("127.0.0.1/32",)
    server = Web(("127.0.0.1", 0), Handler)
    server.asked = []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
