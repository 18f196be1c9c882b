"""Coming in, choosing a language and a theme, and leaving."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.site import OWNER, SALES, Site

pytestmark = pytest.mark.browser


def test_a_wrong_password_is_told_and_the_right_one_lets_in_and_out(open_tab: Open, site: Site) -> None:
    tab = open_tab(None, refusals=(400, 401))
    page = tab.go("/customers").page
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))
    page.get_by_label("邮箱").fill(SALES)
    page.locator("input[name=password]").fill("not the password")
    tab.button("登录").click()
    expect(page.get_by_role("alert")).to_have_text("邮箱或密码不对。")
    expect(page.get_by_label("邮箱")).to_have_value(SALES)

    page.locator("input[name=password]").fill(site.password)
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(f"{tab.address}/customers")  # where one wanted to go
    expect(page.locator(".zg-title").first).to_be_visible()
    assert tab.api.get("/meta")["me"]["email"] == SALES

    page.get_by_role("button", name="我的菜单").click()
    page.get_by_role("menuitem", name="退出登录").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    assert tab.api.request.get(f"{tab.address}/api/v1/meta").status == 401
    tab.go("/customers")
    expect(page).to_have_url(re.compile(r"/sign-in\?next="))


def test_what_one_person_was_shown_is_not_shown_to_the_next(open_tab: Open, site: Site) -> None:
    tab = open_tab(None, refusals=(401,))
    page = tab.go("/tasks").page

    def enter(email: str) -> None:
        page.get_by_label("邮箱").fill(email)
        page.locator("input[name=password]").fill(site.password)
        tab.button("登录").click()
        expect(page.get_by_role("button", name="我的菜单")).to_be_visible()

    enter(SALES)
    page.reload()
    tab.settle()
    theirs = tab.api.get("/tasks")["count"]["value"]
    page.get_by_role("button", name="我的菜单").click()
    page.get_by_role("menuitem", name="退出登录").click()
    enter(OWNER)
    page.get_by_role("link", name="任务").click()
    page.get_by_role("tab", name="全部任务").click()
    everybodys = tab.api.get("/tasks")["count"]["value"]
    assert everybodys > theirs
    expect(page.get_by_role("navigation", name="分页")).to_contain_text(f"共 {everybodys} 条")


def test_language_and_theme_are_kept(open_tab: Open) -> None:
    tab = open_tab(path="/customers")
    page, html = tab.page, tab.page.locator("html")
    expect(page.get_by_role("grid", name="客户")).to_be_visible()
    expect(html).to_have_attribute("lang", "zh-CN")

    page.get_by_role("button", name="我的菜单").click()
    page.get_by_role("menuitem", name="English").click()
    expect(page.get_by_role("grid", name="Customers")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Stage")).to_be_visible()
    page.get_by_role("button", name="My menu").click()
    page.get_by_role("menuitem", name="Dark").click()
    expect(html).to_have_attribute("data-mantine-color-scheme", "dark")

    page.reload()
    expect(page.get_by_role("grid", name="Customers")).to_be_visible()
    expect(html).to_have_attribute("lang", "en")
    expect(html).to_have_attribute("data-mantine-color-scheme", "dark")
