"""A-44: wapiti and sqlmap find nothing in a running Zhike, and each planted fault of an application beside it.

Both know what is asked of the API and change one value at a time; sqlmap comes with a token, wapiti with the session of
a browser, by which it walks through the pages as well. The options are the same for both applications.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from tests.journeys.site import OWNER, Site
from tests.scan import control, tools
from tests.scan.aims import Aim, description, log

# Beside the journeys: both look at the built web UI.
pytestmark = [pytest.mark.soak, pytest.mark.browser]
API = "/api/v1"
SECONDS = 600
SQLMAP = (
    "--batch", "--flush-session", "--dbms", "PostgreSQL", "--level", "2", "--risk", "1", "--time-sec", "2",
    "--threads", "4", "--disable-coloring", "--ignore-code", "404", "--answers", "skip further=N,keep testing=Y",
)  # fmt: skip
WAPITI = (
    "-m", "sql,xss,file,exec,redirect,crlf,csp,http_headers,cookieflags,csrf", "-d", "1", "--max-attack-time", "60",
    "--max-scan-time", "200", "-t", "10", "--flush-session", "--no-bugreport", "-f", "json",
)  # fmt: skip


def named(value: str) -> str:
    return json.dumps({"all": [{"field": "name", "op": "contains", "value": value}]}, ensure_ascii=False)


def aims(customer: int) -> list[Aim]:
    """Each kind of parameter, path and body: objects share their handlers, so two of them stand for all."""
    one = f"{API}/customers/{customer}"
    record = {"name": "某某", "kind": "organization", "address": "a", "tags": ["t"]}
    listed = {
        "sort": "-updated_at,name",
        "columns": "name,code",
        "limit": "5",
        "q": "公司",
        "count": "1",
        "deleted": "0",
    }
    return [
        Aim("GET", f"{API}/customers", {"where": named("公司"), **listed}),
        Aim("GET", f"{API}/contacts", {"q": "李", "page": "1", "sort": "name"}),
        Aim("GET", f"{API}/customers/tags", {"field": "tags", "q": "重"}),
        Aim("GET", f"{API}/search", {"q": "公司", "objects": "customer,contact", "limit": "5"}),
        Aim("GET", one, {"deleted": "0"}),
        Aim("GET", f"{one}/history", {"after": "9999999"}),
        Aim("GET", f"{one}/timeline", {"kinds": "interaction", "limit": "5"}),
        Aim("GET", f"{one}/access", {"person": "5"}),
        Aim("GET", f"{API}/audit", {"kinds": "sign_in.done", "after": "9999999"}),
        Aim("GET", f"{API}/changes", {"mine": "1", "after": "9999999"}),
        Aim("GET", f"{API}/workdays", {"year": "2026"}),
        Aim("GET", f"{API}/tokens", {"person": "5"}),
        Aim("GET", f"{one}/related", marked=f"{one}*/related"),
        Aim("GET", f"{API}/regions", marked=f"{API}/files/x*"),
        Aim("GET", f"{API}/tasks", marked=f"{API}/customers?where={quote(named('公司*'), safe='*')}"),
        Aim(
            "GET",
            f"{API}/tags",
            marked=f"{API}/customers?where={quote(named('公司'), safe='').replace('name', 'name*')}",
        ),
        Aim("POST", f"{API}/customers/words", body={"where": json.loads(named("公司"))}),
        Aim("POST", f"{API}/customers/batch", body={"mode": "upsert", "match": "name", "rows": [record]}),
        Aim("POST", f"{API}/bin/alike", body={"object": "customer", "values": {"name": "某某"}}),
        Aim("POST", f"{API}/customers", body=record),
    ]


def ask(address: str, aim: Aim, headers: dict[str, str]) -> tuple[int, Any, list[str]]:
    """Status, body, and the cookies that were set."""
    query = f"?{urlencode(aim.query)}" if aim.query else ""
    data = None if aim.body is None else json.dumps(aim.body).encode()
    headers = {"Content-Type": "application/json", **headers}
    request = urllib.request.Request(f"{address}{aim.path}{query}", data, headers, method=aim.method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read()), answer.headers.get_all("Set-Cookie") or []
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read() or b"null"), error.headers.get_all("Set-Cookie") or []


def session(site: Site) -> dict[str, str]:
    """The headers of a browser in which the owner has signed in."""
    jar: SimpleCookie = SimpleCookie()
    entrance = "/_allauth/browser/v1"
    for line in ask(site.address, Aim("GET", f"{entrance}/config"), {})[2]:
        jar.load(line)
    given = {"email": OWNER, "password": site.password}
    token = jar["zhike_csrf"].value
    headers = {"Cookie": f"zhike_csrf={token}", "X-CSRFToken": token}
    status, told, lines = ask(site.address, Aim("POST", f"{entrance}/auth/login", body=given), headers)
    assert status == 200, told
    for line in lines:
        jar.load(line)
    return {
        "Cookie": "; ".join(f"{name}={one.value}" for name, one in jar.items()),
        "X-CSRFToken": jar["zhike_csrf"].value,
    }


def sqlmap(folder: Path, address: str, aimed: Sequence[Aim], headers: dict[str, str]) -> tuple[set[str], str]:
    """Address and parameter of what it could inject into, and what it said."""
    requests, results = folder / "requests.log", folder / "results.csv"
    requests.write_text(log(address, aimed, headers), "utf-8")
    where = ["-l", str(requests), "--output-dir", str(folder / "sqlmap"), "--results-file", str(results)]
    said = run([str(tools.python() / "sqlmap"), *where, *SQLMAP], folder)
    lines = csv.DictReader(results.read_text("utf-8").splitlines()) if results.exists() else []
    # What it calls a false positive itself: a page that differs at each request.
    found = {
        f"{one['Target URL']} {one['Parameter']}" for one in lines if "false positive" not in (one["Note(s)"] or "")
    }
    return found, said


def wapiti(folder: Path, address: str, aimed: Sequence[Aim], headers: dict[str, str]) -> tuple[dict[str, Any], int]:
    """Kinds of fault -> those that it found, and how many pages it walked through."""
    told, report = folder / "openapi.json", folder / "report.json"
    told.write_text(json.dumps(description(address, aimed)), "utf-8")
    where = ["-u", f"{address}/", "--swagger", str(told), "-o", str(report)]
    kept = ["--store-session", str(folder / "session"), "--store-config", str(folder / "config")]
    with_them = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    run([str(tools.python() / "wapiti"), *where, *kept, *WAPITI, *with_them], folder)
    found = json.loads(report.read_text("utf-8"))
    faults = {kind: faults for kind, faults in {**found["vulnerabilities"], **found["anomalies"]}.items() if faults}
    return faults, found["infos"]["crawled_pages_nbr"]


def run(command: list[str], folder: Path) -> str:
    surroundings = tools.surroundings(HOME=str(folder), TERM="dumb")
    done = subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, text=True, check=False, timeout=SECONDS,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-4000:]
    return said


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A Zhike that believes to be behind a proxy that speaks HTTPS, with all headers and flags that follow."""
    running = Site(
        tmp_path_factory.mktemp("scan") / "home", ZHIKE_API_RATE="1000000", ZHIKE_ORIGINS="https://crm.example"
    )
    try:
        yield running.wait()
    finally:
        running.stop()


def test_nothing_is_found(site: Site, tmp_path: Path) -> None:
    bearer = {
        "Authorization": f"Bearer {site.command('token', 'create', '--person', OWNER, '--scope', 'admin').strip()}"
    }
    browser = session(site)
    first = Aim("GET", f"{API}/customers", {"limit": "1", "sort": "id", "columns": "name"})
    aimed = aims(ask(site.address, first, bearer)[1]["rows"][0]["id"])
    for aim in aimed:
        assert ask(site.address, aim, bearer)[0] < 300 > ask(site.address, aim, browser)[0], aim
    tools.python()
    with ThreadPoolExecutor(2) as both:
        by_sqlmap = both.submit(sqlmap, folder(tmp_path, "sqlmap"), site.address, aimed, bearer)
        by_wapiti = both.submit(wapiti, folder(tmp_path, "wapiti"), site.address, aimed, browser)
        injected, said = by_sqlmap.result()
        faults, walked = by_wapiti.result()
    assert injected == set()
    assert faults == {}
    assert len(re.findall("testing for SQL injection on", said)) > 40
    assert walked > len(aimed)  # those, and the page itself with its parts
    assert "defect" not in site.log()
    assert ask(site.address, first, bearer)[0] == ask(site.address, first, browser)[0] == 200  # both were in to the end


def test_what_is_planted_is_found(site: Site, tmp_path: Path) -> None:
    tools.python()
    with control.running(site.home) as address, ThreadPoolExecutor(2) as both:
        by_sqlmap = both.submit(sqlmap, folder(tmp_path, "sqlmap"), address, control.INJECTED, {})
        by_wapiti = both.submit(wapiti, folder(tmp_path, "wapiti"), address, control.AIMS, {})
        injected, _ = by_sqlmap.result()
        faults, _ = by_wapiti.result()
    assert {one.removeprefix(address) for one in injected} == control.FOUND_BY_SQLMAP
    assert set(faults) == control.FOUND_BY_WAPITI


def folder(parent: Path, name: str) -> Path:
    (parent / name).mkdir()
    return parent / name
