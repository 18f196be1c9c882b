"""Answers: JSON that PostgreSQL or orjson made, never built a second time."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from typing import Any

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified

JSON = "application/json"


def text(body: str, status: int = 200) -> HttpResponse:
    """An answer that is JSON text already."""
    answer = HttpResponse(body.encode(), content_type=JSON, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def value(body: Any, status: int = 200) -> HttpResponse:
    """An answer made of plain values or dataclasses."""
    answer = HttpResponse(orjson.dumps(body), content_type=JSON, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def with_member(record: str, name: str, member: Any) -> str:
    """A JSON object as text with one more member at its end."""
    return f"{record[:-1]},{orjson.dumps(name).decode()}:{orjson.dumps(member).decode()}}}"


@dataclass(frozen=True)
class Kept:
    """An answer that changes seldom: its bytes, the same packed, and the tag that a browser sends back."""

    body: bytes
    packed: bytes
    tag: str


def keep(body: bytes, tag: str | None = None) -> Kept:
    """Prepare an answer to be given many times."""
    return Kept(body, gzip.compress(body, 6), tag or f'"{hashlib.sha256(body).hexdigest()[:24]}"')


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """304 when the browser has the answer with this tag already."""
    known = request.META.get("HTTP_IF_NONE_MATCH", "")
    if known and tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        return _cached(HttpResponseNotModified(), tag)
    return None


def kept(request: HttpRequest, one: Kept) -> HttpResponse:
    """A prepared answer, packed for a browser that takes it so."""
    packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    answer = _cached(HttpResponse(one.packed if packed else one.body, content_type=JSON), one.tag)
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _cached(answer: HttpResponse, tag: str) -> HttpResponse:
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Vary"] = "Accept-Encoding, Accept-Language, Authorization, Cookie"
    return answer
