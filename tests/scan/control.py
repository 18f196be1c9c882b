"""A small application with planted faults, on the database of the Zhike beside it: scanners that see find each of them.

Never a part of Zhike: it lives as long as the test that shows that a scan which finds nothing has looked.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from tests.scan.aims import Aim
from zhike.project import embedded

INJECTED = (
    Aim("GET", "/list", {"q": "Li", "limit": "5"}),
    Aim("GET", "/item/1", marked="/item/1*"),
    Aim("POST", "/find", body={"name": "Li", "limit": 5}),
)
AIMS = (
    *INJECTED,
    Aim("GET", "/hello", {"name": "Li"}),
    Aim("GET", "/go", {"to": "home"}),
    Aim("GET", "/file", {"name": "x"}),
)
FOUND_BY_SQLMAP = {"/list?q=Li&limit=5 q", "/item/1 #1*", "/find JSON name"}
FOUND_BY_WAPITI = {
    "SQL Injection", "Reflected Cross Site Scripting", "Path Traversal", "Open Redirect", "Clickjacking Protection",
    "Content Security Policy Configuration", "MIME Type Confusion",
}  # fmt: skip
PEOPLE = "(VALUES (1, 'Li'), (2, 'Wang')) AS people(id, name)"


class Control(BaseHTTPRequestHandler):
    """Each fault in a line of its own, as it is found in the wild."""

    protocol_version = "HTTP/1.1"
    home: Path

    def do_GET(self) -> None:
        at = urlsplit(self.path)
        asked = dict(parse_qsl(at.query, keep_blank_values=True))
        if at.path == "/list":
            self.rows(f"name = '{asked.get('q', '')}'")  # SQL injection by the query
        elif at.path.startswith("/item/"):
            self.rows(f"id = {unquote(at.path[6:])}")  # SQL injection by the path
        elif at.path == "/hello":
            self.say(f"<html><body><p>{asked.get('name', '')}</p></body></html>", "text/html")  # reflected XSS
        elif at.path == "/go":
            self.say("", "text/html", 302, Location=asked.get("to", ""))  # open redirect
        elif at.path == "/file":
            place = Path("/usr/share") / asked.get("name", "")  # path traversal
            self.say(place.read_text("utf-8") if place.is_file() else "", "text/plain")
        else:
            self.say("<html><body>control</body></html>", "text/html")

    def do_POST(self) -> None:
        given = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
        self.rows(f"name = '{given.get('name', '')}'")  # SQL injection by the body

    def rows(self, condition: str) -> None:
        """What a condition finds; of errors nothing is told, as with Zhike."""
        with embedded.connect(self.home) as connection:
            try:
                found = connection.execute(f"SELECT id, name FROM {PEOPLE} WHERE {condition}").fetchall()  # type: ignore[call-overload]
            except psycopg.Error:
                found = []
        self.say(json.dumps({"rows": found}), "application/json")

    def say(self, text: str, kind: str, status: int = 200, **headers: str) -> None:
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value.replace("\r", "").replace("\n", ""))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing on the terminal."""


@contextmanager
def running(home: Path) -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (Control,), {"home": home}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
