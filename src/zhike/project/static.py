"""The built web UI, answered in front of Django and from memory.

Files under /assets/ carry a hash in their name and never change; everything else is asked for again each time. A path
that is no file and not the API's is a page of the single-page app: index.html. Where the build left a `.br` or `.gz`
beside a file, a browser that understands it gets that.
"""

import hashlib
import mimetypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.http import HttpResponse

from zhike.project.headers import HEADERS

Start = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[dict[str, Any], Start], Iterable[bytes]]

_ENCODINGS: Final = (("br", ".br"), ("gzip", ".gz"))
_FOREVER: Final = "public, max-age=31536000, immutable"
_ASK_AGAIN: Final = "no-cache"
_DJANGO: Final = ("/api/", "/_allauth/", "/f/", "/t/", "/t.js", "/healthz")
_TYPES: Final = {
    ".js": "text/javascript",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
}
_NOT_BUILT: Final = "<!doctype html><meta charset=utf-8><title>Zhike</title><p>网页尚未构建。The web UI is not built."


@dataclass(frozen=True, kw_only=True)
class File:
    """One file of the build, ready to be sent: by encoding ("" for plain) its body and headers."""

    tag: str
    answers: dict[str, tuple[bytes, list[tuple[str, str]]]]


def application(django: Application, dist: Path) -> Application:
    """Answer with the files in `dist`, and with `django` for what belongs to it."""
    files = dict(_load(dist))
    page = files.get("/index.html") or _file("index.html", {"": _NOT_BUILT.encode()}, _ASK_AGAIN)
    files["/"] = page

    def answer(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        if path.startswith(_DJANGO):
            return _whole(django(environ, start))
        method = environ["REQUEST_METHOD"]
        if method not in {"GET", "HEAD"}:
            start("405 Method Not Allowed", [("Allow", "GET, HEAD"), ("Content-Length", "0"), *HEADERS])
            return []
        file = files.get(path)
        if file is None:
            if path.startswith("/assets/"):
                start("404 Not Found", [("Content-Length", "0"), ("Cache-Control", _ASK_AGAIN), *HEADERS])
                return []
            file = page
        return _send(file, environ, start)

    return answer


def _whole(response: Iterable[bytes]) -> Iterable[bytes]:
    """A finished answer as one piece of known length; one that streams as it is."""
    if isinstance(response, HttpResponse):
        body = response.content
        response.close()
        return [body]
    return response


def _send(file: File, environ: dict[str, Any], start: Start) -> list[bytes]:
    if environ.get("HTTP_IF_NONE_MATCH") == file.tag:
        start("304 Not Modified", [("ETag", file.tag), *HEADERS])
        return []
    body, headers = file.answers[_encoding(environ.get("HTTP_ACCEPT_ENCODING", ""), file)]
    start("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _encoding(accepted: str, file: File) -> str:
    """The best encoding that the browser takes; one with q=0 is refused."""
    wanted = set()
    for part in accepted.lower().split(","):
        name, _, quality = part.partition(";")
        if quality.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}:
            wanted.add(name.strip())
    return next((name for name, _ in _ENCODINGS if name in wanted and name in file.answers), "")


def _load(dist: Path) -> Iterator[tuple[str, File]]:
    if not dist.is_dir():
        return
    for place in sorted(dist.rglob("*")):
        inner = place.relative_to(dist)
        if not place.is_file() or place.suffix in {".br", ".gz"} or inner.parts[0].startswith("."):
            continue
        bodies = {"": place.read_bytes()}
        for name, suffix in _ENCODINGS:
            packed = place.with_name(place.name + suffix)
            if packed.is_file() and packed.stat().st_size < len(bodies[""]):
                bodies[name] = packed.read_bytes()
        yield f"/{inner.as_posix()}", _file(place.name, bodies, _FOREVER if inner.parts[0] == "assets" else _ASK_AGAIN)


def _file(name: str, bodies: dict[str, bytes], cached: str) -> File:
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    if kind.startswith("text/") or suffix == ".json":
        kind += "; charset=utf-8"
    tag = f'"{hashlib.sha256(bodies[""]).hexdigest()[:24]}"'
    answers = {}
    for encoding, body in bodies.items():
        headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", cached), ("ETag", tag)]
        if len(bodies) > 1:
            headers.append(("Vary", "Accept-Encoding"))
        if encoding:
            headers.append(("Content-Encoding", encoding))
        answers[encoding] = (body, [*headers, *HEADERS])
    return File(tag=tag, answers=answers)
