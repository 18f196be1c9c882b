"""The built web UI as browsers get it."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from zhike.project import static


class Answer:
    def __init__(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        self.status, self.headers, self.body = int(status.split(maxsplit=1)[0]), dict(headers), body


@pytest.fixture
def get(tmp_path: Path):
    (tmp_path / "assets").mkdir()
    script = b"console.log('zhike');" * 100
    (tmp_path / "assets" / "app-1f2e3d.js").write_bytes(script)
    (tmp_path / "assets" / "app-1f2e3d.js.gz").write_bytes(gzip.compress(script))
    (tmp_path / "assets" / "app-1f2e3d.js.br").write_bytes(b"brotli")
    (tmp_path / "assets" / "small-aa.css").write_bytes(b"a{}")
    (tmp_path / "assets" / "small-aa.css.gz").write_bytes(gzip.compress(b"a{}"))
    (tmp_path / "index.html").write_bytes(b"<!doctype html>")
    (tmp_path / "manifest.webmanifest").write_bytes(b"{}")
    (tmp_path / ".zhike-web").write_bytes(b"stamp")

    def django(environ: dict[str, Any], start: static.Start) -> list[bytes]:
        start("200 OK", [])
        return [b"django"]

    application = static.application(django, tmp_path)

    def ask(path: str, method: str = "GET", **headers: str) -> Answer:
        said: list[Any] = []
        body = application({"PATH_INFO": path, "REQUEST_METHOD": method, **headers}, lambda *words: said.extend(words))
        return Answer(said[0], said[1], b"".join(body))

    return ask


def test_hashed_files_are_kept_for_ever(get) -> None:
    answer = get("/assets/app-1f2e3d.js")
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_encoding_is_sent(get, accepted: str, sent: str | None) -> None:
    answer = get("/assets/app-1f2e3d.js", HTTP_ACCEPT_ENCODING=accepted)
    assert answer.headers.get("Content-Encoding") == sent
    assert int(answer.headers["Content-Length"]) == len(answer.body)


def test_packing_that_makes_larger_is_not_sent(get) -> None:
    assert "Content-Encoding" not in get("/assets/small-aa.css", HTTP_ACCEPT_ENCODING="gzip").headers


@pytest.mark.parametrize("path", ["/", "/customers", "/customers/7", "/index.html", "/../etc/passwd", "/.zhike-web"])
def test_every_other_path_is_the_page(get, path: str) -> None:
    answer = get(path)
    assert answer.status == 200
    assert answer.body == b"<!doctype html>"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_missing_asset_is_missing(get) -> None:
    assert get("/assets/gone-00.js").status == 404


def test_an_unchanged_page_is_not_sent_again(get) -> None:
    tag = get("/").headers["ETag"]
    answer = get("/", HTTP_IF_NONE_MATCH=tag)
    assert (answer.status, answer.body) == (304, b"")


def test_head_has_no_body_and_post_is_refused(get) -> None:
    assert get("/", "HEAD").body == b""
    assert get("/customers", "POST").status == 405


@pytest.mark.parametrize("path", ["/api/v1/meta", "/healthz", "/_allauth/browser/v1/config"])
def test_django_answers_what_is_its_own(get, path: str) -> None:
    assert get(path).body == b"django"


def test_without_a_build_the_page_says_so(tmp_path: Path) -> None:
    application = static.application(lambda environ, start: [], tmp_path / "none")
    body = application({"PATH_INFO": "/", "REQUEST_METHOD": "GET"}, lambda *words: None)
    assert "not built" in b"".join(body).decode()
