"""Nothing is fetched but by import sources, whose addresses are checked where they are connected to (A-28): what else
somebody types is never asked for, so there is nothing to be led astray.

Only `zhike.project`, which runs the site and asks whether it answers, may hold a client. `# network: reason` marks a
use elsewhere as meant.
"""

import ast
from collections.abc import Iterator

from tests.house_rules.source import Finding, Source

ESCAPE = "network"
ALLOWED = ("src/zhike/project",)
CLIENTS = frozenset({
    "aiohttp", "ftplib", "http.client", "httplib2", "httpx", "imaplib", "niquests", "poplib", "pycurl", "requests",
    "smtplib", "socket", "telnetlib", "urllib.request", "urllib3", "websocket", "websockets", "xmlrpc.client",
})  # fmt: skip


def check(source: Source) -> Iterator[Finding]:
    if not source.python or not source.inside("src") or source.inside(*ALLOWED):
        return
    for node in source.nodes():
        for name in _imported(node):
            if _is_client(name) and not source.escaped(node.lineno, ESCAPE):  # type: ignore[attr-defined]
                message = f"{name} can fetch; only import sources may, or say # {ESCAPE}: why"
                yield Finding(source.path, node.lineno, message)  # type: ignore[attr-defined]
                break


def _imported(node: ast.AST) -> Iterator[str]:
    """Every module that a statement may bring in, also by name as a text."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        yield node.module
        yield from (f"{node.module}.{one.name}" for one in node.names)
    elif isinstance(node, ast.Call):
        named = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0] if node.args else None
        if (
            named in {"import_module", "__import__"}
            and isinstance(first, ast.Constant)
            and isinstance(first.value, str)
        ):
            yield first.value


def _is_client(name: str) -> bool:
    parts = name.split(".")
    return any(".".join(parts[:count]) in CLIENTS for count in range(1, len(parts) + 1))


GOOD = [
    ("src/zhike/kernel/a.py", "from urllib.parse import quote\n"),
    ("src/zhike/kernel/a.py", "from http import HTTPStatus\n"),
    ("src/zhike/kernel/a.py", "from zhike.engines.connect import http\n"),
    ("src/zhike/kernel/a.py", "from . import requests\n"),
    ("src/zhike/project/commands/up.py", "import http.client\nimport socket\n"),
    ("src/zhike/engines/a.py", "import socket  # network: the name of this machine, nothing is opened\n"),
    ("tests/a.py", "import urllib.request\n"),
]
BAD = [
    ("src/zhike/kernel/a.py", "import urllib.request\n"),
    ("src/zhike/kernel/a.py", "from urllib import request\n"),
    ("src/zhike/kernel/a.py", "from urllib.request import urlopen\n"),
    ("src/zhike/engines/a.py", "import http.client as client\n"),
    ("src/zhike/engines/a.py", "from http import client\n"),
    ("src/zhike/access/a.py", "import requests\n"),
    ("src/zhike/access/a.py", "import json, httpx\n"),
    ("src/zhike/domains/a.py", "def f():\n    import socket\n"),
    ("src/zhike/domains/a.py", "import importlib\nimportlib.import_module('requests.sessions')\n"),
]
