"""An administrator lets a colleague in; the colleague makes the password their own."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_colleague_is_let_in_and_changes_the_password(tab: Tab, open_tab: Open) -> None:
    tab.api.send("POST", "/people", {"name": "新同事", "email": "new@demo.example"})
    page = tab.go("/settings/people").page
    tab.button("重设密码：新同事").click()
    tab.button("生成密码").click()
    made = page.get_by_role("dialog").get_by_role("textbox", name="密码").input_value()
    tab.page.keyboard.press("Escape")

    theirs = open_tab(None, refusals=(400, 401))
    entered = theirs.go("/settings/me").page
    entered.get_by_label("邮箱").fill("new@demo.example")
    entered.locator("input[name=password]").fill(made)
    theirs.button("登录").click()
    entered.get_by_label("当前密码").fill("wrong-password")
    entered.get_by_label("新密码（至少 8 个字符）").fill("Quiet-River-2026")
    theirs.button("修改密码").click()
    expect(entered.get_by_label("当前密码")).to_have_attribute("data-invalid", "true")
    entered.get_by_label("当前密码").fill(made)
    theirs.button("修改密码").click()
    theirs.toast("密码已修改")
