"""The same work on a phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.site import SALES

pytestmark = pytest.mark.browser

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def test_a_sales_person_on_the_way_finds_reads_and_writes(open_tab: Open) -> None:
    tab = open_tab(SALES, phone=True, path="/")
    page = tab.page
    tabs = page.get_by_role("navigation", name="导航")
    expect(tabs.get_by_role("link")).to_have_text(["首页", "客户", "待办", "消息", "我"])
    assert page.evaluate(WIDER) == 0

    tabs.get_by_role("link", name="客户").tap()
    card = page.locator(".zg-card").first
    expect(card).to_be_visible()
    assert page.evaluate(WIDER) == 0
    name = card.locator("strong").inner_text()
    card.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.evaluate(WIDER) == 0

    page.get_by_role("textbox", name="写跟进记录").fill("路上回了电话。")
    tab.button("记录").tap()
    tab.toast("跟进已记录")
    newest = tab.api.first("interactions", sort="-created_at")
    assert newest["content"] == "路上回了电话。"
    assert newest["person"]["title"] == "张伟"

    page.locator(".za-search").tap()
    page.get_by_role("combobox", name="搜索").fill(name)
    page.get_by_role("option", name=name).first.tap()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
