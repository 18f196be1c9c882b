"""Ctrl K, from anywhere: people know one thing of a customer, and find them by it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser

NAME = "深圳鼎盛源机械有限公司"


def opened(tab: Tab) -> Locator:
    tab.page.keyboard.press("Control+k")
    box = tab.page.get_by_role("combobox", name="搜索")
    expect(box).to_be_focused()
    return box


def test_a_customer_is_found_by_whatever_one_knows(tab: Tab) -> None:
    page = tab.go("/").page
    one = tab.api.first(
        "customers", columns="name,code,phone,email", where=f'{{"field":"name","op":"is","value":"{NAME}"}}'
    )
    box = opened(tab)
    for known in ("鼎盛源", "dingshengyuan", "szdsy", "SZDSYJX", one["code"], one["phone"][-4:], one["email"]):
        box.fill(known)
        hit = page.get_by_role("group", name="记录").get_by_role("option", name=NAME)
        expect(hit.first, known).to_be_visible()
        rows = tab.api.get("/search", q=known)["rows"]
        assert one["id"] in [row["id"] for row in rows if row["object"] == "customer"], known
    for few in ("鼎", "鼎盛"):  # many have it
        box.fill(few)
        first = page.get_by_role("group", name="记录").get_by_role("option").first
        expect(first, few).to_contain_text(few)
    box.fill(one["code"])
    expect(page.get_by_role("option", name=NAME)).to_be_visible()
    box.press("Enter")
    expect(page).to_have_url(f"{tab.address}/customers/{one['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)


def test_an_action_is_found_by_the_initials_of_its_words(tab: Tab) -> None:
    page = tab.go("/").page
    box = opened(tab)
    box.fill("xjkh")
    expect(page.get_by_role("group", name="操作").get_by_role("option", name="新建客户", exact=True)).to_be_visible()
    box.press("Enter")
    expect(page.get_by_role("dialog", name="新建客户", exact=True)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="新建客户", exact=True)).to_be_hidden()
    opened(tab).fill("查无此人查无此人")
    expect(page.get_by_text("没有结果")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("/$"))
