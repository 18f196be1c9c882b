"""Every chart with ordinary, empty and ugly data (`web/dev/charts.html`), under the policy of the server."""

import io
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Download, Locator, expect

from tests.journeys.conftest import new_context
from tests.journeys.tab import Tab
from tests.journeys.test_accessible import RUN, SERIOUS, script
from zhike.project.headers import HEADERS

PNG = b"\x89PNG\r\n\x1a\n"
VITE = ("node", "node_modules/vite/bin/vite.js", "build", "--config", "dev/charts.config.ts", "--logLevel", "error")


class Files(SimpleHTTPRequestHandler):
    """The built gallery with the headers of the server."""

    def end_headers(self) -> None:
        for name, value in HEADERS:
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address."""
    folder = tmp_path_factory.mktemp("gallery")
    subprocess.run([*VITE, "--outDir", str(folder)], cwd=settings.ROOT / "web", check=True, timeout=300)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def shown(request: pytest.FixtureRequest, browser: Browser, gallery: str) -> Iterator[Tab]:
    """The gallery, when all of it is drawn."""
    language, theme, phone = request.param
    context = new_context(browser, language, theme, phone=phone, state=None)
    tab = Tab(context, gallery)
    tab.page.goto(f"{gallery}/dev/charts.html?language={language}&theme={theme}")
    expect(tab.page.locator(".zc-plot svg").first).to_be_visible()
    expect(tab.page.locator("[aria-busy] .z-bone")).to_have_count(1)  # the one that is always on its way
    expect(tab.page.locator(".z-bone")).to_have_count(1)
    yield tab
    context.close()
    assert not tab.wrong, tab.wrong


def card(tab: Tab, title: str) -> Locator:
    return tab.page.get_by_role("region", name=title, exact=True)


def choose(tab: Tab, within: Locator, button: str, line: str) -> None:
    within.get_by_role("button", name=button).click()
    tab.page.get_by_role("menuitem", name=line).click()


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


@pytest.mark.parametrize("shown", [("zh-CN", "light", False), ("en", "dark", True)], indirect=True)
def test_all_are_drawn_and_none_says_nan(shown: Tab) -> None:
    page = shown.page
    assert page.locator("section.zc-card").count() > 40
    for title in ("没有数", "数据不够"):
        expect(card(shown, title).locator(".z-empty")).to_be_visible()
    drawn = page.locator("section.zc-card svg[role=img], .zc-plot svg")
    assert all(box and box["height"] > 20 for box in (one.bounding_box() for one in drawn.all()[:20]))
    markup: str = page.content()
    assert "NaN" not in markup
    assert "Infinity" not in markup
    page.evaluate(script())
    found = [one["id"] for one in page.evaluate(RUN) if one["impact"] in SERIOUS]
    assert not found


@pytest.mark.parametrize("shown", [("zh-CN", "light", False)], indirect=True)
def test_what_is_drawn_opens_and_leaves(shown: Tab) -> None:
    said: list[str] = []
    shown.page.on("console", lambda message: said.append(message.text))
    pareto = card(shown, "产品贡献")
    with shown.page.expect_download() as leaving:
        choose(shown, pareto, "更多操作", "导出 Excel")
    sheet = zipfile.ZipFile(io.BytesIO(content(leaving.value))).read("xl/worksheets/sheet1.xml").decode()
    assert "9000000" in sheet
    for title in ("客户分层的流动", "各省客户数", "留存"):
        with shown.page.expect_download() as leaving:
            choose(shown, card(shown, title), "更多操作", "保存为图片")
        assert content(leaving.value).startswith(PNG)
    choose(shown, pareto, "更多操作", "表格视图")
    pareto.get_by_role("button", name="制造业").press("Enter")
    plot = card(shown, "各行业客户数").locator(".zc-plot")
    plot.click(position={"x": 150, "y": 45})
    assert said == ["open 制造业", "open 1/0"]


@pytest.mark.parametrize("shown", [("zh-CN", "light", False)], indirect=True)
def test_the_theme_and_the_language_change_at_once(shown: Tab) -> None:
    bar = card(shown, "各行业客户数").locator(".zc-plot path[fill='#0e7c86']")
    expect(bar.first).to_be_attached()
    shown.button("light").click()
    expect(bar).to_have_count(0)
    expect(card(shown, "各行业客户数").locator(".zc-plot path[fill='#3fb0ba']").first).to_be_attached()
    expect(card(shown, "每月新增").get_by_text("2025年1月")).to_be_attached()
    shown.button("zh-CN").click()
    expect(card(shown, "每月新增").get_by_text("Jan 2025")).to_be_attached()
