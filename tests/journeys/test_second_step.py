"""A code from an app as the second step at sign-in, codes for when it is lost, and an end to what is open elsewhere."""

import pytest
from playwright.sync_api import Page, expect

from tests.access.second_step import code_of
from tests.journeys.api import let_in
from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def enter(tab: Tab, email: str, password: str) -> Page:
    page = tab.go("/sign-in").page
    page.get_by_label("邮箱").fill(email)
    page.locator("input[name=password]").fill(password)
    tab.button("登录").click()
    return page


def test_a_second_step_and_other_places(tab: Tab, open_tab: Open) -> None:
    email = "careful@demo.example"
    person = tab.api.send("POST", "/people", {"name": "谨慎的人", "email": email})["id"]
    password = let_in(tab.api, person)

    first = open_tab(None, refusals=(400, 401, 404))
    page = enter(first, email, password)
    expect(page.get_by_role("heading", level=1)).to_contain_text("谨慎的人")
    first.go("/settings/me")
    steps = page.get_by_role("region", name="两步验证")
    first.button("启用", steps).click()
    asked = page.get_by_role("dialog")
    asked.get_by_label("当前密码").fill("不是它")
    first.button("下一步", asked).click()
    expect(asked).to_contain_text("密码不对")
    asked.get_by_label("当前密码").fill(password)
    first.button("下一步", asked).click()
    expect(asked.get_by_role("img", name="请用验证器应用扫描二维码")).to_be_visible()
    secret = asked.locator("code").inner_text()
    asked.get_by_label("应用里显示的 6 位数字").fill("000000")
    first.button("下一步", asked).click()
    expect(asked).to_contain_text("验证码不对")
    asked.get_by_label("应用里显示的 6 位数字").fill(code_of(secret))
    first.button("下一步", asked).click()
    codes = asked.get_by_role("textbox", name="备用码").input_value().split()
    assert len(codes) == len(set(codes)) >= 5
    first.button("我已保存", asked).click()
    expect(steps).to_contain_text(f"剩余备用码 {len(codes)} 个")

    second = open_tab(None, refusals=(400, 401))
    other = enter(second, email, password)
    other.get_by_label("验证码").fill("000000")
    second.button("登录").click()
    expect(other.get_by_role("alert")).to_contain_text("验证码不对")
    other.get_by_label("验证码").fill(codes[0])
    second.button("登录").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("谨慎的人")
    second.go("/settings/me")
    places = other.get_by_role("region", name="已登录的设备").get_by_role("listitem")
    expect(places).to_have_count(2)
    expect(places.filter(has_text="当前设备")).to_have_count(1)
    expect(other.get_by_role("region", name="两步验证")).to_contain_text(f"剩余备用码 {len(codes) - 1} 个")
    second.button("退出登录", places.filter(has_not_text="当前设备")).click()
    expect(places).to_have_count(1)
    first.go("/customers")
    expect(page.get_by_label("邮箱")).to_be_visible()

    steps = other.get_by_role("region", name="两步验证")
    second.button("停用", steps).click()
    asked = other.get_by_role("dialog")
    asked.get_by_label("当前密码").fill(password)
    second.button("停用", asked).click()
    expect(steps).to_contain_text("未启用")
    kinds = [one["kind"] for one in tab.api.get("/audit")["rows"] if (one["by"] or {}).get("id") == person]
    assert kinds.count("second_step.added") == kinds.count("second_step.removed") == 2
