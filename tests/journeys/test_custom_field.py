"""The administrator adds a field, and it is there: no restart, no programmer."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Open

pytestmark = pytest.mark.browser


def test_a_membership_number_is_at_once_in_form_list_filter_and_search(open_tab: Open) -> None:
    tab = open_tab(refusals=(422,), path="/settings")
    page = tab.page
    page.get_by_role("link", name="自定义字段").click()
    tab.button("新建自定义字段").click()
    drawer = page.get_by_role("dialog", name="新建自定义字段")
    drawer.get_by_label("中文名").fill("会员卡号")
    drawer.get_by_label("英文名").fill("Member card")
    expect(drawer.get_by_label("代码")).to_have_value("member_card")
    drawer.get_by_label("唯一").check()
    tab.button("保存", drawer).click()
    expect(drawer).to_be_hidden()
    expect(page.get_by_role("row", name="会员卡号")).to_be_visible()
    kept = tab.api.first("custom_fields", sort="-created_at")
    assert (kept["code"], kept["kind"], kept["unique"], kept["object"]) == ("member_card", "text", True, "customer")

    page.get_by_role("navigation", name="导航").get_by_role("link", name="客户", exact=True).click()
    for name in ("旅程会员一", "旅程会员二"):
        tab.button("新建客户").click()
        form = page.get_by_role("dialog", name="新建客户")
        form.locator("[data-field=name]").get_by_role("textbox").fill(name)
        form.locator("[data-field=member_card]").get_by_role("textbox").fill("VIP-0001")
        tab.button("新建", form).click()
        if name == "旅程会员一":
            tab.toast("已新建「旅程会员一」")
            continue
        fault = form.locator("[data-field=member_card]").get_by_role("alert")
        expect(fault).to_be_visible()  # taken
        form.locator("[data-field=member_card]").get_by_role("textbox").fill("VIP-0002")
        tab.button("新建", form).click()
        tab.toast("已新建「旅程会员二」")

    where = json.dumps({"field": "member_card", "op": "is", "value": "VIP-0002"})
    tab.go(f"/customers?where={where}&cols=name,member_card")
    expect(page.get_by_role("columnheader", name="会员卡号")).to_be_visible()
    expect(page.locator(".z-filter")).to_contain_text("会员卡号")
    expect(page.locator(".zg-title")).to_have_text(["旅程会员二"])
    found = tab.api.rows("customers", where=where, columns="name,member_card")
    assert [(one["name"], one["member_card"]) for one in found] == [("旅程会员二", "VIP-0002")]
    page.locator(".zg-title").click()
    expect(tab.button("编辑会员卡号", exact=False)).to_contain_text("VIP-0002")
