"""One Zhike, one browser, and tabs of people who have signed in."""

from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.journeys.site import OWNER, Site
from tests.journeys.tab import DESK, PHONE, Tab
from zhike.project import browser as chromium

SECONDS = 30_000  # for a state to come about; a busy machine takes its time

Open = Callable[..., Tab]
TABS = pytest.StashKey[list[Tab]]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every journey drives a browser."""
    for item in items:
        if "/journeys/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """What fails says what stood on each page, before the tabs are closed."""
    report = yield
    for tab in item.stash.get(TABS, []) if report.failed and report.when == "call" else []:
        report.sections.append((tab.page.url, tab.page.locator("body").aria_snapshot()))
    return report


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running Zhike."""
    running = Site(tmp_path_factory.mktemp("journeys") / "home")
    try:
        yield running.wait()
    finally:
        running.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, with a profile that ends with it."""
    expect.set_options(timeout=SECONDS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.needed(), args=list(chromium.FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def kept() -> dict[str, Any]:
    """Sessions of those who have signed in, by e-mail address."""
    return {}


@pytest.fixture
def open_tab(request: pytest.FixtureRequest, site: Site, browser: Browser, kept: dict[str, Any]) -> Iterator[Open]:
    """Opens tabs; afterwards, none of them may have gone wrong."""
    tabs = request.node.stash.setdefault(TABS, [])

    def opened(
        email: str | None = OWNER, *, language: str = "zh-CN", theme: str = "light", phone: bool = False,
        refusals: tuple[int, ...] = (), path: str | None = None,
    ) -> Tab:  # fmt: skip
        context = new_context(browser, language, theme, phone=phone, state=kept.get(email) if email else None)
        tab = Tab(context, site.address, refusals)
        tabs.append(tab)
        if email and email not in kept:
            sign_in(tab, email, site.password)
            kept[email] = context.storage_state()
        if path is not None:
            tab.go(path)
        return tab

    yield opened
    wrong = [one for tab in tabs for one in tab.wrong]
    for tab in tabs:
        tab.context.close()
    assert not wrong, f"{wrong}\n{site.log()}"


@pytest.fixture
def tab(open_tab: Open) -> Tab:
    """A tab of the owner, in Chinese, on a desk."""
    return open_tab()


def new_context(browser: Browser, language: str, theme: str, *, phone: bool, state: Any) -> BrowserContext:
    """A browser window of its own, in a language and a theme."""
    context = browser.new_context(
        viewport=PHONE if phone else DESK, has_touch=phone, is_mobile=phone, storage_state=state, locale=language,
        timezone_id="Asia/Shanghai", color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce",
        accept_downloads=True,
    )  # fmt: skip
    context.set_default_timeout(SECONDS)
    return context


def sign_in(tab: Tab, email: str, password: str) -> None:
    """By the form, as people do."""
    page = tab.page
    tab.refusals |= {401}
    tab.go("/sign-in")
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()
    expect(page).to_have_url(f"{tab.address}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
