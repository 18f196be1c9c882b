"""An administrator lets a colleague in; the colleague makes the password their own."""

import pytest
from playwright.sync_api import expect

from tests.journeys.api import let_in
from tests.journeys.conftest import Open
from tests.journeys.site import Site
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_colleague_is_let_in_and_changes_the_password(tab: Tab, open_tab: Open) -> None:
    tab.api.send("POST", "/people", {"name": "新同事", "email": "new@demo.example"})
    page = tab.go("/settings/people").page
    tab.button("重设密码：新同事").click()
    tab.button("生成密码").click()
    made = page.get_by_role("dialog").get_by_role("textbox", name="密码").input_value()
    tab.page.keyboard.press("Escape")

    theirs = open_tab(None, refusals=(400, 401, 403))
    entered = theirs.go("/settings/me").page
    entered.get_by_label("邮箱").fill("new@demo.example")
    entered.locator("input[name=password]").fill(made)
    theirs.button("登录").click()
    expect(entered.get_by_role("heading", level=1)).to_contain_text("请先设置自己的密码")
    theirs.go("/customers")
    expect(entered.get_by_role("heading", level=1)).to_contain_text("请先设置自己的密码")
    entered.get_by_label("当前密码").fill(made)
    entered.get_by_label("新密码（至少 8 个字符）").fill(made)
    theirs.button("修改密码").click()
    expect(entered.get_by_label("新密码（至少 8 个字符）")).to_have_attribute("data-invalid", "true")
    entered.get_by_label("当前密码").fill("wrong-password")
    entered.get_by_label("新密码（至少 8 个字符）").fill("Quiet-River-2026")
    theirs.button("修改密码").click()
    expect(entered.get_by_label("当前密码")).to_have_attribute("data-invalid", "true")
    entered.get_by_label("当前密码").fill(made)
    theirs.button("修改密码").click()
    theirs.toast("密码已修改")
    expect(entered.get_by_role("button", name="我的菜单：新同事")).to_be_visible()


def test_who_works_for_two_companies_changes_between_them(tab: Tab, open_tab: Open, site: Site) -> None:
    person = tab.api.send("POST", "/people", {"name": "两头忙", "email": "both@demo.example"})["id"]
    password = let_in(tab.api, person)
    site.command("company", "create", "--name", "第二家", "--owner-email", "both@demo.example")

    theirs = open_tab(None, refusals=(401,))
    page = theirs.go("/settings/me").page
    page.get_by_label("邮箱").fill("both@demo.example")
    page.locator("input[name=password]").fill(password)
    theirs.button("登录").click()
    page.get_by_role("textbox", name="姓名").fill("两头都忙")
    page.get_by_role("textbox", name="手机").fill("12")
    theirs.refusals.add(422)
    theirs.button("保存").click()
    expect(page.get_by_role("textbox", name="手机")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("textbox", name="手机").fill("138 0013 8000")
    theirs.button("保存").click()
    theirs.toast("已保存")
    expect(page.get_by_role("button", name="我的菜单：两头都忙")).to_be_visible()

    here, other = ("云帆科技（演示）", "第二家")
    brand = page.get_by_role("navigation", name="导航").get_by_role("link").first
    first = brand.inner_text()
    there = other if first == here else here
    page.get_by_role("radiogroup", name="公司").get_by_text(there).click()
    expect(brand).to_have_text(there)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
