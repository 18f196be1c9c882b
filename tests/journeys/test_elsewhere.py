"""Signing in at a server elsewhere, in the browser: the button, the server's own page, and back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.access.elsewhere import Provider, running
from tests.journeys.conftest import new_context
from tests.journeys.site import OWNER, Site

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture(scope="module")
def linked(server: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A Zhike that was told of that server."""
    told = {"ISSUER": server.address, "CLIENT_ID": "zhike", "CLIENT_SECRET": "s", "NAME": "公司账号"}
    home = tmp_path_factory.mktemp("elsewhere") / "home"
    running_site = Site(home, **{f"ZHIKE_OIDC_{name}": value for name, value in told.items()})
    try:
        yield running_site.wait()
    finally:
        running_site.stop()


@pytest.mark.parametrize(("subject", "verified"), [("owner", True), ("stranger", False)])
def test_there_and_back(linked: Site, server: Provider, browser: Browser, subject: str, verified: bool) -> None:
    server.knows(subject, email=OWNER, email_verified=verified)
    context = new_context(browser, "zh-CN", "light", phone=False, state=None)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda told: wrong.append(told.text) if "Content Security Policy" in told.text else None)
    page.goto(f"{linked.address}/sign-in?next=%2Fcustomers")
    page.get_by_role("button", name="使用 公司账号 登录").click()
    page.wait_for_url(f"{server.address}/**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit]").first.click()
    if verified:
        page.wait_for_url(f"{linked.address}/customers")
        expect(page.get_by_role("grid")).to_be_visible()
    else:
        expect(page.get_by_role("alert")).to_contain_text("未能通过外部账号登录")
    assert not wrong
    context.close()
