"""A web site sends what its visitors do, once they agree; one who signs in there is a customer here."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.api import Api
from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

STORED = "Object.entries(localStorage).filter(([k]) => k.endsWith('queue')).flatMap(([, text]) => JSON.parse(text))"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its base
        del format, args


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site: its folder and its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def placed(tab: Tab, shop: tuple[Path, str]) -> None:
    """The shop has our script in its page."""
    folder, origin = shop
    api = Api(tab.context, tab.address)
    site = api.send("POST", "/tracking_sites", {"name": f"商城 {origin}", "origins": origin})["id"]
    script = api.get(f"/tracking_sites/{site}/snippet")["script"]
    page = f"<!doctype html><meta charset=utf-8><title>鞋店</title>{script}<p>鞋子"
    (folder / "index.html").write_text(page, "utf-8")


def sent(page: Page) -> None:
    """Nothing waits to be sent any more."""
    page.wait_for_function(f"({STORED}).length === 0")


def test_a_visitor_agrees_acts_and_signs_in(open_tab: Open, browser: Browser, shop: tuple[Path, str]) -> None:
    owner = open_tab()
    owner.go("/customers")
    placed(owner, shop)
    api = Api(owner.context, owner.address)
    customer = api.send("POST", "/customers", {"name": "采集的客户"})["id"]
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{shop[1]}/index.html?secret=1")
    page.wait_for_function("window.zhike")
    page.evaluate("zhike.track('product_view', {sku: 'A-1'})")
    assert page.evaluate("localStorage.length") == 0, "nothing before consent"
    page.evaluate("zhike.consent(true)")
    page.evaluate("zhike.track('product_view', {sku: 'A-2'}, 'A-2')")
    sent(page)
    context.set_offline(offline=True)
    page.evaluate("zhike.track('search', {q: '鞋'})")
    page.wait_for_timeout(1500)
    assert len(page.evaluate(STORED)) == 1, "it waits"
    context.set_offline(offline=False)
    sent(page)
    token = api.send("POST", f"/customers/{customer}/identity", {})["token"]
    with page.expect_response("**/t/*"):
        page.evaluate("(token) => zhike.identify(token)", token)
    page.evaluate("zhike.track('share')")
    page.goto("about:blank")  # what is left goes by beacon
    assert context.cookies() == []
    shown = owner.go(f"/customers/{customer}?tab=behaviour").page
    expect(shown.locator(".zb-kind")).to_have_text(["分享", "搜索", "浏览商品", "浏览页面"])
    expect(shown.get_by_text("secret")).to_have_count(0)
    owner.button("拆开").click()
    expect(shown.get_by_text("还没有行为")).to_be_visible()
    context.close()


def test_who_does_not_want_to_be_followed_is_not(open_tab: Open, browser: Browser, shop: tuple[Path, str]) -> None:
    owner = open_tab()
    owner.go("/customers")
    placed(owner, shop)
    context = browser.new_context()
    context.add_init_script("Object.defineProperty(navigator, 'globalPrivacyControl', {get: () => true})")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    page.goto(f"{shop[1]}/index.html")
    page.wait_for_function("window.zhike")
    page.evaluate("zhike.consent(true); zhike.track('login')")
    page.wait_for_timeout(1500)
    assert not [one for one in asked if "/t/" in one]
    context.close()
