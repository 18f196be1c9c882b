"""A form is built, opened by strangers with and without scripts and in another site's page, and its answers decided."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Open
from tests.journeys.site import Site
from tests.journeys.tab import DESK, PHONE, Tab


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named by its base
        del format, args


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another site: its folder and its origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def built(tab: Tab, name: str, sites: str = "") -> str:
    """A form made at the builder's page; its address."""
    page = tab.go("/settings/forms").page
    tab.button("新建网站表单").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("名称", exact=True).fill(name)
    drawer.get_by_label("添加问题").click()
    page.get_by_role("option", name="客户类型").click()
    drawer.get_by_label("同意文本 · 中文").fill("我同意")
    drawer.get_by_label("可嵌入的网站").fill(sites)
    drawer.get_by_label("启用").check()
    tab.button("保存", drawer).click()
    expect(drawer).to_be_hidden()
    page.get_by_role("row", name=name).get_by_role("button", name="网址与数据").click()
    address = page.get_by_label("网址", exact=True).input_value()
    assert address.startswith(f"{tab.address}/f/")
    expect(page.locator(".zf-qr svg")).to_be_visible()
    return address


def fill(page: Page, name: str) -> None:
    page.locator("[name='q.name']").fill(name)
    page.locator("[name='q.phone']").fill("139 1122 7788")
    page.wait_for_timeout(2100)  # nobody reads a page faster


def test_a_stranger_fills_in_a_form_on_a_phone(tab: Tab, site: Site, browser: Browser) -> None:
    address = built(tab, "手机表单")
    visitor = browser.new_context(viewport=PHONE, locale="zh-CN").new_page()
    visitor.goto(address)
    fill(visitor, "手机上的赵女士")
    visitor.get_by_role("button", name="提交").click()
    expect(visitor.get_by_role("heading", name="谢谢")).to_be_visible()
    assert visitor.context.cookies() == []
    visitor.reload()
    visitor.context.close()
    tab.go("/customers?q=手机上的赵女士")
    expect(tab.page.get_by_text("手机上的赵女士").first).to_be_visible()


def test_without_a_script_somebody_looks_at_the_answer(tab: Tab, browser: Browser) -> None:
    address = built(tab, "无脚本表单")
    visitor = browser.new_context(viewport=DESK, locale="en", java_script_enabled=False).new_page()
    visitor.goto(address)
    fill(visitor, "没有脚本的钱先生")
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("heading", name="Thank you")).to_be_visible()
    visitor.context.close()
    page = tab.go("/settings/answers").page
    line = page.locator(".zf-answers > li", has_text="没有脚本的钱先生")
    tab.button("采纳为新记录", line).click()
    tab.toast("已生成新记录")
    expect(line).to_have_count(0)


def test_another_site_shows_the_form_and_no_third_one(tab: Tab, browser: Browser, elsewhere: tuple[Path, str]) -> None:
    folder, origin = elsewhere
    address = built(tab, "嵌入表单", origin)
    code = f'<script src="{address}/embed.js" async></script>'
    (folder / "index.html").write_text(f"<h1>Shop</h1>{code}{'<p>Shoes</p>' * 60}", "utf-8")
    visitor = browser.new_context(viewport=DESK, locale="zh-CN").new_page()
    visitor.goto(f"{origin}/?utm_source=shop")
    frame = visitor.frame_locator("iframe")
    expect(frame.locator("[name='from.utm_source']")).to_have_value("shop")
    expect(frame.locator("[name='from.page']")).to_have_value(f"{origin}/")
    frame.locator("[name='q.name']").fill("别处的孙先生")
    frame.locator("[name='q.phone']").fill("13911227799")
    visitor.wait_for_timeout(2100)
    frame.get_by_role("button", name="提交").click()
    expect(frame.get_by_role("heading", name="谢谢")).to_be_in_viewport()
    visitor.goto(f"{origin.replace('127.0.0.1', 'localhost')}/")
    expect(visitor.frame_locator("iframe").locator("[name='q.name']")).to_have_count(0)
    visitor.context.close()


def test_an_answer_is_attached_to_a_customer(open_tab: Open, browser: Browser) -> None:
    tab = open_tab()
    made = tab.api.send("POST", "/customers", {"name": "并入的李先生"})["id"]
    address = built(tab, "并入表单")
    visitor = browser.new_context(viewport=DESK, locale="zh-CN", java_script_enabled=False).new_page()
    visitor.goto(address)
    fill(visitor, "李")
    visitor.get_by_role("button", name="提交").click()
    visitor.context.close()
    page = tab.go("/settings/answers").page
    line = page.locator(".zf-answers > li", has_text="并入表单")
    tab.button("并入已有记录", line).click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_role("combobox").fill("并入的李")
    page.get_by_role("option", name="并入的李先生").click()
    tab.button("并入", drawer).click()
    tab.toast("已并入记录")
    row = tab.api.get(f"/customers/{made}")
    assert (row["name"], row["phone"]) == ("并入的李先生", "+8613911227788")
