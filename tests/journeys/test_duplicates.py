"""Duplicates as a steward meets them: on their page, on a record, in the form."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import Open
from tests.journeys.tab import Tab

pytestmark = pytest.mark.browser


def twins(tab: Tab, name: str, phone: str) -> list[int]:
    """Two records of one company."""
    rows = [
        {"name": f"深圳市{name}精密机械有限公司", "phone": phone, "address": "科技路5号"},
        {"name": f"{name}精密机械（深圳）有限公司", "phone": phone, "region": "深圳"},
    ]
    return [tab.api.send("POST", "/customers", row)["id"] for row in rows]


def scanned(tab: Tab) -> Page:
    """The page, after a scan that was asked for there."""
    page = tab.go("/duplicates").page
    before = page.get_by_text("上次查重").or_(page.get_by_text("还没有查过重"))
    expect(before).to_be_visible()
    page.get_by_role("button", name="查重", exact=False).first.click()
    tab.toast("查重：客户")  # the job has ended
    page.reload()
    return page


def listed(tab: Tab, page: Page, name: str) -> Locator:
    """The group of a company, however far down it stands."""
    expect(page.get_by_text("待处理")).to_be_visible()
    tab.settle()
    group = page.get_by_role("region", name=name)
    while not group.count() and tab.button("更多").count():
        tab.button("更多").click()
        tab.settle()
    return group


def test_a_group_is_merged_from_its_page_and_another_is_none(tab: Tab) -> None:
    kept, gone = twins(tab, "叠旅程恒宇", "13655512345")
    others = twins(tab, "叠旅程明珠", "13655512346")
    group = listed(tab, scanned(tab), "叠旅程恒宇")
    page = tab.page
    expect(group).to_contain_text("电话相同")
    tab.button("并排合并", group).click()
    tab.button("合并 2 条", page.get_by_role("dialog")).click()
    tab.toast("已将 2 条合并")
    expect(group).to_have_count(0)
    assert {kept, gone} & {tab.api.get(f"/customers/{gone}")["id"], tab.api.get(f"/customers/{kept}")["id"]}

    page = tab.go(f"/customers/{others[0]}").page
    expect(page.get_by_role("complementary", name="重复记录")).to_contain_text("可能与另外 1 条记录重复")
    group = listed(tab, tab.go("/duplicates").page, "叠旅程明珠")
    tab.button("不是重复", group).click()
    tab.toast("已记住")
    expect(group).to_have_count(0)


def test_a_rule_asks_before_a_second_record_is_made(open_tab: Open) -> None:
    tab = open_tab(refusals=(422,))
    tab.api.send("POST", "/customers", {"name": "叠旅程海天机械有限公司", "phone": "13655512347"})
    rule = {"name": "叠旅程", "object": "customer", "action": "warn", "least": 90, "through": ["page"]}
    made = tab.api.send("POST", "/duplicate_rules", rule)
    page = tab.go("/customers").page
    page.get_by_role("button", name="新建客户").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("客户名称").fill("叠旅程海天机械")
    form.get_by_label("电话", exact=True).fill("136 5551 2347")
    expect(form.get_by_role("complementary")).to_contain_text("叠旅程海天机械有限公司")
    expect(form.get_by_role("complementary")).to_contain_text("电话相同")
    tab.button("新建", form).click()
    question = page.get_by_role("dialog").filter(has_text="可能已经有这条记录")
    tab.button("确认不是同一个，仍要保存", question).click()
    tab.toast("叠旅程海天机械")
    assert tab.api.get("/customers?q=叠旅程海天")["count"]["value"] == 2
    tab.api.send("DELETE", f"/duplicate_rules/{made['id']}", {})
