"""Segments are built with their count in view and tell why somebody is in them; measures lead to what they count."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.api import Api, eventually
from tests.journeys.conftest import Open

pytestmark = pytest.mark.browser
BUYER = '{"field": "m_orders", "op": ">=", "value": 2}'


def choose(page: Page, name: str, option: str, at: int = -1) -> None:
    """Take an option of a box that people know by a name; of several the last one."""
    boxes = page.get_by_role("combobox", name=name, exact=True)
    (boxes.last if at < 0 else boxes.nth(at)).click()
    page.get_by_role("option", name=option, exact=True).click()


def codes(api: Api, number: int) -> list[str]:
    return [row["code"] for row in api.rows("customers", columns="code", limit=number, sort="id")]


def test_a_segment_is_built_with_its_count_and_explains_itself(open_tab: Open) -> None:
    tab = open_tab()
    page = tab.go("/segments").page
    tab.settle()
    page.get_by_role("button", name="新建分群").first.click()
    drawer = page.get_by_role("dialog", name="新建分群")
    drawer.get_by_role("textbox", name="分群名称").fill("买过两次以上")
    tab.button("添加条件", drawer).click()
    choose(page, "字段", "消费次数")
    choose(page, "条件", "不小于")
    drawer.get_by_role("textbox", name="值", exact=True).fill("2")
    number = tab.api.get("/customers", where=BUYER, limit=1)["count"]["value"]
    expect(drawer.locator(".zs-count")).to_have_text(f"{number:,}")
    expect(drawer.get_by_text("消费次数不小于 2")).to_be_visible()
    tab.button("保存", drawer).click()
    expect(page.get_by_role("heading", level=1, name="买过两次以上")).to_be_visible()
    expect(page.get_by_role("link", name=f"{number:,}", exact=True)).to_be_visible(timeout=60_000)
    found = tab.api.first("customers", where=BUYER, columns="name", sort="-m_orders")
    page = tab.go(f"/customers/{found['id']}").page
    page.get_by_role("button", name="买过两次以上").click()
    expect(page.get_by_role("dialog").get_by_text("消费次数不小于 2")).to_be_visible()


def test_a_measure_opens_the_rows_it_is_made_of(open_tab: Open) -> None:
    tab = open_tab()
    found = tab.api.first("customers", where=BUYER, columns="name,m_orders", sort="-m_orders")
    page = tab.go(f"/customers/{found['id']}").page
    panel = page.get_by_role("region", name="指标", exact=True)
    panel.get_by_role("button", name="消费次数").first.click()
    page.get_by_role("link", name="查看这些订单").click()
    expect(page.get_by_text(f"共 {found['m_orders']} 条")).to_be_visible()


def test_a_list_of_codes_becomes_a_segment(open_tab: Open) -> None:
    tab = open_tab()
    made = tab.api.send("POST", "/segments", {"name": "展会名单", "object": "customer"})
    page = tab.go(f"/segments/{made['id']}").page
    tab.button("按编号添加").click()
    page.get_by_role("textbox", name="按编号添加").fill("\n".join([*codes(tab.api, 3), "没有这个编号"]))
    tab.button("添加").click()
    tab.toast("已加入 3 个")
    expect(page.get_by_role("textbox", name="按编号添加")).to_have_value("没有这个编号")
    page.get_by_role("button", name="移出").first.click()
    tab.toast("已移出 1 个")
    eventually(
        lambda: tab.api.send("POST", "/customers/audience", {"where": {"in": f"segment:{made['id']}"}})["count"] == 2
    )


def test_an_administrator_defines_a_measure_and_sees_what_it_comes_to(open_tab: Open) -> None:
    tab = open_tab()
    page = tab.go("/settings/measures").page
    page.get_by_role("button", name="新建指标").click()
    drawer = page.get_by_role("dialog", name="新建指标")
    drawer.get_by_role("textbox", name="名称（中文）").fill("近一年最大单额")
    drawer.get_by_role("textbox", name="代码").fill("largest_order")
    choose(page, "相关记录", "订单")
    choose(page, "计算", "最大或最近")
    choose(page, "字段", "订单金额", 0)
    choose(page, "时间范围", "最近 1 年")
    expect(drawer.get_by_text("最近 1 年的订单的最大订单金额")).to_be_visible()
    tab.button("保存", drawer).click()
    expect(drawer).to_have_count(0)
    measure = tab.api.first("measures", where='{"field": "code", "op": "is", "value": "largest_order"}')
    assert measure["definition"] == {"related": "orders", "measure": "max:amount", "within": "1y"}
    assert eventually(lambda: tab.api.get(f"/measures/{measure['id']}/details")["computed_at"] is not None)
