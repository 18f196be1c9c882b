"""An administrator narrows a role, is told what that does, and whoever has it sees less and can ask why."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_role_is_narrowed_and_can_be_questioned(tab: Tab, open_tab: Open) -> None:
    actions = dict.fromkeys(("read", "update", "delete"), True)
    role = tab.api.send("POST", "/roles", {"name": "外包", "grants": {"*": {"actions": actions, "scope": "all"}}})["id"]
    email = "outside@demo.example"
    person = tab.api.send("POST", "/people", {"name": "外包甲", "email": email, "roles": [role]})["id"]
    password = tab.api.send("POST", f"/people/{person}/password", {})["password"]

    page = tab.go("/settings/roles").page
    page.get_by_text("外包", exact=True).click()
    page.get_by_label("客户 · 删除", exact=True).uncheck()
    tab.button("客户 · 细则").click()
    page.get_by_role("combobox", name="电话", exact=True).click()
    page.get_by_role("option", name="脱敏", exact=True).click()
    tab.button("保存").click()
    told = page.get_by_role("dialog").filter(has_text="1 人有何变化")
    expect(told).to_contain_text("1 人将不能：删除")
    expect(told).to_contain_text("“电话”")
    tab.button("保存", told).click()
    expect(page.get_by_label("客户 · 删除", exact=True)).to_have_count(0)
    stored = tab.api.get(f"/roles/{role}")["grants"]["customer"]
    assert (stored["fields"], "delete" in stored["actions"]) == ({"phone": "masked"}, False)

    theirs = open_tab(None, refusals=(401,))
    customer = tab.api.first("customers", where='{"field": "phone", "op": "not_empty"}')
    seen = theirs.go(f"/customers/{customer['id']}").page
    seen.get_by_label("邮箱").fill(email)
    seen.locator("input[name=password]").fill(password)
    theirs.button("登录").click()
    expect(seen.get_by_text("****").first).to_be_visible()
    assert customer["phone"].removeprefix("+86") not in seen.content().replace(" ", "")
    theirs.button("更多").click()
    seen.get_by_role("menuitem", name="权限说明").click()
    panel = seen.get_by_role("dialog")
    expect(panel).to_contain_text("没有角色允许删除客户")
    expect(panel).to_contain_text("角色“外包”：脱敏，不可修改")
    theirs.page.keyboard.press("Escape")
    expect(seen.get_by_role("menuitem", name="删除")).to_have_count(0)
