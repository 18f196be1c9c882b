"""The web UI: how much JavaScript the first visit loads, and how long the list of customers takes to show."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median
from typing import Any

from django.conf import settings

from zhike.project import browser
from zhike.project.bench import show
from zhike.project.bench.figures import Figure
from zhike.project.bench.stage import EMAIL, PASSWORD, Stage

_VISITS = 7
_ROWS = 10  # on screen are enough to read on
_SIGN_IN = "/_allauth/browser/v1"
_ROW = "[role=row][aria-selected]"  # rows that hold records can be selected; the heading can not
_DRAWN = "zhike rows drawn at "
# The page says by its own clock when the frame with the rows has been painted: a driver that looks into the page from
# outside would take a part of the time it measures.
_SAY_WHEN_DRAWN = """(() => {
  const look = () => document.querySelectorAll("%s").length < %d ? requestAnimationFrame(look)
    : requestAnimationFrame(() => setTimeout(() => console.log("%s" + performance.now())));
  requestAnimationFrame(look);
})()"""


def measure_script(_: Stage) -> list[Figure]:
    """The entry, all it imports at once, and the words of the first language, as they are sent."""
    manifest = json.loads((Path(settings.WEB_DIST) / ".vite" / "manifest.json").read_text("utf-8"))
    keys = [key for key, one in manifest.items() if one.get("isEntry") or key.endswith("locales/zh-CN.json")]
    files: set[str] = set()
    while keys:
        one = manifest[keys.pop()]
        if one["file"] not in files:
            files.add(one["file"])
            keys += one.get("imports", ())
    sizes = {ending: sum(_size(name + ending) for name in files) / 1024 for ending in (".gz", ".br")}
    beside = f"gzip; {sizes['.br']:.0f} KB as Brotli; {len(files)} files"
    return [Figure(what="initial JavaScript", value=sizes[".gz"], unit="KB", floor=300, aim=200, beside=beside)]


def _size(name: str) -> int:
    return (Path(settings.WEB_DIST) / name).stat().st_size


def measure_cold(stage: Stage) -> list[Figure]:
    """A signed-in person with nothing in the browser's cache, from navigation to the rows of the list."""
    from playwright.sync_api import sync_playwright  # late import: a tool of developers, needed here only

    program = browser.needed()
    base = f"http://127.0.0.1:{stage.port}"
    with show.step("list in a browser with a cold cache") as advance, sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(browser.FLAGS))
        cookies = _sign_in(opened, base)
        taken, there = [], stage.rows()
        for visit in range(_VISITS):
            context = opened.new_context(base_url=base, locale="zh-CN", viewport={"width": 1440, "height": 900})
            context.add_cookies(cookies)
            page = context.new_page()
            page.add_init_script(_SAY_WHEN_DRAWN % (_ROW, min(_ROWS, there), _DRAWN))
            with page.expect_console_message(lambda said: said.text.startswith(_DRAWN), timeout=60_000) as said:
                page.goto("/customers", wait_until="commit")
            taken.append(float(said.value.text.removeprefix(_DRAWN)) / 1000)
            context.close()
            advance(visit + 1, _VISITS)
        opened.close()
    beside = f"median of {_VISITS}; {min(taken):.2f} to {max(taken):.2f} s; {there:,} customers"
    what = "customer list, cold browser cache, to rows on screen"
    return [Figure(what=what, value=median(taken), unit="s", floor=1.0, aim=0.5, beside=beside)]


def _sign_in(opened: Any, base: str) -> list[Any]:
    """Sign in as the page does; gives the cookies."""
    context = opened.new_context(base_url=base)
    context.request.get(f"{_SIGN_IN}/config")
    token = next(one["value"] for one in context.cookies() if one["name"] == "zhike_csrf")
    answer = context.request.post(
        f"{_SIGN_IN}/auth/login",
        data={"email": EMAIL, "password": PASSWORD},
        headers={"X-CSRFToken": token, "Referer": base},
    )
    if not answer.ok:
        raise RuntimeError(f"signing in gave {answer.status}: {answer.text()[:300]}")
    cookies: list[Any] = context.cookies()
    context.close()
    return cookies
