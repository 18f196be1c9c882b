"""What a request asks: query, JSON body, the id in the path. What is not understood is refused, never ignored."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, cast
from urllib.parse import parse_qsl

import orjson
from django.http import HttpRequest

from zhike.kernel import words
from zhike.kernel.actor import Actor
from zhike.kernel.errors import Forbidden, Malformed, NotFound, ZhikeError
from zhike.kernel.kinds.link import TOP_ID

RECORD, BATCH = 2 * 1024 * 1024, 32 * 1024 * 1024  # bytes of a body
DEEPEST = 60  # levels of JSON
NUMBER = re.compile(r"\d{1,18}")
FLAGS = {"0": False, "1": True}
INSIST = frozenset({"insist"})
WARNINGS = ("duplicate",)  # what a write may be warned of, and then insisted on


class TooLarge(ZhikeError):
    """The body is larger than what this address takes."""

    status = 413


def actor(request: HttpRequest) -> Actor:
    """Who asks; `signed_in` found it out."""
    return cast("Actor", request.auth)  # type: ignore[attr-defined]


def at_a_page(request: HttpRequest) -> Actor:
    """Who asks, at a browser and not with a token. Errors: Forbidden."""
    found = actor(request)
    if found.via != "page":
        raise Forbidden("request.page_only")
    return found


def language(request: HttpRequest) -> str:
    """The language of the answer: the actor's, which follows the request, or what the request asks for."""
    who = getattr(request, "auth", None)
    return who.language if isinstance(who, Actor) else words.choose(request.META.get("HTTP_ACCEPT_LANGUAGE"))


def path_id(request: HttpRequest, name: str = "id") -> int:
    """The id in the path. Errors: NotFound for a number that no record can have."""
    found = int(request.parts[name])  # type: ignore[attr-defined]
    if not 0 < found <= TOP_ID:
        raise NotFound("record.not_found")
    return found


def path_text(request: HttpRequest, name: str) -> str:
    """A text in the path."""
    return str(request.parts[name])  # type: ignore[attr-defined]


def query(request: HttpRequest, known: frozenset[str] = frozenset()) -> dict[str, str]:
    """The query parameters by name. Errors: Malformed for unknown, repeated and unreadable ones."""
    raw = request.META.get("QUERY_STRING", "")
    if not raw:
        return {}
    try:
        pairs = parse_qsl(raw, keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError as error:
        raise Malformed("request.bad_text") from error
    found: dict[str, str] = {}
    for name, value in pairs:
        if name not in known:
            raise Malformed("request.unknown_parameter", name=name[:60])
        if name in found:
            raise Malformed("request.repeated_parameter", name=name)
        if "\0" in value:
            raise Malformed("request.bad_text")
        found[name] = value
    return found


def number(
    given: dict[str, str], name: str, default: int | None = None, *, least: int = 0, most: int | None = None
) -> int | None:
    """A whole number among the parameters. Errors: Malformed."""
    value = given.get(name)
    if value is None:
        return default
    if not NUMBER.fullmatch(value) or not value.isascii():
        raise Malformed("request.not_a_number", name=name)
    if int(value) < least or (most is not None and int(value) > most):
        raise Malformed("request.not_a_number", name=name)
    return int(value)


def flag(given: dict[str, str], name: str, *, default: bool = False) -> bool:
    """A yes (1) or no (0) among the parameters. Errors: Malformed."""
    value = given.get(name)
    if value is None:
        return default
    if value not in FLAGS:
        raise Malformed("request.not_a_flag", name=name)
    return FLAGS[value]


def names(given: dict[str, str], name: str) -> tuple[str, ...]:
    """A list of names with commas among the parameters; empty when it is absent."""
    return tuple(filter(None, (one.strip() for one in given.get(name, "").split(","))))


def condition(given: dict[str, str], name: str = "where") -> Any:
    """A JSON condition among the parameters. Errors: Malformed."""
    raw = given.get(name, "")
    if not raw.strip():
        return None
    return plain_condition(parse(raw.encode(), path=name), name)


def plain_condition(value: Any, name: str = "where") -> Any:
    """A condition is a JSON object; an empty one asks for nothing. Errors: Malformed."""
    if value is None or isinstance(value, dict):
        return value or None
    raise Malformed("condition.not_an_object", path=name)


def parse(raw: bytes, *, path: str = "", nul: bool = False) -> Any:
    """JSON text that PostgreSQL can keep: no NUL, no half characters, not deeper than needed. Errors: Malformed.

    With `nul` the caller looks for those itself, to say where they are.
    """
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        raise Malformed("read.bad_json" if path else "request.bad_json", path=path) from error
    if raw.count(b"[") + raw.count(b"{") > DEEPEST:
        _measure(value)
    if not nul and b"\\u0000" in raw and "\0" in _texts(value):
        raise Malformed("request.bad_text")
    return value


def _measure(value: Any) -> None:
    """Refuse JSON that is nested too deeply."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Malformed("request.too_deep", most=DEEPEST)
        inside = (one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list))
        level = [part for parts in inside for part in parts]


def _texts(value: Any) -> str:
    """All texts in a JSON value, keys included, one after the other."""
    found: list[str] = []
    left = [value]
    while left:
        one = left.pop()
        if isinstance(one, str):
            found.append(one)
        elif isinstance(one, dict):
            found.extend(one)
            left.extend(one.values())
        elif isinstance(one, list):
            left.extend(one)
    return "".join(found)


def insisting(request: HttpRequest) -> Actor:
    """Who asks, with the warnings after which they write all the same: the parameter `insist`. Errors: Malformed."""
    found, asked = actor(request), names(query(request, INSIST), "insist")
    if not set(asked) <= set(WARNINGS):
        raise Malformed("request.unknown_warning", known=", ".join(WARNINGS))
    return replace(found, insists=frozenset(asked)) if asked else found


def body(
    request: HttpRequest, *, most: int = RECORD, known: frozenset[str] = frozenset(), nul: bool = False
) -> dict[str, Any]:
    """The JSON object in the body of a request with no other parameters than the known. Errors: Malformed, TooLarge."""
    query(request, known)
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > most:
        if length.isdecimal() and int(length) <= BATCH:
            _take_in(request)
        raise TooLarge("request.too_large", megabytes=most // 1024 // 1024)
    kind = request.META.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Malformed("request.not_json")
    value = parse(request.body, nul=nul)
    if not isinstance(value, dict):
        raise Malformed("write.malformed")
    return value


def _take_in(request: HttpRequest) -> None:
    """Read a body that is not wanted: whoever is cut off while sending may never see why."""
    while request.read(1 << 16):
        pass


def only(given: dict[str, Any], known: frozenset[str]) -> None:
    """Refuse members of a body that this address does not know. Errors: Malformed."""
    for name in given:
        if name not in known:
            raise Malformed("request.unknown_member", name=name[:60])
