"""An address is asked by the clock. Whatever it answers, nothing is reached that may not be; half a file is none."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.db import connections

from tests.connect.company import Company, Program
from tests.intake.sources.conftest import Handler, Web
from tests.intake.sources.reading import TWO, error, names, read, runs, source, state, template
from zhike.engines.intake.sources import address, reach

BODY = TWO.encode()


def test_what_it_gives_becomes_an_import_once(company: Company, api: Program, web: Web) -> None:
    web.give = lambda to: to.send(BODY, Content_Disposition='attachment; filename="day.csv"')
    one = source(api, place=f"{web.address}/export?day=今天&token=secret-7")
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]
    assert runs(api, one)[0]["name"] == "day.csv"
    assert web.asked[0][0] == "/export?day=%E4%BB%8A%E5%A4%A9&token=secret-7"
    read(company, one)
    assert [row["outcome"] for row in runs(api, one)] == ["known", "taken"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT string_agg(s::text, ' ') FROM intake_importsource s")
        assert "secret-7" not in cursor.fetchone()[0]


def test_the_same_is_not_fetched_again(company: Company, api: Program, web: Web) -> None:
    tag, day = '"v1"', "Mon, 23 Nov 2026 01:00:00 GMT"

    def give(to: Handler) -> None:
        if to.headers["If-None-Match"] == tag and to.headers["If-Modified-Since"] == day:
            to.send(b"", 304)
        else:
            to.send(BODY, ETag=tag, Last_Modified=day)

    web.give = give
    one = source(api, place=f"{web.address}/a.csv")
    for _ in range(3):
        read(company, one)
    assert (state(api, one)["outcome"], len(runs(api, one)), len(web.asked)) == ("nothing", 1, 3)


def test_a_header_lets_us_in_and_is_told_to_nobody_else(company: Company, api: Program, web: Web) -> None:
    web.give = lambda to: to.send(BODY) if to.headers["X-Key"] == "s3cret-value" else to.send(b"", 401)
    one = source(api, place=f"{web.address}/a.csv")
    assert error(company, api, one) == "import_source.status"
    api.post(f"/import_sources/{one}/header", {"header": "X-Key", "value": "s3cret-value"}).ok()
    assert state(api, one)["header"] == "X-Key"
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT value FROM intake_sourcekey WHERE tenant_id = %s", [company.tenant])
        assert "s3cret" not in cursor.fetchone()[0]
    # The same server by another name is another origin.
    changed = {"version": 1, "place": f"http://127.0.0.1.nip.invalid:{web.server_port}/"}
    api.patch(f"/import_sources/{one}", changed).ok()
    assert error(company, api, one) == "import_source.no_host"
    api.post(f"/import_sources/{one}/header", {"header": None, "value": None}).ok()
    assert state(api, one)["header"] is None


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X Key", "a"),
        ("X-Key:", "a"),
        ("Host", "a"),
        ("X-Key", "a\r\nB: c"),
        ("X-Key", "中"),
        ("X-Key", ""),
        ("X-Key", 7),
    ],
)
def test_no_header_that_says_more(api: Program, web: Web, header: str, value: Any) -> None:
    one = source(api, place=web.address)
    api.post(f"/import_sources/{one}/header", {"header": header, "value": value}).refused(422)


def test_a_header_does_not_follow_a_redirect(company: Company, api: Program, web: Web, settings: Any) -> None:
    settings.IMPORT_NETWORKS = ("127.0.0.0/8", "::1/128")
    web.give = lambda to: (
        to.send(BODY)
        if to.headers["Host"].startswith("localhost")
        else to.send(b"", 302, Location=f"http://localhost:{web.server_port}/b.csv")
    )
    one = source(api, place=f"{web.address}/a.csv")
    api.post(f"/import_sources/{one}/header", {"header": "Authorization", "value": "Bearer x"}).ok()
    read(company, one)
    assert names(api) == ["来源甲", "来源乙"]
    assert ["Authorization" in headers for _, headers in web.asked] == [True, False]


ITSELF = ("127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "2130706433", "0x7f000001", "127.1", "[2002:7f00:1::]")
OTHERS = (
    "127.0.0.2", "0.0.0.0", "[::1]", "10.1.2.3", "192.168.0.1", "169.254.169.254", "172.16.0.1", "100.64.0.1",
    "[fe80::1]", "[fd00::1]", "[64:ff9b::a00:1]", "224.0.0.1", "255.255.255.255",
)  # fmt: skip


@pytest.mark.parametrize("host", [*ITSELF, *OTHERS])
def test_no_inner_address_is_asked(company: Company, api: Program, web: Web, settings: Any, host: str) -> None:
    """Nor when it was allowed once."""
    settings.IMPORT_NETWORKS = ("0.0.0.0/0", "::/0")
    one = source(api, place=f"http://{host}:{web.server_port}/")
    settings.IMPORT_NETWORKS = ()
    assert error(company, api, one) == "import_source.address_refused"
    assert web.asked == []


@pytest.mark.parametrize("host", OTHERS)
def test_no_redirect_leads_to_an_inner_address(company: Company, api: Program, web: Web, host: str) -> None:
    web.give = lambda to: to.send(b"", 302, Location=f"http://{host}:{web.server_port}/")
    assert error(company, api, source(api, place=f"{web.address}/a.csv")) == "import_source.address_refused"
    assert len(web.asked) == 1


@pytest.mark.parametrize("given", [
    "ftp://example.com/a.csv", "file:///etc/passwd", "gopher://x", "http://", "http:///a", "//example.com/a", "a.csv",
    "http://user:word@example.com/", "http://example.com:99999/", "http://exa mple.com/", "http://example.com\\@127.0.0.1/",
    "javascript:alert(1)", "http://[::1", None,
])  # fmt: skip
def test_no_address_of_another_kind(api: Program, given: str | None) -> None:
    body = {"name": "x", "template": template(api), "reads": "web", "place": given}
    fault = api.post("/import_sources", body).refused(422)["fields"]["place"]
    assert fault["code"] == ("import_source.wrong_address" if given else "field.missing")


def test_an_inner_address_is_refused_as_it_is_typed(api: Program) -> None:
    body = {
        "name": "x",
        "template": template(api),
        "reads": "web",
        "place": "http://169.254.169.254/latest/meta-data",
    }
    fault = api.post("/import_sources", body).refused(422)["fields"]["place"]
    assert fault["code"] == "import_source.address_refused"
    assert "ZHIKE_IMPORT_NETWORKS" in fault["message"]


@pytest.mark.parametrize("status", [401, 403, 404, 410, 500, 503])
def test_no_file(company: Company, api: Program, web: Web, status: int) -> None:
    web.give = lambda to: to.send(BODY, status)
    one = source(api, place=web.address)
    assert error(company, api, one) == "import_source.status"
    assert str(status) in state(api, one)["error"]["message"]
    web.give = lambda to: to.send(BODY)
    read(company, one)
    assert (state(api, one)["failures"], names(api)) == (0, ["来源甲", "来源乙"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "file.empty"),
        ("<!doctype html><html><body><form>请登录<input name=p></form></body></html>".encode(), None),
        ("<table><tr><td>编号</td><td>标题</td></tr><tr><td>1</td><td>新闻</td></tr></table>".encode(), None),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", None),
        (b"\x00\x01\x02\x03" * 100, None),
        (b'{"error": "unauthorized"}', None),
    ],
)
def test_what_is_no_table_of_ours(company: Company, api: Program, web: Web, body: bytes, code: str | None) -> None:
    web.give = lambda to: to.send(body, Content_Type="text/csv")
    one = source(api, place=f"{web.address}/a.csv")
    found = error(company, api, one)
    assert names(api) == []
    assert found == code or code is None


def test_too_large(company: Company, api: Program, web: Web, settings: Any) -> None:
    settings.IMPORT_MEGABYTES = 1
    web.give = lambda to: to.send(BODY + b"x" * (2 << 20))
    assert error(company, api, source(api, place=web.address)) == "request.too_large"


def test_cut_off(company: Company, api: Program, web: Web) -> None:
    """A connection that ends before the file does, at the end of a line."""

    def give(to: Handler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", str(len(BODY) + 40))
        to.end_headers()
        to.wfile.write(BODY)
        to.close_connection = True

    web.give = give
    assert error(company, api, source(api, place=web.address)) in (
        "import_source.cut_off",
        "import_source.unreachable",
    )
    assert names(api) == []


def test_cut_off_between_its_pieces(company: Company, api: Program, web: Web) -> None:
    def give(to: Handler) -> None:
        to.send_response(200)
        to.send_header("Transfer-Encoding", "chunked")
        to.end_headers()
        to.wfile.write(b"%x\r\n%s\r\n" % (len(BODY), BODY))
        to.close_connection = True

    web.give = give
    assert error(company, api, source(api, place=web.address)) == "import_source.unreachable"
    assert names(api) == []


@pytest.mark.parametrize("where", ["before", "headers", "body"])
def test_who_never_comes_to_an_end(company: Company, api: Program, web: Web, settings: Any, where: str) -> None:
    """A byte now and then, for ever: each comes soon enough, the whole does not."""
    settings.IMPORT_SECONDS = 1

    def give(to: Handler) -> None:
        start = {"before": b"", "headers": b"HTTP/1.1 200 OK\r\nX: ", "body": b"HTTP/1.1 200 OK\r\n\r\n"}[where]
        to.wfile.write(start)
        try:
            for _ in range(200):
                if where != "before":
                    to.wfile.write(b"a")
                    to.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    web.give = give
    assert error(company, api, source(api, place=web.address)) == "import_source.too_slow"


def test_redirects_end(company: Company, api: Program, web: Web) -> None:
    web.give = lambda to: to.send(b"", 302, Location=f"{to.path}a")
    assert error(company, api, source(api, place=f"{web.address}/a")) == "import_source.redirects"
    assert len(web.asked) == reach.MOST_REDIRECTS + 1


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/", "", "http://user:x@127.0.0.1/"])
def test_a_redirect_elsewhere(company: Company, api: Program, web: Web, place: str) -> None:
    web.give = lambda to: to.send(b"", 301, Location=place)
    found = error(company, api, source(api, place=web.address))
    assert found in ("import_source.wrong_address", "import_source.redirects")


def test_nobody_there(company: Company, api: Program, web: Web) -> None:
    one = source(api, place=web.address)
    web.shutdown()
    web.server_close()
    assert error(company, api, one) == "import_source.unreachable"


def test_packed(company: Company, api: Program, web: Web) -> None:
    web.give = lambda to: to.send(b"\x1f\x8b\x08", Content_Encoding="gzip")
    assert error(company, api, source(api, place=web.address)) == "import_source.packed"


def test_names_in_other_scripts() -> None:
    found = address.parse("https://例子.中国/日报/一 号.csv".replace(" ", "%20"))
    assert (found.host, found.port) == ("xn--fsqu00a.xn--fiqs8s", 443)
    assert found.path.isascii()
