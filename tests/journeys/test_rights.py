"""An administrator narrows a role, is told what that does, and whoever has it sees less and can ask why."""

import pytest
from playwright.sync_api import expect

from tests.journeys.api import let_in
from tests.journeys.conftest import Open
from tests.journeys.site import SALES
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def test_a_role_is_narrowed_and_can_be_questioned(tab: Tab, open_tab: Open) -> None:
    actions = dict.fromkeys(("read", "update", "delete"), True)
    role = tab.api.send("POST", "/roles", {"name": "外包", "grants": {"*": {"actions": actions, "scope": "all"}}})["id"]
    email = "outside@demo.example"
    person = tab.api.send("POST", "/people", {"name": "外包甲", "email": email, "roles": [role]})["id"]
    password = let_in(tab.api, person)

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
    seen.get_by_role("menuitem", name="团队与权限").click()
    panel = seen.get_by_role("dialog")
    expect(panel).to_contain_text("没有角色允许删除客户")
    expect(panel).to_contain_text("角色“外包”：脱敏，不可修改")
    theirs.page.keyboard.press("Escape")
    expect(seen.get_by_role("menuitem", name="删除")).to_have_count(0)


def test_a_colleague_is_let_into_a_record(tab: Tab, open_tab: Open) -> None:
    customer = tab.api.send("POST", "/customers", {"name": "只有老板看得到的客户"})["id"]
    theirs = open_tab(SALES, refusals=(404,))
    me = theirs.api.get("/me")["name"]
    seen = theirs.go(f"/customers/{customer}").page
    expect(seen.get_by_role("heading", name="只有老板看得到的客户")).to_have_count(0)

    page = tab.go(f"/customers/{customer}").page
    tab.button("更多").click()
    page.get_by_role("menuitem", name="团队与权限").click()
    panel = page.get_by_role("dialog")
    team = panel.get_by_role("region", name="团队")
    expect(team).to_contain_text("除负责人外还没有团队成员")
    team.get_by_label("成员", exact=True).fill(me)
    page.get_by_role("option", name=me).click()
    tab.button("加入", team).click()
    expect(team.get_by_role("listitem")).to_contain_text(f"{me}可查看")

    theirs.go(f"/customers/{customer}")
    expect(seen.get_by_role("heading", name="只有老板看得到的客户")).to_be_visible()
    theirs.button("更多").click()
    seen.get_by_role("menuitem", name="团队与权限").click()
    expect(seen.get_by_role("dialog")).to_contain_text("客户的团队成员可以查看这条记录")

    tab.button(f"将{me}移出团队", team).click()
    expect(team).to_contain_text("除负责人外还没有团队成员")
    theirs.go(f"/customers/{customer}")
    expect(seen.get_by_role("heading", name="只有老板看得到的客户")).to_have_count(0)


def test_a_masked_value_is_seen_with_a_reason_and_its_owner_reads_so(tab: Tab, open_tab: Open) -> None:
    grants = {
        "customer": {
            "actions": {"read": True, "reveal": True},
            "scope": "all",
            "fields": {"phone": "masked"},
            "reveal": {"reason": True},
        }
    }
    role = tab.api.send("POST", "/roles", {"name": "回访", "grants": grants})["id"]
    email = "caller@demo.example"
    person = tab.api.send("POST", "/people", {"name": "回访甲", "email": email, "roles": [role]})["id"]
    password = let_in(tab.api, person)
    customer = tab.api.send("POST", "/customers", {"name": "要回访的客户", "phone": "13911223344"})["id"]

    theirs = open_tab(None, refusals=(401,))
    seen = theirs.go(f"/customers/{customer}").page
    seen.get_by_label("邮箱").fill(email)
    seen.locator("input[name=password]").fill(password)
    theirs.button("登录").click()
    theirs.button("查看电话明文").click()
    seen.get_by_label("查看原因").fill("季度回访")
    seen.get_by_role("button", name="查看", exact=True).click()
    expect(seen.get_by_text("139 1122 3344")).to_be_visible()
    theirs.button("重新隐藏").click()
    expect(seen.get_by_text("139 1122 3344")).to_have_count(0)

    page = tab.go("/settings/reveals").page
    line = page.get_by_role("row").filter(has_text="要回访的客户")
    expect(line).to_contain_text("回访甲")
    expect(line).to_contain_text("季度回访")
