"""A role that asks for a second step, or for an address, in the browser."""

import pytest
from playwright.sync_api import expect

from tests.access.second_step import code_of
from tests.journeys.api import let_in
from tests.journeys.conftest import Open
from tests.journeys.tab import Tab
from tests.journeys.test_second_step import enter

pytestmark = pytest.mark.browser
GRANTS = {"*": {"actions": {"read": True}, "scope": "all"}}


def newcomer(tab: Tab, name: str, role: int) -> tuple[str, str]:
    email = f"{name}@demo.example"
    person = tab.api.send("POST", "/people", {"name": name, "email": email, "roles": [role]})["id"]
    return email, let_in(tab.api, person)


def test_one_is_led_to_set_up_a_second_step_first(tab: Tab, open_tab: Open) -> None:
    role = tab.api.send("POST", "/roles", {"name": "财务", "grants": GRANTS})["id"]
    page = tab.go("/settings/roles").page
    tab.button("编辑 财务").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("必须两步验证").check(force=True)
    tab.button("保存", drawer).click()
    expect(drawer).to_be_hidden()

    email, password = newcomer(tab, "held", role)
    held = open_tab(None, refusals=(401, 403, 404))
    page = enter(held, email, password)
    expect(page.get_by_role("heading", level=1)).to_contain_text("请先设置两步验证")
    held.go("/customers")
    expect(page.get_by_role("heading", level=1)).to_contain_text("请先设置两步验证")
    steps = page.get_by_role("region", name="两步验证")
    held.button("启用", steps).click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("当前密码").fill(password)
    held.button("下一步", asked).click()
    secret = asked.locator("code").inner_text()
    asked.get_by_label("应用里显示的 6 位数字").fill(code_of(secret))
    held.button("下一步", asked).click()
    held.button("我已保存", asked).click()
    held.button("继续").click()
    expect(page.get_by_role("grid").or_(page.get_by_role("table")).first).to_be_visible()


def test_another_address_is_told(tab: Tab, open_tab: Open) -> None:
    role = tab.api.send("POST", "/roles", {"name": "门店", "grants": GRANTS, "addresses": "203.0.113.0/24"})["id"]
    email, password = newcomer(tab, "elsewhere", role)
    far = open_tab(None, refusals=(401, 403))
    page = enter(far, email, password)
    expect(page.get_by_role("heading", level=1)).to_contain_text("不能从此处使用")
    expect(page.get_by_role("main")).to_contain_text("127.0.0.1")
    far.button("退出登录").click()
    expect(page.get_by_label("邮箱")).to_be_visible()


def test_one_does_not_shut_oneself_out(open_tab: Open) -> None:
    tab = open_tab(refusals=(422,))
    page = tab.go("/settings/roles").page
    tab.button("编辑 管理员").click()
    drawer = page.get_by_role("dialog")
    drawer.get_by_label("只允许从这些地址使用").fill("203.0.113.0/24")
    tab.button("保存", drawer).click()
    expect(drawer).to_contain_text("127.0.0.1")


def test_too_many_tries_are_told_with_the_time_to_wait(open_tab: Open) -> None:
    guesser = open_tab(None, refusals=(400, 401, 429))
    guesser.go("/sign-in")
    for _ in range(6):
        enter(guesser, "nobody-at-all@demo.example", "wrong-password")
        expect(guesser.page.get_by_role("alert")).to_be_visible()
    expect(guesser.page.get_by_role("alert")).to_contain_text("1 分钟后再试")
