"""What scanners aim at: good requests, of which they change one value at a time.

A scanner that fills the parameters of the OpenAPI document by itself is refused for the first nonsense and learns
nothing of the rest: here every request stands as it is answered with success.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

EDGE = "=" * 54  # between requests in the log of a proxy


@dataclass(frozen=True)
class Aim:
    """A request; where a part of the path or of a value is meant, `marked` has a star behind it, as sqlmap wants."""

    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: Any = None
    marked: str = ""


def description(address: str, aims: Sequence[Aim]) -> dict[str, Any]:
    """The requests as an OpenAPI document, for wapiti."""
    paths: dict[str, dict[str, Any]] = {}
    for aim in aims:
        told: dict[str, Any] = {"responses": {"200": {"description": "Good."}}}
        told["parameters"] = [
            {"in": "query", "name": name, "schema": {"type": "string", "default": value}}
            for name, value in aim.query.items()
        ]
        if aim.body is not None:
            told["requestBody"] = {"content": {"application/json": {"schema": shape(aim.body)}}}
        paths.setdefault(aim.path, {})[aim.method.lower()] = told
    return {
        "openapi": "3.0.0",
        "info": {"title": "aims", "version": "1"},
        "servers": [{"url": address}],
        "paths": paths,
    }


def shape(value: Any) -> dict[str, Any]:
    """A schema whose example is the value."""
    if isinstance(value, dict):
        return {"type": "object", "properties": {name: shape(one) for name, one in value.items()}}
    if isinstance(value, list):
        return {"type": "array", "items": shape(value[0])}
    kind = {bool: "boolean", int: "integer", str: "string"}[type(value)]
    return {"type": kind, "default": value}


def log(address: str, aims: Sequence[Aim], headers: dict[str, str]) -> str:
    """The requests as the log of a proxy, for sqlmap."""
    at, parts = urlsplit(address), []
    for aim in aims:
        query = "?" + urlencode(aim.query, quote_via=quote) if aim.query else ""
        lines = [f"{aim.method} {aim.marked or aim.path + query} HTTP/1.1", f"Host: {at.netloc}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        body = json.dumps(aim.body, ensure_ascii=False) if aim.body is not None else ""
        if body:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body.encode())}"]
        parts += [EDGE, *lines, "", body, EDGE]
    return "\n".join(parts) + "\n"
